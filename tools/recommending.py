"""What is worth a user's while: prices that are value, within what he has set; often nothing.

Value comes first: a favourite club, market or risk chooses among what is value and makes nothing
value that is none. Each recommendation carries its reasons, and an empty list its own. Knows no
door; an excluded user is held back before anything is weighed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import AwareDatetime

from knowledge.errors import KnowledgeError
from knowledge.matches import MatchInfo
from knowledge.preferences import PreferenceSet
from ml.errors import MlError
from tools.arguments import Selection
from tools.desk import Desk
from tools.errors import HeldBack, ToolError
from tools.frozen import Frozen, Price, Probability
from tools.holding_back import hold_back
from tools.judging import judge_slip
from tools.prediction import PredictionObject
from tools.slip_legs import WantedLeg
from tools.stakes import Stake
from tools.value_offers import ValueOffer, value_offers
from tools.weighing import OUTCOMES, name_of

#: recommendations at once
MOST = 5
#: the chance that a bet needs for each risk: who is careful gets what comes in at least every
#: other time; who has said nothing takes any
LEAST_CHANCE = {"low": 0.5, "medium": 0.25, "high": 0.0}
#: parts of the forecast told as reasons, and the smallest change of a chance that is one
FACTORS, MATTERS = 2, 0.005

#: why there is nothing to recommend
Nothing = Literal["no_match", "no_prices", "no_value", "set_aside", "self_excluded", "held_back"]
_NOTHING: dict[Nothing, str] = {
    "no_match": "No coming match is known there.",
    "no_prices": "No odds of these matches are known, so nothing can be called worth it.",
    "no_value": "At the best odds known none of these matches is value: no bet.",
    "set_aside": "What is value here lies outside the odds, markets or risk that you have set.",
}


class Because(Frozen):
    """One reason for a recommendation."""

    #: "value", "favourite_team", "favourite_league", "favourite_market", "odds_range", "risk", or
    #: "forecast": a part of why the model thinks so
    code: str
    text: str
    #: of a forecast's reason, its name in the prediction's explanation
    factor: str | None = None


class Recommendation(Frozen):
    """A bet that is worth a look, never more than that."""

    match_id: str
    home_team: str
    away_team: str
    league: str
    date: dt.date
    #: None where only the day is known
    kickoff: AwareDatetime | None
    selection: Selection
    market: str
    outcome: str
    #: the bet in English
    name: str
    odds: Price
    odds_source: str
    #: the lower of our chance, with the market weighed in, and the market's
    probability: Probability
    our_price: Price
    #: the market's average without its margin; None where it says nothing of this
    their_price: Price | None
    #: mean profit of one unit staked, by that probability
    expected_value: float
    #: within the user's bankroll, limit and risk
    stake: Stake
    reasons: list[Because]


class Recommendations(Frozen):
    """What is worth a look, the user's favourites first, then by expected value."""

    recommendations: list[Recommendation]
    #: coming matches looked at, and those of them with odds
    matches: int
    priced: int
    #: prices that are value, and those of them outside what the user has set
    value: int
    set_aside: int
    #: None where something is recommended
    reason: Nothing | None
    text: str
    as_of: AwareDatetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What recommendations are made from: offers with their reasons, and what was looked at."""

    offers: tuple[tuple[ValueOffer, tuple[Because, ...]], ...] = ()
    priced: int = 0
    value: int = 0


async def recommend(desk: Desk, matches: Sequence[MatchInfo]) -> Recommendations:
    """Return what is worth the user's while in coming matches.

    Raises
    ------
    HeldBack
        When advice is kept from the user.
    """
    preferences = await hold_back(desk)
    ahead = [match for match in matches if match.status == "scheduled"]
    found = Found()
    for match in ahead:
        found = await _look_at(desk, match, preferences, found)
    chosen = sorted(found.offers, key=lambda each: _place(*each))[:MOST]
    stakes = await _stakes(desk, [offer for offer, _ in chosen])
    listed = [
        _recommendation(offer, stake, reasons)
        for (offer, reasons), stake in zip(chosen, stakes, strict=True)
    ]
    reason = None if listed else _why_nothing(len(ahead), found)
    return Recommendations(
        recommendations=listed,
        matches=len(ahead),
        priced=found.priced,
        value=found.value,
        set_aside=found.value - len(found.offers),
        reason=reason,
        text=_NOTHING[reason] if reason else "Worth a look: each of these may still lose.",
        as_of=desk.as_of,
    )


async def advise(desk: Desk, matches: Sequence[MatchInfo]) -> Recommendations:
    """Return what `recommend` does; for a user from whom advice is kept nothing, and why."""
    try:
        return await recommend(desk, matches)
    except HeldBack as error:
        excluded = error.data.get("reason") == "self_excluded"
        return nothing_for("self_excluded" if excluded else "held_back", str(error), desk.as_of)


def nothing_for(reason: Nothing, text: str, as_of: dt.datetime) -> Recommendations:
    """Return the empty list with its reason."""
    return Recommendations(
        recommendations=[], matches=0, priced=0, value=0, set_aside=0,
        reason=reason, text=text, as_of=as_of,
    )  # fmt: skip


async def _look_at(desk: Desk, match: MatchInfo, preferences: PreferenceSet, found: Found) -> Found:
    """Return what was found before, and what this match adds."""
    try:
        prediction = await desk.forecaster.predict(match)
        offers = await value_offers(desk, match)
    except (ToolError, KnowledgeError, MlError):
        return found  # a match without a forecast has nothing to recommend; the others have
    if offers is None:
        return found
    wanted = tuple(
        (offer, _reasons(offer, match, prediction, preferences))
        for offer in offers
        if _is_wanted(offer, preferences)
    )
    return replace(
        found,
        offers=found.offers + wanted,
        priced=found.priced + 1,
        value=found.value + len(offers),
    )


def _is_wanted(offer: ValueOffer, preferences: PreferenceSet) -> bool:
    """Whether a bet lies within the odds, markets and risk that the user has set."""
    low, high = preferences.odds_min or 1.0, preferences.odds_max or float("inf")
    markets = preferences.favourite_markets
    return (
        low <= offer.offer.price <= high
        and (not markets or OUTCOMES[offer.selection][0] in markets)
        and offer.opinion.cautious >= LEAST_CHANCE[preferences.risk or "high"]
    )


def _reasons(
    offer: ValueOffer, match: MatchInfo, prediction: PredictionObject, preferences: PreferenceSet
) -> tuple[Because, ...]:
    teams = [
        name for name in (match.home.name, match.away.name) if name in preferences.favourite_teams
    ]
    reasons = [Because(code="value", text="The price beats both ours and the market's fair one.")]
    reasons += [
        Because(code="favourite_team", text=f"{name} is one of your clubs.") for name in teams
    ]
    if {match.league_id, match.league_name} & set(preferences.favourite_leagues):
        reasons.append(Because(code="favourite_league", text=f"You follow {match.league_name}."))
    if OUTCOMES[offer.selection][0] in preferences.favourite_markets:
        reasons.append(Because(code="favourite_market", text="It is one of your markets."))
    if preferences.odds_min or preferences.odds_max:
        reasons.append(Because(code="odds_range", text="The odds are within your range."))
    if preferences.risk in ("low", "medium"):
        reasons.append(Because(code="risk", text=f"It fits your risk, {preferences.risk}."))
    return tuple(reasons + _of_forecast(offer, prediction))


def _of_forecast(offer: ValueOffer, prediction: PredictionObject) -> list[Because]:
    """Return what of the forecast speaks for a club's win, the strongest first."""
    way = {"home": 1.0, "away": -1.0}.get(offer.selection)
    if way is None:
        return []
    leaning = [part for part in prediction.explanation if part.effect * way >= MATTERS]
    leaning.sort(key=lambda part: -abs(part.effect))
    return [
        Because(code="forecast", text=part.text, factor=part.factor) for part in leaning[:FACTORS]
    ]


