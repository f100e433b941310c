"""The tool that makes up a slip to the user's conditions, and tells what it is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from knowledge.catalogue import league_from_words
from knowledge.matches import MatchInfo
from tools.arguments import (
    Arguments,
    OptionalAmount,
    OptionalCount,
    OptionalPrice,
    OptionalText,
    plain,
)
from tools.coming import coming_matches, read_span
from tools.composing import KINDS, USUAL, Between, Composed, Conditions, compose
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.holding_back import hold_back
from tools.judging import judge_slip
from tools.pairings import find_club
from tools.slip_object import MOST_LEGS
from tools.slips import tell_slip

#: matches looked at for one slip
LOOKED_AT = 60
_PARTS = re.compile(r"[;\n]")


class ComposeSlip(Arguments):
    """Make up a slip to conditions: so many legs, odds of each leg or of the whole, some markets.

    Use it when the user wants a double, treble or accumulator and does not name its bets.
    """

    legs: OptionalCount = Field(None, description="how many legs: 2 for a double, 3 for a treble")
    odds_from: OptionalPrice = Field(
        None, description="lowest decimal odds of each leg; the same as odds_to for about that"
    )
    odds_to: OptionalPrice = Field(None, description="highest decimal odds of each leg")
    total_from: OptionalPrice = Field(
        None, description="lowest decimal odds of the whole; the same as total_to for about that"
    )
    total_to: OptionalPrice = Field(None, description="highest decimal odds of the whole")
    bets: OptionalText = Field(
        None,
        description="what legs are on, parted by semicolons: results, goals, btts, double chance, "
        "or one bet for all like home, over 2.5",
    )
    league: OptionalText = Field(None, description="a league, or several parted by semicolons")
    date_from: OptionalText = Field(None, description="first day, like 2024-05-11")
    date_to: OptionalText = Field(None, description="last day; same as date_from for one day")
    without: OptionalText = Field(
        None, description="clubs or leagues to leave out, parted by semicolons"
    )
    stake: OptionalAmount = Field(None, description="money that the user would stake")
    bankroll: OptionalAmount = Field(
        None, description="all the money that the user has for betting, only if he named it now"
    )


async def compose_slip(desk: Desk, asked: ComposeSlip) -> ToolResult:
    """Make up a slip, judge it, and tell its legs and what it is worth."""
    await hold_back(desk)
    wanted = _conditions(asked)
    composed = await compose(desk, await _matches(desk, asked), wanted)
    if not composed.legs:
        return _too_few(desk, composed, wanted)
    judged = await judge_slip(
        desk, [leg.wanted() for leg in composed.legs], bankroll=asked.bankroll
    )
    priced = tell_slip(desk, judged, stake=asked.stake)
    sheet = Sheet("slip conditions", as_of=desk.as_of.isoformat(), source="fixtures")
    return replace(
        priced,
        kind="compose_slip",
        text=f"{_lead(sheet, composed, wanted)} {priced.text} Each leg may fail, and with it all.",
        facts=[*priced.facts, *sheet.facts],
        data={
            **priced.data,
            "basis": composed.basis,
            "met": composed.met,
            "whole": wanted.whole is not None,
        },
    )


def _too_few(desk: Desk, composed: Composed, wanted: Conditions) -> ToolResult:
    """Say that no slip can be made up."""
    sheet = Sheet("slip conditions", as_of=desk.as_of.isoformat(), source="fixtures")
    looked = sheet.add("composed", "matches", composed.looked_at, "count")
    fitting = sheet.add("composed", "fitting", composed.fitting, "count")
    legs = sheet.add("composed", "legs", wanted.count, "count")
    return ToolResult(
        kind="compose_slip",
        text=f"Only {fitting} of {looked} matches have a leg that fits, and {legs} are wanted: "
        "take fewer legs, other odds or more days.",
        facts=sheet.facts,
        found=False,
        data={"reason": "too_few_legs"},
    )


def _lead(sheet: Sheet, composed: Composed, wanted: Conditions) -> str:
    """Add what was looked at and wanted; return its sentences."""
    looked = sheet.add("composed", "matches", composed.looked_at, "count")
    sheet.add("composed", "legs", len(composed.legs), "count")
    for name, odds in (("odds_from", wanted.each.low), ("odds_to", wanted.each.high)):
        if 1 < odds < float("inf"):
            sheet.add("composed", name, odds, "odds", source="user")
    how = "the likeliest legs that meet what was asked"
    if wanted.whole is not None:
        low = sheet.add("composed", "total_from", wanted.whole.low, "odds", source="user")
        high = sheet.add("composed", "total_to", wanted.whole.high, "odds", source="user")
        how = f"odds of {low} to {high} together were wanted"
        if not composed.met:
            how += ", and these come as near as any"
    told = f"A slip made up of {looked} matches: {how}."
    if composed.basis == "fair":
        told += " Too few bookmakers' odds are known: these are our fair ones; bookmakers pay less."
    return told


def _conditions(asked: ComposeSlip) -> Conditions:
    if asked.legs is not None and not 1 <= asked.legs <= MOST_LEGS:
        raise BadArgument(f"A slip has one to {MOST_LEGS} legs.", reason="no_slip")
    return Conditions(
        legs=asked.legs,
        each=Between.of_each(asked.odds_from, asked.odds_to),
        whole=Between.of_whole(asked.total_from, asked.total_to),
        bets=_bets(asked.bets),
    )


def _bets(text: str | None) -> tuple[str, ...]:
    """Return what legs may be on: kinds of bets, or bets as they are written."""
    named = [part.strip() for part in _PARTS.split(text or "") if part.strip()]
    kinds = (KINDS.get(plain(part), (part,)) for part in named)
    return tuple(dict.fromkeys(bet for bets in kinds for bet in bets)) or USUAL


async def _matches(desk: Desk, asked: ComposeSlip) -> Sequence[MatchInfo]:
    """Return the matches ahead on the days, in the leagues, without those to be left out."""
    first, last = read_span(asked.date_from, asked.date_to, today=desk.today)
    leagues = [part.strip() for part in _PARTS.split(asked.league or "") if part.strip()]
    named = [name.strip() for name in _PARTS.split(asked.without or "") if name.strip()]
    gone = {league.id for name in named for league in league_from_words(name)[:1]}
    out = {find_club(desk.clubs, name).id for name in named if not league_from_words(name)}
    found: dict[str, MatchInfo] = {}
    missing: NotThere | None = None
    for league in leagues or [None]:
        try:
            coming = await coming_matches(desk, first, last, league=league, limit=LOOKED_AT)
        except NotThere as error:
            missing = error
            continue
        found |= {match.id: match for match in coming.matches}
    kept = [
        match
        for match in found.values()
        if not out & {match.home.id, match.away.id} and match.league_id not in gone
    ]
    if not kept and missing is not None:
        raise missing
    return kept
