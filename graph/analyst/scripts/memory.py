"""Preferences and insights: set only from the user's own words, told back as they are."""

from __future__ import annotations

import re

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.settings_said import preference_said
from graph.analyst.writing.memory import tell_insights, tell_preferences, tell_set
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook

_SAVE = re.compile(
    r"^.*?(?:\b(?:remember|note|save|write down|keep in mind)\b(?: down)?(?: that)?"
    r"|\bjegyezd (?:meg|fel|le)(?: nekem)?,? ?(?:azt,? )?(?:hogy)?|\bmentsd el,? ?(?:hogy)?"
    r"|\bird (?:fel|le),? ?(?:hogy)?|\bne felejtsd(?: el)?,? ?(?:hogy)?"
    r"|\bemlekezz(?: arra)?,? hogy)[\s:,]*"
)


def set_preference(reading: Reading, book: Phrasebook) -> Script:
    """Keep what the user says of himself."""
    said = preference_said(reading)
    if said is None:
        return book.say("preference.not_understood")
    name, value = said
    wanted = call("set_preference", name=name, value=value)
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    kept = (found.data.get("preferences") or {}).get(name, value)
    return tell_set(name, kept, book)


def show_preferences(reading: Reading, book: Phrasebook) -> Script:
    """Tell what is kept of the user."""
    wanted = call("get_preferences")
    (found,) = yield (wanted,)
    return tell_preferences(found, book) if found.found else explain(found, wanted, reading, book)


def save_insight(reading: Reading, book: Phrasebook) -> Script:
    """Keep a note in the user's words."""
    cue = _SAVE.match(reading.folded)
    text = reading.text[cue.end() :].strip() if cue else reading.text
    if not text:
        return book.say("insight.what")
    names = [club.name for club in reading.clubs if not club.candidates][:2]
    wanted = call(
        "save_insight",
        text=text,
        team=names[0] if names else None,
        opponent=names[1] if len(names) > 1 else None,
    )
    (found,) = yield (wanted,)
    return book.say("insight.saved") if found.found else explain(found, wanted, reading, book)


def search_insights(reading: Reading, book: Phrasebook) -> Script:
    """Tell what is noted about something."""
    team = reading.clubs[0].name if reading.clubs else None
    wanted = call("search_insights", query=reading.text, team=team)
    (found,) = yield (wanted,)
    if found.state != "done":
        return explain(found, wanted, reading, book)
    return tell_insights(found, book)
