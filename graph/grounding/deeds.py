"""What the mentor says that it did, and what it says of the reader's slip and money.

It places no bet, and watches nothing by itself: such a sentence is never true. A slip is told of
only where a tool put one together. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech

_BET = r"(?:bets?|stakes?|wagers?|slip|coupon|selections?|money|order|accumulator|acca|combo)"
#: “I've placed the bet for you”, “your bet has been placed”
_PLACED = re.compile(
    r"\b(?:i|we)(?:'ve|'ll|'m| have| had| will| am| just)? (?:\w+ ){0,3}?(?:plac(?:ed?|ing)"
    r"|submit\w*|regist\w*|record\w*|logg?(?:ed)?|saved?|entered|settl\w*|process\w*|confirm\w*"
    r"|book(?:ed)?|bought|cash\w* out|cancel\w*"
    r"|deposit\w*|withdr\w*|transfer\w*)"
    rf" (?:\w+ ){{0,5}}?{_BET}\b"
    r"|\b(?:i|we)(?:'ve|'ll| have| will)? (?:\w+ )?(?:put|staked?|bet) (?:\S+ ){1,5}?for you\b"
    r"|\b(?:i|we)(?:'ve|'ll| have| will)? (?:\w+ )?(?:add(?:ed)?|put) (?:\S+ ){1,6}?"
    rf"(?:to|on|in|into) (?:your|the) (?:bet(?:ting)? ?)?{_BET}\b"
    rf"|\byour (?:bet(?:ting)? ?)?{_BET} (?:has|have|is|are|was|were) (?:\w+ )?(?:been )?(?:placed"
    r"|confirmed|submitted|accepted|booked|added|saved|settled|paid|live|active)\b"
    rf"|\b{_BET} (?:has|have) been (?:\w+ )?(?:placed|added|submitted|confirmed|accepted|saved)\b"
    r"|\b(?:meg|fel|be|le|el)(?:tettem|raktam|kotottem|adtam|helyeztem|vettem|jatszottam"
    r"|fogadtam)\b"
    r"(?=.*\b(?:fogad|tet|tipp|szelveny|penz|szorzo|odds)|\b)(?!.{0,12}\bfigyelembe)"
    r"|\b(?:hozzaadtam|rogzitettem|leadtam|elhelyeztem|elkuldtem|kifizettem|visszavontam|toroltem)"
    r"\b.{0,40}\b(?:fogad|tet|tipp|szelveny|penz)\w*"
    r"|\b(?:fogad|tet|tipp|szelveny)\w*\b.{0,40}\b(?:hozzaadtam|rogzitettem|leadtam|elhelyeztem"
    r"|elkuldtem)\b"
    r"|\bfogadas(?:od|t|odat)? (?:\w+ )?(?:elhelyezve|rogzitve|leadva|megteve|sikeres\w*)\b"
)
#: “I'll alert you when the price moves”
_WATCHES = re.compile(
    r"\b(?:i|we)(?:'ll| will|'m| am)(?: \w+)? (?:notify|alert|remind|watch(?:ing)?|monitor(?:ing)?"
    r"|track(?:ing)?|keep(?:ing)? (?:an eye|track|you (?:posted|updated)|watch\w*|monitor\w*))\b"
    r"|\b(?:ertesitelek|ertesitlek|figyelmeztetlek|emlekeztetlek|nyomon kovetem|figyelni fogom"
    r"|(?:megkotom|megteszem|megrakom|felteszem|leadom|elhelyezem) (?:\w+ ){0,3}?"
    r"(?:fogadas|tet|tipp|szelveny)\w*|szolni fogok|szolok,? (?:ha|amint|amikor))\b"
)
_SLIP = re.compile(
    r"\byour (?:\w+ )?(?:bet ?)?(?:slip|coupon|acca|accumulator|combo|account|balance|wallet)\b"
    r"|\b(?:szelveny|kombi|egyenleg|szamla)(?:ed|od|d|eden|odon|den|edre|odra|edet|odat|edben)\b"
)
#: what is known of the reader only where a tool looked it up
_KNOWN = re.compile(
    r"\byour (?:\w+ )?(?:history|past bets|preferences?|profile|habits|usual \w+)\b"
    r"|\byour (?:\w+ ){0,3}bets? (?:\w+ )?(?:won|lost|came in|landed)\b"
    r"|\bfogadas(?:od|aid)\w* (?:\w+ )?(?:bejott\w*|nyert\w*|veszt\w*|bukt\w*)"
    r"|\b(?:elozmenyeid|szokasaid|preferenciaid|korabbi fogadasaid|profilod)\w*"
)
_LOOKED_UP = frozenset({"favourite", "prefers", "preference", "preferences", "kedvenc", "likes"})
#: what is only offered, asked or supposed
_OFFERED = re.compile(
    r"\?|\b(?:if|can|could|would|should|may|might|want|like|let me|not|never|cannot|before|check)\b"
    r"|n't\b|\b(?:ha|tudok|tudom|szeretn\w*|akarsz|nem|sem|nincs\w*|mielott|kell\w*|irj\w*|ird"
    r"|erdemes)\b"
)


@dataclass(frozen=True)
class Deeds:
    """Holds such claims against the facts."""

    evidence: Evidence
    #: words of the tools' texts
    told: frozenset[str] = frozenset()

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each deed and each slip that no tool did or told of what is wrong."""
        text = speech.text
        if "?" in text:
            return
        denied = bool(_OFFERED.search(text))
        if (placed := _PLACED.search(text)) and not denied:
            yield f"nobody did “{placed.group().strip()}”"
        if (watches := _WATCHES.search(text)) and not re.search(r"\bnot\b|n't\b|\bnem\b", text):
            yield f"nobody does “{watches.group()}”"
        known = _KNOWN.search(text)
        if known and not denied and not self.told & _LOOKED_UP:
            yield f"no tool tells of “{known.group()}”"
        slip = _SLIP.search(text)
        if slip and not denied and self.evidence.slip_chance() is None:
            yield f"no tool tells of “{slip.group()}”"
