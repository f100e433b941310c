"""Which way of taking the margin out of prices tells the chances best.

    python benchmarks/margin_methods.py ../shared/data/football-data

Reads the average prices of the football-data files, takes the margin out by every method of
`ml.odds`, and scores the chances by what happened: log loss and RPS, season by season, and the
differences to the proportional method with bootstrap intervals of 95 %.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from ml.evaluation import calibration_error, log_loss, rps
from ml.intervals import bootstrap_mean
from ml.odds import Method, believable, remove_margin

Floats = NDArray[np.float64]

#: the columns of each market's prices, newer files first, and which outcome came
MARKETS = {
    "1X2 before kick-off": (("AvgH", "AvgD", "AvgA"), ("BbAvH", "BbAvD", "BbAvA")),
    "1X2 at the close": (("AvgCH", "AvgCD", "AvgCA"),),
    "over/under 2.5 before kick-off": (("Avg>2.5", "Avg<2.5"), ("BbAv>2.5", "BbAv<2.5")),
}


def rows(folder: Path, first: int) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*/*.csv")):
        if 2000 + int(path.parent.name[:2]) - 100 * (path.parent.name[:1] == "9") < first:
            continue
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        for row in csv.DictReader(text.splitlines()):
            if row.get("FTHG") and row.get("FTAG"):
                yield path.parent.name, row


def prices_of(row: dict[str, str], choices: tuple[tuple[str, ...], ...]) -> list[float]:
    for columns in choices:
        try:
            return [float(row[column] or "nan") for column in columns]
        except (KeyError, TypeError, ValueError):
            continue
    return [float("nan")] * len(choices[0])


def happened(row: dict[str, str], outcomes: int) -> int:
    home, away = float(row["FTHG"]), float(row["FTAG"])
    return int(1 - np.sign(home - away)) if outcomes == 3 else int(home + away < 3)


def report(name: str, seasons: NDArray[np.str_], prices: Floats, came: NDArray[np.int64]) -> None:
    print(f"\n{name}: {len(prices)} matches, margin {(1 / prices).sum(axis=1).mean() - 1:.2%}")
    chances = {method: remove_margin(prices, method) for method in sorted(get_args(Method))}
    losses = {method: log_loss(given, came) for method, given in chances.items()}
    for method, given in chances.items():
        lead = bootstrap_mean(losses[method] - losses["proportional"])
        print(
            f"  {method:<13} log loss {losses[method].mean():.5f}"
            f"  RPS {rps(given, came).mean():.5f}"
            f"  calibration error {calibration_error(given, came):.4f}"
            f"  to proportional {lead.mean:+.5f} ({lead.low:+.5f} … {lead.high:+.5f})"
        )
    for season in np.unique(seasons):
        mine = seasons == season
        best = min(losses, key=lambda method: losses[method][mine].mean())
        told = "  ".join(f"{method} {loss[mine].mean():.5f}" for method, loss in losses.items())
        print(f"  {season}  {told}  best {best}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("football_data", type=Path)
    parser.add_argument("--first", type=int, default=2012, help="year in which to begin")
    args = parser.parse_args()
    read = list(rows(args.football_data, args.first))
    for name, columns in MARKETS.items():
        prices = np.array([prices_of(row, columns) for _, row in read])
        good = believable(prices)
        came = np.array([happened(row, prices.shape[1]) for _, row in read])
        seasons = np.array([season for season, _ in read])
        report(name, seasons[good], prices[good], came[good])


if __name__ == "__main__":
    main()
