"""Runs of matches that a message names: “unbeaten”, “won their last three”, “zsinórban nyert”.

Folded text. Knows neither clubs nor leagues.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: auxiliary verbs that say no
_NOT = (
    r"(?:hasn't|hasnt|haven't|havent|has not|have not|not|never|didn't|failed to|yet to|has yet to)"
)
_NEM = r"\bnem (?:\w+ ){0,2}?"
_IN_A_ROW = r"(?:in a row|on the (?:bounce|trot|spin)|straight|running|consecutive(?:ly)?)"
_LAST = (
    r"(?:(?:all|each|every one)? ?(?:of )?(?:their|the|his|its)"
    r" (?:last|past|previous|latest|recent))"
)

#: runs of matches, and the words for them in both languages, folded
RUNS: Mapping[str, re.Pattern[str]] = {
    "unbeaten": re.compile(
        r"\bunbeaten\b|\bundefeated\b|\bwithout (?:a )?(?:defeat|loss|losing)\b"
        rf"|\b{_NOT} (?:\w+ )?(?:lost|lose|been beaten|tasted defeat)\b|\bveretlen|\bvereseg nelkul"
        rf"|{_NEM}(?:kapott|kaptak) (?:\w+ )?ki\b"
        rf"|{_NEM}(?:kikapott|kikaptak|vesztett\w*|veszitett\w*)\b"
    ),
    "winless": re.compile(
        rf"\bwinless\b|\bwithout (?:a )?win\w*\b|\b{_NOT} (?:\w+ )?(?:won|win)\b|\bnyeretlen"
        rf"|\b(?:nyert meccs|gyozelem) nelkul|{_NEM}(?:nyert\w*|gyozott\w*)\b|\bnem tudott nyerni\b"
    ),
    "winning": re.compile(
        rf"\bwin(?:ning|s)? (?:run|streak)|\bwins {_IN_A_ROW}|\b(?:consecutive|straight) wins\b"
        rf"|\bwon .*\b{_IN_A_ROW}|\bwon {_LAST}\b|\b(?:gyozelmi|nyero) ?(?:sorozat|szeri)"
        r"|\b(?:zsinorban|sorozatban|egymas utan) (?:\w+ )?(?:nyer|gyoz)"
        r"|\b(?:nyer|gyoz)\w* (?:\w+ ){0,3}(?:zsinorban|sorozatban|egymas utan|sorban)"
        r"|\bgyozelem .*\bsorban\b"
        r"|\b(?:meg)?nyer(?:te|tek|ted)?\w* (?:meg )?az? (?:utolso|legutobbi)\b"
        r"|\b(?:utolso|legutobbi) (?:\w+ )?meccs\w* (?:\w+ )?(?:meg)?nyer"
    ),
    "losing": re.compile(
        rf"\blosing (?:run|streak)|\b(?:losses|defeats) {_IN_A_ROW}|\blost .*\b{_IN_A_ROW}"
        rf"|\blost {_LAST}\b|\b(?:straight|consecutive) (?:defeats|losses)\b"
        r"|\bvereseg(?:i|es)? ?(?:sorozat|szeri)|\bvesztes (?:sorozat|szeri)|\bzsinorban kap"
        r"|\bzsinorban (?:veszit|veszt)|\b(?:kikapott|vesztett|kapott ki)\w* (?:\w+ ){0,3}zsinorban"
    ),
    "clean_sheet": re.compile(
        rf"\bclean sheets?\b|\bwithout conceding\b|\b{_NOT} (?:\w+ )?conceded?\b"
        rf"|\bkapott gol nelkul|{_NEM}kapott golt"
    ),
    "scoreless": re.compile(
        rf"\bwithout (?:scoring|a goal)\b|\bgoalless\b|\b{_NOT} (?:\w+ )?scored?\b|\bgoltalan"
        rf"|\b(?:lott|szerzett) gol nelkul|{_NEM}(?:lott|szerzett|rugott) golt"
    ),
    "scoring": re.compile(
        r"\bscor(?:ing|ed) .*\b(?:run|streak|row)\b|\bscoring (?:run|streak)"
        r"|\bscored in (?:every|each|all)\b|\bscored in (?:their|the) (?:last|past)"
        r"|\bgolszerzesi|\bgolsorozat|\bgolszerzo (?:sorozat|szeri)"
        r"|\bminden (?:\w+ )?meccs\w* (?:\w+ )?(?:lott|szerzett|rugott|betalalt)"
    ),
}
ANY_RUN = re.compile(r"\bstreaks?\b|\b(?:winning|losing) runs?\b|\bin a row\b|\bsorozat|\bszeri")


def runs_named(folded: str) -> tuple[str, ...]:
    """Return the runs that a folded message names."""
    return tuple(name for name, words in RUNS.items() if words.search(folded))
