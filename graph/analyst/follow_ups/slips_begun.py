"""Where a slip that goes on comes from: a list just told, one that was made up, one further back.

From then on it is one like any other (`slip_changes`). Knows readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.outcomes_again import are_compared
from graph.analyst.follow_ups.slip_changes import (
    ALL_OF_IT,
    OF_ODDS,
    REMOVE,
    SWAP,
    slip_changed,
    typed,
)
from graph.analyst.intents import Intent
from graph.analyst.offers import offers
from graph.analyst.picks import COMPARED, OF_GOALS
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.counts import COUNTS, alternatives
from graph.analyst.spotting.match_orders import order_said

#: the slip itself is named
_NAMED = re.compile(
    r"\b(?:the|my|that|this) (?:\w+ )?(?:slip|acca|accumulator|parlay|double|treble|fold|combo"
    r"|multi)\b"
    r"|\b(?:a|ra) (?:szelveny|kombi|kotes)\w*|\bthe other (?:two|three|four)\b"
)
#: so many questions may come between
_BETWEEN = 3
#: so many of those listed, from the first on: “the first two”, “az első hármat”
_FIRST = re.compile(
    rf"\b(?:first|top|elso|felso) (?P<n>[2-9]|{alternatives(COUNTS)}|ket|kettot|harmat|negyet)\b"
)
_COUNTED = {**COUNTS, "ket": 2, "kettot": 2, "harmat": 3, "negyet": 4}
#: how many are put together
_SO_MANY = {
    2: re.compile(r"\b(?:both|the two|(?:a )?kett(?:ot|o)|mindkett\w*)\b"),
    3: re.compile(r"\b(?:(?:all|the|these|those) three|harm(?:at|ukat)|mindharm\w+)\b"),
}
_THEM = (
    r"(?:them|those|these|all|it|that|(?:the )?(?:first|top) \w+|both|the (?:two|three|lot|pair))"
)
#: matches that were listed become a slip
_PUT_TOGETHER = re.compile(
    rf"\b(?:put|stick|make|turn|throw|whack|combine|double|roll|lump|do)\b.*\b{_THEM}\b"
    r"(?:.*\b(?:acca|accumulator|slip|double|treble|\w*fold|parlay|bet|combo|multi"
    r"|together)\b|(?: up)?(?: at PRICE.*)?\W*$)"
    r"|\b(?:acca|accumulator|parlay|combo|multi) (?:of|with|from|on) (?:them|those|these|all)\b"
    r"|\b(?:tedd|rakd|ird|kosd|kotsd|vedd|tegyuk|rakjuk)\b.*"
    r"\b(?:ossze\w*|szelveny\w*|kombi\w*|kotes\w*)"
    r"|\b(?:ezekb[oe]l|ezt|ezeket|azokb[oe]l|mindb[oe]l|ebb[oe]l|elso (?:kettob|harombo)\w+)\b.*"
    r"\b(?:szelveny\w*|kombi\w*|kotes\w*)"
)
_ALL_WIN = re.compile(
    r"\ball (?:\w+ )?(?:to )?win\b|\bmind(?:egyik|ketto|harom|negy|annyi|en)? (?:nyer|gyoz)\w*"
)
_TOGETHER_ALONE = re.compile(
    r"\b(?:acca|accumulator|slip|double|treble|\w*fold|parlay|combo|multi"
    r"|together|ossze\w*|szelveny\w*|kombi\w*|kotes\w*)\b"
)


def slip_of_list(before: Reading | None, done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return “put them in an acca” as a slip of the winners that the last list told of.

    At its prices where there is one for each.
    """
    if before is None or now.clubs or not _PUT_TOGETHER.search(now.masked):
        return None
    lists = (each for each in (before, *done[::-1]) if len(_picks(each)) > 1)
    if bet := _of_goals(before, now):
        return _slip_of_goals(before, bet, now)
    told = next(lists, before)
    picks = _picks(told)
    if first := _FIRST.search(now.folded):
        picks = picks[: _COUNTED.get(first["n"]) or int(first["n"])]
    if len(picks) < 2 or not _TOGETHER_ALONE.search(now.folded):
        return None
    wanted_of_them = next((n for n, word in _SO_MANY.items() if word.search(now.folded)), None)
    if wanted_of_them not in (None, len(picks)) and not first:
        if wanted_of_them == 2:
            return None  # the two spoken of since
        picks = _clubs_spoken_of(done)[-(wanted_of_them or 0) :]
        told = replace(before, days=None)
    own = [_price_named(name, done) for name in picks]
    prices = [f" @{one:g}" if one else "" for one in [p.value for p in now.prices] or own]
    if len(prices) != len(picks):
        return None
    clubs = tuple(Club(start=0, end=0, name=name) for name in picks)
    legs = tuple(f"{name}: {name}{price}" for name, price in zip(picks, prices, strict=True))
    return replace(
        now, clubs=clubs, told_legs=legs, days=now.days or told.days, leagues=(), marks=(),
        prices=(), conditions=None, intents=(Intent.SLIP,),
    )  # fmt: skip


