"""Days in a message: “on Sunday”, “this weekend”, “jövő szombaton”, “márc. 16-án”, “12/05”.

The patterns, and where they were found; what each means is `day_ranges`' work. Knows no fixtures.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from graph.analyst.spotting.counts import alternatives
from graph.analyst.spotting.day_ranges import (
    DAY,
    Range,
    Read,
    Today,
    after,
    before,
    coming_days,
    day_alone,
    feast,
    from_to,
    from_weekday,
    iso,
    midweek,
    month,
    named,
    numeric,
    of_easter,
    offset,
    part_of_month,
    past_days,
    rest,
    some_month,
    week,
    weekday,
    weekday_before,
    weekday_week,
    weekend,
    weekend_after_next,
)
from graph.analyst.spotting.day_words import COUNTS, MONTHS, ORDINALS, WEEKDAYS
from graph.analyst.spotting.spans import Span
from graph.wording import Language

__all__ = ["DAY", "Days", "spot_days"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Days(Span):
    """A day (`first == last`) or a range of days that a message names."""

    first: dt.date
    last: dt.date
    #: a weekday or weekend that nothing says which of: the coming one, unless results are asked for
    weekly: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def holds(self, date: dt.date) -> bool:
        """Whether `date` is within."""
        return self.first <= date <= self.last

    def looked_back(self, today: dt.date) -> Days:
        """Return the last such days where they are asked about as past: “Wednesday's results”."""
        if not self.weekly or self.first <= today:
            return self
        return replace(self, first=self.first - WEEK, last=self.last - WEEK)


_W = alternatives(WEEKDAYS)
_M = alternatives(MONTHS)
_CASE = r"(?:-?(?:jei|jen|jan|janak|jenek|en|an|on|n|i|tol|ig|ra|re|k|kor|ai|ei))?"
_ORD = r"(?:st|nd|rd|th)?"
#: the endings of an ordinal in words
_WORDED = r"(?:a?n|e?n|e|a|i|ei|ai|re|ra|e?ig)?"
_NEXT = r"next|jovo(?: het(?:i|en)?)?|kovetkezo"
_LAST = r"last|past|mult(?: het(?:i|en)?)?|elmult|legutobbi"
_N = rf"\d{{1,3}}|{alternatives(COUNTS)}"
_O = alternatives(ORDINALS)

