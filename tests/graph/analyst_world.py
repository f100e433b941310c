"""A small football world for the analyst: clubs, fixtures and tools that answer from them.

The tools are a second implementation of the real ones: same names, arguments and facts, figures
from a table instead of a model. Today is Friday 2024-05-10.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from knowledge.naming import KnownTeam, Mention, TeamResolver, identify
from tools.facts import Fact, FactUnit, ToolResult
from tools.worth import Opinion

TODAY = dt.date(2024, 5, 10)
AS_OF = "2024-05-10T00:00:00+00:00"

#: country → clubs in their preferred spelling; nicknames and endings are the resolver's
CLUBS: Mapping[str, str] = {
    "E": "Man United|Man City|Arsenal|Chelsea|Liverpool|Tottenham|Newcastle|West Ham|Everton|Fulham"
    "|Brighton|Leeds|Sheffield United|Aston Villa|Wolves|Nott'm Forest|Crystal Palace|Leicester",
    "D": "Bayern Munich|Dortmund|Wolfsburg|Leverkusen|RB Leipzig|Stuttgart|FC Koln|Ein Frankfurt",
    "SP": "Real Madrid|Barcelona|Ath Madrid|Sociedad|Sevilla|Betis",
    "I": "Inter|Milan|Juventus|Roma|Napoli|Lazio",
    "F": "Paris SG|Marseille|Lyon|Monaco",
    "N": "Ajax|PSV Eindhoven|Feyenoord",
    "P": "Benfica|Porto|Sp Lisbon",
    "SC": "Celtic|Rangers",
    "HUN": "Ferencváros|Újpest|Debrecen|MTK|Puskás Akadémia|Honvéd|Paks",
}
SECOND_TIER = {"Leeds", "Leicester"}
LEAGUES = {
    "E": "E0",
    "D": "D1",
    "SP": "SP1",
    "I": "I1",
    "F": "F1",
    "N": "N1",
    "P": "P1",
    "SC": "SC0",
    "HUN": "HUN",
}

#: (league, home, away, date, kick-off or score)
MATCHES: tuple[tuple[str, str, str, str, str], ...] = (
    ("E0", "Man United", "Arsenal", "2024-05-12", "15:30"),
    ("E0", "Arsenal", "Everton", "2024-05-19", "15:00"),
    ("E0", "Chelsea", "Liverpool", "2024-05-11", "16:30"),
    ("E0", "Newcastle", "Brighton", "2024-05-11", "14:00"),
    ("E0", "Fulham", "Man City", "2024-05-11", "11:30"),
    ("E0", "Tottenham", "West Ham", "2024-05-11", "14:00"),
    ("D1", "Bayern Munich", "Wolfsburg", "2024-05-12", "15:30"),
    ("D1", "Dortmund", "Stuttgart", "2024-05-11", "13:30"),
    ("D1", "RB Leipzig", "Leverkusen", "2024-05-18", "13:30"),
    ("SP1", "Real Madrid", "Barcelona", "2024-05-11", "19:00"),
    ("I1", "Inter", "Milan", "2024-05-12", "18:45"),
    ("HUN", "Ferencváros", "Újpest", "2024-05-12", "17:00"),
    ("HUN", "MTK", "Debrecen", "2024-05-11", "15:00"),
    ("E0", "Arsenal", "Chelsea", "2024-04-23", "5-0"),
    ("E0", "Arsenal", "Liverpool", "2024-02-04", "3-1"),
    ("E0", "Everton", "Liverpool", "2024-04-24", "2-0"),
    ("D1", "Stuttgart", "Bayern Munich", "2024-05-04", "3-1"),
    ("E0", "Man City", "Arsenal", "2024-03-31", "0-0"),
)
LEAGUE_NAMES = {
    "E0": "Premier League",
    "D1": "Bundesliga",
    "SP1": "La Liga",
    "I1": "Serie A",
    "HUN": "NB I",
    "SC0": "Scottish Premiership",
    "N1": "Eredivisie",
    "P1": "Primeira Liga",
}


@cache
def resolver() -> TeamResolver:
    """Return the real resolver over the world's clubs."""
    return TeamResolver.build(
        KnownTeam(
            id=identify(country, name).team_id,
            name=name,
            country=country,
            league_id="E1" if name in SECOND_TIER else LEAGUES[country],
            tier=2 if name in SECOND_TIER else 1,
            newest_date=TODAY,
        )
        for country, names in CLUBS.items()
        for name in names.split("|")
    )


