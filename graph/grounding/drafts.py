"""A sentence with the values of its references put in. Knows no rule that it is held against."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.grounding.membership import QUOTED
from graph.grounding.references import REFERENCE, FactDict, UnknownReference, referred, said_in
from graph.wording import Language
from graph.wording.figures import OddsFormat, fact_shown
from tools.quoting import quote


@dataclass
class Draft:
    """A sentence with its references put in, and where they stand."""

    text: str
    #: (start, end, fact): what stands there is this fact's value
    pinned: list[tuple[int, int, FactDict]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    derived: list[FactDict] = field(default_factory=list)


def drafted(
    sentence: str, facts: Sequence[FactDict], language: Language, odds_format: OddsFormat
) -> Draft:
    """Put the values of references in."""
    sentence = "".join(map(_plain, unicodedata.normalize("NFC", sentence)))
    draft, at = Draft(""), 0
    for found in REFERENCE.finditer(sentence):
        draft.text += sentence[at : found.start()]
        at = found.end()
        said = said_in(found, draft.text)
        if not said:
            draft.text = draft.text.rstrip()
            continue
        try:
            fact = referred(said, [*facts, *draft.derived])
        except UnknownReference:
            draft.faults.append(f"[[{said}]] is no fact of this turn")
            continue
        if not fact["id"]:
            draft.derived.append(fact)
        value = fact_shown(fact, language, odds_format)
        if fact["unit"] == "text":
            value = quote(value)
        if fact["market"] in QUOTED:
            value = f"“{value}”"
        sign = found["sign"] or ""
        start = len(draft.text)
        draft.text += value + ("" if value.endswith("%") else sign)
        draft.pinned.append((start, start + len(value), fact))
    draft.text += sentence[at:]
    return draft


def _plain(sign: str) -> str:
    """Return a figure in plain digits: “⁸²”, “８２” and “②” are read as what they are."""
    return unicodedata.normalize("NFKC", sign) if sign.isnumeric() else sign
