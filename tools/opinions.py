"""What is thought of each selection of a match: by the model, by the market, by both together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.arguments import Selection
from tools.bets import selection_of
from tools.prices import KnownPrices, fair_chances
from tools.worth import Opinion

if TYPE_CHECKING:
    from ml.forecast import Forecast
    from ml.grid import ScoreGrid
    from ml.markets import Selection as Bet

Chances = Mapping[Selection, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinions:
    """The opinions on one match."""

    model: Chances
    #: None where no prices are known
    together: Chances | None
    #: of those selections that the market has prices on
    consensus: Chances
    #: 0..1: how much evidence the model has on the two clubs
    confidence: float
    model_version: str
    #: the prices that the consensus is read from
    known: KnownPrices | None
    #: the model's score grid, and that with the prices weighed in
    grid: ScoreGrid
    grid_together: ScoreGrid | None

    @classmethod
    def of(
        cls, forecast: Forecast, together: Forecast | None, known: KnownPrices | None, version: str
    ) -> Opinions:
        """Gather them from a model's forecast, the same model's with the prices, and the prices."""
        return cls(
            model=chances_in(forecast.grid),
            together=chances_in(together.grid) if together else None,
            consensus=fair_chances(known.prices) if known else {},
            confidence=forecast.confidence,
            model_version=version,
            known=known,
            grid=forecast.grid,
            grid_together=together.grid if together else None,
        )

    def on(self, selection: Selection) -> Opinion:
        """Return the opinion on one selection."""
        return Opinion(
            model=self.model[selection],
            together=self.together[selection] if self.together else None,
            consensus=self.consensus.get(selection),
            confidence=self.confidence,
        )

    def on_bet(self, bet: Bet) -> Opinion:
        """Return the opinion on any bet of the price sheet; what is given back is left out."""
        selection = selection_of(bet)
        return Opinion(
            model=self.grid.fair(bet),
            together=self.grid_together.fair(bet) if self.grid_together else None,
            consensus=self.consensus.get(selection) if selection else None,
            confidence=self.confidence,
        )


def chances_in(grid: ScoreGrid) -> dict[Selection, float]:
    """Read the chance of every selection from a score grid."""
    home, draw, away = grid.match_result()
    double, both, total = grid.double_chance(), grid.both_teams_score(), grid.over_under(2.5)
    return {
        "home": home,
        "draw": draw,
        "away": away,
        "over_2_5": total.over,
        "under_2_5": total.under,
        "btts_yes": both.yes,
        "btts_no": both.no,
        "1X": double.home_draw,
        "12": double.home_away,
        "X2": double.draw_away,
    }
