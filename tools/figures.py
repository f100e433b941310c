"""Figures as a text shows them: the one place of this room where a number is rounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tools.facts import Fact, FactUnit

_FORMATS: dict[FactUnit, str] = {
    "probability": ".1%",
    "share": ".1%",
    "odds": ".2f",
    "goals": ".2f",
    "loss": ".4f",
    "money": ".2f",
}


def show(fact: Fact) -> str:
    """Return a fact's value in English: "62.3%", "1.85", "2-1", "2024-05-12 15:30 UTC"."""
    if fact.unit == "time":
        instant = dt.datetime.fromisoformat(str(fact.value)).astimezone(dt.UTC)
        return f"{instant:%Y-%m-%d %H:%M} UTC"
    if fact.unit == "points":
        return f"{100 * float(fact.value):+.1f} percentage points"
    return format(fact.value, _FORMATS.get(fact.unit, ""))


class Sheet:
    """Facts of one subject, gathered while a result is written; looked up by market and outcome."""

    def __init__(self, subject: str, *, as_of: str, source: str) -> None:
        self._subject = subject
        self._as_of = as_of
        self._source = source
        self.facts: list[Fact] = []

    def add(
        self,
        market: str,
        outcome: str,
        value: float | int | str,
        unit: FactUnit,
        *,
        source: str | None = None,
        as_of: str | None = None,
    ) -> str:
        """Add a fact and return its value as a text shows it."""
        fact = Fact(
            subject=self._subject,
            market=market,
            outcome=outcome,
            value=value,
            unit=unit,
            as_of=as_of or self._as_of,
            source=source or self._source,
        )
        self.facts.append(fact)
        return show(fact)

    def put(self, market: str, outcome: str, value: float | int | str, unit: FactUnit) -> str:
        """Add a fact unless it is there; return its value as a text shows it."""
        if any((fact.market, fact.outcome) == (market, outcome) for fact in self.facts):
            return self.shown(market, outcome)
        return self.add(market, outcome, value, unit)

    def shown(self, market: str, outcome: str) -> str:
        """Return the value of a fact added before as a text shows it."""
        return next(
            show(fact) for fact in self.facts if (fact.market, fact.outcome) == (market, outcome)
        )


def listed(parts: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *most, last = list(parts)
    return f"{', '.join(most)} and {last}" if most else last
