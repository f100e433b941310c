"""What half-time and full-time read from a full-time grid are worth.

    python benchmarks/half_time.py ../shared/data/football-data

The grids are those of the average prices before kick-off, so nothing of a match is known but its
price. Walk-forward: each season is scored with figures measured on the seasons before it. Prints
the log loss of the nine pairs of results and its difference (95 % bootstrap interval) to the
honest alternative: the grid's 1X2 times how often each half-time result went with a full-time one.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from margin_methods import prices_of, rows
from numpy.typing import NDArray

from ml.evaluation import calibration_error, log_loss
from ml.half_time import half_time_full_time, pairs_of_scores
from ml.intervals import bootstrap_mean
from ml.odds import believable, remove_margin
from ml.played import Prices, goals_of_prices
from ml.score_grids import GOALS, bend, dixon_coles, results

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESULT = (("AvgH", "AvgD", "AvgA"), ("BbAvH", "BbAvD", "BbAvA"))
TOTAL = (("Avg>2.5", "Avg<2.5"), ("BbAv>2.5", "BbAv<2.5"))
GOAL_COLUMNS = (("FTHG", "FTAG", "HTHG", "HTAG"),)
#: seasons that are only learned from
LEARNED = 5


@dataclass(frozen=True)
class Matches:
    """What is known of n matches."""

    season: NDArray[np.str_]
    #: (n, 4) full-time goals of both sides, then half-time goals
    goals: Ints
    #: (n, g, g) of the average prices
    grids: Floats

    @property
    def pair(self) -> Ints:
        """Half-time result x 3 + full-time result of each match."""
        full, half = (1 - np.sign(self.goals[:, at] - self.goals[:, at + 1]) for at in (0, 2))
        return half * 3 + full


def read(folder: Path, first: int) -> Matches:
    every = list(rows(folder, first))
    result, total, goals = (
        np.array([prices_of(row, columns) for _, row in every])
        for columns in (RESULT, TOTAL, GOAL_COLUMNS)
    )
    good = believable(result) & believable(total) & np.isfinite(goals).all(axis=1)
    good &= (goals[:, 2:] <= goals[:, :2]).all(axis=1) & (goals < GOALS).all(axis=1)
    prices = Prices(result=remove_margin(result[good]), total=remove_margin(total[good]))
    raw = dixon_coles(np.log(goals_of_prices(prices)), -0.05)
    return Matches(
        season=np.array([season for season, _ in every])[good],
        goals=goals[good].astype(np.int64),
        grids=bend(raw, prices.result, prices.total),
    )


def measured(goals: Ints, pair: Ints) -> tuple[float, float, float]:
    """Return the three figures of `ml.half_time`: first-half share, held, turned."""
    share, held, turned = float(goals[:, 2:].sum() / goals[:, :2].sum()), 1.0, 1.0
    came = np.bincount(pair, minlength=9).reshape(3, 3)
    for _ in range(20):
        split = pairs_of_scores(GOALS, share, held, turned)
        said = split[goals[:, 0] * GOALS + goals[:, 1]].sum(axis=0)
        ratio = came / said
        level, ahead = ratio[1, 1], (ratio[0, 0] + ratio[2, 2] + ratio[1, 0] + ratio[1, 2]) / 4
        held *= (ratio[0, 1] + ratio[2, 1]) / 2 / level
        turned *= (ratio[0, 2] + ratio[2, 0]) / 2 / ahead
    return share, held, turned


def forecasts(
    matches: Matches, past: NDArray[np.bool_], now: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Return what was said of the matches of a season, (n, 9), by way."""
    pair = matches.pair[past]
    came = np.bincount(pair, minlength=9).reshape(3, 3) + 1.0
    share, held, turned = measured(matches.goals[past], pair)
    grids = matches.grids[now]
    cells = grids.reshape(len(grids), -1)
    return {
        "frequencies given 1X2": (results(grids)[:, None] * (came / came.sum(axis=0))).reshape(
            -1, 9
        ),
        "goals fall apart": cells @ pairs_of_scores(GOALS, share, 1.0, 1.0).reshape(-1, 9),
        "measured before": cells @ pairs_of_scores(GOALS, share, held, turned).reshape(-1, 9),
        "as in the code": half_time_full_time(grids).reshape(-1, 9),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("football_data", type=Path)
    parser.add_argument("--first", type=int, default=2012, help="year in which to begin")
    args = parser.parse_args()
    matches = read(args.football_data, args.first)
    seasons = np.unique(matches.season)
    share, held, turned = measured(matches.goals, matches.pair)
    print(f"{len(matches.pair)} matches: share {share:.4f}, held {held:.3f}, turned {turned:.3f}")
    said: dict[str, list[Floats]] = {}
    for season in seasons[LEARNED:]:
        spoken = forecasts(matches, matches.season < season, matches.season == season)
        for way, chances in spoken.items():
            said.setdefault(way, []).append(chances)
    came = matches.pair[np.isin(matches.season, seasons[LEARNED:])]
    plain = log_loss(np.concatenate(said["frequencies given 1X2"]), came)
    for way, parts in said.items():
        chances = np.concatenate(parts)
        loss = log_loss(chances, came)
        lead = bootstrap_mean(loss - plain)
        print(
            f"{way:<22} log loss {loss.mean():.5f}  {lead.mean:+.5f}"
            f" ({lead.low:+.5f} … {lead.high:+.5f})"
            f"  calibration error {calibration_error(chances, came):.4f}"
        )


if __name__ == "__main__":
    main()
