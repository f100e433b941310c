"""The question of before for another day, the next match, one venue: “and the day after?”.

Knows readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import DAY
from graph.analyst.spotting.latest import latest_of_kind

_DAY_AFTER = re.compile(
    r"\b(?:the )?(?:day after(?:wards)?|next day|following day)\b"
    r"|\b(?:masnap\w*|(?:ra)?kovetkezo nap\w*|(?:az )?utana (?:levo )?nap\w*|azutani nap\w*)"
)
_AFTER_THAT = re.compile(r"\b(?:after (?:that|this|then)|utana|azutan|ez utan)\b")
_WHO = re.compile(r"\b(?:who|whom|against|when|ki ellen|kivel|mikor)\b")
#: how far ahead a club's match after the one spoken of is looked for
WEEKS = 8
_BEFORE_THAT = re.compile(
    r"\b(?:before (?:that|then|this)|and before|earlier|azelott|elotte|korabban|es elotte)\b"
)
_DAY_BEFORE = re.compile(
    r"\b(?:the )?(?:day before|previous day)\b|\b(?:elozo|azelotti|megelozo) nap\w*"
    r"|\belotte (?:levo )?nap\w*"
)
#: the match after the one just told
_ONE_AFTER = re.compile(
    r"^(?:and |so |ok |es |na |de )*(?:the |az? )?(?:(?:next )?one after(?: that)?|azutani\w*"
    r"|(?:ra|utana )kovetkezo)\W*$"
)
#: of the matches just told
_ANY_OF_THEM = re.compile(r"\b(?:valamelyik\w*|egyik[eou]n sem?|any of (?:them|those|these))\b")
#: all that a club has still to play
_REMAINING = re.compile(
    r"\b(?:remaining|upcoming) (?:games|matches|fixtures)\b|\b(?:games|matches|fixtures) left\b"
    r"|\bleft to play\b|\bstill (?:have )?to play\b"
    r"|\bhatralev\w* (?:meccs|merkozes|program)\w*"
    r"|\b(?:hany|milyen|mely|mennyi) (?:meccs|merkozes)\w*(?: van)?(?: meg)?(?: nekik)?"
    r" (?:hatra|vissza)"
)
#: of what was told, one venue alone
_VENUE_ONLY = re.compile(
    r"^(?:and |but |only |just |es |csak |az? )*(?:at |the )?(?:(?P<home>home|otthon\w*|hazai\w*)"
    r"|away|idegenb\w+)(?: from home| ones| games| matches| form| meccs\w*)?(?: only| alone)?\W*$"
)
#: of several prices just told, the one that pays
_WHICH_PRICE = re.compile(
    r"^(?:and |so |ok |es |na |de )*(?:which|melyik)(?: one| of (?:them|those|these)| is it)*\W*$"
    r"|^(?:and |so |ok |es |na |de )*(?:which|what|melyik\w*)\b.*\b(?:value|worth|best|good|pays?"
    r"|bet|back|ertek\w*|megeri|eri meg|erdemes|jo|legjobb)\b"
)
#: whether the prices just told pay
_ANY_VALUE = re.compile(
    r"^\W*(?:(?:and|so|ok|what are|what is|what's) )*(?:the |your )?fair (?:ones|odds|prices?)\b|"
    r"\b(?:any|some|no|good) value\b|\bvalue (?:in|there|here|at all)\b"
    r"|\bworth (?:it|a (?:bet|punt)|taking|backing|having)\b|\b(?:van|akad) \w*\W?ertek\b"
)
#: the league that was spoken of
_WINS_IT = re.compile(
    r"\b(?:win|take|lift|get|bring) (?:it|the lot|the whole thing)\b"
    r"|\bmegnyer(?:i|ik|het\w*)?\b|\bbajnok\w*\b"
    r"|\bmi kell\b|\bwhat (?:do|does|must|would|will)\b.*\bneed\b"
    r"|^(?:es |na |and |de )*(?:az? |the )?CLUB\w*(?: (?:van|meg|mar|still))* (?:esely\w*|chances?)"
    r"(?: (?:van|meg|ra|erre))*\W*$"
    r"|^(?:es |na |and )*(?:mennyi|hany|how many|what) ?(?:%|szazalek\w*|per ?cent)"
    r"(?: (?:az?|the|is|for))* CLUB\w*\W*$"
)
#: the same, as it stands today
_NOW = re.compile(
    r"^\W*(?:(?:and|but|so|what about|how about|es|na es) )*(?:right )?(?:now|this (?:season|year)"
    r"|currently|at the moment|most|iden|jelenleg)\W*$"
)
#: who it was in the match just told of
_OPPONENT = re.compile(
    r"^\W*(?:(?:and|so|ok) )*(?:beat(?:ing)? (?:who|whom)|vs? who|who (?:beat|did|was|were|won)"
    r"|against who\w*|who against|to who\w*"
    r"|ki (?:verte|gyozte)|kitol|ki ellen)\b(?!.*\b(?:next|will)\b)"
)
#: weeks of results told for “and before that?”
WEEKS_BACK = 3
#: tell where a club stands
_OF_STANDINGS = frozenset({Intent.TABLE, Intent.SEASON, Intent.REPORT})


def told_again(before: Reading, now: Reading) -> Reading | None:
    """Return the question of before as it is asked again now; None where another is asked."""
    if before.days and not now.days and (step := _day_beside(now.masked)):
        return _on_the_day_beside(before, now, step)
    if before.days and now.clubs and not now.days and _AFTER_THAT.search(now.masked):
        first = before.days.last + DAY
        return replace(now, days=replace(before.days, first=first, last=first + WEEKS * 7 * DAY))
    return _results_before(before, now) or _told_again(before, now)


def _results_before(before: Reading, now: Reading) -> Reading | None:
    """Return the results of the weeks before those just told: “and before that?”."""
    told = Intent.RESULTS in before.intents and before.days is not None
    if not told or now.clubs or now.days or not _BEFORE_THAT.search(now.folded):
        return None
    assert before.days is not None
    last = before.days.first - DAY
    days = replace(before.days, first=last - WEEKS_BACK * 7 * DAY, last=last)
    return replace(before, language=now.language, days=days, listed=())


def _told_again(before: Reading, now: Reading) -> Reading | None:
    """Return the question of before, asked of its next match, one venue, or its best price."""
    if now.clubs:
        season = bool(_OF_STANDINGS & set(before.intents)) and not (now.days or now.marks)
        wins = season and len(now.clubs) == 1 and _WINS_IT.search(now.masked)
        return replace(now, intents=(Intent.SEASON,)) if wins else None
    if not before.clubs or now.leagues or now.days:
        return None
    own_price = Intent.VALUE in now.intents and not (now.prices or now.marks or now.score)
    if before.season and _NOW.match(now.folded):
        return replace(before, language=now.language, season=None, days=None)
    if latest_of_kind(now.folded) and Intent.REPORT in before.intents:
        return replace(now, clubs=before.clubs, season=before.season, intents=(Intent.REPORT,))
    if before.score and own_price:  # the fair odds of the score are told with its chance
        return replace(before, language=now.language)
    if latest_of_kind(before.folded) and _OPPONENT.match(now.folded):
        return replace(before, language=now.language)
    if Intent.SEASON in before.intents and _WINS_IT.search(now.masked):
        return replace(now, clubs=before.clubs, intents=(Intent.SEASON,))
    if Intent.REPORT in wanted(before) and _ANY_OF_THEM.search(now.folded):
        return replace(before, language=now.language)
    after = _AFTER_THAT.search(now.masked) and _WHO.search(now.masked)
    if after or _ONE_AFTER.match(now.masked) or _REMAINING.search(now.masked):
        return replace(now, clubs=before.clubs[:1], intents=(Intent.FIXTURES,))
    if (venue := _VENUE_ONLY.match(now.masked)) and Intent.REPORT in before.intents:
        side = "home" if venue["home"] else "away"
        return replace(now, clubs=before.clubs, venue=side, intents=(Intent.REPORT,))
    if venue and Intent.HEAD_TO_HEAD in before.intents:
        side = "home" if venue["home"] else "away"
        return replace(now, clubs=before.clubs, venue=side, intents=before.intents)
    of_prices = before.prices and not (now.prices or now.marks or now.score)
    several = len(before.prices) > 1 and _WHICH_PRICE.match(now.masked)
    if of_prices and (several or _ANY_VALUE.search(now.masked)):
        return replace(before, language=now.language, intents=(Intent.VALUE,))
    return None


def _day_beside(masked: str) -> int:
    """Return 1 for “the day after”, -1 for “the day before”, else 0."""
    return 1 if _DAY_AFTER.search(masked) else -1 if _DAY_BEFORE.search(masked) else 0


def _on_the_day_beside(before: Reading, now: Reading, step: int) -> Reading:
    """Return the question of before for the next day; of a match told of, what else is on."""
    assert before.days is not None
    day = (before.days.last if step > 0 else before.days.first) + step * DAY
    days = replace(before.days, first=day, last=day)
    if now.clubs or now.leagues:
        return replace(now, days=days, intents=now.intents or before.intents)
    kept = replace(now, days=days, leagues=before.leagues, intents=before.intents)
    if len(before.clubs) > 1 or not before.intents:
        return replace(kept, intents=(Intent.FIXTURES,))
    return replace(kept, clubs=before.clubs)
