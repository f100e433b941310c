"""Whether a message asks for a bet, for something else, or for nothing at all. Knows no tools."""

from __future__ import annotations

import re

_BET = re.compile(
    r"\b(?:bets?|betting|stak(?:e|es|ing)|wager\w*|punt|back(?:ing)?(?= \w)|acca\w*|accumulators?"
    r"|parlay|slip|odds|value|worth|tips?|picks?|banker|kelly|edge|gamble|bookies?"
    r"|(?:put|putting|lump|stick)\b.{0,25}\bon)\b"
    r"|\b(?:fogad\w*|tet|tetet|tetem|tetje|tettel|tegy\w*|tenn\w*|tenne\w*|fel(?:tenn|tegy|tesz)\w*"
    r"|rak(?:jak|jam|nam|ni|d|j|juk)\w*|szelveny\w*|kombi\w*|kotes\w*|szorzo\w*|oddsz?\w*|tipp\w*"
    r"|meger\w*|megeri|ertek(?:e|es|et)?|mire erdemes|erdemes|kelly)\b"
    # a price: 1.85, 2,10
    r"|(?<![\d.,:-])\d{1,2}[.,]\d{2}(?![\d.,:]|\s?%)"
)
#: a market's name is no bet that is asked for
_MARKET = re.compile(r"\bdraw[- ]no[- ]bet\b")
#: what may be one, beside words that give a sign away
_VAGUE = re.compile(
    r"\b(?:how much|which (?:match|game|one|team)|what now|mennyit|mire|melyik meccs\w*|nyero\w*)\b"
)
#: settings, words of the trade and the record are no advice
_ABOUT = re.compile(
    r"\b(?:set|change|use|preferences?|settings?|format|limits?|means?|meaning|remember|forget"
    r"|record"
    r"|accura\w+|allits\w*|allitsd|hasznal\w*|beallit\w*|formatum\w*|korlat\w*|jelent|jegyezd"
    r"|felejts\w*|pontos\w*|(?:max\w*|legnagyobb|legfeljebb) (?:stake|tet))\b"
)
#: what is told of football to everybody; a bare question is none: “megfogadnád helyettem?”
_FOOTBALL = re.compile(
    r"\b(?:tables?|standings|fixtures?|results?|scores?|form|forecasts?|predict\w*|probab\w*"
    r"|head[- ]to[- ]head|expected goals|next (?:match|game)|(?:un)?likel\w+|top of|clean sheets?"
    r"|chances?(?! (?:to|i|for me|of (?:getting|winning) (?:it|my))\b)"
    r"|who(?:'?s| is| are| will| do| does|'?ll)? (?:going to |gonna )?(?:wins?|winning|leads?"
    r"|leading|top|first|favourites?)"
    r"|(?:when|where|who|what time) (?:do|does|did|is|are|will)\b.{0,30}\bplay\w*"
    r"|when (?:is|are)\b.{0,30}\b(?:match|game|derby|final|kick)\w*"
    r"|how (?:do|does|did|are|is|have|has)\b.{0,30}\b(?:look|doing|play|played|done|do|end|won))\b"
    r"|\b(?:tabell|menetrend|eredmeny|forma|formaj|joslat|elorejelz|varhato gol|egymas ellen"
    r"|valoszinuseg|kapott gol|lott gol)\w*|\besely(?!em|unk)\w*"
    r"|\bki(?:k)? (?:fog(?:ja)? )?(?:nyer|vezet|gyoz|lesz|az? eselyes)\w*"
    r"|\b(?:mikor|kivel|hany orakor)\b.{0,25}\b(?:jatsz|meccs|kezd|lesz)\w*|\bhol jatsz\w*"
    r"|\bkovetkezo (?:mecc|ellenfel)\w*|\bhol all\b|\bhanyadik\w*"
    r"|\b(?:preferences?|settings?|odds format|beallitas\w*)\b"
)


def asks_for_advice(folded: str) -> bool:
    """Tell whether folded text asks for a bet, a price's worth or a stake."""
    return bool(_BET.search(_MARKET.sub(" ", folded))) and not _ABOUT.search(folded)


def asks_for_bet(folded: str) -> bool:
    """Tell whether folded text may ask for a bet: in doubt, it does."""
    return bool(_BET.search(folded) or _VAGUE.search(folded))


def asks_for_more(folded: str) -> bool:
    """Tell whether folded text asks plainly for what is no bet: chances, a table, a day."""
    return bool(_FOOTBALL.search(folded))
