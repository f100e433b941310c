"""The tool that compares the clubs of a league: longest runs, goals, records by ground, form.

Counted from results alone; nothing is forecast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.form import Venue
from knowledge.leaders import SUMS, Season, newest_of, ranked, seasons_of
from knowledge.leagues import LeagueInfo, list_leagues
from knowledge.records import RUNS
from tools.arguments import Arguments, OptionalCount, OptionalText, Text, plain, read_day
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.tables import season_meant
from tools.teams import VENUES

#: clubs that are told of, and with those level with the last one
TOLD, MOST = 5, 10
#: a run shorter than this is told only where there is no longer one
SHORTEST = 2
#: a league without a result for so long is not under way
STALE = dt.timedelta(days=60)
#: matches that make a form where nobody says how many
FORM = 6
Order = Literal["most", "fewest"]
_FEWEST = {"fewest", "least", "lowest", "worst", "legkevesebb", "legrosszabb"}
#: what a text calls what is compared
_WHAT: Mapping[str, str] = {
    **{name.replace("_", " "): name for name in (*RUNS, *SUMS)},
    **dict.fromkeys(("win", "wins", "winning run", "win streak"), "winning"),
    **dict.fromkeys(("unbeaten run",), "unbeaten"),
    **dict.fromkeys(("losing run",), "losing"),
    **dict.fromkeys(("goals", "goals scored", "attack", "scored"), "goals_for"),
    **dict.fromkeys(("goals conceded", "conceded", "defence", "defense"), "goals_against"),
    **dict.fromkeys(("draws",), "drawn"),
    **dict.fromkeys(("defeats", "losses"), "lost"),
    **dict.fromkeys(("record", "form"), "points"),
    **dict.fromkeys(("btts", "both teams scored"), "both_scored"),
    "clean sheet run": "clean_sheet",
}


class LeagueLeadersOf(Arguments):
    """Tell which clubs of a league lead: longest runs, most goals, best defence, home record, form.

    Use it when the user asks which club of a league is the best or worst at something so far.
    """

    what: Text = Field(
        description="a run: winning, unbeaten, losing, winless, scoring, scoreless, clean_sheet; "
        "or a sum: goals_for, goals_against, goal_difference, won, drawn, lost, points, "
        "clean_sheets, both_scored, over_2_5"
    )
    league: OptionalText = Field(
        None, description="the league, like Premier League; leave out for all of them"
    )
    order: OptionalText = Field(None, description="most (default) or fewest; of sums only")
    venue: OptionalText = Field(None, description="home or away, to count matches there alone")
    last: OptionalCount = Field(None, description="to count so many newest matches of a club alone")
    at_least: OptionalCount = Field(
        None, description="of runs: to name every club on one of at least so many matches"
    )
    longest: bool = Field(
        False, description="of runs: true for the longest of the season, else those going on now"
    )
    season: OptionalText = Field(None, description="like 2023-24; leave out for the current one")
    date_from: OptionalText = Field(None, description="to count matches from this day on alone")
    date_to: OptionalText = Field(None, description="and up to this day")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What the clubs are compared by."""

    what: str
    fewest: bool = False
    venue: Venue | None = None
    last: int | None = None
    at_least: int | None = None
    longest: bool = False
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    @property
    def is_run(self) -> bool:
        """Whether it is about matches in a row."""
        return self.what in RUNS

    def of(self, season: Season) -> Season:
        """Return the matches of a club that count."""
        return season.part(
            venue=self.venue, first=self.first_day, last=self.last_day, newest=self.last
        )

    def value(self, season: Season) -> int:
        """Return a club's figure, over matches that count."""
        if not self.is_run:
            return season.sums()[self.what]
        run = season.run(self.what)
        return run.longest if self.longest else run.current

    @property
    def market(self) -> str:
        """The market of the facts: sums over some matches are no table's."""
        if self.is_run:
            return "streak"
        if self.last:
            return "form"
        return "record" if self.venue else "table"

    def outcome(self, name: str) -> str:
        """Return how facts name a figure of this question."""
        if self.is_run and name == self.what:
            return f"{name}_{'longest' if self.longest else 'now'}"
        return f"{self.venue}_{name}" if self.venue and not self.last else name


async def league_leaders(desk: Desk, asked: LeagueLeadersOf) -> ToolResult:
    """Compare the clubs, and tell who leads."""
    question = _question(desk, asked)
    async with desk.db.reading() as session:
        leagues, seasons = await _compared(session, desk, asked)
    alone = len(leagues) == 1
    counted = [part for one in seasons if (part := question.of(one)).games]
    order = ranked(counted, question.value, fewest=question.fewest)
    told = _told(order, question)
    sheets = [_sheet(one, value, question, desk) for one, value in told]
    whole = Sheet("clubs", as_of=desk.as_of.isoformat(), source="results")
    compared = whole.add("leaders", "clubs", len(counted), "count")
    fitting = whole.add("leaders", "fitting", _fitting(order, question), "count")
    if question.at_least:
        whole.add("leaders", "at_least", question.at_least, "count", source="user")
    names = {league.id: league.name for league in leagues}
    rows = "; ".join(
        _row_told(one, sheet, question, {} if alone else names)
        for (one, _), sheet in zip(told, sheets, strict=True)
    )
    where = f"{leagues[0].name}, {seasons[0].season}" if alone else "all leagues known"
    count = f" {fitting} of {compared} clubs fit." if question.at_least else ""
    return ToolResult(
        kind="league_leaders",
        text=f"{_title(question)}, {where}:{count} {rows or 'nobody'}.",
        facts=[*(fact for sheet in sheets for fact in sheet.facts), *whole.facts],
        data={
            "what": question.what,
            "order": "fewest" if question.fewest else "most",
            "venue": question.venue,
            "last": question.last,
            "at_least": question.at_least,
            "longest": question.longest,
            "from": question.first_day and question.first_day.isoformat(),
            "to": question.last_day and question.last_day.isoformat(),
            "league": leagues[0].id if alone else None,
            "league_name": leagues[0].name if alone else None,
            "season": seasons[0].season if alone else None,
            "is_demo": leagues[0].is_demo,
            "market": question.market,
            "more": len(order) > len(told) and _is_level(order, told),
            "rows": [_row(one, question) for one, _ in told],
        },
    )


