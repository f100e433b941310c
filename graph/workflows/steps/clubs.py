"""The steps on clubs: how one is doing, what two did against each other, where form is going."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from graph.workflows.catalogue import OF_A_TOOL, BuiltInStep, Inputs
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import OfAMatch
from tools.figures import Sheet
from tools.wanted import Name

#: results that are compared with as many before them
RECENT = 3
POINTS = {"W": 3, "D": 1, "L": 0}


class OfAClub(Inputs):
    """A club, in any spelling."""

    team: Name
    #: home or away: only the form there
    venue: Annotated[str, Field(pattern="^(home|away)$")] | None = None


async def analyse_team(asked: OfAClub, context: StepContext) -> dict[str, Any]:
    """Tell how a club is doing."""
    return await context.call("team_report", team=asked.team, venue=asked.venue)


async def look_back(asked: OfAMatch, context: StepContext) -> dict[str, Any]:
    """Tell how two clubs did against each other."""
    match = asked.match
    return await context.call("head_to_head", team=match.home_team, opponent=match.away_team)


async def see_trend(asked: OfAMatch, context: StepContext) -> dict[str, Any]:
    """Tell which way the form of both clubs goes: their last results beside those before."""
    sides, told, facts = {}, [], []
    for side, club in (("home", asked.match.home_team), ("away", asked.match.away_team)):
        report = await context.call("team_report", team=club)
        sheet = Sheet(club, as_of=context.desk.as_of.isoformat(), source="results")
        sides[side] = _trend(sheet, _letters(report["facts"]))
        facts += [fact.to_dict() for fact in sheet.facts]
        told.append(_sentence(club, sides[side]))
    return {**sides, "text": " ".join(told), "facts": facts}


def _letters(facts: Sequence[dict[str, Any]]) -> str:
    """Return a club's last results, the newest first: "WWDLW"."""
    form = (fact for fact in facts if (fact["market"], fact["outcome"]) == ("form", "letters"))
    return str(next((fact["value"] for fact in form), ""))


def _trend(sheet: Sheet, letters: str) -> dict[str, Any]:
    if len(letters) < 2 * RECENT:
        return {"letters": letters, "last": None, "before": None, "direction": None}
    last, before = (
        sum(POINTS[letter] for letter in part)
        for part in (letters[:RECENT], letters[RECENT : 2 * RECENT])
    )
    sheet.add("form", "letters", letters, "text")
    sheet.add("form", f"points_last_{RECENT}", last, "count")
    sheet.add("form", f"points_before_last_{RECENT}", before, "count")
    direction = "steady" if last == before else "rising" if last > before else "falling"
    return {"letters": letters, "last": last, "before": before, "direction": direction}


def _sentence(club: str, trend: dict[str, Any]) -> str:
    if trend["direction"] is None:
        return f"{club} have played too few matches to show a trend."
    return (
        f"{club}: {trend['last']} points from the last {RECENT} matches, {trend['before']} from "
        f"the {RECENT} before; {trend['direction']}."
    )


TEAM_ANALYSIS = BuiltInStep(
    name="team_analysis",
    does="Tells how a club is doing: form, table, record, streaks, next match.",
    takes=OfAClub,
    gives=OF_A_TOOL,
    run=analyse_team,
)
HISTORY = BuiltInStep(
    name="history",
    does="Tells how the two clubs did against each other.",
    takes=OfAMatch,
    gives=OF_A_TOOL,
    run=look_back,
)
TREND = BuiltInStep(
    name="trend",
    does="Tells which way the form of both clubs goes.",
    takes=OfAMatch,
    gives=frozenset({"home", "away", "text", "facts"}),
    run=see_trend,
)
