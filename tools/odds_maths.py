"""The tool for odds without a match: margin, fair odds, expected value, Kelly's stake.

The chance is the user's own, or none: nothing here is a forecast. Knows no match and no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import Field

from knowledge.preferences import PreferenceSet
from tools.arguments import Arguments, OptionalAmount, OptionalText, read_price
from tools.desk import Desk
from tools.errors import BadArgument
from tools.facts import ToolResult
from tools.figures import Sheet, listed
from tools.holding_back import hold_back
from tools.market import MARGIN_METHOD, SIDES
from tools.stakes import Judged, stakes_within

#: prices of one market at most
MOST = 12
#: the user's own figures
OWN = "user"


class OddsMaths(Arguments):
    """Do the maths of odds where no match is named: margin, fair odds, expected value, Kelly stake.

    Give it all odds of one market, or one price and the user's own chance.
    """

    odds: OptionalText = Field(
        None, description="decimal odds parted by semicolons, like 1.85; 3.60; 4.20"
    )
    chance: OptionalText = Field(None, description="the user's own chance, like 55%")
    stake: OptionalAmount = Field(None, description="money that the user would stake on one price")


async def odds_maths(desk: Desk, asked: OddsMaths) -> ToolResult:
    """Tell what prices say by themselves, or are worth by the user's own chance."""
    prices = _read_prices(asked.odds) if asked.odds else []
    chance = _read_chance(asked.chance) if asked.chance else None
    if not prices and chance is None:
        raise BadArgument("Give odds, like 1.85; 3.60; 4.20, or a chance, like 55%.")
    if chance is not None and len(prices) > 1:
        raise BadArgument("A chance goes with one price.")
    sheet = Sheet("odds", as_of=desk.as_of.isoformat(), source=OWN)
    # the arithmetic of a market is nobody's advice; what a bet is worth, or brings, is
    of_a_bet = bool(prices) and (chance is not None or asked.stake is not None)
    preferences = await hold_back(desk) if of_a_bet else PreferenceSet()
    told = _tell_chance(sheet, chance) if chance is not None else []
    if len(prices) > 1:
        told += _tell_market(sheet, prices)
    elif prices:
        told += _tell_price(sheet, prices[0], chance, preferences)
        told += _tell_return(sheet, prices[0], asked.stake)
    return ToolResult(
        kind="odds_maths",
        text=" ".join(told),
        facts=sheet.facts,
        data={"outcomes": _names(prices), "priced": bool(prices), "own_chance": chance is not None},
    )


def _names(prices: Sequence[float]) -> list[str]:
    """Return the outcomes that prices are taken to be on: three are those of a match."""
    if len(prices) == len(SIDES):
        return list(SIDES)
    return [str(number) for number in range(1, len(prices) + 1)]


def _tell_chance(sheet: Sheet, chance: float) -> list[str]:
    own = sheet.add("own_chance", "price", chance, "probability")
    fair = sheet.add("fair_odds", "price", 1 / chance, "odds")
    return [f"A chance of {own} makes fair odds of {fair}."]


def _tell_market(sheet: Sheet, prices: Sequence[float]) -> list[str]:
    """Add the margin, and each outcome's chance and fair odds without it."""
    from ml import odds

    margin = sheet.add("margin", "odds", float(odds.margin(prices)), "share")
    told = []
    fair = odds.remove_margin(prices, MARGIN_METHOD)
    for name, price, chance in zip(_names(prices), prices, map(float, fair), strict=True):
        shown = sheet.add("price", name, price, "odds")
        without = sheet.add("implied", name, chance, "probability")
        odd = sheet.add("fair_odds", name, 1 / chance, "odds")
        told.append(f"{name} at {shown}: {without}, fair odds {odd}")
    return [f"The bookmaker's margin is {margin}. Without it: {listed(told)}."]


def _tell_return(sheet: Sheet, price: float, stake: float | None) -> list[str]:
    """Add what a stake brings back at a price, if it wins."""
    if not stake or stake <= 0:
        return []
    asked = sheet.add("stake", "asked", stake, "money")
    pays = sheet.add("stake", "pays", stake * price, "money")
    return [f"A stake of {asked} pays {pays} if it wins, the stake included."]


def _tell_price(
    sheet: Sheet, price: float, chance: float | None, preferences: PreferenceSet
) -> list[str]:
    shown = sheet.add("price", "price", price, "odds")
    need = sheet.add("break_even", "price", 1 / price, "probability")
    told = [f"A price of {shown} breaks even at a chance of {need}."]
    if chance is None:
        return told
    from ml.odds import edge, expected_value
    from ml.staking import kelly

    profit, full = float(expected_value(chance, price)), float(kelly(chance, price))
    points = sheet.add("edge", "price", float(edge(chance, price)), "points")
    worth = sheet.add("expected_value", "price", profit, "share")
    told.append(f"By the user's own chance: {points} above that, expected value {worth}.")
    if profit <= 0:
        return [*told, "No value, no bet: Kelly's stake is nothing."]
    bet = Judged(verdict="value", kelly=full, trusted=1.0, odds=price)
    (stake,) = stakes_within(preferences, [bet])
    whole = sheet.add("stake", "kelly", full, "share")
    told.append(f"Kelly's stake is {whole} of the bankroll, if that chance is right.")
    if stake.reason is None:
        share = sheet.add("stake", "share", stake.share, "share")
        limit = sheet.add("stake", "limit", stake.limit, "share")
        told.append(f"Within the user's limits (at most {limit}): {share}, a part of it.")
    return told


def _read_prices(text: str) -> list[float]:
    parts = [part for part in re.split(r"[;|\n]|,\s|\s+", text) if part.strip(" ,")]
    if len(parts) > MOST:
        raise BadArgument(f"odds takes the prices of one market, at most {MOST}.")
    try:
        return [read_price(part.strip(" ,")) for part in parts]
    except ValueError as error:
        raise BadArgument(f"odds {error}; part several by semicolons.") from error


def _read_chance(text: str) -> float:
    """Read "55%", "55", "0.55" as 0.55.

    Raises
    ------
    BadArgument
        When it is none, or not between 0 and 100 %.
    """
    found = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(%|per ?cent|szazalek|százalék)?\s*", text)
    number = float(found[1].replace(",", ".")) if found else 0.0
    chance = number if found and not found[2] and number < 1 else number / 100
    if not 0 < chance < 1:
        raise BadArgument("chance takes a per cent between 0 and 100, like 55%.")
    return chance
