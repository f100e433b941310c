"""Which outcome a message is about: a club's win, the draw, a goal line; and each price's outcome.

Knows no tools; home and away are settled when the real fixture is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club, is_ground
from graph.analyst.spotting.markets import Mark, Pick
from graph.analyst.spotting.spans import Span

#: outcomes that may have a price; the other marks are topics
PRICED = re.compile(
    r"^(?:home|draw|away|(?:team_)?(?:over|under)_\d(?:_\d+)?"
    r"|(?:team_)?exactly_\d(?:_\d)?|btts_yes|btts_no|1X|12|X2"
    r"|handicap_.+|to_nil|by_\d|odd|even|draw_no_bet|or_draw|not_win|clean_sheet|concede|(?:own_)?score_.+)$"
)
#: of these, those whose prices are compared with the market's; the others are priced as slips
COMPARED = re.compile(r"^(?:home|draw|away|over_2_5|under_2_5|btts_yes|btts_no|1X|12|X2)$")
#: the results of a match, as a market has them
SIDES = ("home", "draw", "away")
#: neither side's: the draw, and how many goals there are
OF_GOALS = re.compile(r"(?:over|under|exactly|number_of)_|btts_|draw$|correct_score$")
#: a name this many letters from a price is what the price is on
NEAR = 16

_BEFORE_OPPONENT = re.compile(
    r"(?:\bbeat\w*|\bagainst|\bversus|\bvs?\.?|\bover|\bdefeat\w*|\bto|\bat"
    r"|(?<!value )\bin|-)\s*(?:the|an?|az)?\s*$"
)
_AFTER_OPPONENT = re.compile(r"^\s*(?:ellen|ottho[nm]\w*|palya\w*|folott|vendegekent)")
_ON_BEFORE = re.compile(r"\bon (?:the )?$")
_ON_ENDING = re.compile(r"(?:ra|re)$")
_BACKED_ENDING = re.compile(r"\w(?:ra|re|ban|ben)$")
_BACKED_AFTER = re.compile(r"^-?(?:ra|re|ban|ben)\b")
_FACED = re.compile(r"^-?\w{0,2} ellen\b")
_FACES = re.compile(r"^ (?:against|to beat) ")
_JOINED = re.compile(r"^\s*(?:-|/|vs?\.?|versus|against)?\s*(?:the |az? )?$")
_BEATS = re.compile(r"\b(?:legyoz|megver|elver|legyozni|megverni|kiuti)")
LOSES = re.compile(r"\b(?:lose|loses|losing|kikap|veszit|vereseg)\w*")
_WINS = re.compile(
    r"\b(?:win|wins|winning|beat|beats|beating|nyer\w*|gyoz\w*|legyoz\w*|megver\w*|elver\w*)\b"
)
_THEY = re.compile(r"\b(?:they|it|he|we)\b")
#: several bets on one slip, in a word
_ACCUMULATOR = re.compile(
    r"\b(?:acca|accumulator|parlay|treble|multi|combo|(?:\d|three|four|five|six)[- ]?fold"
    r"|kombi\w*|kotes\w*|szelveny\w*)\b"
    r"|\bdouble\b(?! chance)"
)
_ALSO = re.compile(
    r"^\s*(?:to )?(?:wins?|winning|gyoz\w*|nyer\w*)?"
    r"\s*(?:\+|&|\band|\b'?n'?|\bwith|\bes|\bplus|\bmeg)\s*"
    r"(?:an? |the |az? )?$"
)
#: “Arsenal win btts”: a result, and goals right behind it
_WINS_TOO = re.compile(r"^\s*(?:to )?(?:wins?|winning)\s+$")
_BESIDE_A_WIN = re.compile(r"(?:over|under)_|btts_")
#: between a bet and the club that it is of
_OWNED = re.compile(r"^ (?:(?:az?|the|on|for|of) )*$")
_PARTS = re.compile(r",\s|;| and | es ")
_WHICH = re.compile(r"\b(?:who|which|ki|kik|melyik)\b")


#: a part of a message between commas, “and” and question marks
_CLAUSE = re.compile(r"(?:(?! (?:and|es) |[?!;]|, )[\s\S])+")
#: words that ask for the result
_RESULT = re.compile(r"\b(?:chances?|win|wins|beat|beats|esely\w*|nyer\w*|gyoz\w*|legyoz\w*)\b")
#: outcomes told in one answer
TOPICS = 3
#: so many clubs, each with its price, are a slip
LISTED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A price and what it is on."""

    price: float
    pick: Pick
    #: nothing said what it is on; the win of the club spoken of, or of the first one, was taken
    assumed: bool = False


def focus(reading: Reading) -> Pick | None:
    """Return the outcome that is asked about, None for “who wins?” and the match as a whole."""
    if reading.marks:
        first = reading.selections[0]
        sides = [one for one in reading.selections if one in ("1X", "X2", "12")]
        return Pick(selection=sides[0] if sides and first == "double_chance" else first)
    if reading.inherited:
        return reading.inherited
    if _WHICH.search(reading.masked):
        return None
    if named := _only_opponent(reading):
        return Pick(club=named) if LOSES.search(reading.folded) else Pick(against=named)
    subjects = [club for club in reading.mentions if not is_opponent(club, reading)]
    if not subjects or not reading.clubs:
        return None
    if LOSES.search(reading.folded):
        others = [club.name for club in reading.clubs if club.name != subjects[0].name]
        return Pick(club=others[0]) if others else Pick(against=subjects[0].name)
    return Pick(club=subjects[0].name) if _WINS.search(reading.folded) else None


