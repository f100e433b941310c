"""A club's report, a league's table, two clubs' meetings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.analyst.calls import Found, Script, call
from graph.analyst.figures_asked import figure_of
from graph.analyst.picks import subject_of
from graph.analyst.reading import Reading
from graph.analyst.scripts.venues import ground_of, side_of
from graph.analyst.spotting.club_figures import MOST
from graph.analyst.spotting.divisions import of_level
from graph.analyst.spotting.latest import latest_of_kind, latest_of_two, so_many_latest
from graph.analyst.spotting.league_rates import OfLeagues, leagues_compared, rates_asked
from graph.analyst.spotting.runs_said import ANY_RUN, runs_named
from graph.analyst.spotting.season_names import CHAMPION
from graph.analyst.spotting.table_parts import table_part
from graph.analyst.writing.club_figures import tell_figure
from graph.analyst.writing.clubs import (
    tell_club,
    tell_last,
    tell_leagues,
    tell_meetings,
    tell_rates,
    tell_results,
    tell_streaks,
    tell_table,
)
from graph.analyst.writing.missing import explain, league_name
from graph.wording.phrasebook import Phrasebook
from knowledge.catalogue import entry

#: leagues that are set side by side where none is named
BEST_KNOWN = ("E0", "SP1", "D1", "I1", "F1")
#: leagues that are named where a country is missing
EXAMPLES = 3
#: clubs that are reported on in one answer
REPORTS = 4
#: how the last meeting that is asked for ended for the club named first: said of it, of the other
_ENDS_FOR: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"last_win": "lost", "last_draw": "drawn", "last_defeat": "won"},
    {"last_win": "won", "last_draw": "drawn", "last_defeat": "lost"},
)
#: an end of the table
_ENDS: Mapping[str, re.Pattern[str]] = {
    "last": re.compile(
        r"\bbottom\b(?! (?:two|three|four|half|\d))|\bwho(?:s| is|'s)? last\b"
        r"|\blegalul\b|\bsereghajto"
        r"|\b(?:ki|melyik csapat) (?:\w+ )?az? utolso\b(?! \w+ meccs)|\butolso helyen\b"
    ),
    "first": re.compile(
        rf"{CHAMPION.pattern}|\bwho(?:s| is|'s)? (?:top|first|leading)\b|\bwho leads\b"
        r"|\blistavezeto|\bki(?:k)? vezet"
        r"|\bki (?:az elso|all (?:az )?elen)\b|\blegfelul\b"
    ),
}


def _end(reading: Reading) -> str | None:
    said = (reading.folded, reading.masked)
    return next((name for name, words in _ENDS.items() if any(map(words.search, said))), None)


def _streaks(reading: Reading) -> tuple[str, ...]:
    """Return the runs that are asked about; nothing when none is."""
    asked = runs_named(reading.folded)
    if asked or not ANY_RUN.search(reading.folded):
        return asked
    return "winning", "unbeaten", "losing"


def report(reading: Reading, book: Phrasebook) -> Script:
    """Tell how a club does; of several, one after the other."""
    if not reading.clubs:
        return book.say("missing.which_team")
    asked, venue = figure_of(reading), side_of(reading) or reading.venue
    wanted = tuple(
        call("team_report", team=club.name, venue=venue, season=reading.season)
        for club in reading.clubs[: MOST if asked else REPORTS]
    )
    reports = yield wanted
    if asked and all(found.found for found in reports):
        told = tell_figure(reports, book, asked, venue=venue)
        if told:
            return told
    return "\n\n".join(
        _told(found, reading, book) if found.found else explain(found, one, reading, book)
        for found, one in zip(reports, wanted, strict=True)
    )


def _told(found: Found, reading: Reading, book: Phrasebook) -> str:
    """Return what of a report is asked about, or all of it."""
    if streaks := _streaks(reading):
        return tell_streaks(found, book, streaks)
    if kind := latest_of_kind(reading.folded):
        return tell_last(found, book, kind)
    if count := so_many_latest(reading.folded):
        return tell_results(found, book, count=count)
    return tell_club(found, book, venue=side_of(reading) or reading.venue)


def table(reading: Reading, book: Phrasebook) -> Script:
    """Tell a league's table, or some leagues side by side."""
    if asked := leagues_compared(reading.masked):
        return (yield from _side_by_side(reading, book, asked))
    if not reading.league and reading.tier:
        names = [league_name(one, book) for one in of_level(reading.tier)]
        plain = [name for name in names if not re.search(r"\d", name)]  # no figure in a question
        return book.say("missing.which_country", examples=book.both(plain[:EXAMPLES]))
    if not reading.league:
        return book.say("missing.which_league")
    league = next((one.id for one in reading.leagues if not entry(one.id).is_cup), reading.league)
    past = reading.days if reading.days and reading.days.last < reading.today else None
    wanted = call(
        "league_table",
        league=league,
        season=reading.season,
        date=past.last if past else None,
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    if rates_asked(reading.masked) and (told := tell_rates(found, book)):
        return told
    part = reading.part or table_part(reading.folded)
    return tell_table(found, book, end=_end(reading), part=part, then=reading.is_over)


def _side_by_side(reading: Reading, book: Phrasebook, asked: OfLeagues) -> Script:
    """Tell how the matches of the best known leagues end, in the order that is asked for."""
    wanted = tuple(call("league_table", league=id_, season=reading.season) for id_ in BEST_KNOWN)
    answers = yield wanted
    known = [found for found in answers if found.found]
    if not known:
        return explain(answers[0], wanted[0], reading, book)
    return tell_leagues(known, book, asked) or book.say("table.played_none")


def meetings(reading: Reading, book: Phrasebook) -> Script:
    """Tell how two clubs did against each other."""
    if len(reading.clubs) < 2:
        return book.say("missing.which_two")
    names = [club.name for club in reading.clubs]
    wanted = call("head_to_head", team=names[0], opponent=names[1], at=ground_of(reading))
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    last = latest_of_two(reading.folded)
    subject = subject_of(reading) or names[0]
    return tell_meetings(found, book, last=_ENDS_FOR[subject == names[0]].get(last or ""))
