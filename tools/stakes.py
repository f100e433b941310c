"""Stakes within what a user has set: his bankroll, his limit, his risk, his range of odds.

A stake is a part of Kelly's, shrunk by what the chances may err by; it is told only for what is
called value, and never above the limit. Knows neither match nor market.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tools.frozen import Frozen, Probability

if TYPE_CHECKING:
    from knowledge.preferences import PreferenceSet
    from tools.worth import Verdict

#: which part of Kelly's stake each risk takes; a half at most, who has said nothing a fourth
FRACTIONS = {"low": 0.125, "medium": 0.25, "high": 0.5}
#: the most of a bankroll on one slip for who has set no limit
USUAL_LIMIT = 0.02

#: why a stake is nothing
NoStake = Literal["no_value", "odds_range"]


class Stake(Frozen):
    """How much to stake on a slip."""

    #: of the bankroll; 0 is an answer
    share: Probability
    #: in the user's currency; None where no bankroll is set
    amount: float | None
    #: the most that the user's limit, or the usual one, allows
    limit: Probability
    #: None where there is a stake
    reason: NoStake | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A bet that a stake is wanted for."""

    verdict: Verdict
    #: Kelly's stake, a share of the bankroll
    kelly: float
    #: which share of it the doubt about the chances leaves, 0..1
    trusted: float
    #: what it pays in full, decimal
    odds: float


def stakes_within(preferences: PreferenceSet, bets: Sequence[Judged]) -> list[Stake]:
    """Return the stakes that a user's preferences allow on bets taken at once.

    Together they keep to the limit.
    """
    from ml.staking import cautious

    limit = preferences.max_stake_share or USUAL_LIMIT
    reasons = [_why_not(preferences, bet.verdict, bet.odds) for bet in bets]
    shares = cautious(
        [0.0 if reason else bet.kelly for bet, reason in zip(bets, reasons, strict=True)],
        fraction=FRACTIONS[preferences.risk or "medium"],
        most=limit,
        trusted=[bet.trusted for bet in bets],
    )
    bankroll = preferences.bankroll
    return [
        Stake(
            share=share,
            amount=None if bankroll is None else bankroll * share,
            limit=limit,
            reason=reason,
        )
        for share, reason in zip(map(float, shares), reasons, strict=True)
    ]


def most_money(preferences: PreferenceSet) -> float | None:
    """Return the most money that a user's limit, or the usual one, allows; None: no bankroll."""
    if preferences.bankroll is None:
        return None
    return preferences.bankroll * (preferences.max_stake_share or USUAL_LIMIT)


def _why_not(preferences: PreferenceSet, verdict: Verdict, odds: float) -> NoStake | None:
    if verdict != "value":
        return "no_value"
    low, high = preferences.odds_min or 1.0, preferences.odds_max or float("inf")
    return None if low <= odds <= high else "odds_range"
