"""Simulated seasons: laws, and two other ways to end a season."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.catalogue import LeagueRules
from knowledge.ranking import Game, rank, tally
from ml.errors import BadGrid, BadSetting
from ml.final_table import SoFar, TableRules, TieBreak, final_order
from ml.score_grids import dixon_coles
from ml.season import DOUBT, Outlook, Split, draw_goals, play_out
from tests.ml.seasons_by_hand import exact_places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OWN: tuple[TieBreak, ...] = ("head_to_head_points", "head_to_head_goal_difference")
GOALS: tuple[TieBreak, ...] = ("goal_difference", "goals_for")
TIE_BREAKS = (GOALS, (*OWN, *GOALS), ("wins", *GOALS), ("goal_difference", *OWN, "goals_for"))

rules_of_leagues = st.builds(
    lambda tie_breaks, win: TableRules(tie_breaks=tie_breaks, points_for_win=win),
    st.sampled_from(TIE_BREAKS),
    st.sampled_from([2, 3]),
)


@st.composite
def seasons(draw: st.DrawFn, *, most_left: int = 30) -> tuple[SoFar, Ints]:
    """Draw a season of three to six clubs, some of its round robin played, and what is left.

    Few goals: so there are many ties.
    """
    clubs = draw(st.integers(3, 6))
    pairs = np.array(list(itertools.permutations(range(clubs), 2)))
    pairs = pairs[draw(st.permutations(range(len(pairs))))]
    left = draw(st.integers(0, min(len(pairs), most_left)))
    played = len(pairs) - left
    goals = draw(st.lists(st.tuples(*[st.integers(0, 2)] * 2), min_size=played, max_size=played))
    few = st.lists(st.integers(0, 3), min_size=clubs, max_size=clubs)
    parts = st.lists(st.integers(0, 1), min_size=clubs, max_size=clubs)
    so_far = SoFar(
        clubs=clubs,
        pairs=pairs[:played],
        goals=np.array(goals, np.int64).reshape(-1, 2),
        deducted=np.array(draw(few)),
        part=np.array(draw(st.one_of(st.just([0] * clubs), parts))),
    )
    return so_far, pairs[played:]


def grids(count: int, *, size: int = 5, seed: int = 0) -> Floats:
    """Return grids of any shape."""
    drawn = np.random.default_rng(seed).random((count, size, size)) ** 3 + 1e-6
    return np.asarray(drawn / drawn.sum(axis=(1, 2), keepdims=True))


def ranked(so_far: SoFar, pairs: Ints, goals: Any, rules: TableRules | LeagueRules) -> list[int]:
    """Return the clubs as the league's own table has them; level ones in order of their number."""
    names = {str(club): f"{club:02d}" for club in range(so_far.clubs)}
    games = [
        Game(str(home), str(away), int(score[0]), int(score[1]))
        for (home, away), score in zip(
            [*so_far.pairs.tolist(), *pairs.tolist()], [*so_far.goals, *goals], strict=True
        )
    ]
    tallies = tally(names, games, rules.points_for_win)
    for club, lost in enumerate(so_far.deducted.tolist()):
        tallies[str(club)].points -= lost
    law = (
        rules
        if isinstance(rules, LeagueRules)
        else LeagueRules(points_for_win=rules.points_for_win, tie_breaks=rules.tie_breaks)
    )
    order = [int(club) for club in rank(tallies, games, law, names)]
    return sorted(order, key=lambda club: int(so_far.part[club]))


@given(seasons(), rules_of_leagues)
def test_every_ending_is_ordered_as_the_leagues_table_is(
    season: tuple[SoFar, Ints], rules: TableRules
) -> None:
    so_far, pairs = season
    if so_far.part.any() and any(name in OWN for name in rules.tie_breaks):
        # a table asks only clubs of one part about each other; here they are ranked together
        so_far = SoFar(
            clubs=so_far.clubs, pairs=so_far.pairs, goals=so_far.goals,
            deducted=so_far.deducted, part=np.zeros(so_far.clubs, np.int64),
        )  # fmt: skip
    chance = np.random.default_rng(1)
    goals = draw_goals(pairs, grids(len(pairs), size=3), 20, chance, np.zeros(so_far.clubs))
    lots = np.arange(so_far.clubs)[::-1, None]
    order, points = final_order(so_far, pairs, goals, rules, lots)
    for number in range(20):
        assert order[number].tolist() == ranked(so_far, pairs, goals[:, :, number], rules)
    assert points.shape == (so_far.clubs, 20)


