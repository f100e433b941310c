"""Slips in a message: legs, system, stake, as the tool takes them.

“kombi: Arsenal 1.6 és Bayern 1.3” has two legs; each ends at its price, or at an “and” where no
prices are named. A leg without clubs of its own is of the match before it. Knows no tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from graph.analyst.bets_said import written
from graph.analyst.clubs import Club
from graph.analyst.lists import is_list
from graph.analyst.markets import Mark, Pick
from graph.analyst.number_words import spot_worded
from graph.analyst.owners import whose
from graph.analyst.picks import (
    PRICED,
    combined,
    is_accumulator,
    is_of_pair,
    is_opponent,
    offers,
    together,
)
from graph.analyst.reading import Reading
from graph.analyst.spans import Span
from graph.wording.folding import fold

#: counts of legs: “2 from 3”, “two out of three”, “háromból kettő”
_COUNTS = {
    name: number
    for number, names in enumerate(
        ("one|egy", "two|ket|ketto", "three|harom", "four|negy", "five|ot", "six|hat"), start=1
    )
    for name in names.split("|")
}  # fmt: skip
_N = rf"\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_SYSTEM = re.compile(
    rf"\b(?P<a>{_N}) ?(?:/|of|from|out of|az?(?= \w+bol)) ?(?P<b>{_N})(?:bol)?\b"
    r"(?!-?(?:os|es|as)?(?: of)?(?: an?| the)? kelly\b)"
    rf"|\b(?P<d>{_N})-?bol (?P<c>{_N})\b"
)
#: every pair, or every three, of the legs: “as doubles”, “in trebles”
_MULTIPLES = re.compile(r"\b(?P<size>doubles|trebles)\b")
_PAIR = 2
_SINGLES = re.compile(r"\b(?:singles|separately|kulon(?:-kulon)?|egyesben|egyesekben)\b")
#: what a stake comes out of is none: “mennyit tegyek fel 100000 forintból?”
_NOT_FROM = r"(?![\w-]*bol\b)"
_UNIT = r"(?:ft|huf|forint\w*|eur\w*|gbp|pounds?|quid|usd|dollars?)\b"
_MONEY = r"(?<![\d.,])(?:\d{1,3}(?:[ .,]\d{3})+|\d+(?:[.,]\d{1,2})?)(?![\d])"
_STAKE = re.compile(
    rf"(?P<n>{_MONEY}) ?(?:(?P<k>k|ezer) ?)?{_NOT_FROM}{_UNIT}|[€£$] ?(?P<m>{_MONEY})"
    rf"|\b(?:stake|tet(?:tel|em)?):? (?:of |is )?(?P<s>{_MONEY})"
    r"(?![.,/]\d| ?(?:%|per ?cent|szazalek))"
)
_PURSE = (
    r"(?:bankroll|bank|budget|pot\b|kitty|roll\b|wallet|stash|funds|toke|keret|kassz[ao]|(?:penz)?tarca?"
    r"|fogadopenz)\w*"
)
#: what one has: “ha 100000 forintom van”, “50 ezer forintból”, “I have £500”, “30000 a bankom”
_CAPITAL = re.compile(
    rf"(?P<n>{_MONEY}) ?(?:(?P<k>k|ezer) ?)?"
    r"(?:(?:forint\w*|ft|huf)? ?van\b(?! (?:esely|ra\b.*esely))"
    r"|(?:(?:forint|euro|font|dollar)om|penzem|(?P<e>ezrem))\b"
    r"|(?:ft|huf|forint|eur\w*|font|dollar)-?bol\b"
    rf"|{_UNIT} (?:left|to (?:my|our) name)\b)"
    rf"|(?P<o>{_MONEY}) ?(?:(?P<h>k|ezer|ezres) ?)?-?(?:os |es |as )?(?:{_UNIT}-?(?:os|es|as)? ?)?"
    rf"(?:(?:van |all |is )?(?:in )?(?:az? |my |the )?){_PURSE}\b"
    rf"|\b(?:i (?:only |just )?(?:have|got)|i've|ive|if i had|out of|{_PURSE}(?: is| of)?)"
    rf"(?: only| about| got)? [€£$]?(?P<m>{_MONEY})(?![.,]?\d| ?(?:/|of\b|out\b))(?: ?(?P<l>k)\b)?"
)
#: an amount, and no word that says what it is
_BARE = re.compile(
    r"^\W*(?:(?:and|or|but|ok|no|if|only|just|rather|actually|make it|more like|say|es|vagy|de"
    r"|na|ha"
    r"|inkabb|csak|legyen|mondjuk|akkor|it is|it's|i have|i had|i've got|van|bocs|sorry|what)\W+)*"
    rf"[€£$]?(?P<n>{_MONEY}) ?(?P<k>k|ezer)?(?:-?[aeo]?t)?(?: (?:{_UNIT}))?"
    r"(?: (?:inkabb|csak|instead|then|akkor|van|legyen))*\W*$"
)
_CURRENCY = re.compile(rf" ?{_NOT_FROM}{_UNIT}")
#: notes by their names: “a tenner”, “egy kétezrest”
_NOTES = {"fiver": 5, "tenner": 10, "grand": 1000}
_TIMES = {"": 1, "ket": 2, "harom": 3, "negy": 4, "ot": 5, "tiz": 10, "husz": 20, "otven": 50}
_SLANG = re.compile(
    r"\b(?:an? )(?P<s>fiver|tenner|grand)\b"
    rf"|\b(?P<t>{'|'.join(filter(None, _TIMES))})?(?P<u>ezres|ezret|szazas)(?:t|re|sel|ert|bol)?\b"
)
#: “3-as kötés” of four legs is a system too
_KOTES = re.compile(r"(?<![\d/])(?P<n>\d{1,2})-?(?:as|es|os) kotes\w*")
#: a leg that stands on every line of a system
_FIXED = re.compile(r"\b(?:fix\w*|banker)\b")
#: words around legs that name no club
_AROUND = re.compile(
    r"(?:an?|az|egy(?:utt)?|total|combined|all|one|osszes\w*|pays?|paying|fizet\w*|the|and|es|meg|plus|valamint|with|vs|versus|at|for|on|in|of|to|is|ma|how|what"
    r"|bet|slip|legs?|kombi\w*|kotes\w*|szelveny\w*|rendszer\w*|system|acca|accumulator|parlay|double"
    r"|treble|combo|multi|fix\w*|banker|odds\w*|szorzo\w*|tet\w*|teszek|tennek|rakok|stake|put|value"
    r"|megeri|erdemes|mennyit?|much|should|\w*hetvegen|weekend|today|tomorrow|holnap|wins?|gyoz|nyer)"
)
_WORD = re.compile(r"[^\W\d_][\w'.&-]*")
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
    if reading.slip is None:
        return _own_legs(reading)
    legs = _parted(legs_said(reading.slip))
    if reading.change in ("remove", "swap"):
        off = {club.name for club in reading.mentions}
        kept = [leg for leg in legs if not off & _named_in(leg)]
        if reading.change == "swap":
            kept += _parted(_own_legs(_without(reading, set().union(*map(_named_in, legs)))))
        legs = kept
    elif reading.change == "same" and len(legs) == len(reading.prices) == 1:
        legs = [f"{legs[0].partition(' @')[0]} @{reading.prices[0].value:g}"]
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
    reading = _without_money(reading)
    if combined(reading):
        reading = replace(reading, prices=())
    if not reading.mentions:
        return _leg_spoken_of(reading)
    if _all_win(reading):
        return "; ".join(f"{club.name}: {club.name}" for club in reading.clubs)
    legs: list[str] = []
    one = _one_match(reading)
    match = one or _spoken_of(reading)
    system = bool(_SYSTEM.search(reading.folded) or _KOTES.search(reading.folded))
    for part in _parts(reading):
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


def unknown_said(reading: Reading) -> tuple[str, ...]:
    """Return the names that stand where a club should and are none that we know.

    Of a piece with a price any words are such a name; of one without, a name in capitals.
    """
    reading = _without_money(reading)
    if not (reading.mentions or reading.prices):
        return ()
    if reading.clubs and not reading.mentions:  # all of it was said in the message before
        return ()
    return tuple(name for part in _parts(reading) if (name := _unknown_in(reading, part)))


def system_said(reading: Reading, legs: str | None = None) -> int | None:
    """Return the legs of each line of a system, without the fixed ones; 1 for singles.

    3 for “3/4”, “3 of 4”, “4-ből 3”, and for “3-as kötés” of more than three `legs`.
    """
    if _SINGLES.search(reading.folded):
        return 1
    written = legs.split("; ") if legs else []
    if reading.slip is not None and reading.change == "same":
        return system_said(reading.slip, legs)
    fixed = sum(leg.endswith(" fix") for leg in written)
    if named := _KOTES.search(reading.folded):
        size = int(named["n"])
        return size - fixed if fixed < size < len(written) else None
    if multiples := _MULTIPLES.search(reading.folded):
        size = 2 if multiples["size"] == "doubles" else 3
        return size if size < len(written) else None
    found = _SYSTEM.search(reading.folded)
    if found is None:
        return None
    size, of = _counted(found["a"] or found["c"]), _counted(found["b"] or found["d"])
    if not 1 <= size < of:
        return None
    # “2/3” of three legs with one fixed: each line has the fixed one and one more
    return max(size - fixed, 1) if of == len(written) else size


def _counted(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def stake_said(reading: Reading) -> float | None:
    """Return the money that the user would stake, as said now or of the slip before."""
    own = _stake_in(reading)
    if own is not None or reading.slip is None or _CAPITAL.search(reading.folded):
        return own
    earlier = stake_said(reading.slip)
    return earlier if earlier is None else bare_amount(reading) or earlier


def _stake_in(reading: Reading) -> float | None:
    owned = _CAPITAL.search(reading.folded)
    slang = _SLANG.search(reading.folded)
    if slang and not _within(slang, owned):
        return _slang(slang)
    staked = (found for found in _STAKE.finditer(reading.folded) if not _within(found, owned))
    if (found := next(staked, None)) is None:
        worded = (
            value for span, value in spot_worded(reading.folded)
            if _CURRENCY.match(reading.folded[span.end :])
            and not (owned and span.touches(Span(start=owned.start(), end=owned.end())))
        )  # fmt: skip
        return next((float(value) for value in worded), None)
    return _amount(found["n"] or found["m"] or found["s"], thousands=bool(found["k"]))


def bare_amount(reading: Reading) -> float | None:
    """Return the money of a message that says nothing else: “inkább csak 10 ezer”, “make it 20”."""
    found = None if reading.prices else _BARE.match(reading.folded)
    return _amount(found["n"], thousands=bool(found["k"])) if found else None


def _slang(found: re.Match[str]) -> float:
    if found["s"]:
        return float(_NOTES[found["s"]])
    return float(_TIMES[found["t"] or ""] * (100 if found["u"] == "szazas" else 1000))


def capital_said(reading: Reading) -> float | None:
    """Return the money that the user says he has, now or where the slip was spoken of first."""
    found = _CAPITAL.search(reading.folded)
    if found is None:
        earlier = capital_said(reading.slip) if reading.slip else None
        return earlier if earlier is None else bare_amount(reading) or earlier
    thousands = any(found[name] for name in "klhe")
    return _amount(found["n"] or found["m"] or found["o"], thousands=thousands)


def _within(found: re.Match[str], whole: re.Match[str] | None) -> bool:
    return whole is not None and found.start() < whole.end() and whole.start() < found.end()


def _amount(written: str, *, thousands: bool) -> float:
    plain = re.sub(r"(?<=\d)[ .,](?=\d{3}(?!\d))", "", written)
    return float(plain.replace(",", ".")) * (1000 if thousands else 1)


def total_said(reading: Reading) -> float | None:
    """Return the one price that is on all legs together."""
    reading = _without_money(reading)
    if reading.change == "same":
        named = reading.prices[0].value if len(reading.prices) == 1 else None
        return named or (total_said(reading.slip) if reading.slip else None)
    return reading.prices[0].value if combined(reading) else None


def day_said(reading: Reading) -> str | None:
    """Return the one day that all matches are on; “3/4” of a system is none."""
    days, system = reading.days, _SYSTEM.search(reading.folded)
    if days is None or not days.single:
        return None
    if system and days.touches(Span(start=system.start(), end=system.end())):
        return None
    return days.first.isoformat()


def _without_money(reading: Reading) -> Reading:
    """Return the reading without the prices that are the stake: “50.000 Ft”."""
    said = (_STAKE.search(reading.folded), _CAPITAL.search(reading.folded))
    money = [Span(start=found.start(), end=found.end()) for found in said if found]
    if not money or not reading.mentions:
        return reading
    kept = [price for price in reading.prices if not any(price.touches(one) for one in money)]
    return replace(reading, prices=tuple(kept))


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


def _unknown_in(reading: Reading, part: Span) -> str:
    strange = [club.name for club in reading.mentions if not club.known and club.touches(part)]
    if strange:
        return strange[0]
    named = [*reading.mentions, *reading.marks, *reading.leagues]
    if any(one.touches(part) for one in named):
        return ""
    busy = [*reading.prices, *([reading.days] if reading.days else [])]
    priced = any(price.touches(part) for price in reading.prices)
    words = [
        found.group().rstrip(".")
        for found in _WORD.finditer(reading.text, part.start, part.end)
        if not any(Span(start=found.start(), end=found.end()).touches(one) for one in busy)
        and len(found.group()) > 1
        and not _AROUND.fullmatch(fold(found.group()).strip(" ."))
        and (priced or (found.group()[0].isupper() and not _begins(reading.text, found.start())))
    ]
    return " ".join(words)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here: its capital says nothing."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n"


def _leg_spoken_of(reading: Reading) -> str:
    """Return the leg that the message before was about, or those of its match that are one bet."""
    (first, *_), offered = reading.clubs, offers(reading)
    pick = offered[0].pick if offered else reading.inherited
    if reading.marks:
        bet = written(reading.marks[0].selection, whose(reading.marks[0], (), reading))
    else:
        bet = _bet_on(pick, reading) if pick else first.name
    odds = f" @{offered[0].price:g}" if offered else ""
    if together(reading):
        joint = [mark for mark in reading.marks if _is_bet(mark)]
        match = " v ".join(club.name for club in reading.clubs[:2])
        return _of_the_same(replace(reading, marks=tuple(joint)), [match])
    return f"{' v '.join(club.name for club in reading.clubs[:2])}: {bet}{odds}"


def _bet_on(pick: Pick, reading: Reading) -> str:
    """Return an outcome spoken of as a bet; that a club alone loses, as the other not to win."""
    first = reading.clubs[0].name
    if pick.against:
        others = [club.name for club in reading.clubs if club.name != pick.against]
        return others[0] if others else f"{first} loses"
    return pick.club or written(pick.selection or "home", first)


def _parts(reading: Reading) -> Iterator[Span]:
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
