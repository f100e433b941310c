"""Write leagues, clubs, matches and prices into a database in few words, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import insert

from knowledge.database import WriteSession
from knowledge.inserting import insert_new
from knowledge.schema import League, Match, Odds, Team
from knowledge.visibility import known_from


def instant(text: str) -> dt.datetime:
    """Read "2024-05-10" or "2024-05-10 18:30" as UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


class LeagueBook:
    """Adds rows in one transaction; clubs are named by single words, their ids are `e-<word>`."""

    def __init__(self, session: WriteSession) -> None:
        self._session = session

    async def league(
        self, league_id: str = "E0", name: str = "Premier League", **more: Any
    ) -> None:
        row = {"id": league_id, "name": name, "country": "E", "tier": 1, **more}
        await self._session.execute(insert(League), [row])

    async def club(self, name: str, club_id: str | None = None) -> str:
        club_id = club_id or f"e-{name.lower()}"
        row = {"id": club_id, "name": name, "country": "E"}
        await self._session.execute(insert_new(self._session, Team), [row])
        return club_id

    async def match(
        self, day: str, home: str, away: str, score: str | None = None, **more: Any
    ) -> str:
        """Add "Home – Away" on a day ("2024-05-10", or with a kick-off "2024-05-10 18:30")."""
        when = instant(day)
        kickoff = when if " " in day else None
        home_id, away_id = await self.club(home), await self.club(away)
        home_goals, away_goals = map(int, score.split("-")) if score else (None, None)
        row = {
            "id": f"{day[:10]}-{home_id}-{away_id}"[:40],
            "league_id": "E0",
            "season": "2023-24",
            "date": when.date(),
            "kickoff": kickoff,
            "known_from": known_from(when.date(), kickoff),
            "home_id": home_id,
            "away_id": away_id,
            "home_goals": home_goals,
            "away_goals": away_goals,
            "source": "csv",
            **more,
        }
        await self._session.execute(insert(Match), [row])
        return str(row["id"])

    async def odds(
        self,
        match_id: str,
        as_of: str,
        prices: tuple[float, float, float],
        *,
        book: str = "avg",
        moment: str = "prematch",
        **more: Any,
    ) -> None:
        home, draw, away = prices
        row = {
            "match_id": match_id,
            "book": book,
            "moment": moment,
            "as_of": instant(as_of),
            "home": home,
            "draw": draw,
            "away": away,
            **more,
        }
        await self._session.execute(insert(Odds), [row])
