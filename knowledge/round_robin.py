"""Who still has to meet whom: what a round robin lacks, and what may follow a split.

Knows clubs by their ids, no league and no database.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from knowledge.ranking import Game, first_games


@dataclass(frozen=True, slots=True)
class Meeting:
    """A match still to be played; the day where it is known."""

    home: str
    away: str
    date: dt.date | None = None


def missing(
    clubs: Sequence[str], games: Iterable[Game], known: Iterable[Meeting], times: int
) -> list[Meeting]:
    """Return the meetings that are lacking until each club was host to each so many times.

    Each has the day of the known fixture that it is, where there is one.
    """
    played = Counter((game.home, game.away) for game in games)
    fixtures: defaultdict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for meeting in known:
        fixtures[meeting.home, meeting.away].append(meeting)
    lacking: list[Meeting] = []
    for pair in permutations(clubs, 2):
        number = max(times - played[pair], 0)
        planned = fixtures[pair][:number]
        lacking += [*planned, *[Meeting(*pair)] * (number - len(planned))]
    return lacking


def ahead(games: Sequence[Game], known: Sequence[Meeting], matches: int) -> list[Meeting]:
    """Return the known fixtures, in order of date, until each club has played so many matches."""
    before: list[Game | Meeting] = [*games, *known]
    return [one for one in first_games(before, matches) if isinstance(one, Meeting)]


def before_a_split(
    clubs: Sequence[str], games: Sequence[Game], known: Sequence[Meeting]
) -> list[Meeting]:
    """Return the known fixtures of a league of which nobody knows whether it splits.

    More matches of a club than whole round robins have are those after a split: who meets in them
    would give away how it ended. Once only these are left, it has.
    """
    opponents = max(len(clubs) - 1, 1)
    of_each = 2 * (len(games) + len(known)) // len(clubs)
    return ahead(games, known, of_each // opponents * opponents) or list(known)


def meetings_up_to(
    clubs: Sequence[str], before: Iterable[Game | Meeting], times: int
) -> Iterator[Meeting]:
    """Yield the meetings that bring each pair to so many, at the ground that saw it less often.

    Where both did as often, at that of the club named first.
    """
    hosted = Counter((one.home, one.away) for one in before)
    for pair in combinations(clubs, 2):
        for _ in range(times - hosted[pair] - hosted[pair[::-1]]):
            host = min(pair, pair[::-1], key=hosted.__getitem__)
            hosted[host] += 1
            yield Meeting(*host)
