"""What is left of a league's season at a moment: the table so far and the meetings to come.

Where each club is host to each other equally often, what is left follows from what has been
played, whether or not a list of fixtures is known: a season that was broken off later is not given
away by its last match. Elsewhere (three rounds, the matches after a split) it is the known
fixtures. Does not know how good anybody is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
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
    left = (
        _left(league, clubs, games, known, shape, season_rules, lower)
        if shape
        else _whole_rounds(clubs, games, known)
    )
    newest = played[-1].date if played else None
    ended = cut_short(league.id, season)
    is_cut_short = ended is not None and ended <= as_of.date()
    if is_cut_short or _is_quiet(games, left, known, newest, as_of):
        left = []
    after = _after_split(clubs, [*games, *left], shape) if shape and left and not lower else None
    is_final = bool(lower or after) or shape is None or shape.split_top is None
    return RunIn(
        league=league,
        state="over" if not left else "under_way" if games else "not_begun",
        table=table,
        rules=season_rules,
        games=tuple(games),
        left=tuple(left),
        after_split=after,
        lower_part=lower,
        stretches=() if is_cut_short else _stretches(shape, is_final=is_final, splits=not lower),
        decides=shape is not None and is_final and not is_cut_short,
        cut_short=ended if is_cut_short else None,
        newest=newest,
    )


def _stretches(shape: LeagueFormat | None, *, is_final: bool, splits: bool) -> tuple[Stretch, ...]:
    """Return what the places of a table lead to, the upper part while clubs can still reach it."""
    if shape is None:
        return ()
    upper = shape.upper_part if splits else ()
    return (*shape.stretches[:1], *upper, *shape.stretches[1:]) if is_final else upper


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
    lower: frozenset[str],
) -> list[Meeting]:
    """Return what is left before the table is final, or splits."""
    if lower:
        return list(known) or _left_after_split(clubs, games, shape, lower)
    if shape.meetings:
        missing = _missing(clubs, games, known, shape.meetings)
        if not missing and shape.split_top and not any(shape.after_split):
            raise NotFound(
                f"The regular season of {league.name} is over; what follows it goes by other rules "
                "and is not simulated."
            )
        return missing
    return _listed(league, clubs, games, known, season_rules.split_after or shape.matches)


def _whole_rounds(
    clubs: Sequence[str], games: Sequence[Game], known: Sequence[Meeting]
) -> list[Meeting]:
    """Return the known fixtures of a league of no known format, up to a split if it has one.

    More matches of a club than whole round robins have are those after a split: who meets in them
    would give away how it ended.
    """
    opponents = max(len(clubs) - 1, 1)
    of_each = 2 * (len(games) + len(known)) // len(clubs)
    before: list[Game | Meeting] = [*games, *known]
    whole = first_games(before, of_each // opponents * opponents)
    return [one for one in whole if isinstance(one, Meeting)] or list(known)


def _left_after_split(
    clubs: Sequence[str], games: Sequence[Game], shape: LeagueFormat, lower: frozenset[str]
) -> list[Meeting]:
    parts = ([c for c in clubs if c not in lower], [c for c in clubs if c in lower])
    return [
        meeting
        for part, again in zip(parts, shape.after_split, strict=True)
        if again
        for meeting in _meetings_up_to(part, games, _before_split(shape) + again)
    ]


def _after_split(
    clubs: Sequence[str], before: Sequence[Game | Meeting], shape: LeagueFormat
) -> AfterSplit | None:
    """Return what may follow when the table splits; None where it does not, or that is unknown."""
    if shape.split_top is None or not any(shape.after_split):
        return None
    upper, lower = (
        tuple(_meetings_up_to(clubs, before, _before_split(shape) + again))
        for again in shape.after_split
    )
    return AfterSplit(top=shape.split_top, upper=upper, lower=lower)


def _before_split(shape: LeagueFormat) -> int:
    """Return how often each pair meets before the table splits."""
    return shape.matches // (shape.clubs - 1)


def _meetings_up_to(
    clubs: Sequence[str], before: Iterable[Game | Meeting], times: int
) -> Iterator[Meeting]:
    """Yield the meetings that bring each pair to so many, at the ground that saw it less often.

    Where both did as often, at that of the club higher in the table.
    """
    hosted = Counter((one.home, one.away) for one in before)
    for pair in combinations(clubs, 2):
        for _ in range(times - hosted[pair] - hosted[pair[::-1]]):
            host = min(pair, pair[::-1], key=hosted.__getitem__)
            hosted[host] += 1
            yield Meeting(*host)


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
