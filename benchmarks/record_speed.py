"""How long the track record takes: many settled predictions, whole and narrowed.

    python benchmarks/record_speed.py [--predictions 100000]

Makes a database of invented matches with prices and one prediction each, and sets the whole record
(scores beside base rates and two prices, calibration, by league, model version and month) beside a
plain loop over the same rows that scores the predictions alone.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import math
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from knowledge.database import FILE_NAME, Database
from knowledge.schema import League, Match, Odds, PredictionMade, Team
from knowledge.settlement import Which
from tools.record import track_record

LEAGUES = 20
CLUBS = 20
A_DAY = 60
RUNS = 5
BATCH = 5_000
NOW = dt.datetime(2024, 7, 1, tzinfo=dt.UTC)


def rows(count: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]]:
    """Yield a match, its two average prices, and its prediction."""
    draw = random.Random(1)
    for number in range(count):
        day = NOW.date() - dt.timedelta(days=2 + number // A_DAY)
        league, at = number % LEAGUES, dt.datetime.combine(day, dt.time(15), dt.UTC)
        weights = [0.3 + draw.random() for _ in range(3)]
        chances = [weight / sum(weights) for weight in weights]
        match: dict[str, Any] = {
            "id": f"m{number}", "league_id": f"L{league}", "season": f"{day.year}", "date": day,
            "kickoff": at, "known_from": at + dt.timedelta(minutes=150), "source": "csv",
            "home_id": f"c{league}-{number // LEAGUES % CLUBS}", "away_id": f"c{league}-x",
            "home_goals": draw.randrange(4), "away_goals": draw.randrange(4),
        }  # fmt: skip
        prices = [
            {"match_id": match["id"], "book": "avg", "moment": moment, "as_of": at,
             **{side: 0.95 / p for side, p in zip(("home", "draw", "away"), chances, strict=True)},
             "over_2_5": 1.9, "under_2_5": 1.9}
            for moment in ("prematch", "closing")
        ]  # fmt: skip
        made = at - dt.timedelta(hours=4)
        prediction = {
            "id": f"p{number}", "match_id": match["id"], "model_version": f"{day:%Y%m}-0",
            "data_cutoff": made, "predicted_at": made, "p_over_2_5": 0.5, "p_btts": 0.5,
            **{f"p_{side}": p for side, p in zip(("home", "draw", "away"), chances, strict=True)},
        }  # fmt: skip
        yield match, prices, prediction


async def fill(db: Database, count: int) -> None:
    """Write the invented matches down."""
    clubs = [f"c{n}-{k}" for n in range(LEAGUES) for k in [*range(CLUBS), "x"]]
    made = list(rows(count))
    async with db.writing() as session:
        leagues = [
            {"id": f"L{n}", "name": f"L{n}", "country": "E", "tier": 1} for n in range(LEAGUES)
        ]
        await session.execute(insert(League), leagues)
        named = [{"id": club, "name": club, "country": "E"} for club in clubs]
        await session.execute(insert(Team), named)
        for start in range(0, count, BATCH):
            some = made[start : start + BATCH]
            await session.execute(insert(Match), [match for match, _, _ in some])
            await session.execute(insert(Odds), [price for _, two, _ in some for price in two])
            await session.execute(insert(PredictionMade), [each for _, _, each in some])


def loop(home: Path) -> float:
    """Return the mean RPS by a plain loop over the rows."""
    query = (
        "SELECT p_home, p_draw, p_away, home_goals, away_goals FROM predictions "
        "JOIN matches ON matches.id = match_id WHERE home_goals IS NOT NULL"
    )
    total, loss, count = 0.0, 0.0, 0
    with sqlite3.connect(home / FILE_NAME) as connection:
        for *chances, goals, conceded in connection.execute(query):
            came = [goals > conceded, goals == conceded, goals < conceded]
            first = chances[0] - came[0]
            total += (first**2 + (first + chances[1] - came[1]) ** 2) / 2
            loss -= math.log(chances[came.index(True)])
            count += 1
    return total / count


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--predictions", type=int, default=100_000)
    count = parser.parse_args().predictions
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        db = await Database.open(None, home=home)
        await fill(db, count)
        since = NOW.date() - dt.timedelta(days=60)
        for name, which in (
            ("the whole record", Which()),
            ("one league", Which(league="L0")),
            ("the last 60 days", Which(first=since)),
        ):
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                async with db.reading() as session:
                    record = await track_record(session, as_of=NOW, which=which, user_id="local")
                times.append(time.perf_counter() - start)
            print(f"{name:20}{record.n:8} {min(times):7.2f} s, at worst {max(times):.2f} s")
            if not which.matches():
                whole, scored = min(times), record.model
        await db.close()
        start = time.perf_counter()
        plain = loop(home)
        alone = time.perf_counter() - start
        assert scored is not None
        print(f"a plain loop, no prices, parts or calibration: {alone:.2f} s")
        print(
            f"the whole record takes {whole / alone:.1f} times as long; "
            f"RPS {scored.rps:.5f} v {plain:.5f}"
        )
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB at most")


if __name__ == "__main__":
    asyncio.run(main())
