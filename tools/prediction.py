"""The prediction object: what the outside sees of one forecast.

Every market is read from one score grid. Knows no database; the forecast, the match and the
prices are handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tools.worth import verdict_on

if TYPE_CHECKING:
    from ml.forecast import Forecast
    from tools.pairings import Pairing

Probability = Annotated[float, Field(ge=0, le=1)]
Price = Annotated[float, Field(gt=1, le=1000, allow_inf_nan=False)]
Side = Literal["home", "draw", "away"]
SIDES: tuple[Side, Side, Side] = ("home", "draw", "away")

#: how the bookmaker's margin is taken out of three prices
MARGIN_METHOD: Literal["power"] = "power"
#: how many scores are listed
SCORES = 10


class Frozen(BaseModel):
    """A part of the object: never changed once made."""

    model_config = ConfigDict(frozen=True)


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


class MatchResult(Frozen):
    """The three results; they sum to 1."""

    home_win: Probability
    draw: Probability
    away_win: Probability


class Line(Frozen):
    """More or fewer goals than a line."""

    over: Probability
    under: Probability


class OverUnder(Frozen):
    """Goals in the match: 2.5 and the other half-goal lines."""

    over_2_5: Probability
    under_2_5: Probability
    #: by line: "0.5", "1.5", …
    lines: dict[str, Line]


class YesNo(Frozen):
    """Whether both clubs score; they sum to 1."""

    yes: Probability
    no: Probability


class DoubleChance(Frozen):
    """Two of the three results together."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    home_draw: Probability = Field(alias="1X")
    home_away: Probability = Field(alias="12")
    draw_away: Probability = Field(alias="X2")


class TwoSides(Frozen):
    """The two clubs where a draw or a push gives the stake back; they sum to 1."""

    home: Probability
    away: Probability


class Score(Frozen):
    """A final score."""

    home: int
    away: int
    probability: Probability


class Goals(Frozen):
    """Mean goals of the two clubs."""

    home: float
    away: float


class ThreeResults(Frozen):
    """One figure for each of the three results."""

    home: float
    draw: float
    away: float


class Value(Frozen):
    """A result whose price pays more than the model's fair one, and than the model may err by."""

    selection: Side
    price: float
    probability: Probability
    #: mean profit of one unit staked
    expected_value: float


class Market(Frozen):
    """What a bookmaker's prices say, beside the model."""

    odds: Prices
    #: the prices' probabilities, margin taken out
    implied: ThreeResults
    #: 0.05: the break-even probabilities sum to 1.05
    margin: float
    method: str
    #: the model's probability less the break-even probability (1 / price)
    edge: ThreeResults
    #: results worth a look by the rule of `tools.worth`, the best first
    value: list[Value]


class Reason(Frozen):
    """One part of why the forecast is as it is."""

    factor: str
    #: change of the home win's probability
    effect: float
    text: str


class PredictionObject(Frozen):
    """One prediction, as the REST door, the command line and programs see it."""

    #: None for a match that is not in the data
    match_id: str | None
    home_team: str
    away_team: str
    #: league id ("E0")
    league: str
    #: None where only the day is known
    kickoff: AwareDatetime | None
    match_result: MatchResult
    over_under: OverUnder
    both_teams_score: YesNo
    double_chance: DoubleChance
    draw_no_bet: TwoSides
    #: by goals given to the home side, quarter lines included: "-1.5", "0", "0.25", …
    asian_handicap: dict[str, TwoSides]
    #: the most probable first
    correct_score: list[Score]
    expected_goals: Goals
    #: None without odds
    market: Market | None
    #: 0..1: how much evidence the model has on these two clubs
    confidence_score: Probability
    explanation: list[Reason]
    #: only results from before this instant were used
    data_cutoff: AwareDatetime
    model_version: str
    predicted_at: AwareDatetime

    def to_dict(self) -> dict[str, object]:
        """Return plain JSON, in the contract's names."""
        return self.model_dump(mode="json", by_alias=True)


def describe_market(result: MatchResult, prices: Prices) -> Market:
    """Set prices beside the model's probabilities."""
    from ml import odds

    triple = prices.triple()
    chances = (result.home_win, result.draw, result.away_win)
    profits = [
        float(odds.expected_value(p, price)) for p, price in zip(chances, triple, strict=True)
    ]
    value = [
        Value(selection=side, price=price, probability=chance, expected_value=profit)
        for side, price, chance, profit in zip(SIDES, triple, chances, profits, strict=True)
        if verdict_on(profit) == "value"
    ]
    return Market(
        odds=prices,
        implied=_three(odds.remove_margin(triple, MARGIN_METHOD)),
        margin=float(odds.margin(triple)),
        method=MARGIN_METHOD,
        edge=_three(odds.edge(chances, triple)),
        value=sorted(value, key=lambda each: -each.expected_value),
    )


def make_prediction(
    forecast: Forecast,
    pairing: Pairing,
    prices: Prices | None,
    *,
    data_cutoff: dt.datetime,
    model_version: str,
    predicted_at: dt.datetime,
) -> PredictionObject:
    """Write a forecast down as the prediction object."""
    grid = forecast.grid
    home, draw, away = grid.match_result()
    result = MatchResult(home_win=home, draw=draw, away_win=away)
    totals = grid.totals_sheet()
    double, both, expected = grid.double_chance(), grid.both_teams_score(), forecast.expected_goals
    return PredictionObject(
        match_id=pairing.match.id if pairing.match else None,
        home_team=pairing.home.name,
        away_team=pairing.away.name,
        league=pairing.league,
        kickoff=pairing.kickoff,
        match_result=result,
        over_under=OverUnder(
            over_2_5=totals[2.5].over,
            under_2_5=totals[2.5].under,
            lines={f"{line:g}": Line(over=o, under=u) for line, (o, u) in totals.items()},
        ),
        both_teams_score=YesNo(yes=both.yes, no=both.no),
        double_chance=DoubleChance(
            home_draw=double.home_draw, home_away=double.home_away, draw_away=double.draw_away
        ),
        draw_no_bet=TwoSides(**grid.draw_no_bet()._asdict()),
        asian_handicap={
            f"{line:g}": TwoSides(home=h, away=a) for line, (h, a) in grid.handicap_sheet().items()
        },
        correct_score=[Score(**score._asdict()) for score in grid.correct_score(SCORES)],
        expected_goals=Goals(home=expected[0], away=expected[1]),
        market=describe_market(result, prices) if prices else None,
        confidence_score=forecast.confidence,
        explanation=[
            Reason(factor=part.factor, effect=part.effect, text=part.text)
            for part in forecast.explanation
        ],
        data_cutoff=data_cutoff,
        model_version=model_version,
        predicted_at=predicted_at,
    )


def _three(figures: Iterable[float]) -> ThreeResults:
    home, draw, away = map(float, figures)
    return ThreeResults(home=home, draw=draw, away=away)