#: longest and surest first; each is tried on what the ones before left over
_PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?P<y>(?:19|20)\d\d)[-./] ?(?P<m>\d{1,2})[-./] ?(?P<d>\d{1,2})\b\.?" + _CASE, iso),
        (rf"\b(?P<month>{_M})\.? (?P<a>\d{{1,2}})\.?(?: es | ?- ?| and | to )(?P<b>\d{{1,2}})"
         rf"(?![\d-])(?:\.| kozott|{_CASE}\b)?", from_to),
        (rf"\b(?P<a>\d{{1,2}}){_ORD}(?: and | ?- ?| to )(?P<b>\d{{1,2}}){_ORD} (?:of )?"
         rf"(?P<month>{_M})\b", from_to),
        (rf"\b(?:(?P<y>(?:19|20)\d\d)\.? )?(?P<month>{_M})[. ]+(?P<d>\d{{1,2}})(?!\d)(?:\.|{_ORD})"
         rf"{_CASE}(?:,? (?P<y2>(?:19|20)\d\d))?\b", named),
        (rf"\b(?P<month>{_M}) (?:the )?(?P<d>{_O})(?P<y>(?!))?{_WORDED}\b", named),
        (rf"\b(?:the )?(?P<d>\d{{1,2}}{_ORD}|{_O}) (?:of )?(?P<month>{_M})\b\.?"
         rf"(?:,? (?P<y>(?:19|20)\d\d))?", named),
        (r"(?<![\d.,])(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d\d))?(?![\d/])" + _CASE,
         numeric),
        (r"(?<![\d.,])(?P<a>0\d|1[0-2])\.(?P<b>[0-3]\d)(?:\.|(?=-(?:en|an|jen|i|re|ra)\b))"
         r"(?P<y>(?!\d))?" + _CASE, numeric),
        (r"\b(?:the )?day after (?:tomorrow|tmrw)\b|\bholnaputan\w*", offset(2)),
        (r"\b(?:tomorrow|tommorow|tomorow|tomorrows|tmrw|tmr|tmrrw|tomoz|2moro)(?:'s)?\b"
         r"(?: (?:morning|afternoon|evening|night))?|\bholnap(?:i|ra|ig)?\b(?: (?:este|delutan))?",
         offset(1)),
        (r"\b(?:the )?day before yesterday\b|\btegnapelott\w*", offset(-2)),
        (r"\byesterday(?:'s)?\b|\blast night(?:'s)?\b|\btegnap(?:i)?\b(?: este)?", offset(-1)),
        (rf"\b(?P<n>{_N}) (?:weeks? ago(?: on)?|hete) (?P<day>{_W}){_CASE}\b"
         rf"|\b(?P<day2>{_W}) (?P<n2>{_N}) weeks? ago\b", weekday_before),
        (rf"\b(?:(?P<n>{_N}) (?:days?|weeks?) ago\b|(?P<n2>{_N}) (?:napja|hete)\b"
         rf"|(?P<n3>{_N}) (?:nappal|hettel) (?:ezelott|korabban)\b)", before),
        (rf"\b(?:in (?P<n>{_N}) (?:days?|weeks?)(?:'?s?)?(?: time)?\b"
         rf"|(?P<n2>{_N}) (?:days?|weeks?) from (?:now|today)\b"
         rf"|(?P<n3>{_N}) (?:nap|het) mulva\b(?! \w*(?:{_W}))|\b(?P<n4>a) week today\b)", after),
        (rf"\b(?:the )?(?:last|past) (?P<n>{_N}) (?:days|weeks)\b"
         rf"|\b(?:az? )?(?:elmult|utolso|mult) (?P<n2>{_N}) (?:nap|het)(?:ban|ben|ra|re|rol|i)?\b",
         past_days),
        (rf"\b(?:in |over |for |within )?(?:the )?(?:next|coming) (?P<n>{_N}) (?:days|weeks)\b"
         rf"|\b(?:az? )?(?:kovetkezo|jovo) (?P<n2>{_N}) (?:nap|het)(?:ban|ben|ra|re|i)?\b"
         rf"|\b(?P<n3>{_N}) (?:napon|heten) belul\b", coming_days),
        (r"\b(?:(?:until|till|til|by|to) )?(?:the )?(?:end|rest) of (?:the |this )?(?:week|month)\b"
         r"|\b(?:a )?(?:het|honap) (?:vegeig|hatralevo resze\w*)\b", rest),
        (r"\b(?:today(?:'s)?|tonight(?:'s)?|tonite|2nite|this (?:evening|afternoon|morning))\b"
         r"|\bma(?:i|ra)?\b(?: (?:este|estere|esti|delutan|ejjel|ejszaka))?|\bmost este\b"
         r"|(?<!hetfo )(?<!kedd )(?<!szerda )(?<!csutortok )(?<!pentek )(?<!szombat )"
         r"(?<!vasarnap )(?<!holnap )\bestere\b",
         offset(0)),
        (rf"\b(?:from |between )?(?P<a>{_W}){_CASE}(?: ?- ?| ?/ ?| to | and | es | meg | through )"
         rf"(?P<b>{_W}){_CASE}\b", from_weekday),
        (rf"\ba week (?:on )?(?P<next>(?!))?(?P<last>(?!))?(?P<day>{_W})\b", weekday_week),
        (rf"\begy het mulva (?P<next>(?!))?(?P<last>(?!))?(?P<day>{_W}){_CASE}\b", weekday_week),
        (r"\b(?:the )?weekend after next\b|\b(?:az? )?(?:jovo )?(?:het utani"
         r"|kovetkezo utani) hetveg\w*",
         weekend_after_next),
        (r"\b(?:weekend|hetvege)\w* (?P<last>just (?:gone|past)|that was"
         r"|ami volt)\b(?P<next>(?!))?",
         weekend),
        (rf"\b(?:(?:(?P<next>{_NEXT})|(?P<last>{_LAST}|most elmult|just gone)|this|ezen a|the"
         rf"|ez a)\s)?"
         r"\b(?:weekend(?:'?s)?|wk ?e?nd|hetveg(?:e|en|i|ere|ek|eig|erol|etol)|het vegen?)\b",
         weekend),
        (r"\bmidweek\b|\bhet ?kozben\b|\bhetkozi\b", midweek),
        (r"\bchristmas eve\b|\bszenteste\w*", feast(12, 24)),
        (r"\bchristmas(?: day)?\b|\bx-?mas\b|\bkaracsony\w*", feast(12, 25)),
        (r"\bboxing day\b|\bkaracsony masodnapj\w*", feast(12, 26)),
        (r"\bnew year'?s eve\b|\bszilveszter\w*", feast(12, 31)),
        (r"\bnew year(?:'?s(?: day)?)?\b|\bujev\w*", feast(1, 1)),
        (r"\bgood friday\b|\bnagypentek\w*", of_easter(-2, -2)),
        (r"\beaster monday\b|\bhusvet ?hetfo\w*", of_easter(1, 1)),
        (r"\beaster sunday\b|\bhusvet ?vasarnap\w*", of_easter(0, 0)),
        (r"\beaster(?: weekend)?\b|\bhusvet\w*", of_easter(-2, 1)),
        (r"\bwhit monday\b|\bpunkosd ?hetfo\w*", of_easter(50, 50)),
        (r"\bpunkosd\w*", of_easter(49, 50)),
        (rf"\b(?:on )?the (?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)|(?P<d3>{_O}(?<!first)(?<!second)"
         rf"(?<!third)(?<!fourth)))\b(?! (?:half|place|team|division|match|game|round|tier|ones?"
         r"|bet|tip|pick|leg|score|two|three))"
         r"|(?<![\d.,:-])(?P<d2>\d{1,2})-(?:an|en|jen|i|ai|ei|ara|ere)\b"
         rf"|\b(?P<d4>{_O})(?:an|en|a?i|e?i)(?<=an|en)\b(?! helyen)", day_alone),
        (rf"\b(?:on )?(?:(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|this(?: coming)?|ezen a|coming)\s)?"
         rf"\b(?P<day>{_W})(?:'s|s|{_CASE})?\b", weekday),
        (r"\b(?:(?P<next>next|jovo|kovetkezo)|(?P<last>last|mult|elmult)|this|ezen a|ezen|a|e) "
         r"\b(?:week(?:'s)?|het|heten|heti|hetre|hetrol)\b", week),
        (r"\b(?:(?P<next>next|jovo|kovetkezo)|(?P<last>last|mult|elmult)|this|ebben a|e) "
         r"(?:month(?:'s)?|honap(?:ban|i|ra)?|havi)\b", some_month),
        (rf"\b(?:(?P<till>until|till|by|to) (?:the )?end of |(?P<part>early|mid|late|"
         rf"(?:(?:in|at) )?the (?:start|beginning|middle|end) of)[ -])(?P<month>{_M})\b"
         rf"|\b(?P<month2>{_M}) (?:(?P<till2>vegeig)|(?P<part2>elej|kozep|veg)(?:en|i|e))\b",
         part_of_month),
        (rf"\b(?:in |during |for (?!may\b))(?P<month>{_M})(?: (?P<y>(?:19|20)\d\d))?\b", month),
        (rf"\b(?:(?P<y>(?:19|20)\d\d)\.? )?(?P<month>{_M})(?:ban|ben|i|aban|eben|jaban)\b", month),
    )
)  # fmt: skip


