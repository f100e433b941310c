"""Insights: what was found out, in words, with where it is from.

The rows here are the truth; that they can be found by meaning is `knowledge.insight_index`'s.
A user sees his own insights and those that are shared (made by nobody in particular). One of his
own is told of in the transaction that keeps it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, or_, select, tuple_

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, NotFound
from knowledge.events import EventDraft, EventName, hold_log, tell
from knowledge.inserting import insert_new
from knowledge.matches import get_match
from knowledge.plain_text import visible
from knowledge.schema import Insight, Match
from knowledge.teams import get_team

InsightType = Literal["prediction", "analysis", "recommendation", "comprehensive_analysis"]
#: how much it matters, the least first
Severity = Literal["info", "warning", "critical"]

#: what is told beside `insight:generated`, by type
ALSO_TOLD: Mapping[str, EventName] = {
    "analysis": "analysis:completed",
    "comprehensive_analysis": "analysis:completed",
    "recommendation": "recommendation:updated",
}

#: markets of facts that only somebody who weighs a bet has
WEIGHS = frozenset(
    {"price", "our_price", "their_price", "break_even", "expected_value", "stake", "stake_amount"}
)

LONGEST_TEXT = 20_000
LONGEST_ID = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightDraft:
    """An insight to be kept. Raises `InvalidValue` when it says nothing, or what cannot be."""

    type: str
    text: str
    #: whose it is; None is shared with everybody
    user_id: str | None = None
    agent_id: str | None = None
    match_id: str | None = None
    team_id: str | None = None
    league_id: str | None = None
    #: 0..1, None where nobody has measured it
    confidence: float | None = None
    #: "user", "agent", "model <version>"
    source: str = "user"
    #: facts of the answer object that it rests on
    facts: Sequence[Mapping[str, Any]] = field(default=())
    #: None where nobody has judged it
    severity: Severity | None = None
    #: up to 40 characters; who may have to do it again gives the same one; None: a new one
    id: str | None = None

    def __post_init__(self) -> None:
        if self.type not in get_args(InsightType):
            raise InvalidValue(f"An insight's type is {', '.join(get_args(InsightType))}.")
        if not 0 < len(visible(self.text).strip()) <= LONGEST_TEXT:
            raise InvalidValue(f"An insight has a text of 1 to {LONGEST_TEXT} characters.")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InvalidValue("An insight's confidence lies between 0 and 1.")
        if self.severity is not None and self.severity not in get_args(Severity):
            raise InvalidValue(f"An insight's severity is {', '.join(get_args(Severity))}.")
        if self.id is not None and not 0 < len(self.id) <= LONGEST_ID:
            raise InvalidValue(f"An insight's id has 1 to {LONGEST_ID} characters.")


@dataclass(frozen=True, kw_only=True, slots=True)
class InsightInfo:
    """An insight that is kept."""

    id: str
    type: str
    text: str
    user_id: str | None
    agent_id: str | None
    match_id: str | None
    team_id: str | None
    league_id: str | None
    confidence: float | None
    severity: str | None
    source: str
    facts: tuple[Mapping[str, Any], ...]
    #: by the house's clock: whoever looks from before it does not see it
    as_of: dt.datetime
    #: by the machine's: lists are in its order
    created_at: dt.datetime

    @property
    def cursor(self) -> str:
        """The place of the insight in a list: pass it as `after` to go on from here."""
        return write_cursor(self.created_at.isoformat(), self.id)


def advises(type_: str, facts: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether an insight of this type and these facts weighs prices: it advises on bets."""
    return type_ == "recommendation" or any(fact.get("market") in WEIGHS for fact in facts)


async def add_insight(
    session: WriteSession, draft: InsightDraft, *, now: dt.datetime, wall: dt.datetime | None = None
) -> InsightInfo:
    """Keep an insight; one about a match is about the match's league too.

    It is as of `now`, by the house's clock; it is made, and told, at `wall` (None: `now`), the
    machine's own time, as all that agents do is.

    Where one of the draft's id is kept already, that one is returned as it is. A new one that is
    somebody's is told: `insight:generated`, and `ALSO_TOLD`.

    Raises
    ------
    NotFound
        When its match or club is unknown.
    """
    league_id = draft.league_id
    if draft.match_id:
        match = await get_match(session, draft.match_id, as_of=now)
        league_id = league_id or match.league_id
    if draft.team_id:
        await get_team(session, draft.team_id)
    row = {
        "id": draft.id or f"insight-{uuid4().hex}",
        "type": draft.type,
        "text": visible(draft.text).strip(),
        "user_id": draft.user_id,
        "agent_id": draft.agent_id,
        "match_id": draft.match_id,
        "team_id": draft.team_id,
        "league_id": league_id,
        "confidence": draft.confidence,
        "severity": draft.severity,
        "source": draft.source,
        "facts": [dict(fact) for fact in draft.facts],
        "as_of": now,
        "created_at": wall or now,
    }
    if draft.user_id:
        await hold_log(session)
    is_new = await session.scalar(insert_new(session, Insight).returning(Insight.id), [row])
    insight = _read(await session.get_one(Insight, row["id"]))
    if is_new and insight.user_id:
        await tell(session, *_told_of(insight), now=insight.created_at)
    return insight


