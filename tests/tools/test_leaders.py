"""Clubs of a league side by side: counted again from the list of results."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.leaders import SUMS, Played, Season, ranked, seasons_of
from knowledge.matches import MatchInfo, TeamRef, find_matches
from tests.tools.conftest import House


async def results(house: House, league: str = "E0") -> list[MatchInfo]:
    """Return the results of the season, oldest first."""
    async with house.db.reading() as session:
        return await find_matches(
            session, as_of=house.now, league=league, status="finished", limit=1000,
            date_from=house.now.date().replace(year=2023, month=7),
        )  # fmt: skip


def of(result: dict[str, Any], market: str) -> dict[str, dict[str, Any]]:
    """Return the facts of a market: club → outcome → value."""
    found: dict[str, dict[str, Any]] = {}
    for one in result["facts"]:
        if one["market"] == market:
            found.setdefault(one["subject"], {})[one["outcome"]] = one["value"]
    return found


async def leaders(house: House, what: str, **asked: Any) -> dict[str, Any]:
    return await house.result("league_leaders", what=what, **asked)


async def test_goals_are_those_of_the_results(house: House) -> None:
    scored: dict[str, int] = {}
    for match in await results(house):
        for team in (match.home, match.away):
            scored[team.name] = scored.get(team.name, 0) + match.goals_of(team.id)[0]
    result = await leaders(house, "goals scored", league="Premier League")
    told = of(result, "table")
    best = sorted(scored.values(), reverse=True)[: len(told)]
    assert {team: row["goals_for"] for team, row in told.items()} == {
        team: goals for team, goals in scored.items() if team in told
    }
    assert [told[row["team"]]["goals_for"] for row in result["data"]["rows"]] == best


async def test_the_best_defence_has_conceded_the_fewest(house: House) -> None:
    most = await leaders(house, "defence", league="E0")
    fewest = await leaders(house, "defence", league="E0", order="fewest")
    assert max(row["goals_against"] for row in of(fewest, "table").values()) <= max(
        row["goals_against"] for row in of(most, "table").values()
    )
    assert "Fewest goals against" in fewest["text"]


@pytest.mark.parametrize("venue", ["home", "away"])
async def test_a_record_at_a_venue_counts_the_matches_there_alone(house: House, venue: str) -> None:
    result = await leaders(house, "record", league="E0", venue=venue)
    matches = await results(house)
    for row in result["data"]["rows"]:
        figures = of(result, "record")[row["team"]]
        there = [one for one in matches if getattr(one, venue).name == row["team"]]
        goals = [one.goals_of(getattr(one, venue).id) for one in there]
        assert figures[f"{venue}_played"] == len(there)
        assert figures[f"{venue}_points"] == sum(3 * (a > b) + (a == b) for a, b in goals)
        assert figures[f"{venue}_goals_for"] == sum(a for a, _ in goals)


async def test_form_is_counted_over_the_newest_matches(house: House) -> None:
    result = await leaders(house, "form", league="E0", last=4)
    assert all(row["played"] == 4 for row in of(result, "form").values())


@pytest.mark.parametrize("what", ["winning", "unbeaten", "losing", "scoring"])
async def test_a_run_is_what_the_club_s_own_report_says(house: House, what: str) -> None:
    result = await leaders(house, what, league="E0")
    for row in result["data"]["rows"]:
        report = await house.result("team_report", team=row["team"])
        own = of(report, "streak")[row["team"]]
        assert of(result, "streak")[row["team"]][f"{what}_now"] == own[f"{what}_now"]


async def test_every_club_on_a_run_of_so_many_is_named(house: House) -> None:
    every = await leaders(house, "unbeaten", league="E0", at_least=1)
    some = await leaders(house, "unbeaten", league="E0", at_least=3)
    runs = {team: row["unbeaten_now"] for team, row in of(every, "streak").items()}
    named = {row["team"] for row in some["data"]["rows"]}
    assert named == {team for team, run in runs.items() if run >= 3}
    assert of(some, "leaders")["clubs"]["fitting"] == len(named)


async def test_without_a_league_all_that_are_under_way_are_compared(house: House) -> None:
    result = await leaders(house, "unbeaten", at_least=1)
    assert {row["league"] for row in result["data"]["rows"]} == {"E0", "D1"}
    assert result["data"]["league"] is None


async def test_later_results_are_not_known(house: House, altered: House) -> None:
    for what in ("goals_for", "winning"):
        here, there = [await leaders(one, what, league="E0") for one in (house, altered)]
        assert here["text"] == there["text"]


async def test_days_and_seasons_are_kept_to(house: House) -> None:
    whole = of(await leaders(house, "won", league="E0"), "table")
    part = of(
        await leaders(house, "won", league="E0", date_from="2024-01-01", date_to="2024-02-28"),
        "table",
    )
    assert max(row["played"] for row in part.values()) < max(
        row["played"] for row in whole.values()
    )
    before = await leaders(house, "won", league="E0", season="2022/23")
    assert before["data"]["season"] == "2022-23"
    assert all(row["played"] == 14 for row in of(before, "table").values())


@pytest.mark.parametrize(
    ("args", "wants"),
    [({"what": "corners"}, "what takes"), ({"what": "won", "venue": "moon"}, "venue takes")],
)
async def test_what_is_not_counted_is_refused(
    house: House, args: dict[str, Any], wants: str
) -> None:
    assert wants in (await house.refusal("league_leaders", **args))["error"]


def club(name: str, *scores: tuple[int, int], awarded: bool = False) -> Season:
    import datetime as dt

    games = tuple(
        Played(
            date=dt.date(2024, 1, day), scored=scored, conceded=conceded, at_home=day % 2 == 1,
            awarded=awarded and day == 1,
        )
        for day, (scored, conceded) in enumerate(scores, start=1)
    )  # fmt: skip
    return Season(team=TeamRef(name, name), league_id="E0", season="2023-24", games=games)


def test_of_equals_who_needed_fewer_matches_is_first() -> None:
    one, other = club("A", (2, 0), (0, 1)), club("B", (2, 0))
    by_goals = ranked([one, other], lambda each: each.sums()["goals_for"], fewest=False)
    assert [each.team.name for each, _ in by_goals] == ["B", "A"]
    few = ranked([club("A", (0, 0)), club("B", (1, 0), (2, 0))], _conceded, fewest=True)
    assert [each.team.name for each, _ in few] == ["B", "A"]


def _conceded(season: Season) -> int:
    return season.sums()["goals_against"]


def test_awarded_games_make_no_run() -> None:
    assert club("A", (3, 0), (1, 0), awarded=True).run("winning").current == 1
    assert club("A", (3, 0), (1, 0)).run("winning").current == 2


def test_sums_are_of_the_part_alone() -> None:
    season = club("A", (2, 1), (0, 0), (1, 3))
    assert season.sums() == {
        "points": 4, "won": 1, "drawn": 1, "lost": 1, "goals_for": 3, "goals_against": 4,
        "goal_difference": -1, "clean_sheets": 1, "blanks": 1, "both_scored": 2, "over_2_5": 2,
    }  # fmt: skip
    assert season.part(venue="away").sums()["points"] == 1
    assert season.part(newest=1).sums()["lost"] == 1
    assert set(SUMS) == set(season.sums())


async def test_a_league_without_results_has_no_clubs(house: House) -> None:
    from knowledge.errors import NotFound

    async with house.db.reading() as session:
        with pytest.raises(NotFound):
            await seasons_of(session, "E0", as_of=house.now, season="1999-00")
