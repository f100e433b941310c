"""Leagues, clubs, matches and their odds, and the files that they came from.

A match's `date` is the day in the source's own clock. `known_from` is the instant from which a
result may be used: look-ups with an `as_of` before it see a fixture.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.schema.base import Base


class League(Base):
    """A competition. Its id is football-data's division code (`E0`)."""

    __tablename__ = "leagues"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(8), index=True)
    #: 1 is the top; 0 for cups
    tier: Mapped[int]
    is_cup: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Team(Base):
    """A club, once, whatever it is called. Its id is country and slug: `e-man-united`."""

    __tablename__ = "teams"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: the one preferred spelling
    name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(8), index=True)
    is_demo: Mapped[bool] = mapped_column(default=False)


class TeamSpelling(Base):
    """A spelling met in a source, and the club it belongs to within its country."""

    __tablename__ = "team_spellings"

    country: Mapped[str] = mapped_column(String(8), primary_key=True)
    spelling: Mapped[str] = mapped_column(String(120), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    #: "football-data", "openfootball", "csv", "demo"
    source: Mapped[str] = mapped_column(String(24))


class Match(Base):
    """One match: fixture and result."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("league_id", "date", "home_id"),
        Index(None, "home_id", "date"),
        Index(None, "away_id", "date"),
        Index(None, "league_id", "season"),
        Index(None, "date"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    league_id: Mapped[str] = mapped_column(ForeignKey("leagues.id", ondelete="CASCADE"))
    #: "2023-24", or "2019" where a season is a calendar year
    season: Mapped[str] = mapped_column(String(8))
    date: Mapped[dt.date]
    #: None where only the date is known
    kickoff: Mapped[dt.datetime | None]
    #: the result may be used from here on: 150 minutes after kick-off, or the next day where
    #: only the date is known
    known_from: Mapped[dt.datetime]
    home_id: Mapped[str] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    away_id: Mapped[str] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    home_goals: Mapped[int | None]
    away_goals: Mapped[int | None]
    home_goals_ht: Mapped[int | None]
    away_goals_ht: Mapped[int | None]
    home_shots: Mapped[int | None]
    away_shots: Mapped[int | None]
    home_shots_on_target: Mapped[int | None]
    away_shots_on_target: Mapped[int | None]
    home_corners: Mapped[int | None]
    away_corners: Mapped[int | None]
    home_yellows: Mapped[int | None]
    away_yellows: Mapped[int | None]
    home_reds: Mapped[int | None]
    away_reds: Mapped[int | None]
    home_xg: Mapped[float | None]
    away_xg: Mapped[float | None]
    #: decided at the table, not on the pitch: counts for the league table, never for a model
    awarded: Mapped[bool] = mapped_column(default=False)
    round: Mapped[str | None] = mapped_column(String(60))
    #: who gave the score (or the fixture): "football-data", "openfootball", "csv", "demo"
    source: Mapped[str] = mapped_column(String(24))


class Odds(Base):
    """One book's prices for a match at one moment; decimal, None where it had none.

    `book`: "avg" and "max" of the market, "b365", "ps" (Pinnacle), "demo". `moment`: "prematch"
    or "closing"; closing prices are the yardstick, never an input for their own match.
    """

    __tablename__ = "odds"

    match_id: Mapped[str] = mapped_column(
        ForeignKey("matches.id", ondelete="CASCADE"), primary_key=True
    )
    book: Mapped[str] = mapped_column(String(12), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    #: when these prices were on offer; where the source does not say, the latest it can have been
    as_of: Mapped[dt.datetime]
    home: Mapped[float | None]
    draw: Mapped[float | None]
    away: Mapped[float | None]
    over_2_5: Mapped[float | None]
    under_2_5: Mapped[float | None]
    #: goals given to the home side; negative when it is the favourite
    handicap: Mapped[float | None]
    handicap_home: Mapped[float | None]
    handicap_away: Mapped[float | None]


class SourceFile(Base):
    """A file read or downloaded, so that only what changed is fetched again."""

    __tablename__ = "source_files"

    #: the address it came from
    url: Mapped[str] = mapped_column(String(300), primary_key=True)
    etag: Mapped[str | None] = mapped_column(String(200))
    last_modified: Mapped[str | None] = mapped_column(String(60))
    #: empty: the source has no such file
    sha256: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[dt.datetime]
