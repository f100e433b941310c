"""What holds betting advice back from a user: his own exclusion or break, and signs of harm.

Kept on this side, so that neither a new conversation nor another door lifts it. Does not know how a
sign is read from words, nor what is held back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import delete, select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, NotFound
from knowledge.inserting import insert_new
from knowledge.preferences import PreferenceSet, get_preferences
from knowledge.schema import SignNoticed

#: what a user's words may give away
Sign = Literal[
    "self_harm",
    "distress",
    "minor",
    "borrowed_money",
    "proxy_betting",
    "secrecy",
    "chasing_losses",
    "sure_bet",
]
#: why something is held back; the gravest first
Rule = Literal[
    "self_harm",
    "distress",
    "minor",
    "self_excluded",
    "cooling_off",
    "borrowed_money",
    "proxy_betting",
    "secrecy",
    "chasing_losses",
    "sure_bet",
]
RULES: tuple[Rule, ...] = get_args(Rule)

#: how long a sign holds advice back, beyond its own conversation; None: until somebody clears it.
#: Who asks for a sure bet is told that there is none: that counts in its conversation alone.
LASTS: Mapping[Sign, dt.timedelta | None] = {
    "self_harm": dt.timedelta(days=30),
    "distress": dt.timedelta(days=7),
    "minor": None,
    "borrowed_money": dt.timedelta(days=3),
    "proxy_betting": dt.timedelta(days=1),
    "secrecy": dt.timedelta(days=3),
    "chasing_losses": dt.timedelta(days=1),
}
#: the preferences that hold advice back, and their rules
CHOSEN: Mapping[str, Rule] = {
    "self_excluded_until": "self_excluded",
    "cooling_off_until": "cooling_off",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """A reason that holds betting advice back."""

    rule: Rule
    #: None: until somebody clears it
    until: dt.datetime | None


async def holds_of(session: ReadSession, user_id: str, *, now: dt.datetime) -> tuple[Hold, ...]:
    """Return all that holds advice back from a user at `now`, the gravest first."""
    preferences = await get_preferences(session, user_id)
    return await holds_beside(session, user_id, preferences, now=now)


async def holds_beside(
    session: ReadSession, user_id: str, preferences: PreferenceSet, *, now: dt.datetime
) -> tuple[Hold, ...]:
    """Return the same for one whose preferences are at hand."""
    rows = await session.scalars(select(SignNoticed).where(SignNoticed.user_id == user_id))
    signs = [(row.sign, row.until) for row in rows if row.until is None or now < row.until]
    chosen = [(CHOSEN[name], until) for name, until in preferences.in_force(now).items()]
    ends = dict([*signs, *chosen])
    return tuple(Hold(rule=rule, until=ends[rule]) for rule in RULES if rule in ends)


async def notice(session: WriteSession, user_id: str, sign: Sign, *, now: dt.datetime) -> None:
    """Write down that a sign was seen; one that lasts longer already stays as it is."""
    if sign not in LASTS:
        return
    lasts = LASTS[sign]
    until = None if lasts is None else now + lasts
    row = {"user_id": user_id, "sign": sign, "since": now, "until": until}
    await session.execute(insert_new(session, SignNoticed), [row])
    kept = await session.get_one(SignNoticed, (user_id, sign), with_for_update=True)
    kept.since = now
    if kept.until is not None:
        kept.until = None if until is None else max(kept.until, until)
    await session.flush()


async def clear(session: WriteSession, user_id: str, sign: str) -> None:
    """Take back what a sign left behind; who may do so is the doors' business.

    Raises
    ------
    InvalidValue
        There is no such sign.
    NotFound
        Nothing of it is written down.
    """
    if sign not in LASTS:
        raise InvalidValue(f"“{sign[:24]}” is no sign; there are {', '.join(LASTS)}.")
    gone = await session.execute(
        delete(SignNoticed)
        .where(SignNoticed.user_id == user_id, SignNoticed.sign == sign)
        .returning(SignNoticed.sign)
    )
    if gone.first() is None:
        raise NotFound(f"Nothing called {sign} holds anything back from this user.")
