"""The tool that recommends: what is worth the user's while, with reasons, or why nothing is."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from knowledge.matches import MatchInfo
from tools.arguments import Arguments, OptionalText
from tools.coming import coming_matches, next_match_of, read_span
from tools.desk import Desk
from tools.facts import Fact, ToolResult
from tools.figures import Sheet
from tools.holding_back import hold_back
from tools.recommending import Recommendation, Recommendations, recommend

#: matches looked at for one answer
LOOKED_AT = 60


class RecommendBets(Arguments):
    """Recommend bets that suit the user's own settings, with reasons, or say that there are none.

    Use it when the user asks what to bet on, or for value in some days, a league or a match.
    """

    team: OptionalText = Field(None, description="a club, to look at its next match alone")
    league: OptionalText = Field(None, description="a league, like Premier League or E0")
    date_from: OptionalText = Field(None, description="first day, like 2024-05-11")
    date_to: OptionalText = Field(None, description="last day; same as date_from for one day")


async def recommend_bets(desk: Desk, asked: RecommendBets) -> ToolResult:
    """Look for value within the user's settings."""
    await hold_back(desk)
    first, last = read_span(asked.date_from, asked.date_to, today=desk.today)
    matches: list[MatchInfo]
    if asked.team:
        matches = [await next_match_of(desk, asked.team, first, last if asked.date_to else None)]
    else:
        found = await coming_matches(desk, first, last, league=asked.league, limit=LOOKED_AT)
        matches = list(found.matches)
    advice = await recommend(desk, matches)
    told, facts = tell_advice(advice)
    return ToolResult(
        kind="recommend_bets",
        text=told,
        facts=facts,
        data={
            "recommendations": [_row(each) for each in advice.recommendations],
            "reason": advice.reason,
            "is_demo": any(match.is_demo for match in matches),
        },
    )


def tell_advice(advice: Recommendations) -> tuple[str, list[Fact]]:
    """Return recommendations in words, and the facts that the words rest on."""
    counted = Sheet("matches", as_of=advice.as_of.isoformat(), source="fixtures")
    for name in ("matches", "priced", "value", "set_aside"):
        counted.add("recommendations", name, getattr(advice, name), "count")
    sheets = [_sheet(each, advice) for each in advice.recommendations]
    facts = [fact for sheet in sheets for fact in sheet.facts]
    return _told(advice, sheets, counted), [*facts, *counted.facts]


def _sheet(each: Recommendation, advice: Recommendations) -> Sheet:
    """Return what is told of a recommendation as facts."""
    sheet = Sheet(_title(each), as_of=advice.as_of.isoformat(), source="recommendation")
    sheet.add("price", each.selection, each.odds, "odds", source=each.odds_source)
    sheet.add("our_price", each.selection, each.our_price, "odds")
    if each.their_price is not None:
        sheet.add("their_price", each.selection, each.their_price, "odds")
    sheet.add("expected_value", each.selection, each.expected_value, "share")
    sheet.add("stake", each.selection, each.stake.share, "share")
    if each.stake.amount is not None:
        sheet.add("stake_amount", each.selection, each.stake.amount, "money")
    return sheet


def _title(each: Recommendation) -> str:
    return f"{each.home_team} – {each.away_team}, {each.date.isoformat()}"


def _row(each: Recommendation) -> dict[str, Any]:
    """Return the names in a recommendation as plain JSON."""
    return {
        "match_id": each.match_id,
        "home": each.home_team,
        "away": each.away_team,
        "league": each.league,
        "date": each.date.isoformat(),
        "selection": each.selection,
        "reasons": [reason.model_dump() for reason in each.reasons],
    }


def _told(advice: Recommendations, sheets: list[Sheet], counted: Sheet) -> str:
    looked = counted.shown("recommendations", "matches")
    priced = counted.shown("recommendations", "priced")
    lead = f"{looked} matches looked at, {priced} with odds known. {advice.text}"
    rows = []
    for each, sheet in zip(advice.recommendations, sheets, strict=True):
        price, worth, stake = (
            sheet.shown(market, each.selection) for market in ("price", "expected_value", "stake")
        )
        why = " ".join(reason.text for reason in each.reasons)
        rows.append(
            f"{each.name} in {_title(each)} at {price}: expected value {worth}, stake at most "
            f"{stake} of the bankroll. {why}"
        )
    return " ".join([lead, *rows])
