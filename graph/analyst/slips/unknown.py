"""Names on a slip that stand where a club should and are none that we know."""

from __future__ import annotations

import re

from graph.analyst.reading import Reading
from graph.analyst.slips.legs import parts
from graph.analyst.slips.money import without_money
from graph.analyst.spotting.spans import Span
from graph.wording.folding import fold

#: words around legs that name no club
_AROUND = re.compile(
    r"(?:an?|az|egy(?:utt)?|total|combined|all|one|osszes\w*|pays?|paying|fizet\w*|the|and|es|meg|plus|valamint|with|vs|versus|at|for|on|in|of|to|is|ma|how|what"
    r"|bet|slip|legs?|kombi\w*|kotes\w*|szelveny\w*|rendszer\w*|system|acca|accumulator|parlay|double"
    r"|treble|combo|multi|fix\w*|banker|odds\w*|szorzo\w*|tet\w*|teszek|tennek|rakok|stake|put|value"
    r"|megeri|erdemes|mennyit?|much|should|\w*hetvegen|weekend|today|tomorrow|holnap|wins?|gyoz|nyer)"
)
_WORD = re.compile(r"[^\W\d_][\w'.&-]*")


def unknown_said(reading: Reading) -> tuple[str, ...]:
    """Return the names that stand where a club should and are none that we know.

    Of a piece with a price any words are such a name; of one without, a name in capitals.
    """
    reading = without_money(reading)
    if not (reading.mentions or reading.prices):
        return ()
    if reading.clubs and not reading.mentions:  # all of it was said in the message before
        return ()
    return tuple(name for part in parts(reading) if (name := _unknown_in(reading, part)))


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
