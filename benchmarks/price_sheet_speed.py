"""How fast prices are made, beside penaltyblog.

    make test-all                                                    # installs penaltyblog
    python benchmarks/price_sheet_speed.py                           # simulated matches
    python benchmarks/price_sheet_speed.py ../shared/data/football-data --league E0

The same matches and the same grids for both: three seasons of one league for the ratings, every
market of our sheet that penaltyblog has for the prices. Ours are carried from match day to match
day, penaltyblog's Dixon–Coles model is fitted anew to all matches: so they are compared in what a
walk-forward needs, in a match day more, and in one fit. Times are CPU times of the fastest of
several rounds; the ratios travel better than the milliseconds.
"""

from __future__ import annotations

import argparse
import os

# one thread: CPU time is then what a user waits for
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import csv
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from forecast_speed import simulated
from numpy.typing import NDArray

from ml import Predictor
from ml.belief import Responses
from ml.frame import MATCH_COLUMNS, tidy
from ml.goal_model import GoalModel
from ml.markets import LINED
from ml.played import Played
from ml.price_sheet import WHOLE_SHEET, PriceSheet
from ml.rating_filter import RatingFilter
from ml.ratings import RatingPrior

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from penaltyblog.models import DixonColesGoalModel, FootballProbabilityGrid

Floats = NDArray[np.float64]

SEASONS = 3
#: match days before which penaltyblog is fitted anew, evenly spread
REFITS = 8
MANY = 1000
TOTALS = sorted({each.line for each in WHOLE_SHEET if each.market == "over_under"})
HANDICAPS = sorted({each.line for each in WHOLE_SHEET if each.market == "asian_handicap"})
TEAM_LINES = sorted({each.line for each in WHOLE_SHEET if each.market == "home_goals"})
SCORES = [tuple(map(int, s.outcome.split("-"))) for s in WHOLE_SHEET if s.market == "correct_score"]


def cpu_ms(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the milliseconds of the fastest round, after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times) * 1000


def league_matches(folder: Path, league: str) -> pd.DataFrame:
    """Return the newest seasons of a league in football-data's layout."""
    frames = []
    for path in sorted(folder.glob(f"*/{league}.csv"), key=lambda each: each.parent.name):
        if path.parent.name[0] == "9":
            continue
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        rows = [row for row in csv.DictReader(text.splitlines()) if row.get("FTHG")]
        style = "%d/%m/%Y" if len(rows[0]["Date"]) > 8 else "%d/%m/%y"
        frames.append(
            pd.DataFrame(
                {
                    "date": [datetime.strptime(row["Date"], style) for row in rows],  # noqa: DTZ007
                    "league": league,
                    "home_team": [row["HomeTeam"] for row in rows],
                    "away_team": [row["AwayTeam"] for row in rows],
                    "home_goals": [int(float(row["FTHG"])) for row in rows],
                    "away_goals": [int(float(row["FTAG"])) for row in rows],
                }
            )
        )
    return pd.concat(frames[-SEASONS:], ignore_index=True)


def rate(matches: pd.DataFrame) -> tuple[int, Floats]:
    """Carry our ratings through all match days; return how many, and what was expected of each.

    The expected log goals of both sides, (n, 2), from earlier days alone.
    """
    played = Played.of(tidy(matches, MATCH_COLUMNS))
    sides, noise = played.sides, np.ones(len(played.goals))
    responses = Responses(sides=sides, values=played.goals, noise=noise)
    ratings = RatingFilter(played.names, RatingPrior())
    starts = np.flatnonzero(np.diff(sides.day, prepend=-1))
    expected = np.empty_like(played.goals)
    for first, end in zip(starts, [*starts[1:], len(noise)], strict=True):
        today = responses.take(np.arange(first, end))
        ratings.forward(int(sides.day[first]), today.sides)
        home, away = today.sides.home, today.sides.away
        level, lead = ratings.level[today.sides.league], ratings.home[today.sides.league] / 2
        expected[first:end, 0] = level + lead + ratings.attack[home] - ratings.defence[away]
        expected[first:end, 1] = level - lead + ratings.attack[away] - ratings.defence[home]
        ratings.learn(today)
    return len(starts), expected


def fit_theirs(matches: pd.DataFrame) -> Callable[[], object]:
    goals = (matches["home_goals"].to_numpy(), matches["away_goals"].to_numpy())
    clubs = (matches["home_team"].to_numpy(), matches["away_team"].to_numpy())

    def fit() -> None:
        model = DixonColesGoalModel(*goals, *clubs)
        model.fit()
        assert model.fitted, "penaltyblog's fit did not converge"

    return fit


