"""The shapes of matches, clubs and tables as REST gives them.

Does not know where they come from.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel

from knowledge.form import TeamForm
from knowledge.head_to_head import HeadToHead
from knowledge.leagues import LeagueInfo
from knowledge.matches import MatchInfo, MatchStatus
from knowledge.odds import Quote
from knowledge.standings import LeagueTable


class League(BaseModel):
    """A competition."""

    #: football-data's division code
    id: str
    name: str
    country: str
    #: 1 is the top; 0 for cups
    tier: int
    is_cup: bool
    #: invented, to try the mentor out
    is_demo: bool

    @classmethod
    def of(cls, league: LeagueInfo) -> League:
        """Return a league's shape."""
        return cls(
            id=league.id, name=league.name, country=league.country, tier=league.tier,
            is_cup=league.is_cup, is_demo=league.is_demo,
        )  # fmt: skip


class Team(BaseModel):
    """A club under its one preferred name."""

    id: str
    name: str
    country: str
    #: its newest league, None without a match
    league: str | None = None
    is_demo: bool = False


class Match(BaseModel):
    """A match as it was known at the moment of the request."""

    id: str
    league: str
    league_name: str
    season: str
    date: dt.date
    #: None where only the day is known
    kickoff: dt.datetime | None
    home_team: str
    away_team: str
    home_team_id: str
    away_team_id: str
    status: MatchStatus
    #: "2-1"; None before the result was known
    score: str | None
    home_goals: int | None
    away_goals: int | None
    home_goals_ht: int | None
    away_goals_ht: int | None
    home_xg: float | None
    away_xg: float | None
    awarded: bool
    round: str | None
    is_demo: bool
    source: str

    @classmethod
    def of(cls, match: MatchInfo) -> Match:
        """Return a match's shape."""
        return cls(
            id=match.id,
            league=match.league_id,
            league_name=match.league_name,
            season=match.season,
            date=match.date,
            kickoff=match.kickoff,
            home_team=match.home.name,
            away_team=match.away.name,
            home_team_id=match.home.id,
            away_team_id=match.away.id,
            status=match.status,
            score=match.score,
            home_goals=match.home_goals,
            away_goals=match.away_goals,
            home_goals_ht=match.home_goals_ht,
            away_goals_ht=match.away_goals_ht,
            home_xg=match.home_xg,
            away_xg=match.away_xg,
            awarded=match.awarded,
            round=match.round,
            is_demo=match.is_demo,
            source=match.source,
        )


class BookPrices(BaseModel):
    """One book's decimal prices at one moment; None where it had none."""

    book: str
    moment: Literal["prematch", "closing"]
    as_of: dt.datetime
    home: float | None
    draw: float | None
    away: float | None
    over_2_5: float | None
    under_2_5: float | None

    @classmethod
    def of(cls, quote: Quote) -> BookPrices:
        """Return the shape of a book's prices."""
        return cls(
            book=quote.book, moment=quote.moment, as_of=quote.as_of, home=quote.home,
            draw=quote.draw, away=quote.away, over_2_5=quote.over_2_5, under_2_5=quote.under_2_5,
        )  # fmt: skip


class MatchWithOdds(Match):
    """A match and what books offered on it so far."""

    odds: list[BookPrices]


class TableRow(BaseModel):
    """A club's line in a table."""

    place: int
    team: str
    team_id: str
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    goal_difference: int
    points: int
    #: points taken away
    deducted: int


class Table(BaseModel):
    """A league's table at a moment."""

    league: str
    league_name: str
    season: str
    as_of: dt.datetime
    rows: list[TableRow]

    @classmethod
    def of(cls, table: LeagueTable) -> Table:
        """Return a table's shape."""
        rows = [
            TableRow(
                place=row.place, team=row.team.name, team_id=row.team.id, played=row.played,
                won=row.won, drawn=row.drawn, lost=row.lost, goals_for=row.goals_for,
                goals_against=row.goals_against, goal_difference=row.goal_difference,
                points=row.points, deducted=row.deducted,
            )
            for row in table.rows
        ]  # fmt: skip
        return cls(
            league=table.league_id, league_name=table.league_name, season=table.season,
            as_of=table.as_of, rows=rows,
        )  # fmt: skip


class Form(BaseModel):
    """A club's latest results."""

    team: str
    team_id: str
    #: newest first: W won, D drawn, L lost
    letters: str
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    points: int
    #: newest first
    matches: list[Match]

    @classmethod
    def of(cls, form: TeamForm) -> Form:
        """Return the shape of a club's form."""
        return cls(
            team=form.team.name, team_id=form.team.id, letters=form.letters, won=form.won,
            drawn=form.drawn, lost=form.lost, goals_for=form.goals_for,
            goals_against=form.goals_against, points=form.points,
            matches=[Match.of(match) for match in form.matches],
        )  # fmt: skip


class Meetings(BaseModel):
    """What two clubs did against each other, counted from the first one's side."""

    team: str
    team_id: str
    opponent: str
    opponent_id: str
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    #: newest first
    matches: list[Match]

    @classmethod
    def of(cls, meetings: HeadToHead) -> Meetings:
        """Return the shape of two clubs' meetings."""
        return cls(
            team=meetings.team.name, team_id=meetings.team.id,
            opponent=meetings.opponent.name, opponent_id=meetings.opponent.id,
            played=meetings.played, won=meetings.won, drawn=meetings.drawn, lost=meetings.lost,
            goals_for=meetings.goals_for, goals_against=meetings.goals_against,
            matches=[Match.of(match) for match in meetings.matches],
        )  # fmt: skip
