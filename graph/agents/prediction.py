"""Predictions written down before kick-off, and counted when their results have come.

Of each coming match there is one of each model that ever spoke about it; the record scores the
last before its kick-off. Does not know how a forecast is made or scored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from graph.agents.configuration import Scoped
from graph.agents.errand import Errand
from graph.agents.scope import Scope, coming, scope_of
from knowledge.agent_memory import mark, put_mark
from knowledge.agent_predictions import given_by
from knowledge.errors import KnowledgeError
from knowledge.leagues import get_league
from knowledge.matches import MatchInfo
from knowledge.predictions import prediction_ids
from knowledge.settlement import count_settled
from ml.errors import MlError
from tools.desk import Desk
from tools.errors import ToolError
from tools.prediction import PredictionObject

#: the mark under which it remembers until when results were counted
SETTLED = "settled"


async def update_predictions(errand: Errand, told: Scoped) -> dict[str, Any]:
    """Give every coming match of an agent's a prediction of the model that speaks now.

    Returns
    -------
    `predicted` and `already`: how many got one now, or had one; `demo`: how many are of the demo
    league, whose predictions nobody keeps; `settled`: how many predicted matches got their results
    since the task before; `failed`: those that cannot be predicted, each with its reason;
    `prediction_ids` of what the agent gives for the first time, whoever had it written down;
    `model_version` of the newest model.
    """
    desk = errand.desk
    card = await desk.forecaster.refresh()
    scope = await scope_of(desk, told)
    matches = await coming(desk, scope, days=told.days_ahead)
    real = [match for match in matches if not match.is_demo]
    before = await _made(desk, real)
    spoken, failed = await _predict(errand, matches, before)
    made = await _made(desk, real)
    keys = {(match.id, spoken[match.id]) for match in real if match.id in spoken}
    given = {made[key] for key in keys if key in made}
    failed |= {key[0]: "It could not be written down." for key in keys if key not in made}
    return {
        "predicted": sum(key in made and key not in before for key in keys),
        "already": sum(key in before for key in keys),
        "demo": len(matches) - len(real),
        "settled": await _settled(errand, scope),
        "failed": [{"match_id": id_, "reason": reason} for id_, reason in failed.items()],
        "prediction_ids": sorted(given - await _given(errand)),
        "model_version": card.version,
    }


async def _predict(
    errand: Errand, matches: Sequence[MatchInfo], made: dict[tuple[str, str], str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Predict what has no prediction of the model that speaks.

    Returns the version that spoke by match, and the reason by match that has no prediction.
    """
    versions: dict[str, str] = {}
    spoken: dict[str, str] = {}
    failed: dict[str, str] = {}
    for done, match in enumerate(matches, start=1):
        try:
            if match.league_id not in versions:
                versions[match.league_id] = await _version(errand.desk, match)
            version = versions[match.league_id]
            if (match.id, version) not in made:
                version = (await errand.desk.forecaster.predict(match)).model_version
            spoken[match.id] = version
        except (ToolError, KnowledgeError, MlError) as error:
            failed[match.id] = str(error)
        await errand.tell(done, len(matches), match.title)
    return spoken, failed


async def _version(desk: Desk, match: MatchInfo) -> str:
    """Return the version that speaks about a match's league."""
    async with desk.db.reading() as session:
        league = await get_league(session, match.league_id)
    card, _ = await desk.forecaster.speaker(league)
    return card.version


async def ids_of(desk: Desk, predictions: Sequence[PredictionObject]) -> list[str]:
    """Return the ids under which predictions are kept; those of supposed matches are not."""
    keys = [(each.match_id, each.model_version) for each in predictions if each.match_id]
    async with desk.db.reading() as session:
        made = await prediction_ids(session, {match_id for match_id, _ in keys})
    return sorted({made[key] for key in keys if key in made})


async def _given(errand: Errand) -> set[str]:
    async with errand.desk.db.reading() as session:
        return await given_by(session, errand.agent.id)


async def _made(desk: Desk, matches: Sequence[MatchInfo]) -> dict[tuple[str, str], str]:
    async with desk.db.reading() as session:
        return await prediction_ids(session, [match.id for match in matches])


async def _settled(errand: Errand, scope: Scope) -> int:
    """Count the results that came since the task before; the same again for the same task."""
    desk, agent = errand.desk, errand.agent
    async with desk.db.writing() as session:
        last = await mark(session, agent.id, SETTLED)
        if last is not None and last.data["task"] == errand.task_id:
            after, until = (dt.datetime.fromisoformat(last.data[name]) for name in ("after", "at"))
        else:
            until = desk.as_of
            after = dt.datetime.fromisoformat(last.data["at"]) if last else until
            remembered = {"task": errand.task_id, "after": after.isoformat()}
            await put_mark(
                session,
                agent.id,
                SETTLED,
                f"Results are counted until {until:%Y-%m-%d %H:%M} UTC.",
                now=desk.as_of,
                data={**remembered, "at": until.isoformat()},
            )
    if scope.is_empty:
        return 0
    async with desk.db.reading() as session:
        return await count_settled(
            session, after=after, as_of=until, leagues=scope.leagues, teams=scope.teams
        )
