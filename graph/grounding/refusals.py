"""A language model that refuses to answer before it has looked anything up.

“I'm sorry, but I cannot help with that” is no answer: the analyst knows what the mentor can do, and
says so. Works on folded text; knows no fact.
"""

from __future__ import annotations

import re

#: what is wrong with such a sentence
REFUSAL = "it refuses, and no tool was asked"

_REFUSES = re.compile(
    r"\bi(?:'m| am)? (?:\w+ ){0,2}?(?:cannot|can't|can not|won't|unable to|not able to)"
    r" (?:\w+ )?(?:help|assist|answer|discuss|comply|predict|do (?:that|this)|provide)\b"
    r"|\bas an? (?:ai|artificial|language model)\b"
    r"|\bi(?:'m| am) (?:just |only )?an? (?:ai|language)\b"
    r"|\bnem (?:segithetek|valaszolhatok|tudok (?:\w+ )?(?:segiteni|valaszolni|valaszt adni))\b"
    r"|\b(?:nyelvi modell|mesterseges intelligencia)\w* vagyok\b|\bmesterseges intelligenciakent\b"
)


def refuses(folded: str) -> bool:
    """Tell whether a sentence says that its writer will not, or cannot, answer."""
    return bool(_REFUSES.search(folded))
