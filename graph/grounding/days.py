"""The days and times of day that a sentence tells, in English and Hungarian.

Works on folded text. Knows no match and no fact.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_MONTHS = (
    r"jan(?:uar\w*)?|feb(?:ruar\w*)?|marc(?:h|ius\w*)?|apr(?:il\w*)?|ma[yj](?:us\w*)?"
    r"|jun(?:e|ius\w*)?|jul(?:y|ius\w*)?|aug(?:us[tz]\w*)?|sz?ept?(?:ember\w*)?"
    r"|o[ck]t(?:ober\w*)?|nov(?:ember\w*)?|dec(?:ember\w*)?"
)
_FIRST_LETTERS = ("ja", "fe", "ma", "ap", "ma", "jun", "jul", "au", "s", "o", "n", "d")
_WEEKDAYS = (
    r"monday|hetfo",
    r"tuesday|kedd",
    r"wednesday|szerda",
    r"thursday|csutortok",
    r"friday|pentek",
    r"saturday|szombat",
    r"sunday|vasarnap",
)
_ENDING = r"(?:'s|i|n|on|en|ra|re|ig|tol|rol|hoz|hez)?"
_WEEKDAY = re.compile("|".join(rf"\b(?P<d{n}>{w}){_ENDING}\b" for n, w in enumerate(_WEEKDAYS)))
_ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)(?:-|\. ?)(?P<m>\d\d?)(?:-|\. ?)(?P<d>\d\d?)\b")
_DAY_MONTH = re.compile(
    rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?\.?,? (?:of )?(?P<m>{_MONTHS})\b\.?"
    r"(?:,? (?P<y>(?:19|20)\d\d)\b)?"
)
_MONTH_DAY = re.compile(
    rf"(?:\b(?P<y>(?:19|20)\d\d)\.? )?\b(?P<m>{_MONTHS})\b\.? (?P<d>\d\d?)(?:st|nd|rd|th)?\b"
    r"(?![:%]|[.,]\d)(?:, (?P<z>(?:19|20)\d\d)\b)?"
)
_AHEAD = re.compile(
    r"\b(?P<two>the day after tomorrow|holnaputan\w*)|\b(?P<one>tomorrow\w*|holnap\w*)"
    r"|\b(?P<back>yesterday\w*|tegnap\w*)"
)
_DAYS_AHEAD = {"two": 2, "one": 1, "back": -1}
_TIME = re.compile(r"(?<![\d:.,])(?P<h>[01]?\d|2[0-3]):(?P<n>[0-5]\d)(?![\d:]|\s*%)")
#: “3pm”, “4.30 pm”
_OF_TWELVE = re.compile(r"(?<![\d.,])(?P<h>1[0-2]|[1-9])(?:[:.](?P<n>[0-5]\d))? ?(?P<pm>[ap]m)\b")
_HALF_DAY = 12


@dataclass(frozen=True)
class Told:
    """A day or a time of day where a sentence tells it."""

    start: int
    end: int
    text: str
    #: “05-12”, “2024-05-12”, “Sun” as its number, “15:30”
    value: str
    kind: Literal["date", "day", "weekday", "time"]

    def fits(self, day: dt.date) -> bool:
        """Tell whether it may be this day; of a time of day: never."""
        if self.kind == "weekday":
            return day.weekday() == int(self.value)
        return day.isoformat() == self.value or (
            self.kind == "day" and day.isoformat()[5:] == self.value
        )


def days_told(folded: str, today: dt.date | None = None) -> list[Told]:
    """Return the days that a text tells, in order.

    Parameters
    ----------
    today : what “tomorrow” counts from; None: such words are passed over.
    """
    found = [*_dates(folded), *_weekdays(folded), *_counted(folded, today)]
    return sorted(found, key=lambda told: told.start)


def times_told(folded: str) -> list[Told]:
    """Return the times of day that a text tells: “16:30”."""
    return [
        Told(*found.span(), found.group(), f"{int(found['h']):02}:{found['n']}", "time")
        for found in _TIME.finditer(folded)
    ] + [
        Told(*found.span(), found.group(), f"{_hour(found):02}:{found['n'] or '00'}", "time")
        for found in _OF_TWELVE.finditer(folded)
    ]


def _hour(found: re.Match[str]) -> int:
    hour = int(found["h"]) % _HALF_DAY
    return hour + _HALF_DAY if found["pm"] == "pm" else hour


def _dates(folded: str) -> Iterator[Told]:
    for found in _ISO.finditer(folded):
        yield from _date(found, int(found["m"]), found["y"])
    taken = [found.span() for found in _DAY_MONTH.finditer(folded)]
    for found in _DAY_MONTH.finditer(folded):
        yield from _date(found, _month(found["m"]), found["y"])
    for found in _MONTH_DAY.finditer(folded):
        if not any(found.start() < end and start < found.end() for start, end in taken):
            yield from _date(found, _month(found["m"]), found["y"] or found["z"])


def _date(found: re.Match[str], month: int, year: str | None) -> Iterator[Told]:
    value = f"{month:02}-{int(found['d']):02}"
    if year is None:
        yield Told(*found.span(), found.group(), value, "day")
    else:
        yield Told(*found.span(), found.group(), f"{year}-{value}", "date")


def _month(word: str) -> int:
    if word.startswith("ma"):
        return 5 if word[2] in "yj" else 3
    return next(n for n, first in enumerate(_FIRST_LETTERS, start=1) if word.startswith(first))


def _weekdays(folded: str) -> Iterator[Told]:
    for found in _WEEKDAY.finditer(folded):
        number = next(n for n in range(7) if found[f"d{n}"])
        yield Told(*found.span(), found.group(), str(number), "weekday")


def _counted(folded: str, today: dt.date | None) -> Iterator[Told]:
    if today is None:
        return
    for found in _AHEAD.finditer(folded):
        day = today + dt.timedelta(days=_DAYS_AHEAD[str(found.lastgroup)])
        yield Told(*found.span(), found.group(), day.isoformat(), "date")
