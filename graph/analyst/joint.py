"""Outcomes that are one bet together: “Arsenal win and over 2.5 at 2.50”, clubs of one slip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.parts_played import is_of_pair
from graph.analyst.picks import PRICED
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Mark

#: several bets on one slip, in a word
ACCUMULATOR = re.compile(
    r"\b(?:acca|accumulator|parlay|treble|multi|combo|(?:\d|three|four|five|six)[- ]?fold"
    r"|kombi\w*|(?:kettes|harmas|negyes|otos|hatos|dupla|tripla)?kotes\w*|szelveny\w*)\b"
    r"|\bdouble\b(?! chance)"
)
_ALSO = re.compile(
    r"^\s*(?:to )?(?:wins?|winning|gyoz\w*|nyer\w*)?"
    r"\s*(?:\+|&|\band|\b'?n'?|\bwith|\bes|\bplus|\bmeg)\s*"
    r"(?:an? |the |az? )?$"
)
#: two clubs that win both, or that are put together
_BOTH_WIN = re.compile(
    r"\bboth (?:the )?CLUB and (?:the )?CLUB (?:to |will )?win\b"
    r"|CLUB and (?:the )?CLUB (?:to |will )?both (?:to )?win\b"
    r"|CLUB (?:to )?wins? ?(?:and|,|\+|&|plus|with) (?:the )?CLUB (?:to )?wins?\b(?! the\b)"
    r"|CLUB\S* (?:nyer|gyoz) ?(?:es|,|\+|meg) (?:az? )?CLUB\S* (?:is )?(?:nyer|gyoz)\b(?! a\b)"
    r"|\b(?:put|stick|combine|lump)\b(?: the)? CLUB (?:and|with|,) (?:the )?CLUB\b"
    r"(?: together| in one| on one slip)?\W*$"
    r"|\b(?:rak|teg|fuzz|foz|fogj|koss|kombinal)\w* (?:ossze|egybe|egyutt)\w* (?:az? )?CLUB\S*"
    r"(?: es| meg|,) (?:az? )?CLUB"
    r"|CLUB\S* is,? (?:es |meg )?(?:az? )?CLUB\S* is (?:\w+ )?(?:nyer|gyoz|hoz|bejon)\w*"
    r"|\b(?:nyer|gyoz|bejon)\w* (?:az? )?CLUB\S* is,? (?:es |meg )?(?:az? )?CLUB\S* is\b"
)
#: “Arsenal win btts”: a result, and goals right behind it
_WINS_TOO = re.compile(r"^\s*(?:to )?(?:wins?|winning)\s+$")
_BESIDE_A_WIN = re.compile(r"(?:over|under)_|btts_")


def combined(reading: Reading) -> bool:
    """Whether one price is on several outcomes together: “Arsenal win and over 2.5 at 2.50”."""
    if len(reading.prices) != 1:
        return False
    if is_accumulator(reading):
        return True
    return any(mark.end <= reading.prices[0].start for mark in _joined(reading))


def together(reading: Reading) -> bool:
    """Whether outcomes of one match are asked about as one: “Arsenal win and over 2.5”.

    “Home, draw and away” are asked about one by one.
    """
    results = [mark for mark in reading.marks if mark.selection in {"home", "draw", "away"}]
    return not reading.prices and len(results) < 2 and bool(_joined(reading))


def both_win(reading: Reading) -> bool:
    """Whether the chance that two clubs win, each its own match, is asked: “A is meg B is nyer”."""
    return not (reading.prices or reading.marks) and bool(_BOTH_WIN.search(reading.masked))


def _joined(reading: Reading) -> list[Mark]:
    """Return the outcomes that stand behind another bet and an “and”."""
    marks = [mark for mark in reading.marks if PRICED.match(mark.selection)]
    bets = [*marks, *(club for club in reading.mentions if not is_of_pair(club, reading))]
    return [
        mark
        for mark in marks
        if any(
            bet.end <= mark.start and _is_also(reading.folded[bet.end : mark.start], mark)
            for bet in bets
        )
    ]


def _is_also(between: str, mark: Mark) -> bool:
    """Whether the words between a bet and the next one say that both are meant."""
    goals_too = _BESIDE_A_WIN.match(mark.selection) and _WINS_TOO.match(between)
    return bool(_ALSO.match(between) or goals_too)


def wins_beside(clubs: Sequence[Club], marks: Sequence[Mark], reading: Reading) -> list[str]:
    """Return the club of “Arsenal win btts”, whose win is a bet beside the goals."""
    goals = [mark for mark in marks if _BESIDE_A_WIN.match(mark.selection)]
    return [
        club.name
        for club in clubs
        if any(_WINS_TOO.match(reading.folded[club.end : mark.start]) for mark in goals)
    ][:1]


def is_accumulator(reading: Reading) -> bool:
    """Whether clubs are called an accumulator, and its price stands outside all of them."""
    clubs = [club for club in reading.mentions if not is_of_pair(club, reading)]
    if len({club.name for club in clubs}) < 2 or not ACCUMULATOR.search(reading.folded):
        return False
    price = reading.prices[0]
    return all(club.end <= price.start for club in clubs) or all(
        price.end <= club.start for club in clubs
    )
