"""What “value” is: the one rule that every door and every writer follows.

A model that disagrees with the market is, as a rule, wrong: backing whatever our own chances find
too long at the average price before kick-off lost 4.8 % over two seasons of twenty leagues, and at
the best price left nothing. So a price is held against the market's consensus and against our
model with that consensus weighed in, and it has to beat both by a margin of safety. What that is
worth is measured in `benchmarks/value_rule.py`.

Knows no market and no bookmaker: chances and a price in, a verdict out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["value", "thin", "no_bet"]

#: a chance may be a point too high before a price that pays by it is called value
SAFETY = 0.01
#: where no consensus is known nothing corrects us: our chance lies so far from the closing one in
#: one match of twenty, even where the model knows both clubs well
ALONE = 0.10


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What is thought of one selection; chances are 0..1."""

    #: by the model alone
    model: float
    #: by the model with the match's own average prices weighed in; None where none are known
    together: float | None = None
    #: by the bookmakers' average with its margin taken out; None where it says nothing of this
    consensus: float | None = None
    #: 0..1: how much evidence the model has on the two clubs
    confidence: float

    @property
    def ours(self) -> float:
        """Our chance, with the consensus weighed in where one is known."""
        return self.model if self.together is None else self.together

    @property
    def cautious(self) -> float:
        """The lower of our chance and the consensus'."""
        return self.ours if self.consensus is None else min(self.ours, self.consensus)

    @property
    def safety(self) -> float:
        """By how much the cautious chance may be too high: more without a consensus, 0..1."""
        return SAFETY if self.consensus is not None else ALONE * (2 - self.confidence)

    def expected_value(self, price: float) -> float:
        """Return the mean profit of one unit staked, by the cautious chance."""
        return self.cautious * price - 1

    def verdict(self, price: float) -> Verdict:
        """Return what a decimal price is worth.

        "value": it pays even when the cautious chance is too high by the margin of safety;
        "thin": it pays only when that chance is right; "no_bet": it pays too little.
        """
        if (self.cautious - self.safety) * price >= 1:
            return "value"
        return "thin" if self.expected_value(price) > 0 else "no_bet"
