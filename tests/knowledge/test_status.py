"""What the database holds at a moment, and what is stale."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.importing.importer import import_path
from knowledge.status import DataStatus, LeagueStatus, data_status
from tests.knowledge.football_data_files import CLUBS, put, row, table

UTC = dt.UTC
NOW = dt.datetime(2024, 5, 10, 12, tzinfo=UTC)


async def status(db: Database, day: dt.date) -> DataStatus:
    async with db.reading() as session:
        return await data_status(session, as_of=dt.datetime.combine(day, dt.time(), UTC))


async def league(db: Database, day: dt.date) -> LeagueStatus:
    (found,) = (await status(db, day)).leagues
    return found


async def weekly(db: Database, folder: Path) -> None:
    """Import three seasons with a match a week from August to May, the last of them cut short."""
    for year in (2021, 2022, 2023):
        days = [dt.date(year, 8, 7) + dt.timedelta(days=7 * week) for week in range(41)]
        if year == 2023:
            days = days[:20]
        rows = [
            row(Date=f"{day:%d/%m/%Y}", HomeTeam=CLUBS[week % 4], AwayTeam=CLUBS[4 + week // 4 % 4])
            for week, day in enumerate(days)
        ]
        put(folder, table(*rows), f"{year % 100}{year % 100 + 1}/E0.csv")
    await import_path(db, folder, now=NOW)


async def test_nothing_is_known(db: Database) -> None:
    found = await status(db, dt.date(2024, 5, 10))
    assert (found.leagues, found.matches, found.newest_result) == ((), 0, None)
    assert not found.is_demo


async def test_the_clock_hides_what_came_later(db: Database, tmp_path: Path) -> None:
    await weekly(db, tmp_path / "source")
    found = await league(db, dt.date(2022, 10, 1))
    assert (found.id, found.name) == ("E0", "Premier League")
    assert found.seasons == ("2021-22", "2022-23", "2023-24")
    assert found.matches == 41 + 41 + 20
    assert found.newest_result == dt.date(2022, 9, 25)
    assert found.next_fixture == dt.date(2022, 10, 2)
    assert not found.stale


async def test_a_summer_is_no_sign_of_missing_data_but_an_autumn_is(
    db: Database, tmp_path: Path
) -> None:
    await weekly(db, tmp_path / "source")
    assert not (await league(db, dt.date(2023, 7, 1))).stale
    last = dt.date(2023, 12, 18)
    assert (await league(db, dt.date(2024, 1, 10))).newest_result == last
    assert not (await league(db, dt.date(2024, 1, 10))).stale
    assert (await league(db, dt.date(2024, 6, 1))).stale


async def test_a_fixture_without_its_result_is_stale(db: Database, tmp_path: Path) -> None:
    rows = table(row(), row(Date="19/08/2023", HomeTeam="Leeds", FTHG="", FTAG=""))
    await import_path(db, put(tmp_path / "source", rows), now=NOW)
    assert not (await league(db, dt.date(2023, 8, 19))).stale
    assert (await league(db, dt.date(2023, 8, 25))).stale


async def test_a_match_put_off_long_ago_is_not_stale(db: Database, tmp_path: Path) -> None:
    rows = table(row(Date="05/08/2023", HomeTeam="Leeds", FTHG="", FTAG=""), row())
    await import_path(db, put(tmp_path / "source", rows), now=NOW)
    assert not (await league(db, dt.date(2023, 8, 25))).stale


async def test_the_demo_is_called_a_demo(db: Database, tmp_path: Path) -> None:
    now = dt.datetime(2024, 5, 10, tzinfo=UTC)
    await ensure_demo(db, now=now)
    found = await status(db, now.date())
    assert found.is_demo
    assert [one.is_demo for one in found.leagues] == [True]
    await import_path(db, put(tmp_path / "source", table(row())), now=NOW)
    assert not (await status(db, now.date())).is_demo