async def get_insight(
    session: ReadSession, insight_id: str, *, user_id: str | None, as_of: dt.datetime
) -> InsightInfo:
    """Return one insight.

    Raises
    ------
    NotFound
        When there is none of this id that the user may see.
    """
    found = await insights_by_id(session, [insight_id], visible_to(user_id, as_of))
    if not found:
        raise NotFound("There is no such insight.")
    return found[insight_id]


async def list_insights(
    session: ReadSession,
    *,
    user_id: str | None,
    as_of: dt.datetime,
    match_id: str | None = None,
    team_id: str | None = None,
    league_id: str | None = None,
    type: str | None = None,  # noqa: A002 - the field's own name
    agent_id: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[InsightInfo]:
    """Return insights, newest first. Those of a club include those on its matches."""
    query = (
        select(Insight)
        .where(*visible_to(user_id, as_of), *about(match_id, team_id, league_id, type, agent_id))
        .order_by(Insight.created_at.desc(), Insight.id.desc())
        .limit(limit)
    )
    if after:
        moment, insight_id = read_cursor(after, 2)
        place = tuple_(Insight.created_at, Insight.id)
        query = query.where(place < tuple_(read_instant(moment), insight_id))
    return [_read(row) for row in await session.scalars(query)]


async def own_insights(
    session: ReadSession, *, user_id: str | None, as_of: dt.datetime, limit: int = 50
) -> list[InsightInfo]:
    """Return the insights that are a user's own, newest first; None: those of nobody."""
    query = (
        select(Insight)
        .where(Insight.user_id == user_id, Insight.as_of <= as_of)
        .order_by(Insight.created_at.desc(), Insight.id.desc())
        .limit(limit)
    )
    return [_read(row) for row in await session.scalars(query)]


async def delete_insights(
    session: WriteSession, insight_ids: Collection[str], *, user_id: str | None
) -> list[str]:
    """Delete those of some insights that are the user's own, and return their ids.

    None is the owner of what is shared with everybody.
    """
    owned = (Insight.user_id == user_id) & Insight.id.in_(insight_ids)
    ids = list(await session.scalars(select(Insight.id).where(owned)))
    await session.execute(delete(Insight).where(Insight.id.in_(ids)))
    return ids


async def insights_by_id(
    session: ReadSession,
    insight_ids: Collection[str],
    conditions: Sequence[ColumnElement[bool]] = (),
) -> dict[str, InsightInfo]:
    """Return those of some insights that are there and meet the conditions, by id."""
    query = select(Insight).where(Insight.id.in_(insight_ids), *conditions)
    return {row.id: _read(row) for row in await session.scalars(query)}


def visible_to(user_id: str | None, as_of: dt.datetime) -> list[ColumnElement[bool]]:
    """Return the conditions that a user may see an insight, and that it was there at `as_of`."""
    shared = Insight.user_id.is_(None)
    return [
        or_(shared, Insight.user_id == user_id) if user_id else shared,
        Insight.as_of <= as_of,
    ]


def about(
    match_id: str | None,
    team_id: str | None,
    league_id: str | None,
    type_: str | None,
    agent_id: str | None,
) -> list[ColumnElement[bool]]:
    """Return the conditions on what an insight is about, and whose agent found it."""
    played = select(Match.id).where(or_(Match.home_id == team_id, Match.away_id == team_id))
    return [
        *([Insight.match_id == match_id] if match_id else []),
        *([or_(Insight.team_id == team_id, Insight.match_id.in_(played))] if team_id else []),
        *([Insight.league_id == league_id] if league_id else []),
        *([Insight.type == type_] if type_ else []),
        *([Insight.agent_id == agent_id] if agent_id else []),
    ]


def _told_of(insight: InsightInfo) -> list[EventDraft]:
    said = ("type", "severity", "agent_id", "match_id", "team_id", "league_id", "confidence")
    payload = {"insight_id": insight.id, **{name: getattr(insight, name) for name in said}}
    # advice is for the doors to give, which know whom it must be kept from
    payload["text"] = None if advises(insight.type, insight.facts) else insight.text
    also = ALSO_TOLD.get(insight.type)
    names: list[EventName] = ["insight:generated", *([also] if also else [])]
    return [
        EventDraft(
            name=name,
            user_id=insight.user_id,
            agent_id=insight.agent_id,
            match_id=insight.match_id,
            payload=payload,
        )
        for name in names
    ]


def _read(row: Insight) -> InsightInfo:
    return InsightInfo(
        id=row.id,
        type=row.type,
        text=row.text,
        user_id=row.user_id,
        agent_id=row.agent_id,
        match_id=row.match_id,
        team_id=row.team_id,
        league_id=row.league_id,
        confidence=row.confidence,
        severity=row.severity,
        source=row.source,
        facts=tuple(row.facts),
        as_of=row.as_of,
        created_at=row.created_at,
    )
