"""The tool that forecasts one match."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import Field

from tools.arguments import Arguments, OptionalText, Text, read_day, read_price
from tools.asked_bet import tell_bet
from tools.competitions import find_league
from tools.desk import Desk
from tools.differing import Difference, difference_of
from tools.errors import BadArgument, NoForecast
from tools.facts import ToolResult
from tools.figures import Sheet, listed
from tools.holding_back import is_held_back
from tools.market import SIDES, Prices, check_one_offer
from tools.pairings import Pairing, find_pairing
from tools.prediction import PredictionObject

if TYPE_CHECKING:
    from ml.grid import ScoreGrid

#: likeliest scores that are told
SCORES = 3
#: where the chances in prices are from
PRICES = "odds before kick-off"


class PredictMatch(Arguments):
    """Forecast one football match: chance of home win, draw and away win, goals, likely scores.

    Use it when the user asks who wins, how likely a result is, what to expect of a match, why, or
    why the forecast differs from the odds.
    """

    home_team: Text = Field(description="the home club, as the user wrote it")
    away_team: Text = Field(description="the away club, as the user wrote it")
    date: OptionalText = Field(
        None, description="day of the match, like 2024-05-12; leave out for their next match"
    )
    league: OptionalText = Field(None, description="the league, only if the user named one")
    score: OptionalText = Field(
        None, description="an exact score to tell the chance of, home goals first, like 2-1"
    )
    bet: OptionalText = Field(
        None,
        description="one more bet to tell the chance of: over 4.5, Arsenal -1.5, Arsenal over 1.5, "
        "Arsenal to nil, odd, half-time Arsenal, half-time/full-time",
    )
    odds: OptionalText = Field(
        None, description="the user's odds of home win, draw and away win, like 1.85; 3.6; 4.2"
    )


async def predict_match(desk: Desk, asked: PredictMatch) -> ToolResult:
    """Forecast one match; a match already played also gets its score."""
    pairing = await read_pairing(
        desk, asked.home_team, asked.away_team, day=asked.date, league=asked.league
    )
    score = read_score(asked.score, swapped=pairing.swapped) if asked.score else None
    result = Sheet(pairing.title, as_of=desk.as_of.isoformat(), source="results")
    played = tell_score(result, pairing)
    try:
        given = read_three(asked.odds, swapped=pairing.swapped) if asked.odds else None
        prediction = await desk.forecaster.predict(pairing, odds=given)
    except NoForecast as error:
        if not played:
            raise
        return ToolResult(
            kind="predict_match",
            text=" ".join([introduce(pairing, desk), *played, str(error)]),
            facts=result.facts,
            data={**describe(pairing), **error.data},
        )
    forecast = forecast_sheet(pairing, prediction)
    told = tell_forecast(forecast, pairing, prediction)
    if score:
        told.append(_tell_chance_of(forecast, score, await desk.forecaster.grid(pairing)))
    bet = None
    if asked.bet:
        grid = await desk.forecaster.grid(pairing)
        sentence, bet = tell_bet(forecast, asked.bet, pairing, desk.clubs, grid)
        told.append(sentence)
    reasons = [reason.model_dump() for reason in prediction.explanation]
    market = prediction.market
    # how far we are from the prices is advice on them
    weighs = market is not None and not await is_held_back(desk)
    difference = difference_of(prediction, market) if market and weighs else None
    if difference:
        told.append(_tell_difference(forecast, difference, "user" if given else PRICES))
    return ToolResult(
        kind="predict_match",
        text=" ".join([introduce(pairing, desk), *played, *told]),
        facts=[*result.facts, *forecast.facts],
        data={
            **describe(pairing),
            "explanation": reasons,
            "difference": _described(difference) if difference else None,
            "asked_score": f"{score[0]}-{score[1]}" if score else None,
            "bet": bet,
            "own_odds": given is not None,
        },
    )


async def read_pairing(
    desk: Desk, home: str, away: str, *, day: str | None, league: str | None = None
) -> Pairing:
    """Return the match that a tool's arguments mean."""
    on = read_day(day, today=desk.today) if day else None
    async with desk.db.reading() as session:
        league_id = (await find_league(session, league)).id if league else None
        return await find_pairing(
            session, desk.clubs, home, away, as_of=desk.as_of, on=on, league=league_id
        )


