"""The questions that one could ask now: about matches that are there, in a person's own grammar."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chat.clock import Clock
from chat.welcome import openers
from knowledge.database import Database
from knowledge.importing.importer import import_path
from tests.chat.small_league import CLUBS, write_season


@dataclass
class Books:
    db: Database
    clock: Clock


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    write_season(tmp_path / "files")
    database = await Database.open(None, home=tmp_path / "home")
    now = dt.datetime(2023, 12, 1, tzinfo=dt.UTC)
    await import_path(database, tmp_path / "files", now=now)
    yield database
    await database.close()


@pytest.mark.parametrize("day", ["2023-08-04", "2023-08-11", "2023-08-18", "2024-06-01"])
async def test_a_hungarian_question_has_the_articles_of_its_clubs(db: Database, day: str) -> None:
    """“az Arsenal”, “a Chelsea”: also after the last match, when questions look back."""
    books = Books(db, lambda: dt.datetime.fromisoformat(f"{day}T12:00+00:00"))
    asked = await openers(books, "hu")
    assert len(asked) == 4
    for club in CLUBS:
        wrong = f" {'a' if club[0] in 'AE' else 'az'} {club}"
        assert not any(wrong in opener.question for opener in asked), asked
    assert any(
        f" {the} {club}" in opener.question
        for opener in asked
        for the in ("a", "az")
        for club in CLUBS
    )
