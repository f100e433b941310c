"""What an intent becomes by what a message names: “Arsenal, table?” is about a club's place.

The conditions are of a reading; what its own words ask is `intents`' work.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.advice import WOULD_YOU
from graph.analyst.spotting.latest import latest_of_kind, latest_of_two, so_many_latest
from graph.analyst.spotting.table_parts import table_part

#: a day with more long words around it than this is about something else
BARE = 2
#: a question of chances with more long words than this, and no name, is about something else
LONG = 5

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
    rf"{WOULD_YOU.pattern}"
    r"|\brecommend\w*|\bajanl\w*|\bjavasol\w*|\bbest bets?\b|\blegjobb (?:fogadas|tipp|tet)\w*"
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


#: tips that there are, not how those of before did: “milyen tippjeid vannak a Bundesligára”
_FOR_TIPS = re.compile(
    r"\bmilyen (?:\w+ )?tipp\w*\b(?!.*\b(?:volt|jott|bejott|nyert|talalt|lett)\w*)"
    r"|\bwhat tips (?:do you have|have you got)\b"
)
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
_CHANCE = re.compile(r"\bchances?\b|\blikel\w+|\bprobab\w+|\besely\w*|\bvaloszin\w*")
_OF_PRICES = re.compile(
    r"\b(?:value|odds\w*|prices?|priced|fair|worth|edge|margin|ev|expected|pays?|book\w*|market"
    r"|ertek\w*|szorzo\w*|ar(?:a|at|ak)?|araz\w*|realis\w*|megeri|erdemes|arres\w*|varhato"
    r"|fogadoirod\w*|iroda\w*|piac\w*)\b"
)
_PRICING = re.compile(
    r"\b(?:be|alul|tul|felre)?araz\w*|\b(?:over|under|mis)?pric(?:ed|ing)\b"
    r"|\bpiac (?:szerint|velemeny|varakoz)\w*|\bmarket(?:'?s)? (?:says?|thinks?|view|chance)\b"
)
_NOW = re.compile(r"\btop \w+ (?:most|jelenleg|(?:right )?now|currently|at the moment)\b")
#: a chance in other words: “100-ból hányszor nyer”, “how many times out of ten”
_OUT_OF = re.compile(r"\b\d+-?(?:bol|bel) hanyszor\b|\b(?:times )?out of (?:\d+|ten|a hundred)\b")
#: how far a club is from another in the table as it stands
_GAP = re.compile(
    r"\b(?:hany|mennyi) pont\w*\b.*\b(?:lemarad\w*|hatrany\w*|elony\w*|vezet)\b"
    r"|\bhow many points\b.*\b(?:behind|ahead|clear|adrift|off)\b"
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
_HOW_MUCH = re.compile(
    r"^\W*(?:(?:es|na|akkor|de|jo) )*mennyi (?:(?:ott|akkor|most|itt|igy) )?(?:az? )?CLUB\w*\W*$"
    r"|^\W*(?:(?:es|na|akkor|de|jo) )*(?:az? )?CLUB\w* (?:mennyi|mekkora)\W*$"
)
_WINS = re.compile(
    r"\bCLUB\w* (?:\w+ )?(?:nyer|gyoz|nyernek)\b|\b(?:nyer|gyoz)(?:nek)? (?:az? )?CLUB"
    r"|\b(?:will|can|do|does) (?:the )?CLUB win\b|\bCLUB (?:to )?win\b"
)
_OFTEN = re.compile(
    r"\b(?:often|much|many|usually|how|record|good|this season|lately"
    r"|always|ever|mennyi\w*|hany\w*|gyakran|sokat|altalaban|szokott|iden|eddig|mindig|utoljara|mikor)\b"
)
_FINISHED = re.compile(r"\b(?:how|where) did (?:the )?CLUB (?:finish|end up)\b")
_WILL = re.compile(r"\bwill\b|\bgoing to\b|\blesz\b|\bfog(?:nak|ja)?\b")


def _told_as_coming(reading: Reading) -> bool:
    return bool(_WILL.search(reading.masked)) and not is_past(reading)


def _asks(reading: Reading) -> bool:
    return bool(_ASKS.search(reading.masked))


def _asks_margin(reading: Reading) -> bool:
    return bool(_MARGIN.search(reading.masked))


def _asks_chance_alone(reading: Reading) -> bool:
    """Whether a “bet” is asked about by its chance: no word is of prices."""
    return bool(_CHANCE.search(reading.masked)) and not _OF_PRICES.search(reading.masked)


def is_past(reading: Reading) -> bool:
    """Whether it names a day that is over."""
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


def _of_so_many_latest(reading: Reading) -> bool:
    """Whether it asks of the newest matches: “utolsó hat bajnoki”."""
    return so_many_latest(reading.folded) is not None


def _of_now(reading: Reading) -> bool:
    """Whether it is about the places as they are."""
    return bool(_NOW.search(reading.masked)) and not _WILL.search(reading.masked)


def _of_the_gap(reading: Reading) -> bool:
    """Whether it asks how many points part a club from another now."""
    return bool(_GAP.search(reading.masked)) and not _WILL.search(reading.masked)


def _asks_pricing(reading: Reading) -> bool:
    """Whether it asks how well others price a side."""
    return bool(_PRICING.search(reading.masked))


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
    if len(reading.clubs) < 2:
        return False
    return bool(_THEIR_LAST.search(reading.folded)) or _ended_so(reading)


def _ended_so(reading: Reading) -> bool:
    """Whether it asks for the last time that one won, or that they drew."""
    return latest_of_two(reading.folded) is not None


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


def is_wordy(reading: Reading) -> bool:
    """Whether it has more long words than a bare day or league comes with."""
    return _long_words(reading) > BARE


def _long_words(reading: Reading) -> int:
    return len(re.findall(r"\b[a-z]{4,}\b", reading.masked))


def _asked_when(reading: Reading) -> bool:
    return bool(_WHEN.search(reading.masked))


def _of_a_clubs_goals(reading: Reading) -> bool:
    """Whether it asks for goals of a club, of no player."""
    own = ("team_", "expected_goals")
    return bool(reading.clubs) and any(mark.selection.startswith(own) for mark in reading.marks)


def _asks_how_much(reading: Reading) -> bool:
    """Whether a club's chance is asked for in three words: “mennyi ott a City”."""
    return bool(_HOW_MUCH.match(reading.masked))


