"""Names of seasons: "2023-24", or "2019" where a season is a calendar year."""

from __future__ import annotations

import datetime as dt
import re

#: a season that starts in one year's summer: its first and last possible day.
#: 2019-20 ran into August 2020
FIRST_DAY = (6, 1)
LAST_DAY = (8, 31)


def named(text: str) -> str | None:
    """Return the season that a folder or a cell names, or None.

    "2023-24", "2023/24", "2023-2024" and "2023/2024" are one season; so is "2019".
    """
    match = re.fullmatch(r"(\d{4})(?:[-/](\d{2}|\d{4}))?", text.strip())
    if match is None:
        return None
    first, second = match.groups()
    if second is None:
        return first
    return spring(int(first)) if int(second) % 100 == (int(first) + 1) % 100 else None


def of_folder(text: str) -> str | None:
    """Return the season of a football-data folder ("2324"), or None."""
    if not re.fullmatch(r"\d{4}", text):
        return None
    first, second = int(text[:2]), int(text[2:])
    if (first + 1) % 100 != second:
        return None
    return spring(first + (1900 if first >= 70 else 2000))


def spring(year: int) -> str:
    """Return the season that starts in the summer of a year."""
    return f"{year}-{(year + 1) % 100:02d}"


def of_date(date: dt.date) -> str:
    """Return the season from summer to summer that a day most likely belongs to."""
    return spring(date.year if date.month >= 7 else date.year - 1)


def window(season: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a match of that season can be on."""
    year = int(season[:4])
    if "-" not in season:
        return dt.date(year, 1, 1), dt.date(year + 1, 3, 31)
    return dt.date(year, *FIRST_DAY), dt.date(year + 1, *LAST_DAY)


def covers(season: str, date: dt.date) -> bool:
    """Tell whether a match of that season can be on that day."""
    first, last = window(season)
    return first <= date <= last
