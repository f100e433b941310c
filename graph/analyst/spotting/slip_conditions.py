"""A slip that shall be made up: “a treble around 10/1”, “egy 4-es kötést, minden 1,5 felett”.

How many legs, and what odds; the days, leagues and markets are read with the rest of the message.
Knows no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.counts import COUNTS, SEVERAL, alternatives
from graph.analyst.spotting.odds_wanted import Limit, spot_limits
from graph.analyst.spotting.spans import Span, blank

#: the most legs of a slip
MOST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditions:
    """What a slip shall be like."""

    legs: int | None = None
    each: Limit | None = None
    whole: Limit | None = None
    #: clubs that shall not be on it
    without: tuple[Club, ...] = ()
    #: where a message says so: no prices and no lines of goals stand there
    spans: tuple[Span, ...] = field(default=(), repr=False)


_NUMBERS = {**COUNTS, "a single": 1}
_SHAPES = {
    "double": 2, "doubles": 2, "dupla": 2, "kettes": 2, "treble": 3, "trebles": 3, "triple": 3,
    "tripla": 3, "harmas": 3, "negyes": 4, "otos": 5, "hatos": 6, "hetes": 7, "nyolcas": 8,
}  # fmt: skip
_WORDS = alternatives(_NUMBERS)
_N = rf"(?P<n>\d{{1,2}}|{_WORDS})"
#: more than one: “egy” and “a” are mostly articles
_SEVERAL = rf"(?P<n>[2-9]|1\d|{alternatives(SEVERAL)})"
#: no count of legs: “hármas szorzó”, “double chance”, “ötös odds”
_NO_SHAPE = (
    r"(?![-\w]* (?:ossz\w* ?)?"
    r"(?:odds|szorzo|penz|esely|chance|header|or nothing|figures|digits)\w*)"
)
_CASES = r"(?:t|ok|okat|ek|eket|ra|re|ba|be|ban|ben|nak|nek|val|vel|hoz|hez|zas\w*|kat|k)?"
#: a slip by name; those of the second kind are words of their own too
_SLIP = re.compile(
    r"\b(?:accas?|accumulators?|parlays?|trebles?|combos?|bet ?slips?|coupons?"
    rf"|(?:\d{{1,2}}|{_WORDS})(?:[- ]?folds?|[- ]leg(?:s|ged|ger)?)"
    rf"|kotes{_CASES}|kombi(?!n)\w*|szelveny{_CASES}|tripla{_CASES}|duplat)\b"
)
_MAYBE_SLIP = re.compile(
    r"\b(?:an? |\d |\w+day'?s? |the (?=safest|best|likeliest|biggest))(?:\w+ )?"
    r"(?:doubles?|slips?|multis?|multiples?|triples?)\b"
    rf"{_NO_SHAPE}"
    rf"|\b(?:dupla|kettes|harmas|negyes|otos|hatos|hetes|nyolcas){_CASES}\b{_NO_SHAPE}"
)
_PICKS = (
    r"(?:picks?|selections?|bets?|tips?|teams?|games?|matches|match|winners?|wins|results?|draws?"
    r"|legs?|singles?|tipp\w*|meccs\w*|merkozes\w*|esemeny\w*|lab\b|fogadas\w*|csapat\w*|gyoz\w+"
    r"|dontetlen\w*|biztos\w*)"
)
_COUNT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d.,/-]){_N}[- ]?folds?\b",
        rf"(?<![\d.,/-])\b{_N}[- ]?(?:leg(?:s|ged|ger)?|timers?|way|teamer)\b",
        rf"(?<![\d.,/-])\b{_N}-?[aeo]s (?:\w+ )?(?:kotes|kombi|szelveny|multi|fogadas)\w*",
        r"\b(?:accas?|accumulator|parlay|slip|coupon|combo|multi) (?:of|with|from|made of|in) "
        rf"{_N}\b(?![.,/]\d| ?%)",
        rf"(?<![\d.,/-])\b{_SEVERAL} (?:\w+ ){{0,2}}?{_PICKS}\b",
        rf"\b(?:what|which|mely(?:ik)?|milyen|make (?:it|that|them)|legyen(?: inkabb)?) {_N}\b"
        r"(?![.,/]\d)",
    )
)
_SHAPE = re.compile(
    rf"(?<![\d.,/-])\b(?:(?P<n>{'|'.join(_SHAPES)}|\d{{1,2}}(?=-?[aeo]s))(?:-?[aeo]s)?{_CASES})\b"
    rf"{_NO_SHAPE}"
)
_ONE = re.compile(rf"(?<![\d.,/-])\b(?P<n>1|one|egy|a single) (?:single )?{_PICKS}\b")
#: somebody asks for it
_WANTED = re.compile(
    r"\b(?:give|gimme|gi'?s|make|build|put(?:ting)? (?:me )?together|create|compose|construct"
    r"|assemble|pick|find|need|want|like|love|fancy|suggest|recommend|any|got|throw|knock|come up"
    r"|cook|hit me|show|looking for|after|craft|please|pls|would you|can you|could you|do me"
    r"|sort me|best|good|decent"
    r"|adj\w*|adna\w*|ker\w+|kell\w*|kene|csinal\w*|rak\w*|ossze\w*|allit\w*|koss\w*|kotnel\w*"
    r"|kotne\w*|mondj\w*|mondan\w*|ajanl\w*|javasol\w*|hoz\w+|dob\w*|keszit\w*|szeretne\w*|tenn\w+"
    r"|tegy\w+|mutass\w*|epits\w*|keress\w*|tippel\w*|johet\w*|jo lenne|legyen\w*|akar\w*|tudsz"
    r"|tudnal|van)\b"
)
#: what was just spoken of goes on a slip
ON_A_SLIP = re.compile(
    r"\b(?:put|stick|add|chuck|bang|pop|stake) (?:it|that|this|\d\S*)(?: \w+)?"
    r" (?:on|to|in) (?:the|my|that) (?:slip|acca|accumulator|parlay|combo|coupon)\b"
    r"|\b(?:tedd|tegyuk|rakd|rakjuk|ird|csapd|dobd)\b.*"
    r"\b(?:a|ra a|ra egy) (?:szelveny|kombi|kotes)\w*"
)
#: of one's own, of one that was, or of the word: nothing to be made up
_NOT_WANTED = re.compile(
    rf"{ON_A_SLIP.pattern}"
    r"|\bne (?:is )?(?:mutas|ajanl|hoz|adj)\w*"
    r"|\bmy (?:\w+ )?(?:acca|accumulator|parlay|treble|double|slip|coupon|combo|bet)s?\b"
    r"|\b(?:kombim|szelvenyem|kotesem|duplam|triplam)\w*"
    r"|\b(?:double|treble)(?: up)? (?:them|those|these|both|the two)\b"
    r"|\b(?:won|lost|landed|came in|bejott\w*|nyert\w*|bukott\w*|vesztett\w*|elbukt\w*|elment)\b"
    r"|\b(?:system|rendszer\w*|mit jelent\w*|mi az az?|meaning|explain|always|soha|mindig|ezentul"
    r"|mostantol|from now on|never|account|fiok\w*|szamla\w*|on my behalf|helyettem)\b"
    r"|\d ?(?:%|per ?cent|szazalek)"
    r"|\b(?:what|how)(?:'?s| is| are| does| do| was)\b(?! (?:the|your|a) (?:best|good|safest)).*"
    r"\b(?:acca|accumulator|parlay|treble|double|combo|multi)s?\b(?: (?:work|bet|mean)\w*)?\W*$"
)


#: odds that are put together are those of a slip: “10-es oddsot összerakni”
_PUT_TOGETHER = re.compile(
    r"\bossze ?(?:rak|allit|hoz|dob|pakol|szed)\w*|\b(?:rak|allits|hozz|dobj|szedj)\w* ossze\b"
    r"|\b(?:put|throw|build|make) (?:\w+ ){0,3}together\b"
)
#: clubs that shall not be on a slip
_LEFT_OUT = re.compile(
    r"\b(?:without|except(?: for)?|excluding|bar|but not|not|leav(?:e|ing) out|skip(?:ping)?"
    r"|avoid\w*|drop|remove|take out|swap|replace|no)(?: the| any| anything with)? CLUB(?:'s)?"
    r"(?:(?:,| and| or| nor)(?: the)? CLUB(?:'s)?)*(?: (?:out|leg|game|match|one))*"
    r"|CLUB\S*(?:(?:,| es| meg| vagy| se)(?: az?)? CLUB\S*)*"
    r" (?:nelkul|kiveve|kihagy\w*|(?:inkabb |megse )?ne(?: legyen| kell\w*|\W*$)|nem kell\w*|ki\b)"
    r"|\b(?:kiveve|kihagy\w*|vedd ki|hagyd ki|csereld ki|csereld le)(?: az?)? CLUB\S*"
)


def spot_conditions(folded: str, taken: Sequence[Span]) -> Conditions | None:
    """Return what a message wants of a slip that is to be made up; None if it wants none.

    `taken`: days and leagues, which are no odds.
    """
    if _NOT_WANTED.search(folded):
        return None
    free = [one for one in taken if not _is_fraction(one, folded)]
    conditions = conditions_in(folded, free)
    limited = conditions.each is not None or conditions.whole is not None
    if not _SLIP.search(folded):
        asks = bool(taken or limited or _WANTED.search(folded))
        picks = limited and bool(conditions.legs is not None or _PUT_TOGETHER.search(folded))
        if not (picks or (asks and _MAYBE_SLIP.search(folded))):
            return None
    return conditions


def left_out(clubs: Sequence[Club], folded: str) -> tuple[Club, ...]:
    """Return the clubs that a message wants left out: “without Arsenal or Chelsea”."""
    masked = blank(folded, [(club, "CLUB") for club in clubs])
    left = _LEFT_OUT.sub("", masked)
    return tuple(clubs) if clubs and "CLUB" not in left else ()


def conditions_in(folded: str, taken: Sequence[Span]) -> Conditions:
    """Return the conditions that a message about a slip names."""
    counted = _count(folded, taken)
    legs = counted[1] if counted else None
    limits = spot_limits(folded, legs, [*taken, *([counted[0]] if counted else [])])
    by_scope = {limit.scope: limit for limit in reversed(limits)}
    return Conditions(
        legs=legs,
        each=by_scope.get("each"),
        whole=by_scope.get("whole"),
        spans=(*limits, *([counted[0]] if counted else [])),
    )


def _count(folded: str, taken: Sequence[Span]) -> tuple[Span, int] | None:
    """Return how many legs are wanted, and where that is said."""
    for pattern in (*_COUNT, _SHAPE, _ONE):
        for found in pattern.finditer(folded):
            at = Span(start=found.start("n"), end=found.end("n"))
            number = _NUMBERS.get(found["n"]) or _SHAPES.get(found["n"]) or int(found["n"])
            if 1 <= number <= MOST and not any(at.touches(one) for one in taken):
                return at, number
    return None


def _is_fraction(span: Span, folded: str) -> bool:
    """Whether what was taken for a day may be odds: “around 10/1”."""
    return bool(re.fullmatch(r"\d{1,3}/\d{1,2}\W*", folded[span.start : span.end]))