def _of_goals(told: Reading, now: Reading) -> str | None:
    """Return the bet on neither side that a list is put together with, or was put in order by."""
    if len(told.listed) < 2:
        return None
    order = told.order or order_said(told.folded)
    by = next((one for one in now.selections if COMPARED.match(one)), None)
    by = by or {"most_goals": "over_2_5", "fewest_goals": "under_2_5"}.get(order or "", order)
    if by is None or not OF_GOALS.match(by) or not COMPARED.match(by):
        return None
    return re.sub(r"^(over|under)_(\d)_(\d)$", r"\1 \2.\3", by)


def _slip_of_goals(told: Reading, bet: str, now: Reading) -> Reading | None:
    """Return such a slip, of all the matches of the list or of the first ones."""
    first = _FIRST.search(now.folded)
    many = (_COUNTED.get(first["n"]) or int(first["n"])) if first else len(told.listed)
    two = _SO_MANY[2].search(now.folded) and len(told.listed) > 2 and not first
    if two or not _TOGETHER_ALONE.search(now.folded):
        return None
    rows = told.listed[:many]
    return replace(
        now, clubs=tuple(Club(start=0, end=0, name=one.home) for one in rows),
        told_legs=tuple(f"{one.home} v {one.away}: {bet}" for one in rows),
        days=now.days or told.days, leagues=(), marks=(), conditions=None, intents=(Intent.SLIP,),
    )  # fmt: skip


def _picks(told: Reading) -> list[str]:
    """Return the winners that a list tells of."""
    return [one.pick for one in told.listed if one.pick]


def _clubs_spoken_of(done: Sequence[Reading]) -> list[str]:
    """Return the clubs whose wins were asked about, each once, in turn."""
    alone = (one for one in done if are_compared(one) or len(one.clubs) == 1)
    return list(dict.fromkeys(club.name for one in alone for club in one.clubs))


def _price_named(club: str, done: Sequence[Reading]) -> float | None:
    """Return the price that was named last on a club's win."""
    on_it = (
        one.price for reading in reversed(done) if reading.clubs and len(reading.prices) == 1
        for one in offers(reading) if one.pick.club == club
    )  # fmt: skip
    return next(on_it, None)


def slip_of_compared(before: Reading | None, now: Reading) -> Reading | None:
    """Return “odds for all three to win” as a slip of the clubs that were compared."""
    if before is None or now.clubs or now.days or not are_compared(before):
        return None
    asked = OF_ODDS.search(now.folded) or now.prices
    if not (_ALL_WIN.search(now.folded) or (ALL_OF_IT.search(now.folded) and asked)):
        return None
    legs = tuple(f"{club.name}: {club.name}" for club in before.clubs)
    return replace(
        now, clubs=before.clubs, told_legs=legs, days=before.days, marks=(), intents=(Intent.SLIP,)
    )


def slip_of_conditions(before: Reading | None, now: Reading) -> Reading | None:
    """Return what is done to a slip that was made up: it is one like any other then."""
    if before is None or before.conditions is None or not before.legs:
        return None
    legs = tuple(f"{leg.home} v {leg.away}: {leg.bet}" for leg in before.legs if leg.bet)
    clubs = tuple(Club(start=0, end=0, name=leg.home) for leg in before.legs)
    slip = replace(  # whose legs name their matches: what is added may be on another day
        before, clubs=clubs, told_legs=legs, days=None, marks=(), leagues=(), conditions=None,
        intents=(Intent.SLIP,),
    )  # fmt: skip
    return slip_changed(slip, now)


def slip_taken_up(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a message that goes back to a slip, though something else was asked between."""
    earlier = done[-_BETWEEN - 1 : -1]
    slip = next((one for one in reversed(earlier) if wanted(one) == (Intent.SLIP,)), None)
    if slip is None:
        return None
    legs = legs_said(slip) or ""
    of_legs = now.mentions and all(f"{club.name}:" in legs for club in now.mentions[:1])
    changes = REMOVE.search(typed(now)) or SWAP.search(typed(now))
    if not (of_legs and changes) and not (_NAMED.search(now.folded) and not now.mentions):
        return None
    return slip_changed(slip, now)
