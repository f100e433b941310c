"""Whether the user's words hold the value that a preference is to take.

“Alacsony kockázat” holds low, “max 2%” holds 0.02, “50 ezer” holds 50000, “egy hónapra” holds the
day a month from now. Clubs and leagues are found by those who know names; this knows the rest.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from knowledge.catalogue import league_from_words
from tools.arguments import plain

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "risk": {
        "low": r"low\w*|small\w*|careful\w*|cautious\w*|conservative|safe\w*|alacsony\w*|kicsi\w*"
        r"|kis|kisebb|less|kevesebb\w*|kevesbe|ovatos\w*|biztonsag\w*|minimal\w*|keves|averse|konzervativ\w*"
        r"|(?:dont|don t|do not|not|never|hate|no) (?:\w+ ){0,2}risk\w*|nem (?:\w+ ){0,2}kockaz\w*",
        "medium": r"medium|middle|moderate|normal|average|balanced|kozep\w*|mersekelt|atlagos",
        "high": r"high\w*|big\w*|large|brave|bold|aggressive|magas\w*|nagy\w*|bator\w*|meresz\w*"
        r"|agressziv\w*|bevallalos\w*",
    },
    "odds_format": {
        "decimal": r"decimal\w*|european|tizedes\w*|decimalis\w*|europai",
        "fractional": r"fraction\w*|british|uk|tort\w*|brit|angol",
        "american": r"american|us|moneyline|amerikai\w*",
    },
    "language": {"en": r"english|angol\w*|en", "hu": r"hungarian|magyar\w*|hu"},
    "favourite_markets": {
        "1x2": r"1x2|1 x 2|match results?|results?|winner|vegeredmeny\w*|hazai|gyoztes\w*",
        "over_under_2.5": r"over\w*|under\w*|goals?|totals?|gol\w*|felett\w*|alatt\w*",
        "both_teams_score": r"btts|gg|both (?:teams|sides)\w*|mindket\w*",
        "double_chance": r"double chance|1x|x2|12|dupla esely\w*|kettos esely\w*|dc",
        "draw_no_bet": r"draw no bet|dnb|dontetlen\w* (?:visszajar|nincs)\w*|hazai visszajar\w*",
        "asian_handicap": r"(?:asian )?handicaps?|hendikep\w*|azsiai\w*",
        "correct_score": r"(?:correct|exact) scores?|pontos (?:veg)?eredmeny\w*",
    },
}
_NUMBER_WORDS: Mapping[str, float] = {
    "half": 0.5, "fel": 0.5, "one": 1, "two": 2, "ket": 2, "ketto": 2,
    "three": 3, "harom": 3, "four": 4, "negy": 4, "five": 5, "ot": 5, "six": 6, "hat": 6,
    "seven": 7, "het": 7, "eight": 8, "nyolc": 8, "nine": 9, "kilenc": 9, "ten": 10, "tiz": 10,
    "twenty": 20, "husz": 20, "hundred": 100, "szaz": 100, "thousand": 1000, "ezer": 1000,
    "tizezer": 10_000, "huszezer": 20_000, "otvenezer": 50_000, "szazezer": 100_000,
    "million": 1e6, "millio": 1e6, "egymillio": 1e6,
}  # fmt: skip
#: “for a month”, “egy hónapra”
_ONE = ("a", "an", "egy")
_SCALES = {"k": 1e3, "e": 1e3, "ezer": 1e3, "thousand": 1e3, "m": 1e6, "millio": 1e6,
           "million": 1e6}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0]\d{3})+")
_FIGURE = re.compile(
    rf"(?P<n>{_GROUPED.pattern}(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?P<scale>k|e|m|ezer|thousand|milli[oó]|million)\b)?",
    re.IGNORECASE,
)
_MONTHS = (
    "jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "szep sep", "okt oct", "nov",
    "dec",
)  # fmt: skip
_SPAN = re.compile(r"\b(?P<n>\d+|[a-z]+) (?P<unit>day|nap|week|het|hetre|month|honap|year|ev)\w*\b")
_DAYS = {"day": 1.0, "nap": 1.0, "week": 7.0, "het": 7.0, "hetre": 7.0, "month": 30.44,
         "honap": 30.44, "year": 365.25, "ev": 365.25}  # fmt: skip
_FOR_EVER = re.compile(r"\b(?:forever|for ever|for good|permanently|orokre|vegleg)\b")
#: days by which a span of months may be told differently
_SLACK = 3
#: so many days from now are “for ever”
_LONG = 360


def holds_choice(words: str, name: str, value: str) -> bool:
    """Whether words say one of a preference's choices: “alacsony” says low."""
    pattern = _CHOICES[name].get(value.strip().casefold())
    # what is no choice at all is refused with what it takes, by those who know
    return pattern is None or bool(re.search(rf"\b(?:{pattern})\b", plain(words)))


def has_choices(name: str) -> bool:
    """Whether a preference is one of a few words."""
    return name in _CHOICES


def holds_number(words: str, value: float) -> bool:
    """Whether words hold a number, as it is or as a part of a hundred."""
    wanted = (abs(value), abs(100 * value))
    said = tuple(numbers_in(words))
    return any(math.isclose(one, number, rel_tol=1e-9) for one in wanted for number in said)


def numbers_in(words: str) -> Iterator[float]:
    """Yield every number that words can mean: “50.000” is 50000, and 50."""
    for word in plain(words).split():
        if word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word]
    for match in _FIGURE.finditer(words):
        scale = _SCALES[plain(match["scale"])] if match["scale"] else 1.0
        if _GROUPED.fullmatch(match["n"]):
            yield float(re.sub(r"\D", "", match["n"])) * scale
        for part in match["n"].split():
            with suppress(ValueError):
                yield float(part.replace(",", ".")) * scale


def holds_day(words: str, day: dt.date, *, today: dt.date) -> bool:
    """Whether words name a day, or a time from today that ends about then."""
    said = plain(words)
    if _FOR_EVER.search(said):
        return (day - today).days >= _LONG
    if any(abs((day - today).days - span) <= _SLACK for span in _spans(said)):
        return True
    figures = {int(number) for number in re.findall(r"\d+", said)}
    if day.year in figures and (day.month, day.day) in ((1, 1), (12, 31)):
        return True
    month = day.month in figures or any(
        re.search(rf"\b{name}", said) for name in _MONTHS[day.month - 1].split()
    )
    return month and day.day in figures and (day.year in figures or (day - today).days < _LONG)


def _spans(said: str) -> Iterator[float]:
    for match in _SPAN.finditer(said):
        word = match["n"]
        count = 1.0 if word in _ONE else _NUMBER_WORDS.get(word, 0.0)
        yield (float(word) if word.isdigit() else count) * _DAYS[match["unit"]]


def leagues_in(words: str) -> set[str]:
    """Return the ids of the leagues that any few words in a row can mean."""
    said = words.replace(",", " ").split()
    found: set[str] = set()
    for length in range(1, min(5, len(said)) + 1):
        for start in range(len(said) - length + 1):
            row = " ".join(said[start : start + length]).strip(".?!:;()“”\"'")
            meant = league_from_words(row) or league_from_words(f"{row} liga")
            found.update(league.id for league in meant)
    return found
