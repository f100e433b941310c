from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.errors import NotFound
from knowledge.importing.importer import import_path
from knowledge.run_in import RunIn, run_in
from tests.knowledge.league_book import LeagueBook, instant


async def read(db: Database, league: str, day: str) -> RunIn:
    async with db.reading() as session:
        return await run_in(session, league, as_of=instant(day))


async def test_what_is_left_of_a_round_robin_needs_no_fixtures(db: Database) -> None:
    """The Premier League of twenty clubs, of which some matches were played."""
    clubs = [f"Club{number:02d}" for number in range(20)]
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        for number, (home, away) in enumerate(zip(clubs[::2], clubs[1::2], strict=True)):
            await book.match(f"2023-08-{12 + number % 2}", home, away, "2-1")
        await book.match("2023-09-02", clubs[1], clubs[0])
    found = await read(db, "E0", "2023-08-20")
    assert (found.state, found.season, found.decides) == ("under_way", "2023-24", True)
    pairs = {(one.home, one.away) for one in found.left}
    played = {(game.home, game.away) for game in found.games}
    ids = [row.team.id for row in found.table.rows]
    assert pairs | played == set(permutations(ids, 2))
    assert len(found.left) == 380 - 10
    assert [one.date for one in found.left if one.date] == [dt.date(2023, 9, 2)]
    assert found.newest == dt.date(2023, 8, 13)
    assert [one.reward for one in found.stretches] == ["title", "champions_league", "relegation"]


