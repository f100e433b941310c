"""Which clauses say something of a club or a match, and which say nothing that facts tell.

Advice, offers, what the speaker does or knows, what holds of any bet or any match, what a forecast
is made of: none of it is of a club, so no fact can back it and none need. Knows no fact.
"""

from __future__ import annotations

import re

from graph.grounding.pieces import Piece

#: who speaks of what he does or knows, or of the reader
_OF_US = re.compile(
    r"\b(?:you|your|let me|let's|i (?:can|cannot|can't|could|don't|do not|have|haven't|found"
    r"|looked|checked|know|need|hope|suggest|recommend|only|just|am"
    r"|(?:will|would|won't|wouldn't)(?! (?:say|call|expect|describe|argue|rate)))"
    r"|i'(?:ll|ve|d|m)|remember|note that|keep in mind|my (?:tools?|data|figures|information))\b"
    r"|\b(?:nem (?:tud\w*|lat\w*|talal\w*|ismer\w*|ad\w*|mond\w*)|megnez\w*|nezz\w*|nezzuk"
    r"|kerdez\w*|ne felej\w*|ne feled\w*|feledd|irtad|neked|szeretn\w*|erdekel\w*"
    # “szurkolsz”, “kapsz”; no other word ends so
    r"|\w{2,}[^aeiousz\W]sz"
    r"|kivancsi\w*|segit\w*|mondd|mondj\w*|ird|irj\w*|szolj\w*|tekints\w*|vedd|vigyazz\w*"
    r"|(?<![-\w])en)\b"
)
#: what is to be done or left, whoever does it
_ADVICE = re.compile(
    r"^\W*(?:so |but |and |then |please |just |also )?(?:treat|keep|take|avoid|consider|compare"
    r"|stick|don't|do not|wait|check|never|set|use|only bet|bet only|bet|decide|be)\b"
    r"|\b(?:is|be|makes|it's) (?:\w+ )?(?:wise|sensible|sense|better|best) (?:not )?to\b"
    r"|\bworth \w+ing\b"
    r"|\b(?:erdemes|celszeru|ajanlatos|ajanlott)\b"
)
#: what holds of any of its kind: “a favourite can lose”, “singles usually carry less risk”
_ANY = re.compile(
    r"\b(?:usually|generally|often|sometimes|always|never|in general|as a rule|in the long run"
    r"|over time|anything can|past (?:results|form)|in football|on (?:its|their) own)\b"
    r"|\b(?:altalaban|gyakran|sokszor|neha|olykor|mindig|soha|barmikor|hosszu tavon|barmi|tobbnyire"
    r"|onmagaban|kulon-kulon)\b"
    r"|^\W*(?:even |so |but |and |of course,? |natural(?:ly),? )?(?:an? (?:\w+ )?|any (?:\w+ )?|no"
    r" (?:\w+ )?|every (?:\w+ )?|one )?(?:single |strong |clear |low |high |good |big )?"
    r"(?:favourites?|bets?|betting|match(?:es)?|games?|models?|forecasts?|odds|prices?|stakes?"
    r"|slips?|singles|doubles|accumulators?|combos?|form|football|head-to-head records?|results"
    r"|simulations?|streaks?|probabilit(?:y|ies)|likel(?:y|ihoods?)|records?|tables?"
    r"|goals|small samples?|older (?:games|matches|results)|combining \w+)"
    r" (?!(?:is|are|look|looks|seem|seems) (?:expected|likely|unlikely|tight|close|even)\b)"
    r"(?:can|may|do|does|don't|doesn't|is|are|aren't|isn't|make|makes|carry|tell|tells|change"
    r"|mean|means|say|says|only|never|always|need|needs|go|goes|cost|costs)\b"
    r"|\begyetlen (?:\w+ )?(?:meccs|modell|eredmeny|fogadas|merkozes|statisztika)\w*"
    r"|^\W*(?:meg |de |es )?(?:egy (?:\w+ )?|barmely |minden )(?:eselyes|fogadas|meccs|modell"
    r"|szorzo|tipp|csapat)\w*"
)
#: what a forecast is made of, and what is counted: no club's doing
_MEANS = re.compile(
    r"\b(?:the|my|our|this|these|those|such|all|both) (?:\w+ )?(?:model|forecast|simulations?"
    r"|numbers?|figures?|data|estimates?|records?|tables?|scores?|times|list|stats"
    r"|preferences?|settings|calculation|sample|summary|answer)\b"
    r"|\b(?:a|az|ez|ezek|ezek a|mindket|az osszes|sajat) (?:\w+ )?(?:modell|elorejelzes"
    r"|szimulacio|szamok|szamokat|adatok|becsles|merleg|tabella|pontszam|idopont|lista"
    r"|beallitas|szamitas|minta|osszegzes|valasz)\w*"
)
#: of whom a clause without a club speaks
_THEY = re.compile(
    r"\b(?:they|their|(?<!ing )them|he|his|both (?:sides|teams|clubs)|two (?:sides|teams|clubs)"
    r"|either (?:side|team))\b"
    r"|\b(?:(?:mindket|egyik) (?:csapat|fel)\w*|ok|oket|nekik|naluk|ket csapat\w*|hazaiak\w*"
    r"|vendegek\w*)\b"
)
#: or of which match
_THIS = re.compile(
    r"\b(?:(?:home|away) (?:side|team)|hosts|visitors|(?:this|the|that) (?:\w+ )?(?:match|game"
    r"|fixture|clash|encounter|meeting|race|favourites?|champions?|leaders?))\b|^\W*this (?:is"
    r"|was)\b"
    r"|\b(?:ez|ezt|a|az) (?:\w+ )?(?:merkozes|talalkozo|rangado|parharc)\w*|^\W*ez (?!a |az )"
)


def goes_on(piece: Piece, clause: str, *, general: bool) -> bool:
    """Tell whether a clause is general, as `general` says that the one before it was.

    Who is spoken of in a clause is spoken of in the next one that names nobody: “both legs are
    likely, but together riskier”.
    """
    if piece.clubs or _is_of_them(clause):
        return False
    return general or is_general(clause)


def is_of_us(clause: str) -> bool:
    """Tell whether a clause is of the speaker or the reader, in plain letters."""
    return bool(_OF_US.search(clause))


def names_them(clause: str) -> bool:
    """Tell whether a clause speaks of clubs without their names: “they”, “both sides”."""
    return bool(_THEY.search(clause))


def is_general(clause: str) -> bool:
    """Tell whether a clause, without the names in it, is advice, a rule or of what is computed."""
    return not _is_of_them(clause) and any(
        words.search(clause) for words in (_OF_US, _ADVICE, _ANY, _MEANS)
    )


def holds_of_any(clause: str) -> bool:
    """Tell a rule: “even a good bet loses sometimes”."""
    return not _is_of_them(clause) and bool(_ANY.search(clause))


def _is_of_them(clause: str) -> bool:
    return names_them(clause) or bool(_THIS.search(clause))
