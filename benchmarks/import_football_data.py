"""Importing a folder of football-data files, beside only reading the same rows with csv.

    python -m benchmarks.import_football_data FOLDER

Prints rows a second of each and their ratio; the import goes into a database in a temp folder,
twice, since the second time nothing is new.
"""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from knowledge.database import Database
from knowledge.importing.importer import import_path


def read_with_csv(folder: Path) -> int:
    """Return how many rows the csv module reads from all files, and nothing more."""
    rows = 0
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="cp1252", errors="replace", newline="") as file:
            rows += sum(1 for row in csv.DictReader(file) if any(row.values()))
    return rows


async def import_twice(folder: Path, home: Path, tell: Callable[[str, int, float], None]) -> None:
    """Import a folder into an empty database, then again."""
    db = await Database.open(None, home=home)
    try:
        for name in ("import, all new", "import, nothing new"):
            started = time.perf_counter()
            report = await import_path(db, folder, now=dt.datetime.now(dt.UTC))
            tell(name, report.read, time.perf_counter() - started)
    finally:
        await db.close()


def main() -> None:
    folder = Path(sys.argv[1])
    results: list[tuple[str, float]] = []

    def tell(name: str, rows: int, seconds: float) -> None:
        results.append((name, rows / seconds))

    started = time.perf_counter()
    tell("csv.DictReader, reading alone", read_with_csv(folder), time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(import_twice(folder, Path(home), tell))
    print("| what | rows a second | times reading alone |\n|---|---|---|")
    for name, speed in results:
        print(f"| {name} | {speed:,.0f} | {results[0][1] / speed:.1f} |")


if __name__ == "__main__":
    main()
