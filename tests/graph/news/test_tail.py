"""The tail: every event once and in order, whoever wrote it, and nothing read for nobody."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from graph.news.tail import PAGE, Tail
from knowledge.database import FILE_NAME, Database
from knowledge.events import EventInfo
from tests.graph.news.conftest import Place, write
from tests.waiting import until


class Ear:
    """Hears events, and can be waited for."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    def __call__(self, event: EventInfo) -> None:
        self.ids.append(event.id)

    async def until(self, last: int) -> None:
        await until(lambda: self.ids and self.ids[-1] >= last, f"event {last} is heard")


async def test_each_listener_hears_what_comes_once_and_in_order(db: Database) -> None:
    await write(db, 3)
    tail, first, second = Tail(db), Ear(), Ear()
    assert await tail.listen(first) == 3
    await write(db, 2)
    await first.until(5)
    assert await tail.listen(second) == 5
    await write(db)
    await second.until(6)
    await tail.forget(first)
    await write(db)
    await second.until(7)
    await tail.forget(second)
    assert first.ids == [4, 5, 6]
    assert second.ids == [6, 7]


async def test_what_others_write_is_heard_in_order_with_what_is_written_here(
    db: Database, elsewhere: Database
) -> None:
    tail, ear = Tail(db), Ear()
    await tail.listen(ear)

    async def many(where: Database) -> None:
        for _ in range(15):
            await write(where)

    await asyncio.gather(many(db), many(elsewhere), many(elsewhere))
    await ear.until(45)
    await tail.forget(ear)
    assert ear.ids == list(range(1, 46))


async def test_more_than_a_page_at_once(db: Database, elsewhere: Database) -> None:
    tail, ear = Tail(db), Ear()
    await tail.listen(ear)
    last = await write(elsewhere, 2 * PAGE + 1)
    await ear.until(last)
    await tail.forget(ear)
    assert ear.ids == list(range(1, last + 1))


async def test_while_nobody_listens_nothing_is_read(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tail, ear = Tail(db), Ear()
    await tail.listen(ear)
    await tail.forget(ear)
    assert db.bells == []
    await write(db)
    # who comes back hears what comes, not what came meanwhile
    assert await tail.listen(ear) == 1
    await write(db)
    await ear.until(2)
    await tail.forget(ear)
    assert ear.ids == [2]


async def test_a_listener_that_fails_keeps_nothing_from_the_others(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: EventInfo) -> None:
        raise RuntimeError("broken")

    tail, ear = Tail(db), Ear()
    await tail.listen(fail)
    await tail.listen(ear)
    await write(db, 2)
    await ear.until(2)
    await tail.forget(fail)
    await tail.forget(ear)
    assert ear.ids == [1, 2]
    assert "a listener failed at event 1" in caplog.text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
async def test_a_database_that_was_away_costs_no_event(
    db: Database, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    tail, ear = Tail(db), Ear()
    await tail.listen(ear)
    await write(db)
    await ear.until(1)
    with closing(sqlite3.connect(place.home / FILE_NAME)) as other:
        other.execute("ALTER TABLE events RENAME TO away")
        await until(lambda: "Events wait" in caplog.text, "the tail notices")
        other.execute("ALTER TABLE away RENAME TO events")
    await write(db, 2)
    await ear.until(3)
    await tail.forget(ear)
    assert ear.ids == [1, 2, 3]
    assert caplog.text.count("Events wait") == 1


async def test_it_is_asked_again_and_again_and_read_only_when_others_wrote(
    db: Database, elsewhere: Database
) -> None:
    async with db.watching() as changed:
        assert await changed()
        assert [await changed() for _ in range(3)] == [False] * 3
        for where in (elsewhere, db):
            await write(where)
            assert [await changed() for _ in range(3)] == [True, False, False]
