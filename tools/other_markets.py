"""The markets of the price sheet beside the usual ones, from the same score grid.

Probabilities are fair ones: one over them is the price without margin; where a stake may be given
back, that part is left out. Knows no prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.frozen import Frozen, Line, Probability

if TYPE_CHECKING:
    from ml.grid import ScoreGrid

ByOutcome = dict[str, Probability]


class TeamGoals(Frozen):
    """Goals of each club, by line ("0.5", "1.5", …)."""

    home: dict[str, Line]
    away: dict[str, Line]


class OtherMarkets(Frozen):
    """Markets beside the usual ones."""

    #: by line, whole and quarter lines included: "2", "2.25", "2.5", …
    asian_total: dict[str, Line]
    team_goals: TeamGoals
    #: "home_1", "home_2", "home_3", "home_4+", "draw", "away_1", …; they sum to 1
    winning_margin: ByOutcome
    #: "home", "away": that it wins and the other club does not score
    win_to_nil: ByOutcome
    #: "odd", "even" number of goals
    odd_even: ByOutcome
    #: "home/draw": home ahead at half-time, a draw at full time; the nine sum to 1, and over the
    #: half-times to the match result
    half_time_full_time: ByOutcome


def other_markets(grid: ScoreGrid) -> OtherMarkets:
    """Read them from a score grid."""
    from ml.price_sheet import WHOLE_SHEET

    sheet: dict[str, dict[float, ByOutcome]] = {}
    for bet, chance in zip(WHOLE_SHEET, grid.sheet(WHOLE_SHEET).fair[0], strict=True):
        market = sheet.setdefault(bet.market, {})
        market.setdefault(bet.line or 0.0, {})[bet.outcome] = float(chance)

    def lines(market: str) -> dict[str, Line]:
        return {f"{line:g}": Line(**both) for line, both in sheet[market].items()}

    return OtherMarkets(
        asian_total=lines("over_under"),
        team_goals=TeamGoals(home=lines("home_goals"), away=lines("away_goals")),
        winning_margin=sheet["winning_margin"][0.0],
        win_to_nil=sheet["win_to_nil"][0.0],
        odd_even=sheet["odd_even"][0.0],
        half_time_full_time=grid.half_time_full_time(),
    )
