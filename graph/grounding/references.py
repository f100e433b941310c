"""`[[f3]]` in a model's text: the fact's own value, in the reader's language and format.

A reference may derive: `[[1-f3]]` (the chance that it fails), `[[1/f3]]` (fair odds),
`[[f1+f2]]`, `[[f3*1.85-1]]` (expected value of a price). Code computes it, and what comes out is a
fact of its own. Does not know the sentence around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

FactDict = Mapping[str, Any]

#: a reference, and a unit's sign that the model wrote after it out of habit
REFERENCE = re.compile(
    r"(?:\[\[\s*(?P<said>[^\[\]\n]{1,40}?)\s*\]\]"
    # with other brackets, or none
    r"|[\[({【]{1,2}\s*(?P<other>f\d{1,4})\s*[\])}】]{1,2}|(?<![\w.\[/-])(?P<bare>f\d{1,4})(?![\w-]))"
    r"(?P<sign>\s?%)?"
)
#: what a reference only says the source of: “64.3% (f3)”
_VALUE_BEFORE = re.compile(r"[\d%\]]\*{0,2}\s*$")

_PLAIN = re.compile(r"f\d{1,4}")
_NOT = re.compile(r"1\s*[-−–]\s*(f\d{1,4})")
_FAIR = re.compile(r"1\s*/\s*(f\d{1,4})")
_SUM = re.compile(r"f\d{1,4}(?:\s*\+\s*f\d{1,4})+")
_GAIN = re.compile(r"(f\d{1,4})\s*[*×x]\s*(f\d{1,4}|\d{1,3}(?:[.,]\d{1,3})?)\s*[-−–]\s*1")


def said_in(found: re.Match[str], before: str) -> str:
    """Return what a reference says; "" where it is a source noted behind the figure itself."""
    if found["said"]:
        return str(found["said"])
    if found["other"] and _VALUE_BEFORE.search(before):
        return ""
    return str(found["other"] or found["bare"])


class UnknownReference(ValueError):
    """A reference to no fact of this turn, or a derivation that means nothing."""


def referred(said: str, facts: Sequence[FactDict]) -> FactDict:
    """Return the fact that a reference means, or the one that it derives (without an id).

    Raises
    ------
    UnknownReference
        No such fact, or no such derivation.
    """
    known = {str(fact["id"]): fact for fact in facts}
    text = said.strip().lower()
    try:
        if _PLAIN.fullmatch(text):
            return known[text]
        if found := _NOT.fullmatch(text):
            return opposite(known[found[1]])
        if found := _FAIR.fullmatch(text):
            return _fair(known[found[1]])
        if _SUM.fullmatch(text):
            return _sum([known[part.strip()] for part in text.split("+")])
        if found := _GAIN.fullmatch(text):
            price = known[found[2]] if found[2] in known else float(found[2].replace(",", "."))
            return _gain(known[found[1]], price)
    except KeyError:
        pass
    raise UnknownReference(said)


def opposite(fact: FactDict) -> FactDict:
    """Return the chance that an outcome does not come, 1 − p."""
    return _derived(fact, f"not {fact['outcome']}", 1 - _chance(fact), f"1 - {fact['id']}")


def _fair(fact: FactDict) -> FactDict:
    chance = _chance(fact)
    if chance <= 0:
        raise UnknownReference(str(fact["id"]))
    derived = _derived(fact, str(fact["outcome"]), 1 / chance, f"1 / {fact['id']}")
    return {**derived, "market": "fair_odds", "unit": "odds"}


def _sum(facts: Sequence[FactDict]) -> FactDict:
    first = facts[0]
    total = sum(_chance(fact) for fact in facts)
    names = {(fact["subject"], fact["market"]) for fact in facts}
    outcomes = [str(fact["outcome"]) for fact in facts]
    if len(names) > 1 or len(set(outcomes)) < len(outcomes) or total > 1 + 1e-9:
        raise UnknownReference("+".join(outcomes))
    sources = " + ".join(str(fact["id"]) for fact in facts)
    return _derived(first, " or ".join(outcomes), total, sources)


def _gain(fact: FactDict, price: FactDict | float) -> FactDict:
    odds = price if isinstance(price, float) else float(price["value"])
    if not isinstance(price, float) and (
        price["unit"] != "odds" or price["subject"] != fact["subject"]
    ):
        raise UnknownReference(str(price["id"]))
    derived = _derived(
        fact, str(fact["outcome"]), _chance(fact) * odds - 1, f"{fact['id']} × price − 1"
    )
    return {**derived, "market": "expected_value", "unit": "share"}


def _chance(fact: FactDict) -> float:
    if fact["unit"] != "probability":
        raise UnknownReference(str(fact["id"]))
    return float(fact["value"])


def _derived(fact: FactDict, outcome: str, value: float, how: str) -> FactDict:
    return {**fact, "id": "", "outcome": outcome, "value": value, "source": f"derived: {how}"}
