from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import LeagueRules
from knowledge.ranking import Game, rank, tally

CLUBS = ["a", "b", "c", "d"]
NAMES = {club: club.upper() for club in CLUBS}
HEAD_TO_HEAD = LeagueRules(
    tie_breaks=(
        "head_to_head_points",
        "head_to_head_goal_difference",
        "goal_difference",
        "goals_for",
    )
)

scores = st.integers(0, 4)
round_robins = st.lists(st.tuples(scores, scores), min_size=12, max_size=12).map(
    lambda goals: [
        Game(home, away, *score)
        for (home, away), score in zip(permutations(CLUBS, 2), goals, strict=True)
    ]
)


def order(games: list[Game], rules: LeagueRules | None = None) -> list[str]:
    rules = rules or LeagueRules()
    return rank(tally(CLUBS, games, rules.points_for_win), games, rules, NAMES)


@given(round_robins)
def test_a_table_is_in_order_of_points_then_goal_difference_then_goals(games: list[Game]) -> None:
    tallies = tally(CLUBS, games, 3)
    keys = [
        (tallies[club].points, tallies[club].goal_difference, tallies[club].goals_for)
        for club in order(games)
    ]
    assert keys == sorted(keys, reverse=True)


@given(round_robins)
def test_what_one_side_gets_the_other_gives(games: list[Game]) -> None:
    tallies = tally(CLUBS, games, 3).values()
    assert sum(each.goal_difference for each in tallies) == 0
    assert sum(each.won for each in tallies) == sum(each.lost for each in tallies)
    assert sum(each.played for each in tallies) == 2 * len(games)
    assert all(each.points == 3 * each.won + each.drawn for each in tallies)
    assert all(each.played == each.won + each.drawn + each.lost for each in tallies)


@given(round_robins)
def test_of_two_level_on_points_the_better_between_them_is_first(games: list[Game]) -> None:
    tallies = tally(CLUBS, games, 3)
    ranked = order(games, HEAD_TO_HEAD)
    for first, second in pairwise(ranked):
        level = [club for club in CLUBS if tallies[club].points == tallies[first].points]
        if set(level) == {first, second}:
            between = tally(level, games, 3)
            one, other = between[first], between[second]
            assert (one.points, one.goal_difference) >= (other.points, other.goal_difference)


def test_head_to_head_waits_for_both_meetings() -> None:
    first_leg = [Game("a", "b", 1, 0), Game("c", "a", 1, 0), Game("b", "c", 5, 0)]
    assert order(first_leg, HEAD_TO_HEAD)[:1] == ["b"]  # by goal difference
    both_legs = [*first_leg, Game("b", "a", 0, 0), Game("d", "b", 0, 0), Game("a", "d", 0, 1)]
    # a and b are level again, and a won the one that was not drawn
    tallies = tally(CLUBS, [*both_legs, Game("c", "b", 1, 0), Game("a", "c", 0, 0)], 3)
    assert tallies["a"].points == tallies["b"].points == 5
    ranked = order([*both_legs, Game("c", "b", 1, 0), Game("a", "c", 0, 0)], HEAD_TO_HEAD)
    assert ranked.index("a") < ranked.index("b")


def test_three_level_clubs_are_parted_by_the_games_among_all_three() -> None:
    # a beats b, b beats c, c beats a: all level among themselves but in goals
    games = [
        *(Game("a", "b", 2, 0), Game("b", "a", 0, 0)),
        *(Game("b", "c", 1, 0), Game("c", "b", 0, 0)),
        *(Game("c", "a", 4, 0), Game("a", "c", 0, 0)),
    ]
    assert order(games, HEAD_TO_HEAD)[:3] == ["c", "b", "a"]


def test_two_points_for_a_win_where_that_was_the_rule() -> None:
    games = [Game("a", "b", 1, 0), *(Game("c", other, 0, 0) for other in ("a", "b", "d"))]
    assert order(games, LeagueRules(points_for_win=3))[:2] == ["a", "c"]
    tallies = tally(CLUBS, games, 2)
    assert (tallies["a"].points, tallies["c"].points) == (3, 3)


def test_clubs_do_not_cross_a_split() -> None:
    rules = LeagueRules(split_after=2, split_top=2)
    regular = [
        *(Game("a", "c", 1, 0), Game("b", "d", 1, 0)),
        *(Game("a", "d", 1, 0), Game("b", "c", 1, 0)),
    ]
    after = [Game("a", "b", 0, 0), *(Game("c", "d", 1, 0) for _ in range(3))]
    assert order(regular + after, LeagueRules())[0] == "c"
    assert order(regular + after, rules) == ["a", "b", "c", "d"]


def test_a_table_splits_only_when_all_have_played_their_games() -> None:
    rules = LeagueRules(split_after=1, split_top=2)
    games = [Game("a", "b", 1, 0), Game("a", "b", 1, 0), Game("c", "b", 2, 0), Game("b", "c", 9, 0)]
    assert order(games, rules) == ["a", "b", "c", "d"]