def spot(text: str) -> list[Mention]:
    """Find the world's clubs in a text."""
    return resolver().spot(text)


def clock() -> dt.datetime:
    """Return the world's now."""
    return dt.datetime.fromisoformat(AS_OF)


def _fact(subject: str, market: str, outcome: str, value: Any, unit: FactUnit) -> Fact:
    return Fact(
        subject=subject,
        market=market,
        outcome=outcome,
        value=value,
        unit=unit,
        as_of=AS_OF,
        source="test",
    )


def _match(row: tuple[str, str, str, str, str]) -> dict[str, Any]:
    league, home, away, date, last = row
    score = last if "-" in last else None
    return {
        "match_id": f"{home}-{date}",
        "home": home,
        "away": away,
        "league": league,
        "date": date,
        "kickoff": None if score else f"{date}T{last}:00+00:00",
        "status": "finished" if score else "scheduled",
        "score": score,
        "league_name": LEAGUE_NAMES[league],
        "is_demo": False,
    }


FIXTURES = tuple(map(_match, MATCHES))
PROBABILITIES = {"home": 0.197, "draw": 0.222, "away": 0.581}


def _resolve(kind: str, *names: str | None) -> ToolResult | None:
    for name in filter(None, names):
        meant = resolver().resolve(name)
        if meant.team is None:
            candidates = [team.name for team in meant.candidates]
            return ToolResult(
                kind=kind, text=f"No club is known as {name}.", found=False, candidates=candidates
            )
    return None


def _pairing(home: str, away: str, date: str | None) -> dict[str, Any] | None:
    for match in sorted(FIXTURES, key=lambda one: str(one["date"])):
        same = {match["home"], match["away"]} == {home, away}
        if same and (date == match["date"] or (date is None and match["status"] == "scheduled")):
            return {**match, "swapped": match["home"] != home, "hypothetical": False}
    if date is not None:
        return None
    return {
        "match_id": None,
        "home": home,
        "away": away,
        "league": "E0",
        "date": "2024-05-10",
        "league_name": "Premier League",
        "kickoff": None,
        "hypothetical": True,
        "swapped": False,
        "is_demo": False,
        "status": "scheduled",
    }


def _title(match: Mapping[str, Any]) -> str:
    return f"{match['home']} – {match['away']}, {match['date']}"


def forecast_facts(subject: str, chances: Mapping[str, float] = PROBABILITIES) -> list[Fact]:
    """Return the facts of a forecast; those beside 1X2 are made up but fixed."""
    home, draw, away = chances["home"], chances["draw"], chances["away"]
    rows: list[tuple[str, str, Any, FactUnit]] = [
        ("1x2", "home", home, "probability"),
        ("1x2", "draw", draw, "probability"),
        ("1x2", "away", away, "probability"),
        ("over_under_2.5", "over", 0.557, "probability"),
        ("over_under_2.5", "under", 0.443, "probability"),
        ("over_under_1.5", "over", 0.781, "probability"),
        ("over_under_1.5", "under", 0.219, "probability"),
        ("over_under_3.5", "over", 0.334, "probability"),
        ("over_under_3.5", "under", 0.666, "probability"),
        ("both_teams_score", "yes", 0.539, "probability"),
        ("both_teams_score", "no", 0.461, "probability"),
        ("double_chance", "1X", home + draw, "probability"),
        ("double_chance", "12", home + away, "probability"),
        ("double_chance", "X2", draw + away, "probability"),
        ("draw_no_bet", "home", home / (home + away), "probability"),
        ("draw_no_bet", "away", away / (home + away), "probability"),
        ("expected_goals", "home", 1.02, "goals"),
        ("expected_goals", "away", 1.83, "goals"),
        ("correct_score", "1-2", 0.097, "probability"),
        ("correct_score", "0-1", 0.093, "probability"),
        ("correct_score", "1-1", 0.107, "probability"),
        ("fair_odds", "home", 1 / home, "odds"),
        ("fair_odds", "draw", 1 / draw, "odds"),
        ("fair_odds", "away", 1 / away, "odds"),
        ("confidence", "model", 0.8, "share"),
    ]
    return [_fact(subject, *row) for row in rows]


