"""What a slip is worth, and how much to stake on it: one answer for the tool and for programs.

Every leg's chance is ours with the market weighed in, or the market's own where that is lower; legs
of one match are read from one score grid, in which all of them have that chance. A slip is value
only when it still pays with each leg's chance a margin of safety lower, as a single is.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bets import name_of_bet, selection_of
from tools.desk import Desk
from tools.errors import BadArgument
from tools.holding_back import hold_back
from tools.slip_legs import FoundLeg, WantedLeg, find_leg
from tools.slip_object import MOST_LEGS, LegObject, SlipObject
from tools.stakes import Judged, Stake, most_money, stakes_within

if TYPE_CHECKING:
    from knowledge.preferences import PreferenceSet
    from ml.grid import ScoreGrid
    from ml.markets import Selection as Bet
    from ml.slips import PricedSlip
    from tools.opinions import Opinions
    from tools.worth import Verdict

#: no chance is brought lower, and no price higher, than makes sense
_LEAST_CHANCE, _HIGHEST_PRICE = 1e-4, 1e4


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedLeg:
    """A leg with what is thought of its match."""

    found: FoundLeg
    opinions: Opinions
    #: decimal odds and where they are from; None where nobody told any
    odds: float | None
    source: str | None

    @property
    def match(self) -> str:
        """The match's title: legs of one match have the same."""
        return self.found.pairing.title

    @property
    def chance(self) -> float:
        """Our chance, or the market's where that is lower."""
        return self.opinions.on_bet(self.found.bet).cautious


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedSlip:
    """A slip with its legs, and what is said of it."""

    legs: tuple[JudgedLeg, ...]
    slip: SlipObject
    #: the most money that the user's limit allows; None where he has set no bankroll
    most: float | None = None


async def judge_slip(
    desk: Desk,
    wanted: Sequence[WantedLeg],
    *,
    size: int | None = None,
    total_odds: float | None = None,
    bankroll: float | None = None,
) -> JudgedSlip:
    """Price a slip for the user at the desk.

    Parameters
    ----------
    size
        Legs of each line beside the fixed ones: 3 of 4 is a system; without it all stand on one
        line.
    total_odds
        Decimal odds of the whole, where a bookmaker quotes one; only for one line.
    bankroll
        What stakes come out of this once, in place of what the user has set.

    Raises
    ------
    HeldBack
        When the user excluded himself from betting advice.
    BadArgument, BadSlip, BadSelection
        When the legs make no slip.
    KnowledgeError, NoForecast
        When a leg's match is not known, or nothing can be said about it.
    """
    preferences = await hold_back(desk)
    if bankroll is not None:
        preferences = preferences.model_copy(update={"bankroll": bankroll})
    if not 1 <= len(wanted) <= MOST_LEGS:
        raise BadArgument(f"A slip has one to {MOST_LEGS} legs.")
    if total_odds is not None and size not in (None, sum(not leg.fixed for leg in wanted)):
        raise BadArgument("A system has odds for each leg, not one for the whole.")
    legs = tuple([await _look_at(desk, each) for each in wanted])
    # a dozen legs settle in thousands of ways: not on the event loop
    slip = await asyncio.to_thread(_judge, legs, size, total_odds, preferences, desk.as_of)
    return JudgedSlip(legs=legs, slip=slip, most=most_money(preferences))


def _judge(
    legs: Sequence[JudgedLeg],
    size: int | None,
    total_odds: float | None,
    preferences: PreferenceSet,
    now: dt.datetime,
) -> SlipObject:
    odds = _odds_of(legs, total_odds)
    careful, safe = (_priced(legs, odds, size, safely=safely) for safely in (False, True))
    has_odds = total_odds is not None or all(leg.odds for leg in legs)
    verdict = _verdict(careful.expected_value, safe.expected_value) if has_odds else None
    stakes = _stakes(careful, legs, odds, preferences, verdict) if verdict else [None]
    each = stakes if len(stakes) > 1 else [None] * len(legs)
    return SlipObject(
        legs=[_leg_object(leg, stake) for leg, stake in zip(legs, each, strict=True)],
        size=careful.size,
        lines=careful.lines,
        probability=careful.probability,
        chance_of_return=careful.chance_of_return,
        chance_of_profit=careful.chance_of_profit if has_odds else None,
        fair_odds=careful.fair_odds,
        offered_odds=careful.offered_odds if has_odds else None,
        expected_value=careful.expected_value if has_odds else None,
        verdict=verdict,
        stake=stakes[0] if len(stakes) == 1 else None,
        model_version=legs[0].opinions.model_version,
        priced_at=now,
    )