def _question(desk: Desk, asked: LeagueLeadersOf) -> Question:
    what = _WHAT.get(plain(asked.what).replace("_", " "))
    if what is None:
        raise BadArgument(f"what takes one of {', '.join((*RUNS, *SUMS))}.")
    if asked.venue is not None and plain(asked.venue) not in VENUES:
        raise BadArgument("venue takes home or away, or is left out.")
    first, last = (
        read_day(day, today=desk.today) if day else None for day in (asked.date_from, asked.date_to)
    )
    return Question(
        what=what,
        fewest=plain(asked.order or "") in _FEWEST and what in SUMS,
        venue=VENUES[plain(asked.venue)] if asked.venue else None,
        last=asked.last,
        at_least=asked.at_least if what in RUNS else None,
        longest=asked.longest,
        first_day=first,
        last_day=last,
    )


async def _compared(
    session: ReadSession, desk: Desk, asked: LeagueLeadersOf
) -> tuple[list[LeagueInfo], list[Season]]:
    """Return the league meant, or all that are under way, and their clubs."""
    if asked.league:
        league = await find_league(session, asked.league)
        season = await season_meant(session, league, asked.season) if asked.season else None
        return [league], await seasons_of(session, league.id, as_of=desk.as_of, season=season)
    leagues = [one for one in await list_leagues(session) if not one.is_cup]
    real = [one for one in leagues if not one.is_demo] or leagues
    seasons: list[Season] = []
    under_way: list[LeagueInfo] = []
    for league in real:
        try:
            found = await seasons_of(session, league.id, as_of=desk.as_of)
        except NotFound:
            continue
        if newest_of(found) >= desk.today - STALE:
            under_way.append(league)
            seasons += found
    if not seasons:
        raise NotThere("No league is under way: name one.", reason="which_league")
    return under_way, seasons


def _told(order: Sequence[tuple[Season, int]], question: Question) -> list[tuple[Season, int]]:
    """Return the clubs to be told of: the first few and those level with the last of them."""
    if question.at_least:
        return [pair for pair in order if pair[1] >= question.at_least][: 2 * MOST]
    if question.is_run:
        least = min(SHORTEST, order[0][1]) if order else 0
        order = [pair for pair in order if pair[1] >= max(least, 1)]
    if len(order) <= TOLD:
        return list(order)
    last = order[TOLD - 1][1]
    return [pair for place, pair in enumerate(order) if place < TOLD or pair[1] == last][:MOST]


def _is_level(order: Sequence[tuple[Season, int]], told: Sequence[tuple[Season, int]]) -> bool:
    """Whether a club that is not told of is level with the last that is."""
    return bool(told) and order[len(told)][1] == told[-1][1]


def _fitting(order: Sequence[tuple[Season, int]], question: Question) -> int:
    return sum(value >= (question.at_least or 1) for _, value in order)


def _sheet(season: Season, value: int, question: Question, desk: Desk) -> Sheet:
    sheet = Sheet(season.team.name, as_of=desk.as_of.isoformat(), source="results")
    sheet.add(question.market, question.outcome(question.what), value, "count")
    if question.is_run:
        return sheet
    sums = season.sums()
    sheet.add(question.market, question.outcome("played"), len(season.games), "count")
    if question.what == "points":
        for name in ("won", "drawn", "lost", "goals_for", "goals_against"):
            sheet.add(question.market, question.outcome(name), sums[name], "count")
    return sheet


def _row(season: Season, question: Question) -> dict[str, Any]:
    return {
        "team": season.team.name,
        "league": season.league_id,
        "outcome": question.outcome(question.what),
        "played": question.outcome("played"),
        "prefix": question.outcome(""),
    }


def _row_told(season: Season, sheet: Sheet, question: Question, leagues: Mapping[str, str]) -> str:
    where = f" ({leagues[season.league_id]})" if leagues else ""
    shown = sheet.shown(question.market, question.outcome(question.what))
    if question.is_run:
        return f"{season.team.name}{where} {shown} in a row"
    played = sheet.shown(question.market, question.outcome("played"))
    return f"{season.team.name}{where} {shown} in {played} matches"


def _title(question: Question) -> str:
    name = question.what.replace("_", " ")
    if question.is_run:
        return f"{'Longest' if question.longest else 'Current'} {name} runs"
    where = {"home": " at home", "away": " away", None: ""}[question.venue]
    newest = f" in the newest {question.last} matches" if question.last else ""
    return f"{'Fewest' if question.fewest else 'Most'} {name}{where}{newest}"
