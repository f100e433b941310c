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
            "thursday|thurs|thu|csutortok|csut", "friday|fri|pentek|pent",
            "saturday|sat|szombat|szomb",
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


#: days of the month in words, as people dictate them
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "first|elsej", "second|masodik", "third|harmadik", "fourth|negyedik", "fifth|otodik",
            "sixth|hatodik", "seventh|hetedik", "eighth|nyolcadik", "ninth|kilencedik",
            "tenth|tizedik", "eleventh|tizenegyedik", "twelfth|tizenkettedik",
            "thirteenth|tizenharmadik", "fourteenth|tizennegyedik", "fifteenth|tizenotodik",
            "sixteenth|tizenhatodik", "seventeenth|tizenhetedik", "eighteenth|tizennyolcadik",
            "nineteenth|tizenkilencedik", "twentieth|huszadik", "twenty[ -]first|huszonegyedik",
            "twenty[ -]second|huszonkettedik", "twenty[ -]third|huszonharmadik",
            "twenty[ -]fourth|huszonnegyedik", "twenty[ -]fifth|huszonotodik",
            "twenty[ -]sixth|huszonhatodik", "twenty[ -]seventh|huszonhetedik",
            "twenty[ -]eighth|huszonnyolcadik", "twenty[ -]ninth|huszonkilencedik",
            "thirtieth|harmincadik", "thirty[ -]first|harmincegyedik",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
