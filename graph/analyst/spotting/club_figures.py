"""Which one figure of a club's season is asked for: its points, goals, wins, how often over 2.5.

“How many goals have Arsenal scored”, “who has conceded fewer, Arsenal or Chelsea”. Asked in folded
text, of what has been: what is to come is a forecast's. Knows no clubs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: clubs whose figures are set side by side
MOST = 4
#: words of a message that only names a figure: “sheffield utd points”
FEW = 4
#: outcomes of a match that are counted over a season
_OF_MATCHES = ("over_1_5", "over_2_5", "over_3_5", "btts_yes", "clean_sheet")
#: … by the name of the fact that counts them
_COUNTED_AS = {"btts_yes": "both_scored", "clean_sheet": "clean_sheets"}

_FIGURES: Mapping[str, re.Pattern[str]] = {
    "points_behind_first": re.compile(
        r"\b(?:points?|how far)\b.*\b(?:behind|off|from)\b.*\b(?:top|leaders?|first|lead)\b"
        r"|\bpont\w*\b.*\b(?:elso|listavezeto|elen)\w*"
    ),
    "goal_difference": re.compile(r"\bgoal difference\b|\bgol ?(?:kulonbseg|arany)\w*"),
    "clean_sheets": re.compile(r"\bclean sheets?\b|\bkapott gol nelkul\w*"),
    "scoreless": re.compile(
        r"\b(?:fail(?:ed)? to|not|without|didn't|haven't|hasn't) scor(?:e|ed|ing)\b"
        r"|\bnem (?:lott|rugott|szerzett) golt\b|\b(?:lott )?gol nelkul\b|\bgoltalan\w*"
    ),
    "points": re.compile(r"\bpoints?\b|\bpts\b|\bpont(?!os)\w*"),
    "lost": re.compile(
        r"\b(?:lost|lose|loses|losses|defeats?|beaten)\b|\b(?:kapott|kaptak) ki\b|\bkikapt?ott\b"
        r"|\bkikaptak\b|\bvesztett\w*"
        r"|\bvereseg\w*"
    ),
    "drawn": re.compile(r"\b(?:draws?|drawn|drew)\b|\bdontetlen\w*|\bikszel(?:t|tek|tunk)\b"),
    "goals_against": re.compile(
        r"\bconced\w*|\blet in\b|\bgoals against\b|\bleak\w*|\bdefen[cs]e\b"
        r"|\bkap(?:ott|tak|nak)?\b|\bvedel\w*"
    ),
    "goals_for": re.compile(
        r"\bscor(?:e|ed|es|ing)\b|\bgoals?\b|\bgol(?!kulonb)\w*|\battack\w*|\btamad\w*"
        r"|\b(?:lott|rugt|rugott|szerzett|szerezt)(?:ek|ak)?\b"
    ),
    "won": re.compile(r"\b(?:wins?|won|victor(?:y|ies))\b|\bnyert\w*|\bgyoz(?:ott|elm|elem)\w*"),
    "played": re.compile(r"\bplayed\b|\b(?:le)?jatszott\w*"),
}
_PER_MATCH = re.compile(
    r"\b(?:per|a|each|every) (?:game|match)\b|\bon average\b|\baverage\b|\bavg\b"
    r"|\batlag\w*|\bmeccsenkent\b|\bmerkozesenkent\b"
)
_HOW_MANY = re.compile(
    r"\bhow many\b|\bnumber of\b|\bhow (?:far|often)\b|\bhany(?:szor|an|at)?\b|\bmennyit?\b"
    r"|\bmekkora\b"
)
_HOW_OFTEN = re.compile(
    r"\bhow often\b|\bhow many (?:of|games|matches|times)\b"
    r"|\bwhat (?:%|percent\w*|share|proportion)|\bmilyen (?:gyakran|aranyban)\b"
    r"|\bhany (?:meccs\w*|merkozes\w*|szazalek\w*)\b|\bhanyszor\b"
)
#: is told by a forecast
_TO_COME = re.compile(
    r"\bwill\b|\bgoing to\b|\bgonna\b|\bexpect\w*|\bchances?\b|\blikel\w*|\bprobab\w*|\bodds\b"
    r"|\bfinish(?:es|ing)?\b|\bends?\b|\bby the end\b|\bvegez\w*|\bzar\b|\bvege(?:n|ig|re)\b"
    r"|\bshould\b|\bcould\b|\bneed(?:s|ed)?\b|\bnext\b|\bpredict\w*|\btip\w*"
    r"|\besel[yl]\w*|\bvarhato\w*|\blesz(?:nek)?\b|\bfog(?:nak|ja)?\b|\bkell\b|\bkovetkezo\w*"
    r"|\bvaloszinu\w*"
)
#: a run or the latest matches have answers of their own
_OF_A_FEW = re.compile(
    r"\blast time\b|\b(?:legutobb|utoljara)\b|\bmennyi(?:re)? (?:lett|volt)\b|\bin a row\b"
    r"|\b(?:runs?|streaks?)\b"
    r"|\b(?:last|past|previous) (?:\d|few|three|four|five|six|ten)"
    r"|\bsorozat\w*|\bzsinorban\b|\bsorban\b|\b(?:utolso|legutobbi) (?:\d|par|negy|ot|hat|tiz)"
)
#: two clubs' figures are set side by side, and which of them is asked for
_COMPARED: Mapping[str, re.Pattern[str]] = {
    "fewer": re.compile(
        r"\b(?:fewer|fewest|less|least|lower)\b|\bkevesebb\w*|\blegkevesebb\w*"
        r"|\bbetter defen[cs]e\b|\bdefends? better\b|\bjobb\w* (?:a )?vedel\w*|\bvedekez\w* jobb\w*"
    ),
    "more": re.compile(
        r"\b(?:more|most|higher|highest|better|best|worse|above|ahead|behind|below|clear|top)\b"
        r"|\bapart\b|\bby how (?:much|many)\b|\bhow (?:big|wide) (?:is )?(?:the|a) gap\b"
        r"|\btobb\w*|\blegtobb\w*|\bjobb\w*|\belorebb\b|\bfeljebb\b|\bmagasabb\w*"
        r"|\bhany ponttal\b"
    ),
}
#: where a club stands, without a word for a figure
_STANDS = re.compile(
    r"\b(?:above|ahead of|ahead|below|behind|higher|clear of|apart)\b|\belorebb\b|\bfeljebb\b"
    r"|\bjobban all\w*|\ball\w* jobban\b|\bmagasabban\b|\bhany ponttal\b"
)
#: has been: who scores more in a match to come is a forecast's to tell
SO_FAR = re.compile(
    r"\b(?:has|have|had|did|scored|conceded|won|lost|drawn|kept|let in|so far)\b"
    r"|\bthis (?:season|year|yr|campaign)\b|\ball season\b|\b(?:the |in )(?:table|league)\b"
    r"|\b(?:iden|eddig|rugott|lott|szerzett|kapott|nyert|gyujtott|vesztett|tabella\w*)\b"
    r"|\b(?:ebben az?|az?) (?:ideny|szezon)ban\b"
)
#: stand in a table alone, and need no word that says so
_STANDINGS = frozenset({"points", "goal_difference"})
#: needs no “how many”
_NAMED = frozenset({"goal_difference", "points_behind_first"})
#: as one club's figure; of two, who won more is asked of their meetings
_OF_MEETINGS = frozenset({"won", "drawn", "lost"})
_THIS_SEASON = re.compile(
    r"\bthis (?:season|year|yr)\b|\biden\w*|\bidei\b|\bszezon\w*|\bso far\b|\beddig\b"
    r"|\bhome\b|\baway\b|\botthon\b|\bidegenben\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClubFigure:
    """A figure of a club's season, by the name that its fact has."""

    name: str
    #: goals for each match played
    per_match: bool = False
    #: which of two clubs is asked for
    compares: str | None = None


