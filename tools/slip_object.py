"""The slip object: what the outside sees of a priced single, accumulator or system.

Knows no database and no model; shapes alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from tools.frozen import Frozen, Price, Probability
from tools.stakes import Stake
from tools.worth import Verdict

#: legs of a slip
MOST_LEGS = 12
#: decimal odds of a whole slip: those of its legs multiply
SlipPrice = Annotated[float, Field(gt=1, allow_inf_nan=False)]


class LegObject(Frozen):
    """One leg, priced."""

    #: None for a match that is not in the data
    match_id: str | None
    home_team: str
    away_team: str
    league: str
    date: dt.date
    #: "1x2", "over_under", "asian_handicap", …
    market: str
    #: "home", "over", "2-1", …
    outcome: str
    #: goals; a handicap is that of the home side. None where the market has no line
    line: float | None
    #: the bet in English
    name: str
    #: None where nobody has told one
    odds: Price | None
    #: "user", "odds max prematch"; None without odds
    odds_source: str | None
    #: it stands on every line of a system
    fixed: bool
    #: our chance, or the market's where that is lower; what is given back is left out
    probability: Probability
    #: how far that may err: measured against the closing line, wider for clubs little known
    standard_error: float
    #: 1 / probability
    fair_odds: float
    #: of lines of one leg, the stake on this one; None where the slip has one stake for all
    stake: Stake | None


class SlipObject(Frozen):
    """A slip, priced: `lines` equal stakes, each on the fixed legs and `size` of the others."""

    legs: list[LegObject]
    size: int
    lines: int
    #: that every leg wins, legs of one match read from its score grid
    probability: Probability
    #: that anything comes back
    chance_of_return: Probability
    #: that more comes back than was staked; None without odds
    chance_of_profit: Probability | None
    #: at which the mean profit would be nothing; of a system the mean over its lines
    fair_odds: float
    #: what one unit pays when every leg wins; None where a leg has no odds
    offered_odds: SlipPrice | None
    #: mean profit of one unit staked on the whole; None without odds
    expected_value: float | None
    #: None without odds
    verdict: Verdict | None
    #: on the whole; None without odds, and where each leg has a stake of its own
    stake: Stake | None
    model_version: str
    priced_at: AwareDatetime
