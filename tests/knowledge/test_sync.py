"""Sync, against a real HTTP server on loopback with every fault a public source has."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from knowledge.database import Database
from knowledge.errors import InvalidValue, SourceDown, StorageFull
from knowledge.schema import Match
from knowledge.sync import Patience, SourceName, SyncProgress, SyncReport, reachable, sync
from tests.knowledge.football_data_files import row, season, table
from tests.source_server import SourceServer, cut, hang, page, status

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)
E0 = "mmz4281/2324/E0.csv"
QUICK = Patience(
    attempts=3, first_wait=0.01, longest_wait=0.02, timeout=httpx.Timeout(0.5), whole_file=5.0
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SourceServer]:
    """Serve a folder that holds one season of one league."""
    with SourceServer(tmp_path / "public") as source:
        source.put(E0, season())
        yield source


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the data folder."""
    return tmp_path


async def run(
    db: Database,
    server: SourceServer | str,
    home: Path,
    *,
    source: SourceName = "football-data",
    **options: Any,
) -> SyncReport:
    usual: dict[str, Any] = {
        "leagues": ["E0"],
        "seasons": ["2023-24"],
        "now": NOW,
        "patience": QUICK,
    }
    options = usual | options
    url = server if isinstance(server, str) else server.url
    return await sync(db, source, home=home, base_url=url, **options)


async def size(db: Database) -> int:
    async with db.reading() as session:
        return await session.scalar(select(func.count(Match.id))) or 0


async def test_what_is_new_comes_once(db: Database, server: SourceServer, home: Path) -> None:
    seen: list[SyncProgress] = []
    first = await run(db, server, home, on_progress=seen.append)
    assert (first.asked, first.downloaded, first.imported.new) == (1, 1, 56)
    assert [(progress.file, progress.done, progress.total) for progress in seen] == [(E0, 1, 1)]
    assert (home / "sources" / "football-data" / E0).read_bytes() == season().encode()
    second = await run(db, server, home)
    assert (second.downloaded, second.current, second.imported.new) == (0, 1, 0)
    assert server.statuses == {200: 1, 304: 1}


async def test_only_what_changed_is_imported(
    db: Database, server: SourceServer, home: Path
) -> None:
    await run(db, server, home)
    server.put(E0, season() + row(Date="01/05/2024") + "\r\n")
    report = await run(db, server, home)
    assert (report.downloaded, report.imported.new, report.imported.unchanged) == (1, 1, 56)


async def test_a_season_at_rest_is_not_asked_for_again(
    db: Database, server: SourceServer, home: Path
) -> None:
    options: dict[str, Any] = {"seasons": None, "now": NOW.replace(year=2025)}
    first = await run(db, server, home, **options)
    assert first.downloaded == 1
    second = await run(db, server, home, **options)
    # the season under way and the fixtures
    assert (second.asked, second.current, second.missing) == (2, 1, first.missing)


async def test_a_season_that_is_named_is_asked_for_however_old_it_is(
    db: Database, server: SourceServer, home: Path
) -> None:
    options: dict[str, Any] = {"now": NOW.replace(year=2030)}
    await run(db, server, home, **options)
    server.put(E0, season() + row(Date="01/05/2024") + "\r\n")
    report = await run(db, server, home, **options)
    assert (report.asked, report.downloaded, report.imported.new) == (1, 1, 1)


async def test_a_league_without_that_season_is_no_error(
    db: Database, server: SourceServer, home: Path
) -> None:
    report = await run(db, server, home, leagues=["E0", "B1"])
    assert (report.downloaded, report.missing, report.failed) == (1, 1, [])


async def test_without_seasons_all_are_asked_for_and_the_fixtures(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.put("fixtures.csv", table(row(Date="12/05/2024", FTHG="", FTAG="", HTHG="", HTAG="")))
    report = await run(db, server, home, seasons=None)
    assert report.asked == 2023 - 1993 + 2
    assert (report.downloaded, report.imported.new) == (2, 57)


async def test_short_failures_are_tried_again(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, status(503), status(429, Retry_After="1"))
    report = await run(db, server, home)
    assert report.downloaded == 1
    assert server.statuses == {503: 1, 429: 1, 200: 1}


async def test_a_cut_download_goes_on_where_it_was(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, cut(0.3))
    report = await run(db, server, home)
    assert (report.downloaded, report.imported.new) == (1, 56)
    assert server.statuses == {200: 1, 206: 1}
    assert not list((home / "sources").rglob("*.part*"))


async def test_a_cut_download_goes_on_in_the_next_run(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, cut(0.3), status(503), status(503))
    with pytest.raises(SourceDown):
        await run(db, server, home)
    assert await size(db) == 0
    assert len(list((home / "sources").rglob("*.part"))) == 1
    assert (await run(db, server, home)).imported.new == 56
    assert server.statuses[206] == 1


async def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, cut(0.9), status(503), status(503))
    with pytest.raises(SourceDown):
        await run(db, server, home)
    server.put(E0, table(row()))
    report = await run(db, server, home)
    assert (report.imported.new, report.imported.refused) == (1, [])
    assert (home / "sources" / "football-data" / E0).read_bytes() == table(row()).encode()


async def test_a_web_page_instead_of_a_table_is_refused(
    db: Database, server: SourceServer, home: Path
) -> None:
    await run(db, server, home)
    server.fail(E0, page())
    report = await run(db, server, home)
    assert "web page" in report.failed[0].reason
    assert await size(db) == 56
    assert (home / "sources" / "football-data" / E0).read_bytes() == season().encode()
    assert (await run(db, server, home)).current == 1