def predict_match(
    home_team: str,
    away_team: str,
    date: str | None = None,
    league: str | None = None,
    score: str | None = None,
    bet: str | None = None,
    odds: str | None = None,
) -> ToolResult:
    """Forecast one match."""
    if missing := _resolve("predict_match", home_team, away_team):
        return missing
    match = _pairing(home_team, away_team, date)
    if match is None:
        ahead = [
            _title(one)
            for one in FIXTURES
            if {home_team, away_team} & {one["home"], one["away"]} and not one["score"]
        ]
        return ToolResult(
            kind="predict_match", text="No such match.", found=False, candidates=ahead[:3]
        )
    facts = forecast_facts(_title(match))
    if score:
        score = score[::-1] if match["swapped"] else score
        match = {**match, "asked_score": score}
        if score not in {fact.outcome for fact in facts}:
            facts.append(_fact(_title(match), "correct_score", score, 0.013, "probability"))
    if bet:
        told, named = _bet(bet, match)
        facts, match = [*facts, *told], {**match, "bet": named}
    if odds:
        facts += _difference(odds, match)
        difference = {"agreed": False, "reasons": []}
        match = {**match, "own_odds": True, "difference": difference}
    if match.get("score"):
        facts.append(_fact(_title(match), "result", "score", match["score"], "score"))
    return ToolResult(kind="predict_match", text="A forecast.", facts=facts, data=match)


def _bet(text: str, match: Mapping[str, Any]) -> tuple[list[Fact], dict[str, Any]]:
    """Return the facts and the names of one more bet: goals, half-time, or the away handicap."""
    title = _title(match)
    if "full-time" in text:
        pairs = {"away/away": 0.41, "draw/away": 0.16, "draw/draw": 0.12}
        told = [_fact(title, "half_time_full_time", *pair, "probability") for pair in pairs.items()]
        market = "half_time_full_time"
        return told, {"market": market, "key": market, "outcome": "both", "likeliest": [*pairs]}
    if text.startswith("half-time"):
        rows = {"home": 0.18, "draw": 0.39, "away": 0.43}
        told = [_fact(title, "half_time", *row, "probability") for row in rows.items()]
        return told, {"market": "half_time", "key": "half_time", "outcome": "home"}
    side, _, line = text.rpartition(" ")
    goals = side in ("over", "under")
    market = "over_under" if goals else "asian_handicap"
    outcome, against = (side, "under" if side == "over" else "over") if goals else ("away", "home")
    key = f"{market}_{line.lstrip('+-')}"
    told = [
        _fact(title, key, outcome, 0.313, "probability"),
        _fact(title, key, against, 0.687, "probability"),
        _fact(title, "fair_odds", f"{key} {outcome}", 3.195, "odds"),
        _fact(title, "line", f"{key} {outcome}", line, "text"),
        _fact(title, "line", f"{key} {against}", line.replace("-", "+"), "text"),
        _fact(title, "push", f"{key} {outcome}", 0.087, "probability"),
    ]
    names = {"market": market, "key": key, "outcome": outcome, "against": against}
    return told, {**names, "pushes": not line.endswith(".5")}


def _difference(odds: str, match: Mapping[str, Any]) -> list[Fact]:
    """Return the chances in three prices, their margin shared out alike, and ours less those."""
    prices = [1 / float(price) for price in odds.split("; ")]
    theirs = [price / sum(prices) for price in prices]
    rows = zip(("home", "draw", "away"), theirs, strict=True)
    return [
        fact
        for side, chance in rows
        for fact in (
            _fact(_title(match), "implied", side, chance, "probability"),
            _fact(_title(match), "gap", side, PROBABILITIES[side] - chance, "points"),
        )
    ]


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
    if missing := _resolve("compare_odds", home_team, away_team):
        return missing
    match = _pairing(home_team, away_team, date)
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
    facts += [_fact("slip", *figure) for figure in figures]
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