WEEK = 7 * DAY
#: says which weekday is meant
_THIS = re.compile(r"this|ezen|ez a|coming")
#: a date is a number, or an ordinal of a month
_IN_A_MONTH = re.compile(rf"\d|\b(?:{_M})\b")
_AND = re.compile(r" ?(?:and|or|es|meg|vagy|/|-|,) ?")


def spot_days(folded: str, *, today: dt.date, language: Language) -> list[Days]:
    """Return the days that a folded message names, in order, without overlap.

    `12/05` is day/month for an English message, month/day for a Hungarian one; a reading that is
    no date is turned round.
    """
    found: list[Days] = []
    clock = Today(today, language)
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(folded):
            span = Span(start=match.start(), end=match.end())
            if any(span.touches(other) for other in found):
                continue
            if days := read(match, clock):
                found.append(_days(match, read, days))
    found.sort(key=lambda days: days.start)
    found = [one for one in found if not _is_beside_a_date(one, found, folded)]
    return _joined(found, folded)


def _days(match: re.Match[str], read: Read, days: Range) -> Days:
    weekly = read in (weekday, weekend) and not (match["next"] or match["last"])
    return Days(
        start=match.start(),
        end=match.end(),
        first=days[0],
        last=days[1],
        weekly=weekly and not _THIS.search(match.group()),
    )


def _joined(found: list[Days], folded: str) -> list[Days]:
    """Return days that follow each other as one range: “today and tomorrow”, “ma meg holnap”."""
    out: list[Days] = []
    for days in found:
        last = out[-1] if out else None
        if (
            last
            and last.single
            and days.single
            and days.first == last.last + DAY
            and _AND.fullmatch(folded[last.end : days.start])
        ):
            out[-1] = Days(start=last.start, end=days.end, first=last.first, last=days.last)
        else:
            out.append(days)
    return out


def _is_beside_a_date(days: Days, others: list[Days], folded: str) -> bool:
    """Whether a bare weekday only names again the day of a date: “Saturday the fourth of May”."""
    bare = re.fullmatch(rf"(?:on )?(?:{_W}){_CASE}", folded[days.start : days.end])
    return bool(bare) and any(
        other is not days
        and days.gap(other) <= 2
        and _IN_A_MONTH.search(folded[other.start : other.end])
        for other in others
    )
