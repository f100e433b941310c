"""Clubs that nobody knows: the words that stand where a club should.

“Arsenal v Grimsbury” is no question about Arsenal's next match, and a slip's leg on a club that is
unknown is not to be dropped silently: the name goes to the tools, which say that they know none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.analyst.intents import Intent, by_cue
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.spans import Span, with_clubs
from graph.analyst.spotting.standing import is_capital, is_nobodys_word, unknown_names, unknown_runs
from graph.wording import Language
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
#: in a masked message, where a club's letters are C
_AGAINST = re.compile(
    r"\b(?:v|vs\.?|versus|against|beats?|beating|facing|hosts?|visit(?:s|ing)?|kontra) "
    r"(?:the |az? )?$|C ?- ?$"
)
_FIRST = re.compile(r"(?:^|[,.?!;] |\b(?:and|will|can|does|do|is|es|vagy|or|hogy) )(?:the |az? )?$")
_AGAINST_BEHIND = re.compile(r"^ (?:v|vs\.?|versus|against|beat|az? C+ ellen) |^ ?- ?C")
_OPPOSED = re.compile(r"^ elleni?\b")
_IN_LIST, _LISTED = (
    re.compile(r"C, (?:and |es |meg |or |vagy )?$"),
    re.compile(r"^(?:,| and| es) C"),
)
_AND_CLUB = re.compile(r"C(?:,| (?:and|es|meg|or|vagy|illetve)) (?:the |az? )?$")
_END = re.compile(r"\s*(?:[?!.,]|$)")
_DATIVE = re.compile(r"(?:n[ae]k)?$")
_SLIP = re.compile(
    r"\b(?:acca|accumulator|parlay|combo|treble|double|multi|kombi\w*|kotes\w*|szelveny\w*|slip)\b"
)
#: what begins with a capital beside a club and is none
_NO_NAME = re.compile(
    r"(?:over|under|btts|gg|ng|draw|dontetlen|iksz|home|away|hazai|vendeg|who|what|when|which|will|is"
    r"|ki|mi|mikor|mennyi|milyen|melyik|van|tipp|odds|szorzo|match|game|meccs|result|prediction"
    r"|best|worst|better|worse|legjobb|legrosszabb|legtobb|most|fewest|longest|biggest|good|bad"
    r"|acca|kombi|kotes|szelveny|parlay|combo|treble|double|first|both|score|and|or|es|vagy)\w*\b"
)


def spot_strangers(
    text: str,
    clubs: Sequence[Club],
    prices: Sequence[Span],
    taken: Sequence[Span],
    language: Language,
) -> list[Club]:
    """Return names beside a club, before a slip's price or where a club stands, of no known club.

    Parameters
    ----------
    text
        The message as typed: capitals tell names.
    clubs, prices, taken
        What has been read: its places are no strangers.
    language
        Whose sentences count.
    """
    found: list[Club] = []
    busy = [*clubs, *prices, *taken]
    places = [*_opponents(text, clubs), *_legs(text, clubs, prices, taken)]
    if not clubs:
        places += _supported(text)
    places += _standing(text, clubs, busy, language)
    for start, end in places:
        span = Span(start=start, end=end)
        name = text[start:end].rstrip(".")
        is_taken = any(span.touches(other) for other in [*busy, *found])
        if not is_taken and not _NO_NAME.match(fold(name)):
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


def _standing(
    text: str, clubs: Sequence[Club], busy: Sequence[Span], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield the places of clubs whose words are like none that is known.

    Where other clubs are named, only of those that play against one, or are joined to it.
    """
    masked = with_clubs(fold(text), clubs)
    places = (
        (one for one in unknown_runs(text, busy) if _is_joined(text, masked, one))
        if clubs
        else unknown_names(text, busy, language, surely=True)
    )
    for place in places:
        name = text[place.start : place.end]
        # “mit gondolsz az olimpiáról” is about another sport
        if is_nobodys_word(name) and by_cue(fold(name)) is not Intent.OTHER:
            yield place.start, place.end


def _is_joined(text: str, masked: str, place: Span) -> bool:
    """Whether a name is a club's opponent, or one of a list with clubs."""
    before, behind = masked[: place.start], masked[place.end :]
    if _AGAINST.search(before) or _OPPOSED.match(behind):
        return True
    if _FIRST.search(before) and _AGAINST_BEHIND.match(behind):
        return True
    if _IN_LIST.search(before) and _LISTED.match(behind):
        return True
    return is_capital(text, place) and bool(_AND_CLUB.search(before) and _END.match(behind))


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
