"""The tool that puts coming matches in order: the likeliest result, the closest, the most goals.

The first of a ranking is no certainty, so each chance stands beside that of its failing. Knows no
prices: what is likely need not be worth a bet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from pydantic import Field

from knowledge.matches import MatchInfo
from tools.arguments import (
    SELECTIONS,
    Arguments,
    OptionalLongText,
    OptionalText,
    Selection,
    Text,
    plain,
    read_selection,
)
from tools.coming import coming_matches, next_match_of, read_span
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import Fact, FactUnit, ToolResult
from tools.favourites import predictions_of
from tools.figures import Sheet, listed, show
from tools.listing import describe_match
from tools.market import SIDES
from tools.pairings import Pairing, find_club
from tools.predicting import chances
from tools.prediction import PredictionObject
from tools.weighing import OUTCOMES, name_of

#: matches forecast for one ranking, and those of them that are told
LOOKED_AT, TOLD = 60, 5
#: a win or a draw comes in more often than a win
SAFER: Sequence[Selection] = ("1X", "X2")
#: clubs whose next matches are set beside each other
CLUBS = 6
Order = Literal["safest", "safer", "closest", "upset", "most_goals", "fewest_goals"]
#: a final score, home goals first
_SCORE = re.compile(r"\d{1,2}-\d{1,2}$")
#: (market, outcome, value, unit)
Figure = tuple[str, str, float, FactUnit]

_ORDERS: Mapping[str, Order] = {
    **dict.fromkeys(("safest", "favourite", "biggest favourite", "likeliest", "1x2"), "safest"),
    **dict.fromkeys(("safer", "win or draw", "double chance"), "safer"),
    **dict.fromkeys(("closest", "close", "tightest", "most even"), "closest"),
    **dict.fromkeys(("upset", "biggest upset", "underdog", "surprise"), "upset"),
    **dict.fromkeys(("most goals", "goals"), "most_goals"),
    **dict.fromkeys(("fewest goals", "few goals", "least goals"), "fewest_goals"),
}
#: the selection that wins when one fails
OPPOSITE: Mapping[Selection, Selection] = {
    "home": "X2",
    "draw": "12",
    "away": "1X",
    "over_2_5": "under_2_5",
    "under_2_5": "over_2_5",
    "btts_yes": "btts_no",
    "btts_no": "btts_yes",
    "1X": "away",
    "12": "draw",
    "X2": "home",
}


class RankMatches(Arguments):
    """Compare coming matches: which is the safest, the closest, or the likeliest to end 0-0.

    Use it when the user asks which of several matches or clubs is the likeliest.
    """

    by: Text = Field(
        description="safest, safer (a win or a draw), closest, upset, most_goals, fewest_goals, or "
        "a selection like draw, over_2_5, btts_yes, or a score like 0-0"
    )
    league: OptionalText = Field(None, description="a league, like Premier League or E0")
    date_from: OptionalText = Field(None, description="first day, like 2024-05-11")
    date_to: OptionalText = Field(None, description="last day; same as date_from for one day")
    teams: OptionalText = Field(
        None, description="clubs parted by semicolons, to compare their next matches alone"
    )
    leave_out: OptionalLongText = Field(
        None, description="leagues, or clubs of matches, to leave out, parted by semicolons"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """A match with its figures; the lower `order`, the sooner it is told."""

    match: MatchInfo
    prediction: PredictionObject
    order: float
    #: what it is ranked by; None where by goals or by how close it is
    selection: Selection | None
    figures: Sequence[Figure]

    def sheet(self) -> Sheet:
        """Return the figures as facts."""
        sheet = Sheet(
            self.match.title,
            as_of=self.prediction.data_cutoff.isoformat(),
            source=f"model {self.prediction.model_version}",
        )
        for figure in self.figures:
            sheet.add(*figure)
        return sheet

    def describe(self) -> dict[str, Any]:
        """Return the match and what it is ranked by as plain JSON."""
        against = OPPOSITE[self.selection] if self.selection else None
        return {**describe_match(self.match), "selection": self.selection, "against": against}

    def told(self) -> str:
        """Return its words: "Bayern – Wolfsburg, 2024-05-12: Bayern win 80.5%, fails 19.5%"."""
        facts = self.sheet().facts
        if self.selection:
            chance, fails = facts
            named = name_of(self.selection, Pairing.of(self.match))
            return f"{self.match.title}: {named} {show(chance)}, fails {show(fails)}"
        told = (f"{self._named(fact)} {show(fact)}" for fact in facts)
        return f"{self.match.title}: {', '.join(told)}"

    def _named(self, fact: Fact) -> str:
        for selection, key in OUTCOMES.items():
            if key == (fact.market, fact.outcome):
                return name_of(selection, Pairing.of(self.match))
        return fact.outcome if fact.market == "correct_score" else "expected goals"


async def rank_matches(desk: Desk, asked: RankMatches) -> ToolResult:
    """Forecast the matches that are meant, and put them in order."""
    by = score[0] if (score := _SCORE.match(asked.by.strip())) else _read_order(asked.by)
    meant = await _meant(desk, asked)
    matches = _left(meant.matches, asked.leave_out)
    if not matches:
        raise NotThere("Nothing is left of these matches.", reason="no_match")
    ranked = [
        _rank(match, prediction, by, meant.sides.get(match.id))
        async for match, prediction in predictions_of(desk, matches)
    ]
    if not ranked:
        raise NotThere("No forecast of any of these matches can be made.", reason="unknown")
    ranked.sort(key=lambda each: each.order)
    told = [each for each in ranked if each.figures][:TOLD]
    if not told:
        raise NotThere(f"{by} is none of the likeliest scores of these matches.", reason="unknown")
    counted = Sheet("matches", as_of=desk.as_of.isoformat(), source="fixtures")
    count = counted.add("ranking", "count", len(ranked), "count")
    is_demo = any(each.match.is_demo for each in told)
    rows = "; ".join(each.told() for each in told)
    return ToolResult(
        kind="rank_matches",
        text=f"Of {count} matches{' of invented clubs' if is_demo else ''}, by {by}, in order: "
        f"{rows}. The first of them may fail too.{_told_without(meant.without)}",
        facts=[*(fact for each in told for fact in each.sheet().facts), *counted.facts],
        data={
            "by": by,
            "rows": [each.describe() for each in told],
            "more": meant.more,
            "without": list(meant.without),
            "is_demo": is_demo,
        },
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Meant:
    """The matches that are compared."""

    matches: Sequence[MatchInfo]
    more: bool = False
    #: match → the side of the club that was named; none where both were
    sides: Mapping[str, Selection] = field(default_factory=dict)
    #: clubs without a match on those days
    without: Sequence[str] = ()


async def _meant(desk: Desk, asked: RankMatches) -> _Meant:
    """Return the matches meant, by clubs or by days and league."""
    first, last = read_span(asked.date_from, asked.date_to, today=desk.today)
    if not asked.teams:
        found = await coming_matches(desk, first, last, league=asked.league, limit=LOOKED_AT)
        return _Meant(matches=found.matches, more=found.more)
    names = [name for name in re.split(r"[;\n]", asked.teams)[:CLUBS] if name.strip()]
    if not names:
        raise BadArgument("teams takes clubs parted by semicolons.")
    return await _meant_by_clubs(desk, names, first, last if asked.date_to else None)


async def _meant_by_clubs(
    desk: Desk, names: Sequence[str], first: dt.date, last: dt.date | None
) -> _Meant:
    """Return each club's next match from a day on; those that have one are compared."""
    matches: dict[str, MatchInfo] = {}
    sides: dict[str, Selection] = {}
    without: list[str] = []
    clubs = {club.id: club for club in (find_club(desk.clubs, name) for name in names)}
    for club in clubs.values():
        try:
            match = await next_match_of(desk, club.name, first, last)
        except NotThere:
            without.append(club.name)
            continue
        if match.id in matches:  # two that play each other: by the likeliest of its results
            sides.pop(match.id)
        else:
            sides[match.id] = "home" if match.home.id == club.id else "away"
        matches[match.id] = match
    if not matches:
        raise NotThere(f"No coming match of {listed(without)} is known.", reason="no_match")
    return _Meant(matches=list(matches.values()), sides=sides, without=without)