async def test_clubs_that_nobody_has_seen_yet_are_missed(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2023-08-11", "Burnley", "City", "0-3")
    with pytest.raises(NotFound, match="Not all clubs of this season"):
        await read(db, "E0", "2023-08-12")


async def test_a_league_of_no_known_format_has_its_fixtures(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league("X1", "Island League")
        await book.match("2023-09-01", "Arsenal", "Chelsea", "1-0", league_id="X1")
        await book.match("2024-05-10", "Fulham", "Arsenal", league_id="X1")
    found = await read(db, "X1", "2024-05-01")
    assert [(one.home, one.away) for one in found.left] == [("e-fulham", "e-arsenal")]
    assert (found.stretches, found.decides) == ((), False)


async def test_a_split_of_a_league_of_no_known_format_is_not_given_away(db: Database) -> None:
    """Four clubs meet twice; then the first two, and the last two, once more."""
    clubs = ["Arsenal", "Chelsea", "Derby", "Fulham"]
    pairs = [*permutations(clubs, 2), ("Arsenal", "Derby"), ("Chelsea", "Fulham")]
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league("X1", "Island League")
        for number, (home, away) in enumerate(pairs):
            day = dt.date(2024, 3, 1) + dt.timedelta(days=number)
            await book.match(day.isoformat(), home, away, "1-0", league_id="X1")
    regular = await read(db, "X1", "2024-03-05")
    assert (len(regular.games), len(regular.left)) == (4, 8)
    after = await read(db, "X1", "2024-03-13")
    assert [(one.home, one.away) for one in after.left] == [
        *(("e-arsenal", "e-derby"), ("e-chelsea", "e-fulham"))
    ]


async def test_a_season_about_to_start_follows_one_that_is_over(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league("X1", "Island League")
        await book.match("2024-05-01", "Arsenal", "Chelsea", "1-0", league_id="X1")
        await book.match("2024-08-01", "Derby", "Chelsea", league_id="X1", season="2024-25")
    over = await read(db, "X1", "2024-05-20")
    assert (over.state, over.season, over.left) == ("over", "2023-24", ())
    coming = await read(db, "X1", "2024-07-01")
    assert (coming.state, coming.season, len(coming.left)) == ("not_begun", "2024-25", 1)
    assert {row.team.name for row in coming.table.rows} == {"Derby", "Chelsea"}


async def test_cups_and_unknown_leagues_have_no_season(db: Database) -> None:
    async with db.writing() as session:
        await LeagueBook(session).league("UCL", "Champions League", is_cup=True, tier=0)
        await LeagueBook(session).league("E1", "Championship")
    for league, words in (("UCL", "is a cup"), ("X9", "X9"), ("E1", "No match of Championship")):
        with pytest.raises(NotFound, match=words):
            await read(db, league, "2024-05-01")


async def test_the_demo_league_has_a_season(db: Database) -> None:
    await ensure_demo(db, now=instant("2024-03-01"))
    found = await read(db, "DEMO", "2024-03-01")
    assert (found.state, found.decides) == ("under_way", True)
    assert len(found.games) + len(found.left) == 16 * 15


@pytest.fixture
async def real(db: Database, real_data: Path) -> Database:
    for file in ("2324/E0", "2324/SC0", "2324/SC1", "1920/F1", "2324/F2", "2324/G1"):
        await import_path(
            db, real_data / "football-data" / f"{file}.csv", now=instant("2024-05-10")
        )
    return db


async def test_what_is_left_of_real_seasons_is_what_was_played_then(real: Database) -> None:
    for league, day in (("E0", "2024-03-01"), ("SC1", "2024-03-01"), ("E0", "2023-10-01")):
        now, then = await read(real, league, day), await read(real, league, "2024-06-01")
        later = sorted((game.home, game.away) for game in then.games[len(now.games) :])
        assert sorted((one.home, one.away) for one in now.left) == later
        assert all(one.date for one in now.left)
        assert then.state == "over"


async def test_a_season_broken_off_later_looks_whole_before(real: Database) -> None:
    before, after = await read(real, "F1", "2020-03-01"), await read(real, "F1", "2020-05-02")
    assert len(before.games) + len(before.left) == 380
    assert (after.state, after.cut_short, len(after.games)) == ("over", dt.date(2020, 4, 30), 279)


async def test_a_match_never_played_does_not_keep_a_season_open(real: Database) -> None:
    assert len((await read(real, "F2", "2024-05-20")).left) == 1
    assert (await read(real, "F2", "2024-07-01")).state == "over"


async def test_before_a_split_what_may_follow_is_known_for_every_pair(real: Database) -> None:
    before = await read(real, "SC0", "2024-02-01")
    assert len(before.games) + len(before.left) == 33 * 6
    rewards = [one.reward for one in before.stretches]
    assert rewards == ["title", "upper_part", "relegation_play_off", "relegation"]
    follow = before.after_split
    assert follow
    assert (follow.top, before.decides) == (6, True)
    assert follow.upper == follow.lower
    assert len({frozenset((one.home, one.away)) for one in follow.upper}) == 66 == len(follow.upper)
    # the fourth meeting of two clubs is at the ground of the one that was host once
    hosts = Counter((one.home, one.away) for one in before.games)
    hosts.update((one.home, one.away) for one in before.left)
    assert {hosts[one.home, one.away] for one in follow.upper} == {1}
    after = await read(real, "SC0", "2024-05-01")
    assert len(after.games) + len(after.left) == 38 * 6
    assert (len(after.lower_part), after.decides, after.after_split) == (6, True, None)
    for one in after.left:
        assert (one.home in after.lower_part) == (one.away in after.lower_part)


async def test_upper_and_lower_parts_may_meet_differently_often(real: Database) -> None:
    greece = await read(real, "G1", "2023-12-01")
    assert len(greece.games) + len(greece.left) == 26 * 7
    assert greece.after_split
    pairs = 14 * 13
    assert len(greece.after_split.upper) == pairs
    assert len({(one.home, one.away) for one in greece.after_split.upper}) == pairs
    assert len(greece.after_split.lower) == pairs / 2


async def test_play_offs_by_other_rules_are_left_alone(db: Database, real_data: Path) -> None:
    await import_path(
        db, real_data / "openfootball" / "2023-24" / "at.1.json", now=instant("2024-05-10")
    )
    before = await read(db, "AUT", "2024-02-20")
    assert ([one.reward for one in before.stretches], before.decides) == (["upper_part"], False)
    assert len(before.games) + len(before.left) == 22 * 6
    with pytest.raises(NotFound, match="regular season"):
        await read(db, "AUT", "2024-04-20")


async def test_matches_after_a_split_follow_from_those_before(
    db: Database, real_data: Path, tmp_path: Path
) -> None:
    """Without a list of fixtures too: each club still meets those of its part once."""
    rows = (real_data / "football-data" / "2324" / "SC0.csv").read_text("utf-8-sig").splitlines()
    (tmp_path / "SC0.csv").write_text("\n".join(rows[: 1 + 33 * 6]), encoding="utf-8")
    await import_path(db, tmp_path / "SC0.csv", now=instant("2024-05-10"))
    found = await read(db, "SC0", "2024-04-20")
    assert (found.state, len(found.left), len(found.lower_part)) == ("under_way", 30, 6)
    assert all(
        (one.home in found.lower_part) == (one.away in found.lower_part) for one in found.left
    )


async def test_nothing_later_is_known(real: Database) -> None:
    found = await read(real, "E0", "2024-03-01")
    assert found.newest
    assert found.newest < dt.date(2024, 3, 1)
    assert max(row.played for row in found.table.rows) == 26
