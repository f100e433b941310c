"""Clubs called by one everyday word, or nearly by their name: “city”, “a foresttel”, “chelsie”.

Without a capital such a word is a club where only a club could stand: beside another club, before
what clubs do, behind a Hungarian article. The resolver, which is handed in, knows whose name it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analyst.spotting.names import NamedClub, Resolved, Spot, SpottedName
from graph.analyst.spotting.spans import Span
from graph.analyst.spotting.standing import stands, unknown_names
from graph.wording import Language

ENDINGS = (
    r"(?:'s|-?(?:t|ot|et|nak|nek|ra|re|val|vel|tel|tal|tol|tól|rol|ról|ről|ban|ben|ba|be|hoz|hez"
    r"|n|on|en|nel|nél|nal|nál|ert|ért))?\b"
)
#: many clubs' names, and what people call one club
_WORDS = "real|city|united|forest|palace|pool|gala"
#: towns with a club that are no words of everyday language where football is spoken of
_TOWNS = "brest|metz|angers|gent|bari|como|lens|hearts"
#: a name of many clubs, standing for one of them
_MANY_CLUBS = re.compile(
    rf"\b(?P<name>United|City|Rovers|Wanderers|Albion|Athletic|Real|united){ENDINGS}"
)
_BEFORE = (
    r"(?:^|[,.?!;:] |\b(?:did|does|do|will|can|could|should|would|has|have|had|is|are|was|were"
    r"|against|beat|beats|vs?|when|think|reckon|say|says|back|backed|backing|fancy|fancied|took"
    r"|taking|about|for|how|hows|how's|and|or|but|so|if|because|since|that|at|on|to|with|over"
    r"|support|like|rate|above|below|behind|than|ahead of) )"
)
_AFTER = (
    r"(?='s\b| (?:v|vs|play|plays|playing|win|wins|beat|beats|lose|loses|losing|next|on|at|to"
    r"|score|scores|get|gets|got|getting|draw|are|is|was|were|bottle|need|have|has|had|should|could"
    r"|will|would|can|hold|tomorrow|today|tonight|this|form|game|games|match|matches|result"
    r"|results|chance|chances|odds|go|going|stay|staying|survive|still|ever|always|doing|do|did"
    r"|last|lately|recently|against|or|over|under|btts|any|finish|finished|keep|concede|away|down"
    r"|making|make|look|looking|been|season)\b|[?!,.]|$)"
)
#: “real” is a word of its own before most of these
_AFTER_REAL = (
    r"(?='s\b| (?:v|vs|play|plays|win|wins|beat|beats|lose|loses|next|on|at|to|score|scores|get"
    r"|gets|draw|are|is|bottle|need|have|should|could|will|can|hold|tomorrow|today|tonight|this"
    r"|favou?rites?|against)\b|[?!,.]|$)"
)
#: without a capital: after a Hungarian article or first, or where a club stands in English
_LOWER: Mapping[Language, tuple[re.Pattern[str], ...]] = {
    "hu": (
        re.compile(
            rf"(?<=\ba )(?P<name>real(?! es[eé]ly)|city|united|forest|palace|pool|gala){ENDINGS}"
        ),
        re.compile(
            r"\b(?P<name>real|city|united)(?=[ -]?(?:meccs|m[eé]rk[oő]z[eé]s))", re.IGNORECASE
        ),
        re.compile(
            rf"^(?:(?:es|na|akkor|meg|és) )*(?P<name>city|united|forest|palace|gala){ENDINGS}\W*$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^(?P<name>city|united|forest|palace|pool|gala){ENDINGS}"
            r"(?= (?:mikor|h[aá]nyadik|hogy\w*|ki|nyer\w*|form\w+|meccs\w*|kies\w+|tabella|\d)\b)"
        ),
    ),
    "en": (
        re.compile(rf"{_BEFORE}(?P<name>city|united|forest|palace|pool){_AFTER}"),
        re.compile(rf"{_BEFORE}(?P<name>real){_AFTER_REAL}"),
    ),
}
#: before a handicap's line, in whatever letters
_WITH_LINE = re.compile(rf"^(?P<name>{_WORDS}){ENDINGS}(?= [+-]\d)", re.IGNORECASE)
_EVERYWHERE = re.compile(rf"\b(?P<name>{_TOWNS}){ENDINGS}")
#: everyday words, and a match of neighbours, that are a club only where nothing else can be meant
_COMMON: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?P<name>nice(?! (?:win|game|match|odds|result|tip|stat|table|prediction|draw|chance))"
        r"|reading|derby|blues|reds)(?:'s)?(?![\w'])",
        re.IGNORECASE,
    ),
    "hu": re.compile(r"\b(?P<name>nice|reading)(?:-?\w{1,4})?\b", re.IGNORECASE),
}
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)
#: beside a club that is named, without a capital
_BESIDE = re.compile(rf"\b(?P<name>{_WORDS}){ENDINGS}", re.IGNORECASE)
#: where such a word is one of its own; “real” is one anywhere
_NO_CLUB_BESIDE = re.compile(
    r"\b(?:which|what|in|of|the|this|that|capital|melyik|milyen) $", re.IGNORECASE
)
_JOIN = re.compile(
    r"\s+|\s*(?:-|–|/|\bvs?\.?|\bor|\bvagy|\band|\bés|\bes|\bmeg)\s*(?:az? )?"
    r"|\s+(?:(?:will|to|can|could|do|does) )?(?:beat|beats|against|over)\s+"
)
_PRICED = re.compile(r" (?:@ ?|at )?[+-]?\d")
#: two of them, and no other club
_TWO = re.compile(
    rf"\b(?P<a>{_WORDS})(?P<join>{_JOIN.pattern})(?P<b>{_WORDS.removeprefix('real|')}){ENDINGS}"
)


@dataclass(frozen=True, slots=True)
class BareName:
    """A name of one everyday word, where it was found."""

    start: int
    end: int
    text: str
    resolution: Resolved
    is_ground: bool = False


@dataclass(frozen=True, slots=True)
class _Nothing:
    """No club and no candidate."""

    team: None = None
    candidates: tuple[NamedClub, ...] = ()


def spot_bare(
    text: str, spot: Spot, language: Language, taken: Sequence[SpottedName]
) -> list[SpottedName]:
    """Return such names in a text; `taken`: the names that were found without this."""
    found: dict[int, SpottedName] = {}
    for start, end, name in _places(text, language, taken):
        if any(other.start < end and start < other.end for other in (*taken, *found.values())):
            continue
        meant = next((like.resolution for like in spot(name, is_name=True)), None)
        if meant or _MANY_CLUBS.fullmatch(name.title()):
            found[start] = BareName(start, end, name, meant or _Nothing())
    return list(found.values())


def _places(
    text: str, language: Language, taken: Sequence[SpottedName]
) -> Iterator[tuple[int, int, str]]:
    for pattern in (*_LOWER[language], _WITH_LINE, _EVERYWHERE, *(() if taken else (_MANY_CLUBS,))):
        for one in pattern.finditer(text):
            yield one.start("name"), one.end(), one["name"]
    for one in _COMMON[language].finditer(text):
        place = Span(start=one.start("name"), end=one.end())
        is_plural = one["name"].endswith("s")  # “the blues”, but never “the derby”
        if (is_plural or not _ARTICLE.search(text[: place.start])) and stands(
            place, text, language
        ):
            yield place.start, place.end, one["name"]
    busy = [Span(start=one.start, end=one.end) for one in taken]
    for place in unknown_names(text, busy, language):
        yield place.start, place.end, text[place.start : place.end]
    if taken:
        yield from _beside(text, taken)
    elif two := _TWO.search(text):
        yield two.start("a"), two.end("a"), two["a"]
        yield two.start("b"), two.end(), two["b"]


def _beside(text: str, taken: Sequence[SpottedName]) -> Iterator[tuple[int, int, str]]:
    for one in _BESIDE.finditer(text):
        start, end = one.start("name"), one.end()
        bare = one.end("name") == end
        plain = one["name"].lower() == "real" or _NO_CLUB_BESIDE.search(text[:start])
        if not (bare and plain) or _joins(text, start, end, taken):
            yield start, end, one["name"]


def _joins(text: str, start: int, end: int, taken: Sequence[SpottedName]) -> bool:
    """Whether a word stands next to a club as its opponent, or has a price: “barca - real”."""
    return bool(_PRICED.match(text[end:])) or any(
        _JOIN.fullmatch(text[one.end : start] if one.end <= start else text[end : one.start])
        for one in taken
    )
