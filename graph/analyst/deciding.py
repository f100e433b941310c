"""What to do about a message: its cues' intents, corrected and completed by the names at hand.

“Arsenal, table?” is about a club's place; “the match” of two clubs means their chances.
"""

from __future__ import annotations

from dataclasses import replace

from graph.analyst.corrected import corrected, is_past, is_wordy
from graph.analyst.figures_asked import asks_most_points, figure_of
from graph.analyst.found import free
from graph.analyst.intents import Intent
from graph.analyst.joint import both_win, combined, together
from graph.analyst.offers import listed_with_prices
from graph.analyst.picks import COMPARED, PRICED
from graph.analyst.plainly_set import plainly_set, with_its_bet, without_bare_maths
from graph.analyst.reading import Reading
from graph.analyst.side_by_side import compares
from graph.analyst.spotting.beyond import asks_result_too, is_beyond, spot_beyond
from graph.analyst.spotting.league_rates import leagues_compared, rates_asked
from graph.analyst.spotting.markets import Mark
from knowledge.catalogue import entry

#: one answer at most deals with so many questions
MOST = 3
#: a price in these asks for no verdict of its own
_WITHOUT_VALUE = frozenset(
    {Intent.SET_PREFERENCE, Intent.SAVE_INSIGHT, Intent.SLIP, Intent.SEASON, Intent.ODDS_MATHS}
)

#: asked of one league at a time
_OF_LEAGUES = frozenset(
    {Intent.TABLE, Intent.LEADERS, Intent.SEASON, Intent.FIXTURES, Intent.RESULTS}
)
#: told of one outcome after the other, unless they are one bet
_TOLD = frozenset({Intent.CHANCES, Intent.VALUE})
_OF_BETS = _TOLD | {Intent.SLIP}


def wanted(reading: Reading) -> tuple[Intent, ...]:
    """Return what to do, in order; `OTHER` when nothing tells."""
    if reading.conditions or reading.leaders:  # nothing else fits in such a question
        return reading.intents
    if plainly_set(reading):
        return (Intent.SET_PREFERENCE,)
    if asks_most_points(reading):
        return (Intent.SEASON,)
    if figure_of(reading):
        return (Intent.REPORT,)
    if compares(reading) and not is_past(reading):
        return (Intent.COMPARE,)
    if reading.leagues and not reading.clubs and rates_asked(reading.masked):
        return (Intent.TABLE,)
    if leagues_compared(reading.masked):
        return (Intent.TABLE,)
    if reading.tier and not (reading.leagues or reading.clubs):
        return (Intent.TABLE,)  # asks whose level it is
    intents = [corrected(intent, reading) for intent in reading.intents]
    intents = with_its_bet(reading, intents)
    if reading.prices and reading.clubs and not _WITHOUT_VALUE & set(intents):
        intents.append(Intent.VALUE)
    if not intents or _only_small_talk(intents, reading):
        intents = [_from_names(reading)]
    found = dict.fromkeys(intents)
    if _OF_BETS.intersection(found) and reading.clubs and is_beyond(reading.folded):
        beside = not reading.prices and (_marks_beside(reading) or asks_result_too(reading.folded))
        return (Intent.NO_DATA, Intent.CHANCES) if beside else (Intent.NO_DATA,)
    if {Intent.VALUE, Intent.SLIP}.intersection(found) and of_a_half(reading):
        return (Intent.CHANCES,)
    if Intent.VALUE in found and _is_slip(reading):
        return (Intent.SLIP,)
    if _TOLD.intersection(found) and (both_win(reading) or (reading.clubs and together(reading))):
        return (Intent.SLIP,)
    without_bare_maths(reading, found)
    if Intent.HEAD_TO_HEAD in found:  # “did they beat them lately, what is their history”
        found.pop(Intent.REPORT, None)
    if Intent.TIPS in found and not reading.clubs:  # “which is the safest, and why?”
        found.pop(Intent.WHY, None)
    if Intent.WHY in found and not reading.prices:  # “the bookies say something else, why?”
        found.pop(Intent.VALUE, None)
    if Intent.VALUE in found:  # a verdict on a price tells the chances too
        found.pop(Intent.CHANCES, None)
    return tuple(found)[:MOST]


def _marks_beside(reading: Reading) -> list[Mark]:
    """Return the outcomes named beside the bet that no score tells: no half of “both halves”."""
    return free(reading.marks, spot_beyond(reading.folded))


def of_a_half(reading: Reading) -> bool:
    """Whether it asks about one half of one match, on which no price is valued."""
    halves = any("half_" in mark.selection for mark in reading.marks)
    return halves and len(reading.clubs) in (1, 2)


def each_league(reading: Reading, intent: Intent) -> tuple[Reading, ...]:
    """Return a reading for each league where a question is about several of them."""
    if intent not in _OF_LEAGUES or reading.clubs or len(reading.leagues) < 2:
        return (reading,)
    every = {league.id: league for league in reading.leagues}
    leagues = [one for one in every.values() if not entry(one.id).is_cup]
    if len(leagues) < 2:  # a cup beside a league is where its places lead
        return (reading,)
    return tuple(replace(reading, leagues=(league,)) for league in leagues)


def _is_slip(reading: Reading) -> bool:
    """Whether only a slip prices what is asked: outcomes together, or one without a market."""
    bets = [mark.selection for mark in reading.marks if PRICED.match(mark.selection)]
    handicap = any(bet.startswith("handicap_") for bet in bets)
    alone = bool(reading.prices) and any(not COMPARED.match(bet) for bet in bets)
    several = combined(reading) or bool(listed_with_prices(reading))
    return bool(reading.clubs) and (handicap or alone or several)


def _says_more(reading: Reading) -> bool:
    """Whether there are more words of its own than a bare day or league comes with."""
    return is_wordy(reading) and not reading.leans


def _only_small_talk(intents: list[Intent], reading: Reading) -> bool:
    talk = {Intent.GREETING, Intent.THANKS, Intent.HELP}
    return set(intents) <= talk and bool(reading.clubs or reading.days or reading.leagues)


def _from_names(reading: Reading) -> Intent:
    if reading.prices:
        return Intent.VALUE
    if len(reading.clubs) > 1 or (reading.clubs and (reading.marks or reading.score)):
        return Intent.RESULTS if is_past(reading) and not reading.marks else Intent.CHANCES
    if reading.clubs:
        if not reading.days:
            return Intent.FIXTURES if reading.clubs[0].at_home else Intent.REPORT
        return Intent.RESULTS if is_past(reading) else Intent.CHANCES
    if _says_more(reading):
        return Intent.OTHER
    if reading.days:
        return Intent.RESULTS if is_past(reading) else Intent.FIXTURES
    if reading.leagues:
        return Intent.TABLE
    return Intent.CHANCES if reading.marks else Intent.OTHER