def _place(offer: ValueOffer, reasons: Sequence[Because]) -> tuple[bool, float]:
    """Return the order of a recommendation: the user's clubs and leagues first, then by worth."""
    liked = {"favourite_team", "favourite_league"} & {each.code for each in reasons}
    return not liked, -offer.expected_value


async def _stakes(desk: Desk, offers: Sequence[ValueOffer]) -> list[Stake]:
    """Return the stakes on bets of their own, all together within the user's limit."""
    if not offers:
        return []
    legs = [
        WantedLeg(
            match_id=each.pairing.match.id if each.pairing.match else None,
            bet=each.selection,
            price=each.offer.price,
        )
        for each in offers
    ]
    slip = (await judge_slip(desk, legs, size=1)).slip
    stakes = [slip.stake] if slip.stake else [leg.stake for leg in slip.legs]
    return [stake for stake in stakes if stake is not None]


def _recommendation(offer: ValueOffer, stake: Stake, reasons: Sequence[Because]) -> Recommendation:
    pairing, opinion = offer.pairing, offer.opinion
    market, outcome = OUTCOMES[offer.selection]
    return Recommendation(
        match_id=pairing.match.id if pairing.match else "",
        home_team=pairing.home.name,
        away_team=pairing.away.name,
        league=pairing.league,
        date=pairing.date,
        kickoff=pairing.kickoff,
        selection=offer.selection,
        market=market,
        outcome=outcome,
        name=name_of(offer.selection, pairing),
        odds=offer.offer.price,
        odds_source=offer.offer.source,
        probability=opinion.cautious,
        our_price=1 / opinion.ours,
        their_price=None if opinion.consensus is None else 1 / opinion.consensus,
        expected_value=offer.expected_value,
        stake=stake,
        reasons=list(reasons),
    )


def _why_nothing(matches: int, found: Found) -> Nothing:
    if not matches:
        return "no_match"
    if not found.priced:
        return "no_prices"
    return "set_aside" if found.value else "no_value"
