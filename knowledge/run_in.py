"""What is left of a league's season at a moment: the table so far and the meetings to come.

Where each club is host to each other equally often, what is left follows from what has been
played, whether or not a list of fixtures is known: a season that was broken off later is not given
away by its last match. Elsewhere (three rounds, the matches after a split) it is the known
fixtures. Does not know how good anybody is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select

from knowledge.catalogue import LeagueFormat, LeagueRules, Stretch, cut_short, league_format, rules
from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.leagues import LeagueInfo, current_season, get_league
from knowledge.matches import MatchInfo, read_matches, select_matches
from knowledge.ranking import Game, parts, tally
from knowledge.round_robin import Meeting, ahead, before_a_split, meetings_up_to, missing
from knowledge.schema import Match
from knowledge.standings import IN_TABLE, LeagueTable, league_table

SeasonState = Literal["not_begun", "under_way", "over"]

#: a season this near is the one people mean, once the one before is over
SOON = dt.timedelta(days=60)
#: a season nearly played out whose last match is so long past is over: the rest was never played
QUIET = dt.timedelta(days=30)
NEARLY = 0.95


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterSplit:
    """Matches that follow when the table splits, for whichever clubs will be in its parts.

    Who is host in them is not known yet: the ground is the one that saw the pair less often.
    """

    #: clubs in the upper part
    top: int
    upper: tuple[Meeting, ...]
    lower: tuple[Meeting, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunIn:
    """A season as it stands, and what is left of it. Clubs go by their ids."""

    league: LeagueInfo
    state: SeasonState
    #: the table as it stands; all clubs of the season are in it
    table: LeagueTable
    rules: LeagueRules
    #: the matches that count so far, in order of date
    games: tuple[Game, ...]
    left: tuple[Meeting, ...]
    #: what follows after `left` where the table then splits, as far as that is known
    after_split: AfterSplit | None
    #: clubs in the lower part of a table that has split
    lower_part: frozenset[str]
    #: what the places of the table lead to that `left` and `after_split` end with; empty where
    #: that is not known
    stretches: tuple[Stretch, ...]
    #: False: play-offs decide the title after that table, it is not known what its places lead to,
    #: or a league decided otherwise after a broken season
    decides: bool
    #: the day on which the league ended the season with matches unplayed
    cut_short: dt.date | None
    #: day of the newest match that counts
    newest: dt.date | None

    @property
    def season(self) -> str:
        """The season's name: "2023-24"."""
        return self.table.season


async def run_in(session: ReadSession, league_id: str, *, as_of: dt.datetime) -> RunIn:
    """Return the season under way, or the next one when that is over and about to start.

    Raises
    ------
    NotFound
        When the league is unknown or a cup, when no match of it is known, or too little of its
        season: not all clubs, or not the fixtures where only those tell what is left; also when
        play-offs go by rules of their own.
    """
    league = await get_league(session, league_id)
    if league.is_cup:
        raise NotFound(f"{league.name} is a cup: it has no table that a season could end with.")
    season = await current_season(session, league_id, as_of=as_of)
    if season is None:
        raise NotFound(f"No match of {league.name} is known: import a season first.")
    found = await _run_in(session, league, season, as_of)
    if found.state == "over" and (later := await _coming_season(session, league_id, as_of)):
        return await _run_in(session, league, later, as_of)
    return found


async def _coming_season(session: ReadSession, league_id: str, as_of: dt.datetime) -> str | None:
    today = as_of.date()
    first = func.min(Match.date)
    query = (
        select(Match.season)
        .where(Match.league_id == league_id)
        .group_by(Match.season)
        .having(first > today, first <= today + SOON)
        .order_by(first)
    )
    return await session.scalar(query.limit(1))


