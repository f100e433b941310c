"""The tool that sets prices beside the model: break-even, value, or no bet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from knowledge.naming import TeamResolver
from knowledge.preferences import get_preferences
from tools.arguments import (
    SELECTIONS,
    Arguments,
    OptionalPrice,
    OptionalText,
    Selection,
    Text,
    read_selection,
)
from tools.desk import Desk
from tools.errors import BadArgument, HeldBack, NoForecast
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.pairings import Pairing
from tools.predicting import chances, describe, introduce, read_pairing, tell_score
from tools.prediction import SIDES, PredictionObject
from tools.prices import known_prices
from tools.worth import Verdict, verdict_on

#: market and outcome of each selection, as facts name them
OUTCOMES: Mapping[Selection, tuple[str, str]] = {
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
#: the verdicts as the language model reads them
VERDICTS: Mapping[Verdict, str] = {
    "value": "value",
    "thin": "too thin to call value, within the model's own error",
    "no_bet": "no value, no bet",
}
MIRRORED: Mapping[Selection, Selection] = {"home": "away", "away": "home", "1X": "X2", "X2": "1X"}


class CompareOdds(Arguments):
    """Tell whether a bet has value: sets odds beside the model's chances of one match.

    Use it when the user names odds or asks about odds, value or a bet. Without odds it takes the
    known market odds.
    """

    home_team: Text = Field(description="the home club, as the user wrote it")
    away_team: Text = Field(description="the away club, as the user wrote it")
    date: OptionalText = Field(
        None, description="day of the match, like 2024-05-12; leave out for their next match"
    )
    selection: OptionalText = Field(
        None, description=f"what the bet is on, one of: {', '.join(SELECTIONS)}"
    )
    price: OptionalPrice = Field(None, description="decimal odds of that selection, like 1.85")
    home_odds: OptionalPrice = Field(None, description="decimal odds of the home win")
    draw_odds: OptionalPrice = Field(None, description="decimal odds of the draw")
    away_odds: OptionalPrice = Field(None, description="decimal odds of the away win")


@dataclass(frozen=True, slots=True)
class Offer:
    """Prices on some selections of one match, and where they are from."""

    prices: Mapping[Selection, float]
    #: "user", "odds avg prematch"; None without prices
    source: str | None
    as_of: str


async def compare_odds(desk: Desk, asked: CompareOdds) -> ToolResult:
    """Set the user's prices, or the market's, beside the model's probabilities."""
    await _hold_back(desk)
    pairing = await read_pairing(desk, asked.home_team, asked.away_team, day=asked.date)
    selection = _selection(asked, pairing, desk.clubs)
    offer = _users_offer(asked, pairing, selection, desk) or await _market_offer(
        desk, pairing, selection
    )
    score = Sheet(pairing.title, as_of=desk.as_of.isoformat(), source="results")
    played = tell_score(score, pairing)
    told = [introduce(pairing, desk), *played]
    data = {**describe(pairing), "price_source": offer.source, "selections": list(offer.prices)}
    try:
        prediction = await desk.forecaster.predict(pairing)
    except NoForecast as error:
        if not played:
            raise
        text = " ".join([*told, str(error)])
        return ToolResult(
            kind="compare_odds",
            text=text,
            facts=score.facts,
            data={**data, **error.data, "verdict": {}},
        )
    sheet = Sheet(
        pairing.title,
        as_of=prediction.data_cutoff.isoformat(),
        source=f"model {prediction.model_version}",
    )
    if not offer.prices:
        told.append(_tell_fair_odds(sheet, pairing, prediction, selection))
    verdict: dict[Selection, Verdict] = {}
    for each, price in offer.prices.items():
        sentence, verdict[each] = _weigh(sheet, pairing, prediction, offer, each, price)
        told.append(sentence)
    told += _tell_margin(sheet, offer)
    return ToolResult(
        kind="compare_odds",
        text=" ".join(told),
        facts=[*score.facts, *sheet.facts],
        data={**data, "verdict": verdict},
    )


async def _hold_back(desk: Desk) -> None:
    """Keep betting advice from a user who excluded himself; chances he may still ask for."""
    async with desk.db.reading() as session:
        preferences = await get_preferences(session, desk.user_id)
    if preferences.is_excluded(desk.as_of):
        raise HeldBack(
            "This user excluded himself from betting advice: prices are not weighed for him now.",
            reason="self_excluded",
        )


