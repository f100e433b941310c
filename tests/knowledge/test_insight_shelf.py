"""Insights put on the shelf and found again, with the index there, behind, damaged and away."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from knowledge.agent_memory import clear_memory
from knowledge.database import Database
from knowledge.embedding import HashingEmbedder
from knowledge.errors import SourceDown, StorageError
from knowledge.insight_index import InsightIndex
from knowledge.insight_shelf import InsightSearch, InsightShelf, open_shelf
from knowledge.insights import InsightDraft, InsightInfo, add_insight
from knowledge.schema import Insight
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10 12:00")
MATCH = "2024-05-11-e-arsenal-e-chelsea"


class TinyEmbedder(HashingEmbedder):
    """Another embedder: the letters' vectors, cut."""

    name = "tiny Ű"
    size = 16

    def __init__(self) -> None:
        self.is_away = False

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if self.is_away:
            raise SourceDown("The embedding model does not answer.")
        return [vector[: self.size] for vector in await super().embed(texts)]


@pytest.fixture
async def book(db: Database) -> Database:
    """One match to have insights on."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-11", "Arsenal", "Chelsea")
        await book.match("2024-05-12", "Fulham", "Everton")
    return db


@pytest.fixture
async def shelf(book: Database, tmp_path: Path) -> AsyncIterator[InsightShelf]:
    """An empty shelf with an index of its own."""
    shelf = open_shelf(book, home=tmp_path)
    yield shelf
    await shelf.close()


async def keep(shelf: InsightShelf, text: str, minutes: int = 0, **parts: Any) -> InsightInfo:
    draft = InsightDraft(**{"type": "analysis", "text": text, **parts})
    return await shelf.add(draft, now=NOW + dt.timedelta(minutes=minutes))


async def search(shelf: InsightShelf, query: str, **filters: Any) -> InsightSearch:
    return await shelf.search(
        query, **{"user_id": None, "as_of": NOW + dt.timedelta(hours=1), **filters}
    )


async def test_what_was_made_after_the_clock_stood_still_is_found(
    book: Database, tmp_path: Path
) -> None:
    shelf = open_shelf(book, home=tmp_path, wall=lambda: NOW + dt.timedelta(days=900))
    kept = await keep(shelf, "Arsenal press high.")
    assert kept.created_at > NOW + dt.timedelta(days=899)
    found = await search(shelf, "Arsenal press", as_of=NOW)
    assert (found.by, [hit.insight for hit in found.hits]) == ("meaning", [kept])
    before = await search(shelf, "Arsenal press", as_of=NOW - dt.timedelta(minutes=1))
    assert before.hits == ()
    await shelf.close()


def texts(found: InsightSearch) -> list[str]:
    return [hit.insight.text for hit in found.hits]


async def test_the_nearest_in_meaning_comes_first(shelf: InsightShelf) -> None:
    await keep(shelf, "A Fulham védelme gyenge, sok gólt kap.")
    kept = await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    found = await search(shelf, "Mennyire veszélyes az Arsenal szöglete?")
    assert (found.by, found.note) == ("meaning", None)
    assert found.hits[0].insight == kept
    first, second = (hit.similarity or 0 for hit in found.hits)
    assert 1 >= first > second >= -1
    assert len((await search(shelf, "Arsenal", limit=1)).hits) == 1


async def test_a_search_is_narrowed_as_a_list_is(shelf: InsightShelf) -> None:
    await keep(shelf, "on the match", match_id=MATCH)
    await keep(shelf, "on the club", team_id="e-chelsea", type="recommendation")
    await keep(shelf, "on the league", league_id="E0", agent_id="a1")
    await keep(shelf, "on nothing, hers", user_id="kati")
    await keep(shelf, "much later", minutes=90)
    for filters, expected in (
        ({"match_id": MATCH}, {"on the match"}),
        ({"team_id": "e-chelsea"}, {"on the match", "on the club"}),
        ({"team_id": "e-arsenal", "type": "analysis"}, {"on the match"}),
        ({"team_id": "e-fulham"}, set()),
        ({"league_id": "E0"}, {"on the match", "on the league"}),
        ({"type": "recommendation"}, {"on the club"}),
        ({"agent_id": "a1"}, {"on the league"}),
        ({"user_id": "kati", "type": "analysis", "limit": 9}, {
            *("on the match", "on the league", "on nothing, hers"),
        }),
        ({"user_id": "peti"}, {"on the match", "on the club", "on the league"}),
    ):  # fmt: skip
        assert set(texts(await search(shelf, "on what", **filters))) == expected, filters


async def test_a_rebuild_finds_what_was_found(shelf: InsightShelf) -> None:
    for number in range(3):
        await keep(shelf, f"Arsenal note {number}")
    before = await search(shelf, "Arsenal note 1")
    told: list[tuple[int, int]] = []
    assert await shelf.rebuild(lambda done, of: told.append((done, of))) == 3
    assert told == [(3, 3)]
    after = await search(shelf, "Arsenal note 1")
    assert texts(after) == texts(before)
    assert after.by == "meaning"


async def test_vectors_of_another_embedder_do_not_mix(
    shelf: InsightShelf, book: Database, tmp_path: Path
) -> None:
    await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    await shelf.close()
    other = open_shelf(book, home=tmp_path, embedder=TinyEmbedder())
    assert texts(await search(other, "Arsenal")) == ["Az Arsenal szögletekből veszélyes."]
    await other.close()
    names = {InsightIndex(tmp_path, each).name for each in (HashingEmbedder(), TinyEmbedder())}
    assert names == {"insights-letters-1-512", "insights-tiny-16"}


async def test_an_embedder_that_is_away_loses_nothing(book: Database, tmp_path: Path) -> None:
    embedder = TinyEmbedder()
    shelf = open_shelf(book, home=tmp_path, embedder=embedder)
    embedder.is_away = True
    await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    await keep(shelf, "A Fulham védelme gyenge.")
    away = await search(shelf, "arsenali szögletek")
    assert (away.by, away.note) == ("words", "The embedding model does not answer.")
    assert texts(away) == ["Az Arsenal szögletekből veszélyes."]
    assert away.hits[0].similarity is None
    with pytest.raises(SourceDown):
        await shelf.rebuild()
    embedder.is_away = False
    back = await search(shelf, "arsenali szögletek")
    assert back.by == "meaning"
    assert len(back.hits) == 2
    await shelf.close()


async def test_a_damaged_index_is_survived_and_rebuilt(shelf: InsightShelf, tmp_path: Path) -> None:
    await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    await shelf.close()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    found = await search(shelf, "Arsenal szöglet")
    assert found.by == "words"
    assert found.note
    assert "rebuild" in found.note
    assert texts(found) == ["Az Arsenal szögletekből veszélyes."]
    kept = await keep(shelf, "A Fulham védelme gyenge.")
    assert await shelf.rebuild() == 2
    again = await search(shelf, "Fulham védelem")
    assert again.by == "meaning"
    assert again.hits[0].insight == kept


async def test_an_index_that_was_deleted_fills_itself(shelf: InsightShelf, tmp_path: Path) -> None:
    await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    await shelf.close()
    shutil.rmtree(tmp_path / "chroma")
    found = await search(shelf, "Arsenal szöglet")
    assert (found.by, len(found.hits)) == ("meaning", 1)


async def test_what_is_gone_from_sql_is_gone_from_the_index(
    shelf: InsightShelf, book: Database
) -> None:
    gone = await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    await keep(shelf, "Az Arsenal védelme erős.")
    async with book.writing() as session:
        await session.execute(delete(Insight).where(Insight.id == gone.id))
    assert texts(await search(shelf, "Arsenal szöglet")) == ["Az Arsenal védelme erős."]
    assert await shelf._index.ids() == {
        hit.insight.id for hit in (await search(shelf, "Arsenal")).hits
    }


class BusyIndex(InsightIndex):
    """An index to which another task adds while it is being read."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def ids(self) -> set[str]:
        if self.meanwhile is not None:
            work, self.meanwhile = self.meanwhile, None
            await work()
        return await super().ids()


