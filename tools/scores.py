"""The shapes of a track record: scores, who they are held against, calibration, tips.

Lower scores are better. A difference is ours less theirs, match by match, with its 95 % interval:
where that holds zero, nobody can tell the two apart yet. Knows how to sum up, not where from.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


#: nobody loses more than the stake
LOST = -1.0


class Shape(BaseModel):
    """A part of the record: never changed once made."""

    model_config = ConfigDict(frozen=True)


class Interval(Shape):
    """A mean and its 95 % interval; None where one value alone tells no interval."""

    mean: float
    low: float | None
    high: float | None

    @classmethod
    def of(cls, values: Sequence[float] | Floats, *, least: float | None = None) -> Interval | None:
        """Return the interval of independent values, none below `least`; None without any."""
        from ml.intervals import mean_interval

        if len(values) < 2:
            return cls(mean=float(values[0]), low=None, high=None) if len(values) else None
        found = mean_interval(values)
        low = found.low if least is None else max(found.low, least)
        return cls(mean=found.mean, low=low, high=found.high)


class Rival(Shape):
    """Somebody else's probabilities on the same matches as ours."""

    #: matches on which both speak
    n: int
    brier: float
    rps: float
    log_loss: float
    #: ours on these matches
    model_rps: float
    model_log_loss: float
    #: ours less theirs: below zero we are better
    rps_difference: Interval
    log_loss_difference: Interval

    @classmethod
    def of(cls, ledger: pd.DataFrame, name: str) -> Rival | None:
        """Read a yardstick from a ledger of `ml.ledger`; None where it is silent."""
        both = ledger[ledger[f"{name}_rps"].notna()]
        ranked = Interval.of((both["rps"] - both[f"{name}_rps"]).to_numpy())
        logged = Interval.of((both["log_loss"] - both[f"{name}_log_loss"]).to_numpy())
        if ranked is None or logged is None:
            return None
        means = both.mean(numeric_only=True)
        return cls(
            n=len(both),
            brier=means[f"{name}_brier"],
            rps=means[f"{name}_rps"],
            log_loss=means[f"{name}_log_loss"],
            model_rps=means["rps"],
            model_log_loss=means["log_loss"],
            rps_difference=ranked,
            log_loss_difference=logged,
        )


class Rivals(Shape):
    """The bookmakers' average with its margin taken out, at two moments."""

    #: before kick-off, when forecasts are made
    prematch: Rival | None
    closing: Rival | None


class Scores(Shape):
    """How good some forecasts were."""

    #: matches scored
    n: int
    #: sum of squares over the outcomes, 0 (best) to 2
    brier: float
    #: ranked probability score, 0 (best) to 1
    rps: float
    #: natural log
    log_loss: float
    #: share of the matches in which the likeliest outcome came
    hit_rate: float

    @classmethod
    def of(cls, ledger: pd.DataFrame) -> Scores | None:
        """Read our scores from a ledger of `ml.ledger`; None where it is empty."""
        if ledger.empty:
            return None
        means = ledger[["brier", "rps", "log_loss", "hit"]].mean()
        return cls(
            n=len(ledger),
            brier=means["brier"],
            rps=means["rps"],
            log_loss=means["log_loss"],
            hit_rate=means["hit"],
        )


class PartScores(Scores):
    """The scores of a league, a model version or a stretch of time."""

    #: our RPS less that of the base rates, and of the average price before kick-off
    beside_base_rates: Interval | None
    beside_market: Interval | None

    @classmethod
    def parts(cls, ledger: pd.DataFrame, key: pd.Series[str]) -> dict[str, PartScores]:
        """Return the scores of each part of a ledger, by its key, in the keys' order."""
        from ml.ledger import parts

        table = ledger[["brier", "rps", "log_loss", "hit"]].assign(
            base=ledger["rps"] - ledger["base_rps"], price=ledger["rps"] - ledger["price_rps"]
        )
        summed = parts(table, key).to_dict("index")
        return {str(name): cls._of(part) for name, part in summed.items()}

    @classmethod
    def _of(cls, part: Mapping[Hashable, float]) -> PartScores:
        return cls(
            n=int(part["rps_count"]),
            brier=part["brier_mean"],
            rps=part["rps_mean"],
            log_loss=part["log_loss_mean"],
            hit_rate=part["hit_mean"],
            beside_base_rates=_interval(part, "base"),
            beside_market=_interval(part, "price"),
        )


class CalibrationBin(Shape):
    """Outcomes that were given about the same probability, and how many of them came."""

    #: the probabilities from here up to there
    low: float
    high: float
    #: outcomes: of 1X2 three a match
    n: int
    #: mean probability given
    predicted: float
    #: share that happened, with its 95 % interval
    observed: float
    observed_low: float
    observed_high: float


class TipScores(Shape):
    """What became of tips: the prices that were judged."""

    n: int
    #: tips on whose selection a closing average is known
    closed: int
    #: price / fair closing odds - 1
    closing_value: Interval | None
    #: share of them that paid more than the fair closing odds
    beat_closing: float | None
    #: tips whose match has a result
    settled: int
    #: profit of one unit staked on each
    profit: Interval | None

    @classmethod
    def of(cls, closing: Sequence[float | None], profit: Sequence[float | None]) -> TipScores:
        """Sum up tips by their closing-line values and profits, None where not known yet."""
        values = [each for each in closing if each is not None]
        gains = [each for each in profit if each is not None]
        return cls(
            n=len(closing),
            closed=len(values),
            closing_value=Interval.of(values, least=LOST),
            beat_closing=sum(value > 0 for value in values) / len(values) if values else None,
            settled=len(gains),
            profit=Interval.of(gains, least=LOST),
        )


def _interval(part: Mapping[Hashable, float], name: str) -> Interval | None:
    """Read an interval from the sums of a part of a ledger."""
    if not part[f"{name}_count"]:
        return None
    alone = part[f"{name}_count"] < 2
    low, high = (None if alone else part[f"{name}_{end}"] for end in ("low", "high"))
    return Interval(mean=part[f"{name}_mean"], low=low, high=high)
