from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from knowledge.database import Database
from knowledge.demo import ensure_demo, remove_demo
from knowledge.demo.calendar import fixtures, season_at, season_name
from knowledge.demo.clubs import CLUBS, LEAGUE_ID
from knowledge.demo.keeping import BOOKS
from knowledge.demo.simulation import chance_of, chances, draw_prices
from knowledge.history import match_frame
from knowledge.insights import InsightDraft, add_insight
from knowledge.leagues import current_season, list_leagues, list_seasons
from knowledge.matches import MatchInfo, find_matches
from knowledge.odds import quotes_of
from knowledge.schema import Insight, League, Match, Odds, Team, TeamSpelling
from knowledge.standings import league_table
from tests.knowledge.at_work import told
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2026-11-23 15:00")
LATER = instant("2030-01-01")

days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


@given(days)
def test_some_match_is_played_within_the_next_seven_days(day: dt.date) -> None:
    season = season_at(day)
    week = [day + dt.timedelta(days=ahead) for ahead in range(7)]
    played = {
        game.kickoff.date()
        for each in (season, type(season)(season + 1))
        for game in fixtures(each, len(CLUBS), chance_of("fixtures", each))
    }
    assert played.intersection(week)


@given(days)
def test_a_season_is_a_double_round_robin_inside_its_half_year(day: dt.date) -> None:
    season = season_at(day)
    games = list(fixtures(season, len(CLUBS), chance_of("fixtures", season)))
    pairs = Counter((game.home, game.away) for game in games)
    assert len(pairs) == len(CLUBS) * (len(CLUBS) - 1)
    assert set(pairs.values()) == {1}
    busy = Counter((game.kickoff.date(), club) for game in games for club in (game.home, game.away))
    assert set(busy.values()) == {1}
    assert {season_at(game.kickoff.date()) for game in games} == {season}
    assert [game.kickoff for game in games[::8]] == sorted(game.kickoff for game in games[::8])


@given(st.integers(3900, 4200), st.integers(0, 15), st.integers(0, 15), st.floats(0, 1))
def test_chances_are_a_distribution_and_books_keep_their_margin(
    season: int, home: int, away: int, share: float
) -> None:
    true = chances(type(season_at(NOW.date()))(season), share, home, away)
    assert sum(true.grid.values()) == pytest.approx(1)
    assert sum(true.outcomes) == pytest.approx(1)
    assert sum(true.totals) == pytest.approx(1)
    assert min(true.grid.values()) >= 0
    prices = draw_prices(true.outcomes, margin=0.05, error=0.1, dice=chance_of("test", season))
    assert sum(1 / price for price in prices) == pytest.approx(1.05, abs=0.03)
    assert min(prices) > 1


async def test_the_demo_league_as_people_meet_it(db: Database) -> None:
    await ensure_demo(db, now=NOW)
    async with db.reading() as session:
        (league,) = await list_leagues(session)
        seasons = await list_seasons(session, LEAGUE_ID)
        current = await current_season(session, LEAGUE_ID, as_of=NOW)
        table = await league_table(session, LEAGUE_ID, as_of=NOW)
        week = await find_matches(
            session,
            as_of=NOW,
            date_from=NOW.date(),
            date_to=NOW.date() + dt.timedelta(days=7),
        )
        last = await find_matches(session, as_of=NOW, newest_first=True, limit=1)
        rows = list(await session.scalars(select(Match)))
        quoted = await quotes_of(session, [row.id for row in rows[:100]], as_of=LATER)
    assert (league.name, league.is_demo) == ("Demo Liga", True)
    assert seasons == ["2026/2", "2026/1", "2025/2", "2025/1", "2024/2", "2024/1"]
    assert current == "2026/2"
    assert len(table.rows) == 16
    assert {row.played for row in table.rows} == {24}
    assert len(week) == 16
    assert all(match.is_demo and match.status == "scheduled" for match in week)
    assert last[0].date > NOW.date() + dt.timedelta(days=14)
    for row in rows:
        assert (row.home_shots or 0) >= (row.home_shots_on_target or 0) >= (row.home_goals or 0)
        assert row.home_xg is not None
    for quotes in quoted.values():
        assert {(quote.book, quote.moment) for quote in quotes} == set(BOOKS)
        assert all(quote.home and quote.draw and quote.over_2_5 for quote in quotes)
    assert len(quoted) == 100


