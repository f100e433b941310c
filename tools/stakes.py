"""Stakes within what a user has set: his bankroll, his limit, his risk, his range of odds.

A stake is a part of Kelly's, shrunk by what the chances may err by; it is told only for what is
called value, and never above the limit. Knows neither match nor market.
"""

from __future__ import annotations

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


def stake_within(
    preferences: PreferenceSet, verdict: Verdict, *, kelly: float, trusted: float, odds: float
) -> Stake:
    """Return the stake that a user's preferences allow.

    Parameters
    ----------
    kelly
        Kelly's stake on the slip, a share of the bankroll.
    trusted
        Which share of it is left by the doubt about the chances, 0..1.
    odds
        What the slip pays in full, decimal.
    """
    from ml.staking import cautious

    limit = preferences.max_stake_share or USUAL_LIMIT
    reason = _why_not(preferences, verdict, odds)
    fraction = FRACTIONS[preferences.risk or "medium"]
    told = cautious(kelly, fraction=fraction, most=limit, trusted=trusted)
    share = 0.0 if reason else float(told)
    bankroll = preferences.bankroll
    amount = None if bankroll is None else bankroll * share
    return Stake(share=share, amount=amount, limit=limit, reason=reason)


def _why_not(preferences: PreferenceSet, verdict: Verdict, odds: float) -> NoStake | None:
    if verdict != "value":
        return "no_value"
    low, high = preferences.odds_min or 1.0, preferences.odds_max or float("inf")
    return None if low <= odds <= high else "odds_range"
