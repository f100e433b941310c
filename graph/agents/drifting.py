"""Whether the newest settled forecasts still mean what they say, and how it was when last asked.

The evidence is `ml.drift`'s; a level that was told is remembered, so that only another one is told
again. Does not know what follows from it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from graph.agents.errand import Errand
from graph.agents.findings import Finding, tell_finding
from graph.agents.scope import Scope
from graph.wording.phrasebook import Phrasebook
from knowledge.agent_memory import mark, put_mark
from knowledge.insights import Severity
from knowledge.settlement import settled_frame
from tools.figures import Sheet
from tools.health import drift_in

if TYPE_CHECKING:
    from ml.drift import Drift

Level = Literal["fine", "warning", "critical"]

#: evidence that true forecasts pass with a chance of one in ten at most, however often one looks
WARNING = 10.0
#: with fewer settled forecasts nothing is said
FEWEST = 50
CALIBRATION = "calibration"
SAID: dict[Level, tuple[str, Severity]] = {
    "fine": ("watch.drift_over", "info"),
    "warning": ("watch.drift_warning", "warning"),
    "critical": ("watch.drift_critical", "critical"),
}


async def watch_calibration(errand: Errand, scope: Scope, *, settled: int) -> list[str]:
    """Weigh the newest settled forecasts of a scope's leagues; tell a level that is new."""
    desk, agent = errand.desk, errand.agent
    async with desk.db.reading() as session:
        frame = await settled_frame(session, as_of=desk.as_of, priced=())
        last = await mark(session, agent.id, CALIBRATION)
    if scope.leagues:
        frame = frame[frame["league"].isin(scope.leagues)]
    frame = frame.tail(settled)
    if len(frame) < FEWEST:
        return []
    drift = await asyncio.to_thread(drift_in, frame)
    level = level_of(drift)
    before: Level = last.data["level"] if last else "fine"
    if level == before:
        return []
    since = last.at.isoformat() if last else ""
    told = await tell_finding(errand, _finding(errand, drift, level, since))
    async with desk.db.writing() as session:
        text = f"The calibration of {drift.matches} settled forecasts: {level}."
        await put_mark(session, agent.id, CALIBRATION, text, now=desk.as_of, data={"level": level})
    return [told] if told else []


def level_of(drift: Drift) -> Level:
    """Return how settled forecasts stand."""
    if drift.is_drifting:
        return "critical"
    return "warning" if drift.evidence >= WARNING else "fine"


def _finding(errand: Errand, drift: Drift, level: Level, since: str) -> Finding:
    book = Phrasebook(errand.language)
    key, severity = SAID[level]
    sheet = Sheet("track record", as_of=errand.desk.as_of.isoformat(), source="predictions")
    assert drift.log_loss is not None  # there are `FEWEST` matches or more
    assert drift.expected_log_loss is not None
    sheet.add("settled", "matches", drift.matches, "count")
    sheet.add("log_loss", "model", drift.log_loss, "loss")
    sheet.add("log_loss", "expected", drift.expected_log_loss, "loss")
    count, loss, expected = (book.figure(fact.value, fact.unit) for fact in sheet.facts)
    return Finding(
        key=("calibration", level, since),
        text=book.say(key, count=count, loss=loss, expected=expected),
        severity=severity,
        facts=tuple(sheet.facts),
        # the chance of a false alarm is one over the evidence at most
        confidence=None if level == "fine" else 1 - 1 / drift.evidence,
    )
