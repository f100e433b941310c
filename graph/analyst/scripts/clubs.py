"""A club's report, a league's table, two clubs' meetings."""

from __future__ import annotations

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.writing.clubs import tell_club, tell_meetings, tell_table
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook


def report(reading: Reading, book: Phrasebook) -> Script:
    """Tell how a club does; of two, both."""
    if not reading.clubs:
        return book.say("missing.which_team")
    wanted = tuple(
        call("team_report", team=club.name, venue=reading.venue) for club in reading.clubs[:2]
    )
    reports = yield wanted
    return "\n\n".join(
        tell_club(found, book, venue=reading.venue)
        if found.found
        else explain(found, one, reading, book)
        for found, one in zip(reports, wanted, strict=True)
    )


def table(reading: Reading, book: Phrasebook) -> Script:
    """Tell a league's table."""
    if not reading.league:
        return book.say("missing.which_league")
    past = reading.days if reading.days and reading.days.last < reading.today else None
    wanted = call(
        "league_table",
        league=reading.league,
        season=reading.season,
        date=past.last if past else None,
    )
    (found,) = yield (wanted,)
    return tell_table(found, book) if found.found else explain(found, wanted, reading, book)


def meetings(reading: Reading, book: Phrasebook) -> Script:
    """Tell how two clubs did against each other."""
    if len(reading.clubs) < 2:
        return book.say("missing.which_two")
    names = [club.name for club in reading.clubs]
    wanted = call("head_to_head", team=names[0], opponent=names[1])
    (found,) = yield (wanted,)
    return tell_meetings(found, book) if found.found else explain(found, wanted, reading, book)