def read_score(text: str, *, swapped: bool) -> tuple[int, int]:
    """Read "2-1" or "2:1" as (home goals, away goals); turned round for clubs named so.

    Raises
    ------
    BadArgument
        When it is no score, or has more than nine goals of one side.
    """
    match = re.fullmatch(r"\s*(\d)\s*[-–:]\s*(\d)\s*", text)
    if match is None:
        raise BadArgument(f"“{text[:20]}” is not a score: write it as 2-1.")
    home, away = int(match[1]), int(match[2])
    return (away, home) if swapped else (home, away)


def read_three(text: str, *, swapped: bool) -> Prices:
    """Read "1.85; 3.6; 4.2" as the odds of home win, draw and away win.

    Raises
    ------
    BadArgument
        When these are not three prices, or cannot be those of one match.
    """
    parts = [part for part in re.split(r"[;|/]|,\s|\s+", text) if part.strip(" ,")]
    try:
        home, draw, away = (read_price(part.strip(" ,")) for part in parts)
    except ValueError as error:
        raise BadArgument("odds takes three prices, like 1.85; 3.6; 4.2.") from error
    prices = Prices(home=home, draw=draw, away=away)
    check_one_offer(prices)
    return prices.swapped() if swapped else prices


def introduce(pairing: Pairing, desk: Desk) -> str:
    """Return the sentence that says which match this is, and what is special about it."""
    demo = ", a demo league of invented clubs" if pairing.is_demo else ""
    text = f"{pairing.title} ({pairing.league_name}{demo})."
    if pairing.swapped:
        text += f" {pairing.home.name} play at home, not as asked."
    if pairing.match is None:
        text += " No such fixture is known: this supposes that they meet there."
    elif pairing.match.status == "postponed":
        text += " It was not played on that day, and no new day is known."
    elif pairing.kickoff and pairing.match.status == "scheduled" and pairing.kickoff <= desk.as_of:
        text += " It has begun; its result is not known yet."
    return text


def tell_score(sheet: Sheet, pairing: Pairing) -> list[str]:
    """Add the score of a match already played; the sentence about it, if any."""
    if pairing.match is None or pairing.match.score is None:
        return []
    score = sheet.add("result", "score", pairing.match.score, "score")
    return [f"It has been played and ended {score}."]


def describe(pairing: Pairing) -> dict[str, Any]:
    """Return the names, days and flags of a match as plain JSON."""
    match = pairing.match
    described: dict[str, Any] = {
        "match_id": match.id if match else None,
        "home": pairing.home.name,
        "away": pairing.away.name,
        "league": pairing.league,
        "league_name": pairing.league_name,
        "date": pairing.date.isoformat(),
        "kickoff": pairing.kickoff.isoformat() if pairing.kickoff else None,
        "hypothetical": match is None,
        "swapped": pairing.swapped,
        "is_demo": pairing.is_demo,
        "status": match.status if match else "scheduled",
    }
    if match and match.score:
        described["score"] = match.score
    return described


def forecast_sheet(pairing: Pairing, prediction: PredictionObject) -> Sheet:
    """Return every fact of a forecast."""
    sheet = Sheet(
        pairing.title,
        as_of=prediction.data_cutoff.isoformat(),
        source=f"model {prediction.model_version}",
    )
    for market, outcome, chance in chances(prediction):
        sheet.add(market, outcome, chance, "probability")
    result = prediction.match_result
    for side, chance in (
        ("home", result.home_win),
        ("draw", result.draw),
        ("away", result.away_win),
    ):
        sheet.add("fair_odds", side, 1 / chance, "odds")
    for score in prediction.correct_score[:SCORES]:
        sheet.add("correct_score", f"{score.home}-{score.away}", score.probability, "probability")
    sheet.add("expected_goals", "home", prediction.expected_goals.home, "goals")
    sheet.add("expected_goals", "away", prediction.expected_goals.away, "goals")
    sheet.add("confidence", "model", prediction.confidence_score, "share")
    for reason in prediction.explanation:
        sheet.add("explanation", reason.factor, reason.effect, "points")
    return sheet