@settings(max_examples=40, deadline=None)
@given(seasons(most_left=3), rules_of_leagues, st.integers(0, 100))
def test_chances_are_those_of_all_endings(
    season: tuple[SoFar, Ints], rules: TableRules, seed: int
) -> None:
    so_far, pairs = season
    cells = grids(len(pairs), size=3, seed=seed)
    exact = exact_places(so_far, pairs, cells, rules)
    found = play_out(so_far, pairs, cells, rules, seasons=4000, seed=seed, doubt=0.0)
    if len(pairs):
        assert np.abs(found.places - exact).max() < 5.5 * 0.5 / np.sqrt(4000)
    else:
        assert (exact[found.places == 1.0] > 0).all()


@given(seasons(), rules_of_leagues, st.integers(1, 2), st.booleans())
def test_a_split_is_played_as_the_leagues_table_splits(
    season: tuple[SoFar, Ints], rules: TableRules, top: int, both: bool
) -> None:
    """Clubs stay in the part that the first round robin put them in, and meet once more there."""
    so_far, pairs = season
    clubs = so_far.clubs
    so_far = replace(so_far, part=np.zeros(clubs, np.int64), deducted=np.zeros(clubs, np.int64))
    more = np.array(list(itertools.combinations(range(clubs), 2)))
    follow = np.concatenate([more, more]) if both else more
    split = Split(
        top=top, pairs=follow, part=np.arange(len(follow)) // len(more), grids=grids(len(follow))
    )
    every, cells = split.after(pairs, grids(len(pairs)))
    goals = draw_goals(every, cells, 20, np.random.default_rng(1), np.zeros(clubs))
    lots = np.arange(clubs)[::-1, None]
    first, _ = final_order(so_far, pairs, goals[: len(pairs)], rules, lots)
    part = split.parts(first)
    played = np.concatenate([np.ones((len(pairs), 20), np.bool_), split.played(part)])
    order, _ = final_order(replace(so_far, part=part), every, goals, rules, lots, played=played)
    law = LeagueRules(
        points_for_win=rules.points_for_win, tie_breaks=rules.tie_breaks,
        split_after=2 * (clubs - 1), split_top=top,
    )  # fmt: skip
    for number in range(20):
        happened = np.flatnonzero(played[:, number])
        assert order[number].tolist() == ranked(
            so_far, every[happened], goals[happened, :, number], law
        )


def test_a_split_keeps_everybody_in_a_part() -> None:
    pairs = np.array(list(itertools.permutations(range(6), 2)))
    more = np.array(list(itertools.combinations(range(6), 2)))
    split = Split(top=2, pairs=more, part=np.zeros(len(more), np.int64), grids=grids(len(more)))
    rules = TableRules()
    found = play_out(SoFar.start(6), pairs, grids(30), rules, split=split, seasons=500)
    whole = play_out(SoFar.start(6), pairs, grids(30), rules, seasons=500)
    assert found.places.sum(axis=0) == pytest.approx(1.0)
    # two clubs play one match more in each season, all others none
    assert 2.0 <= (found.points - whole.points).sum() + 0.5 <= 3.5


@given(seasons(), rules_of_leagues, st.floats(0, 0.7))
def test_every_club_has_a_place_and_every_place_a_club(
    season: tuple[SoFar, Ints], rules: TableRules, doubt: float
) -> None:
    so_far, pairs = season
    found = play_out(so_far, pairs, grids(len(pairs)), rules, seasons=50, doubt=doubt)
    assert found.places.sum(axis=0) == pytest.approx(1.0)
    assert found.places.sum(axis=1) == pytest.approx(1.0)
    assert found.between(1, so_far.clubs) == pytest.approx(1.0)
    if not so_far.part.any():  # in a lower part a club may have more points than one above it
        assert (np.diff(found.place_points_at, axis=0) <= 0).all()
    low, middle, high = found.points_at.T
    assert ((low <= middle) & (middle <= high)).all()


