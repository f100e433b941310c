"""What is later than the clock changes no look-up, whatever it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from knowledge.database import Database, ReadSession
from knowledge.demo import ensure_demo
from knowledge.form import team_form
from knowledge.head_to_head import head_to_head
from knowledge.history import match_frame
from knowledge.insights import InsightDraft, add_insight, list_insights
from knowledge.leagues import current_season
from knowledge.matches import find_fixture, find_matches, get_match
from knowledge.odds import quotes_of
from knowledge.predictions import PredictionRow, predictions_of, write_prediction
from knowledge.records import team_records
from knowledge.schema import Match, Odds
from knowledge.settlement import base_rates, count_waiting, settled_frame
from knowledge.standings import league_table
from knowledge.tips import Tip, keep_tips, tips_of
from tests.knowledge.league_book import instant

#: a Saturday afternoon: some matches of the day are over, some under way, some to come
NOW = instant("2026-11-21 16:00")

LATER_RESULTS = {
    "home_goals": 9,
    "away_goals": 8,
    "home_goals_ht": 7,
    "away_goals_ht": 6,
    "home_shots": 99,
    "away_shots": 98,
    "home_shots_on_target": 97,
    "away_shots_on_target": 96,
    "home_corners": 55,
    "away_corners": 54,
    "home_yellows": 11,
    "away_yellows": 10,
    "home_reds": 5,
    "away_reds": 4,
    "home_xg": 9.9,
    "away_xg": 8.8,
    "awarded": True,
}


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


@pytest.fixture
async def demo(db: Database) -> Database:
    """The demo league, with a prediction for each match of the day and an insight."""
    await ensure_demo(db, now=NOW)
    async with db.writing() as session:
        for match in await find_matches(session, as_of=NOW, date_from=NOW.date(), limit=12):
            await write_prediction(session, prediction(match.id, match.kickoff or NOW))
            await keep_tips(session, [tip(match.id, match.kickoff or NOW)])
        draft = InsightDraft(type="analysis", text="Bástya at home", team_id="xx-zoldvari-bastya")
        await add_insight(session, draft, now=NOW - dt.timedelta(days=1))
    return db


def prediction(match_id: str, kickoff: dt.datetime, version: str = "m1") -> PredictionRow:
    made = kickoff - dt.timedelta(hours=3)
    return PredictionRow(
        match_id=match_id,
        model_version=version,
        data_cutoff=made,
        predicted_at=made,
        p_home=0.5,
        p_draw=0.3,
        p_away=0.2,
        p_over_2_5=0.5,
        p_btts=0.5,
    )


def tip(match_id: str, kickoff: dt.datetime, price: float = 2.0) -> Tip:
    return Tip(
        user_id="local",
        match_id=match_id,
        selection="home",
        price=price,
        source="user",
        model_version="m1",
        p_model=0.5,
        p_together=None,
        p_consensus=None,
        verdict="no_bet",
        as_of=kickoff - dt.timedelta(hours=3),
    )


async def everything(session: ReadSession) -> dict[str, Any]:
    """Return what every look-up says at NOW."""
    matches = await find_matches(session, as_of=NOW, limit=5000)
    ids = [match.id for match in matches]
    club, other = matches[-1].home.id, matches[-1].away.id
    played = await match_frame(session, as_of=NOW, with_odds=True)
    return {
        "matches": matches,
        "finished": await find_matches(session, as_of=NOW, status="finished", newest_first=True),
        "scheduled": await find_matches(session, as_of=NOW, status="scheduled"),
        "postponed": await find_matches(session, as_of=NOW, status="postponed"),
        "match": await get_match(session, ids[-1], as_of=NOW),
        "fixture": await find_fixture(session, club, other, as_of=NOW),
        "season": await current_season(session, "DEMO", as_of=NOW),
        "table": await league_table(session, "DEMO", as_of=NOW),
        "form": await team_form(session, club, as_of=NOW),
        "home form": await team_form(session, club, as_of=NOW, venue="home"),
        "head to head": await head_to_head(session, club, other, as_of=NOW),
        "records": await team_records(session, club, as_of=NOW),
        "odds": await quotes_of(session, ids, as_of=NOW),
        "played": played.to_csv(),
        "settled": (await settled_frame(session, as_of=NOW)).to_csv(),
        "waiting": await count_waiting(session, as_of=NOW),
        "base rates": (await base_rates(session, before=NOW.date())).to_csv(),
        "tips": await tips_of(session, "local", as_of=NOW),
        "predictions": [await predictions_of(session, id_, as_of=NOW) for id_ in ids[-300:]],
        "insights": await list_insights(session, user_id=None, as_of=NOW),
    }


async def test_changing_all_that_is_later_changes_no_look_up(demo: Database) -> None:
    async with demo.reading() as session:
        before = await everything(session)
    async with demo.writing() as session:
        changed = await session.execute(
            update(Match).where(Match.known_from > NOW).values(LATER_RESULTS)
        )
        await session.execute(
            update(Odds).where(Odds.as_of > NOW, Odds.moment == "closing").values(home=1.01)
        )
        await session.execute(delete(Odds).where(Odds.as_of > NOW, Odds.book == "demo"))
        open_match = before["scheduled"][0]
        late = {"match_id": open_match.id, "book": "ps", "moment": "closing"}
        await session.execute(
            insert(Odds), [{**late, "as_of": NOW + dt.timedelta(minutes=1), "home": 3.0}]
        )
        draft = InsightDraft(type="analysis", text="They won 9-8", match_id=open_match.id)
        await add_insight(session, draft, now=NOW + dt.timedelta(seconds=1))
        coming = before["scheduled"][-1]
        await write_prediction(session, prediction(coming.id, coming.kickoff, "later"))
        await keep_tips(session, [tip(coming.id, coming.kickoff, price=3.0)])
    async with demo.reading() as session:
        after = await everything(session)
    assert changed.rowcount > 50  # type: ignore[attr-defined]
    for name, said in before.items():
        assert after[name] == said, name


async def test_the_same_changes_are_seen_later(demo: Database) -> None:
    """The test above could see a leak: what it changes shows once the clock has passed."""
    async with demo.writing() as session:
        await session.execute(update(Match).where(Match.known_from > NOW).values(LATER_RESULTS))
    later = NOW + dt.timedelta(days=9)
    async with demo.reading() as session:
        matches = await find_matches(session, as_of=later, date_from=NOW.date(), limit=20)
        frame = await match_frame(session, as_of=later, since=NOW.date())
        form = await team_form(session, matches[-1].home.id, as_of=later)
    assert {"9-8"} < {match.score for match in matches}
    assert frame["home_shots_on_target"].max() == 97
    assert all(match.score != "9-8" for match in form.matches)  # awarded: left out


async def test_a_match_under_way_is_a_fixture(demo: Database) -> None:
    async with demo.reading() as session:
        today = await find_matches(session, as_of=NOW, date_from=NOW.date(), date_to=NOW.date())
        quoted = await quotes_of(session, [match.id for match in today], as_of=NOW)
    under_way = [match for match in today if match.kickoff and match.kickoff <= NOW]
    assert {match.status for match in today} == {"finished", "scheduled"}
    for match in today:
        over = match.kickoff is not None and match.kickoff + dt.timedelta(minutes=150) <= NOW
        assert (match.score is not None) == over
        assert any(quote.moment == "closing" for quote in quoted[match.id]) == (match in under_way)
