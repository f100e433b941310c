"""The right model for a match, one fit at a time, and the books kept on predictions."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.demo import ensure_demo
from knowledge.importing.importer import import_path
from knowledge.matches import MatchInfo, find_fixture, find_matches
from knowledge.predictions import PredictionRow, predictions_of
from ml.errors import TooFewMatches
from ml.model_store import ModelStore
from tests.tools.conftest import House, open_house
from tests.tools.handmade import NOW, write_matches
from tools.backtesting import backtest
from tools.errors import BadArgument, NoForecast
from tools.forecasts import Forecaster
from tools.market import Prices
from tools.pairings import Pairing, find_clubs, suppose


async def fixture_of(house: House, home: str, away: str, on: str | None = None) -> MatchInfo:
    """Return a match by the clubs' names."""
    clubs = [house.clubs.resolve(name).team for name in (home, away)]
    assert clubs[0]
    assert clubs[1]
    async with house.db.reading() as session:
        day = dt.date.fromisoformat(on) if on else None
        match = await find_fixture(session, clubs[0].id, clubs[1].id, as_of=house.now, on=day)
    assert match
    return match


async def written(house: House, match: MatchInfo) -> list[PredictionRow]:
    """Return the predictions of a match in the books."""
    async with house.db.reading() as session:
        return await predictions_of(session, match.id, as_of=house.now)


def versions(house: House) -> list[str]:
    """Return the versions on the shelf."""
    return ModelStore(house.home).versions()


async def test_no_model_knows_the_future_of_the_clock(house: House) -> None:
    house.now = dt.datetime(2023, 11, 1, 12, tzinfo=dt.UTC)
    assert await house.forecaster.serving() is None
    card = await house.forecaster.model()
    assert card.data_cutoff == dt.date(2023, 11, 1)
    assert len(versions(house)) == 2
    assert await house.forecaster.serving() is not None


async def test_a_model_that_is_there_is_not_fitted_again(house: House) -> None:
    before = versions(house)
    await house.forecaster.model()
    await house.forecaster.predict(await fixture_of(house, "Arsenal", "Chelsea"))
    assert versions(house) == before


async def test_many_who_ask_at_once_wait_for_one_fit(house: House) -> None:
    house.now = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
    match = await fixture_of(house, "Arsenal", "Newcastle")
    predictions = await asyncio.gather(*(house.forecaster.predict(match) for _ in range(4)))
    assert len({prediction.model_version for prediction in predictions}) == 1
    assert len(versions(house)) == 2


async def test_a_model_is_stale_once_weeks_of_results_came_after_it(house: House) -> None:
    assert not await house.forecaster.is_stale()
    house.now = dt.datetime(2024, 3, 10, tzinfo=dt.UTC)
    assert not await house.forecaster.is_stale()
    house.now = dt.datetime(2024, 3, 30, tzinfo=dt.UTC)
    assert await house.forecaster.is_stale()
    cards = await asyncio.gather(house.forecaster.refresh(), house.forecaster.refresh())
    assert {card.data_cutoff for card in cards} == {dt.date(2024, 3, 30)}
    assert len(versions(house)) == 2
    assert not await house.forecaster.is_stale()
    assert (await house.forecaster.refresh()).version == cards[0].version


async def test_between_fits_the_model_is_carried_on_to_new_results(house: House) -> None:
    first = await house.forecaster.model()
    house.now = dt.datetime(2024, 3, 10, tzinfo=dt.UTC)
    carried = await house.forecaster.refresh()
    assert carried.version != first.version
    assert carried.data_cutoff == dt.date(2024, 3, 10)
    assert carried.data["last_match"] > first.data["last_match"]
    assert carried.data["learned_until"] == first.data["learned_until"]
    assert carried.admission.serves
    assert first.version in carried.admission.reason
    assert carried.scores == first.scores
    assert (await house.forecaster.model()).version == carried.version
    assert (await house.forecaster.refresh()).version == carried.version
    house.now = dt.datetime(2024, 3, 30, tzinfo=dt.UTC)
    assert (await house.forecaster.refresh()).data["learned_until"] == "2024-03-30"


async def test_a_model_is_stale_once_much_more_of_its_time_is_known(
    house: House, tmp_path: Path
) -> None:
    table = tmp_path / "second.csv"
    rows = ["date,league,season,home_team,away_team,home_goals,away_goals"]
    rows += [f"2023-{month:02d}-{day:02d},E1,2023-24,Leeds,Norwich,2,1"
             for month in range(1, 10) for day in (5, 15, 25)]  # fmt: skip
    table.write_text("\n".join(rows))
    await import_path(house.db, table, now=NOW)
    assert await house.forecaster.is_stale()
    # the clock stands still, the machine's does not: of two models of one day the later one speaks
    later = Forecaster(
        house.db, ModelStore(house.home), house.clock, wall=lambda: NOW + dt.timedelta(minutes=1)
    )
    card = await later.refresh()
    assert "E1" in card.data["leagues"]
    assert not await house.forecaster.is_stale()
    assert (await house.forecaster.model()).version == card.version


