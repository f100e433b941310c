"""What is left of a league's season at a moment: the table so far and the meetings to come.

Where each club is host to each other equally often, what is left follows from what has been
played, whether or not a list of fixtures is known: a season that was broken off later is not given
away by its last match. Elsewhere (three rounds, the matches after a split) it is the known
fixtures. Does not know how good anybody is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from sqlalchemy import func, select

from knowledge.catalogue import LeagueFormat, LeagueRules, Stretch, cut_short, league_format, rules
from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.leagues import LeagueInfo, current_season, get_league
from knowledge.matches import MatchInfo, read_matches, select_matches
from knowledge.ranking import Game, first_games, parts, tally
from knowledge.schema import Match
from knowledge.standings import IN_TABLE, LeagueTable, league_table

SeasonState = Literal["not_begun", "under_way", "over"]

#: a season this near is the one people mean, once the one before is over
SOON = dt.timedelta(days=60)
#: a season nearly played out whose last match is so long past is over: the rest was never played
QUIET = dt.timedelta(days=30)
NEARLY = 0.95


@dataclass(frozen=True, slots=True)
class Meeting:
    """A match still to be played; the day where it is known."""

    home: str
    away: str
    date: dt.date | None = None


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
    #: clubs in the lower part of a table that has split
    lower_part: frozenset[str]
    #: what the places of the table after `left` lead to; empty where that is not known
    stretches: tuple[Stretch, ...]
    #: False: play-offs or matches after a split decide the title, and `left` ends before them; or
    #: it is not known what the places lead to, or a league decided otherwise after a broken season
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
        season: not all clubs, or not the fixtures where only those tell what is left.
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
    season_rules = rules(league.id, season)
    played = [match for match in matches if match.score is not None]
    games = [_game(match) for match in played]
    lower = _lower_part(table, games, season_rules)
    known = [Meeting(m.home.id, m.away.id, m.date) for m in matches if m.score is None]
    clubs = [row.team.id for row in table.rows]
    shape = _format(league, season, clubs, len(games) + len(known))
    is_final = bool(lower) or shape is None or shape.split_top is None
    left = _left(league, clubs, games, known, shape, season_rules) if shape and not lower else known
    newest = played[-1].date if played else None
    ended = cut_short(league.id, season)
    is_cut_short = ended is not None and ended <= as_of.date()
    if is_cut_short or _is_quiet(games, left, known, newest, as_of):
        left = []
    return RunIn(
        league=league,
        state="over" if not left else "under_way" if games else "not_begun",
        table=table,
        rules=season_rules,
        games=tuple(games),
        left=tuple(left),
        lower_part=lower,
        stretches=shape.stretches_of(is_final=is_final) if shape and not is_cut_short else (),
        decides=shape is not None and is_final and not is_cut_short,
        cut_short=ended if is_cut_short else None,
        newest=newest,
    )


def _format(
    league: LeagueInfo, season: str, clubs: Sequence[str], matches: int
) -> LeagueFormat | None:
    """Return the season's format; None for a league of that name with another number of clubs."""
    shape = league_format(league.id, season)
    if shape is None or len(clubs) == shape.clubs:
        return shape
    # in two rounds every club has been seen
    if matches > len(clubs) or len(clubs) > shape.clubs:
        return None
    raise NotFound(
        f"Not all clubs of this season of {league.name} are known yet: its fixtures have not been "
        "imported."
    )


def _left(
    league: LeagueInfo,
    clubs: Sequence[str],
    games: Sequence[Game],
    known: Sequence[Meeting],
    shape: LeagueFormat,
    season_rules: LeagueRules,
) -> list[Meeting]:
    """Return what is left before anything but the table decides."""
    if shape.meetings:
        return _missing(clubs, games, known, shape.meetings)
    return _listed(league, clubs, games, known, season_rules.split_after or shape.matches)


def _missing(
    clubs: Iterable[str], games: Iterable[Game], known: Iterable[Meeting], times: int
) -> list[Meeting]:
    """Return the meetings that a round robin still lacks, with the day where it is known."""
    played = Counter((game.home, game.away) for game in games)
    days: dict[tuple[str, str], list[dt.date | None]] = {}
    for meeting in known:
        days.setdefault((meeting.home, meeting.away), []).append(meeting.date)
    return [
        Meeting(*pair, dates[number] if number < len(dates := days.get(pair, [])) else None)
        for pair in permutations(clubs, 2)
        for number in range(times - played[pair])
    ]


def _listed(
    league: LeagueInfo,
    clubs: Sequence[str],
    games: Sequence[Game],
    known: Sequence[Meeting],
    matches: int,
) -> list[Meeting]:
    """Return the known fixtures until each club has played so many matches."""
    before: list[Game | Meeting] = [*games, *known]
    ahead = [one for one in first_games(before, matches) if isinstance(one, Meeting)]
    if 2 * (len(games) + len(ahead)) < matches * len(clubs):
        raise NotFound(
            f"Not all fixtures left of {league.name} are known, and they do not follow from its "
            "results: clubs do not meet equally often at home and away."
        )
    return ahead


def _lower_part(
    table: LeagueTable, games: Sequence[Game], season_rules: LeagueRules
) -> frozenset[str]:
    names: Mapping[str, str] = {row.team.id: row.team.name for row in table.rows}
    tallies = tally(names, games, season_rules.points_for_win)
    for row in table.rows:
        tallies[row.team.id].points = row.points
    _, *lower = parts(tallies, games, season_rules, names)
    return frozenset(club for part in lower for club in part)


def _is_quiet(
    games: Sequence[Game],
    left: Sequence[Meeting],
    known: Sequence[Meeting],
    newest: dt.date | None,
    as_of: dt.datetime,
) -> bool:
    """Tell a season that ended with a match or two never played."""
    today = as_of.date()
    ahead = any(one.date and one.date >= today for one in known)
    share = len(games) / max(len(games) + len(left), 1)
    return not ahead and newest is not None and share >= NEARLY and newest < today - QUIET


def _game(match: MatchInfo) -> Game:
    home_goals, away_goals = match.goals_of(match.home.id)
    return Game(match.home.id, match.away.id, home_goals, away_goals)