async def test_half_a_file_that_calls_itself_whole_is_refused(
    db: Database, server: SourceServer, home: Path
) -> None:
    await run(db, server, home)
    server.put(E0, season()[:900])
    report = await run(db, server, home)
    assert "less than half" in report.failed[0].reason
    assert await size(db) == 56


async def test_a_short_list_of_fixtures_comes_after_a_long_one(
    db: Database, server: SourceServer, home: Path
) -> None:
    coming = [
        row(Date=f"{day}/05/2024", FTHG="", FTAG="", HTHG="", HTAG="") for day in range(11, 16)
    ]
    server.put("fixtures.csv", table(*coming))
    await run(db, server, home, seasons=None)
    server.put("fixtures.csv", table(row(Date="19/05/2024", FTHG="", FTAG="", HTHG="", HTAG="")))
    report = await run(db, server, home, seasons=None)
    assert report.failed == []
    assert report.downloaded == 1


async def test_a_source_that_is_silent_is_not_waited_for(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, *[hang(1.0)] * 2)
    patience = Patience(attempts=2, first_wait=0.01, timeout=httpx.Timeout(0.1))
    with pytest.raises(SourceDown, match="no answer in time"):
        await run(db, server, home, patience=patience)


async def test_a_source_that_drips_is_not_waited_for(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail(E0, hang(1.0))
    patience = Patience(attempts=1, timeout=httpx.Timeout(30), whole_file=0.1)
    with pytest.raises(SourceDown, match="no answer in time"):
        await run(db, server, home, patience=patience)


async def test_when_the_source_is_down_nothing_is_lost(
    db: Database, server: SourceServer, home: Path
) -> None:
    await run(db, server, home)
    with pytest.raises(SourceDown, match=r"Nothing was lost: try again later.*data import PATH"):
        await run(db, "http://127.0.0.1:9", home)
    assert await size(db) == 56


async def test_files_at_rest_do_not_speak_for_a_source_that_is_down(
    db: Database, server: SourceServer, home: Path
) -> None:
    options: dict[str, Any] = {"seasons": None, "now": NOW.replace(year=2025)}
    await run(db, server, home, **options)
    for path in ("mmz4281/2425/E0.csv", "fixtures.csv"):
        server.fail(path, *[status(503)] * 3)
    with pytest.raises(SourceDown, match="status 503"):
        await run(db, server, home, **options)


async def test_it_stops_asking_a_source_that_went_down(
    db: Database, server: SourceServer, home: Path
) -> None:
    codes = ["E0", "E1", "E2", "E3", "D1", "D2", "I1", "I2", "SP1", "SP2"]
    for code in codes[1:]:
        server.fail(f"mmz4281/2324/{code}.csv", *[status(500)] * 9)
    patience = Patience(attempts=1, connections=1)
    with pytest.raises(SourceDown, match=r"status 500.*1 files came and are kept"):
        await run(db, server, home, leagues=codes, patience=patience)
    assert server.statuses[500] == 3
    assert await size(db) == 56


async def test_one_file_that_fails_does_not_stop_the_others(
    db: Database, server: SourceServer, home: Path
) -> None:
    server.fail("mmz4281/2324/D1.csv", status(403))
    report = await run(db, server, home, leagues=["D1", "E0"])
    assert report.downloaded == 1
    assert [(failure.file, failure.reason) for failure in report.failed] == [
        ("mmz4281/2324/D1.csv", "status 403")
    ]


async def test_no_room_for_the_file(db: Database, server: SourceServer, home: Path) -> None:
    (home / "sources").write_text("in the way")
    with pytest.raises(StorageFull, match="cannot be written"):
        await run(db, server, home)


async def test_a_file_that_cannot_be_put_in_its_place(
    db: Database, server: SourceServer, home: Path
) -> None:
    (home / "sources" / "football-data" / E0).mkdir(parents=True)
    with pytest.raises(StorageFull, match="cannot be written"):
        await run(db, server, home)


async def test_openfootball(db: Database, server: SourceServer, home: Path) -> None:
    game = {"date": "2024-05-12", "team1": "A", "team2": "B", "score": {"ft": [1, 0]}}
    server.put("2023-24/en.1.json", json.dumps({"matches": [game]}))
    server.put("2023/br.1.json", json.dumps({"matches": [game | {"date": "2023-05-12"}]}))
    report = await run(db, server, home, source="openfootball", leagues=["en.1", "BRA"])
    assert (report.downloaded, report.imported.new) == (2, 2)
    with pytest.raises(InvalidValue, match="openfootball has no league"):
        await run(db, server, home, source="openfootball", leagues=["XYZ"])


@pytest.mark.parametrize("options", [{"seasons": ["2023-25"]}, {"leagues": ["No League"]}])
async def test_what_cannot_be_is_refused(
    db: Database, server: SourceServer, home: Path, options: dict[str, Any]
) -> None:
    with pytest.raises(InvalidValue, match="write one like"):
        await run(db, server, home, **options)
    assert server.requests == []


async def test_both_ways_to_name_a_season(db: Database, server: SourceServer, home: Path) -> None:
    assert (await run(db, server, home, seasons=["2324"])).downloaded == 1


async def test_reachable(server: SourceServer) -> None:
    assert not await reachable("football-data", server.url)
    server.put("fixtures.csv", table())
    assert await reachable("football-data", server.url)
    assert not await reachable("football-data", "http://127.0.0.1:9")
    server.fail("fixtures.csv", hang(1.0))
    assert not await reachable("football-data", server.url, timeout=0.05)