def _slip_leg(leg: str) -> tuple[dict[str, Any], list[Fact]]:
    """Return a leg's data and facts."""
    named, _, price = leg.removesuffix(" fix").partition(" @")
    match, _, bet = named.partition(": ")
    home, _, away = match.partition(" v ")
    subject, line = f"{home} – {away or 'another'}, 2024-05-12", bet.startswith("over")
    market, outcome = ("over_under_2.5", "over") if line else ("1x2", "home")
    key = f"{market} {outcome}"
    facts = [
        _fact(subject, market, outcome, 0.6, "probability"),
        _fact(subject, "fair_odds", key, 1 / 0.6, "odds"),
        *([_fact(subject, "line", key, "2.5", "text")] if line else []),
        *([_fact(subject, "price", key, float(price), "odds")] if price else []),
    ]
    data = {
        "subject": subject, "home": home, "away": away or "another", "date": "2024-05-12",
        "hypothetical": False, "market": market.partition("_2")[0], "key": market,
        "outcome": outcome, "priced": bool(price), "fixed": leg.endswith(" fix"),
    }  # fmt: skip
    return data, facts


def _compared(match: dict[str, Any], prices: Mapping[str, float]) -> ToolResult:
    subject = _title(match)
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
            _fact(subject, "price", name, price, "odds"),
            _fact(subject, *_SELECTIONS[name], chance, "probability"),
            _fact(subject, "break_even", name, 1 / price, "probability"),
            _fact(subject, "our_price", name, 1 / chance, "odds"),
            _fact(subject, "expected_value", name, opinion.expected_value(price), "share"),
        ]
        if consensus:
            facts.append(_fact(subject, "their_price", name, 1 / consensus, "odds"))
    if len(prices) == 3:
        facts.append(
            _fact(subject, "margin", "1x2", sum(1 / p for p in prices.values()) - 1, "share")
        )
    return ToolResult(
        kind="compare_odds", text="Compared.", facts=facts, data={**match, "verdict": verdict}
    )


def find_matches(
    team: str | None = None,
    opponent: str | None = None,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    status: str | None = None,
    limit: int = 10,
    favourites: bool = False,
) -> ToolResult:
    """List matches."""
    if missing := _resolve("find_matches", team, opponent):
        return missing
    rows = [
        one
        for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
        if (not team or team in (one["home"], one["away"]))
        and (not opponent or opponent in (one["home"], one["away"]))
        and (not league or league == one["league"])
        and (not date_from or one["date"] >= date_from)
        and (not date_to or one["date"] <= date_to)
        and (not status or status == one["status"])
    ]
    if status == "finished":
        rows.reverse()
    facts = [
        _fact(_title(one), "result", "score", one["score"], "score")
        if one["score"]
        else _fact(_title(one), "kickoff", "time", one["kickoff"], "time")
        for one in rows[:limit]
    ]
    if favourites:
        side = max(PROBABILITIES, key=lambda each: PROBABILITIES[each])
        facts += [
            _fact(_title(one), "1x2", side, PROBABILITIES[side], "probability")
            for one in rows[:limit]
        ]
        facts.append(_fact("matches", "favourites", "count", len(rows[:limit]), "count"))
    ahead = [
        _title(one)
        for one in FIXTURES
        if team and team in (one["home"], one["away"]) and not one["score"]
    ]
    return ToolResult(
        kind="find_matches",
        text="Matches.",
        facts=facts,
        found=bool(rows),
        candidates=() if rows else ahead,
        data={"matches": rows[:limit], "more": len(rows) > limit},
    )


def rank_matches(
    by: str,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    teams: str | None = None,
) -> ToolResult:
    """Put matches in order: all have the same chances."""
    matches = _coming(league, date_from, date_to)
    if teams:
        names = teams.split("; ")
        matches = [next(one for one in matches if n in (one["home"], one["away"])) for n in names]
    if not matches:
        nothing = {"reason": "no_match"}
        return ToolResult(kind="rank_matches", text="None.", found=False, data=nothing)
    selection = None if by in ("closest", "most_goals", "fewest_goals") else "away"
    facts = [_fact("matches", "ranking", "count", len(matches), "count")]
    for match in matches[:5]:
        title = _title(match)
        facts.append(_fact(title, "expected_goals", "total", 2.85, "goals"))
        facts += [fact for fact in forecast_facts(title) if fact.market in _RANKED]
    rows = [{**match, "selection": selection, "against": "1X"} for match in matches[:5]]
    data = {"by": by, "rows": rows, "more": False, "is_demo": False}
    return ToolResult(kind="rank_matches", text="Ranked.", facts=facts, data=data)


