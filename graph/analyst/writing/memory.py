"""What is remembered of a user, in words: preferences and insights, quoted as they were said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graph.analyst.calls import Found
from graph.wording.phrasebook import Phrasebook


def tell_preferences(found: Found, book: Phrasebook) -> str:
    """Return all that is set, a line each."""
    shown = [
        book.say("preference.row", name=book.word("preference", name), value=_value(value, book))
        for name, value in (found.data.get("preferences") or {}).items()
        if value not in (None, "", [], ())
    ]
    if not shown:
        return book.say("preference.none")
    return "\n".join([book.say("preference.shown"), *shown])


def tell_set(name: str, value: Any, book: Phrasebook) -> str:
    """Return that a preference is kept."""
    return book.say("preference.set", name=book.word("preference", name), value=_value(value, book))


def tell_insights(found: Found, book: Phrasebook) -> str:
    """Return the insights found, each quoted."""
    rows = [
        book.say("insight.row", text=str(one.get("text", "")), on=_since(one, book))
        for one in found.data.get("insights") or ()
    ]
    return "\n".join([book.say("insight.found"), *rows]) if rows else book.say("insight.none")


def _since(insight: dict[str, Any], book: Phrasebook) -> str:
    made = str(insight.get("created_at") or "")[:10]
    return f" ({book.day(dt.date.fromisoformat(made))})" if made else ""


def _value(value: Any, book: Phrasebook) -> str:
    if isinstance(value, list | tuple):
        return book.both([_value(one, book) for one in value])
    if isinstance(value, int | float):
        return book.figure(value, "money")
    return book.word("preference_value", str(value))
