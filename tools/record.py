"""The track record: predictions written down before kick-off, beside what the results said.

Only settled predictions count, each match once. Beside the model stand the league's base rates of
the seasons before, and the bookmakers' average with its margin taken out, on the same matches.
Knows no model: it reads the books.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from knowledge.database import ReadSession
from knowledge.history import match_frame
from knowledge.predictions import SettledPrediction, settled
from tools.prediction import MARGIN_METHOD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: base rates are those of the results in so long before the first prediction
BASE_YEARS = dt.timedelta(days=5 * 365)

#: bins of the calibration table
BINS = 10


class Scores(BaseModel):
    """How good some probabilities of (home, draw, away) were; lower is better."""

    model_config = ConfigDict(frozen=True)

    #: matches scored
    n: int
    brier: float
    rps: float
    log_loss: float


class CalibrationBin(BaseModel):
    """Outcomes that were given about the same probability, and how many of them came."""

    model_config = ConfigDict(frozen=True)

    #: the probabilities from here up to there
    low: float
    high: float
    #: outcomes, three a match
    n: int
    #: mean probability given
    predicted: float
    #: share that happened
    observed: float


class TrackRecord(BaseModel):
    """How good the settled predictions were; scores are None where there is nothing to score."""

    model_config = ConfigDict(frozen=True)

    n: int
    model: Scores | None
    #: on the matches of leagues with results before the first prediction
    base_rates: Scores | None
    #: on the matches with prices: closing ones, else those before kick-off
    market: Scores | None
    #: the model on the matches that the market is scored on
    model_beside_market: Scores | None
    calibration: list[CalibrationBin]
    by_league: dict[str, Scores]
    by_model: dict[str, Scores]


async def track_record(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    league: str | None = None,
    model_version: str | None = None,
) -> TrackRecord:
    """Return the track record of predictions whose results are known at `as_of`."""
    rows = await settled(session, as_of=as_of, league=league, model_version=model_version)
    priced = [(row, triple) for row in rows if (triple := _prices(row))]
    rated = await _base_rates(session, rows)
    return TrackRecord(
        n=len(rows),
        model=_score(rows, [_given(row) for row in rows]),
        base_rates=_score([row for row, _ in rated], [rates for _, rates in rated]),
        market=_score([row for row, _ in priced], _without_margin([p for _, p in priced])),
        model_beside_market=_score([row for row, _ in priced], [_given(row) for row, _ in priced]),
        calibration=_calibration(rows),
        by_league=_grouped(rows, lambda row: row.match.league_id),
        by_model=_grouped(rows, lambda row: row.prediction.model_version),
    )


def _given(row: SettledPrediction) -> tuple[float, float, float]:
    made = row.prediction
    return made.p_home, made.p_draw, made.p_away


def _outcomes(rows: Sequence[SettledPrediction]) -> Ints:
    from ml.evaluation import outcomes

    goals = [row.match.goals_of(row.match.home.id) for row in rows]
    return outcomes([home for home, _ in goals], [away for _, away in goals])


def _score(rows: Sequence[SettledPrediction], chances: Sequence[Sequence[float]]) -> Scores | None:
    from ml import evaluation

    if not rows:
        return None
    happened = _outcomes(rows)
    return Scores(
        n=len(rows),
        brier=float(evaluation.brier(chances, happened).mean()),
        rps=float(evaluation.rps(chances, happened).mean()),
        log_loss=float(evaluation.log_loss(chances, happened).mean()),
    )


def _calibration(rows: Sequence[SettledPrediction]) -> list[CalibrationBin]:
    from ml.evaluation import calibration_table

    if not rows:
        return []
    table = calibration_table([_given(row) for row in rows], _outcomes(rows), bins=BINS)
    return [
        CalibrationBin(
            low=row["low"],
            high=row["high"],
            n=int(row["count"]),
            predicted=row["said"],
            observed=row["happened"],
        )
        for row in table.to_dict("records")
    ]


def _prices(row: SettledPrediction) -> tuple[float, float, float] | None:
    for quote in (row.closing, row.prematch):
        if quote and quote.home and quote.draw and quote.away:
            triple = (quote.home, quote.draw, quote.away)
            if min(triple) > 1:
                return triple
    return None


async def _base_rates(
    session: ReadSession, rows: Sequence[SettledPrediction]
) -> list[tuple[SettledPrediction, tuple[float, float, float]]]:
    """Return the matches whose league has results from before all of them, with its rates."""
    if not rows:
        return []
    first = min(row.prediction.data_cutoff for row in rows)
    leagues = sorted({row.match.league_id for row in rows})
    history = await match_frame(
        session, as_of=first, since=(first - BASE_YEARS).date(), leagues=leagues
    )
    lead = history["home_goals"] - history["away_goals"]
    rates = {
        str(league): (float((part > 0).mean()), float((part == 0).mean()), float((part < 0).mean()))
        for league, part in lead.groupby(history["league"])
    }
    return [(row, rates[row.match.league_id]) for row in rows if row.match.league_id in rates]


def _without_margin(prices: Sequence[tuple[float, float, float]]) -> Sequence[Sequence[float]]:
    from ml import odds

    return odds.remove_margin(prices, MARGIN_METHOD).tolist() if prices else []


def _grouped(
    rows: Iterable[SettledPrediction], key: Callable[[SettledPrediction], str]
) -> dict[str, Scores]:
    groups: dict[str, list[SettledPrediction]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    scored = {name: _score(group, [_given(r) for r in group]) for name, group in groups.items()}
    return {name: scores for name, scores in sorted(scored.items()) if scores}
