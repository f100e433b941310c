"""Put clubs in order by their games: points, then the league's tie-breaks.

Knows no database, no dates and no league; those give it their games and rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol, TypeVar

from knowledge.catalogue import LeagueRules
from knowledge.catalogue.rules import TieBreak

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """A played match, as a table counts it."""

    home: str
    away: str
    home_goals: int
    away_goals: int


#: a match, played or not
Meeting = TypeVar("Meeting", bound="_Pair")


class _Pair(Protocol):
    @property
    def home(self) -> str: ...

    @property
    def away(self) -> str: ...


@dataclass(slots=True)
class Tally:
    """What one club has gathered over some games."""

    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0
    points: int = 0

    @property
    def goal_difference(self) -> int:
        """Goals scored less goals conceded."""
        return self.goals_for - self.goals_against

    def count(self, scored: int, conceded: int, points_for_win: int) -> None:
        """Add one game."""
        self.played += 1
        self.won += scored > conceded
        self.drawn += scored == conceded
        self.lost += scored < conceded
        self.goals_for += scored
        self.goals_against += conceded
        self.points += points_for_win if scored > conceded else int(scored == conceded)


def tally(teams: Iterable[str], games: Iterable[Game], points_for_win: int) -> dict[str, Tally]:
    """Return what each of `teams` gathered in the games among them."""
    tallies = {team: Tally() for team in teams}
    for game in games:
        if game.home in tallies and game.away in tallies:
            home, away = game.home_goals, game.away_goals
            tallies[game.home].count(home, away, points_for_win)
            tallies[game.away].count(away, home, points_for_win)
    return tallies


def rank(
    tallies: Mapping[str, Tally],
    games: Sequence[Game],
    season_rules: LeagueRules,
    names: Mapping[str, str],
) -> list[str]:
    """Return the clubs from the top down.

    `games` are in order of date: where a table splits, each club's first `split_after` decide
    which half it stays in.
    """
    halves = parts(tallies, games, season_rules, names)
    return [team for half in halves for team in _ordered(half, tallies, games, season_rules, names)]


def parts(
    tallies: Mapping[str, Tally],
    games: Sequence[Game],
    season_rules: LeagueRules,
    names: Mapping[str, str],
) -> list[list[str]]:
    """Return the clubs of each part of the table, the upper one first; all together while whole."""
    teams, after = list(tallies), season_rules.split_after
    if after is None or any(each.played < after for each in tallies.values()):
        return [teams]
    before_split = first_games(games, after)
    regular = tally(teams, before_split, season_rules.points_for_win)
    for team, now in tally(teams, games, season_rules.points_for_win).items():
        regular[team].points += tallies[team].points - now.points  # what the league took away
    order = _ordered(teams, regular, before_split, season_rules, names)
    return [order[: season_rules.split_top], order[season_rules.split_top :]]


def first_games(games: Iterable[Meeting], count: int) -> list[Meeting]:
    """Return the matches, in order of date, until each club has played so many."""
    played: defaultdict[str, int] = defaultdict(int)
    first = []
    for game in games:
        if played[game.home] < count and played[game.away] < count:
            first.append(game)
            played[game.home] += 1
            played[game.away] += 1
    return first


def _ordered(
    teams: Iterable[str],
    tallies: Mapping[str, Tally],
    games: Sequence[Game],
    season_rules: LeagueRules,
    names: Mapping[str, str],
) -> list[str]:
    def settle(tied: list[str], tie_breaks: Sequence[TieBreak]) -> list[str]:
        if len(tied) == 1 or not tie_breaks:
            return sorted(tied, key=names.__getitem__)
        # those between the tied clubs are asked together: all of them about the same clubs
        among = tuple(takewhile(_HEAD_TO_HEAD.__contains__, tie_breaks))
        asked, rest = tie_breaks[: len(among) or 1], tie_breaks[len(among) or 1 :]
        counted = _between(tied, games, season_rules) if among else tallies
        groups = _grouped(
            tied, lambda team: tuple(_MEASURES[name](counted[team]) for name in asked)
        )
        return [team for group in groups for team in settle(group, rest)]

    by_points = _grouped(teams, lambda team: (tallies[team].points,))
    return [team for group in by_points for team in settle(group, season_rules.tie_breaks)]


def _grouped(teams: Iterable[str], key: Callable[[str], Key]) -> list[list[str]]:
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for team in teams:
        groups[key(team)].append(team)
    return [groups[value] for value in sorted(groups, reverse=True)]


def _between(
    tied: Sequence[str], games: Sequence[Game], season_rules: LeagueRules
) -> Mapping[str, Tally]:
    """Return what the tied clubs took from each other; nothing until each was host to each."""
    clubs = set(tied)
    among = [game for game in games if {game.home, game.away} <= clubs]
    all_met = len({(game.home, game.away) for game in among}) == len(clubs) * (len(clubs) - 1)
    return tally(tied, among if all_met else (), season_rules.points_for_win)


_HEAD_TO_HEAD = ("head_to_head_points", "head_to_head_goal_difference")
_MEASURES: Mapping[TieBreak, Callable[[Tally], int]] = {
    "goal_difference": lambda each: each.goal_difference,
    "goals_for": lambda each: each.goals_for,
    "wins": lambda each: each.won,
    "head_to_head_points": lambda each: each.points,
    "head_to_head_goal_difference": lambda each: each.goal_difference,
}
