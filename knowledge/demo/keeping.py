"""Put the demo league into the database, keep it up to date, and take it out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, or_, select

from knowledge.database import Database, ReadSession, WriteSession
from knowledge.demo.calendar import Fixture, SeasonIndex, fixtures, season_at, season_name
from knowledge.demo.clubs import CLUBS, COUNTRY, LEAGUE_ID, LEAGUE_NAME
from knowledge.demo.simulation import (
    Chances,
    chance_of,
    chances,
    draw_counts,
    draw_prices,
    draw_score,
)
from knowledge.events import EventDraft, tell
from knowledge.inserting import insert_new, take_turns
from knowledge.schema import Insight, League, Match, Odds, Team, TeamSpelling
from knowledge.visibility import known_from

PAST_SEASONS = 5
#: fixtures are known at least this far ahead
AHEAD = dt.timedelta(days=14)
#: prices are on offer this long before kick-off
OFFERED = dt.timedelta(days=7)

#: (book, moment): its margin on three outcomes, on two, and how far it is off
BOOKS = {
    ("avg", "prematch"): (0.055, 0.05, 0.06),
    ("avg", "closing"): (0.05, 0.045, 0.03),
    ("demo", "prematch"): (0.07, 0.06, 0.09),
    ("demo", "closing"): (0.06, 0.05, 0.05),
}

Row = dict[str, Any]


async def ensure_demo(db: Database, *, now: dt.datetime) -> None:
    """Have the demo league up to date at `now`, unless there is any real league.

    Five past seasons, the one under way and what is played in the next two weeks are added where
    they are missing, and told as `data:imported`; what is there is left as it is.
    """
    async with db.reading() as session:
        missing = await _missing_seasons(session, now)
    if not missing:
        return
    async with db.writing() as session:
        await take_turns(session)
        if not await _has_real_league(session):
            await _add_clubs(session)
            new = sum([await _add_season(session, season) for season in missing])
            news = {"leagues": [LEAGUE_ID], "new": new, "changed": 0}
            await tell(
                session, EventDraft(name="data:imported", user_id=None, payload=news), now=now
            )


async def remove_demo(session: WriteSession) -> None:
    """Take out the demo league and all that was said about its matches and clubs."""
    matches = select(Match.id).where(Match.league_id == LEAGUE_ID)
    teams = select(Team.id).where(Team.is_demo)
    about = or_(
        Insight.league_id == LEAGUE_ID, Insight.match_id.in_(matches), Insight.team_id.in_(teams)
    )
    await session.execute(delete(Insight).where(about))
    # matches, odds, predictions made and spellings go with these
    await session.execute(delete(League).where(League.is_demo))
    await session.execute(delete(Team).where(Team.is_demo))


async def _missing_seasons(session: ReadSession, now: dt.datetime) -> list[SeasonIndex]:
    if await _has_real_league(session):
        return []
    first = season_at(now.date()) - PAST_SEASONS
    last = season_at((now + AHEAD).date())
    there = set(
        await session.scalars(select(Match.season).where(Match.league_id == LEAGUE_ID).distinct())
    )
    wanted = map(SeasonIndex, range(first, last + 1))
    return [season for season in wanted if season_name(season) not in there]


async def _has_real_league(session: ReadSession) -> bool:
    real = select(League.id).where(League.is_demo.is_(False)).limit(1)
    return await session.scalar(real) is not None


async def _add_clubs(session: WriteSession) -> None:
    league = {"id": LEAGUE_ID, "name": LEAGUE_NAME, "country": COUNTRY, "tier": 1}
    await session.execute(insert_new(session, League), [{**league, "is_demo": True}])
    teams = [
        {"id": club.id, "name": club.name, "country": COUNTRY, "is_demo": True} for club in CLUBS
    ]
    await session.execute(insert_new(session, Team), teams)
    spellings = [
        {"country": COUNTRY, "spelling": spelling, "team_id": club.id, "source": "demo"}
        for club in CLUBS
        for spelling in (club.name, *club.spellings)
    ]
    await session.execute(insert_new(session, TeamSpelling), spellings)


async def _add_season(session: WriteSession, season: SeasonIndex) -> int:
    matches: list[Row] = []
    odds: list[Row] = []
    games = list(fixtures(season, len(CLUBS), chance_of("fixtures", season)))
    for game in games:
        true = chances(season, game.round / games[-1].round, game.home, game.away)
        match = _match(season, game, true)
        matches.append(match)
        odds += _odds(match, true)
    await session.execute(insert_new(session, Match), matches)
    await session.execute(insert_new(session, Odds), odds)
    return len(matches)


def _match(season: SeasonIndex, game: Fixture, true: Chances) -> Row:
    match_id = f"demo-{season_name(season).replace('/', '-')}-{game.home:02}-{game.away:02}"
    dice = chance_of("match", match_id)
    score = draw_score(true, dice)
    return {
        "id": match_id,
        "league_id": LEAGUE_ID,
        "season": season_name(season),
        "date": game.kickoff.date(),
        "kickoff": game.kickoff,
        "known_from": known_from(game.kickoff.date(), game.kickoff),
        "home_id": CLUBS[game.home].id,
        "away_id": CLUBS[game.away].id,
        "awarded": False,
        "round": f"Matchday {game.round}",
        "source": "demo",
        **draw_counts(true, score, dice),
    }


def _odds(match: Row, true: Chances) -> Iterator[Row]:
    outcomes, totals = true.outcomes, true.totals
    for (book, moment), (margin, margin_of_two, error) in BOOKS.items():
        dice = chance_of("odds", match["id"], book, moment)
        home, draw, away = draw_prices(outcomes, margin=margin, error=error, dice=dice)
        over, under = draw_prices(totals, margin=margin_of_two, error=error, dice=dice)
        prices = {"home": home, "draw": draw, "away": away, "over_2_5": over, "under_2_5": under}
        offered = match["kickoff"] - (OFFERED if moment == "prematch" else dt.timedelta())
        yield {"match_id": match["id"], "book": book, "moment": moment, "as_of": offered, **prices}
