"""The tool that prices a slip: a single, an accumulator or a system, and what to stake on it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from tools.arguments import Arguments, OptionalAmount, OptionalCount, OptionalPrice, OptionalText
from tools.bets import key_of, line_of, name_of_bet
from tools.desk import Desk
from tools.errors import BadArgument
from tools.facts import ToolResult
from tools.figures import Sheet, listed
from tools.judging import JudgedLeg, JudgedSlip, judge_slip
from tools.slip_legs import read_legs
from tools.slip_object import SlipObject
from tools.stakes import Stake
from tools.weighing import VERDICTS


class PriceSlip(Arguments):
    """Price a betting slip: a single, an accumulator of several matches, or a system (3 of 4).

    Use it when the user combines bets, asks for the chance or value of several together, or asks
    how much to stake.
    """

    legs: Annotated[str, Field(min_length=1, max_length=2000)] = Field(
        description="the bets, parted by semicolons, like "
        "Man United v Arsenal: away @1.60; Bayern v Wolfsburg: over 2.5 @1.45; "
        "a leg on every line of a system ends in fix"
    )
    size: OptionalCount = Field(
        None,
        description="legs of each line, fixed ones not counted, only for a system: 3 for 3 of 4; "
        "1 for singles",
    )
    date: OptionalText = Field(
        None, description="day of the matches, like 2024-05-12; leave out for the next ones"
    )
    total_odds: OptionalPrice = Field(
        None, description="decimal odds of the whole slip, only if the user named them"
    )
    stake: OptionalAmount = Field(None, description="money that the user would stake")
    bankroll: OptionalAmount = Field(
        None, description="all the money that the user has for betting, only if he named it now"
    )


async def price_slip(desk: Desk, asked: PriceSlip) -> ToolResult:
    """Price the slip, and tell a stake within the user's own limits."""
    from ml.errors import BadSelection, BadSlip

    try:
        judged = await judge_slip(
            desk,
            read_legs(asked.legs, day=asked.date),
            size=asked.size,
            total_odds=asked.total_odds,
            bankroll=asked.bankroll,
        )
    except BadSlip as error:
        raise BadArgument(str(error), reason="no_slip") from error
    except BadSelection as error:
        raise BadArgument(str(error), reason="no_bet") from error
    return tell_slip(desk, judged, stake=asked.stake)


def tell_slip(desk: Desk, judged: JudgedSlip, *, stake: float | None = None) -> ToolResult:
    """Return a judged slip as facts and sentences; `stake`: what the user would put on it."""
    whole = Sheet(_title(judged), as_of=desk.as_of.isoformat(), source=_source(judged.slip))
    legs = [_tell_leg(leg, desk) for leg in judged.legs]
    told = [*(sentence for _, sentence in legs), *_tell_whole(whole, judged.slip)]
    told += [*_tell_asked(whole, judged, stake), *_tell_stakes(whole, judged.slip)]
    if is_demo := any(leg.found.pairing.is_demo for leg in judged.legs):
        told.append("These are invented clubs of the demo league.")
    return ToolResult(
        kind="price_slip",
        text=" ".join(told),
        facts=[*(fact for sheet, _ in legs for fact in sheet.facts), *whole.facts],
        data={
            "legs": [_describe(leg) for leg in judged.legs],
            "size": judged.slip.size,
            "lines": judged.slip.lines,
            "verdict": judged.slip.verdict,
            "alone": any(
                leg.opinions.on_bet(leg.found.bet).consensus is None for leg in judged.legs
            ),
            "no_stake": judged.slip.stake.reason if judged.slip.stake else None,
            "apart": judged.slip.legs[0].stake is not None,
            "subject": _title(judged),
            "is_demo": is_demo,
        },
    )


def _title(judged: JudgedSlip) -> str:
    """Return what the slip is called in facts: "slip: Arsenal win + over 2.5 goals"."""
    return f"slip: {' + '.join(leg.name for leg in judged.slip.legs)}"


def _source(slip: SlipObject) -> str:
    return f"model {slip.model_version}"


def _describe(leg: JudgedLeg) -> dict[str, Any]:
    """Return what a writer needs to name a leg; its figures are facts."""
    pairing, bet = leg.found.pairing, leg.found.bet
    market, outcome = key_of(bet)
    return {
        "subject": pairing.title,
        "home": pairing.home.name,
        "away": pairing.away.name,
        "date": pairing.date.isoformat(),
        "hypothetical": pairing.match is None,
        "market": bet.market,
        "key": market,
        "outcome": outcome,
        "priced": leg.odds is not None,
        "fixed": leg.found.fixed,
    }


