"""How far forecasts lie from the closing line: the error that `ml.doubt` shrinks stakes by.

    tippmix backtest --from 2022-07-01 --to 2024-06-30 --odds past --out b.csv
    python benchmarks/doubt.py b.csv ../shared/data/football-data

Prints the root mean square distance of the log odds, by outcome and by month: the closing line is
no truth, but the best that is known before a match.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from forecast_quality import PRICES, number, read_forecasts, without_margin
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OUTCOMES = ("home", "draw", "away")


def logit(chances: Floats) -> Floats:
    return np.asarray(np.log(chances / (1.0 - chances)))


def told(name: str, distance: Floats) -> str:
    root = np.sqrt((distance**2).mean(axis=0))
    sides = "  ".join(f"{side} {value:.3f}" for side, value in zip(OUTCOMES, root, strict=True))
    both = np.sqrt((distance[:, [0, 2]] ** 2).mean())
    return f"{name:<10} {sides}   home and away {both:.3f}   {len(distance)} matches"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("forecasts", type=Path)
    parser.add_argument("football_data", type=Path)
    args = parser.parse_args()
    rows = read_forecasts(args.forecasts, args.football_data)
    if not rows:
        parser.error("no forecast has a result of the same league, date and home team")
    ours = np.array([[float(row[f"p_{side}"]) for side in OUTCOMES] for row, _ in rows])
    columns = PRICES["closing price"]
    closing = without_margin(np.array([[number(r, c) for c in columns] for _, r in rows]))
    known = np.isfinite(closing).all(axis=1)
    distance = logit(ours[known]) - logit(closing[known])
    month = np.array([int(row["date"][5:7]) for row, _ in rows])[known]
    print(told("all", distance))
    for each in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5):
        print(told(f"month {each}", distance[month == each]))


if __name__ == "__main__":
    main()
