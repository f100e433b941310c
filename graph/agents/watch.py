"""What a watching agent looks at: data that went stale, odds and chances that moved, calibration.

Each finding has a severity, the facts it rests on, and is said once: what was said of a match, or
how the calibration stood, is remembered under a mark. A match met for the first time is remembered
in silence. Does not know who is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.agents.configuration import MonitoringConfiguration
from graph.agents.drifting import watch_calibration
from graph.agents.errand import Errand
from graph.agents.findings import Finding, tell_finding
from graph.agents.scope import Scope, coming, scope_of
from graph.wording.phrasebook import Phrasebook
from knowledge.agent_memory import mark, put_mark
from knowledge.errors import KnowledgeError
from knowledge.insights import Severity
from knowledge.matches import MatchInfo
from knowledge.status import LeagueStatus, data_status
from ml.errors import MlError
from tools.errors import ToolError
from tools.figures import Sheet
from tools.opinions import Opinions
from tools.pairings import Pairing

#: market → the selections of it that are watched
SELECTIONS = {
    "1x2": ("home", "draw", "away"),
    "over_under_2.5": ("over_2_5",),
    "both_teams_score": ("btts_yes",),
}
#: how many times the threshold makes a move worth a warning, and critical
SEVERITIES: Sequence[tuple[float, Severity]] = ((3.0, "critical"), (2.0, "warning"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """One kind of chance that has moved."""

    #: "odds" or "chances"
    kind: str
    before: Mapping[str, float]
    now: Mapping[str, float]
    #: from so much on it has
    threshold: float

    @property
    def selections(self) -> list[str]:
        """Those that moved far enough, in their order."""
        both = [name for name in self.now if name in self.before]
        return [name for name in both if self._by(name) >= self.threshold]

    @property
    def severity(self) -> Severity:
        """By the farthest move."""
        farthest = max(map(self._by, self.selections))
        for times, severity in SEVERITIES:
            if farthest >= times * self.threshold:
                return severity
        return "info"

    def _by(self, name: str) -> float:
        return abs(self.now[name] - self.before[name])


async def watch(errand: Errand, told: MonitoringConfiguration) -> dict[str, Any]:
    """Look at everything once.

    Returns
    -------
    `insight_ids` of what is new; `matches`: how many were looked at; `failed`: those that could
    not be, each with its reason.
    """
    await errand.desk.forecaster.refresh()
    scope = await scope_of(errand.desk, told)
    ahead = await coming(errand.desk, scope, days=told.days_ahead)
    new = await _watch_data(errand, scope, ahead)
    failed: list[dict[str, str]] = []
    for done, match in enumerate(ahead, start=1):
        try:
            new += await _watch_match(errand, match, told)
        except (ToolError, KnowledgeError, MlError) as error:
            failed.append({"match_id": match.id, "reason": str(error)})
        await errand.tell(done, len(ahead), match.title)
    new += await watch_calibration(errand, scope, settled=told.settled)
    return {"insight_ids": new, "matches": len(ahead), "failed": failed}


async def _watch_data(errand: Errand, scope: Scope, ahead: Sequence[MatchInfo]) -> list[str]:
    """Tell which leagues must miss results, each once for its newest result known."""
    leagues = {*scope.leagues, *(match.league_id for match in ahead)}
    async with errand.desk.db.reading() as session:
        status = await data_status(session, as_of=errand.desk.as_of)
    stale = [
        league
        for league in status.leagues
        if league.stale and (scope.is_all or league.id in leagues)
    ]
    return [
        id_
        for league in stale
        if (id_ := await tell_finding(errand, _stale(errand, league))) is not None
    ]


def _stale(errand: Errand, league: LeagueStatus) -> Finding:
    book, newest = Phrasebook(errand.language), league.newest_result
    sheet = Sheet(league.name, as_of=errand.desk.as_of.isoformat(), source="results")
    if newest is not None:
        sheet.add("newest_result", "date", newest.isoformat(), "date")
    return Finding(
        key=("stale", league.id, newest),
        text=book.say("watch.stale", league=league.name, day=book.day(newest))
        if newest
        else book.say("watch.stale_empty", league=league.name),
        severity="warning",
        facts=tuple(sheet.facts),
        league_id=league.id,
    )


async def _watch_match(
    errand: Errand, match: MatchInfo, told: MonitoringConfiguration
) -> list[str]:
    """Tell what moved since the last look at a match, and remember how it stands now."""
    opinions = await errand.desk.forecaster.opinions(Pairing.of(match))
    now = _standing(opinions, told)
    key = f"match:{match.id}"
    async with errand.desk.db.reading() as session:
        last = await mark(session, errand.agent.id, key)
    before: Mapping[str, Any] = last.data if last else {}
    kinds = {"odds": told.odds_moved, "chances": told.chance_moved}
    moved = [
        Moved(kind=kind, before=before.get(kind) or {}, now=now[kind], threshold=threshold)
        for kind, threshold in kinds.items()
    ]
    moved = [each for each in moved if each.selections]
    told_now = [await tell_finding(errand, _move(errand, match, each, opinions)) for each in moved]
    # what has not moved far enough stays as it was said: small steps one way add up
    remembered = {kind: before.get(kind) or now[kind] for kind in kinds}
    remembered |= {each.kind: dict(each.now) for each in moved}
    if remembered != before:
        async with errand.desk.db.writing() as session:
            await put_mark(
                session, errand.agent.id, key, match.title, now=errand.desk.as_of, data=remembered
            )
    return [id_ for id_ in told_now if id_ is not None]


def _standing(opinions: Opinions, told: MonitoringConfiguration) -> dict[str, dict[str, float]]:
    """Return the chances watched: the market's, where it has any, and our own."""
    names = [name for market in told.markets for name in SELECTIONS[market]]
    ours, theirs = opinions.model, opinions.consensus
    return {
        "odds": {name: theirs[name] for name in names if name in theirs},  # type: ignore[index]
        "chances": {name: ours[name] for name in names},  # type: ignore[index]
    }


def _move(errand: Errand, match: MatchInfo, moved: Moved, opinions: Opinions) -> Finding:
    book = Phrasebook(errand.language)
    ours = moved.kind == "chances"
    known = opinions.known
    source = f"model {opinions.model_version}" if ours or known is None else known.source
    sheet = Sheet(match.title, as_of=errand.desk.as_of.isoformat(), source=source)
    market = "chance" if ours else "implied"
    moves = []
    for name in moved.selections:
        what = book.say(f"watch.{name}", home=match.home.name, away=match.away.name)
        before, now = moved.before[name], moved.now[name]
        sheet.add(f"{market}_before", name, before, "probability")
        sheet.add(f"{market}_now", name, now, "probability")
        shown = {"before": before, "now": now}
        figures = {key: book.figure(value, "probability") for key, value in shown.items()}
        moves.append(book.say(f"watch.{moved.kind}_move", what=what, **figures))
    return Finding(
        key=(moved.kind, match.id, sorted(moved.before.items()), sorted(moved.now.items())),
        text=book.say(f"watch.{moved.kind}", match=match.title, moves="; ".join(moves)),
        severity=moved.severity,
        facts=tuple(sheet.facts),
        match_id=match.id,
        confidence=opinions.confidence if ours else None,
    )
