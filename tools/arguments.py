"""Reading arguments forgivingly: days, prices, selections and statuses as models write them.

Language models write "Sunday", "1,60", "over 2.5" or "hazai" where a schema asks for something
else. What has one meaning is taken; the rest is refused with a sentence that says what is taken.
Does not know clubs, leagues or the database.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from tools.errors import BadArgument

Selection = Literal[
    "home", "draw", "away", "over_2_5", "under_2_5", "btts_yes", "btts_no", "1X", "12", "X2"
]
Status = Literal["scheduled", "finished", "postponed"]

SELECTIONS: tuple[Selection, ...] = get_args(Selection)

_Word = TypeVar("_Word", bound=str)

_SELECTION_WORDS: dict[Selection, str] = {
    "home": "home|1|home win|hazai|hazai gyozelem|h",
    "draw": "draw|x|dontetlen|iksz|tie|d",
    "away": "away|2|away win|vendeg|vendeg gyozelem|a",
    "over_2_5": "over 2 5|over|over 2 5 goals|o2 5|o 2 5|tobb mint 2 5|2 5 felett|felett",
    "under_2_5": "under 2 5|under|under 2 5 goals|u2 5|u 2 5|kevesebb mint 2 5|2 5 alatt|alatt",
    "btts_yes": "btts yes|btts|gg|both teams to score|both teams score|both score"
    "|mindket csapat szerez golt|mindket csapat golt szerez",
    "btts_no": "btts no|ng|both teams to score no|nem szerez mindket csapat golt",
    "1X": "1x|home or draw|hazai vagy dontetlen",
    "12": "12|home or away|no draw|hazai vagy vendeg",
    "X2": "x2|draw or away|dontetlen vagy vendeg",
}
_STATUS_WORDS: dict[Status, str] = {
    "scheduled": "scheduled|upcoming|next|future|fixture|fixtures|not played|kovetkezo|jovobeli",
    "finished": "finished|played|past|result|results|final|completed|lejatszott|eredmeny",
    "postponed": "postponed|elhalasztott|elhalasztva",
}
_DAYS_AWAY = {"today": 0, "ma": 0, "tomorrow": 1, "holnap": 1, "yesterday": -1, "tegnap": -1}
_WEEKDAYS = (
    ("monday", "hetfo"),
    ("tuesday", "kedd"),
    ("wednesday", "szerda"),
    ("thursday", "csutortok"),
    ("friday", "pentek"),
    ("saturday", "szombat"),
    ("sunday", "vasarnap"),
)
_BLANK = {"", "none", "null", "nil", "undefined", "n/a", "any", "all"}


def plain(text: str) -> str:
    """Return a text in lower case, without accents, with single spaces for all punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def read_day(text: str, *, today: dt.date) -> dt.date:
    """Read "2024-05-12", an ISO instant, "2024. 05. 12.", "Sunday" (the next one) or "today".

    Raises
    ------
    BadArgument
        For anything else.
    """
    if match := re.match(r"\s*(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})(?!\d)", text):
        try:
            return dt.date(*(int(part) for part in match.groups()))
        except ValueError:
            raise BadArgument(f"There is no day “{text[:40]}” in the calendar.") from None
    words = plain(text).removeprefix("next ").removeprefix("this ")
    if words in _DAYS_AWAY:
        return today + dt.timedelta(days=_DAYS_AWAY[words])
    for weekday, names in enumerate(_WEEKDAYS):
        if words in names:
            return today + dt.timedelta(days=(weekday - today.weekday()) % 7)
    raise BadArgument(f"“{text[:40]}” is not a day: write it as 2024-05-12.")


def read_selection(text: str) -> Selection | None:
    """Return the selection that a text means, or None (it may be a club's name)."""
    return _from_words(text, _SELECTION_WORDS)


def read_status(text: str) -> Status:
    """Return the status that a word means.

    Raises
    ------
    BadArgument
        When it means none.
    """
    if status := _from_words(text, _STATUS_WORDS):
        return status
    raise BadArgument("status takes scheduled, finished or postponed.")


