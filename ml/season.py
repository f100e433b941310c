"""Seasons played out many times: how likely each place is, from the score grids of what is left.

The score of each match is drawn from its own grid. Clubs are positions 0 … c - 1; who they are,
which matches are left and what a place is worth is known elsewhere.

How good a club is, is not certain, and that doubt is common to all its matches to come. So each
simulated season has a shift of its own for each club: the latent normal of a match (its grid's
scores in order of the lead, read through the normal distribution) is part chance of the day, part
the two clubs' shifts. The grids themselves, all of them, stay exactly what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ml.errors import BadGrid, BadSetting
from ml.final_table import LOTS, SoFar, TableRules, final_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int16]
Drawn = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: seasons simulated when nobody says how many
SEASONS = 10_000
#: spread of a club's shift common to its matches to come, where 1 is the chance of one match;
#: measured on past seasons (docs/decisions/0107-simulated-seasons.md)
DOUBT = 0.15
#: the middle and the ends of what points are likely: nine seasons of ten lie between the ends
QUANTILES = (0.05, 0.5, 0.95)

_MOST_DOUBT = 0.7
#: the table that finds scores: so many bins over the latent normal from -4.5 to 4.5
_BINS = 2048
_REACH = np.float32(4.5)
_EDGES = np.linspace(-_REACH, _REACH, _BINS + 1, dtype=np.float32)
_FAR = np.float32(np.inf)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """What many simulated seasons came to; rows are the clubs in the order in which they came."""

    #: seasons simulated
    seasons: int
    #: (c, c) probability that a club ends in a place; column 0 is the first place
    places: Floats
    #: (c,) mean points
    points: Floats
    #: (c, 3) points at `QUANTILES`
    points_at: Ints
    #: (c, 3) points at `QUANTILES` of whoever ends in a place; row 0 is the first place
    place_points_at: Ints

    def between(self, first: int, last: int) -> Floats:
        """Return the probability of each club to end from place `first` to `last`; 1 is the top."""
        return np.asarray(self.places[:, first - 1 : last].sum(axis=1))

    def error(self, probability: Floats | float) -> Floats:
        """Return the standard error that the number of simulated seasons leaves."""
        chance = np.clip(probability, 0.0, 1.0)
        return np.asarray(np.sqrt(chance * (1.0 - chance) / self.seasons))


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """What follows when a table splits: matches among those of one part, whoever they will be."""

    #: clubs in the upper part
    top: int
    #: (k, 2) home and away club of every match that may follow
    pairs: Ints
    #: (k,) the part in which both clubs have to be for it: 0 the upper, 1 the lower
    part: Ints
    #: (k, g, g)
    grids: Floats

    def after(self, pairs: Ints, grids: Floats) -> tuple[Ints, Floats]:
        """Return pairs and grids with those of the split after them."""
        return np.concatenate([pairs, self.pairs]), np.concatenate([grids, self.grids])

    def parts(self, order: Ints) -> Ints:
        """Return the part of each club, (c, s), from the clubs by place, (s, c)."""
        part = np.empty(order.T.shape, np.int64)
        places = np.arange(order.shape[1])[:, None]
        np.put_along_axis(part, order.T, (places >= self.top).astype(np.int64), axis=0)
        return part

    def played(self, part: Ints) -> Mask:
        """Return which of its matches take place, (k, s)."""
        home, away = part[self.pairs[:, 0]], part[self.pairs[:, 1]]
        wanted = self.part[:, None]
        return np.asarray((home == wanted) & (away == wanted))


def play_out(
    so_far: SoFar,
    pairs: Ints,
    grids: Floats,
    rules: TableRules,
    *,
    split: Split | None = None,
    seasons: int = SEASONS,
    seed: int = 0,
    doubt: Floats | float = DOUBT,
) -> Outlook:
    """Simulate the rest of a season many times.

    Parameters
    ----------
    pairs
        (n, 2) home and away club of each match left.
    grids
        (n, g, g) their score grids, each summing to 1: `[i, h, a]` is the probability of h-a.
    split
        What follows after these matches where the table then splits.
    seed
        The same seed and input give the same seasons.
    doubt
        Spread of each club's shift, (c,) or one for all, 0 (none) to 0.7; see the module.

    Returns
    -------
    Outlook
        Certain when no match is left: clubs level on everything then stay in the order given.

    Raises
    ------
    BadGrid
        If a grid is none.
    BadSetting
        If there are no seasons to simulate, or the doubt is out of range.
    """
    _check(pairs, grids, seasons, doubt)
    if not len(pairs) and split is None:
        lots = np.arange(so_far.clubs)[::-1, None]
        return _outlook(*final_order(so_far, pairs, np.zeros((0, 2, 1), np.int16), rules, lots))
    if split:
        _check(split.pairs, split.grids, seasons, doubt)
    rng = np.random.default_rng(seed)
    spread = np.broadcast_to(np.asarray(doubt, np.float64), so_far.clubs)
    every = (pairs, grids) if split is None else split.after(pairs, grids)
    goals = draw_goals(*every, seasons, rng, spread)
    lots = rng.integers(0, LOTS, (so_far.clubs, seasons))
    first = len(pairs)
    order, points = final_order(so_far, pairs, goals[:first], rules, lots)
    if split:
        part = split.parts(order)
        played = np.concatenate([np.ones((first, seasons), np.bool_), split.played(part)])
        so_far = replace(so_far, part=part)
        order, points = final_order(so_far, every[0], goals, rules, lots, played=played)
    return _outlook(order, points)


def draw_goals(
    pairs: Ints, grids: Floats, seasons: int, rng: np.random.Generator, doubt: Floats
) -> Small:
    """Return the goals of both sides of n matches in many seasons, shape (n, 2, seasons)."""
    size = grids.shape[1]
    lead = np.subtract.outer(np.arange(size), np.arange(size)).ravel()
    order = np.argsort(lead, kind="stable")  # the away side's highest win first
    reached = np.cumsum(grids.reshape(len(grids), size * size)[:, order], axis=1)[:, :-1]
    bounds = ndtri(np.clip(reached, 0.0, 1.0)).astype(np.float32)
    home_goals, away_goals = (side.astype(np.int16) for side in np.divmod(order, size))
    spread = doubt.astype(np.float32)
    shifts = spread[:, None] * rng.standard_normal((len(doubt), seasons), np.float32)
    of_the_day = np.sqrt(1.0 - spread[pairs[:, 0]] ** 2 - spread[pairs[:, 1]] ** 2)
    goals = np.empty((len(pairs), 2, seasons), np.int16)
    for match, (home, away) in enumerate(pairs):
        latent = of_the_day[match] * rng.standard_normal(seasons, np.float32)
        latent += shifts[home] - shifts[away]
        cells = _cells(bounds[match], latent)
        home_goals.take(cells, out=goals[match, 0])
        away_goals.take(cells, out=goals[match, 1])
    return goals


def _cells(bounds: Drawn, latent: Drawn) -> Ints:
    """Return `np.searchsorted(bounds, latent)`, most of it from a table, in a third of the time."""
    table = np.searchsorted(bounds, _EDGES)
    bins = ((latent + _REACH) * np.float32(_BINS / (2 * _REACH))).astype(np.int64)
    cells = table.take(bins, mode="clip")
    walls = np.concatenate([[-_FAR], bounds, [_FAR]])
    wrong = (walls.take(cells) >= latent) | (latent > walls.take(cells + 1))
    cells[wrong] = np.searchsorted(bounds, latent[wrong])
    return cells


def _outlook(order: Ints, points: Small) -> Outlook:
    seasons, clubs = order.shape
    counts = [np.bincount(order[:, place], minlength=clubs) for place in range(clubs)]
    at = np.quantile(points, QUANTILES, axis=1, method="inverted_cdf")
    by_place = np.take_along_axis(points, order.T, axis=0)
    of_places = np.quantile(by_place, QUANTILES, axis=1, method="inverted_cdf")
    return Outlook(
        seasons=seasons,
        places=np.column_stack(counts) / seasons,
        points=points.mean(axis=1),
        points_at=at.T.astype(np.int64),
        place_points_at=of_places.T.astype(np.int64),
    )


def _check(pairs: Ints, grids: Floats, seasons: int, doubt: Floats | float) -> None:
    if seasons < 1:
        raise BadSetting(f"At least one season is simulated, not {seasons}.")
    if not ((np.asarray(doubt) >= 0.0) & (np.asarray(doubt) <= _MOST_DOUBT)).all():
        raise BadSetting(f"The doubt about a club is between 0 and {_MOST_DOUBT}.")
    if grids.ndim != 3 or len(grids) != len(pairs):
        raise BadGrid("Each match that is left needs a score grid of its own.")
    sums = grids.sum(axis=(1, 2))
    if not np.isfinite(sums).all() or (grids < 0).any() or (np.abs(sums - 1.0) > 1e-6).any():
        raise BadGrid("A score grid has no negative cell and sums to one.")
