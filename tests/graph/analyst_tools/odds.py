"""Odds beside the chances of `forecasting`, and the maths of odds without a match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.graph.analyst_tools.forecasting import forecast_facts
from tests.graph.analyst_world import fact_of, pairing, title_of, unknown
from tools.facts import FactUnit, ToolResult
from tools.worth import Opinion

_SELECTIONS = {
    "home": ("1x2", "home"),
    "draw": ("1x2", "draw"),
    "away": ("1x2", "away"),
    "over_2_5": ("over_under_2.5", "over"),
    "under_2_5": ("over_under_2.5", "under"),
    "btts_yes": ("both_teams_score", "yes"),
    "btts_no": ("both_teams_score", "no"),
    "1X": ("double_chance", "1X"),
    "12": ("double_chance", "12"),
    "X2": ("double_chance", "X2"),
}
_MARKET_PRICES = {"home": 5.2, "draw": 4.6, "away": 1.57}


def compare_odds(
    home_team: str,
    away_team: str,
    date: str | None = None,
    selection: str | None = None,
    price: float | None = None,
    home_odds: float | None = None,
    draw_odds: float | None = None,
    away_odds: float | None = None,
) -> ToolResult:
    """Set odds beside the model."""
    if missing := unknown("compare_odds", home_team, away_team):
        return missing
    match = pairing(home_team, away_team, date)
    if match is None:
        return ToolResult(kind="compare_odds", text="No such match.", found=False)
    if match["swapped"]:
        home_odds, away_odds = away_odds, home_odds
        selection = {"home": "away", "away": "home"}.get(selection or "", selection)
    prices = {"home": home_odds, "draw": draw_odds, "away": away_odds}
    prices = {side: given for side, given in prices.items() if given}
    if selection and price:
        prices[selection] = price
    source = "user" if prices else "odds avg prematch"
    if not prices:
        prices = (
            {selection: _MARKET_PRICES[selection]}
            if selection in _MARKET_PRICES
            else dict(_MARKET_PRICES)
        )
    found = {name: given for name, given in prices.items() if given}
    return _compared({**match, "price_source": source}, found)


def _compared(match: dict[str, Any], prices: Mapping[str, float]) -> ToolResult:
    subject = title_of(match)
    chances = {
        (f.market, f.outcome): float(f.value)
        for f in forecast_facts(subject)
        if f.unit == "probability"
    }
    facts, verdict = [], {}
    for name, price in prices.items():
        chance = chances[_SELECTIONS[name]]
        # the market thinks as the model does, but says nothing of whether both score
        consensus = None if name.startswith("btts") else chance
        opinion = Opinion(model=chance, together=chance, consensus=consensus, confidence=0.8)
        verdict[name] = opinion.verdict(price)
        facts += [
            fact_of(subject, "price", name, price, "odds"),
            fact_of(subject, *_SELECTIONS[name], chance, "probability"),
            fact_of(subject, "break_even", name, 1 / price, "probability"),
            fact_of(subject, "our_price", name, 1 / chance, "odds"),
            fact_of(subject, "expected_value", name, opinion.expected_value(price), "share"),
        ]
        if consensus:
            facts.append(fact_of(subject, "their_price", name, 1 / consensus, "odds"))
    if len(prices) == 3:
        facts.append(
            fact_of(subject, "margin", "1x2", sum(1 / p for p in prices.values()) - 1, "share")
        )
    return ToolResult(
        kind="compare_odds", text="Compared.", facts=facts, data={**match, "verdict": verdict}
    )


def odds_maths(
    odds: str | None = None, chance: str | None = None, stake: float | None = None
) -> ToolResult:
    """Do the maths of odds, the margin shared out alike."""
    prices = [float(price) for price in odds.split("; ")] if odds else []
    names = ["home", "draw", "away"] if len(prices) == 3 else ["1", "2"][: len(prices)]
    rows: list[tuple[str, str, Any, FactUnit]] = []
    if len(prices) > 1:
        book = sum(1 / price for price in prices)
        rows.append(("margin", "odds", book - 1, "share"))
        for name, price in zip(names, prices, strict=True):
            rows += [
                ("price", name, price, "odds"),
                ("implied", name, 1 / price / book, "probability"),
                ("fair_odds", name, price * book, "odds"),
            ]
    own = float(chance.rstrip("%")) / 100 if chance else None
    if own:
        rows += [
            ("own_chance", "price", own, "probability"),
            ("fair_odds", "price", 1 / own, "odds"),
        ]
    if len(prices) == 1:
        rows += [
            ("price", "price", prices[0], "odds"),
            ("break_even", "price", 1 / prices[0], "probability"),
        ]
        if stake:
            rows += [
                ("stake", "asked", stake, "money"),
                ("stake", "pays", stake * prices[0], "money"),
            ]
        if own:
            profit = own * prices[0] - 1
            rows += [
                ("edge", "price", own - 1 / prices[0], "points"),
                ("expected_value", "price", profit, "share"),
            ]
            if profit > 0:
                kelly = profit / (prices[0] - 1)
                rows += [
                    ("stake", "kelly", kelly, "share"),
                    ("stake", "share", min(kelly / 4, 0.02), "share"),
                    ("stake", "limit", 0.02, "share"),
                ]
    facts = [fact_of("odds", *row) for row in rows]
    data = {"outcomes": names, "priced": bool(prices), "own_chance": own is not None}
    return ToolResult(kind="odds_maths", text="Maths.", facts=facts, data=data)
