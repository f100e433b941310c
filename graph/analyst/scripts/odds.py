"""Odds without a match: what they say by themselves, or by the user's own chance."""

from __future__ import annotations

import re

from graph.analyst.calls import Script, call
from graph.analyst.offers import in_market_order
from graph.analyst.reading import Reading
from graph.analyst.slips.money import stake_said
from graph.analyst.writing.missing import explain
from graph.analyst.writing.odds import tell_odds
from graph.wording.phrasebook import Phrasebook

#: a sum that no unit says to be money: “mennyit nyerek 1,8-on 5000-rel”
_AMOUNT = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d{3,7})(?![.,]?\d| ?(?:%|per ?cent|szazalek)"
    r"| ?(?:ezer|ezres|e|k)?-?(?:ft|forint|huf)?-?b[oe]l\b)"
)
#: “mennyit nyerek”, “what do I get”: else a bare sum may be anything
_RETURNS = re.compile(
    r"\b(?:nyer\w*|fizet\w*|kap\w*|hoz\w*|jar|get|win|pays?|return\w*|make|collect)\b"
)
_CHANCE = re.compile(r"(?<![\d.,/])(?P<n>\d{1,2}(?:[.,]\d+)?) ?(?:%|per ?cent\b|szazalek)")


def _stake(reading: Reading) -> float | None:
    """Return the money that is staked: “5000-rel” is some, and so is a round sum behind a price."""
    bare = _AMOUNT.search(reading.folded) if _RETURNS.search(reading.folded) else None
    return stake_said(reading) or (float(re.sub(r"[ .]", "", bare["n"])) if bare else None)


def odds_maths(reading: Reading, book: Phrasebook) -> Script:
    """Tell the margin of several prices, or what one is worth by the user's chance."""
    said = _CHANCE.search(reading.folded)
    prices = [f"{price:g}" for price in in_market_order(reading)]
    if not said and not prices:
        return book.say("odds.which")
    if said:  # a chance goes with one price
        prices = prices[:1]
    wanted = call(
        "odds_maths",
        odds="; ".join(prices) or None,
        chance=f"{said['n'].replace(',', '.')}%" if said else None,
        stake=_stake(reading) if len(prices) == 1 else None,
    )
    (found,) = yield (wanted,)
    return tell_odds(found, book) if found.found else explain(found, wanted, reading, book)
