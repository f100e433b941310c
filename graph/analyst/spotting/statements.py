"""What a message tells before it asks: “Spurs have lost four in a row, can they beat West Ham?”.

Such words ask nothing: of them only the names count, and those as far as the question leaves
somebody open. Knows no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.intents import Intent
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.spans import Span

_ASKS = (
    r"(?:(?:and|but|so|es|de|akkor|szoval|na) )*(?:what(?:'?s)?|who(?:'?s|'?ll)?|when(?:'?s)?|where"
    r"|which|how(?:'?s)?|is|are|did|does|do|will|can|could|should|would|has|have|any(?: chance)?|mi"
    r"|mik|mit|ki|kik|kit|kinek|mikor|hol|hogyan|milyen|mennyi\w*|mekkora|melyik|hany\w*|van|lesz"
    r"|vajon|szerinted|megeri|erdemes|nyer\w*|meg tudja\w*)\b"
)
#: where a sentence, or a clause before a question, ends
_SENTENCE = re.compile(r"(?<=[a-zC]{2})[.!…]+\s+(?=\S)|;\s+|\n+")
_CLAUSE = re.compile(
    rf",?\s+(?:but|so|yet|de|szoval|viszont)\s+(?=\S)|,\s+(?:and\s+|es\s+)?(?={_ASKS})"
    r"|,\s+(?!hogy\b|aki\w*|ami\w*|mert\b|mint\b|ha\b|that\b|which\b|who\b|or\b|vagy\b|and\b|es\b)"
)
#: verbs of telling and of what has happened
_TELLS = re.compile(
    r"\b(?:is|are|am|was|were|has|have|had|looks?|looked|seems?|lost|won|beat|been|conceded?s?"
    r"|scored|played|think|reckon|read|heard|fancy|likes?|loves?|said|says|told|swears?|rates?|trust|doubt|hate"
    r"|missed|watched|watching|struggl\w+|reached|signed|drew|just|nice win|great win)\b"
    r"|\b\w+'(?:s|re|m|ve)\b(?= \w+(?:ed|ing)\b| (?:been|a|an|the|not|so|off|very|really)\b)"
    r"|\b(?!(?:alatt|felett|folott|mellett|kozott|elott|mogott|miatt|egyutt|kapott gol)\b)"
    r"\w+(?:[aeo]tt|tam|tem|tuk|tunk|tak|tek|tta|tte)\b"
    r"|\b\w+dt\b|\b(?:nyert|vert|volt|lett|ment|jott|\w*(?:verte|vertek|gyozte|nyerte|kapta|lotte))\b"
    r"|\b(?:gyeng[eé]\w*|rossz\w*|eros|erosek|szarnyal\w*|formaban|passzban|romokban|bajban"
    r"|valsagban|szenved\w*|kuszkod\w*|bukdacsol\w*|mondja|mondjak|mondanak|tetszik|bizom|eskuszik"
    r"|tunik|latszik|faradt\w*|serult\w*|szerintem|kap|vagyok|drukker|jo csapat"
    r"|(?:nagy|jo) meccs lesz|jo napom)\b"
)
#: it wants something of its own, or goes on with “if”
_WISHES = re.compile(
    rf"^(?:if|ha|when|since|unless|please|kerlek|{_ASKS})\b"
    r"|^(?:and |so |ok |na )*(?:show|give|tell|list|compare|predict|rate|rank|remember|note|save"
    r"|set|forget|delete|remove|add|put|make|help|check|find|let|mutas\w*|mond\w*|adj\w*|ird|jegyezd"
    r"|vedd|torold|allits\w*|listaz\w*|nezd|szamold|tippelj|kerek|szeretn\w*)\b"
    r"|\b(?:i want|i'd like|i would like|i need|can you|tell me|wondering|curious|kivancsi|erdekel"
    r"|support|favou?rites?|fan|szurkol\w*|drukkol\w*|kedvenc\w*|csapatom|bank\w*|budget|limit\w*"
    r"|kockazat\w*|risk|keret\w*|jegyzet\w*|notes?|acca|slip|kombi\w*|szelveny\w*|(?:kettes|harmas|negyes|otos|hatos)t|duplat|triplat|forget"
    r"|felejt\w*)\b"
)
#: asks by itself, in whichever order: “korábban ki nyert többször, …”
_QUESTION = re.compile(
    r"\b(?:kik|melyik\w*|hany\w*|mennyi\w*|mikor)\b"
    r"|\bki (?:nyer|gyoz|ver|lo|rug|vezet|volt|lett|jut)\w*"
)
_THEM = re.compile(
    r"\b(?:they|them|their|it|its|he|there|ok|oket|nekik|naluk|rajuk|ra|ellenuk|veluk)\b"
)
#: whom somebody has played: “losing to CLUB”, “a CLUB elleni vereség”
_OLD_OPPONENT = re.compile(r"\b(?:to|against|by|with|over|beating|beat) (?:the )?CC+|CC+ ellen")
#: stands for the club just told of
_THEY = re.compile(r"\b(?:they|them|their|oket|nekik)\b")
#: asked of one club as well as of two
_OF_A_MATCH = frozenset({Intent.CHANCES, Intent.VALUE, Intent.MATCH, Intent.WHY})


def spot_statement(folded: str, clubs: Sequence[Span], prices: Sequence[Span]) -> Span | None:
    """Return what a folded message tells before its question; None where it only asks.

    A club's name tells nothing, and what names a price is a bet, no mere statement.
    """
    folded = _blanked(folded, clubs)
    for ends in (_SENTENCE, _CLAUSE):
        for end in ends.finditer(folded):
            said = Span(start=0, end=end.end())
            asked = folded[end.end() :]
            if not re.search(r"\w", folded[: end.start()]) or any(p.touches(said) for p in prices):
                return None
            if _asks(asked, last=ends is _CLAUSE) and _tells(folded[: end.start()]):
                return said
    return None


def _asks(text: str, *, last: bool) -> bool:
    """Whether a question follows at once; `last`: and no other sentence after it."""
    if last and _SENTENCE.search(text):
        return False
    return bool(re.match(_ASKS, text)) or "?" in (_SENTENCE.split(text)[0])


def _tells(text: str) -> bool:
    if re.search(r"[?%]", text) or _QUESTION.search(text):
        return False
    return bool(_TELLS.search(text)) and not _WISHES.search(text)


def with_the_club(question: str, clubs: Sequence[Club], said: Span) -> str:
    """Return a masked question with the one club told of in the place of “they”."""
    told = {club.name for club in clubs if club.touches(said)}
    return _THEY.sub("CLUB", question, count=1) if len(told) == 1 else question


def asked_of(mentions: Sequence[Club], granted: Span, folded: str) -> list[Club]:
    """Return the clubs of a question behind what it takes for granted, without an old opponent.

    “After losing to Stuttgart, can Bayern win?” asks of Bayern alone.
    """
    own = [club for club in mentions if not club.touches(granted)]
    before = [club for club in mentions if club.touches(granted)]
    old = len(before) == 1 and _OLD_OPPONENT.search(_blanked(folded, before, granted.end))
    return own if own and old else list(mentions)


def _blanked(folded: str, clubs: Sequence[Span], end: int | None = None) -> str:
    """Return the text with every letter of a club as a C, up to `end`: places stay as they are."""
    for club in clubs:
        folded = folded[: club.start] + "C" * (club.end - club.start) + folded[club.end :]
    return folded[:end]


def spoken_of(
    mentions: Sequence[Club], said: Span, asked: str, intents: Sequence[Intent]
) -> list[Club]:
    """Return the clubs that a question means: its own, and those told of where it leaves one open.

    Parameters
    ----------
    said, asked
        The place of the statement, and the question's folded words.
    intents
        What the question asks.
    """
    before = [club for club in mentions if club.touches(said)]
    own = [club for club in mentions if not club.touches(said)]
    names = {club.name for club in own}
    if len(names) > 1 or not before:
        return own
    if names <= {club.name for club in before}:
        return [*before, *own]
    them = bool(_THEM.search(asked))
    if not (them or set(intents) & _OF_A_MATCH):
        return own
    if len({club.name for club in before}) > 1:
        return [before[0], *own] if them else own
    return [*before, *own]
