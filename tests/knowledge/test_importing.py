"""Importing: what is new, what changed, one match from two sources, and nothing lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.errors import SourceError, StorageFull
from knowledge.importing.importer import ImportProgress, ImportReport, import_path
from knowledge.schema import League, Match, Odds, Team, TeamSpelling
from tests.knowledge.at_work import told
from tests.knowledge.football_data_files import put, row, season, table

UTC = dt.UTC
NOW = dt.datetime(2024, 5, 10, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def db(request: pytest.FixtureRequest, blank_home: Path) -> AsyncIterator[Database]:
    """Open an empty database of each kind."""
    url = request.getfixturevalue("blank_postgres_url") if request.param == "postgresql" else None
    database = await Database.open(url, home=blank_home)
    yield database
    await database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for sources."""
    return tmp_path / "source"


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, len(report.refused)


async def matches(db: Database) -> list[Match]:
    async with db.reading() as session:
        return list(await session.scalars(select(Match).order_by(Match.date, Match.home_id)))


async def only_match(db: Database) -> Match:
    (match,) = await matches(db)
    return match


async def size(db: Database, of: Any) -> int:
    async with db.reading() as session:
        return await session.scalar(select(func.count()).select_from(of)) or 0


async def test_a_season_and_again(db: Database, folder: Path) -> None:
    put(folder, season())
    seen: list[ImportProgress] = []
    report = await import_path(db, folder, on_progress=seen.append, now=NOW)
    assert counts(report) == (56, 0, 0, 0)
    assert (report.files, report.read) == (1, 56)
    assert [progress.file for progress in seen] == ["2324/E0.csv"]
    assert await size(db, Match) == 56
    assert await size(db, Team) == 8
    assert counts(await import_path(db, folder, now=NOW)) == (0, 0, 56, 0)
    assert await size(db, Odds) == 56 * 3


async def test_what_came_is_told_and_nothing_when_nothing_came(db: Database, folder: Path) -> None:
    put(folder, table(row(), row(AwayTeam="Fulham", Date="19/08/2023")))
    await import_path(db, folder, now=NOW)
    await import_path(db, folder, now=NOW)
    fixed = table(row(FTHG=3), row(AwayTeam="Fulham", Date="19/08/2023"))
    await import_path(db, put(folder, fixed), now=NOW)
    await import_path(db, put(folder, table(row(FTHG=-1)), "2425/E0.csv"), now=NOW)
    events = await told(db)
    assert [(event.name, event.user_id, event.at) for event in events] == [
        ("data:imported", None, NOW)
    ] * 2
    assert [event.payload for event in events] == [
        {"leagues": ["E0"], "new": 2, "changed": 0},
        {"leagues": ["E0"], "new": 0, "changed": 1},
    ]


async def test_two_imports_at_once_take_turns(db: Database, folder: Path) -> None:
    put(folder, season())
    reports = await asyncio.gather(*(import_path(db, folder, now=NOW) for _ in range(3)))
    assert sorted(map(counts, reports)) == [(0, 0, 56, 0), (0, 0, 56, 0), (56, 0, 0, 0)]
    assert await size(db, Match) == 56


async def test_what_is_written_is_what_was_read(db: Database, folder: Path) -> None:
    await import_path(db, put(folder, table(row())), now=NOW)
    match = await only_match(db)
    assert (match.league_id, match.season, match.source) == ("E0", "2023-24", "football-data")
    assert (match.home_id, match.away_id) == ("e-arsenal", "e-chelsea")
    assert match.kickoff == dt.datetime(2023, 8, 12, 14, tzinfo=UTC)
    assert match.known_from == dt.datetime(2023, 8, 12, 16, 30, tzinfo=UTC)
    async with db.reading() as session:
        league = await session.get_one(League, "E0")
        assert (league.name, league.country, league.tier) == ("Premier League", "E", 1)
        quote = await session.get_one(Odds, (match.id, "avg", "prematch"))
        assert (quote.home, quote.under_2_5, quote.handicap) == (1.8, 1.9, -0.5)
        assert quote.as_of == dt.datetime(2023, 8, 11, 15, tzinfo=UTC)


