"""Slips that are made up to what a message asks for."""

from __future__ import annotations

import re

from graph.analyst.calls import Script, call
from graph.analyst.picks import PRICED
from graph.analyst.reading import Reading
from graph.analyst.scripts.tips import days_meant
from graph.analyst.slips.bets import written
from graph.analyst.slips.money import capital_said, stake_said
from graph.analyst.spotting.odds_wanted import Limit
from graph.analyst.spotting.slip_conditions import Conditions
from graph.analyst.writing.missing import explain
from graph.analyst.writing.slips import tell_composed, tell_too_few
from graph.wording.phrasebook import Phrasebook

#: markets of a kind, as the tool takes them
_KINDS = (
    ("goals", re.compile(r"\b(?:only|just) (?:on )?goals?\b|\bgolok(?:ra|bol|kal)\b|\bgolpiac\w*")),
    ("results", re.compile(
        r"\b(?:only|just) (?:on )?(?:results?|winners?)\b|\b1 ?x ?2-?(?:re|bol)?\b"
        r"|\bcsak (?:\w+ )?(?:gyoztes\w*|gyozelm\w*|(?:veg)?eredmeny\w*|(?:veg)?kimenetel\w*)"
    )),
)  # fmt: skip
#: bets of one club: on a slip for which none is named either club's will do
_OF_EITHER = ("to_nil", "or_draw", "clean_sheet", "draw_no_bet", "team_", "handicap_", "by_")


def compose(reading: Reading, book: Phrasebook) -> Script:
    """Make up a slip, and tell what it is worth."""
    wanted = reading.conditions or Conditions()
    first, last = days_meant(reading)
    each, whole = _ends(wanted.each), _ends(wanted.whole)
    made = call(
        "compose_slip",
        legs=wanted.legs,
        odds_from=each[0],
        odds_to=each[1],
        total_from=whole[0],
        total_to=whole[1],
        bets="; ".join(_bets(reading)) or None,
        league="; ".join(dict.fromkeys(league.id for league in reading.leagues)) or None,
        date_from=first,
        date_to=last,
        without="; ".join([*(club.name for club in wanted.without), *reading.without]) or None,
        stake=stake_said(reading),
        bankroll=capital_said(reading),
    )
    (found,) = yield (made,)
    if found.data.get("reason") == "too_few_legs":
        return tell_too_few(found, book)
    if not found.found:
        return explain(found, made, reading, book)
    return tell_composed(found, book)


def _ends(limit: Limit | None) -> tuple[float | None, float | None]:
    """Return the ends of a range as the tool takes them."""
    return (limit.low, limit.high) if limit else (None, None)


def _bets(reading: Reading) -> list[str]:
    """Return what the legs may be on, as the tool takes it; nothing where no market is named."""
    bets = [kind for kind, words in _KINDS if words.search(reading.folded)]
    for selection in reading.selections:
        if selection == "double_chance":
            bets.append("double chance")
        elif selection.startswith(_OF_EITHER):
            bets += [written(selection, side) for side in ("home", "away")]
        elif PRICED.match(selection):
            bets.append(written(selection, ""))
    return bets
