"""Preferences and insights: kept only in the user's own words, told back, forgotten."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.about_me import is_no
from graph.analyst.calls import Call, Script, call
from graph.analyst.intents import by_cue
from graph.analyst.plainly_set import is_no_longer
from graph.analyst.reading import Reading
from graph.analyst.scripts.clubs import report
from graph.analyst.settings_said import (
    is_doubtful,
    is_money_limit,
    is_one_more,
    preferences_said,
    what_to_forget,
)
from graph.analyst.writing.memory import (
    tell_changed,
    tell_forgotten,
    tell_insights,
    tell_preferences,
    tell_saved,
)
from graph.analyst.writing.missing import explain
from graph.wording.folding import fold
from graph.wording.phrasebook import Phrasebook

_SAVE = re.compile(
    r"^.*?(?:\b(?:remember|note|save|write down|jot down|(?:keep|bear) in mind"
    r"|(?:don't|do not) forget)\b(?: down)?(?: (?:that|(?:this|the following)(?=:)))?"
    r"|\bjegyezd (?:meg|fel|le)(?: nekem)?,? ?(?:azt,? )?(?:hogy)?|\bmentsd el,? ?(?:hogy)?"
    r"|\bird (?:fel|le),? ?(?:hogy)?|\bne felejtsd(?: el)?,? ?(?:hogy)?"
    r"|\btartsd (?:eszben|fejben),? ?(?:hogy)?|\bne feledd,? ?(?:hogy)?|^emlekeztetoul"
    r"|\bemlekezz(?: arra)?,? hogy)[\s:,]*"
)
#: what is known of a club, noted or not
_KNOWN = re.compile(r"\bwhat do (?:you|we) know\b|\bmit (?:tudsz|tudunk)\b|\btudsz valamit\b")
#: all of one's notes are asked for, not those about something
_ALL_NOTES = re.compile(
    r"^(?:.*\b(?:my|all|saved) )?(?:insights|notes)\W*$"
    r"|^(?:\w+ ){0,3}jegyzete(?:i|im|imet|ket|idet)?(?: vannak| van)?\W*$"
)


def set_preference(reading: Reading, book: Phrasebook) -> Script:
    """Keep what the user says of himself, and tell what it was before."""
    if reading.change == "unclear":
        return book.say("preference.where", club=reading.mentions[0].name)
    if is_money_limit(reading):
        return book.say("preference.no_money_limit")
    said = preferences_said(reading)
    if not said:
        return book.say("preference.not_understood")
    if is_doubtful(said, reading):
        return book.say("preference.sure_of_stake")
    wanted = [
        call("set_preference", name=name, value=value,
             change=_change_of(name, reading))
        for name, value in said
    ]  # fmt: skip
    found = yield tuple(wanted)
    book = _in_language_set(said, book)
    told = [
        tell_changed(name, value, kept, book) if kept.found else explain(kept, asked, reading, book)
        for (name, value), asked, kept in zip(said, wanted, found, strict=True)
    ]
    return "\n".join(told)


def _change_of(name: str, reading: Reading) -> str | None:
    if name == "favourite_teams" and is_no_longer(reading):
        return "remove"
    return "add" if is_one_more(name, reading) else None


def _in_language_set(said: Sequence[tuple[str, str]], book: Phrasebook) -> Phrasebook:
    """Return the book of the language that is set from now on."""
    language = dict(said).get("language")
    return book.in_language("hu" if language == "hu" else "en") if language else book


def show_preferences(reading: Reading, book: Phrasebook) -> Script:
    """Tell what is kept of the user."""
    wanted = call("get_preferences")
    (found,) = yield (wanted,)
    return tell_preferences(found, book) if found.found else explain(found, wanted, reading, book)


def forget(reading: Reading, book: Phrasebook) -> Script:
    """Forget a preference, a club of the favourites, a note; everything after asking back."""
    if reading.change == "unclear":
        return book.say("preference.where", club=reading.mentions[0].name)
    if is_no(reading) and by_cue(reading.masked) is None:
        return book.say("forget.kept")
    wanted = _to_forget(reading)
    if wanted is None:
        return book.say("forget.what")
    (found,) = yield (wanted,)
    return tell_forgotten(found, book) or explain(found, wanted, reading, book)


def save_insight(reading: Reading, book: Phrasebook) -> Script:
    """Keep a note in the user's words."""
    cue = _SAVE.match(fold(reading.typed))
    text = reading.typed[cue.end() :].strip() if cue else reading.typed
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
    return tell_saved(found, book) if found.found else explain(found, wanted, reading, book)


def search_insights(reading: Reading, book: Phrasebook) -> Script:
    """Tell what is noted about something, or all that the user has noted last."""
    team = reading.clubs[0].name if reading.clubs else None
    all_of_them = team is None and _ALL_NOTES.match(reading.folded)
    query = None if all_of_them else reading.typed[:200]
    (found,) = yield (wanted := call("search_insights", query=query, team=team),)
    if found.state != "done":
        return explain(found, wanted, reading, book)
    told = tell_insights(found, book)
    if found.data.get("insights") or not (team and _KNOWN.search(reading.folded)):
        return told
    return f"{told}\n\n{(yield from report(reading, book))}"


def _to_forget(reading: Reading) -> Call | None:
    name, value = what_to_forget(reading)
    if name and value:
        return call("set_preference", name=name, value=value, change="remove")
    return call("forget", what=name) if name else None
