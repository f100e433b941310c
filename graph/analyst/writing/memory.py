"""What is remembered of a user, in words: preferences and insights, quoted as they were said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.wording.phrasebook import Phrasebook

_UNITS = {"odds_min": "odds", "odds_max": "odds", "max_stake_share": "probability"}


def tell_preferences(found: Found, book: Phrasebook) -> str:
    """Return all that is set and since when, a line each."""
    origins = found.data.get("origins") or {}
    shown = [
        book.say(
            "preference.row",
            name=book.word("preference", name),
            value=_value(name, value, book),
            since=_set_on(origins.get(name), book),
        )
        for name, value in (found.data.get("preferences") or {}).items()
        if value not in (None, "", [], ())
    ]
    if not shown:
        return book.say("preference.none")
    return "\n".join([book.say("preference.shown"), *shown])


def tell_changed(name: str, asked: str, found: Found, book: Phrasebook) -> str:
    """Return what a preference is now and what it was; `asked` where the tool does not say."""
    kept = found.data.get("preferences") or {}
    new, old = kept.get(name, found.data.get("new", asked)), found.data.get("old")
    slots = {"name": book.word("preference", name), "old": _value(name, old, book)}
    if new in (None, "", []):
        return book.say("preference.cleared" if old else "preference.not_there", **slots)
    changed = "preference.changed" if old and old != new else "preference.set"
    return book.say(changed, value=_value(name, new, book), **slots)


def tell_forgotten(found: Found, book: Phrasebook) -> str:
    """Return what is forgotten, or the question that comes before; empty where nothing was."""
    data = found.data
    if data.get("confirm"):
        kept = data["kept"]
        if not any(kept.values()):
            return book.say("forget.nothing")
        return book.say("forget.sure_notes" if data.get("notes_only") else "forget.sure", **kept)
    if "forgotten" in data:
        told = book.say("forget.notes" if data.get("notes_only") else "forget.all")
        return f"{told} {book.say('forget.excluded')}" if data.get("excluded_until") else told
    if "forgotten_note" in data:
        return book.say("forget.note", text=data["forgotten_note"])
    if data.get("reason") == "which_note":
        return "\n".join([book.say("forget.which"), *(f"- {one}" for one in found.candidates)])
    if data.get("reason") == "no_note":
        return book.say("forget.no_note")
    if found.found and "preference" in data:
        return tell_changed(str(data["preference"]), "", found, book)
    return ""


def tell_saved(found: Found, book: Phrasebook) -> str:
    """Return that a note is kept, and how it stands there."""
    text = found.data.get("text")
    return book.say("insight.saved_as", text=text) if text else book.say("insight.saved")


def tell_insights(found: Found, book: Phrasebook) -> str:
    """Return the insights found, each quoted with whose words it is and of when."""
    rows = [
        book.say("insight.row", text=str(one.get("text", "")), on=_whose(one, book))
        for one in found.data.get("insights") or ()
    ]
    return "\n".join([book.say("insight.found"), *rows]) if rows else book.say("insight.none")


def _whose(insight: Mapping[str, Any], book: Phrasebook) -> str:
    source = str(insight.get("source") or "")
    who = book.say("insight.own") if insight.get("own") else source if source != "user" else ""
    made = str(insight.get("as_of") or insight.get("created_at") or "")[:10]
    on = book.day(dt.date.fromisoformat(made)) if made else ""
    told = ", ".join(filter(None, (who, on)))
    return f" ({told})" if told else ""


def _set_on(origin: Mapping[str, Any] | None, book: Phrasebook) -> str:
    if not origin:
        return ""
    day = dt.datetime.fromisoformat(str(origin["set_at"])).date()
    return " " + book.say("preference.since", on=book.day(day))


def _value(name: str, value: Any, book: Phrasebook) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return book.both([_value(name, one, book) for one in value])
    if isinstance(value, int | float):
        return book.figure(value, _UNITS.get(name, "money"))
    if name == "self_excluded_until":
        # the instant after its last day
        last = dt.datetime.fromisoformat(str(value)) - dt.timedelta(seconds=1)
        return book.day(last.date())
    return book.word("preference_value", str(value))
