"""Whether words say the measure that a fact is of: a chance, a price, points, the longest run.

Knows the words around an amount as a `Frame`, and the fact as a `Topic`.
"""

from __future__ import annotations

import re

from graph.grounding.labels import Amount
from graph.grounding.reading import COUNTED_KINDS, LASTING, Frame
from graph.grounding.topics import Topic, words_of

#: measures that a percentage or a price is of, where words say so; the others are plain
_MARKED = {
    "percent": frozenset(
        [
            "implied",
            "break_even",
            "ev",
            "margin",
            "stake",
            "confidence",
            "gap",
            "title",
            "first_place",
            "champions_league",
            "promotion",
            "promotion_play_off",
            "upper_part",
            "relegation",
            "relegation_play_off",
            "top",
        ]
    ),
    "decimal": frozenset(("fair", "ours", "theirs", "xg")),
}
#: the measure of a price that the market's words stand for
_AS_PRICE = {"implied": "theirs"}
_PLAIN = {"percent": frozenset({"chance"}), "decimal": frozenset({"price", "money"})}
#: before the number of a form's matches: “5 of their last 6”
_LAST = re.compile(r"\b(?:last|past|recent|utolso|legutobbi) $")
_LONGEST = re.compile(r"\blong\w*|\bbest\b|\brecord\b|\bleghosszabb\w*|\blegjobb\w*")
#: “their longest run is 8 (now 4)”
_NOW = re.compile(r"\b(?:now|currently|at present|most|jelenleg)\b")
#: units of what is counted
COUNT_UNITS = frozenset({"count", "place"})
_RUNS = frozenset(
    {"winning", "unbeaten", "losing", "winless", "scoring", "scoreless", "clean_sheet"}
)


def is_its_measure(amount: Amount, frame: Frame, topic: Topic, text: str, *, pinned: bool) -> bool:
    """Return whether the amount is said to be of the fact's measure: a chance, a price, points."""
    if amount.cls == "score" or topic.unit in ("text", "date", "time", "score"):
        return True
    per_match = topic.fact["market"] == "per_match"
    if amount.cls == "integer" or topic.unit in COUNT_UNITS or per_match:
        if (topic.scope, topic.kind) == ("form", "played") and _LAST.search(text[: amount.start]):
            return True
        return _is_counted(frame, topic, text, pinned=pinned)
    marked, plain = _MARKED[amount.cls], _PLAIN[amount.cls]
    if amount.cls == "percent" and "fair" in frame.kinds and "chance" not in frame.kinds:
        return False
    kinds = _kinds(amount, frame.kinds)
    if not kinds & (marked | plain) and frame.inherited:
        kinds = kinds | _kinds(amount, frame.inherited.kinds)
    said = kinds & marked
    if said == {"top"} and frame.inherited:
        said = said | (frame.inherited.kinds & marked)
    if "ours" in frame.kinds and amount.cls == "percent":
        said = said - {"implied", "break_even"}
    if said:
        return topic.kind in said
    if topic.kind in plain or (topic.kind == "ours" and pinned):
        return True
    if frame.inherited and topic.kind in frame.inherited.kinds & LASTING:
        # “the title goes to City … Arsenal's chance is 41.7%”
        return True
    return pinned or (topic.kind not in marked and bool(words_of(topic).search(text)))


def _kinds(amount: Amount, kinds: frozenset[str]) -> frozenset[str]:
    if amount.cls != "decimal":
        return kinds
    return frozenset(_AS_PRICE.get(kind, kind) for kind in kinds)


def is_of_its_run(topic: Topic, text: str) -> bool:
    """Return whether the longest run is told as such, and the one that lasts is not."""
    outcome = str(topic.fact["outcome"])
    if topic.fact["market"] != "streak" or not outcome.endswith(("_longest", "_now")):
        return True
    return bool(_LONGEST.search(text)) is outcome.endswith("_longest") or bool(_NOW.search(text))


def _is_counted(frame: Frame, topic: Topic, text: str, *, pinned: bool) -> bool:
    if topic.scope and topic.scope not in frame.scopes and not pinned:
        before = frame.inherited.scopes if frame.inherited else frozenset()
        if topic.scope not in before | frame.at_end:
            return False
    if not topic.scope and topic.kind in ("won", "drawn", "lost") and "form" in frame.scopes:
        return False
    if topic.is_of_matches or (topic.match and topic.what and topic.unit == "count"):
        return True  # which matches they are was said
    before = frame.inherited.kinds if frame.inherited else frozenset()
    if topic.kind in frame.kinds - COUNTED_KINDS:
        return True
    said = _stronger(frame.kinds & COUNTED_KINDS)
    if said == {"played"} and before & _RUNS:
        said = before & _RUNS
    if said:
        return topic.kind in said
    if pinned:
        return True
    return topic.kind in before or (
        topic.kind not in COUNTED_KINDS and bool(words_of(topic).search(text))
    )


def _stronger(kinds: frozenset[str]) -> frozenset[str]:
    """Drop what a more telling word beside it makes mean something else: “won 26 matches”."""
    if len(kinds) > 1:
        kinds = kinds - {"played"}
    return kinds - {"goals_for"} if "goals_against" in kinds else kinds
