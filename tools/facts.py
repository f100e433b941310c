"""The vocabulary between tools and answers: a fact, and what a tool call gives back.

Knows nothing of the language model that asked, nor of the language of the reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

FactUnit = Literal[
    "probability",  # 0..1
    "odds",  # decimal, > 1
    "share",  # 0..1: a margin, an edge, a part of a bankroll; may be negative
    "loss",  # a proper score, lower is better; or the difference of two, below zero for ours
    "goals",  # expected goals, a mean
    "count",  # whole number: matches, goals, points, a streak
    "place",  # 1 is top
    "score",  # "2-1", home goals first
    "date",  # ISO date
    "time",  # ISO instant with offset
    "money",  # in the user's own currency
    # a name, a form string such as "WWDLW"; of market "insight": somebody's words, to be quoted
    # whole and between quotation marks. A figure in them is the quotation's own and backs no other
    "text",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing that a tool found out, small enough to be quoted.

    `subject` is what it is about ("Man United – Arsenal, 2024-05-12"; "Arsenal"; "E0 2023-24"),
    `market` the kind of figure ("1x2", "over_under_2.5", "table", "form", …) and `outcome` which
    one of that kind ("home", "over", "points", …).
    """

    subject: str
    market: str
    outcome: str
    value: float | int | str
    unit: FactUnit
    #: ISO date or instant up to which the figure's sources go
    as_of: str
    #: where it is from: "model <version>", "results", "odds avg prematch", "user", "preferences"
    source: str
    #: "f1", "f2", …: given by the run that collects the facts, empty before
    id: str = ""

    def numbered(self, number: int) -> Fact:
        """Return the same fact under its id in a run."""
        return replace(self, id=f"f{number}")

    def to_dict(self) -> dict[str, Any]:
        """Return the fact in the shape of the answer object."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolResult:
    """What one tool call found.

    `data` holds names, dates and flags that a writer needs to make sentences from the facts; it
    is plain JSON, small, and every figure in it is in `facts` too.
    """

    #: the tool's name
    kind: str
    #: one to four plain English sentences, for the language model
    text: str
    facts: Sequence[Fact] = ()
    #: False: the thing asked for is not there; `text` says so and `candidates` what is
    found: bool = True
    #: what the caller may have meant: names of clubs, or of matches with their dates
    candidates: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON: the artifact of a tool message."""
        return {
            "kind": self.kind,
            "text": self.text,
            "facts": [fact.to_dict() for fact in self.facts],
            "found": self.found,
            "candidates": list(self.candidates),
            "data": dict(self.data),
        }