async def test_what_comes_while_the_index_is_aligned_stays_in_it(
    book: Database, tmp_path: Path
) -> None:
    index = BusyIndex(tmp_path / "chroma", HashingEmbedder())
    shelf = InsightShelf(book, index)
    draft = InsightDraft(type="analysis", text="Az Arsenal védelme erős.")
    async with book.writing() as session:
        behind = await add_insight(session, draft, now=NOW)
    came: list[InsightInfo] = []

    async def add() -> None:
        came.append(await keep(shelf, "Az Arsenal szögletekből veszélyes."))

    index.meanwhile = add
    await search(shelf, "Arsenal")
    assert await index.ids() == {behind.id, came[0].id}
    await shelf.close()


async def test_a_server_that_is_away_loses_nothing(book: Database, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shelf = open_shelf(book, home=tmp_path, url=f"http://127.0.0.1:{port}")
    await keep(shelf, "Az Arsenal szögletekből veszélyes.")
    found = await search(shelf, "szöglet")
    assert found.by == "words"
    assert texts(found) == ["Az Arsenal szögletekből veszélyes."]
    with pytest.raises(StorageError, match=f"127.0.0.1:{port} is away"):
        await shelf.rebuild()
    await shelf.close()


@pytest.mark.slow
async def test_what_another_process_adds_is_found(
    shelf: InsightShelf, book: Database, tmp_path: Path
) -> None:
    await keep(shelf, "A Fulham védelme gyenge.")
    assert (await search(shelf, "Fulham")).by == "meaning"
    await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", OTHER_PROCESS, str(tmp_path), "Az Arsenal szögletekből veszélyes."],
        check=True,
    )
    found = await search(shelf, "arsenali szögletek")
    assert found.by == "meaning"
    assert texts(found)[0] == "Az Arsenal szögletekből veszélyes."


