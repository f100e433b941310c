"""What to do about a message: its cues' intents, corrected and completed by the names at hand.

“Arsenal, table?” is about a club's place; “the match” of two clubs means their chances.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from graph.analyst.figures_asked import figure_of
from graph.analyst.intents import Intent
from graph.analyst.joint import combined, together
from graph.analyst.offers import listed_with_prices
from graph.analyst.picks import COMPARED, PRICED
from graph.analyst.plainly_set import plainly_set, with_its_bet, without_bare_maths
from graph.analyst.reading import Reading
from graph.analyst.side_by_side import compares
from graph.analyst.spotting.beyond import asks_result_too, is_beyond
from graph.analyst.spotting.latest import latest_of_kind, so_many_latest
from graph.analyst.spotting.league_rates import rates_asked
from graph.analyst.spotting.table_parts import table_part
from knowledge.catalogue import entry

#: one answer at most deals with so many questions
MOST = 3
#: a day with more long words around it than this is about something else
BARE = 2
#: a question of chances with more long words than this, and no name, is about something else
LONG = 5

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
_WHEN = re.compile(
    r"\bwhen|\b(?:what|which) (?:time|day|date|hour)\b|\b(?:melyik|milyen) nap\w*"
    r"|\bhanyadikan\b|\bmikor\b|\bhany(?: ora)?kor\b|\bkick[- ]?off\b|\bnext\b"
    r"|\bkovetkezo\b|\bfixtures?\b|\bkezd(?:es|od|et)\w*|\bidopont\w*|\bstart(?:s|ing)? time\b"
)

_SEASON = re.compile(
    r"\bthis season\b|\biden\b|\bidei\b|\bez(?:t|en)? (?:az )?ideny\w*"
    r"|\b(?:a|ebben a|az?|az eddigi) (?:szezon|ideny)(?:ban|ben)\b|\bso far\b|\bthe season\b"
)
#: advice is asked for, of one match too
_ADVICE = re.compile(
    r"\brecommend\w*|\bajanl\w*|\bjavasol\w*|\bbest bets?\b|\blegjobb (?:fogadas|tipp|tet)\w*"
)
_IN_A_ROW = re.compile(r"\bin a row\b|\bon the (?:bounce|trot|spin)\b|\bzsinorban\b|\bsorozatban\b")
_THE_LAST = re.compile(r"\b(?:last|latest|recent|legutobb\w*|utolso|utoljara)\b")
#: matches that two clubs have played
_THEIR_LAST = re.compile(
    r"\b(?:last|latest|recent|past|previous) (?:\w+ )?(?:games|matches|meetings|derbies)\b"
    r"|\b(?:legutobbi|utolso|korabbi|elmult) (?:\w+ )?(?:meccse[kin]|merkozese[kin]|derbi[kj]"
    r"|talalkozo[ki])\w*"
)
_WAS = re.compile(r"\b(?:was|were|did|scored|ended|volt|lett|lott|vegzodott|veget)\b")


#: the clubs of a league are asked for
_CLUBS_OF = re.compile(
    r"^(?!.*\b(?:my|mine|kedvenc\w*|csapatom\w*|csapataim\w*|rolam)\b)"
    r".*\b(?:teams|clubs|sides|csapat\w*|klub\w*)\b"
)
#: a place in the table is told of: “miért csak ötödik”
_PLACED = re.compile(
    r"\b(?:elso|masodik|harmadik|negyedik|otodik|hatodik|hetedik|nyolcadik|kilencedik|tizedik|utolso"
    r"|sereghajto|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|bottom"
    r"|\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.)(?: (?:in the table|a tabellan|helyen))?\W*$"
)
_MARGIN = re.compile(r"\bmargins?\b|\boverround\b|\bvig\b|\barres\w*")
#: asks what is set instead of setting it
_ASKS = re.compile(
    r"^(?:and |so |es |na |de )*(?:who|what|which|how (?:much|big|high|low)|kinek|kik?|mik?"
    r"|melyik\w*|milyen|mekkora\w*|mennyi)\b"
)
#: who is somewhere in the table now
_WHO_IS = re.compile(
    r"\b(?:who|which (?:teams|clubs|sides)) (?:is|are)\b|\bwhos\b"
    r"|\b(?:kik?|mely\w* csapat\w*) (?:van|vannak|all|allnak)\b"
)
_TITLE = re.compile(
    r"\b(?:wins?|winning|takes?) (?:the )?(?:LEAGUE|league|title)\b(?! \w+ (?:game|match))"
)
_FINISHED = re.compile(r"\b(?:how|where) did (?:the )?CLUB (?:finish|end up)\b")
_WILL = re.compile(r"\bwill\b|\bgoing to\b|\blesz\b|\bfog(?:nak|ja)?\b")


def _told_as_coming(reading: Reading) -> bool:
    return bool(_WILL.search(reading.masked)) and not _past(reading)


def _asks(reading: Reading) -> bool:
    return bool(_ASKS.search(reading.masked))


def _asks_margin(reading: Reading) -> bool:
    return bool(_MARGIN.search(reading.masked))


def _past(reading: Reading) -> bool:
    return reading.days is not None and reading.days.last < reading.today


def _told_as_past(reading: Reading) -> bool:
    return bool(_WAS.search(reading.masked))


def _ahead(reading: Reading) -> bool:
    return reading.days is not None and reading.days.first > reading.today


def _wide(reading: Reading) -> bool:
    return not reading.clubs


def _of_season(reading: Reading) -> bool:
    return bool(_SEASON.search(reading.masked))


def _of_last_few(reading: Reading) -> bool:
    asked = so_many_latest(reading.folded) or latest_of_kind(reading.folded)
    return bool(asked or _IN_A_ROW.search(reading.masked))


def _of_the_latest_kind(reading: Reading) -> bool:
    """Whether it asks of one club when it won or lost last."""
    asked = reading.folded[reading.said.end :] if reading.said else reading.folded
    return len(reading.clubs) == 1 and latest_of_kind(asked) is not None


def _of_a_venue(reading: Reading) -> bool:
    """Whether it asks how a club does at home or away, not how one match ended."""
    alone = len(reading.clubs) == 1 and bool(reading.venue) and not reading.days
    return alone and not _THE_LAST.search(reading.masked)


def _of_their_past(reading: Reading) -> bool:
    """Whether it asks what happened when the two met, not what will."""
    return len(reading.clubs) > 1 and bool(_THEIR_LAST.search(reading.folded))


def _nameless(reading: Reading) -> bool:
    return not (reading.clubs or reading.leagues or reading.days or reading.marks or reading.score)


def _asks_places_now(reading: Reading) -> bool:
    """Whether “who is in the CL places in Serie A” is about the table as it stands."""
    part = table_part(reading.folded)
    of_now = bool(_WHO_IS.search(reading.masked)) and not _WILL.search(reading.masked)
    return bool(part and part.reward) and of_now and not reading.clubs


def _of_the_title(reading: Reading) -> bool:
    """Whether the league itself is to be won: “CLUB CLUB who wins the Turkish league”."""
    return bool(_TITLE.search(reading.masked)) and not reading.days


def _ended(reading: Reading) -> bool:
    """Whether it asks where a club ended: “how did Leeds finish?”."""
    return bool(_FINISHED.search(reading.masked))


def _long(reading: Reading) -> bool:
    """Whether it has more long words than a question that leans on the one before."""
    return _long_words(reading) > LONG


def _wordy(reading: Reading) -> bool:
    return _long_words(reading) > BARE


def _long_words(reading: Reading) -> int:
    return len(re.findall(r"\b[a-z]{4,}\b", reading.masked))


def _asked_when(reading: Reading) -> bool:
    return bool(_WHEN.search(reading.masked))


_Condition = Callable[[Reading], bool]

#: (intent, when, becomes): every one that fits, in this order
_CORRECTIONS: tuple[tuple[Intent, _Condition, Intent], ...] = (
    (Intent.SET_PREFERENCE, lambda r: _asks(r) and not r.prices, Intent.SHOW_PREFERENCES),
    (Intent.SAVE_INSIGHT, _asks, Intent.SEARCH_INSIGHTS),
    (
        Intent.SHOW_PREFERENCES,
        lambda r: bool(r.leagues) and bool(_CLUBS_OF.search(r.masked)),
        Intent.TABLE,
    ),
    (Intent.ACCURACY, _ahead, Intent.TIPS),
    (Intent.MATCH, lambda r: _nameless(r) and _wordy(r), Intent.OTHER),
    (Intent.MATCH, _wide, Intent.FIXTURES),
    (Intent.FIXTURES, _of_the_latest_kind, Intent.REPORT),
    (Intent.CHANCES, _of_the_latest_kind, Intent.REPORT),
    (Intent.CHANCES, lambda r: bool(r.season and r.leagues) and _wide(r), Intent.TABLE),
    (Intent.RESULTS, lambda r: bool(r.season) and _wide(r), Intent.TABLE),
    (Intent.RESULTS, lambda r: len(r.clubs) == 1 and _of_season(r), Intent.REPORT),
    (Intent.RESULTS, lambda r: len(r.clubs) == 1 and _of_last_few(r), Intent.REPORT),
    (Intent.CHANCES, lambda r: len(r.clubs) == 1 and _of_season(r), Intent.REPORT),
    (Intent.WHY, lambda r: len(r.clubs) == 1 and _of_season(r), Intent.REPORT),
    (Intent.WHY, lambda r: len(r.clubs) == 1 and bool(_PLACED.search(r.masked)), Intent.REPORT),
    (Intent.SEASON, lambda r: len(r.clubs) > 1 and bool(r.days), Intent.CHANCES),
    (Intent.VALUE, lambda r: bool(r.score) and not r.prices, Intent.CHANCES),
    (Intent.CHANCES, lambda r: _nameless(r) and _long(r), Intent.OTHER),
    (Intent.SEASON, _asks_places_now, Intent.TABLE),
    (Intent.CHANCES, lambda r: bool(r.clubs) and _of_the_title(r), Intent.SEASON),
    (Intent.RESULTS, lambda r: len(r.clubs) == 1 and not r.days and _ended(r), Intent.REPORT),
    (Intent.MATCH, _past, Intent.RESULTS),
    (Intent.MATCH, lambda _: True, Intent.CHANCES),
    (Intent.VALUE, lambda r: _wide(r) and len(r.prices) > 1, Intent.ODDS_MATHS),
    (Intent.VALUE, lambda r: _asks_margin(r) and len(r.prices) > 1, Intent.ODDS_MATHS),
    (Intent.TABLE, lambda r: len(r.clubs) > 1 and bool(r.marks), Intent.CHANCES),
    (Intent.TABLE, lambda r: bool(r.clubs) and not r.leagues, Intent.REPORT),
    (Intent.REPORT, lambda r: len(r.clubs) > 1 and bool(r.marks), Intent.CHANCES),
    (Intent.RESULTS, _of_a_venue, Intent.REPORT),
    (Intent.REPORT, lambda r: _wide(r) and bool(r.leagues), Intent.TABLE),
    (Intent.HEAD_TO_HEAD, lambda r: len(r.clubs) == 1, Intent.REPORT),
    (Intent.REPORT, lambda r: len(r.clubs) > 1 and r.days is not None, Intent.CHANCES),
    (Intent.RESULTS, lambda r: _ahead(r) and bool(r.clubs), Intent.CHANCES),
    (Intent.RESULTS, lambda r: bool(r.marks) and _of_their_past(r), Intent.HEAD_TO_HEAD),
    (Intent.CHANCES, lambda r: bool(r.marks) and _of_their_past(r), Intent.HEAD_TO_HEAD),
    (Intent.RESULTS, lambda r: len(r.clubs) > 1 and _told_as_coming(r), Intent.CHANCES),
    (
        Intent.RESULTS,
        lambda r: "correct_score" in r.selections and not _told_as_past(r),
        Intent.CHANCES,
    ),
    (Intent.CHANCES, lambda r: _past(r) and not (_wide(r) and _wordy(r)), Intent.RESULTS),
    (
        Intent.CHANCES,
        lambda r: bool(r.score and r.clubs) and not r.days and _told_as_past(r),
        Intent.RESULTS,
    ),
    (Intent.TIPS, lambda r: _past(r) and bool(r.clubs), Intent.RESULTS),
    (Intent.RESULTS, _ahead, Intent.FIXTURES),
    (Intent.FIXTURES, _past, Intent.RESULTS),
    (Intent.FIXTURES, lambda r: len(r.clubs) > 1 and not _asked_when(r), Intent.CHANCES),
    (Intent.TIPS, lambda r: bool(r.clubs) and not _ADVICE.search(r.masked), Intent.CHANCES),
    (Intent.CHANCES, lambda r: _wide(r) and bool(r.days or r.leagues), Intent.TIPS),
    (Intent.VALUE, lambda r: _wide(r) and bool(r.days or r.leagues) and not r.prices, Intent.TIPS),
)


def wanted(reading: Reading) -> tuple[Intent, ...]:
    """Return what to do, in order; `OTHER` when nothing tells."""
    if reading.conditions or reading.leaders:  # nothing else fits in such a question
        return reading.intents
    if plainly_set(reading):
        return (Intent.SET_PREFERENCE,)
    if figure_of(reading):
        return (Intent.REPORT,)
    if compares(reading) and not _past(reading):
        return (Intent.COMPARE,)
    if reading.leagues and not reading.clubs and rates_asked(reading.masked):
        return (Intent.TABLE,)
    if reading.tier and not (reading.leagues or reading.clubs):
        return (Intent.TABLE,)  # asks whose level it is
    intents = [_corrected(intent, reading) for intent in reading.intents]
    intents = with_its_bet(reading, intents)
    if reading.prices and reading.clubs and not _WITHOUT_VALUE & set(intents):
        intents.append(Intent.VALUE)
    if not intents or _only_small_talk(intents, reading):
        intents = [_from_names(reading)]
    found = dict.fromkeys(intents)
    if _OF_BETS.intersection(found) and reading.clubs and is_beyond(reading.folded):
        beside = not reading.prices and (reading.marks or asks_result_too(reading.folded))
        return (Intent.NO_DATA, Intent.CHANCES) if beside else (Intent.NO_DATA,)
    if {Intent.VALUE, Intent.SLIP}.intersection(found) and of_a_half(reading):
        return (Intent.CHANCES,)
    if Intent.VALUE in found and _is_slip(reading):
        return (Intent.SLIP,)
    if _TOLD.intersection(found) and reading.clubs and together(reading):
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


def _corrected(intent: Intent, reading: Reading) -> Intent:
    for given, applies, better in _CORRECTIONS:
        if intent is given and applies(reading):
            intent = better
    return intent


def _says_more(reading: Reading) -> bool:
    """Whether there are more words of its own than a bare day or league comes with."""
    return _wordy(reading) and not reading.leans


def _only_small_talk(intents: list[Intent], reading: Reading) -> bool:
    talk = {Intent.GREETING, Intent.THANKS, Intent.HELP}
    return set(intents) <= talk and bool(reading.clubs or reading.days or reading.leagues)


def _from_names(reading: Reading) -> Intent:
    if reading.prices:
        return Intent.VALUE
    if len(reading.clubs) > 1 or (reading.clubs and (reading.marks or reading.score)):
        return Intent.RESULTS if _past(reading) and not reading.marks else Intent.CHANCES
    if reading.clubs:
        if not reading.days:
            return Intent.FIXTURES if reading.clubs[0].at_home else Intent.REPORT
        return Intent.RESULTS if _past(reading) else Intent.CHANCES
    if _says_more(reading):
        return Intent.OTHER
    if reading.days:
        return Intent.RESULTS if _past(reading) else Intent.FIXTURES
    if reading.leagues:
        return Intent.TABLE
    return Intent.CHANCES if reading.marks else Intent.OTHER
