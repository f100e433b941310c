"""Slips: several bets priced together, and how much to stake."""

from __future__ import annotations

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import day_said, legs_said, total_said
from graph.analyst.slips.money import capital_said, stake_said
from graph.analyst.slips.systems import system_said
from graph.analyst.slips.unknown import unknown_said
from graph.analyst.writing.missing import explain
from graph.analyst.writing.slips import tell_slip
from graph.wording.phrasebook import Phrasebook


def slip(reading: Reading, book: Phrasebook) -> Script:
    """Tell what a slip is worth, and what stake it takes."""
    legs, unknown = legs_said(reading), unknown_said(reading)
    if legs is None:
        key = "slip.unknown_all" if unknown else "slip.empty" if reading.slip else "slip.which"
        return book.say(key, name=", ".join(unknown)) if unknown else book.say(key)
    wanted = call(
        "price_slip",
        legs=legs,
        size=system_said(reading, legs),
        date=day_said(reading),
        total_odds=total_said(reading),
        stake=stake_said(reading),
        bankroll=capital_said(reading),
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    missing = [book.say("slip.unknown", name=", ".join(unknown))] if unknown else []
    return "\n".join([*missing, tell_slip(found, book)])
