"""A message with several questions, parted: each with its own clubs, days and intent.

“Who wins Inter v Milan, and what is Chelsea's form?” is two; “who wins Inter v Milan, and is 1.9
on Inter value?” is one, about one match. What a later question lacks it takes from the one before
(`follow_ups`). Knows no tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.analyst.follow_ups.corrections import Read, mended
from graph.analyst.intents import Intent, asks_by_itself, by_cue
from graph.analyst.own_club import speaks_of_own
from graph.analyst.reading import Reading
from graph.analyst.spotting.premises import spot_premise

_ASKS = (
    r"(?:what(?:'?s)?|who(?:'?s)?|when(?:'?s)?|where|which|how(?:'?s)?|is|are|did|does|do|will|can"
    r"|could|should|show|give|tell|list|compare|mi|mik|ki|kik|kinek|mikor|hol|hogy(?:an)?|milyen"
    r"|mennyi\w*|mekkora|melyik|hany\w*|hanyadik|van|volt|lesz|nyer(?= az? )"
    r"|mutasd|mondd?|megeri|erdemes|miert)\b"
)
#: where a question ends: a mark, or a comma or an “and” with another question behind it
_ENDS = re.compile(
    r"[?!]+\s+|(?<=[a-z]{4})\.\s+(?=[^\d\s])|;\s+|\n+"
    rf"|(?:,\s*|\s+)(?:and also|and|also|plus|es|meg(?! hogy\b)|valamint|illetve"
    rf"|tovabba)\s+(?={_ASKS})"
    rf"|,\s+(?!hogy\b|when (?:they|it|he)\b|mikor a\b)(?={_ASKS})"
    rf"|(?:,\s*|\s+)(?:and |es )?(?:then|after that|aztan|azutan|utana|majd)\s+(?={_ASKS})"
)

#: “compare Saturday's matches, which is safest”
_WHICH = re.compile(r"^(?:which|melyik)\b")

#: says no more than whom the club spoken of plays
_OPPONENT = re.compile(r"^\W*(?:(?:against|versus|v|vs) (?:the )?CLUB|(?:az? )?CLUB ellen)\W*$")
#: about the one match spoken of: told together
_OF_A_MATCH = frozenset(
    {Intent.CHANCES, Intent.VALUE, Intent.MATCH, Intent.SLIP, Intent.WHY}
)  # fmt: skip
#: a message that wants one of these is not cut into pieces
_WHOLE = frozenset({Intent.SAVE_INSIGHT, Intent.SLIP, Intent.COMPOSE})
_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.HELP, Intent.OTHER})

#: words of a cry at most
_CRY = 6


def questions(text: str, read: Read) -> tuple[Reading, ...]:
    """Return the questions of a message, in order; mostly one."""
    said, corrects, denied = mended(text, read)
    first, *others = _parted(said, read)
    return replace(first, corrects=corrects, denied=denied), *others


def _parted(text: str, read: Read) -> tuple[Reading, ...]:
    whole = read(text)
    pieces = list(_pieces(whole))
    if len(pieces) < 2 or _WHOLE & set(whole.intents):
        return (whole,)
    readings = [read(pieces[0])]
    texts = [pieces[0]]
    for piece in pieces[1:]:
        now = read(piece)
        if _is_another(readings[-1], now):
            readings.append(now)
            texts.append(piece)
        else:
            texts[-1] = f"{texts[-1]}, {piece}"
            readings[-1] = read(texts[-1])
    if speaks_of_own(readings) and not speaks_of_own([whole]):  # “nyertünk? mármint a Fradi”
        return (whole,)
    return tuple(readings) if len(readings) > 1 else (whole,)


def _pieces(whole: Reading) -> Iterator[str]:
    at = 0
    said = [*spot_premise(whole.folded), *filter(None, [whole.said])]
    begin = max((one.end for one in said), default=0)
    for end in _ENDS.finditer(whole.folded, begin):
        if _is_cry(whole.folded[at : end.start()], end.group()) or _is_still(whole, end):
            continue
        if end.start() > at:
            yield whole.text[at : end.start()] + ("?" if "?" in end.group() else "")
        at = end.end()
    if whole.text[at:].strip():
        yield whole.text[at:]


def _is_still(whole: Reading, end: re.Match[str]) -> bool:
    """Whether what looks like “meg” is a “még”: “emlékszel még, ki a kedvencem?” asks once."""
    return "még" in whole.text[end.start() : end.end()].casefold()


def _is_cry(piece: str, end: str) -> bool:
    """Whether a piece only cheers: “Come on you Spurs!!! Can we beat West Ham?” asks once."""
    few = len(piece.split()) <= _CRY
    return "?" not in end and "!" in end and few and not re.search(rf"\b{_ASKS}|\d", piece)


def _is_another(before: Reading, now: Reading) -> bool:
    """Whether a piece asks something else than the one before it, or of somebody else."""
    asked = [intent for intent in now.intents if intent not in _SMALL_TALK]
    if not (now.clubs or now.leagues or now.days):  # “Arsenal at Chelsea. Worth a punt?”
        asked = [one for one in asked if asks_by_itself(one, now.masked, len(before.clubs))]
    if not now.prices:  # “…, how many percent?” is about the match, no arithmetic
        asked = [intent for intent in asked if intent is not Intent.ODDS_MATHS]
    earlier = [intent for intent in before.intents if intent not in _SMALL_TALK]
    if not earlier:
        return False
    if _OPPONENT.match(now.masked):  # “a City hozza, nem? Fulham ellen”
        return False
    names, spoken_of = _names(now), _names(before)
    if asked == [Intent.WHY] and not names:
        return False  # “which is the safest, and why?”
    if names - spoken_of:
        if not spoken_of and not before.days and set(asked) <= set(earlier):
            return False  # “mikor és ki ellen játszik a Fradi?”
        return bool(asked) or len(now.clubs) > 1
    if not asked or (not names and not now.days and _WHICH.match(now.folded)):
        return False
    if _only_names(before):  # “a két csapat, a Fradi meg az Újpest, hányszor …”
        return False
    if _OF_A_MATCH.issuperset([*asked, *earlier]):
        return False
    return asked[0] not in earlier or (bool(names) and names != spoken_of)


def _only_names(reading: Reading) -> bool:
    """Whether a piece names whom it is about and asks nothing yet."""
    asks = "?" in reading.text or re.search(rf"\b{_ASKS}", reading.folded)
    return not asks and by_cue(reading.masked) is None


def _names(reading: Reading) -> set[str]:
    return {club.name for club in reading.clubs} | {league.id for league in reading.leagues}
