"""Clubs that nobody knows: the words that stand where a club should.

“Arsenal v Grimsbury” is no question about Arsenal's next match, and a slip's leg on a club that is
unknown is not to be dropped silently: the name goes to the tools, which say that they know none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.analyst.clubs import Club
from graph.analyst.spans import Span
from graph.wording.folding import fold

_BIG = r"[A-ZÁÉÍÓÖŐÚÜŰ][\w'’.]+"
_NAME = rf"(?:the |[Aa]z? )?(?P<x>{_BIG}(?: {_BIG}){{0,2}})"
_AFTER = re.compile(rf"^(?:,?\s+(?:v|vs\.?|versus|against|or|vagy)\s+|\s*[-–—]\s*){_NAME}")
#: “v” and “vs” are followed by a club even where nobody writes capitals
_AFTER_LOWER = re.compile(r"^\s+(?:v|vs\.?|versus)\s+(?:the )?(?P<x>[^\W\d_]{4,})\b")
_BEFORE = re.compile(
    rf"{_NAME}(?:,?\s+(?:v|vs\.?|versus|or|vagy)\s+|\s*[–—]\s*|\s+-\s+)(?:the |az? )?$"
)
_LEG = re.compile(rf"{_NAME}(?: to)?(?: (?:win|wins|nyer|győzelem))?(?: at| @)?\s*@?$")
_MINE = re.compile(
    rf"\b(?:[Ii] support|[Ii] follow|fan of|(?:[Tt]eam|[Cc]lub) is|[Cc]sapatom)\s+{_NAME}"
    rf"|{_NAME.replace('<x>', '<y>')}(?:nak|nek)?[ -](?:szurkol|drukk)"
    rf"|{_NAME.replace('<x>', '<z>')} (?:is my (?:favou?rite )?(?:team|club)|a kedvenc csapatom)"
)
_DATIVE = re.compile(r"(?:n[ae]k)?$")
_SLIP = re.compile(
    r"\b(?:acca|accumulator|parlay|combo|treble|double|multi|kombi\w*|kotes\w*|szelveny\w*|slip)\b"
)
#: what begins with a capital beside a club and is none
_NO_NAME = re.compile(
    r"(?:over|under|btts|gg|ng|draw|dontetlen|iksz|home|away|hazai|vendeg|who|what|when|which|will|is"
    r"|ki|mi|mikor|mennyi|milyen|melyik|van|tipp|odds|szorzo|match|game|meccs|result|prediction"
    r"|acca|kombi|kotes|szelveny|parlay|combo|treble|double|first|both|score|and|or|es|vagy)\w*\b"
)


def spot_strangers(
    text: str, clubs: Sequence[Club], prices: Sequence[Span], taken: Sequence[Span]
) -> list[Club]:
    """Return names beside a club, or before a slip's price, that mean no club that is known.

    Parameters
    ----------
    text
        The message as typed: capitals tell names.
    clubs, prices, taken
        What has been read: its places are no strangers.
    """
    found: list[Club] = []
    places = [*_opponents(text, clubs), *_legs(text, clubs, prices, taken)]
    for start, end in places or ([] if clubs else _supported(text)):
        span = Span(start=start, end=end)
        name = text[start:end].rstrip(".")
        busy = any(span.touches(other) for other in [*clubs, *prices, *taken, *found])
        if not busy and not _NO_NAME.match(fold(name)):
            found.append(Club(start=start, end=end, name=name, known=False))
    return found


def _opponents(text: str, clubs: Sequence[Club]) -> Iterator[tuple[int, int]]:
    if len(clubs) != 1:
        return
    (club,) = clubs
    rest = text[club.end :]
    if after := _AFTER.match(rest) or _AFTER_LOWER.match(rest):
        yield club.end + after.start("x"), club.end + after.end("x")
    elif before := _BEFORE.search(text[: club.start]):
        yield before.span("x")


def _supported(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of a club that somebody says is his."""
    if found := _MINE.search(text):
        start, end = next(found.span(name) for name in ("x", "y", "z") if found[name])
        yield start, end - len(_DATIVE.search(text[start:end]).group())  # type: ignore[union-attr]


def _legs(
    text: str, clubs: Sequence[Club], prices: Sequence[Span], taken: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    if len(prices) < 2 or not clubs or not _SLIP.search(fold(text)):
        return
    at = 0
    for price in prices:
        part = Span(start=at, end=price.start)
        at = price.end
        if any(part.touches(one) for one in [*clubs, *taken]):
            continue
        if leg := _LEG.search(text[part.start : part.end]):
            yield part.start + leg.start("x"), part.start + leg.end("x")
