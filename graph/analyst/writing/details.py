"""What every answer about a match needs: its name, its day, its notes, a fact's figure.

Knows the shape of the tools' data, no market.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.spotting.dates import Days
from graph.wording.phrasebook import Phrasebook

Match = Mapping[str, Any]
#: below this the model says that it knows little
LITTLE = 0.35


def title(match: Match) -> str:
    """Return “Man United – Arsenal”."""
    return f"{match['home']} – {match['away']}"


def date_of(match: Match) -> dt.date:
    """Return the day of a match."""
    return dt.date.fromisoformat(str(match["date"])[:10])


def on(match: Match, book: Phrasebook) -> str:
    """Return “on Sunday 12 May 2024”; nothing for a match that is only supposed."""
    return "" if match.get("hypothetical") else book.on_day(date_of(match))


def figure(found: Found, market: str, outcome: str, book: Phrasebook) -> str:
    """Return a fact's value in words; a dash where the tool has none."""
    fact = found.fact(market, outcome)
    return "–" if fact is None else book.figure(fact["value"], fact["unit"])


def notes(found: Found, book: Phrasebook, asked: Days | None = None) -> list[str]:
    """Return what has to be said about the match itself: supposed, turned round, another day."""
    match, said = found.data, []
    if match.get("hypothetical"):
        said.append(book.say("note.hypothetical", home=match["home"]))
    elif asked and not asked.holds(date_of(match)):
        said.append(book.say("note.other_day", asked=_asked(asked, book), on=on(match, book)))
    if match.get("swapped"):
        said.append(book.say("note.swapped", home=match["home"]))
    if match.get("status") == "postponed":
        said.append(book.say("note.postponed"))
    confidence = found.value("confidence", "model")
    if confidence is not None and confidence < LITTLE:
        said.append(book.say("note.low_confidence"))
    return [*said, *demo(match, book)]


def demo(match: Match, book: Phrasebook) -> list[str]:
    """Return the label of invented matches, when it is one."""
    return [book.say("note.demo")] if match.get("is_demo") else []


def _asked(days: Days, book: Phrasebook) -> str:
    if days.single:
        return book.on_day(days.first)
    return f"{book.short_day(days.first)} – {book.short_day(days.last)}"