_RANKED = ("1x2", "double_chance", "over_under_2.5", "both_teams_score")


def recommend_bets(
    team: str | None = None,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
) -> ToolResult:
    """Recommend the away side of the first match in England; elsewhere nothing is value."""
    matches = [
        one
        for one in _coming(league, date_from, date_to)
        if not team or team in (one["home"], one["away"])
    ]
    counts = {"matches": len(matches), "priced": len(matches), "value": 1, "set_aside": 0}
    facts = [_fact("matches", "recommendations", *row, "count") for row in counts.items()]
    rows = [
        {
            **match,
            "selection": "away",
            "reasons": [
                {"code": "value", "factor": None},
                {"code": "forecast", "factor": "away_attack"},
            ],
        }
        for match in matches
        if match["league"] == "E0"
    ][:1]
    for row in rows:
        facts += [
            _fact(_title(row), "price", "away", 1.95, "odds"),
            _fact(_title(row), "our_price", "away", 1.72, "odds"),
            _fact(_title(row), "their_price", "away", 1.76, "odds"),
            _fact(_title(row), "expected_value", "away", 0.108, "share"),
            _fact(_title(row), "stake", "away", 0.013, "share"),
        ]
    reason = None if rows else "no_value" if matches else "no_match"
    data = {"recommendations": rows, "reason": reason, "is_demo": False}
    return ToolResult(kind="recommend_bets", text="Recommended.", facts=facts, data=data)


def odds_maths(odds: str | None = None, chance: str | None = None) -> ToolResult:
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
    facts = [_fact("odds", *row) for row in rows]
    data = {"outcomes": names, "priced": bool(prices), "own_chance": own is not None}
    return ToolResult(kind="odds_maths", text="Maths.", facts=facts, data=data)


def _coming(league: str | None, date_from: str | None, date_to: str | None) -> list[dict[str, Any]]:
    return [
        one
        for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
        if one["status"] == "scheduled"
        and (not league or league == one["league"])
        and (not date_from or one["date"] >= date_from)
        and (not date_to or one["date"] <= date_to)
    ]


def team_report(team: str, venue: str | None = None) -> ToolResult:
    """Tell how a club does."""
    if missing := _resolve("team_report", team):
        return missing
    counts = {
        "table": {
            "place": 2,
            "points": 83,
            "played": 36,
            "won": 26,
            "drawn": 5,
            "lost": 5,
            "goals_for": 88,
            "goals_against": 28,
        },
        "form": {"won": 5, "drawn": 0, "lost": 1, "goals_for": 17, "goals_against": 4},
        "streak": {
            "winning_now": 4,
            "winning_longest": 8,
            "unbeaten_now": 4,
            "unbeaten_longest": 11,
            "losing_now": 0,
            "losing_longest": 2,
            "clean_sheet_now": 1,
            "clean_sheet_longest": 3,
        },
        "record": {
            "home_won": 14,
            "home_drawn": 2,
            "home_lost": 2,
            "away_won": 12,
            "away_drawn": 3,
            "away_lost": 3,
        },
    }
    facts = [
        _fact(team, market, name, value, "place" if name == "place" else "count")
        for market, each in counts.items()
        for name, value in each.items()
    ]
    facts.append(_fact(team, "form", "letters", "WWWWLW", "text"))
    facts.append(_fact(team, "record", "biggest_win", "5-0", "score"))
    return ToolResult(
        kind="team_report",
        text="A report.",
        facts=facts,
        data={
            "team": team,
            "league_name": "Premier League",
            "season": "2023-24",
            "next_match": FIXTURES[0],
            "biggest_win": FIXTURES[13],
        },
    )


