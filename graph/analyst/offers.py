"""What each price of a message is on: a club, the draw, a line of goals.

Knows no tools; home and away are settled when the real fixture is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.analyst.joint import ACCUMULATOR
from graph.analyst.parts_played import is_of_pair, is_on, is_opponent
from graph.analyst.picks import PRICED, focus, subject_of
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Mark, Pick
from graph.analyst.spotting.spans import Span

#: the results of a match, as a market has them
SIDES = ("home", "draw", "away")

#: a name this many letters from a price is what the price is on
NEAR = 16

#: between a bet and the club that it is of
_OWNED = re.compile(r"^ (?:(?:az?|the|on|for|of) )*$")
_PARTS = re.compile(r",\s|;| and | es ")

#: so many clubs, each with its price, are a slip
LISTED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A price and what it is on."""

    price: float
    pick: Pick
    #: nothing said what it is on; the win of the club spoken of, or of the first one, was taken
    assumed: bool = False


def offers(reading: Reading) -> tuple[Offer, ...]:
    """Return each price of the message with the outcome it is on.

    Three prices without an outcome near any are home, draw and away.
    """
    near = _in_turn(reading) or [_nearest(price, reading) for price in reading.prices]
    if len(near) == 3 and not all(near):
        picks = [Pick(selection=selection) for selection in ("home", "draw", "away")]
        return tuple(
            Offer(price=price.value, pick=pick)
            for price, pick in zip(reading.prices, picks, strict=True)
        )
    fallback = focus(reading)
    if fallback and fallback.selection and not PRICED.match(fallback.selection):
        fallback = None
    found = []
    for price, pick in zip(reading.prices, near, strict=True):
        taken = pick or fallback or Pick(club=subject_of(reading) or _first(reading))
        found.append(Offer(price=price.value, pick=taken, assumed=not (pick or fallback)))
    return tuple(found)


def _first(reading: Reading) -> str | None:
    return reading.clubs[0].name if reading.clubs else None


def in_market_order(reading: Reading) -> tuple[float, ...]:
    """Return the prices as a market has them: “home 2.3, away 3.0, draw 3.4” is 2.3, 3.4, 3.0.

    In the order of the message where no words say which price is which.
    """
    offered = offers(reading)
    sides = [
        one.pick.for_match(*(club.name for club in reading.clubs))
        if len(reading.clubs) == 2
        else one.pick.selection
        for one in offered
    ]
    if sorted(map(str, sides)) == sorted(SIDES):
        return tuple(offered[sides.index(side)].price for side in SIDES)
    return tuple(price.value for price in reading.prices)


def _in_turn(reading: Reading) -> list[Pick | None] | None:
    """Return the outcomes where each has its price: “West Ham 1.75 draw 4.0 Luton 4.5”.

    Or where as many clubs are listed first, and their prices behind them.
    """
    if listed := (listed_with_prices(reading) or _of_both_sides(reading)):
        return [Pick(club=club.name) for club in listed]
    clubs = [
        club
        for club in reading.mentions
        if not is_opponent(club, reading) and not is_of_pair(club, reading)
    ]
    marks = [mark for mark in reading.marks if PRICED.match(mark.selection)]
    named: Sequence[Club | Mark] = sorted([*clubs, *marks], key=lambda one: one.start)
    if len(named) != len(reading.prices) or len(named) < 2:
        return None
    for first, second in ((named, reading.prices), (reading.prices, named)):
        spans = [span for pair in zip(first, second, strict=True) for span in pair]
        if all(one.end <= other.start for one, other in pairwise(spans)):
            return [
                Pick(club=one.name) if isinstance(one, Club) else Pick(selection=one.selection)
                for one in named
            ]
    return None


def listed_with_prices(reading: Reading) -> tuple[Club, ...]:
    """Return the clubs of “City, Spurs, Leipzig: 1.22 1.4 1.5”; nothing where it is no such list.

    Three clubs at least, or two that are called a slip: of two, prices may be those of their match.
    """
    clubs, prices = reading.mentions, reading.prices
    few = len(clubs) < LISTED and not ACCUMULATOR.search(reading.folded)
    if few or len(clubs) != len(prices) or len(clubs) < 2 or reading.marks:
        return ()
    if len({club.name for club in clubs}) != len(clubs) or clubs[-1].end > prices[0].start:
        return ()
    return tuple(clubs)


def _of_both_sides(reading: Reading) -> tuple[Club, ...]:
    """Return the two clubs of “Arsenal Chelsea 1.9 4.2”, whose prices are in their order."""
    clubs, prices = reading.mentions, reading.prices
    if not len(clubs) == len(prices) == len(SIDES) - 1 or reading.marks:
        return ()
    paired = all(is_of_pair(club, reading) for club in clubs)
    return tuple(clubs) if paired and clubs[-1].end <= prices[0].start else ()


def _nearest(price: Span, reading: Reading) -> Pick | None:
    """Return what stands nearest to a price; “on Arsenal” and “Arsenalra” before all others."""
    places = [
        (not is_on(mark, reading), _distance(price, mark, reading), Pick(selection=mark.selection))
        for mark in reading.marks
        if PRICED.match(mark.selection)
    ]
    places += [
        (not is_on(club, reading), _distance(price, club, reading), Pick(club=club.name))
        for club in reading.mentions
        if not is_opponent(club, reading) and not is_of_pair(club, reading)
    ]
    if len(reading.prices) == 1 and (joint := _bet_of_club(reading)):
        return joint
    named_on = [pick for is_off, _, pick in places if not is_off]
    if len(reading.prices) == 1 and len(named_on) == 1:
        return named_on[0]
    marks = [place for place in places if not isinstance(place[2].club, str)]
    alone = len(reading.prices) == 1 and len(marks) == 1
    if alone and all(
        place[0] for place in places if place not in marks
    ):  # one outcome, one price, and no “on Arsenal”
        return marks[0][2]
    near = [place for place in places if place[1] <= NEAR]
    return min(near, key=lambda place: place[:2])[2] if near else None


def _bet_of_club(reading: Reading) -> Pick | None:
    """Return the one outcome that the one club beside it only owns: “x2 on Chelsea at 2.0”."""
    marks = [mark for mark in reading.marks if PRICED.match(mark.selection)]
    if len(marks) != 1 or len(reading.mentions) != 1:
        return None
    first, second = sorted((marks[0], reading.mentions[0]), key=lambda one: one.start)
    beside = _OWNED.match(reading.folded[first.end : second.start])
    return Pick(selection=marks[0].selection) if beside else None


def _distance(price: Span, named: Span, reading: Reading) -> int:
    """Return the letters between the two; a comma parts them: “Arsenal win 1.62, Everton 5.2”."""
    first, second = sorted((price, named), key=lambda one: one.start)
    parted = _PARTS.search(reading.folded[first.end : second.start])
    return price.gap(named) + (NEAR // 2 if parted else 0)