def asked_figure(
    folded: str, *, clubs: int, selections: Sequence[str] = (), goes_on: bool = False
) -> ClubFigure | None:
    """Return the figure that a folded message asks for of one club, or of some side by side.

    `goes_on`: a bare word for one is enough, since a figure was asked for just before.
    """
    if not 1 <= clubs <= MOST or _TO_COME.search(folded) or _OF_A_FEW.search(folded):
        return None
    if clubs == 1:
        return _of_one(folded, selections, goes_on=goes_on)
    compares = next((name for name, words in _COMPARED.items() if words.search(folded)), None)
    figure, stands = _figure(folded), bool(_STANDS.search(folded))
    if stands and figure is None:
        figure = "points"
    if compares is None or figure is None or any("_" in one for one in selections):
        return None
    if not (stands or figure in _STANDINGS or SO_FAR.search(folded)):
        return None
    if figure in _OF_MEETINGS and not _THIS_SEASON.search(folded):
        return None
    return ClubFigure(name=figure, per_match=_averaged(folded, figure), compares=compares)


def _of_one(folded: str, selections: Sequence[str], *, goes_on: bool) -> ClubFigure | None:
    if _HOW_OFTEN.search(folded):
        kinds = [one for one in selections if one in _OF_MATCHES]
        if kinds:
            return ClubFigure(name=_COUNTED_AS.get(kinds[0], kinds[0]))
    figure = _figure(folded)
    bare = figure in _NAMED or (figure in _STANDINGS and len(folded.split()) <= FEW)
    asked = goes_on or bare or _HOW_MANY.search(folded) or _PER_MATCH.search(folded)
    if figure is None or not asked:
        return None
    return ClubFigure(name=figure, per_match=_averaged(folded, figure))


def _figure(folded: str) -> str | None:
    return next((name for name, words in _FIGURES.items() if words.search(folded)), None)


def _averaged(folded: str, figure: str) -> bool:
    return figure in ("goals_for", "goals_against") and bool(_PER_MATCH.search(folded))
