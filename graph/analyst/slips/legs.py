"""The legs of a slip in a message, as the tool takes them.

“kombi: Arsenal 1.6 és Bayern 1.3” has two legs; each ends at its price, or at an “and” where no
prices are named. A leg without clubs of its own is of the match before it. Knows no tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from graph.analyst.joint import combined, is_accumulator, together, wins_beside
from graph.analyst.lists import is_list
from graph.analyst.offers import listed_with_prices, offers
from graph.analyst.owners import whose
from graph.analyst.parts_played import is_of_pair, is_opponent
from graph.analyst.picks import PRICED
from graph.analyst.reading import Reading
from graph.analyst.slips.bets import written
from graph.analyst.slips.money import without_money
from graph.analyst.slips.systems import KOTES, SYSTEM
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Mark, Pick
from graph.analyst.spotting.spans import Span

_PAIR = 2

#: a leg that stands on every line of a system
_FIXED = re.compile(r"\b(?:fix\w*|banker)\b")
_PARTED = re.compile(r"\s(?:and|'?n'?|with|es|meg|plus|valamint)\s|[;+&\n]|,(?!\d)")
_ALL_WIN = re.compile(r"\ball (?:of them )?(?:to )?win\b|\bmind(?:egyik|enki|annyi)? (?:nyer|gyoz)")
_OPPONENTS = re.compile(
    r"CLUB.*\b(?:against|vs?\.?|versus)(?: the)? CLUB|CLUB.*CLUB (?:ellen|otthon|vendeg)"
)


def legs_said(reading: Reading) -> str | None:
    """Return the legs in the tool's way of writing; None without a club, or with none left.

    Of a message that goes on with a slip, the slip's legs with what it adds, or without what it
    takes off.
    """
    if reading.told_legs:
        return "; ".join(reading.told_legs)
    if reading.slip is None:
        return _own_legs(reading)
    legs = _parted(legs_said(reading.slip))
    if reading.change in ("remove", "swap"):
        off = {club.name for club in reading.mentions}
        kept = [leg for leg in legs if not off & _named_in(leg)]
        if reading.change == "swap":
            kept += _parted(_own_legs(_without(reading, set().union(*map(_named_in, legs)))))
        legs = kept
    elif reading.change == "only":
        alone = {club.name for club in reading.mentions}
        legs = [leg for leg in legs if alone & _named_in(leg)]
    elif reading.change == "same" and len(legs) == len(reading.prices) == 1:
        legs = [f"{legs[0].partition(' @')[0]} @{reading.prices[0].value:g}"]
    elif reading.change == "same" and len(legs) == len(reading.prices):
        named = [leg.partition(" @")[0] for leg in legs]
        legs = [f"{leg} @{one.value:g}" for leg, one in zip(named, reading.prices, strict=True)]
    elif reading.change == "other":
        own = _parted(_own_legs(replace(reading, slip=None, change=None)))
        now = {name for leg in own for name in leg.partition(": ")[0].split(" v ")}
        legs = [leg for leg in legs if not now & _named_in(leg)] + own
    elif reading.change == "add":
        legs += _parted(_own_legs(reading) if reading.mentions else _of_the_same(reading, legs))
    return "; ".join(dict.fromkeys(legs)) or None


def _named_in(leg: str) -> set[str]:
    """Return the clubs of a leg, and its bet."""
    return set(re.split(r" v |: ", leg))


def _without(reading: Reading, names: Set[str]) -> Reading:
    """Return a message as if it had not named these clubs."""
    others = tuple(club for club in reading.mentions if club.name not in names)
    return replace(reading, mentions=others, clubs=others, slip=None, change=None)


def _parted(legs: str | None) -> list[str]:
    return legs.split("; ") if legs else []


def _of_the_same(reading: Reading, legs: list[str]) -> str:
    """Return the bets of a message that names no club, in the match of the slip's last leg."""
    match = legs[-1].partition(": ")[0] if legs else ""
    ending = f" @{reading.prices[0].value:g}" if reading.prices else ""
    bets = [written(mark.selection, whose(mark, (), reading)) for mark in reading.marks]
    return "; ".join(f"{match}: {bet}{ending}" for bet in bets)


