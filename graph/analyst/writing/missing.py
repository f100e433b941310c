"""Asking back and saying what is not there, with the names that the tool offers instead."""

from __future__ import annotations

import datetime as dt
import re

from graph.analyst.calls import Call, Found
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import Days
from graph.wording.phrasebook import Phrasebook
from knowledge.catalogue import entry

#: what was looked for, in the words of the answer
_KINDS = {"scheduled": "fixture", "finished": "result"}
#: matches named where it is asked which is meant
MATCHES = 5
MATCH = re.compile(r"^(?P<home>.+?) [–-] (?P<away>.+), (?P<date>\d{4}-\d\d-\d\d)")


def explain(found: Found, wanted: Call, reading: Reading, book: Phrasebook) -> str:
    """Return why there is no answer, and what there is instead."""
    if found.state == "not_bound":
        return book.say("missing.no_tool", what=book.word("tool", wanted.tool))
    if found.state == "failed":
        return book.say("missing.failed")
    if told := reason_of(found, book):
        return told
    if several := next((club for club in reading.clubs if len(club.candidates) > 1), None):
        names = book.either(several.candidates)
        return book.say("missing.which_club", asked=several.name, candidates=names)
    matches = [match for one in found.candidates if (match := MATCH.match(one))]
    if found.candidates and not matches:
        return _which(found, reading, book)
    lines = [_no_match(wanted, reading, book)]
    if matches:
        lines += [book.say("missing.next"), *(_row(match, book) for match in matches)]
    return "\n".join(lines)


def which_match(reading: Reading, book: Phrasebook) -> str:
    """Ask which match is meant, of those told of where there are some."""
    told = [f"{match.home} – {match.away}" for match in reading.listed[:MATCHES]]
    if not told:
        return book.say("missing.which_match")
    return book.say("missing.which_of", matches=book.either(told))


def reason_of(found: Found, book: Phrasebook) -> str:
    """Return the tool's own reason in the reader's language; nothing for one that needs names."""
    reason = str(found.data.get("reason") or "")
    if reason == "preference_refused":
        name = str(found.data["preference"])
        takes = book.word("takes", name)
        return book.say("preference.refused", name=book.word("preference", name), takes=takes)
    if reason in book.section("held_back"):
        return book.say(f"held_back.{reason}")
    if reason not in book.section("no_data"):
        return ""
    told = book.say(f"no_data.{reason}", **_names(found, book))
    if found.candidates and reason.endswith("league_not_imported"):
        told += " " + book.say("missing.known_leagues", candidates=book.both(found.candidates))
    return told


def _names(found: Found, book: Phrasebook) -> dict[str, str]:
    """Return the names of a reason; a league is told in the reader's language."""
    names = {name: str(found.data.get(name) or "") for name in ("home", "away", "club")}
    league_id = str(found.data.get("league") or "")
    league = league_name(league_id, book) if league_id else ""
    return {**names, "league": league, "in_league": f" ({league})" if league else ""}


def why_no_forecast(found: Found, book: Phrasebook) -> str:
    """Return why a match that is known has no forecast."""
    return reason_of(found, book) or book.say("no_data.unknown")


def _which(found: Found, reading: Reading, book: Phrasebook) -> str:
    names = book.either(list(found.candidates))
    asked = next((club for club in reading.clubs if club.candidates or not club.known), None)
    if reading.leagues and not reading.clubs:
        return book.say("missing.known_leagues", candidates=book.both(list(found.candidates)))
    if asked is None:
        return book.say("missing.which_clubs", candidates=names)
    key = "missing.which_club" if asked.known else "missing.no_such_club"
    return book.say(key, asked=asked.name, candidates=names)


def _no_match(wanted: Call, reading: Reading, book: Phrasebook) -> str:
    unknown = next((club for club in reading.clubs if not club.known and not club.candidates), None)
    if unknown:
        return book.say("missing.unknown_club", asked=unknown.name)
    when = _when(reading.days, book)
    kind = _KINDS.get(str(wanted.arguments.get("status")), "match")
    if not reading.clubs and not reading.league:
        return book.say(f"missing.{kind}_on", when=when.strip(" ,"))
    what = _what(reading, book)
    return book.say(f"missing.{kind}", what=what, on=when)


def _what(reading: Reading, book: Phrasebook) -> str:
    clubs = reading.clubs
    if len(clubs) > 1:
        return book.say("missing.pair", home=clubs[0].name, away=clubs[1].name)
    if clubs:
        side = "home" if clubs[0].at_home else reading.venue
        return book.say(f"missing.club_{side}" if side else "missing.club", club=clubs[0].name)
    return book.say("missing.league", league=league_name(reading.league or "", book))


def _when(days: Days | None, book: Phrasebook) -> str:
    if days is None:
        return ""
    if days.single:
        return (
            " " + book.on_day(days.first) if book.language == "en" else f", {book.day(days.first)}"
        )
    return f", {book.short_day(days.first)} – {book.short_day(days.last)}"


def league_name(league: str, book: Phrasebook) -> str:
    """Return a league's name in the reader's language."""
    known = entry(league)
    return known.name_hu if book.language == "hu" else known.name


def _row(match: re.Match[str], book: Phrasebook) -> str:
    date = dt.date.fromisoformat(match["date"])
    return f"- {match['home']} – {match['away']}, {book.day(date)}"
