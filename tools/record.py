"""The track record: predictions written down before kick-off, beside what the results said.

Only settled predictions count, each match once. Beside the model stand the league's base rates
from before the first of these matches, and the bookmakers' average before kick-off and at closing,
on the same matches; beside all of them the prices that were judged for a user, and what became of
those. Knows no model: it reads the books.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from knowledge.database import ReadSession
from knowledge.holds import holds_of
from knowledge.settlement import Which, base_rates, count_waiting, settled_frame
from knowledge.tips import TipOutcome, TipVerdict, tips_of
from tools.scores import (
    CalibrationBin,
    PartScores,
    Rival,
    Rivals,
    Scores,
    Shape,
    TipScores,
)
from tools.tips import closing_line_value, profit

if TYPE_CHECKING:
    import pandas as pd

    from ml.trials import Trial

Market = Literal["1x2", "over_2_5", "btts"]
Period = Literal["month", "season"]

#: bins of the calibration table
BINS = 20
#: a league with fewer results takes the base rates of all leagues together
FEWEST = 100
RATES = ("home", "draw", "away", "over_2_5", "btts")
#: market → the probabilities and prices that its scores are made of
READ: Mapping[Market, tuple[Sequence[str], Sequence[str]]] = {
    "1x2": (("p_home", "p_draw", "p_away"), ("home", "draw", "away")),
    "over_2_5": (("p_over_2_5",), ("over_2_5", "under_2_5")),
    "btts": (("p_btts",), ()),
}


class Tips(TipScores):
    """A user's tips, all of them and by what they were called."""

    #: "value", "thin", "no_bet": those that there are
    by_verdict: dict[str, TipScores]


class TrackRecord(Shape):
    """How good the settled predictions were; None where there is nothing to score."""

    #: nothing later was known
    as_of: dt.datetime
    #: which market is scored
    scored: Market
    #: matches settled, and matches predicted that have no result yet
    n: int
    waiting: int
    #: days of the first and the last match settled
    first: dt.date | None
    last: dt.date | None
    model: Scores | None
    base_rates: Rival | None
    market: Rivals
    #: mean distance of the predicted from the observed over the bins; small numbers inflate it
    calibration_error: float | None
    calibration: list[CalibrationBin]
    by_league: dict[str, PartScores]
    by_model: dict[str, PartScores]
    by_period: dict[str, PartScores]
    #: None when no user was named, or betting advice is kept from him
    tips: Tips | None


async def track_record(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    user_id: str | None = None,
    which: Which | None = None,
    market: Market = "1x2",
    period: Period = "month",
) -> TrackRecord:
    """Return the track record of predictions whose results are known at `as_of`.

    Parameters
    ----------
    user_id
        Whose tips stand beside it, unless betting advice is kept from him.
    which
        Which matches and model version; default: all.
    market
        Which of the predicted markets is scored.
    period
        Whether `by_period` goes by month or by season.
    """
    said, priced = READ[market]
    frame = await settled_frame(session, as_of=as_of, which=which, said=said, priced=priced)
    waiting = await count_waiting(session, as_of=as_of, which=which)
    tips = None
    # what judged prices would have earned is no news for who keeps away from them
    if user_id and not await holds_of(session, user_id, now=as_of):
        tips = tip_scores(await tips_of(session, user_id, as_of=as_of, which=which))
    head = {"as_of": as_of, "scored": market, "waiting": waiting, "tips": tips}
    if frame.empty:
        return TrackRecord.model_validate({**NOTHING, **head})
    rates = await base_rates(session, before=frame["date"].iloc[0].date())
    scored = await asyncio.to_thread(_score, frame, rates, market, period)
    return TrackRecord.model_validate({**head, **scored})


def tip_scores(outcomes: Sequence[TipOutcome]) -> Tips:
    """Sum up what became of tips."""
    by_verdict = {
        verdict: [each for each in outcomes if each.tip.verdict == verdict]
        for verdict in get_args(TipVerdict)
    }
    parts = {name: _tip_scores(some) for name, some in by_verdict.items() if some}
    return Tips(**_tip_scores(outcomes).model_dump(), by_verdict=parts)


#: the record before anything is settled
NOTHING: dict[str, object] = {
    "n": 0,
    "first": None,
    "last": None,
    "model": None,
    "base_rates": None,
    "market": {"prematch": None, "closing": None},
    "calibration_error": None,
    "calibration": [],
    "by_league": {},
    "by_model": {},
    "by_period": {},
}


def _tip_scores(outcomes: Sequence[TipOutcome]) -> TipScores:
    return TipScores.of(
        [closing_line_value(each) for each in outcomes], [profit(each) for each in outcomes]
    )


def _score(
    frame: pd.DataFrame, rates: pd.DataFrame, market: Market, period: Period
) -> dict[str, object]:
    """Return all that is scored of one or more settled predictions; slow work for a thread."""
    from ml.evaluation import calibration_error
    from ml.ledger import ledger
    from ml.trials import trials_of

    trial = trials_of(_with_rates(frame, rates))[market]
    losses = ledger(trial)
    when = frame["season"] if period == "season" else frame["date"].dt.strftime("%Y-%m")
    return {
        "n": len(frame),
        "first": frame["date"].iloc[0].date(),
        "last": frame["date"].iloc[-1].date(),
        "model": Scores.of(losses),
        "base_rates": Rival.of(losses, "base"),
        "market": Rivals(prematch=Rival.of(losses, "price"), closing=Rival.of(losses, "closing")),
        "calibration_error": calibration_error(trial.chances, trial.happened, bins=BINS),
        "calibration": _calibration(trial),
        "by_league": PartScores.parts(losses, frame["league"]),
        "by_model": PartScores.parts(losses, frame["model_version"]),
        "by_period": PartScores.parts(losses, when),
    }


def _with_rates(frame: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with each league's base rates, `base_*`, NaN where there are no results."""
    columns = [f"base_{name}" for name in RATES]
    rates = rates.set_index("league")
    shares = rates[list(RATES)].set_axis(columns, axis="columns")
    everywhere = shares.mul(rates["matches"], axis="index").sum() / rates["matches"].sum()
    # what never happened, or always, in a handful of matches is no rate
    everywhere = everywhere.where((everywhere > 0) & (everywhere < 1))
    joined = frame.join(shares[rates["matches"] >= FEWEST], on="league")
    return joined.fillna(everywhere.to_dict())


def _calibration(trial: Trial) -> list[CalibrationBin]:
    from ml.evaluation import calibration_table
    from ml.intervals import share_interval

    table = calibration_table(trial.chances, trial.happened, bins=BINS)
    low, high = share_interval(table["happened"] * table["count"], table["count"])
    return [
        CalibrationBin(
            low=row["low"],
            high=row["high"],
            n=int(row["count"]),
            predicted=row["said"],
            observed=row["happened"],
            observed_low=float(at_least),
            observed_high=float(at_most),
        )
        for row, at_least, at_most in zip(table.to_dict("records"), low, high, strict=True)
    ]