_COUNTS = {
    name: number
    for number, names in enumerate(
        ("a|an|one|egy", "two|ket|ketto", "three|harom", "four|negy", "five|ot", "six|hat",
         "seven|het", "eight|nyolc", "nine|kilenc", "ten|tiz"),
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
#: the endings of an ordinal in words
_WORDED = r"(?:a?n|e?n|e|a|i|ei|ai|re|ra|e?ig)?"
_NEXT = r"next|jovo(?: het(?:i|en)?)?|kovetkezo"
_LAST = r"last|mult(?: het(?:i|en)?)?|elmult|legutobbi"
_N = rf"\d{{1,3}}|{_alternatives(_COUNTS)}"
_O = _alternatives(_ORDINALS)


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


#: further than this is no question about football
FURTHEST = 400


def _count(match: re.Match[str]) -> int:
    """Return the number of days that “in 3 days”, “két hét múlva” spans."""
    said = next(text for name, text in match.groupdict().items() if name.startswith("n") and text)
    number = int(said) if said.isdigit() else _COUNTS[said]
    weeks = re.search(r"week|fortnight|het(?:e|tel|ben|re)?\b(?! (?:nap|day))", match.group())
    return min(number * (7 if weeks else 1), FURTHEST)


def _after(match: re.Match[str], today: _Today) -> Range:
    return (today.date + _count(match) * DAY,) * 2


def _before(match: re.Match[str], today: _Today) -> Range:
    return (today.date - _count(match) * DAY,) * 2


def _coming_days(match: re.Match[str], today: _Today) -> Range:
    return today.date, today.date + _count(match) * DAY


def _past_days(match: re.Match[str], today: _Today) -> Range:
    return today.date - _count(match) * DAY, today.date


def _weekday_week(match: re.Match[str], today: _Today) -> Range:
    """Read “a week on Saturday”: the Saturday after the next one."""
    day = _weekday(match, today)[0] + 7 * DAY
    return day, day


def _rest(match: re.Match[str], today: _Today) -> Range:
    """Read “until the end of the month”, “a hét végéig”."""
    if re.search(r"week|het", match.group()):
        return today.date, _monday(today.date) + 6 * DAY
    return today.date, _last_of_month(today.date)


def _some_month(match: re.Match[str], today: _Today) -> Range:
    first = today.date.replace(day=1)
    if match["next"]:
        first = _last_of_month(first) + DAY
    elif match["last"]:
        first = (first - DAY).replace(day=1)
    return first, _last_of_month(first)


def _last_of_month(date: dt.date) -> dt.date:
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def _from_weekday(match: re.Match[str], today: _Today) -> Range | None:
    """Read “from Friday to Sunday”, “szombaton és vasárnap”: no longer than a week."""
    first = today.date + (_WEEKDAYS[match["a"]] - today.date.weekday()) % 7 * DAY
    last = first + (_WEEKDAYS[match["b"]] - first.weekday()) % 7 * DAY
    return (first, last) if first < last else None


def _easter(year: int) -> dt.date:
    """Return Easter Sunday, after Meeus and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + l - 7 * ((a + 11 * h + 22 * l) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def _of_easter(first: int, last: int) -> _Read:
    """Read a feast that moves with Easter: of the year named beside it, else the nearest one."""

    def read(match: re.Match[str], today: _Today) -> Range:
        named = re.match(r",? ?((?:19|20)\d\d)\b", match.string[match.end() :])
        years = [int(named[1])] if named else [today.date.year + step for step in (-1, 0, 1)]
        sunday = min(map(_easter, years), key=lambda day: abs(day - today.date))
        return sunday + first * DAY, sunday + last * DAY

    return read


def _iso(match: re.Match[str], _: _Today) -> Range | None:
    day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return (day, day) if day else None


def _named(match: re.Match[str], today: _Today) -> Range | None:
    year = match["y"] or match.groupdict().get("y2")
    return _day_of_month(_MONTHS[match["month"]], _number(match["d"]), year, today)


def _number(said: str) -> int:
    """Return a day of the month written as a number or as an ordinal."""
    if digits := re.match(r"\d+", said):
        return int(digits.group())
    return next(number for word, number in _ORDINALS.items() if re.fullmatch(word, said))


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
    said = next(text for text in match.groups() if text)
    number, month = _number(said), today.date.replace(day=1)
    for _ in range(3):
        day = _valid(month.year, month.month, number)
        if day and day >= today.date:
            return day, day
        month = (month + 31 * DAY).replace(day=1)
    return None


def _month(match: re.Match[str], today: _Today) -> Range:
    number = _MONTHS[match["month"]]
    if match.groupdict().get("y"):
        first = dt.date(int(match["y"]), number, 1)
        return first, _last_of_month(first)
    year = min(
        (today.date.year + step for step in (0, -1, 1)),
        key=lambda y: abs((dt.date(y, number, 15) - today.date).days),
    )
    return dt.date(year, number, 1), _last_of_month(dt.date(year, number, 1))


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
        (rf"\b(?P<month>{_M}) (?:the )?(?P<d>{_O})(?P<y>(?!))?{_WORDED}\b", _named),
        (rf"\b(?:the )?(?P<d>\d{{1,2}}{_ORD}|{_O}) (?:of )?(?P<month>{_M})\b\.?"
         rf"(?:,? (?P<y>(?:19|20)\d\d))?", _named),
        (r"(?<![\d.,])(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d\d))?(?![\d/])" + _CASE,
         _numeric),
        (r"(?<![\d.,])(?P<a>0\d|1[0-2])\.(?P<b>[0-3]\d)\.(?P<y>(?!\d))?" + _CASE, _numeric),
        (r"\b(?:the )?day after (?:tomorrow|tmrw)\b|\bholnaputan\w*", _offset(2)),
        (r"\b(?:tomorrow|tommorow|tomorow|tomorrows|tmrw|tmr|tmrrw|tomoz|2moro)(?:'s)?\b"
         r"(?: (?:morning|afternoon|evening|night))?|\bholnap(?:i|ra|ig)?\b(?: (?:este|delutan))?",
         _offset(1)),
        (r"\b(?:the )?day before yesterday\b|\btegnapelott\w*", _offset(-2)),
        (r"\byesterday(?:'s)?\b|\blast night(?:'s)?\b|\btegnap(?:i)?\b(?: este)?", _offset(-1)),
        (rf"\b(?:(?P<n>{_N}) (?:days?|weeks?) ago\b|(?P<n2>{_N}) (?:napja|hete)\b"
         rf"|(?P<n3>{_N}) (?:nappal|hettel) (?:ezelott|korabban)\b)", _before),
        (rf"\b(?:in (?P<n>{_N}) (?:days?|weeks?)(?:'?s?)?(?: time)?\b"
         rf"|(?P<n2>{_N}) (?:days?|weeks?) from (?:now|today)\b"
         rf"|(?P<n3>{_N}) (?:nap|het) mulva\b(?! \w*(?:{_W}))|\b(?P<n4>a) week today\b)", _after),
        (rf"\b(?:the )?(?:last|past) (?P<n>{_N}) (?:days|weeks)\b"
         rf"|\b(?:az? )?(?:elmult|utolso|mult) (?P<n2>{_N}) (?:nap|het)(?:ban|ben|ra|re|rol|i)?\b",
         _past_days),
        (rf"\b(?:in |over |for |within )?(?:the )?(?:next|coming) (?P<n>{_N}) (?:days|weeks)\b"
         rf"|\b(?:az? )?(?:kovetkezo|jovo) (?P<n2>{_N}) (?:nap|het)(?:ban|ben|ra|re|i)?\b"
         rf"|\b(?P<n3>{_N}) (?:napon|heten) belul\b", _coming_days),
        (r"\b(?:(?:until|till|til|by|to) )?(?:the )?(?:end|rest) of (?:the |this )?(?:week|month)\b"
         r"|\b(?:a )?(?:het|honap) (?:vegeig|hatralevo resze\w*)\b", _rest),
        (r"\b(?:today(?:'s)?|tonight(?:'s)?|tonite|2nite|this (?:evening|afternoon|morning))\b"
         r"|\bma(?:i|ra)?\b(?: (?:este|estere|esti|delutan|ejjel|ejszaka))?|\bmost este\b",
         _offset(0)),
        (rf"\b(?:from |between )?(?P<a>{_W}){_CASE}(?: ?- ?| ?/ ?| to | and | es | meg | through )"
         rf"(?P<b>{_W}){_CASE}\b", _from_weekday),
        (rf"\ba week (?:on )?(?P<next>(?!))?(?P<last>(?!))?(?P<day>{_W})\b", _weekday_week),
        (rf"\begy het mulva (?P<next>(?!))?(?P<last>(?!))?(?P<day>{_W}){_CASE}\b", _weekday_week),
        (rf"\b(?:(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|this|ezen a|the|ez a)\s)?"
         r"\b(?:weekend(?:'?s)?|hetveg(?:e|en|i|ere|ek|eig|erol|etol)|het vegen?)\b", _weekend),
        (r"\bmidweek\b|\bhet ?kozben\b|\bhetkozi\b", _midweek),
        (r"\bchristmas eve\b|\bszenteste\w*", _feast(12, 24)),
        (r"\bchristmas(?: day)?\b|\bx-?mas\b|\bkaracsony\w*", _feast(12, 25)),
        (r"\bboxing day\b|\bkaracsony masodnapj\w*", _feast(12, 26)),
        (r"\bnew year'?s eve\b|\bszilveszter\w*", _feast(12, 31)),
        (r"\bnew year(?:'?s(?: day)?)?\b|\bujev\w*", _feast(1, 1)),
        (r"\bgood friday\b|\bnagypentek\w*", _of_easter(-2, -2)),
        (r"\beaster monday\b|\bhusvet ?hetfo\w*", _of_easter(1, 1)),
        (r"\beaster sunday\b|\bhusvet ?vasarnap\w*", _of_easter(0, 0)),
        (r"\beaster(?: weekend)?\b|\bhusvet\w*", _of_easter(-2, 1)),
        (r"\bwhit monday\b|\bpunkosd ?hetfo\w*", _of_easter(50, 50)),
        (r"\bpunkosd\w*", _of_easter(49, 50)),
        (rf"\b(?:on )?the (?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)|(?P<d3>{_O}(?<!first)(?<!second)"
         rf"(?<!third)(?<!fourth)))\b(?! (?:half|place|team|division|match|game|round|tier))"
         r"|(?<![\d.,:-])(?P<d2>\d{1,2})-(?:an|en|jen|i|ai|ei|ara|ere)\b"
         rf"|\b(?P<d4>{_O})(?:an|en|a?i|e?i)(?<=an|en)\b(?! helyen)", _day_alone),
        (rf"\b(?:on )?(?:(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|this(?: coming)?|ezen a|coming)\s)?"
         rf"\b(?P<day>{_W})(?:'s|s|{_CASE})?\b", _weekday),
        (r"\b(?:(?P<next>next|jovo|kovetkezo)|(?P<last>last|mult|elmult)|this|ezen a|ezen|a|e) "
         r"\b(?:week(?:'s)?|het|heten|heti|hetre|hetrol)\b", _week),
        (r"\b(?:(?P<next>next|jovo|kovetkezo)|(?P<last>last|mult|elmult)|this|ebben a|e) "
         r"(?:month(?:'s)?|honap(?:ban|i|ra)?)\b", _some_month),
        (rf"\b(?:in |during )(?P<month>{_M})(?: (?P<y>(?:19|20)\d\d))?\b", _month),
        (rf"\b(?:(?P<y>(?:19|20)\d\d)\.? )?(?P<month>{_M})(?:ban|ben|i|aban|eben|jaban)\b", _month),
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
    found.sort(key=lambda days: days.start)
    return [one for one in found if not _is_beside_a_date(one, found, folded)]


def _is_beside_a_date(days: Days, others: list[Days], folded: str) -> bool:
    """Whether a bare weekday only names again the day of a date: “Saturday 4 May”."""
    bare = re.fullmatch(rf"(?:on )?(?:{_W}){_CASE}", folded[days.start : days.end])
    return bool(bare) and any(
        other is not days and days.gap(other) <= 2 and re.search(r"\d", folded[other.start : other.end])
        for other in others
    )
