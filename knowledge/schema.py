"""The tables. Every query over them lives in this room, one module a subject.

Times are UTC; a match's `date` is the day in the source's own clock. `known_from` is the instant
from which a result may be used: look-ups with an `as_of` before it see a fixture.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware UTC instant on every database (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive times; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Give UTC back, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """Base of all tables; names of constraints are fixed, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


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


class User(Base):
    """An account. `local` is the person at this machine."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    #: argon2; None for accounts that cannot log in with a password
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[dt.datetime]


class Preferences(Base):
    """What a user likes and has set as limits, as one validated document."""

    __tablename__ = "preferences"

    user_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    document: Mapped[dict[str, Any]]
    #: preference → when and how it was set
    origins: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    updated_at: Mapped[dt.datetime]


class Insight(Base):
    """Something found out, in words, with where it is from."""

    __tablename__ = "insights"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: prediction, analysis, recommendation, comprehensive_analysis
    type: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str | None] = mapped_column(String(40), index=True)
    agent_id: Mapped[str | None] = mapped_column(String(40), index=True)
    match_id: Mapped[str | None] = mapped_column(String(40), index=True)
    team_id: Mapped[str | None] = mapped_column(String(80), index=True)
    league_id: Mapped[str | None] = mapped_column(String(16), index=True)
    #: 0..1, None where nobody has measured it
    confidence: Mapped[float | None]
    #: "user", "agent", "model <version>"
    source: Mapped[str] = mapped_column(String(80))
    facts: Mapped[list[Any]]
    as_of: Mapped[dt.datetime]
    created_at: Mapped[dt.datetime]


class PredictionMade(Base):
    """A prediction as it was given; rows are added, never changed."""

    __tablename__ = "predictions"
    __table_args__ = (UniqueConstraint("match_id", "model_version"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    match_id: Mapped[str] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    model_version: Mapped[str] = mapped_column(String(60))
    data_cutoff: Mapped[dt.datetime]
    predicted_at: Mapped[dt.datetime]
    p_home: Mapped[float]
    p_draw: Mapped[float]
    p_away: Mapped[float]
    p_over_2_5: Mapped[float]
    p_btts: Mapped[float]


class Tip(Base):
    """A priced selection as it was judged for a user; rows are added, never changed."""

    __tablename__ = "tips"
    __table_args__ = (
        UniqueConstraint("user_id", "match_id", "selection", "price", "model_version"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    match_id: Mapped[str] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    #: "home", "over_2_5", "1X", …
    selection: Mapped[str] = mapped_column(String(16))
    #: decimal
    price: Mapped[float]
    #: where the price is from: "user", "odds max prematch"
    source: Mapped[str] = mapped_column(String(40))
    model_version: Mapped[str] = mapped_column(String(60))
    #: by the model alone
    p_model: Mapped[float]
    #: by model and consensus together; None where no consensus was known
    p_together: Mapped[float | None]
    #: by the bookmakers' consensus; None where it said nothing of this selection
    p_consensus: Mapped[float | None]
    #: value, thin, no_bet
    verdict: Mapped[str] = mapped_column(String(8))
    as_of: Mapped[dt.datetime]


class SignNoticed(Base):
    """A sign of harm in a user's words, and how long it holds betting advice back."""

    __tablename__ = "signs_noticed"

    user_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: "chasing_losses", "minor", …
    sign: Mapped[str] = mapped_column(String(24), primary_key=True)
    #: when it was noticed last
    since: Mapped[dt.datetime]
    #: None: until somebody clears it
    until: Mapped[dt.datetime | None]


class Thread(Base):
    """A conversation."""

    __tablename__ = "threads"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]


class Run(Base):
    """One turn of a conversation: the question and, when it ended well, the answer object."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(40), index=True)
    question: Mapped[str] = mapped_column(Text)
    #: running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(12))
    answer: Mapped[dict[str, Any] | None]
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class Recording(Base):
    """What is needed to play a run again, packed; it goes with its run."""

    __tablename__ = "recordings"
    __table_args__ = (Index(None, "user_id", "recorded_at"), Index(None, "recorded_at"))

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[dt.datetime]
    document: Mapped[bytes] = mapped_column(LargeBinary)
