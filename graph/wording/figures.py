"""Values as a reader of English or Hungarian writes them: `62.3%` and `62,3 %`.

Knows units, not meanings: which value is shown is the writer's business. Rounding happens here
and nowhere before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from graph.wording.language import Language

#: the clock that kick-offs are told in, and what it is called in a sentence
ZONES: dict[Language, ZoneInfo] = {"en": ZoneInfo("UTC"), "hu": ZoneInfo("Europe/Budapest")}

Value = float | int | str
OddsFormat = Literal["decimal", "fractional", "american"]

#: markets whose shares are parts of a whole
_UNSIGNED = frozenset({"confidence", "margin", "stake", "league"})

_FIVE_DIGITS = 10_000

#: a fraction's denominator at most; only a price nearer to one than 1/20 has a greater one
_FINEST = 20


def shown(value: Value, unit: str, language: Language, odds_format: OddsFormat = "decimal") -> str:
    """Return `value` as text.

    Probabilities and shares have one decimal in per cent, odds two, goals one, losses four; a share
    has its sign, and so have percentage points. A value that does not fit its unit is shown as it
    came.
    """
    if isinstance(value, str):
        return _SHOWN_TEXT.get(unit, _as_it_is)(value, language)
    if unit == "odds":
        return price(value, language, odds_format)
    return _SHOWN_NUMBER.get(unit, _plain)(value, language)


def fact_shown(
    fact: Mapping[str, Any], language: Language, odds_format: OddsFormat = "decimal"
) -> str:
    """Return a fact's value as text: what is never a loss has no sign before it."""
    if fact["unit"] == "share" and fact["market"] in _UNSIGNED:
        return percent(float(fact["value"]), language)
    return shown(fact["value"], fact["unit"], language, odds_format)


def percent(value: float, language: Language, digits: int = 1) -> str:
    """Return a part of one in per cent: 0.623 → `62.3%`, `62,3 %`."""
    return decimal(value * 100, language, digits) + (" %" if language == "hu" else "%")


def decimal(value: float, language: Language, digits: int = 2) -> str:
    """Return a number with exactly so many decimals."""
    rounded = round(value, digits) + 0.0  # no “-0.0”
    return format_decimal(rounded, format="0" + "." * bool(digits) + "0" * digits, locale=language)


def price(value: float, language: Language, odds_format: OddsFormat = "decimal") -> str:
    """Return decimal odds as the reader writes prices: `1.85` or `1,85`, `17/20`, `-118`."""
    if odds_format == "decimal" or value <= 1:
        return decimal(value, language)
    if odds_format == "fractional":
        gain = Fraction(value - 1).limit_denominator(_FINEST)
        if not gain:  # 1.01 is 1/100
            gain = Fraction(1, round(1 / (value - 1)))
        return f"{gain.numerator}/{gain.denominator}"
    return f"+{100 * (value - 1):.0f}" if value >= 2 else f"-{100 / (value - 1):.0f}"


def clock_time(value: str, language: Language) -> str:
    """Return an ISO instant as the hour and minute of `ZONES[language]`."""
    return dt.datetime.fromisoformat(value).astimezone(ZONES[language]).strftime("%H:%M")


def _share(value: float, language: Language) -> str:
    sign = "+" if round(value * 100, 1) > 0 else ""
    return sign + percent(value, language)


def _points(value: float, language: Language) -> str:
    sign = "+" if round(value * 100, 1) > 0 else ""
    name = "százalékpont" if language == "hu" else "percentage points"
    return f"{sign}{decimal(value * 100, language, 1)} {name}"


def _money(value: float, language: Language) -> str:
    # Hungarian parts no number of four digits: 1000, but 10 000
    whole = language == "hu" and abs(value) < _FIVE_DIGITS
    return str(format_decimal(value, format="0.##" if whole else "#,##0.##", locale=language))


def _plain(value: float, language: Language) -> str:
    parted = abs(value) >= _FIVE_DIGITS
    return str(format_decimal(value, format="#,##0.##" if parted else "0.##", locale=language))


def _score(value: str, language: Language) -> str:
    return value.replace("-", "–") if language == "hu" else value


def _date(value: str, language: Language) -> str:
    from graph.wording.days import day  # the calendar's names load late

    return day(dt.date.fromisoformat(value[:10]), language)


def _as_it_is(value: str, _: Language) -> str:
    return value


_SHOWN_NUMBER = {
    "probability": percent,
    "share": _share,
    "points": _points,
    "goals": lambda value, language: decimal(value, language, 1),
    "loss": lambda value, language: decimal(value, language, 4),
    "money": _money,
}
_SHOWN_TEXT = {"score": _score, "date": _date, "time": clock_time}
