"""The tables. Every query over them lives in this room, one module a subject.

Times are UTC; a match's `date` is the day in the source's own clock. `known_from` is the instant
from which a result may be used: look-ups with an `as_of` before it see a fixture.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
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
    #: how much it matters: info, warning, critical; None where nobody has judged it
    severity: Mapped[str | None] = mapped_column(String(10))
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


class Agent(Base):
    """Somebody who works for a user on his own: what it is to do, and how it is."""

    __tablename__ = "agents"
    __table_args__ = (Index(None, "user_id", "created_at"), Index(None, "status", "due_at"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    #: prediction, analysis, monitoring, insight, workflow, custom
    type: Mapped[str] = mapped_column(String(16))
    #: validated by the agent's type
    configuration: Mapped[dict[str, Any]]
    #: inactive, starting, active, paused, stopping, error
    status: Mapped[str] = mapped_column(String(10))
    #: why it is so, one sentence; of an error above all
    status_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    #: when its schedule asks for it next; None: it has no schedule, or does not work now
    due_at: Mapped[dt.datetime | None]
    #: deleted agents are not shown; what they did stays in the books
    deleted_at: Mapped[dt.datetime | None]


class AgentMove(Base):
    """One change of an agent's status; rows are added, never changed. Its uptime is read here."""

    __tablename__ = "agent_moves"
    __table_args__ = (Index(None, "agent_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: None: it was created
    before: Mapped[str | None] = mapped_column(String(10))
    after: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime]


class AgentNote(Base):
    """What an agent remembers beside its insights: a note in words, or a mark under a key."""

    __tablename__ = "agent_notes"
    __table_args__ = (UniqueConstraint("agent_id", "key"), Index(None, "agent_id", "at"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: what it is found by; None: a note among notes
    key: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class Task(Base):
    """A piece of work for an agent, from its asking to its end."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("agent_id", "idempotency_key"),
        Index(None, "agent_id", "created_at"),
        Index(None, "user_id", "created_at"),
        Index(None, "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: predict_match, batch_predict, analyze_team, …
    type: Mapped[str] = mapped_column(String(24))
    #: pending, running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(10))
    #: low, medium, high, critical
    priority: Mapped[str] = mapped_column(String(8))
    input: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None]
    #: why it failed or was cancelled, one sentence for a person
    error: Mapped[str | None] = mapped_column(Text)
    #: {"done", "total", "note"}
    progress: Mapped[dict[str, Any] | None]
    #: the same key asks for the same task
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    #: times it was handed to the engine that runs it; 0: not yet; negative: taken back since
    launch: Mapped[int] = mapped_column(default=0)
    #: times its work was begun
    attempts: Mapped[int] = mapped_column(default=0)
    #: seconds that it may run
    timeout_seconds: Mapped[float | None]
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]


class Workflow(Base):
    """A user's own workflow: a name over versions of its definition."""

    __tablename__ = "workflows"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(default=True)
    #: the version that is executed; the newest
    version: Mapped[int]
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    deleted_at: Mapped[dt.datetime | None]


class WorkflowVersion(Base):
    """A definition as it once was; never changed."""

    __tablename__ = "workflow_versions"

    workflow_id: Mapped[str] = mapped_column(
        ForeignKey("workflows.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    definition: Mapped[dict[str, Any]]
    created_at: Mapped[dt.datetime]


class Execution(Base):
    """A workflow under way, or ended, with the definition that it runs."""

    __tablename__ = "executions"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index(None, "user_id", "created_at"),
        Index(None, "workflow_id", "created_at"),
        Index(None, "agent_id", "created_at"),
        Index(None, "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    agent_id: Mapped[str | None] = mapped_column(String(40))
    #: the task that asked for it
    task_id: Mapped[str | None] = mapped_column(String(40))
    #: a workflow's id, or standard, comprehensive, real_time
    workflow_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    definition: Mapped[dict[str, Any]]
    #: running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(10))
    input: Mapped[dict[str, Any]]
    output: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    launch: Mapped[int] = mapped_column(default=0)
    timeout_seconds: Mapped[float | None]
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class ExecutionStep(Base):
    """A step of an execution; its output is stored once."""

    __tablename__ = "execution_steps"

    execution_id: Mapped[str] = mapped_column(
        ForeignKey("executions.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: its place in the definition, from 0
    place: Mapped[int]
    #: running, completed, failed, skipped, cancelled
    status: Mapped[str] = mapped_column(String(10))
    output: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class Event(Base):
    """Something that happened, written in the transaction that made it happen.

    Ids only grow, without gaps, in the order of the commits: who has seen one has seen all before.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "agent_id", "id"),
        Index(None, "match_id", "id"),
        Index(None, "workflow_id", "id"),
        Index(None, "execution_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: as the contract names it: `task:completed`
    name: Mapped[str] = mapped_column(String(40))
    #: whose it is; None: the house's own, told to nobody
    user_id: Mapped[str | None] = mapped_column(String(40))
    agent_id: Mapped[str | None] = mapped_column(String(40))
    match_id: Mapped[str | None] = mapped_column(String(40))
    workflow_id: Mapped[str | None] = mapped_column(String(40))
    execution_id: Mapped[str | None] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class EventCount(Base):
    """The last event's id, in one row that who writes events holds until his commit."""

    __tablename__ = "event_count"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


class Worker(Base):
    """A process that does queued work, and when it last said that it lives."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    started_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    #: who takes its work over, since when; None: nobody
    heir_id: Mapped[str | None] = mapped_column(String(40))
    inherited_at: Mapped[dt.datetime | None]