async def _look_at(desk: Desk, wanted: WantedLeg) -> JudgedLeg:
    found = await find_leg(desk, wanted)
    opinions = await desk.forecaster.opinions(found.pairing)
    if found.price is not None:
        return JudgedLeg(found=found, opinions=opinions, odds=found.price, source="user")
    selection = selection_of(found.bet)
    best = opinions.known.best.get(selection) if opinions.known and selection else None
    return JudgedLeg(
        found=found,
        opinions=opinions,
        odds=best.price if best else None,
        source=best.source if best else None,
    )


def _odds_of(legs: Sequence[JudgedLeg], total: float | None) -> list[float]:
    """Return the odds to count with: a price of the whole is shared out; else fair ones fill in."""
    if total is not None:
        return [total ** (1 / len(legs))] * len(legs)
    return [leg.odds or min(1 / max(leg.chance, _LEAST_CHANCE), _HIGHEST_PRICE) for leg in legs]


def _priced(
    legs: Sequence[JudgedLeg], odds: Sequence[float], size: int | None, *, safely: bool
) -> PricedSlip:
    """Price the legs; `safely` with each one's chance lower by the margin of safety."""
    from ml.slips import Leg, price_slip

    ours: dict[str, ScoreGrid] = {}
    wanted: dict[str, dict[Bet, float]] = {}
    for leg in legs:
        opinion = leg.opinions.on_bet(leg.found.bet)
        chance = opinion.cautious - (opinion.safety if safely else 0.0)
        ours[leg.match] = leg.opinions.grid_together or leg.opinions.grid
        wanted.setdefault(leg.match, {})[leg.found.bet] = max(chance, _LEAST_CHANCE)
    grids = {match: grid.leaning_to(wanted[match]) for match, grid in ours.items()}
    staked = [
        Leg(
            match=leg.match,
            selection=leg.found.bet,
            price=max(price, 1.0 + 1e-9),
            fixed=leg.found.fixed,
        )
        for leg, price in zip(legs, odds, strict=True)
    ]
    return price_slip(staked, grids, size=size)


def _verdict(expected: float, safely: float) -> Verdict:
    """Return what a price is worth, by the rule of `tools.worth`."""
    if safely >= 0:
        return "value"
    return "thin" if expected > 0 else "no_bet"


def _stakes(
    slip: PricedSlip,
    legs: Sequence[JudgedLeg],
    odds: Sequence[float],
    preferences: PreferenceSet,
    verdict: Verdict,
) -> list[Stake]:
    """Return the stake on the whole slip, or of singles that on each leg."""
    from ml.staking import trust

    if slip.size == 1 and len(legs) > 1 and not any(leg.found.fixed for leg in legs):
        return stakes_within(preferences, _singles(slip, legs, odds))
    doubts = {leg.match: _doubt(leg) for leg in legs}
    whole = Judged(
        verdict=verdict,
        kelly=slip.kelly if verdict == "value" else 0.0,
        trusted=float(trust(slip.expected_value, slip.standard_error(doubts))),
        odds=slip.offered_odds,
    )
    return stakes_within(preferences, [whole])


def _singles(slip: PricedSlip, legs: Sequence[JudgedLeg], odds: Sequence[float]) -> list[Judged]:
    """Return the legs as bets of their own, staked at once."""
    from ml.staking import trust

    judged = []
    for leg, price, stake in zip(legs, odds, slip.kelly_apart, strict=True):
        alone = _priced([leg], [price], None, safely=False)
        safe = _priced([leg], [price], None, safely=True)
        error = alone.standard_error({leg.match: _doubt(leg)})
        judged.append(
            Judged(
                verdict=_verdict(alone.expected_value, safe.expected_value),
                kelly=float(stake),
                trusted=float(trust(alone.expected_value, error)),
                odds=price,
            )
        )
    return judged


def _doubt(leg: JudgedLeg) -> float:
    """Return how far the log odds of a leg's match may err."""
    from ml.doubt import MODEL_ALONE, WITH_PRICE, logit_error

    at_usual = WITH_PRICE if leg.opinions.grid_together else MODEL_ALONE
    return logit_error(leg.opinions.confidence, at_usual=at_usual)


def _leg_object(leg: JudgedLeg, stake: Stake | None) -> LegObject:
    from ml.doubt import standard_error

    pairing, bet = leg.found.pairing, leg.found.bet
    return LegObject(
        match_id=pairing.match.id if pairing.match else None,
        home_team=pairing.home.name,
        away_team=pairing.away.name,
        league=pairing.league,
        date=pairing.date,
        market=bet.market,
        outcome=bet.outcome,
        line=bet.line,
        name=name_of_bet(bet, pairing),
        odds=leg.odds,
        odds_source=leg.source,
        fixed=leg.found.fixed,
        probability=leg.chance,
        standard_error=float(standard_error(leg.chance, _doubt(leg))),
        fair_odds=1 / max(leg.chance, _LEAST_CHANCE),
        stake=stake,
    )
