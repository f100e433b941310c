"""What the rule of value is worth: every price of two seasons judged, beside the naive rule.

    tippmix backtest --from 2022-07-01 --to 2024-06-30 --odds past --out past.csv
    tippmix backtest --from 2022-07-01 --to 2024-06-30 --odds prematch --out prematch.csv
    python benchmarks/value_rule.py past.csv prematch.csv ../shared/data/football-data

`past.csv` holds the model alone, `prematch.csv` model and consensus together. The prices are the
best before kick-off (football-data's Max) and the average (Avg); they are held against the closing
average with its margin out (AvgC) and against the results. The naive rule backs whatever the model
alone finds too long; ours is `tools.worth`. Intervals are of 95 %, by matches drawn again.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from forecast_quality import Floats, Key, number, read_results, without_margin
from numpy.typing import NDArray

from tools.worth import Opinion

Mask = NDArray[np.bool_]
Rule = Callable[[Opinion, float], bool]

DRAWS = 2000
#: what the model is taken to know of the clubs where the rule has to do without a consensus
CONFIDENCE = 0.8
MARKETS = {
    "1X2": (("H", "D", "A"), ("p_home", "p_draw", "p_away")),
    "over and under 2.5": ((">2.5", "<2.5"), ("p_over_2_5",)),
}


@dataclass(frozen=True, kw_only=True)
class Board:
    """One market of all matches: chances and prices, shape (n, k)."""

    model: Floats
    together: Floats
    consensus: Floats
    closing: Floats
    best: Floats
    average: Floats
    won: Mask

    def judged(self, price: Floats, rule: Rule, *, with_consensus: bool = True) -> Mask:
        """Return which prices a rule takes."""
        taken = np.zeros(price.shape, dtype=np.bool_)
        for place in np.argwhere(np.isfinite(price) & np.isfinite(self.closing)):
            at = tuple(place)
            known = with_consensus and np.isfinite(self.consensus[at])
            opinion = Opinion(
                model=float(self.model[at]),
                together=float(self.together[at]) if known else None,
                consensus=float(self.consensus[at]) if known else None,
                confidence=CONFIDENCE,
            )
            taken[at] = rule(opinion, float(price[at]))
        return taken


def read_forecasts(path: Path) -> dict[Key, dict[str, str]]:
    with path.open(newline="") as file:
        return {(r["league"], r["date"], r["home_team"]): r for r in csv.DictReader(file)}


def board_of(
    market: str,
    forecasts: tuple[list[dict[str, str]], list[dict[str, str]]],
    results: list[dict[str, str]],
) -> Board:
    suffixes, chances = MARKETS[market]

    def prices(prefix: str) -> Floats:
        given = np.array([[number(row, prefix + each) for each in suffixes] for row in results])
        return np.where(given > 1.0, given, np.nan)

    def said(rows: list[dict[str, str]]) -> Floats:
        first = np.array([[float(row[each]) for each in chances] for row in rows])
        return first if len(chances) > 1 else np.hstack([first, 1 - first])

    goals = np.array([[float(row["FTHG"]), float(row["FTAG"])] for row in results])
    lead, total = goals[:, 0] - goals[:, 1], goals.sum(axis=1)
    won = [lead > 0, lead == 0, lead < 0] if market == "1X2" else [total > 2, total < 3]
    return Board(
        model=said(forecasts[0]),
        together=said(forecasts[1]),
        consensus=without_margin(prices("Avg")),
        closing=without_margin(prices("AvgC")),
        best=prices("Max"),
        average=prices("Avg"),
        won=np.column_stack(won),
    )


def interval(values: Floats, match: NDArray[np.int64]) -> tuple[float, float]:
    """Return the bootstrap interval of a mean; the bets of one match are drawn together."""
    _, place = np.unique(match, return_inverse=True)
    sums, counts = np.bincount(place, values), np.bincount(place)
    rng = np.random.default_rng(1)
    drawn = (rng.integers(len(sums), size=len(sums)) for _ in range(DRAWS))
    means = [sums[some].sum() / counts[some].sum() for some in drawn]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def report(name: str, board: Board, price: Floats, taken: Mask) -> None:
    if not taken.any():
        print(f"| {name} | 0 | | | | |")
        return
    match = np.argwhere(taken)[:, 0]
    gain = price[taken] * board.won[taken] - 1
    value = price[taken] * board.closing[taken] - 1
    low, high = interval(gain, match)
    least, most = interval(value, match)
    print(
        f"| {name} | {taken.sum()} | {gain.mean():+.1%} ({low:+.1%} … {high:+.1%})"
        f" | {value.mean():+.1%} ({least:+.1%} … {most:+.1%}) | {(value > 0).mean():.0%}"
        f" | {np.median(price[taken]):.2f} |"
    )


def show(title: str, board: Board) -> None:
    print(f"\n{title}, {np.isfinite(board.closing).all(axis=1).sum()} matches\n")
    print("| rule | tips | yield | closing-line value | beat the close | median price |")
    print("|---|---|---|---|---|---|")
    naive = {
        least: (lambda opinion, price, least=least: opinion.model * price - 1 > least)
        for least in (0.0, 0.03, 0.1)
    }
    for name, price in (("best price", board.best), ("average price", board.average)):
        for least, rule in naive.items():
            report(f"model above {least:.0%}, {name}", board, price, board.judged(price, rule))

    def is_value(opinion: Opinion, price: float) -> bool:
        return opinion.verdict(price) == "value"

    def is_thin(opinion: Opinion, price: float) -> bool:
        return opinion.verdict(price) == "thin"

    report("ours: value, best price", board, board.best, board.judged(board.best, is_value))
    report("ours: thin, best price", board, board.best, board.judged(board.best, is_thin))
    for name, price in (("best price", board.best), ("average price", board.average)):
        alone = board.judged(price, is_value, with_consensus=False)
        report(f"ours with no consensus known: value, {name}", board, price, alone)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("past", type=Path)
    parser.add_argument("prematch", type=Path)
    parser.add_argument("football_data", type=Path)
    args = parser.parse_args()
    past, prematch = read_forecasts(args.past), read_forecasts(args.prematch)
    results = dict(read_results(args.football_data))
    keys = [key for key in past if key in prematch and key in results]
    if not keys:
        parser.error("no forecast is in both files and has a result")
    seasons = sorted({season_of(key) for key in keys})
    for market in MARKETS:
        for season in [None, *(seasons if len(seasons) > 1 else [])]:
            some = [key for key in keys if season in (None, season_of(key))]
            board = board_of(
                market,
                ([past[key] for key in some], [prematch[key] for key in some]),
                [results[key] for key in some],
            )
            show(f"{market} {season or ''}".strip(), board)


def season_of(key: Key) -> str:
    """Return the season of a match's day, the summer between: "2022-23"."""
    year, month = int(key[1][:4]), int(key[1][5:7])
    first = year if month >= 7 else year - 1
    return f"{first}-{(first + 1) % 100:02d}"


if __name__ == "__main__":
    main()
