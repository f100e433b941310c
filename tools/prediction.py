"""The prediction object: what the outside sees of one forecast.

Every market is read from one score grid. Knows no database; the forecast, the match and what the
bookmakers' prices say are handed in.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, ConfigDict, Field

from tools.frozen import Frozen, Line, Probability
from tools.market import Market
from tools.other_markets import OtherMarkets, other_markets

if TYPE_CHECKING:
    from ml.forecast import Forecast
    from tools.pairings import Pairing

#: how many scores are listed
SCORES = 10
#: a factor that moves the home win's chance no more than this is not listed: the sum stays the same
NO_EFFECT = 1e-12


class MatchResult(Frozen):
    """The three results; they sum to 1."""

    home_win: Probability
    draw: Probability
    away_win: Probability


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
    other_markets: OtherMarkets
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


def make_prediction(
    forecast: Forecast,
    pairing: Pairing,
    market: Market | None,
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
        other_markets=other_markets(grid),
        market=market,
        confidence_score=forecast.confidence,
        explanation=[
            Reason(factor=part.factor, effect=part.effect, text=part.text)
            for part in forecast.explanation
            if abs(part.effect) > NO_EFFECT
        ],
        data_cutoff=data_cutoff,
        model_version=model_version,
        predicted_at=predicted_at,
    )
