"""How fast the model learns and speaks, on matches simulated here.

    python benchmarks/forecast_speed.py            # 20 leagues of 20 clubs, 6 seasons

Times are of this machine and this moment; the ratios between the lines travel better.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from ml import Predictor
from ml.price_sheet import PriceSheet


def simulated(leagues: int, seasons: int, clubs: int = 20) -> pd.DataFrame:
    """Return double round robins of invented clubs, a round every five days."""
    rng = np.random.default_rng(1)
    pairs = np.array([(h, a) for h in range(clubs) for a in range(clubs) if h != a])
    frames = []
    for league in range(leagues):
        strength = rng.normal(0, 0.25, clubs)
        for season in range(seasons):
            order = rng.permutation(len(pairs))
            home, away = pairs[order].T
            lead = strength[home] - strength[away] + 0.2
            goals = rng.poisson(np.exp(0.3 + np.column_stack([lead, -lead]) / 2))
            day = pd.Timestamp(2018 + season, 8, 1) + pd.to_timedelta(
                np.arange(len(order)) // 10 * 7, unit="D"
            )
            frames.append(
                pd.DataFrame(
                    {
                        "date": day,
                        "league": f"L{league}1",
                        "country": f"L{league}",
                        "home_team": [f"{league}-{club}" for club in home],
                        "away_team": [f"{league}-{club}" for club in away],
                        "home_goals": goals[:, 0],
                        "away_goals": goals[:, 1],
                    }
                )
            )
    return pd.concat(frames).sort_values("date", ignore_index=True)


def timed(name: str, work: Callable[[], object], repeat: int = 1) -> None:
    work()
    begin = time.perf_counter()
    for _ in range(repeat):
        work()
    print(f"{name:<44} {(time.perf_counter() - begin) / repeat * 1000:10.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--leagues", type=int, default=20)
    parser.add_argument("--seasons", type=int, default=6)
    args = parser.parse_args()
    matches = simulated(args.leagues, args.seasons)
    print(f"{len(matches)} matches of {args.leagues} leagues")
    last = matches["date"].max()
    predictor, newest = Predictor(), last + pd.Timedelta(days=1)
    timed("fit on all of them", lambda: predictor.fit(matches, as_of=last), 1)
    day = matches[matches["date"] >= last]
    timed(f"carry on over a day of {len(day)}", lambda: predictor.update(day, as_of=newest), 5)
    one, many = matches.tail(1), matches.tail(1000)
    timed("one match, its whole price sheet", lambda: PriceSheet.of(predictor.grids(one)), 50)
    timed("a thousand of them", lambda: PriceSheet.of(predictor.grids(many)), 10)
    timed("one explained forecast", lambda: predictor.predict(one), 50)


if __name__ == "__main__":
    main()