def _tell_leg(leg: JudgedLeg, desk: Desk) -> tuple[Sheet, str]:
    """Return the facts of a leg and its sentence."""
    pairing, bet = leg.found.pairing, leg.found.bet
    sheet = Sheet(
        pairing.title,
        as_of=desk.as_of.isoformat(),
        source=f"model {leg.opinions.model_version}",
    )
    market, outcome = key_of(bet)
    key = f"{market} {outcome}"
    chance = sheet.add(market, outcome, leg.chance, "probability")
    fair = sheet.add("fair_odds", key, 1 / max(leg.chance, 1e-4), "odds")
    if bet.line is not None:
        sheet.add("line", key, line_of(bet), "text")
    odds = ""
    if leg.odds is not None:
        odds = f" at {sheet.add('price', key, leg.odds, 'odds', source=leg.source)}"
    return sheet, (
        f"{name_of_bet(bet, pairing)} ({pairing.title}){odds}: chance {chance}, fair odds {fair}."
    )


def _tell_whole(sheet: Sheet, slip: SlipObject) -> list[str]:
    """Add the facts of the whole slip; return its sentences."""
    chance = sheet.add("slip", "probability", slip.probability, "probability")
    fair = sheet.add("slip", "fair_odds", slip.fair_odds, "odds")
    told = []
    if slip.lines > 1:
        lines = sheet.add("slip", "lines", slip.lines, "count")
        back = sheet.add("slip", "chance_of_return", slip.chance_of_return, "probability")
        size = sheet.add("slip", "size", slip.size, "count")
        fixed = [leg.name for leg in slip.legs if leg.fixed]
        legs = sheet.add("slip", "legs", len(slip.legs) - len(fixed), "count")
        always = f" and always {listed(fixed)}" if fixed else ""
        told.append(
            f"A system of {lines} lines, {size} of {legs}{always}: something comes back with a "
            f"chance of {back}."
        )
    if slip.offered_odds is None or slip.expected_value is None or slip.verdict is None:
        return [*told, f"All win with a chance of {chance}; fair odds {fair}; no odds are known."]
    offered = sheet.add("slip", "offered_odds", slip.offered_odds, "odds")
    profit = sheet.add("slip", "expected_value", slip.expected_value, "share")
    return [
        *told,
        f"All win with a chance of {chance}; fair odds {fair}, offered {offered}, expected value "
        f"{profit} of the stake: {VERDICTS[slip.verdict]}.",
    ]


def _tell_asked(sheet: Sheet, judged: JudgedSlip, staked: float | None) -> list[str]:
    """Add what the user's own stake would pay, and whether it is above his limit."""
    if staked is None:
        return []
    money = sheet.add("stake", "asked", staked, "money", source="user")
    if judged.slip.offered_odds is None:
        back = sheet.add("stake", "pays_fair", staked * judged.slip.fair_odds, "money")
        return [f"A stake of {money} would pay {back} at the fair odds if all win."]
    back = sheet.add("stake", "pays", staked * judged.slip.offered_odds, "money")
    told = [f"A stake of {money} would pay {back} if all win."]
    if judged.most is not None and staked > judged.most:
        most = sheet.add("stake", "most", judged.most, "money")
        told.append(f"That is more than the user's own limit allows, {most}.")
    return told


def _tell_stakes(sheet: Sheet, slip: SlipObject) -> list[str]:
    """Add the facts of the stakes; return their sentences."""
    if slip.stake is not None:
        limit = sheet.add("stake", "limit", slip.stake.limit, "share")
        return [_tell_stake(sheet, slip.stake, "share", "amount", "the slip", limit)]
    return [
        _tell_stake(sheet, leg.stake, str(place), f"amount {place}", leg.name, "the user's own")
        for place, leg in enumerate(slip.legs, start=1)
        if leg.stake is not None
    ]


def _tell_stake(
    sheet: Sheet, stake: Stake, share_name: str, amount_name: str, what: str, limit: str
) -> str:
    share = sheet.add("stake", share_name, stake.share, "share")
    if stake.reason == "no_value":
        return f"Stake {share} of the bankroll on {what}: there is no value to stake on."
    if stake.reason == "odds_range":
        return f"Stake {share} on {what}: its odds are outside the range that the user has set."
    amount = ""
    if stake.amount is not None:
        amount = f", {sheet.add('stake', amount_name, stake.amount, 'money')}"
    return (
        f"Stake at most {share} of the bankroll{amount}, on {what}: a part of Kelly's, shrunk by "
        f"what the chances may err by, never above the limit ({limit})."
    )