def _told_without(clubs: Sequence[str]) -> str:
    return f" No such match of {listed(clubs)} is known." if clubs else ""


def _left(matches: Sequence[MatchInfo], gone: str | None) -> Sequence[MatchInfo]:
    """Return the matches that are not of the leagues and clubs to leave out."""
    out = {plain(name) for name in re.split(r"[;\n]", gone or "") if name.strip()}
    return [match for match in matches if not out & set(map(plain, _names(match)))]


def _names(match: MatchInfo) -> tuple[str, ...]:
    return match.league_id, match.league_name, match.home.name, match.away.name


def _rank(
    match: MatchInfo, prediction: PredictionObject, by: str, side: Selection | None
) -> Ranked:
    known = {(market, outcome): chance for market, outcome, chance in chances(prediction)}
    chance = {name: known[OUTCOMES[name]] for name in SELECTIONS}
    selection: Selection | None = None
    if by == "closest":
        order = abs(chance["home"] - chance["away"])
        figures = [_figure(name, chance) for name in SIDES]
    elif by == "most_goals" or by == "fewest_goals":
        total = prediction.expected_goals.home + prediction.expected_goals.away
        order = -total if by == "most_goals" else total
        goals: Selection = "over_2_5" if by == "most_goals" else "under_2_5"
        figures = [("expected_goals", "total", total, "goals"), _figure(goals, chance)]
    elif _SCORE.fullmatch(by):
        # a score that is not among the likeliest of a match is no reason to name it
        scores = {f"{s.home}-{s.away}": s.probability for s in prediction.correct_score}
        order = -scores.get(by, 0.0)
        figures = [("correct_score", by, scores[by], "probability")] if by in scores else []
    else:
        likeliest: Selection = max(SIDES, key=lambda each: chance[each])
        underdog: Selection = "home" if chance["home"] < chance["away"] else "away"
        meant: Mapping[str, Selection] = {
            "safest": side or likeliest,
            "safer": max(SAFER, key=lambda each: chance[each]),
            "upset": side or underdog,
        }
        selection = meant.get(by) or cast(Selection, by)
        order = -chance[selection]
        figures = [_figure(each, chance) for each in (selection, OPPOSITE[selection])]
    return Ranked(
        match=match, prediction=prediction, order=order, selection=selection, figures=figures
    )


def _figure(selection: Selection, chance: Mapping[Selection, float]) -> Figure:
    return *OUTCOMES[selection], chance[selection], "probability"


def _read_order(text: str) -> Order | Selection:
    if known := _ORDERS.get(plain(text)) or read_selection(text):
        return known
    raise BadArgument(
        "by takes safest, safer, closest, upset, most_goals, fewest_goals, a score like 0-0, or "
        f"one of {', '.join(SELECTIONS)}."
    )
