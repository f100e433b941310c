"""Predictions whose results are known: what was said, what happened, and the market's prices.

Reading settles; nothing is written. Does not know how any of it is scored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Integer,
    Tuple,
    and_,
    cast,
    distinct,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from knowledge.database import ReadSession
from knowledge.frames import read_frame
from knowledge.matches import MatchQuery, is_known
from knowledge.odds import AVERAGE, Moment
from knowledge.schema import Match, Odds, PredictionMade

if TYPE_CHECKING:
    import pandas as pd

SAID = ("p_home", "p_draw", "p_away", "p_over_2_5", "p_btts")
PRICED = ("home", "draw", "away", "over_2_5", "under_2_5")
#: how columns of prices begin, and of when the prices are
PREFIXES: Mapping[str, Moment] = {"avg": "prematch", "close": "closing"}
#: base rates are those of the results in so long before a day
BASE_YEARS = dt.timedelta(days=5 * 365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Which:
    """Which matches a record is of; without a bound, all."""

    #: league id ("E0")
    league: str | None = None
    #: days of the matches, both included
    first: dt.date | None = None
    last: dt.date | None = None
    model_version: str | None = None

    def matches(self) -> list[ColumnElement[bool]]:
        """Return the conditions on the matches."""
        return [
            *([Match.league_id == self.league] if self.league else []),
            *([Match.date >= self.first] if self.first else []),
            *([Match.date <= self.last] if self.last else []),
        ]


async def settled_frame(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    which: Which | None = None,
    said: Sequence[str] = SAID,
    priced: Sequence[str] = PRICED,
) -> pd.DataFrame:
    """Return the predictions whose results are known at `as_of`, in order of the matches' days.

    Each match is there once, with the last prediction before its kick-off, or with the one of
    `which.model_version`. Awarded games are left out.

    Parameters
    ----------
    said, priced
        Which of `SAID` and `PRICED` are read: a long record takes its time.

    Returns
    -------
    pandas.DataFrame
        `match_id, league, season, date` (datetime64), `model_version`; the probabilities `said`;
        `home_goals, away_goals`; the market's average decimal prices of `priced` before kick-off,
        `avg_*`, and at closing, `close_*`, NaN where unknown.
    """
    which = which or Which()
    query: MatchQuery = (
        select(
            Match.id.label("match_id"),
            Match.league_id.label("league"),
            *(Match.season, Match.date, PredictionMade.model_version),
            *(getattr(PredictionMade, name) for name in said),
            *(Match.home_goals, Match.away_goals),
        )
        .join(PredictionMade, PredictionMade.match_id == Match.id)
        .where(is_known(as_of), Match.awarded.is_(False), *which.matches())
        .where(_is_last(as_of, which.model_version))
        .order_by(Match.date, Match.id)
    )
    for prefix, moment in PREFIXES.items() if priced else ():
        query = _with_prices(query, prefix, moment, priced, as_of)
    return await read_frame(session, query)


async def count_waiting(
    session: ReadSession, *, as_of: dt.datetime, which: Which | None = None
) -> int:
    """Return how many matches have a prediction at `as_of` and no result yet."""
    which = which or Which()
    query = (
        select(func.count(distinct(Match.id)))
        .join(PredictionMade, PredictionMade.match_id == Match.id)
        .where(PredictionMade.predicted_at <= as_of, ~is_known(as_of), *which.matches())
    )
    if which.model_version:
        query = query.where(PredictionMade.model_version == which.model_version)
    return await session.scalar(query) or 0


async def count_settled(
    session: ReadSession,
    *,
    after: dt.datetime,
    as_of: dt.datetime,
    leagues: Sequence[str] = (),
    teams: Sequence[str] = (),
) -> int:
    """Return how many predicted matches got their results after one instant and by another.

    With leagues or clubs (ids), only matches in those or of those. Awarded games are left out.
    """
    sides = [side.in_(teams) for side in (Match.home_id, Match.away_id) if teams]
    within = [*sides, *([Match.league_id.in_(leagues)] if leagues else [])]
    made = select(PredictionMade.id).where(
        PredictionMade.match_id == Match.id, PredictionMade.predicted_at <= as_of
    )
    query = (
        select(func.count())
        .select_from(Match)
        .where(is_known(as_of), Match.known_from > after, Match.awarded.is_(False), made.exists())
    )
    return await session.scalar(query.where(or_(*within)) if within else query) or 0


async def base_rates(session: ReadSession, *, before: dt.date) -> pd.DataFrame:
    """Return how often things happened in each league in the `BASE_YEARS` before a day.

    Returns
    -------
    pandas.DataFrame
        `league, matches` (how many), and the shares `home, draw, away, over_2_5, btts`. Leagues
        without results are left out.
    """
    lead, goals = Match.home_goals - Match.away_goals, Match.home_goals + Match.away_goals
    shares: dict[str, ColumnElement[bool]] = {
        "home": lead > 0,
        "draw": lead == 0,
        "away": lead < 0,
        "over_2_5": goals > 2,
        "btts": and_(Match.home_goals > 0, Match.away_goals > 0),
    }
    midnight = dt.datetime.combine(before, dt.time(), dt.UTC)
    query = (
        select(
            Match.league_id.label("league"),
            func.count().label("matches"),
            *(func.avg(cast(what, Integer)).label(name) for name, what in shares.items()),
        )
        .where(is_known(midnight), Match.awarded.is_(False))
        .where(Match.date >= before - BASE_YEARS, Match.date < before)
        .group_by(Match.league_id)
    )
    return await read_frame(session, query)


def _is_last(as_of: dt.datetime, model_version: str | None) -> ColumnElement[bool]:
    """Return the condition that no later prediction of the match was made by `as_of`.

    Under a clock that stands still the one with the newer data counts as the later. (Numbering
    the predictions of each match in a window takes twice as long.)
    """
    other = aliased(PredictionMade)

    def counts(made: type[PredictionMade]) -> ColumnElement[bool]:
        in_time = made.predicted_at <= as_of
        return and_(in_time, made.model_version == model_version) if model_version else in_time

    def place(made: type[PredictionMade]) -> Tuple:
        return tuple_(made.predicted_at, made.data_cutoff, made.id)

    later = select(other.id).where(
        other.match_id == PredictionMade.match_id,
        counts(other),
        place(other) > place(PredictionMade),
    )
    return and_(counts(PredictionMade), ~later.exists())


def _with_prices(
    query: MatchQuery, prefix: str, moment: Moment, priced: Sequence[str], as_of: dt.datetime
) -> MatchQuery:
    book = aliased(Odds)
    offered = and_(
        book.match_id == Match.id,
        book.book == AVERAGE,
        book.moment == moment,
        book.as_of <= as_of,
    )
    prices = (getattr(book, name).label(f"{prefix}_{name}") for name in priced)
    return query.add_columns(*prices).outerjoin(book, offered)
