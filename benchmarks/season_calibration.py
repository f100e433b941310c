"""How well simulated seasons were calibrated, by the doubt about clubs that they were given.

    python -m benchmarks.season_calibration HOME [--years 2015 2018 2022] [--doubts 0 0.15 0.3]

HOME is a data folder with real matches. Each season of each league is simulated on four days from
what was known then, by a model fitted to the matches before, and scored against its final table:
log loss of the place, ranked probability score of the place (0 to 1), log losses of title and
relegation, and how many points ended within the limits said to hold nine of ten. Lower is better,
the last apart, which should be 0.9.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
from collections import defaultdict
from pathlib import Path

import numpy as np

from knowledge.database import Database
from knowledge.errors import KnowledgeError
from knowledge.history import match_frame
from knowledge.leagues import list_leagues
from knowledge.run_in import RunIn, run_in
from knowledge.standings import LeagueTable, league_table
from ml import Predictor
from ml.final_table import TableRules
from ml.season import Outlook, play_out
from tools.seasons import grids_of, pairs_of, results_of

#: month and day of the looks at a season, those of the spring in its second year
LOOKS = ((8, 25), (11, 20), (2, 20), (4, 10))
SEASONS = 3000
REACH = dt.timedelta(days=8 * 365)
NAMES = ("place", "rps", "title", "down", "within")

Scores = dict[tuple[tuple[int, int], float], list[list[float]]]


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--years", type=int, nargs="+", default=[2015, 2017, 2018, 2021, 2022])
    parser.add_argument("--doubts", type=float, nargs="+", default=[0.0, 0.1, 0.15, 0.2, 0.3])
    args = parser.parse_args()
    scores: Scores = defaultdict(list)
    db = await Database.open(None, home=args.home)
    for year in args.years:
        for look in LOOKS:
            now = dt.datetime(year + (look[0] < 7), *look, tzinfo=dt.UTC)
            for season, predictor, end in await seasons_at(db, now):
                for doubt in args.doubts:
                    outlook = simulated(season, predictor, doubt)
                    scores[look, doubt].append(score(season, outlook, end))
    await db.close()
    print("day   doubt " + "".join(f"{name:>9}" for name in NAMES) + "  seasons")
    for (look, doubt), rows in sorted(
        scores.items(), key=lambda one: (LOOKS.index(one[0][0]), one[0][1])
    ):
        means = "".join(f"{value:9.4f}" for value in np.nanmean(rows, axis=0))
        print(f"{look[0]:02}-{look[1]:02} {doubt:5.2f} {means} {len(rows):8}")


async def seasons_at(db: Database, now: dt.datetime) -> list[tuple[RunIn, Predictor, LeagueTable]]:
    """Return the seasons under way, the model of the day, and the tables that they ended with."""
    async with db.reading() as session:
        frame = await match_frame(session, as_of=now, since=(now - REACH).date(), with_odds=True)
        predictor = Predictor().fit(frame, as_of=now)
        found = []
        for league in await list_leagues(session):
            try:
                season = await run_in(session, league.id, as_of=now)
            except KnowledgeError:
                continue
            whole = dt.datetime(now.year + (now.month > 7), 7, 25, tzinfo=dt.UTC)
            end = await league_table(session, league.id, as_of=whole, season=season.season)
            matches = sum(row.played for row in end.rows) // 2
            if (
                season.decides
                and not season.after_split
                and matches == len(season.games) + len(season.left)
            ):
                found.append((season, predictor, end))
    return found


def simulated(season: RunIn, predictor: Predictor, doubt: float) -> Outlook:
    """Return the outlook of a season under one doubt about its clubs."""
    rules = TableRules(
        points_for_win=season.rules.points_for_win, tie_breaks=season.rules.tie_breaks
    )
    pairs, grids = pairs_of(season, season.left), grids_of(predictor, season, season.left)
    return play_out(results_of(season), pairs, grids, rules, seasons=SEASONS, doubt=doubt)


def score(season: RunIn, outlook: Outlook, end: LeagueTable) -> list[float]:
    """Return the scores of one season in the order of `NAMES`."""
    finished = {row.team.id: row for row in end.rows}
    rows = [finished[row.team.id] for row in season.table.rows]
    places = np.array([row.place - 1 for row in rows])
    clubs = len(rows)
    least = 0.5 / outlook.seasons
    chances = np.clip(outlook.places, least, 1 - least)
    reached = np.arange(clubs)[None, :] >= places[:, None]
    points = np.array([row.points for row in rows])
    low, _, high = outlook.points_at.T
    down = next((one for one in season.stretches if one.reward == "relegation"), None)
    first = down.first if down else clubs
    return [
        float(-np.log(chances[np.arange(clubs), places]).mean()),
        float(((outlook.places.cumsum(axis=1) - reached) ** 2).sum(axis=1).mean() / (clubs - 1)),
        log_loss(outlook.between(1, 1), places == 0, least),
        log_loss(outlook.between(first, clubs), places >= first - 1, least) if down else np.nan,
        float(((low <= points) & (points <= high)).mean()),
    ]


def log_loss(chances: np.ndarray, happened: np.ndarray, least: float) -> float:
    bounded = np.clip(chances, least, 1 - least)
    return float(-np.log(np.where(happened, bounded, 1 - bounded)).mean())


if __name__ == "__main__":
    asyncio.run(main())
