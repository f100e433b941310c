"""Bets that no score tells of: who scores first, both halves, corners, who goes through.

What cannot be priced is said to be so: left unheard, its price would be put on the plain result.
"""

from __future__ import annotations

import re

from graph.analyst.spotting.spans import Span

_BEYOND = re.compile(
    r"\bboth halves\b|\bmindket felid\w*|\beither half\b|\b(?:which|melyik) (?:half|felid\w*)\b"
    r"|\b(?:score|scores|scoring) (?:first|last)\b(?! (?:time|night|week\w*|season|match|game|year"
    r"|\w*day))|\b(?:first|last) (?:goal|to score|team to|scorer|goalscorer)\b"
    r"|\b(?:elso|utolso) gol\w*|\bgolszerzo\w*|\bgoal ?scorers?\b|\banytime (?:goal|scorer)\w*"
    r"|\b(?:eloszor|elsonek|elsokent|utoljara) (?:\w+ )?(?:rug|lo|szerez|betalal|gol)\w*"
    r"|\b(?:rug|lo|szerez|vezet)\w*(?: \w+)? (?:eloszor|elsonek|elsokent)\b"
    r"|\bmegszerzi a vezetest\b|\b(?:gets?|takes?) the (?:lead|first)\b"
    r"|\bto qualify\b|\bto (?:go|get) through\b|\btovabbjut\w*|\bcorners?\b|\bszoglet\w*"
    r"|(?<!on the )\bcards\b|\b(?:yellow|red) card\b"
    r"|\b(?:sarga|piros) ?lap\w*|\blap(?:ok|okat|ot|szam\w*)\b|\b(?:hany|mennyi) lap\b"
    r"|\blap (?:hany|mennyi)\b"
    r"|\bpenalt\w*|\btizenegyes\w*|\bhat[- ]?trick\w*|\bmesterharmas\w*|\brace to\b"
    r"|\b\d ?- ?\d (?:up|down|ahead|behind)\b|\bin[- ]?play\b"
    r"|\blive (?:bets?|betting|odds|prices?)\b"
    r"|\b(?:go(?:es)?|went|are|is|get) (?:a goal|one|two|1|2)"
    r" (?:goals? )?(?:up|down|ahead|behind)\b"
    r"|\bcome from behind\b|\bextra time\b|\bhosszabbitas\w*"
    r"|\b(?:trixie|yankee|patent|canadian|heinz|goliath|round robin)\b|\blucky (?:15|31|63)\b"
)
_RESULT = re.compile(r"\b(?:who|win|wins|beat|beats|chances?|ki|nyer|gyoz|esely\w*)\b")


def spot_beyond(folded: str) -> list[Span]:
    """Return where a folded message names such a bet."""
    return [Span(start=one.start(), end=one.end()) for one in _BEYOND.finditer(folded)]


def is_beyond(folded: str) -> bool:
    """Whether a folded message names a bet that the score grid does not tell."""
    return bool(_BEYOND.search(folded))


def asks_result_too(folded: str) -> bool:
    """Whether it asks for the result beside it."""
    return bool(_RESULT.search(folded))
