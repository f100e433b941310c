"""Which club of a league is the best or worst at something: “best defence”, “legjobb hazai mérleg”.

What is compared, and over which matches; of coming matches and of players it says nothing. Knows
neither clubs nor tools.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.analyst.spotting.latest import in_a_row, so_many_latest
from graph.analyst.spotting.league_rates import leagues_compared
from graph.analyst.spotting.runs_said import runs_named

Venue = Literal["home", "away"]
#: matches that make a form where nobody says how many
FORM = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaders:
    """What the clubs of a league are compared by, as the tool takes it."""

    what: str
    fewest: bool = False
    venue: Venue | None = None
    last: int | None = None
    #: of a run: every club on one of at least so many matches is asked for
    at_least: int | None = None
    #: of a run: the longest of the season
    longest: bool = False


_BEST = (
    r"(?:best|strongest|tightest|meanest|greatest|finest|solid\w*|top|legjobb\w*|legerosebb\w*"
    r"|leg(?:stabil|szilard|feszes)\w*)"
)
_WORST = r"(?:worst|leakiest|weakest|poorest|leggyengebb\w*|legrosszabb\w*|leglyukasabb\w*)"
_MOST, _FEW = r"(?:the )?(?:most|highest number of)", r"(?:the )?(?:fewest|least|lowest number of)"
_TOBB, _KEVES = r"legtobb(?:et|szor)?", r"legkevesebb(?:et|szer)?"
_LOTT = r"(?:lo|lott|lotte|lovi|rug|rugja|rugott|rugta|szerez|szerzi|szerzett|szerezte|vag\w*)"
_KAPOTT = r"(?:kap|kapja|kapta|kapott)"
_DEFENCE = r"(?:defen[cs]es?|defensive record|back line|ved\w*|hatso alakzat\w*)"
_ATTACK = r"(?:attacks?|attacking record|offen[cs]es?|strike force|firepower|tamad\w*|csatarsor\w*)"

#: what is summed up, whether the fewest are asked for, and the words for it, folded; the first
#: that fits
_SUMS: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (what, fewest, re.compile(pattern))
    for what, fewest, pattern in (
        ("clean_sheets", False,
         rf"\b{_MOST} clean sheets|\bclean sheets? {_MOST}"
         rf"|\b{_TOBB} (?:\w+ )?kapott gol nelkul|\bkapott gol nelkul\w* (?:\w+ )?{_TOBB}"),
        ("goals_against", True,
         rf"\b{_BEST} (?:\w+ )?{_DEFENCE}|\b{_FEW} goals (?:conceded|against|let in)"
         rf"|\b(?:conced\w*|lets? in|shipp\w*) {_FEW}"
         rf"|\b{_KEVES} (?:kapott gol|golt {_KAPOTT}|gol\w* (?:\w+ )?{_KAPOTT}|bekapott)"
         rf"|\b{_KAPOTT} (?:a )?{_KEVES} gol"),
        ("goals_against", False,
         rf"\b{_WORST} (?:\w+ )?{_DEFENCE}|\b{_MOST} goals (?:conceded|against|let in)"
         rf"|\b(?:conced\w*|lets? in|shipp\w*) {_MOST}"
         rf"|\b{_TOBB} (?:kapott gol|golt {_KAPOTT}|gol\w* (?:\w+ )?{_KAPOTT}|bekapott)"
         rf"|\b{_KAPOTT} (?:a )?{_TOBB} gol"),
        ("goals_for", False,
         rf"\b{_BEST} (?:\w+ )?{_ATTACK}|\b{_MOST} goals (?:scored|for)\b|\bmost prolific\b"
         rf"|\b(?:scor\w+|netted|bagged) {_MOST} goals"
         r"|\b(?:highest|top)[- ]scoring (?:team|side|club)|\bscor(?:es|ed|ing) the most\b"
         rf"|\b{_TOBB} (?:lott|rugott|szerzett) gol|\b{_TOBB} golt? {_LOTT}\b"
         rf"|\b{_LOTT} (?:eddig |iden )?(?:a )?{_TOBB} gol|\bleggoleroseb\w*|\bleggolerosebb\w*"
         r"|\blegeredmenyesebb csapat|\b(?:team|side|club)s?\b.*\bmost goals\b"),
        ("goals_for", True,
         rf"\b{_WORST} (?:\w+ )?{_ATTACK}|\b{_FEW} goals (?:scored|for)\b"
         rf"|\b(?:scor\w+|netted) {_FEW} goals|\bscor(?:es|ed) the (?:fewest|least)\b"
         rf"|\b{_KEVES} (?:lott|rugott|szerzett) gol|\b{_KEVES} golt {_LOTT}\b"
         rf"|\b{_LOTT} (?:a )?{_KEVES} gol"),
        ("drawn", False,
         rf"\b{_MOST} draws|\bdraws? (?:it )?{_MOST}\b|\bdrawn {_MOST}\b|\bdrew {_MOST}\b"
         r"|\b(?:dontetlen|iksz|x)[- ]?kiraly\w*"
         rf"|\bdraw specialists?\b|\b{_TOBB} (?:\w+ )?dontetlen"
         rf"|\bdontetlen\w* (?:\w+ )?(?:a )?{_TOBB}"),
        ("drawn", True, rf"\b{_FEW} draws|\bdrawn {_FEW}\b|\b{_KEVES} dontetlen"),
        ("lost", False,
         rf"\b{_MOST} (?:defeats|losses|games lost)|\b(?:lost|loses) {_MOST}\b|\bbeaten {_MOST}\b"
         rf"|\b{_TOBB} vereseg|\b{_TOBB} (?:kap(?:ott)? ki|kikap(?:ott)?|vesztett|veszit(?:ett)?)\b"
         rf"|\b(?:kap(?:ott)? ki|kikap(?:ott)?|vesztett|veszit(?:ett)?) (?:a )?{_TOBB}"),
        ("lost", True,
         rf"\b{_FEW} (?:defeats|losses|games lost)|\b(?:lost|loses) {_FEW}\b"
         rf"|\b{_KEVES} vereseg"
         rf"|\b{_KEVES} (?:kap(?:ott)? ki|kikap(?:ott)?|vesztett|veszit(?:ett)?)\b"
         rf"|\b(?:kap(?:ott)? ki|kikap(?:ott)?|vesztett|veszit(?:ett)?) (?:a )?{_KEVES}"),
        ("won", False,
         rf"\b{_MOST} (?:wins|victories|games won)|\b(?:won|wins) {_MOST}\b"
         rf"|\b{_TOBB} gyozel|\b{_TOBB} (?:\w+ )?(?:nyert|gyozott)"
         rf"|\b(?:nyert\w*|gyozott|gyozte) (?:a )?{_TOBB}"),
        ("won", True, rf"\b{_FEW} (?:wins|victories)|\b(?:won|wins) {_FEW}\b|\b{_KEVES} gyozel"
         rf"|\b(?:nyert|gyozott) (?:a )?{_KEVES}"),
        ("goal_difference", False,
         rf"\b{_BEST} goal difference|\b{_BEST} golkulonb|\b{_BEST} gd\b"),
        ("goal_difference", True, rf"\b{_WORST} goal difference|\b{_WORST} golkulonb"),
    )
)  # fmt: skip
_FORM = r"(?:form\b|forma\w*|formaban|in[- ]form|passz\w*)"
_RECORD = (
    r"(?:record|form|team|side|club|results?|merleg\w*|forma\w*|csapat\w*|teljesitmeny\w*"
    r"|eredmeny\w*|hazigazda\w*)"
)
_HOME = r"(?:home|hazai|otthoni|itthoni)"
_AWAY = r"(?:away|road|travelling|idegenbeli|vendeg)"
#: what is counted in points: the venue that its words name, and the words
_POINTS: tuple[tuple[bool, re.Pattern[str]], ...] = tuple(
    (fewest, re.compile(pattern))
    for fewest, extreme, most, pattern in (
        (False, _BEST, rf"(?:{_MOST}|{_TOBB})", ""),
        (True, _WORST, rf"(?:{_FEW}|{_KEVES})", ""),
    )
    for pattern in (
        rf"\b{extreme} (?:\w+ )?(?:{_HOME}|{_AWAY}) ?{_RECORD}"
        rf"|\b{extreme} (?:(?:team|side|club|record|csapat|merleg)\w* )?"
        r"(?:at home|away|on the road|otthon|idegenben)\b"
        rf"|\b(?:otthon|idegenben|at home) (?:az? )?{extreme}"
        rf"|\b{most} (?:pont\w*|points) (?:\w+ )?"
        r"(?:at home|away|on the road|otthon|hazai|idegenben)"
        rf"|\b(?:otthon|idegenben|hazai palyan) (?:\w+ )?(?:a )?{most} (?:pont\w*|points)",
    )
)
_ON_THE_ROAD = re.compile(rf"{_AWAY}|on the road|idegenben")
#: “the best team in LEAGUE”, with no word on what is compared
_ALL_IN_ALL: tuple[tuple[bool, re.Pattern[str]], ...] = tuple(
    (fewest, re.compile(rf"\b{extreme} (?:football )?(?:team|side|club|csapat\w*)\b(?! to\b)"))
    for fewest, extreme in ((False, _BEST), (True, _WORST))
)
_FORMS: tuple[tuple[bool, re.Pattern[str]], ...] = (
    (True, re.compile(
        rf"\b{_WORST} (?:\w+ )?{_FORM}|\b{_WORST} runs?\b|\bin (?:the )?(?:worst|bad|poor) form\b"
        r"|\bbottom of the form\b")),
    (False, re.compile(
        rf"\b{_BEST} (?:\w+ )?{_FORM}|\b{_BEST} runs?\b"
        r"|\b(?:hottest|most in[- ]form|in[- ]form|form) (?:team|side|club)"
        r"|\bin (?:the )?(?:best|top|good|hot) form\b|\bwho(?:'s|s| is| are)? (?:\w+ )?in form\b"
        r"|\bform table\b|\bforma ?tabella\w*"
        r"|\bki(?:k)? (?:van|vannak) (?:a )?(?:legjobb )?forma")),
)  # fmt: skip
_SUPERLATIVE = re.compile(
    r"\b(?:longest|biggest|best|greatest|most|highest|record)\b|\bleg(?:hosszabb|regebb|regeb|nagyobb"
    r"|tovabb|tobb)\w*|\bhow long\b"
)
_OF_THE_SEASON = re.compile(
    r"\b(?:of|this|last|in|all) (?:the )?season\b"
    r"|\b(?:szezon|ideny)\w*|\biden\b|\bevad\w*|\btavaly\w*"
)
_NOW = re.compile(
    r"\b(?:now|currently|current|at the moment|on (?:the|a)|ongoing|is on|are on|still|going)\b"
    r"|\b(?:most|jelenleg\w*|epp\w*|aktualis\w*|tart\w*|meg mindig|ota)\b"
)
_ROW = re.compile(r"\brow\b|\bruns?\b|\bstreak|\blongest\b|zsinor|sorozat|\bleg(?:hosszabb|reg)")
#: a run that a whole season can be: what there is none of then
_NEVER = {"unbeaten": "lost", "winless": "won"}
#: clubs are asked for
_WHO = re.compile(
    r"\b(?:who|whos|which|what|any|any(?:one|body)|teams?|sides?|clubs?|ki|kik|kinek|valaki|melyik|mely|milyen|csapat\w*)\b"
)
#: of a player, or of matches to come
_NOT_CLUBS = re.compile(
    r"\b(?:players?|scorers?|goalscorers?|strikers?|keepers?|goalkeepers?|managers?|jatekos\w*"
    r"|golkiraly\w*|golszerzo(?!i|s| sor| szer)\w*|gollovo\w*|csatar(?!sor)\w*|kapus\w*|edzo\w*)\b"
    r"|\b(?:which|what|melyik\w*|mely|where|hol) (?:\w+ ){0,3}"
    r"(?:match|game|fixture|meccs|merkozes)\w*(?! (?:\w+ )?(?:ota|row))"
    r"|\b(?:will|going to|gonna|expect\w*|likely|likel\w*|predict\w*|lesz|fog(?:ja|nak)?|varhato\w*"
    r"|esely\w*|bet|odds|tipp\w*|fogad\w*)\b"
)


def venue_of(said: str | None) -> Venue | None:
    """Return a venue as the tool takes it."""
    return "home" if said == "home" else "away" if said == "away" else None


def spot_leaders(masked: str, venue: str | None) -> Leaders | None:
    """Return what the clubs of a league are compared by; None where a message asks no such thing.

    `masked`: folded, names blanked.
    """
    if "CLUB" in masked or "PRICE" in masked or _NOT_CLUBS.search(masked):
        return None
    if leagues_compared(masked):
        return None
    at = venue_of(venue)
    newest = so_many_latest(masked)
    if run := _run(masked, newest, at):
        return run
    for fewest, words in _POINTS:
        if found := words.search(masked):
            side: Venue = at or ("away" if _ON_THE_ROAD.search(found.group()) else "home")
            return Leaders(what="points", fewest=fewest, venue=side, last=newest)
    for fewest, words in _ALL_IN_ALL:
        if "LEAGUE" in masked and "DAY" not in masked and words.search(masked):
            return Leaders(what="points", fewest=fewest, venue=at, last=newest)
    for what, fewest, words in _SUMS:
        if words.search(masked):
            return Leaders(what=what, fewest=fewest, venue=at, last=newest)
    for fewest, words in _FORMS:
        if words.search(masked):
            return Leaders(what="points", fewest=fewest, venue=at, last=newest or FORM)
    return None


def _run(masked: str, newest: int | None, venue: Venue | None) -> Leaders | None:
    """Return the run that is asked about: the longest ones, or all of so many matches."""
    named = runs_named(masked)
    superlative = _SUPERLATIVE.search(masked)
    if not named or not (superlative or _WHO.search(masked)):
        return None
    what = named[0]
    if what == "clean_sheet" and not (newest or _ROW.search(masked)):
        return None  # how many, not how many in a row
    newest = newest or in_a_row(masked)
    if what in _NEVER and not (superlative or newest):  # “who is still unbeaten?”
        return Leaders(what=_NEVER[what], fewest=True, venue=venue)
    season = bool(superlative and _OF_THE_SEASON.search(masked) and not _NOW.search(masked))
    return Leaders(what=what, venue=venue, at_least=None if superlative else newest, longest=season)
