"""Imports a file or a folder: one transaction a file, so that a kill loses the file under way."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.database import Database
from knowledge.demo import remove_demo
from knowledge.errors import SourceError
from knowledge.events import EventDraft, tell
from knowledge.importing.layouts import layout_of
from knowledge.importing.records import MatchRecord, Refusal, Source
from knowledge.importing.storing import Stored, store
from knowledge.importing.text import SourceText, load
from knowledge.inserting import take_turns

ENDINGS = {".csv", ".json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """How far an import is."""

    file: str
    #: files done, of `total`
    done: int
    total: int


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did; counts are of rows."""

    files: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows that were looked at."""
        rows_refused = sum(refusal.line > 0 for refusal in self.refused)
        return self.new + self.changed + self.unchanged + rows_refused

    def add(self, stored: Stored) -> None:
        """Count one more file in."""
        self.files += 1
        self.new += stored.new
        self.changed += stored.changed
        self.unchanged += stored.unchanged
        self.refused += stored.refused


async def import_path(
    db: Database,
    path: Path,
    *,
    now: dt.datetime,
    on_progress: Callable[[ImportProgress], None] | None = None,
) -> ImportReport:
    """Read a file, or every file of a folder, into the database.

    Doing it again changes nothing. Each file is one transaction: what an earlier file gave is
    kept, whatever happens to a later one. The first real match removes the demo league.

    Parameters
    ----------
    db
        Where to write.
    path
        A file, or a folder with files of any known layout, at any depth.
    now
        When it is told that matches came.
    on_progress
        Called before each file.

    Raises
    ------
    SourceError
        There is nothing there that can be read; in a folder, one unreadable file is a refusal.
    StorageError
        The database refuses; the files before are kept.
    """
    files = await asyncio.to_thread(_files, path)
    report = ImportReport()
    last: list[SourceText] = []
    for done, file in enumerate(files):
        name = file.name if file == path else str(file.relative_to(path))
        if on_progress:
            on_progress(ImportProgress(file=name, done=done, total=len(files)))
        try:
            text = await asyncio.to_thread(load, file, name=name)
            if layout_of(text).source == "xg":
                # adds to matches that a later file of the folder may hold
                last.append(text)
            else:
                report.add(await import_text(db, text, now=now))
        except SourceError as error:
            if file == path:
                raise
            report.refused.append(Refusal(file=name, line=0, reason=str(error)))
    for text in last:
        report.add(await import_text(db, text, now=now))
    if not report.files:
        raise SourceError(
            f"None of the {len(files)} files in {path} can be read: {report.refused[0]}"
        )
    return report


async def import_text(db: Database, text: SourceText, *, now: dt.datetime) -> Stored:
    """Write one file's matches in one transaction, and tell `data:imported` when any is news.

    Raises
    ------
    SourceError
        It has no layout that is known here.
    StorageError
        The database refuses; nothing of the file is kept.
    """
    source, items = await asyncio.to_thread(_read, text)
    records = [item for item in items if isinstance(item, MatchRecord)]
    refused = [item for item in items if isinstance(item, Refusal)]
    async with db.writing() as session:
        await take_turns(session)
        stored = await store(session, records, source=source, file=text.name)
        if stored.new:
            await remove_demo(session)
        if stored.leagues:
            await tell(session, _told_of(stored), now=now)
    stored.refused[:0] = refused
    return stored


def _told_of(stored: Stored) -> EventDraft:
    leagues = sorted(stored.leagues)
    payload = {"leagues": leagues, "new": stored.new, "changed": stored.changed}
    return EventDraft(name="data:imported", user_id=None, payload=payload)


def _read(text: SourceText) -> tuple[Source, list[MatchRecord | Refusal]]:
    layout = layout_of(text)
    return layout.source, list(layout.read(text))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.exists():
        raise SourceError(f"{path} is not there: check the path.")

    def refuse(error: OSError) -> None:
        raise SourceError(
            f"{error.filename} cannot be read ({error.strerror}): check the rights of that folder."
        ) from error

    found = [
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=refuse)
        for name in names
        if Path(name).suffix.lower() in ENDINGS
    ]
    if not found:
        raise SourceError(f"{path} holds no .csv or .json file: nothing to import.")
    return sorted(found)