def fits_of_theirs(matches: pd.DataFrame) -> tuple[float, float]:
    """Return the milliseconds of a fit to all matches, and of one before a match day, the mean."""
    days = np.unique(matches["date"].to_numpy())
    sample = days[np.linspace(len(days) // 4, len(days) - 1, REFITS).astype(int)]
    before = [cpu_ms(fit_theirs(matches[matches["date"] < day]), 1) for day in sample]
    return cpu_ms(fit_theirs(matches)), float(np.mean(before))


def compare(what: str, ours: float, theirs: float) -> None:
    print(f"{what:<58} {ours:10.3f} ms {theirs:10.2f} ms {theirs / ours:8.1f}")


def sheet_of_theirs(cells: Floats) -> list[float]:
    """Price the markets of our sheet that penaltyblog has, with its own methods."""
    grid = FootballProbabilityGrid(cells, 0.0, 0.0)
    prices = [*grid.home_draw_away, grid.btts_yes, grid.btts_no]
    prices += [grid.double_chance_1x, grid.double_chance_12, grid.double_chance_x2]
    prices += [grid.draw_no_bet_home, grid.draw_no_bet_away]
    prices += [grid.win_to_nil_home(), grid.win_to_nil_away()]
    for line in TOTALS:
        under, _, over = grid.totals(line)
        prices += [over, under]
    for line in HANDICAPS:
        settled = grid.asian_handicap_probs("home", line)
        prices += [settled["win"], settled["lose"]]
    for goals in (grid.home_goal_distribution(), grid.away_goal_distribution()):
        count = np.arange(len(goals))
        for line in TEAM_LINES:
            prices += [goals[count > line].sum(), goals[count < line].sum()]
    return [*prices, *(grid.exact_score(home, away) for home, away in SCORES)]


def check_equal(grids: Floats) -> None:
    """Make sure that the two sheets hold the same prices before they race."""
    theirs = sheet_of_theirs(grids[0])
    ours = PriceSheet.of(grids[:1])
    lined = ("over_under", "asian_handicap")
    mine = [ours.won[0, at] for at, each in enumerate(WHOLE_SHEET) if each.market in lined]
    first = len(theirs) - len(SCORES) - 4 * len(TEAM_LINES) - len(mine)
    assert np.allclose(theirs[first : first + len(mine)], mine, atol=1e-12)
    assert set(lined) <= set(LINED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("football_data", type=Path, nargs="?")
    parser.add_argument("--league", default="E0")
    args = parser.parse_args()
    matches = (
        league_matches(args.football_data, args.league)
        if args.football_data
        else simulated(leagues=1, seasons=SEASONS)
    )
    days, expected = rate(matches)
    ours, one_fit, refit = cpu_ms(lambda: rate(matches)), *fits_of_theirs(matches)
    print(f"{len(matches)} matches of {matches['home_team'].nunique()} clubs, {days} match days")
    print(f"{'':<58} {'ours':>13} {'penaltyblog':>13} {'ratio':>8}")
    compare("ratings before every match day, nothing known ahead", ours, refit * days)
    compare("ratings after one match day more", ours / days, refit)
    goals = matches[["home_goals", "away_goals"]].to_numpy(np.float64)
    ours_model = cpu_ms(lambda: GoalModel.fit(expected[:, :, None], goals), 20)
    compare("goal model fitted once (ours: to the ratings at hand)", ours_model, one_fit)
    compare("everything of it once, from nothing", ours + ours_model, one_fit)

    predictor = Predictor(odds="none").fit(matches)
    newest = matches.tail(380)
    fixtures = newest.iloc[np.resize(np.arange(len(newest)), MANY)].reset_index(drop=True)
    grids = predictor.grids(fixtures)
    check_equal(grids)
    sheets = f"price sheets, {len(WHOLE_SHEET)} selections"
    ours = cpu_ms(lambda: PriceSheet.of(grids).fair, 20)
    compare(f"{MANY} {sheets}", ours, cpu_ms(lambda: [sheet_of_theirs(one) for one in grids], 2))
    ours = cpu_ms(lambda: PriceSheet.of(grids[:1]).fair, 50)
    compare(f"one of these {sheets}", ours, cpu_ms(lambda: sheet_of_theirs(grids[0]), 50))
    print("from a warm model, forecast and whole price sheet")
    one = fixtures.head(1)
    whole = cpu_ms(lambda: PriceSheet.of(predictor.grids(one)).fair, 50)
    print(f"  one match {whole:9.3f} ms   (at most 1)")
    whole = cpu_ms(lambda: PriceSheet.of(predictor.grids(fixtures)).fair, 20)
    print(f"  {MANY} matches {whole:7.2f} ms   (at most 10)")


if __name__ == "__main__":
    main()
