"""Analyses of a match or a club: what the tools find, and the mentor's words about it.

The tools are asked here, so that nothing is missing from the result; the words are an answer of the
mentor's own, with facts of their own. Does not know how either of them works.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from graph.agents.configuration import AnalysisConfiguration, Scoped
from graph.agents.errand import Errand
from graph.agents.scope import coming, scope_of
from graph.agents.showing import ADVISES
from graph.keeping import confidence_of, insight_id, keep, kept_before
from graph.questions import MatchQuestions, on_club
from graph.spoken import Spoken
from knowledge.database import ReadSession
from knowledge.errors import KnowledgeError, NotFound
from knowledge.insights import InsightDraft
from knowledge.matches import MatchInfo
from knowledge.naming import KnownTeam
from knowledge.teams import TeamInfo, get_team
from ml.errors import MlError
from tools import matches, tables, teams
from tools.competitions import best_known, league_of
from tools.desk import Desk
from tools.errors import ToolError
from tools.facts import ToolResult
from tools.holding_back import is_advice, is_held_back
from tools.pairings import Pairing, find_club
from tools.recommending import advise
from tools.wanted import Wanted, predict_wanted

#: matches analysed at most where the agent's type says nothing of it
MOST = 10

Part = Mapping[str, Any]


async def analyze_match(errand: Errand, wanted: Wanted, *, key: str) -> dict[str, Any]:
    """Analyse one match, and keep the words as an insight; `key` tells it from others.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    GraphError
        When the mentor has no answer.
    """
    pairing, prediction = await predict_wanted(errand.desk, wanted)
    parts = await _parts_of_match(errand, pairing)
    about, match = MatchQuestions.of(pairing, errand.language), pairing.match
    asked = [about.on("expect"), about.on("clubs")]
    if not await is_held_back(errand.desk):
        asked.append(about.on("value"))
    kept = await _speak(
        errand,
        asked,
        id=insight_id(errand.agent.id, key),
        type="comprehensive_analysis",
        match_id=match.id if match else None,
        league_id=pairing.league,
        confidence=confidence_of(prediction.confidence_score, found_of(parts)),
    )
    return {"prediction": prediction.to_dict(), "parts": parts, **kept}


async def analyze_team(errand: Errand, team: str, *, key: str) -> dict[str, Any]:
    """Analyse one club, its next match included; errors as of `analyze_match`."""
    desk = errand.desk
    async with desk.db.reading() as session:
        club = await _club(session, desk, team)
        league = await league_of(session, club.id, as_of=desk.as_of)
        following = await teams.next_match(session, desk, club)
    report = teams.team_report(desk, teams.TeamReportOf(team=club.name))
    table = tables.league_table(desk, tables.LeagueTableOf(league=league.id))
    parts = {"report": await _part(report), "table": await _part(table)}
    asked = [on_club(club.name, errand.language)]
    confidence, prediction = None, None
    if following is not None:
        pairing, prediction = await predict_wanted(desk, Wanted(match_id=following.id))
        confidence = confidence_of(prediction.confidence_score, found_of(parts))
        asked.append(MatchQuestions.of(pairing, errand.language).on("expect"))
    kept = await _speak(
        errand,
        asked,
        id=insight_id(errand.agent.id, key),
        type="analysis",
        team_id=club.id,
        league_id=league.id,
        confidence=confidence,
    )
    return {"prediction": prediction.to_dict() if prediction else None, "parts": parts, **kept}


async def _club(session: ReadSession, desk: Desk, named: str) -> KnownTeam | TeamInfo:
    """Return the club that an id, or a name in any spelling, means."""
    try:
        return await get_team(session, named)
    except NotFound:
        return find_club(desk.clubs, named)


async def analyze_coming(errand: Errand, told: Scoped) -> dict[str, Any]:
    """Analyse the coming matches of an agent's, each once a model.

    Returns
    -------
    `matches`: how many were looked at; `insight_ids` of what is new; `already`: how many had been
    analysed with the model that speaks now; `failed`: those that cannot be, each with its reason.
    """
    desk = errand.desk
    await desk.forecaster.refresh()
    ahead = await coming(desk, await scope_of(desk, told), days=told.days_ahead)
    most = told.most if isinstance(told, AnalysisConfiguration) else MOST
    async with desk.db.reading() as session:
        chosen = await best_known(session, ahead, limit=most, day_by_day=True)
    new: list[str] = []
    failed: list[dict[str, str]] = []
    already = 0
    for done, match in enumerate(chosen, start=1):
        try:
            made = await _analyze_once(errand, match)
            new += [made] if made else []
            already += made is None
        except (ToolError, KnowledgeError, MlError) as error:
            failed.append({"match_id": match.id, "reason": str(error)})
        await errand.tell(done, len(chosen), match.title)
    return {
        "matches": len(chosen),
        "insight_ids": new,
        "already": already,
        "failed": failed,
    }


async def _analyze_once(errand: Errand, match: MatchInfo) -> str | None:
    """Return the id of the new insight, None when this model's is there."""
    spoken = await errand.desk.forecaster.predict(match)
    key = f"{match.id}:{spoken.model_version}"
    if await kept_before(errand.desk, insight_id(errand.agent.id, key)):
        return None
    made = await analyze_match(errand, Wanted(match_id=match.id), key=key)
    new: str | None = made["insight_id"]
    return new


async def _parts_of_match(errand: Errand, pairing: Pairing) -> dict[str, Part]:
    desk, home, away = errand.desk, pairing.home.name, pairing.away.name
    asked: dict[str, Awaitable[ToolResult]] = {
        "home": teams.team_report(desk, teams.TeamReportOf(team=home)),
        "away": teams.team_report(desk, teams.TeamReportOf(team=away)),
        "head_to_head": matches.head_to_head(desk, matches.HeadToHeadOf(team=home, opponent=away)),
        "table": tables.league_table(desk, tables.LeagueTableOf(league=pairing.league)),
    }
    parts = {name: await _part(work) for name, work in asked.items()}
    advice = await advise(desk, [pairing.match] if pairing.match else [])
    return {**parts, "recommendations": advice.model_dump(mode="json")}


async def _part(work: Awaitable[ToolResult]) -> Part:
    """Return what one tool found; what it could not is a part of an analysis too."""
    try:
        found = await work
    except (ToolError, KnowledgeError, MlError) as error:
        return {"found": False, "text": str(error)}
    return {"found": found.found, "text": found.text, "data": dict(found.data)}


def found_of(parts: Mapping[str, Part]) -> list[bool]:
    """Return of each thing that was looked for whether it was found."""
    return [part["found"] for part in parts.values() if "found" in part]


async def _speak(errand: Errand, asked: list[str], **about: Any) -> dict[str, Any]:
    """Ask the mentor, and keep his answers as one insight.

    What a rule of the house says in place of an answer is told, and not kept.
    """
    answers = [await errand.voice.say(errand.agent, text, errand.language) for text in asked]
    spoken = Spoken(tuple(answers))
    if spoken.guard is not None:
        said = {"text": spoken.guard["text"], "guard": spoken.guard, ADVISES: False}
        return {"insight_id": None, "confidence": None, **said}
    draft = InsightDraft(
        text=spoken.text,
        source=f"agent, {spoken.model}",
        facts=spoken.facts_of(spoken.text),
        **about,
    )
    kept = await keep(errand.desk, draft, agent_id=errand.agent.id)
    return {
        "insight_id": kept.id,
        "text": kept.text,
        "guard": None,
        ADVISES: is_advice(kept),
        "model": spoken.model,
        "confidence": kept.confidence,
        "as_of": kept.as_of.isoformat(),
    }