def read_season(text: str) -> tuple[str, ...]:
    """Return the spellings of a season that a text can mean: "2023/24" → ("2023-24", "2023").

    Raises
    ------
    BadArgument
        When it is no season.
    """
    if code := re.fullmatch(r"\s*([0-9]{2})([0-9]{2})\s*", text):
        first, second = int(code[1]), int(code[2])
        if second == (first + 1) % 100 and first not in (19, 20):
            return (f"{1900 + first if first > 90 else 2000 + first}-{second:02d}",)
    if match := re.fullmatch(r"\s*(\d{4})\s*(?:[-/–]\s*(\d{2}|\d{4}))?\s*", text):
        start = int(match[1])
        return f"{start}-{(start + 1) % 100:02d}", str(start)
    raise BadArgument(f"“{text[:40]}” is not a season: write it as 2023-24.")


def read_price(value: object) -> float:
    """Read decimal odds: 1.6, "1,60", or fractional "4/6".

    Raises
    ------
    ValueError
        When it is none, or not above 1 and at most 1000.
    """
    text = str(value).strip().replace(",", ".").lstrip("@").strip()
    try:
        over, _, under = text.partition("/")
        price = float(over) / float(under) + 1 if under else float(over)
    except (ValueError, ZeroDivisionError):
        price = math.nan
    if isinstance(value, bool) or not 1 < price <= 1000:
        raise ValueError("takes decimal odds above 1, such as 1.85")
    return price


def read_amount(value: object) -> float | None:
    """Read money: 5000, "5 000 Ft", "50.000 Ft", "12,50"; None stays None.

    Raises
    ------
    ValueError
        When it is none, or not above 0.
    """
    if value is None:
        return None
    digits = re.sub(r"(?<=\d)[ .,\u00a0](?=\d{3}(?!\d))|[^\d,. -]", "", str(value)).strip()
    try:
        amount = float(digits.replace(",", "."))
    except ValueError:
        amount = math.nan
    if isinstance(value, bool) or not 0 < amount <= 1e12:
        raise ValueError("takes an amount of money above 0")
    return amount


def _optional_price(value: object) -> float | None:
    return None if value is None else read_price(value)


def _whole(value: object) -> object:
    try:
        return int(float(str(value)))
    except (ValueError, OverflowError):
        raise ValueError("takes a whole number") from None


def _from_words(text: str, words: dict[_Word, str]) -> _Word | None:
    asked = plain(text)
    return next((key for key, known in words.items() if asked in known.split("|")), None)


def about(text: str) -> Any:
    """Return the field of one argument with its one line for the model."""
    return Field(description=text)


#: kept simple for small models: no "anyOf", only the type to write
OptionalText = Annotated[str | None, Field(max_length=200), WithJsonSchema({"type": "string"})]
OptionalLongText = Annotated[str | None, Field(max_length=2000), WithJsonSchema({"type": "string"})]
Text = Annotated[str, Field(min_length=1, max_length=200)]
LongText = Annotated[str, Field(min_length=1, max_length=2000)]
OptionalPrice = Annotated[
    float | None, BeforeValidator(_optional_price), WithJsonSchema({"type": "number"})
]
Count = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]
OptionalCount = Annotated[
    int | None,
    BeforeValidator(lambda value: None if value is None else _whole(value)),
    WithJsonSchema({"type": "integer"}),
]
OptionalAmount = Annotated[
    float | None, BeforeValidator(read_amount), WithJsonSchema({"type": "number"})
]


class Arguments(BaseModel):
    """Arguments of one tool; its docstring is what the language model reads about the tool."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True
    )

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, given: Any) -> Any:
        """Take "" and "null" for optional arguments as not given: small models write them."""
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if not cls._is_blank(name, value)}

    @classmethod
    def _is_blank(cls, name: str, value: object) -> bool:
        field = cls.model_fields.get(name)
        if field is None or field.is_required():
            return False
        return value is None or (isinstance(value, str) and value.strip().lower() in _BLANK)