async def test_a_fixture_becomes_a_result(db: Database, folder: Path) -> None:
    await import_path(db, put(folder, table(row(FTHG="", FTAG="")), "fixtures.csv"), now=NOW)
    before = await only_match(db)
    assert before.home_goals is None
    assert counts(await import_path(db, put(folder, table(row())), now=NOW)) == (0, 1, 0, 0)
    after = await only_match(db)
    assert (after.id, after.home_goals) == (before.id, 2)


async def test_an_old_fixture_file_takes_no_result_away(db: Database, folder: Path) -> None:
    await import_path(db, put(folder, table(row())), now=NOW)
    old = put(folder, table(row(FTHG="", FTAG="", HTHG="", HTAG="", HS="")), "fixtures.csv")
    assert counts(await import_path(db, old, now=NOW)) == (0, 0, 1, 0)
    assert (await only_match(db)).home_shots == 15


async def test_a_moved_fixture_is_one_match(db: Database, folder: Path) -> None:
    await import_path(db, put(folder, table(row(FTHG="", FTAG="")), "fixtures.csv"), now=NOW)
    moved = put(folder, table(row(FTHG="", FTAG="", Date="30/01/2024")), "fixtures.csv")
    assert counts(await import_path(db, moved, now=NOW)) == (0, 1, 0, 0)
    match = await only_match(db)
    assert match.date == dt.date(2024, 1, 30)
    assert match.known_from == dt.datetime(2024, 1, 30, 17, 30, tzinfo=UTC)
    played = put(folder, table(row(Date="07/02/2024")))
    assert counts(await import_path(db, played, now=NOW)) == (0, 1, 0, 0)
    assert (await only_match(db)).date == dt.date(2024, 2, 7)


async def test_a_pairing_may_come_again_in_a_season(db: Database, folder: Path) -> None:
    twice = table(
        row(Div="SC0", HomeTeam="Celtic", AwayTeam="Hearts"),
        row(Div="SC0", HomeTeam="Celtic", AwayTeam="Hearts", Date="13/04/2024", FTHG=5),
    )
    assert counts(await import_path(db, put(folder, twice, "2324/SC0.csv"), now=NOW)) == (
        2,
        0,
        0,
        0,
    )
    assert [match.home_goals for match in await matches(db)] == [2, 5]
    assert counts(await import_path(db, folder, now=NOW)) == (0, 0, 2, 0)


async def test_a_club_plays_once_a_day_at_home(db: Database, folder: Path) -> None:
    path = put(folder, table(row(), row(AwayTeam="Leeds"), row()))
    report = await import_path(db, path, now=NOW)
    assert counts(report) == (1, 0, 0, 2)
    assert {refusal.line for refusal in report.refused} == {3, 4}
    assert "on line 2 already" in report.refused[0].reason
    other = await import_path(db, put(folder, table(row(AwayTeam="Fulham"))), now=NOW)
    assert "known to play someone else" in other.refused[0].reason
    assert await size(db, Match) == 1


async def test_spellings_of_a_club_are_one_club(db: Database, folder: Path) -> None:
    put(folder, table(row(HomeTeam="Manchester United FC", Date="01/09/2022")), "2223/E0.csv")
    put(folder, table(row(HomeTeam="Man United", Date="01/09/2023")), "2324/E0.csv")
    await import_path(db, folder, now=NOW)
    first, second = await matches(db)
    assert first.home_id == second.home_id == "e-man-united"
    async with db.reading() as session:
        spellings = await session.scalars(
            select(TeamSpelling.spelling).where(TeamSpelling.team_id == "e-man-united")
        )
        assert set(spellings) == {"Man United", "Manchester United FC"}


async def test_a_spelling_stays_with_the_club_it_was_met_for(db: Database, folder: Path) -> None:
    path = put(folder, table(row(HomeTeam="Some New Club")))
    await import_path(db, path, now=NOW)
    async with db.writing() as session:
        # a later version knows the club under another id
        session.add(Team(id="e-renamed", name="Renamed", country="E", is_demo=False))
        spelling = await session.get_one(TeamSpelling, ("E", "Some New Club"))
        spelling.team_id = "e-renamed"
        (await session.scalars(select(Match))).one().home_id = "e-renamed"
    assert counts(await import_path(db, path, now=NOW)) == (0, 0, 1, 0)


