from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking import Game
from knowledge.round_robin import Meeting, ahead, before_a_split, meetings_up_to, missing

CLUBS = ["a", "b", "c", "d"]
PAIRS = list(permutations(CLUBS, 2))
played_pairs = st.lists(st.sampled_from(PAIRS), unique=True)


def games(pairs: list[tuple[str, str]]) -> list[Game]:
    return [Game(home, away, 1, 0) for home, away in pairs]


@given(played_pairs, st.integers(1, 3))
def test_what_was_played_and_what_is_missing_make_a_round_robin(
    pairs: list[tuple[str, str]], times: int
) -> None:
    lacking = missing(CLUBS, games(pairs), [], times)
    hosted = Counter(pairs)
    hosted.update((one.home, one.away) for one in lacking)
    assert hosted == dict.fromkeys(PAIRS, times)


def test_a_missing_meeting_has_the_day_of_its_fixture() -> None:
    day = dt.date(2024, 5, 12)
    lacking = missing(CLUBS, games(PAIRS[:10]), [Meeting(*PAIRS[11], day)], 1)
    assert lacking == [Meeting(*PAIRS[10]), Meeting(*PAIRS[11], day)]


@given(played_pairs, st.integers(3, 4))
def test_more_meetings_bring_each_pair_to_its_number(
    pairs: list[tuple[str, str]], times: int
) -> None:
    more = list(meetings_up_to(CLUBS, games(pairs), times))
    hosted = Counter(pairs)
    hosted.update((one.home, one.away) for one in more)
    for pair in combinations(CLUBS, 2):
        at_one, at_other = hosted[pair], hosted[pair[::-1]]
        assert at_one + at_other == times
        assert abs(at_one - at_other) <= 1


@given(st.integers(0, 12))
def test_known_fixtures_come_until_each_club_has_played_its_matches(played: int) -> None:
    known = [Meeting(*pair) for pair in PAIRS[played:]]
    assert ahead(games(PAIRS[:played]), known, 6) == known
    assert before_a_split(CLUBS, games(PAIRS[:played]), known) == known
    more = [*known, Meeting("a", "b"), Meeting("c", "d")]
    before = before_a_split(CLUBS, games(PAIRS[:played]), more)
    assert before == (known or more)
