"""What asks for the maths of odds, though it sounds like a setting: “what stake for 55% at 2.0”.

A question never changes what is kept of the user. Knows no preference and no tool.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.intents import Intent

_ASKS = re.compile(
    r"\?|^(?:and |so |ok |es |na |akkor )*(?:an? |the |az )?(?:who|what(?:'?s)?|which|how|is|are"
    r"|does|should|would|could|can|may|mekkora|mennyi\w*|hany\w*|milyen|mi|melyik|erdemes|szabad)\b"
)
#: a rule for all bets to come
_RULE = re.compile(
    r"\b(?:my|max\w*|min\w*|limit\w*|most|never|always|only|more|less|under|over|below|above|up to"
    r"|floor|ceiling|limit|(?:odds)?hatar\w*|ala|fole|longer|shorter|higher|lower|set|keep"
    r"|from now|legfeljebb|legalabb|korlat\w*|soha|mindig|csak"
    r"|ne|tobb\w*|kevesebb\w*|alatt\w*|felett\w*|folott\w*|nagyobb\w*|kisebb\w*|mostantol|ezentul"
    r"|leg\w+bb|(?:big\w|small|long|short|high|low|larg)est|allits\w*|(?:tet|bank|keret)\w*em)\b"
)
#: what a stake brings back is asked: “what do I get for 20 quid”, “mennyit fizet 20 euró”
_RETURNS = re.compile(
    r"\b(?:what|how much)\b.*\b(?:get|win|make|collect|bring)\b|\bget back\b|\breturns?\b"
    r"|\bpay(?:s|ing|[- ]?outs?)?\b"
    r"|\bif i (?:stick|put|stake|bet|whack|lump|place|chuck)\b"
    r"|\bmennyi\w* (?:\w+ ){0,3}(?:fizet\w*|hoz\w*|nyer\w*|kap\w*|er|lenne|lesz)\b"
    r"|\b(?:mit|mennyit) (?:\w+ ){0,2}(?:hoz|fizet|kap|nyer)\w*"
    r"|\bha (?:\w+ ){0,4}(?:tesz|tenn|rak|fel)\w*"
)
#: a stake is asked for; what one has is told beside it: “my bankroll is 200”
_STAKE = re.compile(
    r"\bhow (?:much|big)\b.*\b(?:stake|bet|put|risk|back|lay down)\b"
    r"|\bwhat (?:stake|should i (?:stake|put))\b"
    r"|\b(?:mennyit|mekkora (?:tetet|tettel))\b.*\b(?:te[gs]\w+|rak\w+|fogad\w*|jatssz\w+)\b"
)
_SETTINGS = frozenset({Intent.SET_PREFERENCE, Intent.SHOW_PREFERENCES})
_MONEY = re.compile(
    r"[€£$] ?\d|\d ?(?:k |ezer )?(?:ft|huf|forint|eur|quid|pounds?|euros?|gbp|usd|dollars?|bucks)"
    r"|\b(?:quid|tenner|fiver|grand|euro(?:s|t|val|ra|ert)?|forint\w*|pounds?)\b|\b\w*(?:ezres"
    r"|szazas)(?:t|re|sel)?\b|\b\w*ezret\b"
)


def settled(intents: Sequence[Intent], masked: str, folded: str) -> tuple[Intent, ...]:
    """Return what a masked message wants, a question about a price taken for no setting.

    Of a price without a club it is arithmetic; of one on a club, a stake is asked for. What money
    would bring back is asked of a slip, be it of one bet. `folded`: the words as they were typed.
    """
    if _STAKE.search(masked):
        intents = [Intent.SLIP if one in _SETTINGS else one for one in intents]
    if _RETURNS.search(folded) and _MONEY.search(folded) and not _RULE.search(masked):
        of_a_price = masked.count("PRICE") == 1 and "CLUB" not in masked
        return (Intent.ODDS_MATHS if of_a_price else Intent.SLIP,)
    if Intent.SET_PREFERENCE not in intents or "PRICE" not in masked:
        return tuple(dict.fromkeys(intents))
    if not _ASKS.search(masked) and _RULE.search(masked):
        return tuple(intents)
    meant = Intent.SLIP if "CLUB" in masked else Intent.ODDS_MATHS
    return tuple(dict.fromkeys(meant if one is Intent.SET_PREFERENCE else one for one in intents))