def league_table(league: str, season: str | None = None, date: str | None = None) -> ToolResult:
    """Tell a league table."""
    teams = [("Man City", 85, 36, 59), ("Arsenal", 83, 36, 60), ("Liverpool", 78, 36, 43)]
    rows = [
        {
            "place": place,
            "team": team,
            "points": points,
            "played": played,
            "goal_difference": difference,
        }
        for place, (team, points, played, difference) in enumerate(teams, start=1)
    ]
    facts = [
        _fact(str(row["team"]), "table", name, row[name], "count")
        for row in rows
        for name in ("place", "points", "played", "goal_difference")
    ]
    return ToolResult(
        kind="league_table",
        text="A table.",
        facts=facts,
        data={
            "league": league,
            "league_name": LEAGUE_NAMES.get(league, league),
            "date": date,
            "season": season or "2023-24",
            "rows": rows,
        },
    )


def season_outlook(league: str | None = None, team: str | None = None, top: int = 0) -> ToolResult:
    """Tell how a season may end."""
    if missing := _resolve("season_outlook", team):
        return missing
    if not league and not team:
        return ToolResult(
            kind="season_outlook", text="Which?", found=False, data={"reason": "which_league"}
        )
    places = [("title", 1, 1), ("champions_league", 1, 4), ("relegation", 18, 20)]
    places += [(f"top_{top}", 1, top)] if top else []
    clubs = [team] if team else ["Man City", "Arsenal", "Liverpool"]
    facts = [
        _fact("E0 2023-24", "season", "matches_left", 122, "count"),
        _fact("E0 2023-24", "season", "simulated", 10_000, "count"),
    ]
    for name, first, last in places:
        facts.append(_fact("E0 2023-24", "places", f"{name}_first", first, "place"))
        facts.append(_fact("E0 2023-24", "places", f"{name}_last", last, "place"))
        for number, club in enumerate(clubs):
            facts.append(_fact(club, "season", name, 0.46 - 0.11 * number, "probability"))
    if team:
        facts += [
            _fact(team, "table", "place", 3, "place"),
            _fact(team, "table", "points", 58, "count"),
        ]
        facts += [
            _fact(team, "season", "likeliest_place", 2, "place"),
            _fact(team, "season", "likeliest_place_chance", 0.47, "probability"),
            *(
                _fact(team, "season", f"points_{name}", points, "count")
                for name, points in (("low", 77), ("middle", 84), ("high", 91))
            ),
        ]
    return ToolResult(
        kind="season_outlook",
        text="An outlook.",
        facts=facts,
        data={
            "league": league or "E0",
            "league_name": LEAGUE_NAMES.get(league or "E0", league),
            "season": "2023-24",
            "state": "under_way",
            "note": None,
            "cut_short": None,
            "team": team,
            "rewards": [
                {"name": name, "first": first, "last": last, "teams": clubs}
                for name, first, last in places
            ],
        },
    )


def head_to_head(team: str, opponent: str) -> ToolResult:
    """Tell the meetings of two clubs."""
    if missing := _resolve("head_to_head", team, opponent):
        return missing
    counts = {"played": 20, "won": 9, "drawn": 5, "lost": 6, "goals_for": 31, "goals_against": 27}
    met = [
        one for one in FIXTURES if {one["home"], one["away"]} == {team, opponent} and one["score"]
    ]
    facts = [
        _fact(f"{team} – {opponent}", "head_to_head", name, value, "count")
        for name, value in counts.items()
    ]
    facts += [_fact(_title(one), "result", "score", one["score"], "score") for one in met]
    return ToolResult(
        kind="head_to_head",
        text="Meetings.",
        facts=facts,
        data={"team": team, "opponent": opponent, "matches": met},
    )