@pytest.mark.parametrize("name", ["card.json", "parameters.npz"])
async def test_a_damaged_model_is_set_aside_for_a_new_one(
    house: House, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    match = await fixture_of(house, "Arsenal", "Chelsea")
    sound = await house.forecaster.predict(match)
    file = house.home / sound.model_version / name
    file.write_bytes(file.read_bytes()[:-9] + b"tampered!")
    afterwards = Forecaster(house.db, ModelStore(house.home), house.clock)
    prediction = await afterwards.predict(match)
    assert prediction.match_result == sound.match_result
    assert f"model {sound.model_version} is not used" in caplog.text


async def test_training_on_the_future_is_refused(house: House) -> None:
    with pytest.raises(BadArgument, match="earlier day"):
        await house.forecaster.train(until=house.now + dt.timedelta(days=1))


async def test_training_until_a_day_keeps_the_other_models(house: House) -> None:
    card = await house.forecaster.train(until=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    assert card.data_cutoff == dt.date(2024, 1, 1)
    assert len(versions(house)) == 2


async def test_training_without_any_result_says_so(tmp_path: Path) -> None:
    empty = await open_house(tmp_path, NOW)
    with pytest.raises(TooFewMatches):
        await empty.forecaster.model()
    await empty.db.close()


async def test_a_model_of_the_demo_never_serves_real_leagues(demo: House) -> None:
    await import_path(demo.db, write_matches(demo.home), now=NOW)
    real = await open_house(demo.home, NOW)
    assert await real.forecaster.serving() is None
    prediction = await real.forecaster.predict(await fixture_of(real, "Arsenal", "Chelsea"))
    card = ModelStore(real.home).card(prediction.model_version)
    assert list(card.data["leagues"]) == ["D1", "E0"]
    await real.db.close()


async def test_a_model_of_real_leagues_never_serves_the_demo(
    handmade_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    for version in ModelStore(handmade_home).versions():
        (home / version).symlink_to(handmade_home / version)
    house = await open_house(home, NOW)
    await ensure_demo(house.db, now=NOW)
    assert await house.forecaster.serving() is None
    await house.db.close()


async def test_a_league_that_the_model_lacks_is_brought_in_by_a_new_fit(
    house: House, tmp_path: Path
) -> None:
    table = tmp_path / "italy.csv"
    rows = ["date,league,season,home_team,away_team,home_goals,away_goals"]
    for week in range(1, 9):
        rows += [f"2024-01-{week * 3:02d},I1,2023-24,Inter,Milan,{week % 3},1"]
    rows += ["2024-03-09,I1,2023-24,Milan,Inter,,"]
    table.write_text("\n".join(rows))
    await import_path(house.db, table, now=NOW)
    async with house.db.reading() as session:
        (match,) = await find_matches(session, as_of=house.now, league="I1", status="scheduled")
    prediction = await house.forecaster.predict(match)
    assert "I1" in ModelStore(house.home).card(prediction.model_version).data["leagues"]
    assert len(versions(house)) == 2
    await house.forecaster.predict(match)
    assert len(versions(house)) == 2


async def test_what_was_fitted_today_and_turned_away_is_not_fitted_again(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="tools.fitting")
    before = await house.forecaster.model()
    table = tmp_path / "newcomer.csv"
    head = "date,league,season,home_team,away_team,home_goals,away_goals"
    table.write_text(f"{head}\n2024-03-02,E0,2023-24,Luton,Arsenal,1,1")
    await import_path(house.db, table, now=NOW)
    house.now = dt.datetime(2024, 3, 4, tzinfo=dt.UTC)
    fitted = await house.forecaster.refresh()
    assert fitted.version != before.version
    # the model that serves has never seen Luton, and today's fit may not speak
    await house.forecaster.serve(before.version)
    house.now += dt.timedelta(hours=1)
    caplog.clear()
    shelved = {each.card.version: each.card for each in await house.forecaster.versions()}
    assert (await house.forecaster.refresh()).version == before.version
    assert shelved == {each.card.version: each.card for each in await house.forecaster.versions()}
    assert "fitted anew" not in caplog.text
    # tomorrow it is tried anew
    house.now += dt.timedelta(days=1)
    await house.forecaster.refresh()
    assert "fitted anew" in caplog.text


async def test_a_real_fixture_is_written_down_once(house: House) -> None:
    match = await fixture_of(house, "Arsenal", "Chelsea")
    prediction = await house.forecaster.predict(match)
    await house.forecaster.predict(match)
    (row,) = await written(house, match)
    assert row.p_home == prediction.match_result.home_win
    assert row.p_over_2_5 == prediction.over_under.over_2_5
    assert row.model_version == prediction.model_version
    assert row.predicted_at == house.now
    assert row.data_cutoff <= row.predicted_at


async def test_nothing_is_written_down_from_kick_off_on(house: House) -> None:
    house.now = dt.datetime(2024, 3, 1, 15, tzinfo=dt.UTC)
    match = await fixture_of(house, "Arsenal", "Chelsea")
    await house.forecaster.predict(match)
    assert await written(house, match) == []


async def test_the_demo_and_supposed_matches_are_not_written_down(demo: House) -> None:
    async with demo.db.reading() as session:
        (match,) = await find_matches(session, as_of=demo.now, status="scheduled", limit=1)
    await demo.forecaster.predict(match)
    assert await written(demo, match) == []


async def test_a_played_match_without_an_older_model_has_no_forecast(house: House) -> None:
    match = await fixture_of(house, "Man United", "Arsenal", on="2024-02-10")
    with pytest.raises(NoForecast):
        await house.forecaster.predict(match)


async def test_a_played_match_is_forecast_by_the_newest_older_model(house: House) -> None:
    for day in (dt.datetime(2023, 12, 1, tzinfo=dt.UTC), dt.datetime(2024, 2, 1, tzinfo=dt.UTC)):
        await house.forecaster.train(until=day)
    match = await fixture_of(house, "Man United", "Arsenal", on="2024-02-10")
    prediction = await house.forecaster.predict(match)
    assert prediction.data_cutoff == dt.datetime(2024, 2, 1, tzinfo=dt.UTC)
    assert match.score
    assert await written(house, match) == []


async def test_the_users_prices_are_set_beside_the_prediction(house: House) -> None:
    match = await fixture_of(house, "Arsenal", "Chelsea")
    known = await house.forecaster.predict(match)
    users = await house.forecaster.predict(match, odds=Prices(home=9, draw=9, away=9))
    assert known.market
    assert users.market
    assert known.market.odds != users.market.odds
    assert users.market.odds.home == 9
    assert known.match_result == users.match_result


async def test_without_prices_there_is_no_market(house: House) -> None:
    match = await fixture_of(house, "Liverpool", "Everton")
    assert (await house.forecaster.predict(match)).market is None


async def test_a_supposed_match_is_forecast_like_the_same_fixture(house: House) -> None:
    match = await fixture_of(house, "Arsenal", "Chelsea")
    known = await house.forecaster.predict(match)
    supposed = await house.forecaster.predict(replace(Pairing.of(match), match=None))
    assert supposed.match_id is None
    assert supposed.match_result == known.match_result


async def test_a_backtest_gives_a_row_for_every_match_of_the_range(house: House) -> None:
    shares: list[float] = []
    table = await backtest(
        house.db,
        (dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
        as_of=house.now,
        leagues=["E0"],
        on_progress=shares.append,
    )
    # what is after the clock is not there to be forecast
    assert set(table["date"]) == {"2024-01-01", "2024-01-21", "2024-02-10"}
    assert len(table) == 12
    assert (table["data_cutoff"] <= table["date"]).all()
    assert "Man United" in set(table["home_team"])
    assert shares[-1] == 1


async def test_a_cup_match_is_not_forecast(house: House, tmp_path: Path) -> None:
    table = tmp_path / "cup.csv"
    table.write_text(
        "date,league,season,home_team,away_team\n2024-03-12,DFB,2023-24,Dortmund,Bayern Munich\n"
    )
    await import_path(house.db, table, now=NOW)
    result = await house.result("predict_match", home_team="Dortmund", away_team="Bayern")
    assert not result["found"]
    assert "cup" in result["text"]
    assert result["data"]["reason"] == "cup"
    assert len(versions(house)) == 1


async def test_a_match_supposed_in_the_past_is_not_forecast_in_hindsight(house: House) -> None:
    async with house.db.reading() as session:
        home, away = await find_clubs(
            session, house.clubs, "Arsenal", "Chelsea", as_of=house.now, league="E0"
        )
        pairing = await suppose(session, home, away, as_of=house.now, on=dt.date(2021, 1, 5))
    with pytest.raises(NoForecast):
        await house.forecaster.predict(pairing)