OPEN = {
    "round": "Matchday 1",
    "date": "2023-08-13",
    "time": "16:30",
    "team1": "Arsenal FC",
    "team2": "Chelsea FC",
    "score": {"ft": [9, 9]},
}


def openfootball(folder: Path, **fields: Any) -> Path:
    document = json.dumps({"name": "x", "matches": [OPEN | fields]})
    return put(folder, document, "2023-24/en.1.json")


async def test_two_sources_tell_of_one_match(db: Database, folder: Path) -> None:
    await import_path(db, openfootball(folder), now=NOW)
    first = await only_match(db)
    assert (first.home_goals, first.round, first.source) == (9, "Matchday 1", "openfootball")
    # a day apart, another score: football-data is believed
    assert counts(await import_path(db, put(folder, table(row())), now=NOW)) == (0, 1, 0, 0)
    match = await only_match(db)
    assert (match.id, match.date, match.source) == (
        first.id, dt.date(2023, 8, 12), "football-data",
    )  # fmt: skip
    assert (match.home_goals, match.away_goals, match.round) == (2, 1, "Matchday 1")
    # … and stays so, whoever comes again
    assert counts(await import_path(db, folder, now=NOW)) == (0, 0, 2, 0)


async def test_a_weaker_source_fills_gaps_only(db: Database, folder: Path) -> None:
    fixture = table(row(FTHG="", FTAG="", HTHG="", HTAG="", Time=""))
    await import_path(db, put(folder, fixture), now=NOW)
    path = openfootball(folder, date="2023-08-12", score={"ht": [1, 0], "ft": [1, 1]})
    assert counts(await import_path(db, path, now=NOW)) == (0, 1, 0, 0)
    match = await only_match(db)
    assert (match.home_goals, match.home_goals_ht, match.home_shots) == (1, 1, 15)
    assert match.kickoff == dt.datetime(2023, 8, 12, 15, 30, tzinfo=UTC)
    assert match.known_from == dt.datetime(2023, 8, 12, 18, tzinfo=UTC)


async def test_a_file_under_the_wrong_name_gives_no_second_match(
    db: Database, folder: Path
) -> None:
    put(folder, table(row(Div="")), "2324/E0.csv")
    put(folder, table(row(Div="")), "2324/E1.csv")
    report = await import_path(db, folder, now=NOW)
    assert counts(report) == (1, 0, 0, 1)
    assert "is in league E0" in report.refused[0].reason


async def test_expected_goals(db: Database, folder: Path) -> None:
    # sorts before the results, and is read after them
    put(
        folder,
        "Div,Season,Date,HomeTeam,AwayTeam,xGH,xGA,src\n"
        "E0,2023-24,2023-08-13,Arsenal,Chelsea,2.25,0.5,us\n"
        "E0,2023-24,2023-08-12,Leeds,Fulham,1,1,us\n",
        "0/xg.csv",
    )
    put(folder, table(row()))
    report = await import_path(db, folder, now=NOW)
    assert counts(report) == (1, 1, 0, 1)
    assert "import its result first" in report.refused[0].reason
    match = await only_match(db)
    assert (match.home_xg, match.date, match.source) == (
        2.25,
        dt.date(2023, 8, 12),
        "football-data",
    )
    assert counts(await import_path(db, folder, now=NOW)) == (0, 0, 2, 1)


async def test_an_unknown_division_is_a_generic_league(db: Database, folder: Path) -> None:
    await import_path(db, put(folder, table(row(Div="XY7")), "2324/XY7.csv"), now=NOW)
    async with db.reading() as session:
        league = await session.get_one(League, "XY7")
        assert (league.name, league.is_demo) == ("XY7", False)


async def test_real_matches_end_the_demo(db: Database, folder: Path) -> None:
    await ensure_demo(db, now=dt.datetime(2024, 5, 10, tzinfo=UTC))
    assert await size(db, Match) > 100
    await import_path(db, put(folder, table(row())), now=NOW)
    assert await size(db, Match) == 1
    assert await size(db, Team) == 2