async def test_prices_know_more_than_chance_and_results_fit_them(db: Database) -> None:
    await ensure_demo(db, now=NOW)
    async with db.reading() as session:
        frame = await match_frame(session, as_of=NOW, with_odds=True)
    home_wins = (frame["home_goals"] > frame["away_goals"]).astype(float)
    p_home = 1 / frame["avg_home"] / (1 / frame[["avg_home", "avg_draw", "avg_away"]]).sum(axis=1)
    assert p_home.mean() == pytest.approx(home_wins.mean(), abs=0.04)
    favourites, outsiders = home_wins[p_home > 0.6], home_wins[p_home < 0.3]
    assert favourites.mean() > 0.55
    assert outsiders.mean() < 0.35


async def test_a_match_ends_the_same_whenever_it_is_made_up(
    db: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    later = await Database.open(None, home=tmp_path_factory.mktemp("later"))
    await ensure_demo(db, now=NOW)
    await ensure_demo(later, now=NOW + dt.timedelta(days=500))
    async with db.reading() as one, later.reading() as other:
        early = {match.id: match for match in await _all(one)}
        late = {match.id: match for match in await _all(other)}
    await later.close()
    both = early.keys() & late.keys()
    assert len(both) == 3 * 240
    assert [early[id_] for id_ in both] == [late[id_] for id_ in both]


async def test_it_goes_on_when_today_does(db: Database) -> None:
    await ensure_demo(db, now=NOW)
    async with db.reading() as session:
        before = await _all(session)
    await ensure_demo(db, now=NOW + dt.timedelta(days=1))
    async with db.reading() as session:
        assert await _all(session) == before
    await ensure_demo(db, now=NOW + dt.timedelta(days=60))
    async with db.reading() as session:
        after = await _all(session)
    assert after[: len(before)] == before
    assert {match.season for match in after[len(before) :]} == {"2027/1"}
    assert [event.payload for event in await told(db)] == [
        {"leagues": [LEAGUE_ID], "new": new, "changed": 0}
        for new in (len(before), len(after) - len(before))
    ]


async def test_no_demo_beside_real_data(db: Database) -> None:
    async with db.writing() as session:
        await LeagueBook(session).league()
    await ensure_demo(db, now=NOW)
    async with db.reading() as session:
        assert [league.id for league in await list_leagues(session)] == ["E0"]


async def test_it_leaves_nothing_behind(db: Database) -> None:
    await ensure_demo(db, now=NOW)
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        real = await book.match("2024-05-01", "Arsenal", "Chelsea", "1-0")
        (demo,) = await find_matches(session, as_of=NOW, league=LEAGUE_ID, limit=1)
        for match_id, team_id in ((demo.id, None), (None, demo.home.id), (real, None)):
            draft = InsightDraft(type="analysis", text="words", match_id=match_id, team_id=team_id)
            await add_insight(session, draft, now=NOW)
    async with db.writing() as session:
        await remove_demo(session)
    async with db.reading() as session:
        left = {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table))
            for table in (League, Match, Odds, Team, TeamSpelling, Insight)
        }
    assert left == {
        "leagues": 1,
        "matches": 1,
        "odds": 0,
        "teams": 2,
        "team_spellings": 0,
        "insights": 1,
    }


def test_clubs_are_sixteen_of_even_strength() -> None:
    assert len({club.id for club in CLUBS}) == len({club.name for club in CLUBS}) == 16
    assert statistics.mean(club.level for club in CLUBS) == pytest.approx(0)
    assert season_name(season_at(dt.date(2026, 11, 23))) == "2026/2"


async def _all(session: object) -> list[MatchInfo]:
    return await find_matches(session, as_of=LATER, limit=5000)  # type: ignore[arg-type]