def _only_opponent(reading: Reading) -> str | None:
    """Return the club that “they” play: “will they beat CLUB”, “what if they lose at CLUB?”."""
    if len(reading.mentions) != 1 or not reading.clubs:
        return None
    (club,) = reading.mentions
    before = reading.folded[: club.start]
    object_case = reading.folded[club.start : club.end].endswith("t") and not _is_stem(club)
    if object_case and _BEATS.search(reading.folded):
        return club.name  # “és ha legyőzik a Unitedet”
    ends = LOSES.search(before) or _WINS.search(before)
    return club.name if ends and _THEY.search(before) and _BEFORE_OPPONENT.search(before) else None


def topics(reading: Reading) -> tuple[Pick | None, ...]:
    """Return each outcome asked about: “their chance on Sunday, and over 2.5?” has two."""
    picks: dict[Pick | None, None] = {}
    for clause in _CLAUSE.finditer(reading.folded):
        at = Span(start=clause.start(), end=clause.end())
        marked = [Pick(selection=mark.selection) for mark in reading.marks if mark.touches(at)]
        asked = _RESULT.search(clause.group()) and any(one.touches(at) for one in reading.mentions)
        picks.update(dict.fromkeys(marked or ()))
        if asked and not marked:
            picks[_winner(reading)] = None
    return tuple(picks)[:TOPICS] if len(picks) > 1 and reading.marks else (focus(reading),)


def subject_of(reading: Reading) -> str | None:
    """Return the one club that a message is about, whose opponent or ground the other is."""
    if len(reading.clubs) < 2:
        return reading.clubs[0].name if reading.clubs else None
    about = {
        club.name
        for club in reading.mentions
        if not is_opponent(club, reading) and not is_of_pair(club, reading)
    }
    return about.pop() if len(about) == 1 else reading.subject or _backed(reading)


def _backed(reading: Reading) -> str | None:
    """Return whom a price is on in “on CLUB against CLUB”, “van érték a CLUBban a CLUB ellen”."""
    backed = {
        club.name
        for club in reading.mentions
        if _is_on(club, reading)
        or _BACKED_ENDING.search(reading.folded[club.start : club.end])
        or _BACKED_AFTER.match(reading.folded[club.end :])
    }
    if len(backed) == 1:
        return backed.pop()
    if not reading.mentions:
        return None
    first, *others = reading.mentions
    faced = any(_FACED.match(reading.folded[other.end :]) for other in others)
    faces = _FACES.match(reading.folded[first.end :])
    return first.name if len(others) == 1 and (faced or faces) else None


def _winner(reading: Reading) -> Pick | None:
    return focus(replace(reading, marks=(), inherited=None))


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
    few = len(clubs) < LISTED and not _ACCUMULATOR.search(reading.folded)
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
    if len({club.name for club in clubs}) < 2 or not _ACCUMULATOR.search(reading.folded):
        return False
    price = reading.prices[0]
    return all(club.end <= price.start for club in clubs) or all(
        price.end <= club.start for club in clubs
    )


def _nearest(price: Span, reading: Reading) -> Pick | None:
    """Return what stands nearest to a price; “on Arsenal” and “Arsenalra” before all others."""
    places = [
        (not _is_on(mark, reading), _distance(price, mark, reading), Pick(selection=mark.selection))
        for mark in reading.marks
        if PRICED.match(mark.selection)
    ]
    places += [
        (not _is_on(club, reading), _distance(price, club, reading), Pick(club=club.name))
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


def _is_on(named: Span, reading: Reading) -> bool:
    """Whether “on” or its Hungarian ending says that a bet is on what is named."""
    return bool(
        _ON_BEFORE.search(reading.folded[: named.start])
        or _ON_ENDING.search(reading.folded[named.start : named.end])
    )


def is_of_pair(club: Club, reading: Reading) -> bool:
    """Whether the name is half of “Arsenal–Chelsea”: the match, not an outcome."""
    return any(
        other is not club
        and _JOINED.match(reading.folded[first.end : second.start])
        and (_is_stem(first) or not _is_on(first, reading))
        and not any(is_ground(one, reading.folded) for one in (first, second))
        and not _AFTER_OPPONENT.match(reading.folded[second.end :])
        for other in reading.mentions
        for first, second in [sorted((club, other), key=lambda one: one.start)]
    )


def is_opponent(club: Club, reading: Reading) -> bool:
    """Whether a club is named as the one that another plays."""
    before, after = reading.folded[: club.start], reading.folded[club.end :]
    if _BEFORE_OPPONENT.search(before) and len(reading.mentions) > 1 and before.strip():
        return club is not reading.mentions[0]
    if is_ground(club, reading.folded) and len(reading.clubs) > 1:
        return True
    object_case = reading.folded[club.start : club.end].endswith("t")
    return bool(_AFTER_OPPONENT.match(after)) or bool(
        object_case
        and _BEATS.search(reading.folded)
        and len(reading.clubs) > 1
        and not _is_stem(club)
    )


def _is_stem(club: Club) -> bool:
    """Whether the name itself is what stands there, so that a final t is no case ending."""
    return len(club.name) == club.end - club.start