def _own_legs(reading: Reading) -> str | None:
    """Return the legs that the message itself names."""
    if not reading.clubs:
        return None
    reading = without_money(reading)
    if combined(reading):
        reading = replace(reading, prices=())
    if not reading.mentions:
        return _leg_spoken_of(reading)
    if listed := listed_with_prices(reading):
        paired = zip(listed, reading.prices, strict=True)
        return "; ".join(f"{club.name}: {club.name} @{price.value:g}" for club, price in paired)
    if _all_win(reading):
        return "; ".join(f"{club.name}: {club.name}" for club in reading.clubs)
    legs: list[str] = []
    one = _one_match(reading)
    match = one or _spoken_of(reading)
    system = bool(SYSTEM.search(reading.folded) or KOTES.search(reading.folded))
    for part in parts(reading):
        clubs = [club for club in reading.mentions if club.touches(part)]
        marks = [mark for mark in reading.marks if mark.touches(part) and _is_bet(mark)]
        prices = [price.value for price in reading.prices if price.touches(part)]
        if not (clubs or (marks and match)) or not all(club.known for club in clubs):
            continue
        match = _match(clubs, match)
        if one and not (marks or prices) and all(is_opponent(club, reading) for club in clubs):
            continue  # “… at 2.6 against Everton”
        if one and not (marks or prices) and len(reading.prices) == 1:
            continue  # “Bayern -1.5 2.1 Wolfsburg”
        if not marks and not prices and all(is_of_pair(club, reading) for club in clubs):
            continue  # “Man United – Arsenal: …” names the match that the next legs are of
        bets = [_bet(mark, clubs, reading) for mark in marks] or [_winner(reading, clubs, part)]
        bets = [*wins_beside(clubs, marks, reading), *bets]
        ending = f" @{prices[0]:g}" if prices else ""
        ending += " fix" if system and _is_fixed(reading, part) else ""
        legs += [f"{match}: {bet}{ending}" for bet in bets]
    return "; ".join(legs) or None


def _all_win(reading: Reading) -> bool:
    """Whether an accumulator only lists clubs: “acca: arsenal liverpool and bayern”.

    An even number of clubs may as well be matches, unless all of them are said to win.
    """
    plain = not (reading.prices or reading.marks) and all(club.known for club in reading.clubs)
    listed = is_list(reading) or (len(reading.clubs) > _PAIR and _ALL_WIN.search(reading.folded))
    return plain and bool(listed)


def total_said(reading: Reading) -> float | None:
    """Return the one price that is on all legs together."""
    reading = without_money(reading)
    if reading.change in ("same", "remove"):  # a price is on none that is taken off
        named = reading.prices[0].value if len(reading.prices) == 1 else None
        if reading.change == "remove":
            return named
        return named or (total_said(reading.slip) if reading.slip else None)
    return reading.prices[0].value if combined(reading) else None


def day_said(reading: Reading) -> str | None:
    """Return the one day that all matches are on; “3/4” of a system is none, nor are two days."""
    days, system = reading.days, SYSTEM.search(reading.folded)
    if days is None or not days.single or reading.masked.count("DAY") > 1:
        return None
    if system and days.touches(Span(start=system.start(), end=system.end())):
        return None
    return days.first.isoformat()


def _one_match(reading: Reading) -> str:
    """Return the match of a message about one alone: “over 3.5 at 2.7 in United v Arsenal”."""
    names = list(dict.fromkeys(club.name for club in reading.mentions))
    one_price = len(reading.prices) <= 1
    paired = all(is_of_pair(club, reading) for club in reading.mentions) or (
        one_price and bool(_OPPONENTS.search(reading.masked))
    )
    if not paired and len(reading.prices) == 1:  # “Bayern -1.5 2.1 Wolfsburg”
        paired = not (_PARTED.search(reading.folded) or is_accumulator(reading))
    return " v ".join(names) if len(names) == _PAIR and paired else ""


