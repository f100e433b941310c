"""Which club of a league leads in something: runs, goals, records, form."""

from __future__ import annotations

import re

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.spotting.leaders_said import Leaders
from graph.analyst.writing.leaders import tell_leaders
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook

#: may be a player
_SOMEBODY = re.compile(r"^(?:and |so |es |na )*(?:who|whos|ki|kik)\b")


def leaders(reading: Reading, book: Phrasebook) -> Script:
    """Tell which clubs lead, of a league or of all that are known."""
    asked = reading.leaders or Leaders(what="points")
    past = reading.days if reading.days and reading.days.last <= reading.today else None
    wanted = call(
        "league_leaders",
        what=asked.what,
        league=reading.league,
        order="fewest" if asked.fewest else None,
        venue=asked.venue,
        last=asked.last,
        at_least=asked.at_least,
        longest=asked.longest or None,
        season=reading.season,
        date_from=past.first if past else None,
        date_to=past.last if past else None,
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    told = tell_leaders(found, book)
    if asked.what == "goals_for" and _SOMEBODY.search(reading.folded):
        told = f"{told}\n{book.say('leaders.clubs_only')}"
    return told