@given(seasons(most_left=0), rules_of_leagues)
def test_a_finished_season_is_certain(season: tuple[SoFar, Ints], rules: TableRules) -> None:
    so_far, pairs = season
    found = play_out(so_far, pairs, grids(0), rules)
    assert set(np.unique(found.places)) == {0.0, 1.0}
    assert (found.points == found.points_at[:, 0]).all()
    order = found.places.argmax(axis=0)
    assert (found.place_points_at == found.points_at[order]).all()
    assert (found.error(found.places) == 0).all()


@pytest.mark.parametrize("doubt", [0.0, 0.3])
def test_scores_come_as_often_as_their_grid_says(doubt: float) -> None:
    pairs = np.array([[0, 1], [1, 0], [0, 2]])
    cells = grids(3, size=4, seed=3)
    cells[:, 3, 3] = 0.0
    cells /= cells.sum(axis=(1, 2), keepdims=True)
    many = 40_000
    goals = draw_goals(pairs, cells, many, np.random.default_rng(2), np.full(3, doubt))
    for match in range(3):
        home, away = goals[match]
        counts = np.bincount(home * 4 + away, minlength=16).reshape(4, 4)
        error = np.sqrt(cells[match] * (1 - cells[match]) / many)
        assert (np.abs(counts / many - cells[match]) <= 5 * error + 1e-12).all()
        assert counts[3, 3] == 0


def test_doubt_is_common_to_a_clubs_matches() -> None:
    clubs = 10
    pairs = np.array(list(itertools.permutations(range(clubs), 2)))
    cells = dixon_coles(np.full((len(pairs), 2), 0.3), -0.05)
    spreads = []
    for doubt in (0.0, DOUBT, 0.3):
        found = _season(clubs, pairs, cells, doubt)
        spreads.append(float((found.points_at[:, 2] - found.points_at[:, 0]).mean()))
        assert found.points.mean() == pytest.approx(_mean_points(cells) * 18, rel=0.01)
    assert spreads == sorted(spreads)
    assert spreads[0] < spreads[-1]


def test_only_the_doubtful_club_is_doubted() -> None:
    pairs = np.array(list(itertools.permutations(range(4), 2)))
    cells = dixon_coles(np.full((len(pairs), 2), 0.3), -0.05)
    rules = TableRules()
    found = play_out(SoFar.start(4), pairs, cells, rules, doubt=np.array([0.6, 0.0, 0.0, 0.0]))
    first = found.places[:, 0] + found.places[:, 3]  # it ends at the top or the bottom
    assert first[0] > first[1:].max() + 0.05


def test_a_seed_gives_the_same_seasons_again() -> None:
    pairs = np.array(list(itertools.permutations(range(5), 2)))
    cells = grids(len(pairs))
    one, same, other = (
        play_out(SoFar.start(5), pairs, cells, TableRules(), seasons=500, seed=seed)
        for seed in (1, 1, 2)
    )
    assert (one.places == same.places).all()
    assert (one.places != other.places).any()


def test_points_taken_away_are_missing() -> None:
    start = SoFar.start(3)
    pairs = np.array(list(itertools.permutations(range(3), 2)))
    fined = SoFar(
        clubs=3, pairs=start.pairs, goals=start.goals, part=start.part,
        deducted=np.array([30, 0, 0]),
    )  # fmt: skip
    found = play_out(fined, pairs, grids(6), TableRules(), seasons=200)
    assert found.places[0, 2] == 1.0
    assert found.points_at[0, 2] <= 12 - 30


@pytest.mark.parametrize(
    "wrong",
    [
        {"seasons": 0},
        {"doubt": -0.1},
        {"doubt": 0.9},
        {"doubt": float("nan")},
    ],
)
def test_what_cannot_be_simulated_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadSetting):
        play_out(SoFar.start(2), np.array([[0, 1]]), grids(1), TableRules(), **wrong)


def test_what_is_no_grid_is_refused() -> None:
    pair = np.array([[0, 1]])
    for cells in (grids(2), grids(1)[0], grids(1) * 2, -grids(1), grids(1) * np.nan):
        with pytest.raises(BadGrid):
            play_out(SoFar.start(2), pair, cells, TableRules())


def _season(clubs: int, pairs: Ints, cells: Floats, doubt: float) -> Outlook:
    return play_out(SoFar.start(clubs), pairs, cells, TableRules(), doubt=doubt)


def _mean_points(cells: Floats) -> float:
    draw = float(np.trace(cells[0]))
    return (draw * 2 + (1 - draw) * 3) / 2