def _spoken_of(reading: Reading) -> str:
    """Return the match of the message before, when this one names only a club of it."""
    names = {club.name for club in reading.mentions}
    spoken_of = {club.name for club in reading.clubs}
    if len(spoken_of) == _PAIR and names < spoken_of:
        return " v ".join(club.name for club in reading.clubs)
    return ""


def _is_fixed(reading: Reading, part: Span) -> bool:
    """Whether a leg is said to be fixed: before its name, or after its price."""
    for found in _FIXED.finditer(reading.folded):
        at = found.start()
        before = [one.start for one in reading.prices if one.end <= at <= one.end + 2]
        place = Span(start=before[-1] if before else at, end=(before[-1] if before else at) + 1)
        if place.touches(part):
            return True
    return False


def _leg_spoken_of(reading: Reading) -> str:
    """Return the leg that the message before was about, or those of its match that are one bet."""
    offered, first = offers(reading), reading.clubs[0]
    pick = offered[0].pick if offered else reading.inherited
    if reading.marks:
        bet = written(reading.marks[0].selection, whose(reading.marks[0], (), reading))
    else:
        bet = _bet_on(pick, reading) if pick else reading.subject or first.name
    odds = f" @{offered[0].price:g}" if offered else ""
    if together(reading):
        joint = [mark for mark in reading.marks if _is_bet(mark)]
        match = " v ".join(club.name for club in reading.clubs[:2])
        return _of_the_same(replace(reading, marks=tuple(joint)), [match])
    return f"{' v '.join(club.name for club in reading.clubs[:2])}: {bet}{odds}"


def _bet_on(pick: Pick, reading: Reading) -> str:
    """Return an outcome spoken of as a bet; that a club alone loses, as the other not to win."""
    first = reading.subject or reading.clubs[0].name
    if pick.against:
        others = [club.name for club in reading.clubs if club.name != pick.against]
        return others[0] if others else f"{first} loses"
    return pick.club or written(pick.selection or "home", first)


def parts(reading: Reading) -> Iterator[Span]:
    """Yield the pieces of the message that hold a leg each."""
    named = [*reading.mentions, *reading.marks]
    first = min((one.start for one in named), default=0)
    if not reading.prices:
        ends = [
            found.start()
            for found in _PARTED.finditer(reading.folded)
            if not any(one.start < found.end() and found.start() < one.end for one in named)
        ]
    elif reading.prices[0].start < first:  # “1.6 Arsenal, 1.3 Bayern”
        ends = [price.start for price in reading.prices[1:]]
    else:
        ends = [price.end for price in reading.prices]
    at = 0
    for end in [*ends, len(reading.folded)]:
        if end > at:
            yield Span(start=at, end=end)
        at = end


def _is_bet(mark: Mark) -> bool:
    return bool(PRICED.match(mark.selection)) or mark.selection == "draw_no_bet"


def _match(clubs: list[Club], before: str) -> str:
    """Return the match of a leg: that before it when it names one of its clubs, or none."""
    names = list(dict.fromkeys(club.name for club in clubs))
    return before if set(names) <= set(before.split(" v ")) else " v ".join(names[:2])


def _bet(mark: Mark, clubs: list[Club], reading: Reading) -> str:
    return written(mark.selection, whose(mark, clubs or reading.mentions, reading))


def _winner(reading: Reading, clubs: list[Club], part: Span) -> str:
    """Return the club that is to win: what a price is on, else the first one named."""
    for price, offer in zip(reading.prices, offers(reading), strict=True):
        if price.touches(part) and offer.pick.club in {club.name for club in clubs}:
            return str(offer.pick.club)
    return clubs[0].name
