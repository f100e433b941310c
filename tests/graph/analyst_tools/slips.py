"""A slip, whose every leg has the same chance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.graph.analyst_world import coming, fact_of
from tools.facts import Fact, FactUnit, ToolResult


def price_slip(
    legs: str,
    size: int | None = None,
    date: str | None = None,
    total_odds: float | None = None,
    stake: float | None = None,
    bankroll: float | None = None,
) -> ToolResult:
    """Price a slip: each leg's club wins with the same chance."""
    told = [_slip_leg(leg) for leg in legs.split("; ")]
    count, priced = len(told), all(leg["priced"] for leg, _ in told)
    facts = [fact for _, leg_facts in told for fact in leg_facts]
    figures: list[tuple[str, str, float, FactUnit]] = [
        ("slip", "probability", 0.6**count, "probability"),
        ("slip", "fair_odds", 0.6**-count, "odds"),
        ("slip", "lines", count, "count"),
        ("slip", "size", size or count, "count"),
        ("slip", "legs", count, "count"),
        ("slip", "chance_of_return", 0.7, "probability"),
        ("slip", "offered_odds", 1.8**count, "odds"),
        ("slip", "expected_value", 1.08**count - 1, "share"),
        ("stake", "share", 0.012, "share"),
        ("stake", "limit", 0.02, "share"),
    ]
    if stake:
        figures += [("stake", "asked", stake, "money"), ("stake", "pays", stake * 2, "money")]
    if bankroll:
        figures += [("stake", "amount", 0.012 * bankroll, "money")]
    facts += [fact_of("slip", *figure) for figure in figures]
    data = {
        "legs": [leg for leg, _ in told],
        "size": size or count,
        "lines": count if size else 1,
        "verdict": "value" if priced else None,
        "alone": False,
        "apart": False,
        "no_stake": None,
        "is_demo": False,
    }
    return ToolResult(kind="price_slip", text="Priced.", facts=facts, data=data)


def compose_slip(
    legs: int | None = None,
    odds_from: float | None = None,
    odds_to: float | None = None,
    total_from: float | None = None,
    total_to: float | None = None,
    bets: str | None = None,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    without: str | None = None,
    stake: float | None = None,
    bankroll: float | None = None,
) -> ToolResult:
    """Make up a slip: the home sides of the first matches win, at 1.80 each."""
    leagues = league.split("; ") if league else [None]
    out = without.split("; ") if without else []
    matches = [
        one
        for each in leagues
        for one in coming(each, date_from, date_to)
        if one["home"] not in out and one["away"] not in out
    ]
    count = legs or 3
    if not matches:
        nothing = {"reason": "no_match"}
        return ToolResult(kind="compose_slip", text="None.", found=False, data=nothing)
    asked = {
        "matches": len(matches), "legs": count, "odds_from": odds_from, "odds_to": odds_to,
        "total_from": total_from and total_from * 0.9, "total_to": total_to and total_to * 1.1,
    }  # fmt: skip
    facts = [
        fact_of("slip conditions", "composed", name, value, "odds" if "_" in name else "count")
        for name, value in asked.items()
        if value is not None
    ]
    if len(matches) < count:
        facts.append(fact_of("slip conditions", "composed", "fitting", len(matches), "count"))
        nothing = {"reason": "too_few_legs"}
        return ToolResult(kind="compose_slip", text="Few.", facts=facts, found=False, data=nothing)
    legs_written = [f"{one['home']} v {one['away']}: home @1.8" for one in matches[:count]]
    priced = price_slip("; ".join(legs_written), stake=stake, bankroll=bankroll)
    data = {**priced.data, "basis": "prices", "met": True, "whole": total_from is not None}
    return replace(priced, kind="compose_slip", facts=[*priced.facts, *facts], data=data)


def _slip_leg(leg: str) -> tuple[dict[str, Any], list[Fact]]:
    """Return a leg's data and facts."""
    named, _, price = leg.removesuffix(" fix").partition(" @")
    match, _, bet = named.partition(": ")
    home, _, away = match.partition(" v ")
    subject, line = f"{home} – {away or 'another'}, 2024-05-12", bet.startswith("over")
    market, outcome = ("over_under_2.5", "over") if line else ("1x2", "home")
    key = f"{market} {outcome}"
    facts = [
        fact_of(subject, market, outcome, 0.6, "probability"),
        fact_of(subject, "fair_odds", key, 1 / 0.6, "odds"),
        *([fact_of(subject, "line", key, "2.5", "text")] if line else []),
        *([fact_of(subject, "price", key, float(price), "odds")] if price else []),
    ]
    data = {
        "subject": subject, "home": home, "away": away or "another", "date": "2024-05-12",
        "hypothetical": False, "market": market.partition("_2")[0], "key": market,
        "outcome": outcome, "priced": bool(price), "fixed": leg.endswith(" fix"),
    }  # fmt: skip
    return data, facts