def _selection(asked: CompareOdds, pairing: Pairing, clubs: TeamResolver) -> Selection | None:
    """Read the selection; sides follow the clubs as asked, when these really play swapped."""
    if asked.selection is None:
        if asked.price is not None:
            raise BadArgument(f"Say what the price is on: selection is {', '.join(SELECTIONS)}.")
        return None
    if selection := read_selection(asked.selection):
        return _mirrored(selection) if pairing.swapped else selection
    club = clubs.resolve(asked.selection)
    meant = {team.id for team in ([club.team] if club.team else club.candidates)}
    is_home, is_away = pairing.home.id in meant, pairing.away.id in meant
    if is_home == is_away:
        raise BadArgument(
            f"“{asked.selection[:40]}” is no selection: take one of {', '.join(SELECTIONS)}."
        )
    return "home" if is_home else "away"


def _mirrored(selection: Selection) -> Selection:
    return MIRRORED.get(selection, selection)


def _users_offer(
    asked: CompareOdds, pairing: Pairing, selection: Selection | None, desk: Desk
) -> Offer | None:
    prices: dict[Selection, float] = {}
    triple = (asked.home_odds, asked.draw_odds, asked.away_odds)
    for side, price in zip(SIDES, triple, strict=True):
        if price is not None:
            prices[_mirrored(side) if pairing.swapped else side] = price
    if selection and asked.price is not None:
        prices[selection] = asked.price
    return Offer(prices, "user", desk.as_of.isoformat()) if prices else None


async def _market_offer(desk: Desk, pairing: Pairing, selection: Selection | None) -> Offer:
    known = await known_prices(desk.db, pairing, as_of=desk.as_of)
    if known is None or (selection and selection not in known.prices):
        return Offer({}, None, desk.as_of.isoformat())
    prices = {selection: known.prices[selection]} if selection else known.prices
    return Offer(prices, known.source, known.as_of.isoformat())


def _weigh(
    sheet: Sheet,
    pairing: Pairing,
    prediction: PredictionObject,
    offer: Offer,
    selection: Selection,
    price: float,
) -> tuple[str, Verdict]:
    """Add the facts of one priced selection; return its sentence and the verdict."""
    from ml import odds

    market, outcome = OUTCOMES[selection]
    chance = _chance(prediction, selection)
    profit = float(odds.expected_value(chance, price))
    shown_price = sheet.add(
        "price", selection, price, "odds", source=offer.source, as_of=offer.as_of
    )
    shown_chance = sheet.add(market, outcome, chance, "probability")
    break_even = sheet.add(
        "break_even", selection, float(odds.break_even(price)), "probability", source=offer.source
    )
    fair = sheet.add("fair_odds", selection, float(odds.fair_odds(chance)), "odds")
    shown_profit = sheet.add("expected_value", selection, profit, "share")
    verdict = verdict_on(profit)
    sentence = (
        f"{_sentence_case(_named(selection, pairing))} at {shown_price}: chance {shown_chance}, "
        f"break-even {break_even}, fair odds {fair}, expected value {shown_profit} of the stake: "
        f"{VERDICTS[verdict]}."
    )
    return sentence, verdict


def _tell_margin(sheet: Sheet, offer: Offer) -> list[str]:
    """Add what three prices say together: the margin, and the chances without it."""
    from ml import odds

    triple = [offer.prices[side] for side in SIDES if side in offer.prices]
    if len(triple) != len(SIDES):
        return []
    for side, chance in zip(SIDES, odds.remove_margin(triple), strict=True):
        sheet.add("implied", side, float(chance), "probability", source=offer.source)
    margin = sheet.add("margin", "1x2", float(odds.margin(triple)), "share", source=offer.source)
    return [f"The bookmaker's margin is {margin}."]


def _tell_fair_odds(
    sheet: Sheet, pairing: Pairing, prediction: PredictionObject, selection: Selection | None
) -> str:
    told = []
    for each in [selection] if selection else SIDES:
        chance = _chance(prediction, each)
        shown = sheet.add(*OUTCOMES[each], chance, "probability")
        fair = sheet.add("fair_odds", each, 1 / chance, "odds")
        told.append(f"{_named(each, pairing)} {fair} (chance {shown})")
    return f"No odds are known for this. The model's fair odds: {', '.join(told)}."


def _chance(prediction: PredictionObject, selection: Selection) -> float:
    wanted = OUTCOMES[selection]
    return next(
        chance for market, outcome, chance in chances(prediction) if (market, outcome) == wanted
    )


def _named(selection: Selection, pairing: Pairing) -> str:
    home, away = pairing.home.name, pairing.away.name
    return {
        "home": f"{home} win",
        "draw": "draw",
        "away": f"{away} win",
        "over_2_5": "over 2.5 goals",
        "under_2_5": "under 2.5 goals",
        "btts_yes": "both teams to score",
        "btts_no": "not both teams to score",
        "1X": f"{home} win or draw",
        "12": f"{home} or {away} win",
        "X2": f"draw or {away} win",
    }[selection]


def _sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]