def track_record(
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    market: str | None = None,
) -> ToolResult:
    """Tell how good the forecasts were; nothing has been forecast before the season."""
    subject, waiting = "track record", _fact("track record", "settled", "waiting", 3, "count")
    document: dict[str, Any] = {"market": market or "1x2", "league": league, "beside": {}}
    if date_to and date_to < "2023-08-01":
        return ToolResult(kind="track_record", text="Nothing.", facts=[waiting], data=document)
    standing = {"base_rates": "better", "prematch": "unclear", "closing": "worse"}
    rows: list[tuple[str, str, Any, FactUnit]] = [
        ("settled", "matches", 412, "count"),
        ("settled", "first", "2023-08-11", "date"),
        ("settled", "last", "2024-05-06", "date"),
        ("hit_rate", "model", 0.523, "probability"),
        ("calibration_error", "model", 0.018, "probability"),
        ("rps", "model", 0.2, "loss"),
        ("rps", "base_rates", 0.202, "loss"),
        ("rps", "prematch", 0.204, "loss"),
        ("rps", "closing", 0.206, "loss"),
        ("tips", "judged", 31, "count"),
        ("tips", "closing_value", -0.021, "share"),
        ("tips_low", "closing_value", -0.043, "share"),
        ("tips_high", "closing_value", 0.001, "share"),
        ("tips", "beat_closing", 0.29, "probability"),
        ("value_tips", "judged", 1, "count"),
        ("value_tips", "settled", 1, "count"),
        ("value_tips", "profit", 1.2, "share"),
    ]
    facts = [waiting, *(_fact(subject, *row) for row in rows)]
    document["beside"] = standing
    return ToolResult(kind="track_record", text="A record.", facts=facts, data=document)


def get_preferences() -> ToolResult:
    """Tell what is set."""
    return ToolResult(
        kind="get_preferences",
        text="Preferences.",
        data={"preferences": {"favourite_teams": ["Arsenal"], "risk": "low", "bankroll": None}},
    )


def set_preference(name: str, value: str, change: str | None = None) -> ToolResult:
    """Set one preference."""
    shown = ", ".join(LEAGUE_NAMES.get(part, part) for part in value.split(", "))
    is_share = name == "max_stake_share"
    kept = float(value) if value.isdigit() or is_share else shown
    unit: FactUnit = "probability" if is_share else "text"
    facts = [_fact("you", "preference", name, kept if is_share else str(kept), unit)]
    document = {"preferences": {name: kept}}
    return ToolResult(kind="set_preference", text="Set.", facts=facts, data=document)


def search_insights(query: str | None = None, team: str | None = None) -> ToolResult:
    """Search insights."""
    return ToolResult(
        kind="search_insights",
        text="Found.",
        data={
            "insights": [
                {"id": "i1", "text": "Saka is injured", "created_at": "2024-05-09T10:00:00+00:00"}
            ]
        },
    )


def save_insight(text: str, team: str | None = None, opponent: str | None = None) -> ToolResult:
    """Save an insight."""
    return ToolResult(kind="save_insight", text="Saved.", data={"insight_id": "i2"})


def forget(what: str) -> ToolResult:
    """Forget something; everything is asked back about."""
    if what in ("everything", "notes"):
        kept = {"preferences": 2, "notes": 1}
        facts = [_fact("you", "kept", name, count, "count") for name, count in kept.items()]
        data = {"confirm": True, "notes_only": what == "notes", "kept": kept}
        return ToolResult(kind="forget", text="Not yet.", facts=facts, data=data)
    return ToolResult(kind="forget", text="Gone.", data={"forgotten_note": "Saka is injured"})


TOOLS: tuple[Callable[..., ToolResult], ...] = (
    predict_match,
    compare_odds,
    price_slip,
    odds_maths,
    find_matches,
    rank_matches,
    recommend_bets,
    team_report,
    league_table,
    season_outlook,
    head_to_head,
    track_record,
    get_preferences,
    set_preference,
    search_insights,
    save_insight,
    forget,
)


def world_tools() -> list[BaseTool]:
    """Return them as LangChain tools."""
    return [_tool(one) for one in TOOLS]


def _tool(function: Callable[..., ToolResult]) -> BaseTool:
    def call(**given: Any) -> tuple[str, dict[str, Any]]:
        result = function(**given)
        return result.text, result.to_dict()

    call.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    call.__annotations__ = dict(function.__annotations__)
    return StructuredTool.from_function(
        call,
        name=function.__name__,
        description=function.__doc__ or "",
        infer_schema=False,
        args_schema=_schema(function),
        response_format="content_and_artifact",
    )


def _schema(function: Callable[..., ToolResult]) -> Any:
    from pydantic import create_model

    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (parameter.annotation, default)
    return create_model(function.__name__, **fields)