def _wins_there(reading: Reading) -> bool:
    """Whether it asks who wins the match to come, by its venue: “idegenben nyer a Chelsea?”."""
    at_venue = len(reading.clubs) == 1 and bool(reading.venue)
    return at_venue and bool(_WINS.search(reading.masked)) and not _OFTEN.search(reading.masked)


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
    (Intent.ACCURACY, lambda r: bool(_FOR_TIPS.search(r.masked)), Intent.TIPS),
    (Intent.MATCH, lambda r: _nameless(r) and is_wordy(r), Intent.OTHER),
    (Intent.MATCH, _wide, Intent.FIXTURES),
    (Intent.NO_DATA, _of_a_clubs_goals, Intent.CHANCES),
    (Intent.REPORT, _asks_how_much, Intent.CHANCES),
    (Intent.REPORT, _wins_there, Intent.CHANCES),
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
    (Intent.VALUE, lambda r: not r.prices and _asks_chance_alone(r), Intent.CHANCES),
    (Intent.CHANCES, lambda r: _nameless(r) and _long(r), Intent.OTHER),
    (Intent.SEASON, _asks_places_now, Intent.TABLE),
    (Intent.SEASON, lambda r: _wide(r) and bool(r.leagues) and _of_now(r), Intent.TABLE),
    (Intent.HEAD_TO_HEAD, lambda r: bool(_OUT_OF.search(r.masked)), Intent.CHANCES),
    (Intent.SEASON, lambda r: len(r.clubs) == 1 and _of_so_many_latest(r), Intent.REPORT),
    (Intent.SEASON, lambda r: len(r.clubs) == 1 and _of_the_gap(r), Intent.REPORT),
    (Intent.CHANCES, lambda r: bool(r.clubs) and _asks_pricing(r), Intent.VALUE),
    (Intent.CHANCES, lambda r: bool(r.clubs) and _of_the_title(r), Intent.SEASON),
    (Intent.RESULTS, lambda r: len(r.clubs) == 1 and not r.days and _ended(r), Intent.REPORT),
    (Intent.MATCH, is_past, Intent.RESULTS),
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
    (Intent.RESULTS, lambda r: len(r.clubs) > 1 and _ended_so(r), Intent.HEAD_TO_HEAD),
    (Intent.CHANCES, lambda r: bool(r.marks) and _of_their_past(r), Intent.HEAD_TO_HEAD),
    (Intent.RESULTS, lambda r: len(r.clubs) > 1 and _told_as_coming(r), Intent.CHANCES),
    (
        Intent.RESULTS,
        lambda r: "correct_score" in r.selections and not _told_as_past(r),
        Intent.CHANCES,
    ),
    (Intent.CHANCES, lambda r: is_past(r) and not (_wide(r) and is_wordy(r)), Intent.RESULTS),
    (
        Intent.CHANCES,
        lambda r: bool(r.score and r.clubs) and not r.days and _told_as_past(r),
        Intent.RESULTS,
    ),
    (Intent.TIPS, lambda r: is_past(r) and bool(r.clubs), Intent.RESULTS),
    (Intent.RESULTS, _ahead, Intent.FIXTURES),
    (Intent.FIXTURES, is_past, Intent.RESULTS),
    (Intent.FIXTURES, lambda r: bool(r.score) and _wide(r), Intent.TIPS),
    (Intent.FIXTURES, lambda r: len(r.clubs) > 1 and not _asked_when(r), Intent.CHANCES),
    (Intent.TIPS, lambda r: bool(r.clubs) and not _ADVICE.search(r.masked), Intent.CHANCES),
    (Intent.CHANCES, lambda r: _wide(r) and bool(r.days or r.leagues), Intent.TIPS),
    (Intent.VALUE, lambda r: _wide(r) and bool(r.days or r.leagues) and not r.prices, Intent.TIPS),
)


def corrected(intent: Intent, reading: Reading) -> Intent:
    """Return what an intent becomes by the names at hand, mostly itself."""
    for given, applies, better in _CORRECTIONS:
        if intent is given and applies(reading):
            intent = better
    return intent
