"""Score a backtest's CSV against the results: how good the forecasts are, and beside whom.

    tippmix backtest --from 2023-07-01 --to 2024-06-30 --odds none --out b.csv
    python benchmarks/forecast_quality.py b.csv ../shared/data/football-data

Reads both files by itself and shares no code with the model. Prints RPS and log loss of the
forecasts, of the average price before kick-off and of the closing one (margin taken out by the
power method) on the matches that have all three, the paired differences with bootstrap intervals,
totals over 2.5, and the calibration error.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Key = tuple[str, str, str]

PRICES = {
    "price before kick-off": ("AvgH", "AvgD", "AvgA"),
    "closing price": ("AvgCH", "AvgCD", "AvgCA"),
}
TOTALS = ("Avg>2.5", "Avg<2.5")


def read_results(folder: Path) -> Iterator[tuple[Key, dict[str, str]]]:
    for path in sorted(folder.glob("*/*.csv")):
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252")
        for row in csv.DictReader(text.splitlines()):
            if row.get("FTHG") and row.get("Date") and row.get("HomeTeam"):
                yield (row["Div"], iso(row["Date"]), row["HomeTeam"].strip()), row


def read_forecasts(path: Path, folder: Path) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return the rows of a backtest's CSV beside those of their results."""
    results = dict(read_results(folder))
    with path.open(newline="") as file:
        return [
            (row, results[key])
            for row in csv.DictReader(file)
            if (key := (row["league"], row["date"], row["home_team"])) in results
        ]


def iso(text: str) -> str:
    style = "%d/%m/%Y" if len(text.strip()) > 8 else "%d/%m/%y"
    return f"{datetime.strptime(text.strip(), style):%Y-%m-%d}"  # noqa: DTZ007


def without_margin(prices: Floats) -> Floats:
    """Take the margin out by the power method; rows that no bookmaker can mean become NaN."""
    good = (prices > 1.0).all(axis=1) & (np.abs((1 / prices).sum(axis=1) - 1.0) < 0.3)
    book = np.where(good[:, None], 1 / prices, np.nan)
    low, high = np.zeros(len(book)), np.full(len(book), 20.0)
    for _ in range(60):
        middle = (low + high) / 2
        above = (book ** middle[:, None]).sum(axis=1) > 1
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    fair = book ** low[:, None]
    return fair / fair.sum(axis=1, keepdims=True)


def rps(chances: Floats, happened: NDArray[np.int64]) -> Floats:
    return (np.cumsum(chances - np.eye(3)[happened], axis=1)[:, :2] ** 2).sum(axis=1) / 2


def log_loss(chances: Floats, happened: NDArray[np.int64]) -> Floats:
    return -np.log(chances[np.arange(len(happened)), happened])


def interval(difference: Floats, draws: int = 2000) -> tuple[float, float]:
    rng = np.random.default_rng(1)
    means = [rng.choice(difference, len(difference)).mean() for _ in range(draws)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def calibration_error(chances: Floats, happened: NDArray[np.int64], bins: int = 20) -> float:
    said, came = chances.ravel(), np.eye(3)[happened].ravel()
    place = np.minimum((said * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins)
    gap = np.bincount(place, said, bins) - np.bincount(place, came, bins)
    return float(np.abs(gap).sum() / count.sum())


def by_luck(chances: Floats, draws: int = 400) -> tuple[float, float]:
    """Return the calibration errors between which perfect forecasts of these chances come."""
    rng = np.random.default_rng(1)
    steps = chances.cumsum(axis=1)[:, :2]
    errors = [
        calibration_error(chances, (rng.random((len(chances), 1)) > steps).sum(axis=1))
        for _ in range(draws)
    ]
    low, high = np.quantile(errors, [0.025, 0.975])
    return float(low), float(high)


def number(row: dict[str, str], column: str) -> float:
    try:
        return float(row.get(column) or "nan")
    except ValueError:
        return float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("forecasts", type=Path)
    parser.add_argument("football_data", type=Path)
    args = parser.parse_args()
    rows = read_forecasts(args.forecasts, args.football_data)
    if not rows:
        parser.error("no forecast has a result of the same league, date and home team")
    ours = np.array(
        [[float(row[f"p_{side}"]) for side in ("home", "draw", "away")] for row, _ in rows]
    )
    over = np.array([float(row["p_over_2_5"]) for row, _ in rows])
    goals = np.array([[int(float(r["FTHG"])), int(float(r["FTAG"]))] for _, r in rows])
    happened = (1 - np.sign(goals[:, 0] - goals[:, 1])).astype(int)
    print(f"{len(rows)} matches; sums off by at most {np.abs(ours.sum(axis=1) - 1).max():.1e}")
    offered = {
        name: without_margin(np.array([[number(r, c) for c in columns] for _, r in rows]))
        for name, columns in PRICES.items()
    }
    both = np.isfinite(np.concatenate(list(offered.values()), axis=1)).all(axis=1)
    print(
        f"forecasts               RPS {rps(ours[both], happened[both]).mean():.5f}"
        f"  log loss {log_loss(ours[both], happened[both]).mean():.5f}"
        f"  on the {both.sum()} that have both prices"
    )
    low, high = by_luck(ours[both])
    print(
        f"calibration error       {calibration_error(ours[both], happened[both]):.4f}"
        f"  ({low:.4f} … {high:.4f} if all were meant exactly so)"
    )
    for name, fair in offered.items():
        theirs = rps(fair[both], happened[both])
        lead = rps(ours[both], happened[both]) - theirs
        low, high = interval(lead)
        print(
            f"{name:<23} RPS {theirs.mean():.5f}"
            f"  log loss {log_loss(fair[both], happened[both]).mean():.5f}"
            f"  forecasts {lead.mean():+.5f} ({low:+.5f} … {high:+.5f})"
        )
    came = goals.sum(axis=1) > 2
    fair = without_margin(np.array([[number(r, c) for c in TOTALS] for _, r in rows]))
    both = np.isfinite(fair).all(axis=1)
    said = np.where(came, over, 1 - over)[both]
    print(
        f"over 2.5                log loss {-np.log(said).mean():.5f}, price "
        f"{-np.log(np.where(came[both], fair[both, 0], fair[both, 1])).mean():.5f}"
    )
    print(
        "by league               "
        + "  ".join(
            f"{league} {rps(ours[mine], happened[mine]).mean():.4f}"
            for league in sorted({row["league"] for row, _ in rows})
            for mine in [np.array([row["league"] == league for row, _ in rows])]
        )
    )


if __name__ == "__main__":
    main()