def chances(prediction: PredictionObject) -> list[tuple[str, str, float]]:
    """Return (market, outcome, probability) of everything that facts are made of."""
    result, pair, both = (
        prediction.match_result,
        prediction.double_chance,
        prediction.both_teams_score,
    )
    lines = prediction.over_under.lines
    totals = [
        (f"over_under_{line}", side, getattr(lines[line], side))
        for line in ("1.5", "2.5", "3.5")
        for side in ("over", "under")
    ]
    return [
        ("1x2", "home", result.home_win),
        ("1x2", "draw", result.draw),
        ("1x2", "away", result.away_win),
        *totals,
        ("both_teams_score", "yes", both.yes),
        ("both_teams_score", "no", both.no),
        ("double_chance", "1X", pair.home_draw),
        ("double_chance", "12", pair.home_away),
        ("double_chance", "X2", pair.draw_away),
        ("draw_no_bet", "home", prediction.draw_no_bet.home),
        ("draw_no_bet", "away", prediction.draw_no_bet.away),
    ]


def tell_forecast(sheet: Sheet, pairing: Pairing, prediction: PredictionObject) -> list[str]:
    """Return the sentences on a forecast whose facts are in the sheet."""
    home, away = pairing.home.name, pairing.away.name
    likeliest = prediction.correct_score[0]
    score = f"{likeliest.home}-{likeliest.away}"
    return [
        f"{home} win {sheet.shown('1x2', 'home')}, draw {sheet.shown('1x2', 'draw')}, "
        f"{away} win {sheet.shown('1x2', 'away')}.",
        f"Over 2.5 goals {sheet.shown('over_under_2.5', 'over')}, both teams score "
        f"{sheet.shown('both_teams_score', 'yes')}, expected goals "
        f"{sheet.shown('expected_goals', 'home')} for {home} and "
        f"{sheet.shown('expected_goals', 'away')} for {away}; likeliest score {score} "
        f"({sheet.shown('correct_score', score)}).",
        f"Made by a statistical model from results before {prediction.data_cutoff:%Y-%m-%d}; "
        f"its confidence is {sheet.shown('confidence', 'model')}.",
    ]


def _tell_chance_of(sheet: Sheet, score: tuple[int, int], grid: ScoreGrid) -> str:
    """Add the chance and the fair odds of the score that was asked about."""
    from ml.markets import Selection

    name = f"{score[0]}-{score[1]}"
    chance = grid.fair(Selection("correct_score", name))
    shown = sheet.put("correct_score", name, chance, "probability")
    fair = sheet.put("fair_odds", f"correct_score {name}", 1 / max(chance, 1e-4), "odds")
    return f"The chance of {name} is {shown}, fair odds {fair}."


def _described(difference: Difference) -> dict[str, Any]:
    return {"agreed": difference.agreed, "reasons": list(difference.reasons)}


def _tell_difference(sheet: Sheet, difference: Difference, source: str) -> str:
    """Add the chances in the prices and our distance from them; the sentence about both."""
    told = []
    for side in SIDES:
        theirs = sheet.add("implied", side, difference.theirs[side], "probability", source=source)
        gap = sheet.add("gap", side, difference.gaps[side], "points", source=source)
        told.append(f"{side} {theirs} ({gap})")
    said = f"The odds without their margin say (in brackets: ours less theirs) {listed(told)}."
    if difference.agreed:
        return f"{said} That is next to no difference."
    if not difference.reasons:
        return f"{said} Nothing that the model knows explains it; the market is usually right."
    factors = listed(factor.replace("_", " ") for factor in difference.reasons)
    return f"{said} To our side of it lean: {factors}; the market is usually right."
