"""What bookmakers' prices say of a match, beside the model: the market part of a prediction.

Knows no database and no rule of its own: prices and opinions are handed in, `tools.worth` judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from tools.arguments import Selection
from tools.errors import BadArgument
from tools.frozen import Frozen, Price, Probability

if TYPE_CHECKING:
    from tools.opinions import Opinions

Side = Literal["home", "draw", "away"]
SIDES: tuple[Side, Side, Side] = ("home", "draw", "away")

#: how the bookmaker's margin is taken out of three prices
MARGIN_METHOD: Literal["power"] = "power"


class Prices(Frozen):
    """Decimal odds of the three results."""

    home: Price
    draw: Price
    away: Price

    def triple(self) -> tuple[float, float, float]:
        """Return (home, draw, away)."""
        return self.home, self.draw, self.away

    def swapped(self) -> Prices:
        """Return the same prices seen from the other ground."""
        return Prices(home=self.away, draw=self.draw, away=self.home)


def check_one_offer(prices: Prices) -> None:
    """Refuse three prices that no bookmaker can mean together: they would spoil the record.

    Raises
    ------
    BadArgument
        When their break-even probabilities sum to far less, or far more, than one.
    """
    from ml import odds

    if not odds.believable([prices.triple()])[0]:
        together = float(odds.implied(prices.triple()).sum())
        raise BadArgument(
            f"{prices.home:g}, {prices.draw:g} and {prices.away:g} cannot be the odds of one "
            f"match: their chances come to {together:.0%} together, and about 105% is usual."
        )


class ThreeResults(Frozen):
    """One figure for each of the three results."""

    home: float
    draw: float
    away: float


class Value(Frozen):
    """A price that is worth a look by the rule of `tools.worth`."""

    selection: Selection
    price: Price
    #: where the price is from: "user", "odds max prematch"
    source: str
    #: the cautious chance: the lower of the consensus' and ours with the consensus weighed in
    probability: Probability
    #: by the model alone
    model: Probability
    #: by the model with the known average weighed in; None where none is known
    together: Probability | None
    #: by the consensus alone; None where it says nothing of this selection
    consensus: Probability | None
    #: mean profit of one unit staked, by the cautious chance
    expected_value: float


class Market(Frozen):
    """What bookmakers' prices say, beside the model."""

    #: the user's prices, or else the bookmakers' average
    odds: Prices
    #: the prices' probabilities, margin taken out
    implied: ThreeResults
    #: 0.05: the break-even probabilities sum to 1.05
    margin: float
    method: str
    #: the model's probability less the break-even probability (1 / price)
    edge: ThreeResults
    #: the known average's probabilities, margin taken out; None where none is known
    consensus: ThreeResults | None
    #: the model's probabilities with that average weighed in; None where none is known
    together: ThreeResults | None
    #: the highest prices on the market; None where none are known
    best: Prices | None
    #: the user's prices, or else the best on the market, that are worth a look; the best first
    value: list[Value]


def describe_market(opinions: Opinions, given: Prices | None) -> Market | None:
    """Set the user's prices, or the known ones, beside the opinions; None without any."""
    from ml import odds

    known = opinions.known
    prices = given or (known.triple() if known else None)
    if prices is None:
        return None
    triple = prices.triple()
    return Market(
        odds=prices,
        implied=_three(odds.remove_margin(triple, MARGIN_METHOD)),
        margin=float(odds.margin(triple)),
        method=MARGIN_METHOD,
        edge=_three(odds.edge([opinions.model[side] for side in SIDES], triple)),
        consensus=_results(opinions.consensus),
        together=_results(opinions.together or {}),
        best=Prices(**{side: known.best[side].price for side in SIDES}) if known else None,
        value=_worth_a_look(opinions, given),
    )


def _worth_a_look(opinions: Opinions, given: Prices | None) -> list[Value]:
    """Return the offers that the rule calls value, the best first."""
    found = []
    for selection, price, source in _offers(opinions, given):
        opinion = opinions.on(selection)
        if opinion.verdict(price) == "value":
            value = Value(
                selection=selection,
                price=price,
                source=source,
                probability=opinion.cautious,
                model=opinion.model,
                together=opinion.together,
                consensus=opinion.consensus,
                expected_value=opinion.expected_value(price),
            )
            found.append(value)
    return sorted(found, key=lambda each: -each.expected_value)


def _offers(opinions: Opinions, given: Prices | None) -> Iterator[tuple[Selection, float, str]]:
    if given:
        yield from ((side, getattr(given, side), "user") for side in SIDES)
    elif opinions.known:
        for selection, offer in opinions.known.best.items():
            yield selection, offer.price, offer.source


def _results(chances: Mapping[Selection, float]) -> ThreeResults | None:
    return _three(chances[side] for side in SIDES) if "home" in chances else None


def _three(figures: Iterable[float]) -> ThreeResults:
    home, draw, away = map(float, figures)
    return ThreeResults(home=home, draw=draw, away=away)
