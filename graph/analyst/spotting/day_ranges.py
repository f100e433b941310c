"""What each way of naming a day means: a match of a pattern becomes a first and a last day.

A weekday means the next such day, today included. A day without a year is the one nearest to
today. The patterns are in `dates`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.analyst.spotting.day_words import COUNTS, MONTHS, ORDINALS, WEEKDAYS
from graph.wording import Language

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Today:
    """The day that a message is read on, and how its language writes days."""

    date: dt.date
    language: Language


Range = tuple[dt.date, dt.date]
Read = Callable[[re.Match[str], Today], Range | None]


def offset(days: int) -> Read:
    """Read a day so many days from today."""
    return lambda _, today: (today.date + days * DAY,) * 2


def _monday(date: dt.date) -> dt.date:
    return date - date.weekday() * DAY


def weekday(match: re.Match[str], today: Today) -> Range:
    """Read “on Sunday”, “next Tuesday”, “múlt pénteken”."""
    wanted = WEEKDAYS[match["day"]]
    ahead = today.date + (wanted - today.date.weekday()) % 7 * DAY
    if match["next"]:
        ahead = max(_monday(today.date) + (7 + wanted) * DAY, today.date)
    elif match["last"]:
        ahead = today.date - ((today.date.weekday() - wanted - 1) % 7 + 1) * DAY
    return ahead, ahead


def weekend(match: re.Match[str], today: Today) -> Range:
    """Read “this weekend”, “múlt hétvégi”."""
    saturday = _monday(today.date) + 5 * DAY
    if match["next"]:
        saturday += 7 * DAY
    elif match["last"]:
        saturday -= 7 * DAY
    else:
        return max(saturday, today.date), saturday + DAY
    return saturday, saturday + DAY


def weekend_after_next(_: re.Match[str], today: Today) -> Range:
    """Read “the weekend after next”."""
    saturday = _monday(today.date) + 19 * DAY
    return saturday, saturday + DAY


def week(match: re.Match[str], today: Today) -> Range:
    """Read “this week”, “jövő héten”."""
    monday = _monday(today.date)
    if match["next"]:
        monday += 7 * DAY
    elif match["last"]:
        monday -= 7 * DAY
    else:
        return today.date, monday + 6 * DAY
    return monday, monday + 6 * DAY


def midweek(_: re.Match[str], today: Today) -> Range:
    """Read “midweek”: Tuesday to Thursday."""
    tuesday = _monday(today.date) + DAY
    if today.date > tuesday + 2 * DAY:
        tuesday += 7 * DAY
    return max(tuesday, today.date), tuesday + 2 * DAY


#: further than this is no question about football
FURTHEST = 400


def _count(match: re.Match[str]) -> int:
    """Return the number of days that “in 3 days”, “két hét múlva” spans."""
    said = next(text for name, text in match.groupdict().items() if name.startswith("n") and text)
    number = int(said) if said.isdigit() else COUNTS[said]
    weeks = re.search(r"week|fortnight|het(?:e|tel|ben|re)?\b(?! (?:nap|day))", match.group())
    return min(number * (7 if weeks else 1), FURTHEST)


def after(match: re.Match[str], today: Today) -> Range:
    """Read “in 3 days”, “két hét múlva”."""
    return (today.date + _count(match) * DAY,) * 2


def before(match: re.Match[str], today: Today) -> Range:
    """Read “2 days ago”, “két napja”."""
    return (today.date - _count(match) * DAY,) * 2


def weekday_before(match: re.Match[str], today: Today) -> Range:
    """Read “Saturday two weeks ago”: the Saturday of that week."""
    said = WEEKDAYS[match["day"] or match["day2"]]
    day = _monday(today.date - _count(match) * DAY) + said * DAY
    return day, day


def coming_days(match: re.Match[str], today: Today) -> Range:
    """Read “in the next 3 days”."""
    return today.date, today.date + _count(match) * DAY


def past_days(match: re.Match[str], today: Today) -> Range:
    """Read “the last 7 days”."""
    return today.date - _count(match) * DAY, today.date


def weekday_week(match: re.Match[str], today: Today) -> Range:
    """Read “a week on Saturday”: the Saturday after the next one."""
    day = weekday(match, today)[0] + 7 * DAY
    return day, day


def rest(match: re.Match[str], today: Today) -> Range:
    """Read “until the end of the month”, “a hét végéig”."""
    if re.search(r"week|het", match.group()):
        return today.date, _monday(today.date) + 6 * DAY
    return today.date, _last_of_month(today.date)


def some_month(match: re.Match[str], today: Today) -> Range:
    """Read “next month”, “ebben a hónapban”."""
    first = today.date.replace(day=1)
    if match["next"]:
        first = _last_of_month(first) + DAY
    elif match["last"]:
        first = (first - DAY).replace(day=1)
    return first, _last_of_month(first)


def _last_of_month(date: dt.date) -> dt.date:
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def from_weekday(match: re.Match[str], today: Today) -> Range | None:
    """Read “from Friday to Sunday”, “szombaton és vasárnap”: no longer than a week."""
    first = today.date + (WEEKDAYS[match["a"]] - today.date.weekday()) % 7 * DAY
    last = first + (WEEKDAYS[match["b"]] - first.weekday()) % 7 * DAY
    return (first, last) if first < last else None


def easter(year: int) -> dt.date:
    """Return Easter Sunday, after Meeus and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + w - 7 * ((a + 11 * h + 22 * w) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def of_easter(first: int, last: int) -> Read:
    """Read a feast that moves with Easter: of the year named beside it, else the nearest one."""

    def read(match: re.Match[str], today: Today) -> Range:
        named = re.match(r",? ?((?:19|20)\d\d)\b", match.string[match.end() :])
        years = [int(named[1])] if named else [today.date.year + step for step in (-1, 0, 1)]
        sunday = min(map(easter, years), key=lambda day: abs(day - today.date))
        return sunday + first * DAY, sunday + last * DAY

    return read


def iso(match: re.Match[str], _: Today) -> Range | None:
    """Read “2024-05-12”, “2024. 05. 12.”."""
    day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return (day, day) if day else None


def named(match: re.Match[str], today: Today) -> Range | None:
    """Read “12 May”, “március 16-án”, “the twelfth of May”."""
    year = match["y"] or match.groupdict().get("y2")
    return _day_of_month(MONTHS[match["month"]], _number(match["d"]), year, today)


def _number(said: str) -> int:
    """Return a day of the month written as a number or as an ordinal."""
    if digits := re.match(r"\d+", said):
        return int(digits.group())
    return next(number for word, number in ORDINALS.items() if re.fullmatch(word, said))


def numeric(match: re.Match[str], today: Today) -> Range | None:
    """Read “12/05”, “03.16.” as the language writes them."""
    one, two = int(match["a"]), int(match["b"])
    month, day = (one, two) if today.language == "hu" else (two, one)
    if month > 12:
        month, day = day, month
    return _day_of_month(month, day, match["y"], today)


def from_to(match: re.Match[str], today: Today) -> Range | None:
    """Read “between 11 and 13 May”, “május 11-13.”."""
    month = MONTHS[match["month"]]
    first, last = (_day_of_month(month, int(match[one]), None, today) for one in "ab")
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def feast(month: int, day: int) -> Read:
    """Read a feast: of the year named beside it, else the nearest one."""

    def read(match: re.Match[str], today: Today) -> Range | None:
        year = re.match(r",? ?((?:19|20)\d\d)\b", match.string[match.end() :])
        return _day_of_month(month, day, year[1] if year else None, today)

    return read


def day_alone(match: re.Match[str], today: Today) -> Range | None:
    """Read “the 12th”, “12-én”: the next such day of a month."""
    said = next(text for text in match.groups() if text)
    number, month = _number(said), today.date.replace(day=1)
    for _ in range(3):
        day = _valid(month.year, month.month, number)
        if day and day >= today.date:
            return day, day
        month = (month + 31 * DAY).replace(day=1)
    return None


def month(match: re.Match[str], today: Today) -> Range:
    """Read “in February”, “2023 decemberében”."""
    number = MONTHS[match["month"]]
    if match.groupdict().get("y"):
        first = dt.date(int(match["y"]), number, 1)
        return first, _last_of_month(first)
    return _month_of(number, today)


def _month_of(number: int, today: Today) -> Range:
    """Return the month of that number which is nearest to today."""
    year = min(
        (today.date.year + step for step in (0, -1, 1)),
        key=lambda y: abs((dt.date(y, number, 15) - today.date).days),
    )
    return dt.date(year, number, 1), _last_of_month(dt.date(year, number, 1))


#: days of a month's first and second third; the rest is its last
EARLY, MIDDLE = 10, 20


def part_of_month(match: re.Match[str], today: Today) -> Range:
    """Read “early May”, “május közepén”, “until the end of May”."""
    first, last = _month_of(MONTHS[match["month"] or match["month2"]], today)
    if match["till"] or match["till2"]:
        return min(today.date, last), last
    part = match["part"] or match["part2"]
    if re.search(r"early|start|beginning|elej", part):
        return first, first.replace(day=EARLY)
    if re.search(r"mid|kozep", part):
        return first.replace(day=EARLY + 1), first.replace(day=MIDDLE)
    return first.replace(day=MIDDLE + 1), last


def _day_of_month(month: int, day: int, year: str | None, today: Today) -> Range | None:
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
