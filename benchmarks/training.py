"""Training from nothing, as the service does it: database, frame, fit, contest, save, load, ask.

    python benchmarks/training.py ../shared/data/football-data [--until 2024-05-10]

Imports the folder into a database of its own, then trains twice in fresh processes: a first model
four weeks before the day, and the one of the day, which is set against it. Prints wall time and the
largest memory of each step, beside what was promised (3 minutes, 3 GiB) as a ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISED_SECONDS = 180.0
PROMISED_BYTES = 3 * 2**30
WEEKS_BEFORE = dt.timedelta(weeks=4)


async def bring_in(home: Path, folder: Path) -> None:
    from knowledge.database import Database
    from knowledge.importing.importer import import_path

    db = await Database.open(None, home=home)
    await import_path(db, folder, now=dt.datetime.now(dt.UTC))
    await db.close()


async def train(home: Path, until: dt.datetime) -> None:
    from knowledge.database import Database
    from ml.model_store import ModelStore
    from tools.forecasts import Forecaster

    db = await Database.open(None, home=home)
    forecaster = Forecaster(db, ModelStore(home / "models"), lambda: until)
    card = await forecaster.train()
    await db.close()
    print(f"  {card.version}: {card.data['matches']} matches. {card.admission.reason}", flush=True)


async def ask(home: Path, until: dt.datetime) -> None:
    from knowledge.database import Database
    from knowledge.matches import find_matches
    from ml.model_store import ModelStore
    from tools.forecasts import Forecaster

    db = await Database.open(None, home=home)
    forecaster = Forecaster(db, ModelStore(home / "models"), lambda: until)
    async with db.reading() as session:
        coming = await find_matches(session, as_of=until, status="scheduled", limit=2)
    for match in coming:
        started = time.perf_counter()
        await forecaster.predict(match)
        print(f"  a forecast after {1000 * (time.perf_counter() - started):.1f} ms", flush=True)
    await db.close()


STEPS = {"train": train, "ask": ask}


def step(name: str, home: Path, until: dt.datetime) -> tuple[float, int]:
    """Run a step in a process of its own; return seconds and largest resident bytes."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--step", name, "--home", str(home), "--until", str(until)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds = time.perf_counter() - started
    *told, last = done.stdout.splitlines()
    print("\n".join(told))
    return seconds, json.loads(last)["peak"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--until", type=dt.datetime.fromisoformat, default="2024-05-10")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    until = args.until if args.until.tzinfo else args.until.replace(tzinfo=dt.UTC)
    if args.step:
        asyncio.run(STEPS[args.step](args.home, until))
        # Linux counts in kibibytes
        print(json.dumps({"peak": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
        return
    if args.folder is None:
        parser.error("name the folder with the football-data files")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(bring_in(home, args.folder))
        print(f"{'':34}{'seconds':>9}{'of 180':>9}{'GiB':>7}{'of 3':>7}")
        for title, name, day in (
            ("from nothing", "train", until - WEEKS_BEFORE),
            ("beside the one that serves", "train", until),
            ("load and first forecasts", "ask", until),
        ):
            seconds, peak = step(name, home, day)
            print(
                f"{title:34}{seconds:9.1f}{seconds / PROMISED_SECONDS:9.2f}"
                f"{peak / 2**30:7.2f}{peak / PROMISED_BYTES:7.2f}"
            )


if __name__ == "__main__":
    main()
