"""Days in a message: “on Sunday”, “this weekend”, “jövő szombaton”, “márc. 16-án”, “12/05”.

A weekday means the next such day, today included. A day without a year is the one nearest to
today. Knows no fixtures.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.analyst.spans import Span
from graph.wording import Language

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Days(Span):
    """A day (`first == last`) or a range of days that a message names."""

    first: dt.date
    last: dt.date

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def holds(self, date: dt.date) -> bool:
        """Whether `date` is within."""
        return self.first <= date <= self.last


@dataclass(frozen=True, slots=True)
class _Today:
    date: dt.date
    language: Language


Range = tuple[dt.date, dt.date]
_Read = Callable[[re.Match[str], _Today], Range | None]

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday|mon|hetfo", "tuesday|tues|tue|kedd", "wednesday|wed|szerda",
            "thursday|thurs|thu|csutortok", "friday|fri|pentek", "saturday|sat|szombat",
            "sunday|sun|vasarnap",
        )
    )
    for name in names.split("|")
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january|januar|jan", "february|februar|febr|feb", "march|marcius|marc|mar",
            "april|aprilis|apr", "may|majus|maj", "june|junius|jun", "july|julius|jul",
            "august|augusztus|aug", "september|szeptember|sept|szept|sep",
            "october|oktober|oct|okt", "november|nov", "december|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_W = _alternatives(_WEEKDAYS)
_M = _alternatives(_MONTHS)
_CASE = r"(?:-?(?:jei|jen|en|an|on|n|i|tol|ig|ra|re|k|kor|ai|ei))?"
_ORD = r"(?:st|nd|rd|th)?"
_NEXT = r"next|jovo(?: heti)?|kovetkezo"
_LAST = r"last|mult(?: heti)?|elmult|legutobbi"


def _offset(days: int) -> _Read:
    return lambda _, today: (today.date + days * DAY,) * 2


def _monday(date: dt.date) -> dt.date:
    return date - date.weekday() * DAY


def _weekday(match: re.Match[str], today: _Today) -> Range:
    wanted = _WEEKDAYS[match["day"]]
    ahead = today.date + (wanted - today.date.weekday()) % 7 * DAY
    if match["next"]:
        ahead = max(_monday(today.date) + (7 + wanted) * DAY, today.date)
    elif match["last"]:
        ahead = today.date - ((today.date.weekday() - wanted - 1) % 7 + 1) * DAY
    return ahead, ahead


def _weekend(match: re.Match[str], today: _Today) -> Range:
    saturday = _monday(today.date) + 5 * DAY
    if match["next"]:
        saturday += 7 * DAY
    elif match["last"]:
        saturday -= 7 * DAY
    else:
        return max(saturday, today.date), saturday + DAY
    return saturday, saturday + DAY


def _week(match: re.Match[str], today: _Today) -> Range:
    monday = _monday(today.date)
    if match["next"]:
        monday += 7 * DAY
    elif match["last"]:
        monday -= 7 * DAY
    else:
        return today.date, monday + 6 * DAY
    return monday, monday + 6 * DAY


def _midweek(_: re.Match[str], today: _Today) -> Range:
    tuesday = _monday(today.date) + DAY
    if today.date > tuesday + 2 * DAY:
        tuesday += 7 * DAY
    return max(tuesday, today.date), tuesday + 2 * DAY


def _coming_days(match: re.Match[str], today: _Today) -> Range:
    count = match["count"] or match["count2"]
    return today.date, today.date + min(int(count), 60) * DAY


def _iso(match: re.Match[str], _: _Today) -> Range | None:
    day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return (day, day) if day else None


def _named(match: re.Match[str], today: _Today) -> Range | None:
    year = match["y"] or match.groupdict().get("y2")
    return _day_of_month(_MONTHS[match["month"]], int(match["d"]), year, today)


def _numeric(match: re.Match[str], today: _Today) -> Range | None:
    one, two = int(match["a"]), int(match["b"])
    month, day = (one, two) if today.language == "hu" else (two, one)
    if month > 12:
        month, day = day, month
    return _day_of_month(month, day, match["y"], today)


def _from_to(match: re.Match[str], today: _Today) -> Range | None:
    """Read “between 11 and 13 May”, “május 11-13.”."""
    month = _MONTHS[match["month"]]
    first, last = (_day_of_month(month, int(match[one]), None, today) for one in "ab")
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def _feast(month: int, day: int) -> _Read:
    """Read a feast: of the year named beside it, else the nearest one."""

    def read(match: re.Match[str], today: _Today) -> Range | None:
        year = re.match(r",? ?((?:19|20)\d\d)\b", match.string[match.end() :])
        return _day_of_month(month, day, year[1] if year else None, today)

    return read


def _day_alone(match: re.Match[str], today: _Today) -> Range | None:
    """Read “the 12th”, “12-én”: the next such day of a month."""
    number, month = int(match["d"] or match["d2"]), today.date.replace(day=1)
    for _ in range(3):
        day = _valid(month.year, month.month, number)
        if day and day >= today.date:
            return day, day
        month = (month + 31 * DAY).replace(day=1)
    return None


def _month(match: re.Match[str], today: _Today) -> Range:
    number = _MONTHS[match["month"]]
    year = min(
        (today.date.year + step for step in (0, -1, 1)),
        key=lambda y: abs((dt.date(y, number, 15) - today.date).days),
    )
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def _day_of_month(month: int, day: int, year: str | None, today: _Today) -> Range | None:
    if year:
        number = int(year) + (2000 if len(year) == 2 else 0)
        years: tuple[int, ...] = (number,)
    else:
        years = tuple(today.date.year + step for step in (1, 0, -1))
    found = [date for y in years if (date := _valid(y, month, day))]
    if not found:
        return None
    nearest = min(found, key=lambda date: abs((date - today.date).days))
    return nearest, nearest


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


#: longest and surest first; each is tried on what the ones before left over
_PATTERNS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?P<y>(?:19|20)\d\d)[-./] ?(?P<m>\d{1,2})[-./] ?(?P<d>\d{1,2})\b\.?" + _CASE, _iso),
        (rf"\b(?P<month>{_M})\.? (?P<a>\d{{1,2}})\.?(?: es | ?- ?| and | to )(?P<b>\d{{1,2}})"
         rf"(?![\d-])(?:\.| kozott|{_CASE}\b)?", _from_to),
        (rf"\b(?P<a>\d{{1,2}}){_ORD}(?: and | ?- ?| to )(?P<b>\d{{1,2}}){_ORD} (?:of )?"
         rf"(?P<month>{_M})\b", _from_to),
        (rf"\b(?:(?P<y>(?:19|20)\d\d)\.? )?(?P<month>{_M})[. ]+(?P<d>\d{{1,2}})(?!\d)(?:\.|{_ORD})"
         rf"{_CASE}(?:,? (?P<y2>(?:19|20)\d\d))?\b", _named),
        (rf"\b(?:the )?(?P<d>\d{{1,2}}){_ORD} (?:of )?(?P<month>{_M})\b\.?"
         rf"(?:,? (?P<y>(?:19|20)\d\d))?", _named),
        (r"(?<![\d.,])(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d\d))?(?![\d/])" + _CASE,
         _numeric),
        (r"(?<![\d.,])(?P<a>0\d|1[0-2])\.(?P<b>[0-3]\d)\.(?P<y>(?!\d))?" + _CASE, _numeric),
        (r"\b(?:the )?day after tomorrow\b|\bholnaputan\w*", _offset(2)),
        (r"\btomorrow(?:'s)?\b|\bholnap(?:i|ra|ig)?\b", _offset(1)),
        (r"\bday before yesterday\b|\btegnapelott\w*", _offset(-2)),
        (r"\byesterday(?:'s)?\b|\btegnap(?:i)?\b", _offset(-1)),
        (r"\b(?:today(?:'s)?|tonight(?:'s)?|this evening)\b|\bma(?:i|ra)?\b(?: este)?"
         r"|\bmost este\b", _offset(0)),
        (rf"\b(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|this|ezen a|the|ez a)?\s?"
         r"\b(?:weekend(?:'s)?|hetveg(?:e|en|i|ere|ek)|het vegen?)\b", _weekend),
        (r"\bmidweek\b|\bhet ?kozben\b|\bhetkozi\b", _midweek),
        (r"\bchristmas(?: day)?\b|\bkaracsony\w*", _feast(12, 25)),
        (r"\bboxing day\b", _feast(12, 26)),
        (r"\bnew year(?:'s(?: day)?)?\b|\bujev\w*", _feast(1, 1)),
        (r"\b(?:on )?the (?P<d>\d{1,2})(?:st|nd|rd|th)\b"
         r"|(?<![\d.,:-])(?P<d2>\d{1,2})-(?:an|en|jen|i|ai|ei)\b",
         _day_alone),
        (r"\b(?:in )?(?:the )?next (?P<count>\d{1,2}) days\b|"
         r"\ba kovetkezo (?P<count2>\d{1,2}) napban\b", _coming_days),
        (rf"\b(?:on )?(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|this|ezen a|coming)?\s?"
         rf"\b(?P<day>{_W})(?:'s|s|{_CASE})?\b", _weekday),
        (r"\b(?:(?P<next>next|jovo|kovetkezo)|(?P<last>last|mult|elmult)|this|ezen a|a|e) "
         r"\b(?:week(?:'s)?|heten|heti|hetre)\b", _week),
        (rf"\b(?:in |during )(?P<month>{_M})\b", _month),
        (rf"\b(?P<month>{_M})(?:ban|ben|i)\b", _month),
    )
)  # fmt: skip


def spot_days(folded: str, *, today: dt.date, language: Language) -> list[Days]:
    """Return the days that a folded message names, in order, without overlap.

    `12/05` is day/month for an English message, month/day for a Hungarian one; a reading that is
    no date is turned round.
    """
    found: list[Days] = []
    clock = _Today(today, language)
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(folded):
            span = Span(start=match.start(), end=match.end())
            if any(span.touches(other) for other in found):
                continue
            if days := read(match, clock):
                found.append(Days(start=span.start, end=span.end, first=days[0], last=days[1]))
    return sorted(found, key=lambda days: days.start)
