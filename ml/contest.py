"""Champion and challenger: whether a new model may take the place of the one that serves.

Both are scored on the same matches, which neither learned from. A new model's matches are those it
held out: the last weeks before its cut-off, each forecast from earlier ones alone. The champion's
forecasts of the same matches are those that it held out itself, and those that it gives, as it
stands, of the matches after its own cut-off. So two models of one recipe say nearly the same of the
weeks before, and the older ratings of the champion show in the weeks since.

The challenger wins unless it is worse beyond doubt and by more than matters: in each market the
`LEVEL` interval of the paired differences in log loss must not lie above zero with a mean above
`ALLOWANCE`. By chance alone an equal challenger is turned away in at most 3 x 2.5 % of contests;
the next one, with newer data, tries again.
Knows forecasts and results; not where models are kept, nor what becomes of the loser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ml.evaluation import log_loss
from ml.held_out import with_forecasts
from ml.intervals import Interval, bootstrap_mean
from ml.trials import FORECASTS, Trial, trials_of

if TYPE_CHECKING:
    from ml.predictor import Predictor

#: natural log; about a tenth of what the average price before kick-off is ahead of us
ALLOWANCE = 0.0005
LEVEL = 0.95
#: on fewer matches only a broken model could be told from a sound one
FEWEST = 100
#: what names a match
KEYS = ("date", "league", "home_team", "away_team")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bout:
    """Two models in one market, on the same matches; log losses, lower is better."""

    matches: int
    champion: float
    challenger: float
    #: challenger minus champion, match by match: above zero the challenger is worse
    difference: Interval

    @property
    def is_lost(self) -> bool:
        """Whether the challenger is worse beyond doubt, and by more than matters."""
        return self.difference.is_above_zero and self.difference.mean > ALLOWANCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Admission:
    """Whether a new model serves, and why."""

    serves: bool
    #: one sentence for a person
    reason: str
    #: the version that it was set against; None: there was none
    champion: str | None
    #: market → bout; empty where nothing could be compared
    bouts: Mapping[str, Bout]


#: of a model that was saved by hand
UNCONTESTED = Admission(
    serves=True, reason="No model served when it was made.", champion=None, bouts={}
)


def admit(champion: str, fought: Mapping[str, Bout]) -> Admission:
    """Return whether a challenger takes the place of the champion of that version."""
    lost = {market: bout for market, bout in fought.items() if bout.is_lost}
    if lost:
        market, bout = max(lost.items(), key=lambda item: item[1].difference.mean)
        reason = f"It is worse than {champion} in {market}: {_told(bout)}."
    elif fought:
        reason = f"It is no worse than {champion}: {_told(fought['1x2'])}."
    else:
        reason = f"Too few matches are known to both to compare it with {champion}: it is newer."
    return Admission(serves=not lost, reason=reason, champion=champion, bouts=fought)


def bouts(challenger: pd.DataFrame, champion: pd.DataFrame) -> Mapping[str, Bout]:
    """Set two models' forecasts of the same matches side by side, market by market.

    Parameters
    ----------
    challenger, champion
        Forecasts with their results, as of `trials_of`, with `KEYS`. Only matches of both count,
        with the challenger's results: the newer ones.

    Returns
    -------
    Market → bout; empty where fewer than `FEWEST` matches are common.
    """
    theirs = champion[[*KEYS, *FORECASTS]].drop_duplicates(list(KEYS))
    both = challenger.drop_duplicates(list(KEYS)).merge(
        theirs, on=list(KEYS), suffixes=("", "_champion")
    )
    if len(both) < FEWEST:
        return {}
    new = trials_of(both)
    old = trials_of(both.assign(**{name: both[f"{name}_champion"] for name in FORECASTS}))
    return {market: _bout(new[market], old[market]) for market in new}


def champions_forecasts(champion: Predictor, matches: pd.DataFrame) -> pd.DataFrame:
    """Return a champion's forecasts of matches that it did not learn from.

    Parameters
    ----------
    matches
        A challenger's held-out matches; those from the champion's cut-off on, of leagues that it
        knows, are forecast by it as it stands, beside those that it held out when it was fitted.
    """
    later = matches[
        (matches["date"] >= pd.Timestamp(champion.data_cutoff))
        & matches["league"].isin(champion.facts_["leagues"])
    ]
    if later.empty:
        return champion.held_out_
    told = with_forecasts(later, champion.grids(later))
    return pd.concat([champion.held_out_, told], ignore_index=True)


def _told(bout: Bout) -> str:
    gap = bout.difference
    return (
        f"log loss {gap.mean:+.4f} ({gap.low:+.4f} … {gap.high:+.4f}) on {bout.matches} matches "
        "that neither learned from"
    )


def _bout(challenger: Trial, champion: Trial) -> Bout:
    new = log_loss(challenger.chances, challenger.happened)
    old = log_loss(champion.chances, champion.happened)
    return Bout(
        matches=len(new),
        champion=float(old.mean()),
        challenger=float(new.mean()),
        difference=bootstrap_mean(new - old, level=LEVEL),
    )
