"""How far opinions on a match agree, what that says of a prediction, and what stands against it.

Nothing here moves a probability: it tells how much there is behind one. The formula and its reasons
are in `docs/enhanced-predictions.md`. Knows chances and ages; no database and no words of agents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.market import SIDES
from tools.worth import ALONE

Chances = Mapping[str, float]

#: opinions so far apart share nothing: twice the distance that our chance has from the closing one
#: in one match of twenty
APART = 2 * ALONE
#: an insight counts half after so long
HALF_LIFE = dt.timedelta(days=7)
#: what each part counts for, where it is known
EVIDENCE, MARKET, INSIGHTS = 0.5, 0.3, 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What an insight thought of the three results, and when."""

    insight_id: str
    chances: Chances
    as_of: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class EnhancedConfidence:
    """How much stands behind a prediction, and what that is made of; all 0..1."""

    value: float
    #: the model's own: how much evidence it has on the two clubs
    evidence: float
    #: between the model and the market's consensus; None: no prices are known
    market_agreement: float | None
    #: between the model and what insights thought, each by its freshness; None: none has chances
    insight_agreement: float | None
    #: of the freshest of those insights
    freshness: float | None


def enhanced_confidence(
    ours: Chances,
    *,
    evidence: float,
    market: Chances | None,
    opinions: Sequence[Opinion],
    now: dt.datetime,
) -> EnhancedConfidence:
    """Put the parts together: their mean, weighted, over those that are known.

    Parameters
    ----------
    ours, market
        Chances of "home", "draw" and "away".
    evidence
        The model's confidence score, 0..1.
    now
        By which insights age.
    """
    weights = [freshness(each.as_of, now) for each in opinions]
    agreed = [agreement(ours, each.chances) for each in opinions]
    insights = (
        sum(w * a for w, a in zip(weights, agreed, strict=True)) / sum(weights)
        if opinions
        else None
    )
    market_agreement = None if market is None else agreement(ours, market)
    freshest = max(weights, default=None)
    parts = [
        (EVIDENCE, evidence),
        (MARKET, market_agreement),
        # stale insights say less, whatever they say
        (INSIGHTS * (freshest or 0.0), insights),
    ]
    known = [(weight, part) for weight, part in parts if part is not None]
    total = sum(weight for weight, _ in known)
    return EnhancedConfidence(
        value=sum(weight * part for weight, part in known) / total,
        evidence=evidence,
        market_agreement=market_agreement,
        insight_agreement=insights,
        freshness=freshest,
    )


def distance(one: Chances, other: Chances) -> float:
    """Return the total variation distance over the three results, 0..1."""
    return sum(abs(one[side] - other[side]) for side in SIDES) / 2


def agreement(one: Chances, other: Chances) -> float:
    """Return 1 for the same chances, falling to 0 for chances `APART` or more."""
    return max(0.0, 1 - distance(one, other) / APART)


def freshness(as_of: dt.datetime, now: dt.datetime) -> float:
    """Return 1 for what was said now, a half after each `HALF_LIFE`."""
    age = max(now - as_of, dt.timedelta())
    return float(0.5 ** (age / HALF_LIFE))