async def _run_in(
    session: ReadSession, league: LeagueInfo, season: str, as_of: dt.datetime
) -> RunIn:
    table = await league_table(session, league.id, as_of=as_of, season=season)
    matches = await read_matches(
        session,
        select_matches(as_of)
        .where(Match.league_id == league.id, Match.season == season, IN_TABLE)
        .order_by(Match.date, Match.id),
        as_of,
    )
    stand = _Stand.of(league, table, matches)
    ended = cut_short(league.id, season)
    is_cut_short = ended is not None and ended <= as_of.date()
    left = [] if is_cut_short or stand.is_quiet(as_of.date()) else stand.left()
    after = stand.after_split(left) if left else None
    is_final = stand.is_final or after is not None
    return RunIn(
        league=league,
        state="over" if not left else "under_way" if stand.games else "not_begun",
        table=table,
        rules=stand.rules,
        games=stand.games,
        left=tuple(left),
        after_split=after,
        lower_part=stand.lower_part,
        stretches=() if is_cut_short else stand.stretches(is_final=is_final),
        decides=stand.shape is not None and is_final and not is_cut_short,
        cut_short=ended if is_cut_short else None,
        newest=stand.newest,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stand:
    """A season as it stands: what has been played, what is known to come, and its format."""

    league: LeagueInfo
    #: in the order of the table
    clubs: tuple[str, ...]
    games: tuple[Game, ...]
    #: day of the newest of them
    newest: dt.date | None
    #: known fixtures, in order of date
    known: tuple[Meeting, ...]
    rules: LeagueRules
    #: None where it is not known
    shape: LeagueFormat | None
    lower_part: frozenset[str]

    @classmethod
    def of(cls, league: LeagueInfo, table: LeagueTable, matches: Sequence[MatchInfo]) -> _Stand:
        played = [match for match in matches if match.score is not None]
        games = [_game(match) for match in played]
        clubs = tuple(row.team.id for row in table.rows)
        season_rules = rules(league.id, table.season)
        return cls(
            league=league,
            clubs=clubs,
            games=tuple(games),
            newest=played[-1].date if played else None,
            known=tuple(
                Meeting(one.home.id, one.away.id, one.date) for one in matches if one.score is None
            ),
            rules=season_rules,
            shape=_format(league, table.season, len(clubs), len(matches)),
            lower_part=_lower_part(table, games, season_rules),
        )

    @property
    def is_final(self) -> bool:
        """Whether no split comes after the matches that are left."""
        return bool(self.lower_part) or self.shape is None or self.shape.split_top is None

    def left(self) -> list[Meeting]:
        """Return what is left before the table is final, or splits."""
        shape = self.shape
        if shape is None:
            return before_a_split(self.clubs, self.games, self.known)
        if self.lower_part:
            return list(self.known) or self._left_after_split(shape)
        if shape.meetings is None:
            return self._listed(self.rules.split_after or shape.matches)
        lacking = missing(self.clubs, self.games, self.known, shape.meetings)
        if not lacking and shape.split_top and not any(shape.after_split):
            raise NotFound(
                f"The regular season of {self.league.name} is over; what follows it goes by other "
                "rules and is not simulated."
            )
        return lacking

    def _listed(self, matches: int) -> list[Meeting]:
        listed = ahead(self.games, self.known, matches)
        if 2 * (len(self.games) + len(listed)) < matches * len(self.clubs):
            raise NotFound(
                f"Not all fixtures left of {self.league.name} are known, and they do not follow "
                "from its results: clubs do not meet equally often at home and away."
            )
        return listed

    def _left_after_split(self, shape: LeagueFormat) -> list[Meeting]:
        """Return what follows from the results alone where no fixtures are known."""
        parts_of_table = (
            [club for club in self.clubs if club not in self.lower_part],
            [club for club in self.clubs if club in self.lower_part],
        )
        return [
            meeting
            for part, again in zip(parts_of_table, shape.after_split, strict=True)
            if again
            for meeting in meetings_up_to(part, self.games, _before_split(shape) + again)
        ]

    def after_split(self, left: Sequence[Meeting]) -> AfterSplit | None:
        """Return what may follow when the table splits after `left`; None where nothing does."""
        shape = self.shape
        if shape is None or self.is_final or shape.split_top is None or not any(shape.after_split):
            return None
        upper, lower = (
            tuple(meetings_up_to(self.clubs, [*self.games, *left], _before_split(shape) + again))
            for again in shape.after_split
        )
        return AfterSplit(top=shape.split_top, upper=upper, lower=lower)

    def stretches(self, *, is_final: bool) -> tuple[Stretch, ...]:
        """Return what places lead to; the upper part is one of it while clubs can reach it."""
        if self.shape is None:
            return ()
        upper = () if self.lower_part else self.shape.upper_part
        title, *others = self.shape.stretches
        return (title, *upper, *others) if is_final else upper

    def is_quiet(self, today: dt.date) -> bool:
        """Tell a season that ended with a match or two never played."""
        if self.newest is None or self.newest >= today - QUIET:
            return False
        if self.shape is None or self.shape.split_top:
            return False
        whole = self.shape.matches * len(self.clubs) / 2
        to_come = any(one.date and one.date >= today for one in self.known)
        return len(self.games) >= NEARLY * whole and not to_come


def _format(league: LeagueInfo, season: str, clubs: int, matches: int) -> LeagueFormat | None:
    """Return the season's format; None for a league of that name with another number of clubs."""
    shape = league_format(league.id, season)
    if shape is None or clubs == shape.clubs:
        return shape
    # in two rounds every club has been seen
    if matches > clubs or clubs > shape.clubs:
        return None
    raise NotFound(
        f"Not all clubs of this season of {league.name} are known yet: its fixtures have not been "
        "imported."
    )


def _before_split(shape: LeagueFormat) -> int:
    """Return how often each pair meets before the table splits."""
    return shape.matches // (shape.clubs - 1)


def _lower_part(
    table: LeagueTable, games: Sequence[Game], season_rules: LeagueRules
) -> frozenset[str]:
    names = {row.team.id: row.team.name for row in table.rows}
    tallies = tally(names, games, season_rules.points_for_win)
    for row in table.rows:
        tallies[row.team.id].points = row.points
    _, *lower = parts(tallies, games, season_rules, names)
    return frozenset(club for part in lower for club in part)


def _game(match: MatchInfo) -> Game:
    home_goals, away_goals = match.goals_of(match.home.id)
    return Game(match.home.id, match.away.id, home_goals, away_goals)
