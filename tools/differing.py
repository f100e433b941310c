"""Where a forecast and a price differ, and which of the model's reasons lean to our side of it.

A reason that leans our way is no proof: the market knows it too, and line-ups and injuries that no
model of ours knows. Chances and effects in, no prices, no prose, no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.market import SIDES, Market, Side
from tools.prediction import PredictionObject, Reason

#: no outcome further apart than this is no difference worth a word
AGREED = 0.01
#: a change of the home win's chance below this explains nothing
MATTERS = 0.005
#: what prices may weigh otherwise than the model; home advantage and the clubs' usual strength
#: are no secret and move every forecast, so they explain no gap
WEIGHED_OTHERWISE = frozenset(
    {"form", "finishing", "relegation", "title", "top_places", "past_prices"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """How far our chances are from those of a price."""

    #: chances in the price, margin out, 0..1
    theirs: Mapping[Side, float]
    #: our chance less theirs, -1..1; the three sum to nothing
    gaps: Mapping[Side, float]
    #: factors that lean to our side of the gap, the strongest first; may be empty
    reasons: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether no outcome is worth a word."""
        return max(map(abs, self.gaps.values())) < AGREED


def differ(ours: Sequence[float], theirs: Sequence[float], reasons: Iterable[Reason]) -> Difference:
    """Set our chances of home win, draw and away win beside a price's, margin out.

    A reason counts when it moves the home win to the side to which the gap leans: that of the
    home win's gap less the away win's.
    """
    gaps = [our - their for our, their in zip(ours, theirs, strict=True)]
    lean = gaps[0] - gaps[-1]
    leaning = [
        reason
        for reason in reasons
        if reason.factor in WEIGHED_OTHERWISE
        and abs(reason.effect) >= MATTERS
        and reason.effect * lean > 0
    ]
    leaning.sort(key=lambda reason: -abs(reason.effect))
    return Difference(
        theirs=dict(zip(SIDES, theirs, strict=True)),
        gaps=dict(zip(SIDES, gaps, strict=True)),
        reasons=tuple(reason.factor for reason in leaning),
    )


def difference_of(prediction: PredictionObject, market: Market) -> Difference:
    """Return how a prediction differs from the prices beside it."""
    result, implied = prediction.match_result, market.implied
    return differ(
        (result.home_win, result.draw, result.away_win),
        (implied.home, implied.draw, implied.away),
        prediction.explanation,
    )