OTHER_PROCESS = """
import asyncio, datetime as dt, sys
from pathlib import Path
from knowledge.database import Database
from knowledge.insight_shelf import open_shelf
from knowledge.insights import InsightDraft

async def main(home: Path, text: str) -> None:
    db = await Database.open(None, home=home)
    shelf = open_shelf(db, home=home)
    draft = InsightDraft(type="analysis", text=text)
    await shelf.add(draft, now=dt.datetime(2024, 5, 10, 12, 5, tzinfo=dt.UTC))
    await shelf.close()
    await db.close()

asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


async def test_what_an_agent_has_forgotten_is_found_no_more(
    shelf: InsightShelf, book: Database, tmp_path: Path
) -> None:
    forgotten = await keep(shelf, "Saka is injured", user_id="u", agent_id="a1")
    kept = await keep(shelf, "Saka is fit", user_id="u", agent_id="a2")
    async with book.writing() as session:
        cleared = await clear_memory(session, "a1")
    await shelf.forget(cleared.insight_ids)
    assert cleared.insight_ids == (forgotten.id,)
    found = await search(shelf, "Saka", user_id="u")
    assert [hit.insight.id for hit in found.hits] == [kept.id]
    index = InsightIndex(tmp_path / "chroma", HashingEmbedder())
    assert await index.ids() == {kept.id}
    await index.close()


async def test_a_user_removes_his_own_and_nobody_elses(shelf: InsightShelf) -> None:
    mine = await keep(shelf, "Saka is injured", user_id="u")
    others = await keep(shelf, "Saka is fit", user_id="v")
    shared = await keep(shelf, "Saka trains alone")
    ids = [mine.id, others.id, shared.id, "insight-none"]
    assert await shelf.remove(ids, user_id="u") == [mine.id]
    assert await shelf.remove(ids, user_id="u") == []
    assert mine.id not in {hit.insight.id for hit in (await search(shelf, "Saka")).hits}
    assert await shelf.remove([shared.id, others.id], user_id=None) == [shared.id]
