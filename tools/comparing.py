"""The tool that judges prices: our price and theirs beside the one asked; value, or no bet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from knowledge.naming import TeamResolver
from tools import tips
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
from tools.errors import BadArgument, NoForecast
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.holding_back import hold_back
from tools.market import SIDES, Prices, check_one_offer
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.predicting import describe, introduce, read_pairing, tell_score
from tools.prices import Offer
from tools.weighing import Offers, tell_margin, tell_our_prices, weigh

#: what `data` says of the prices when there is no forecast to judge them by
NOTHING_JUDGED: Mapping[str, Any] = {"price_source": None, "selections": [], "verdict": {}}
MIRRORED: Mapping[Selection, Selection] = {"home": "away", "away": "home", "1X": "X2", "X2": "1X"}


class CompareOdds(Arguments):
    """Tell whether a bet has value: sets odds beside the fair odds of the model and of the market.

    Use it when the user names odds or asks about odds, value or a bet. Without odds it takes the
    best odds known on the market.
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


async def compare_odds(desk: Desk, asked: CompareOdds) -> ToolResult:
    """Set the user's prices, or the market's, beside the model's probabilities."""
    await hold_back(desk)
    pairing = await read_pairing(desk, asked.home_team, asked.away_team, day=asked.date)
    selection = _selection(asked, pairing, desk.clubs)
    result = Sheet(pairing.title, as_of=desk.as_of.isoformat(), source="results")
    played = tell_score(result, pairing)
    given = _users_offers(asked, pairing, selection, desk)
    try:
        judged = await _judge(desk, pairing, given, selection)
    except NoForecast as error:
        if not played:
            raise
        judged = ToolResult(kind="compare_odds", text=str(error), data=error.data)
    return ToolResult(
        kind="compare_odds",
        text=" ".join([introduce(pairing, desk), *played, judged.text]),
        facts=[*result.facts, *judged.facts],
        data={**NOTHING_JUDGED, **describe(pairing), **judged.data},
    )


async def _judge(
    desk: Desk, pairing: Pairing, given: Offers, selection: Selection | None
) -> ToolResult:
    """Judge the given prices, or the market's best; before the kick-off each is kept as a tip."""
    prediction = await desk.forecaster.predict(pairing)
    opinions = await desk.forecaster.opinions(pairing)
    sheet = Sheet(
        pairing.title,
        as_of=prediction.data_cutoff.isoformat(),
        source=f"model {prediction.model_version}",
    )
    offers = given or _market_offers(opinions, selection)
    await tips.keep(desk.db, pairing, opinions, offers, user_id=desk.user_id, as_of=desk.as_of)
    told = weigh(sheet, pairing, opinions, offers)
    if not offers:
        told.append(tell_our_prices(sheet, pairing, opinions, selection))
    elif given:
        prices = {name: offer.price for name, offer in given.items()}
        told += tell_margin(sheet, prices, source="user", as_of=desk.as_of)
    elif known := opinions.known:
        told += tell_margin(sheet, known.prices, source=known.source, as_of=known.as_of)
    return ToolResult(
        kind="compare_odds",
        text=" ".join(told),
        facts=sheet.facts,
        data={
            "price_source": next((offer.source for offer in offers.values()), None),
            "selections": list(offers),
            "verdict": {name: opinions.on(name).verdict(o.price) for name, o in offers.items()},
        },
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


def _users_offers(
    asked: CompareOdds, pairing: Pairing, selection: Selection | None, desk: Desk
) -> Offers:
    offers: dict[Selection, Offer] = {}
    triple = (asked.home_odds, asked.draw_odds, asked.away_odds)
    home, draw, away = triple
    if home is not None and draw is not None and away is not None:
        check_one_offer(Prices(home=home, draw=draw, away=away))
    for side, price in zip(SIDES, triple, strict=True):
        if price is not None:
            offers[_mirrored(side) if pairing.swapped else side] = Offer(price, "user", desk.as_of)
    if selection and asked.price is not None:
        offers[selection] = Offer(asked.price, "user", desk.as_of)
    return offers


def _market_offers(opinions: Opinions, selection: Selection | None) -> Offers:
    best = opinions.known.best if opinions.known else {}
    return {name: offer for name, offer in best.items() if selection in (None, name)}
