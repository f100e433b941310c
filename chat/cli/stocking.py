"""`tippmix data …` and `tippmix insights rebuild`: what is known, from where, how much of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from chat.cli.edge import COULD_NOT, say, show, show_json
from chat.cli.progress import progress

if TYPE_CHECKING:
    from chat.settings import Settings
    from knowledge.database import Database
    from knowledge.importing.importer import ImportReport
    from knowledge.importing.records import Refusal
    from knowledge.sync import SyncProgress

COUNTS = ("files", "read", "new", "changed", "unchanged")

#: refused rows that are listed one by one for a person; JSON has them all
LISTED = 20


async def import_files(settings: Settings, path: Path, *, as_json: bool) -> None:
    """Read match files into the database; exit code 1 where every row of them was refused."""
    from knowledge.importing.importer import ImportProgress, import_path

    async with _database(settings) as db:
        with progress(f"Reading {path}") as report_progress:

            def advance(at: ImportProgress) -> None:
                report_progress(at.done, at.total, at.file)

            report = await import_path(db, path, now=settings.clock(), on_progress=advance)
    _show_report(report, as_json=as_json)
    if report.refused and not report.new + report.changed + report.unchanged:
        raise typer.Exit(COULD_NOT)


async def sync_source(
    settings: Settings,
    source: Literal["football-data", "openfootball"],
    *,
    leagues: Sequence[str] | None,
    seasons: Sequence[str] | None,
    as_json: bool,
) -> None:
    """Download what is new and read it into the database."""
    from knowledge.sync import sync

    async with _database(settings) as db:
        with progress(f"Asking {source}") as report_progress:

            def advance(at: SyncProgress) -> None:
                report_progress(at.done, at.total, at.file)

            report = await sync(
                db,
                source,
                home=settings.home,
                now=settings.clock(),
                base_url=settings.source_url,
                leagues=leagues,
                seasons=seasons,
                on_progress=advance,
            )
    report.imported.refused += report.failed
    _show_report(
        report.imported,
        as_json=as_json,
        asked=report.asked,
        downloaded=report.downloaded,
        current=report.current,
        missing=report.missing,
    )


async def show_status(settings: Settings, *, as_json: bool) -> None:
    """Show what is there."""
    from dataclasses import asdict

    from knowledge.status import data_status

    async with AsyncExitStack() as stack:
        from chat.house import open_stock

        db = await open_stock(settings, stack)
        async with db.reading() as session:
            status = await data_status(session, as_of=settings.clock())
    if as_json:
        show_json(asdict(status))
        return
    if status.is_demo:
        show("Demo: invented clubs. Real results: tippmix data sync, or tippmix data import PATH.")
    rows = [
        (
            league.id,
            league.name,
            str(len(league.seasons)),
            str(league.matches),
            str(league.newest_result or "–"),
            str(league.next_fixture or "–"),
            "stale" if league.stale else "",
        )
        for league in status.leagues
    ]
    heads = ("id", "league", "seasons", "matches", "newest result", "next fixture", "")
    show(_table([heads, *rows]))


async def rebuild_insights(settings: Settings, *, as_json: bool) -> None:
    """Build the index of insights again."""
    from chat.house import open_house

    async with open_house(settings) as house:
        with progress("Reading insights") as report_progress:
            count = await house.insights.rebuild(
                lambda done, total: report_progress(done, total, "")
            )
    if as_json:
        show_json({"insights": count})
    else:
        show(f"{count} insights are in the index.")


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    from chat.house import open_database

    async with AsyncExitStack() as stack:
        yield await open_database(settings, stack)


def _show_report(report: ImportReport, *, as_json: bool, **more: int) -> None:
    counts = {**more, **{name: getattr(report, name) for name in COUNTS}}
    refused = [{"file": row.file, "line": row.line, "reason": row.reason} for row in report.refused]
    if as_json:
        show_json({**counts, "refused": len(refused), "refusals": refused})
        return
    shown = ", ".join(f"{value} {name}" for name, value in counts.items())
    show(f"{shown}, {len(refused)} refused.")
    _list_refusals(report.refused)


def _list_refusals(refused: Sequence[Refusal]) -> None:
    for row in refused[:LISTED]:
        place = f"{row.file}:{row.line}" if row.line else row.file
        say(f"refused {place}: {row.reason}")
    if len(refused) > LISTED:
        say(f"… and {len(refused) - LISTED} more: --json lists them all.")


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
