"""The track record: what a backtest of the same predictions says, and nothing before its time."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import delete

from knowledge.matches import MatchInfo, find_matches
from knowledge.odds import quotes
from knowledge.predictions import PredictionRow, write_prediction
from knowledge.schema import Match
from knowledge.settlement import Which
from ml import evaluation
from ml.odds import remove_margin
from tests.knowledge.league_book import LeagueBook
from tests.tools.conftest import House
from tests.tools.handmade import NOW
from tools.backtesting import backtest
from tools.pairings import Pairing
from tools.record import Market, TrackRecord, track_record

#: three match days of the handmade leagues lie in these weeks
LATER = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)


async def record_of(
    house: House, as_of: dt.datetime | None = None, *, market: Market = "1x2", **which: object
) -> TrackRecord:
    """Return the record of the local user at a moment."""
    async with house.db.reading() as session:
        return await track_record(
            session,
            as_of=as_of or house.now,
            user_id="local",
            which=Which(**which),  # type: ignore[arg-type]
            market=market,
        )


async def matches_between(house: House, first: dt.date, last: dt.date) -> list[MatchInfo]:
    async with house.db.reading() as session:
        return await find_matches(
            session, as_of=house.now, date_from=first, date_to=last, limit=500
        )


async def live_through(house: House, until: dt.datetime) -> list[tuple[Pairing, list[float]]]:
    """Let the clock run from match day to match day, each match predicted on the day before."""
    told = []
    for match in await matches_between(house, house.now.date(), until.date()):
        day = dt.datetime.combine(match.date, dt.time(), dt.UTC)
        house.now = max(NOW, day - dt.timedelta(hours=12))
        made = await house.forecaster.predict(Pairing.of(match))
        result = made.match_result
        told.append((Pairing.of(match), [result.home_win, result.draw, result.away_win]))
    house.now = until
    return told


async def test_a_record_starts_empty(house: House) -> None:
    record = await record_of(house)
    assert (record.n, record.waiting, record.model, record.calibration) == (0, 0, None, [])
    assert (record.base_rates, record.market.prematch, record.market.closing) == (None, None, None)
    assert record.tips
    assert (record.tips.n, record.tips.by_verdict) == (0, {})


async def test_the_record_grows_as_results_arrive(house: House) -> None:
    (one, *_) = await matches_between(house, house.now.date(), house.now.date())
    await house.forecaster.predict(Pairing.of(one))
    assert one.kickoff
    before = await record_of(house, one.kickoff + dt.timedelta(minutes=149))
    after = await record_of(house, one.kickoff + dt.timedelta(minutes=150))
    assert (before.n, before.waiting) == (0, 1)
    assert (after.n, after.waiting) == (1, 0)


async def test_an_earlier_clock_shows_what_was_settled_then(house: House) -> None:
    told = await live_through(house, LATER)
    days = sorted({pairing.date for pairing, _ in told})
    counts = []
    for day in days:
        night = dt.datetime.combine(day, dt.time(23), dt.UTC)
        record = await record_of(house, night)
        counts.append(record.n)
        assert record.n == sum(pairing.date <= day for pairing, _ in told)
        assert record.last == day
    assert counts == sorted(set(counts))
    assert counts[-1] == len(told)


async def test_the_record_is_what_evaluation_says_of_the_same_numbers(house: House) -> None:
    told = await live_through(house, LATER)
    settled = {match.id: match for match in await matches_between(house, NOW.date(), LATER.date())}
    chances = np.array([chance for _, chance in told])
    goals = [settled[p.match.id].goals_of(p.home.id) for p, _ in told if p.match]
    happened = evaluation.outcomes([home for home, _ in goals], [away for _, away in goals])
    record = await record_of(house)
    assert record.model
    assert record.n == len(told) == len(goals) > 10
    assert record.model.rps == pytest.approx(evaluation.rps(chances, happened).mean())
    assert record.model.log_loss == pytest.approx(evaluation.log_loss(chances, happened).mean())
    assert record.model.brier == pytest.approx(evaluation.brier(chances, happened).mean())
    assert record.model.hit_rate == pytest.approx((chances.argmax(axis=1) == happened).mean())
    assert sum(each.n for each in record.calibration) == 3 * len(told)
    assert record.calibration_error == pytest.approx(
        evaluation.calibration_error(chances, happened)
    )
    assert sum(part.n for part in record.by_league.values()) == len(told)
    assert set(record.by_league) == {"E0", "D1"}
    assert sum(part.n for part in record.by_period.values()) == len(told)
    assert set(record.by_period) == {"2024-03", "2024-04"}


async def test_the_record_is_what_a_backtest_of_the_same_predictions_says(house: House) -> None:
    house.now = LATER
    days = dt.date(2024, 1, 1), dt.date(2024, 4, 30)
    table = await backtest(house.db, days, as_of=house.now, odds="past")
    matches = {
        (each.date.isoformat(), each.home.name): each
        for each in await matches_between(house, *days)
    }
    async with house.db.writing() as session:
        for row in table.to_dict("records"):
            day = dt.datetime.fromisoformat(row["date"]).replace(tzinfo=dt.UTC)
            chances = {name: row[name] for name in ("p_home", "p_draw", "p_away")}
            more = {name: row[name] for name in ("p_over_2_5", "p_btts", "model_version")}
            await write_prediction(
                session,
                PredictionRow(
                    match_id=matches[row["date"], row["home_team"]].id,
                    data_cutoff=dt.datetime.fromisoformat(row["data_cutoff"]).replace(
                        tzinfo=dt.UTC
                    ),
                    predicted_at=day,
                    **chances,
                    **more,
                ),
            )
    results = [matches[row["date"], row["home_team"]] for row in table.to_dict("records")]
    goals = np.array([each.goals_of(each.home.id) for each in results])
    for market, said, happened in (
        (
            "1x2",
            table[["p_home", "p_draw", "p_away"]].to_numpy(),
            np.sign(goals[:, 1] - goals[:, 0]) + 1,
        ),
        ("over_2_5", _two(table["p_over_2_5"]), (goals.sum(axis=1) < 3).astype(int)),
        ("btts", _two(table["p_btts"]), (goals.min(axis=1) == 0).astype(int)),
    ):
        record = await record_of(house, market=market)  # type: ignore[arg-type]
        assert record.n == len(table)
        assert record.model
        assert record.model.rps == pytest.approx(evaluation.rps(said, happened).mean())
        assert record.model.log_loss == pytest.approx(evaluation.log_loss(said, happened).mean())
        assert set(record.by_model) == set(table["model_version"])


def _two(first: pd.Series[float]) -> np.ndarray:
    return np.column_stack([first, 1 - first])


async def test_the_market_and_the_base_rates_are_scored_on_the_same_matches(house: House) -> None:
    told = await live_through(house, LATER)
    record = await record_of(house)
    market = record.market.prematch
    assert record.base_rates
    assert record.model
    assert market
    # the handmade league has no closing prices
    assert record.market.closing is None
    assert record.base_rates.n == market.n == len(told)
    assert market.model_rps == pytest.approx(record.model.rps)
    assert market.rps_difference.mean == pytest.approx(record.model.rps - market.rps)
    assert market.rps_difference.low is not None
    assert market.rps_difference.low < market.rps_difference.mean
    prices, happened = [], []
    for match in await matches_between(house, NOW.date(), LATER.date()):
        home, away = match.goals_of(match.home.id)
        happened.append(1 - int(np.sign(home - away)))
        async with house.db.reading() as session:
            (quote,) = await quotes(session, match.id, as_of=LATER)
        prices.append([quote.home or 0, quote.draw or 0, quote.away or 0])
    fair = remove_margin(prices)
    assert market.rps == pytest.approx(evaluation.rps(fair, happened).mean())


async def test_the_base_rates_are_those_of_before_the_first_match(house: House) -> None:
    await live_through(house, LATER)
    record = await record_of(house, league="E0")
    async with house.db.reading() as session:
        past = await find_matches(session, as_of=NOW, league="E0", status="finished", limit=500)
        scored = await find_matches(
            session, as_of=LATER, league="E0", date_from=NOW.date(), date_to=LATER.date(), limit=500
        )
    rates = np.array([_came(match) for match in past]).mean(axis=0)
    happened = [int(np.argmax(_came(match))) for match in scored]
    assert record.base_rates
    expected = evaluation.rps(np.tile(rates, (len(scored), 1)), happened).mean()
    assert record.base_rates.rps == pytest.approx(expected)


def _came(match: MatchInfo) -> list[float]:
    home, away = match.goals_of(match.home.id)
    return [float(home > away), float(home == away), float(home < away)]


async def test_the_future_changes_nothing_in_a_record(house: House, altered: House) -> None:
    for each in (house, altered):
        for match in await matches_between(each, each.now.date(), each.now.date()):
            await each.forecaster.predict(Pairing.of(match))
        await each.result(
            "compare_odds", home_team="Arsenal", away_team="Chelsea", selection="home", price=2
        )
    at = NOW + dt.timedelta(hours=16)
    assert await record_of(house, at) == await record_of(altered, at)


async def test_a_record_may_be_of_some_matches(house: House) -> None:
    told = await live_through(house, LATER)
    april = dt.date(2024, 4, 1)
    late = await record_of(house, first=april)
    german = await record_of(house, league="D1")
    none = await record_of(house, model_version="20200101-0")
    assert late.n == sum(pairing.date >= april for pairing, _ in told)
    assert set(late.by_period) == {"2024-04"}
    assert german.n == sum(pairing.league == "D1" for pairing, _ in told)
    assert none.n == 0


@pytest.mark.parametrize("period", ["month", "season"])
async def test_a_record_goes_by_month_or_by_season(house: House, period: str) -> None:
    await live_through(house, LATER)
    async with house.db.reading() as session:
        record = await track_record(session, as_of=house.now, period=period)  # type: ignore[arg-type]
    assert set(record.by_period) == ({"2023-24"} if period == "season" else {"2024-03", "2024-04"})
    assert record.tips is None


async def test_one_settled_match_tells_no_interval(house: House) -> None:
    (one, *_) = await matches_between(house, house.now.date(), house.now.date())
    await house.forecaster.predict(Pairing.of(one))
    record = await record_of(house, NOW + dt.timedelta(days=1))
    assert record.base_rates
    assert record.base_rates.rps_difference.low is None


async def test_a_handful_of_results_without_a_draw_is_no_base_rate(
    house: House,
) -> None:
    """Nothing that was scored is infinite: the record is JSON."""
    async with house.db.writing() as session:
        await session.execute(delete(Match).where(Match.date < NOW.date()))
        book = LeagueBook(session)
        for number in range(9):
            await book.match(f"2024-02-0{number + 1}", "Arsenal", f"Club{number}", "2-1")
    await live_through(house, LATER)
    record = await record_of(house)
    assert record.model
    assert record.base_rates is None
    assert "Infinity" not in json.dumps(record.model_dump(mode="json"))
    assert "NaN" not in json.dumps(record.model_dump(mode="json"))
