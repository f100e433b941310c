"""Legs of a slip as somebody writes them, and the matches and bets they mean.

“Man United v Arsenal: away @1.60; Bayern @1.30”: legs are parted by semicolons; a club alone means
that it wins its next match. Knows no forecast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.matches import find_matches, get_match
from tools.arguments import read_day, read_price
from tools.bets import read_bet
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.pairings import Pairing, find_club, find_pairing

if TYPE_CHECKING:
    from knowledge.database import ReadSession
    from ml.markets import Selection as Bet

_AGAINST = re.compile(r"\s+(?:v|vs\.?|versus|against|ellen|-)\s+|\s*[–—]\s*")
#: at the end of a leg that stands on every line of a system
_FIXED = re.compile(r"\s+(?:fix|fixed|banker)$", re.IGNORECASE)
HOW = "write a leg as Man United v Arsenal: away @1.60, and part legs by semicolons"


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedLeg:
    """One leg as it was asked for."""

    #: the home club, or the only one named; "" with a match id
    home: str = ""
    #: None: the home club's next match, whoever plays it and wherever
    away: str | None = None
    match_id: str | None = None
    #: what the stake is on; None: the only club named wins
    bet: str | None = None
    #: decimal odds
    price: float | None = None
    #: "2024-05-12", "Sunday"; None for the next match
    day: str | None = None
    #: it stands on every line of a system
    fixed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundLeg:
    """One leg, its match and bet known."""

    pairing: Pairing
    bet: Bet
    price: float | None
    fixed: bool


def read_legs(text: str, *, day: str | None = None) -> list[WantedLeg]:
    """Read the legs of a text.

    Raises
    ------
    BadArgument
        When there are none, or one has no match or no price where it says that there is one.
    """
    legs = [_read_leg(part, day) for part in re.split(r"[;\n]", text) if part.strip()]
    if not legs:
        raise BadArgument(f"There are no legs: {HOW}.")
    return legs


async def find_leg(desk: Desk, wanted: WantedLeg) -> FoundLeg:
    """Return the match and the bet that a leg means.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When its clubs, its match or its bet are none.
    """
    async with desk.db.reading() as session:
        pairing = await _find_match(session, desk, wanted)
    if pairing.match and pairing.match.score:
        raise BadArgument(f"{pairing.title} has been played: no bet is on it.", reason="played")
    bet = read_bet(wanted.bet or wanted.home, pairing, desk.clubs)
    return FoundLeg(pairing=pairing, bet=bet, price=wanted.price, fixed=wanted.fixed)


def _read_leg(text: str, day: str | None) -> WantedLeg:
    written = _FIXED.sub("", text.strip())
    named, at, price = written.rpartition("@")
    if not at:
        named, price = price, ""
    match, _, bet = named.partition(":")
    home, *rest = _AGAINST.split(match.strip(), maxsplit=1)
    if not home:
        raise BadArgument(f"“{text.strip()[:40]}” names no club: {HOW}.")
    if rest and not bet.strip():
        raise BadArgument(f"“{text.strip()[:40]}” does not say what the bet is on: {HOW}.")
    return WantedLeg(
        home=home,
        away=rest[0] if rest else None,
        bet=bet.strip() or None,
        price=_price(price.strip()) if at else None,
        day=day,
        fixed=written != text.strip(),
    )


def _price(text: str) -> float:
    try:
        return read_price(text)
    except ValueError as error:
        raise BadArgument(f"“{text[:20]}” is no price: a leg {error}.") from error


async def _find_match(session: ReadSession, desk: Desk, wanted: WantedLeg) -> Pairing:
    if wanted.match_id is not None:
        return Pairing.of(await get_match(session, wanted.match_id, as_of=desk.as_of))
    on = read_day(wanted.day, today=desk.today) if wanted.day else None
    if wanted.away is not None:
        return await find_pairing(
            session, desk.clubs, wanted.home, wanted.away, as_of=desk.as_of, on=on
        )
    club = find_club(desk.clubs, wanted.home).id
    found = await find_matches(
        session,
        as_of=desk.as_of,
        team_id=club,
        date_from=on or desk.today,
        date_to=on,
        status=None if on else "scheduled",
        limit=1,
    )
    if not found:
        raise NotThere(
            f"No match of {wanted.home} {'on that day' if on else 'ahead'} is known: name both "
            "clubs.",
            reason="no_match",
        )
    return Pairing.of(found[0])
