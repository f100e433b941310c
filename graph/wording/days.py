"""Days as people write them: “Sunday 12 May 2024”, “2024. május 12-én, vasárnap”.

Knows no clock: what “today” is, the caller says.
"""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from graph.wording.language import Language

#: "on the 1st" in Hungarian: vowel harmony of each day's spoken name
_BACK = frozenset({2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30})
_PATTERN: dict[Language, str] = {"en": "EEEE d MMMM y", "hu": "y. MMMM d., EEEE"}
_SHORT: dict[Language, str] = {"en": "EEE d MMM", "hu": "MMM d., EEEE"}


def day(date: dt.date, language: Language) -> str:
    """Return “Sunday 12 May 2024” or “2024. május 12., vasárnap”."""
    return str(format_date(date, format=_PATTERN[language], locale=language))


def short_day(date: dt.date, language: Language) -> str:
    """Return “Sun 12 May” or “máj. 12., vasárnap”: for lists."""
    return str(format_date(date, format=_SHORT[language], locale=language))


def on_day(date: dt.date, language: Language) -> str:
    """Return “on Sunday 12 May 2024” or “2024. május 12-én, vasárnap”."""
    if language == "en":
        return f"on {day(date, 'en')}"
    month = format_date(date, format="y. MMMM", locale="hu")
    weekday = format_date(date, format="EEEE", locale="hu")
    return f"{month} {date.day}-{_ending(date.day)}, {_ON_WEEKDAY[weekday]}"


def _ending(number: int) -> str:
    if number == 1:
        return "jén"
    return "án" if number in _BACK else "én"


_ON_WEEKDAY = {
    "hétfő": "hétfőn",
    "kedd": "kedden",
    "szerda": "szerdán",
    "csütörtök": "csütörtökön",
    "péntek": "pénteken",
    "szombat": "szombaton",
    "vasárnap": "vasárnap",
}
