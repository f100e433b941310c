"""What “value” is: the one rule that every door and every writer follows.

Knows no market and no bookmaker: an expected value in, a verdict out.
"""

from __future__ import annotations

from typing import Literal

Verdict = Literal["value", "thin", "no_bet"]

#: An expected value below this lies inside the model's own error: where a chance of one half is a
#: point and a half too high, 3 % appear out of nothing.
LEAST_VALUE = 0.03


def verdict_on(expected_value: float) -> Verdict:
    """Return what a mean profit of one unit staked is worth.

    "value": worth a look; "thin": more than nothing, but no more than the model may err by;
    "no_bet": the price pays too little.
    """
    if expected_value >= LEAST_VALUE:
        return "value"
    return "thin" if expected_value > 0 else "no_bet"