async def test_a_file_of_refusals_leaves_the_demo_alone(db: Database, folder: Path) -> None:
    await ensure_demo(db, now=dt.datetime(2024, 5, 10, tzinfo=UTC))
    before = await size(db, Match)
    report = await import_path(db, put(folder, table(row(FTHG=-1))), now=NOW)
    assert counts(report) == (0, 0, 0, 1)
    assert await size(db, Match) == before


async def test_one_bad_file_of_a_folder_is_refused_alone(db: Database, folder: Path) -> None:
    put(folder, b"\x00\x01\x02PNG" * 99, "2324/D1.csv")
    put(folder, '{"matches": [', "2023-24/de.1.json")
    put(folder, "to,be,or,not\n1,2,3,4", "other.csv")
    put(folder, "Div,Date\nE0,12/08/2023", "2324/E1.csv")
    put(folder, table(row()))
    put(folder, "not read at all", "README.md")
    report = await import_path(db, folder, now=NOW)
    assert counts(report) == (1, 0, 0, 4)
    reasons = {refusal.file: refusal.reason for refusal in report.refused}
    assert "not a text file" in reasons["2324/D1.csv"]
    assert "not whole" in reasons["2023-24/de.1.json"]
    assert "expected football-data's" in reasons["other.csv"]


@pytest.mark.parametrize(
    ("content", "path", "message"),
    [
        (b"\x00\x01" * 50, "E0.csv", "not a text file"),
        (b"", "E0.csv", "expected football-data's"),
        (b"1,2,3", "E0.csv", "expected football-data's"),
    ],
)
async def test_a_bad_file_named_alone(
    db: Database, folder: Path, content: bytes, path: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        await import_path(db, put(folder, content, path), now=NOW)


async def test_nothing_to_import(db: Database, folder: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        await import_path(db, folder, now=NOW)
    put(folder, "", "README.md")
    with pytest.raises(SourceError, match=r"no \.csv or \.json"):
        await import_path(db, folder, now=NOW)
    put(folder, "a,b", "x.csv")
    with pytest.raises(SourceError, match="None of the 1 files"):
        await import_path(db, folder, now=NOW)


async def test_a_full_disk_keeps_the_files_before(tmp_path: Path, folder: Path) -> None:
    database = await Database.open(None, home=tmp_path / "home")
    put(folder, table(row(Date="12/08/2022")), "2223/E0.csv")
    put(folder, season(), "2324/E0.csv")
    async with database.writing() as session:
        pages = await session.scalar(text("PRAGMA page_count"))
        await session.execute(text(f"PRAGMA max_page_count={pages + 2}"))
    with pytest.raises(StorageFull, match="no room"):
        await import_path(database, folder, now=NOW)
    assert await size(database, Match) == 1
    async with database.writing() as session:
        await session.execute(text("PRAGMA max_page_count=100000"))
    assert (await import_path(database, folder, now=NOW)).unchanged == 1
    await database.close()


IMPORTING = """
import asyncio, datetime as dt, pathlib, sys
from knowledge.database import Database
from knowledge.importing.importer import import_path
async def main():
    db = await Database.open(None, home=pathlib.Path(sys.argv[1]))
    tell = lambda progress: print(progress.done, flush=True)
    await import_path(db, pathlib.Path(sys.argv[2]), on_progress=tell, now=dt.datetime.now(dt.UTC))
asyncio.run(main())
"""


def import_and_kill(home: Path, folder: Path, *, after: int) -> None:
    """Import in another process; kill it while it does the file after so many."""
    command = [sys.executable, "-c", IMPORTING, str(home), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if int(line) >= after:
                os.kill(run.pid, signal.SIGKILL)
                break
    assert run.returncode == -signal.SIGKILL


async def test_killed_in_the_middle(tmp_path: Path, folder: Path) -> None:
    years = range(1980, 2024)
    for year in years:
        content = season().replace("/2023", f"/{year}")
        put(folder, content, f"{year % 100:02d}{(year + 1) % 100:02d}/E0.csv")
    import_and_kill(tmp_path / "home", folder, after=5)
    database = await Database.open(None, home=tmp_path / "home")
    kept = await size(database, Match)
    assert kept >= 5 * 56
    assert kept % 56 == 0
    report = await import_path(database, folder, now=NOW)
    assert (report.new, report.unchanged) == (len(years) * 56 - kept, kept)
    assert await size(database, Match) == len(years) * 56
    await database.close()
