"""The agent that predicts: once a model, before kick-off, settled after; and its single tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.errors import BadTask, NotItsTask
from knowledge.agents import AgentInfo
from knowledge.errors import NotFound
from knowledge.matches import find_matches
from knowledge.predictions import predictions_of
from knowledge.tasks import TaskType, begin_task, complete_task
from tests.graph.agents_at_work import Office, later, open_office
from tests.knowledge.at_work import active_agent, ask
from tests.tools.conftest import House, demo_home, handmade_home, house
from tests.tools.conftest import demo as demo
from tools.accuracy import accuracy_of

__all__ = ["demo_home", "handmade_home", "house"]


async def coming(house: House, league: str = "E0", days: int = 7) -> list[Any]:
    async with house.db.reading() as session:
        last = house.now.date() + dt.timedelta(days=days - 1)
        return await find_matches(
            session,
            as_of=house.now,
            league=league,
            date_from=house.now.date(),
            date_to=last,
            status="scheduled",
        )


async def test_every_coming_match_is_predicted_once_and_settled(house: House) -> None:
    office = open_office(house)
    agent = await office.hire(leagues=["Premier League"], days_ahead=31)
    ahead = await coming(house, days=31)
    assert ahead
    first = await office.do(agent, "update_predictions")
    assert first["predicted"] == len(ahead) == len(first["prediction_ids"])
    assert (first["already"], first["settled"], first["failed"]) == (0, 0, [])
    assert office.progress[-1][:2] == (len(ahead), len(ahead))
    async with house.db.reading() as session:
        for match in ahead:
            made = await predictions_of(session, match.id, as_of=house.now)
            assert [each.model_version for each in made] == [first["model_version"]]
            assert made[0].predicted_at < match.starts
    again = await office.do(agent, "update_predictions")
    assert (again["predicted"], again["already"]) == (0, len(ahead))
    later(house, days=31)
    done = await office.do(agent, "update_predictions")
    assert done["settled"] == len(ahead)
    assert done["model_version"] != first["model_version"]


async def done(office: Office, agent: AgentInfo, type_: TaskType, **given: Any) -> dict[str, Any]:
    """Do a task, and put its result into the books."""
    task = await ask(office.house.db, agent, type=type_, input=given)
    result: dict[str, Any] = await office.do(agent, type_, given, task_id=task.id)
    now = office.house.now
    async with office.house.db.writing() as session:
        await begin_task(session, task.id, now=now)
        await complete_task(session, task.id, result=result, now=now)
    return result


async def test_what_others_had_written_down_counts_for_whoever_gave_it_too(house: House) -> None:
    office = open_office(house)
    first, second = [await office.hire(leagues=["E0"], days_ahead=31) for _ in range(2)]
    scout = await office.hire("custom")
    match, *others = await coming(house, days=31)
    wrote = await done(office, first, "update_predictions")
    gave = await done(office, second, "update_predictions")
    assert (gave["predicted"], gave["prediction_ids"]) == (0, wrote["prediction_ids"])
    assert (await done(office, second, "update_predictions"))["prediction_ids"] == []
    (one,) = (await done(office, scout, "predict_match", match_id=match.id))["prediction_ids"]
    batch = [match.id, others[0].id, "nothing"]
    two = (await done(office, scout, "batch_predict", matches=batch))["prediction_ids"]
    assert {one} < set(two) < set(wrote["prediction_ids"])
    later(house, days=31)
    async with house.db.reading() as session:
        scores = [
            await accuracy_of(session, agent.id, as_of=house.now)
            for agent in (first, second, scout)
        ]
    assert scores[0] == scores[1]
    assert [score and score.settled for score in scores] == [len(others) + 1, len(others) + 1, 2]


async def test_a_task_done_again_counts_and_writes_the_same(house: House) -> None:
    office = open_office(house)
    agent = await office.hire(leagues=["E0"], days_ahead=31)
    await office.do(agent, "update_predictions")
    later(house, days=31)
    first = await office.do(agent, "update_predictions", task_id="task-again")
    later(house, minutes=1)
    again = await office.do(agent, "update_predictions", task_id="task-again")
    assert again["settled"] == first["settled"] > 0
    assert again["predicted"] == 0


async def test_a_club_is_enough_and_a_task_may_name_others(house: House) -> None:
    office = open_office(house)
    agent = await office.hire(teams=["Arsenal"], days_ahead=31)
    of_arsenal = [
        m for m in await coming(house, days=31) if "Arsenal" in (m.home.name, m.away.name)
    ]
    assert (await office.do(agent, "update_predictions"))["predicted"] == len(of_arsenal)
    german = await office.do(agent, "update_predictions", {"leagues": ["Bundesliga"]})
    assert german["predicted"] == len(await coming(house, "D1", days=31))


async def test_what_is_no_league_any_more_widens_nothing(house: House) -> None:
    office = open_office(house)
    told = {"leagues": ["Serie Z"], "days_ahead": 31}
    agent = await active_agent(house.db, type="analysis", configuration=told)
    result = await office.do(agent, "update_predictions")
    assert (result["predicted"], result["already"], result["demo"]) == (0, 0, 0)


async def test_predictions_of_the_demo_are_not_kept_and_said_so(demo: House) -> None:
    office = open_office(demo)
    result = await office.do(await office.hire(), "update_predictions")
    assert result["demo"] > 0
    assert result["predicted"] == result["already"] == 0
    assert result["failed"] == []


async def test_one_match_by_names_or_by_id(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("analysis")
    match = (await coming(house, days=31))[0]
    by_id = await office.do(agent, "predict_match", {"match_id": match.id})
    names = {"home_team": match.home.name, "away_team": match.away.name}
    by_names = await office.do(agent, "predict_match", names)
    at = {**names, "kickoff": match.starts.isoformat()}
    assert by_id == by_names == await office.do(agent, "predict_match", at)
    on = {**names, "date": match.date.isoformat(), "league": match.league_id}
    assert by_id == await office.do(agent, "predict_match", on)
    assert by_id["match_id"] == match.id


async def test_in_a_batch_a_bad_item_fails_alone(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("custom", prompt="Hello")
    match = (await coming(house, days=31))[0]
    given = [match.id, {"match_id": "nothing"}, {"home_team": "Arsenal"}, {"match_id": match.id}]
    result = await office.do(agent, "batch_predict", {"matches": given})
    assert (result["succeeded"], result["failed"]) == (2, 2)
    assert [item["error"] is None for item in result["predictions"]] == [True, False, False, True]
    assert "away_team" in result["predictions"][2]["error"]
    assert office.progress[-1][:2] == (4, 4)


async def test_a_task_that_its_tools_do_not_allow_is_refused(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("custom", prompt="Hello", tools=["find_matches"])
    with pytest.raises(NotItsTask, match="predict_match"):
        await office.do(agent, "predict_match", {"match_id": "m"})
    with pytest.raises(NotItsTask, match="predict_match"):
        await office.do(agent, "generate_insights", {"match_id": "m"})
    with pytest.raises(NotItsTask, match="team_report"):
        await office.do(agent, "generate_insights", {"team": "Arsenal"})
    with pytest.raises(NotItsTask, match=r"input\.workflow"):
        await office.do(agent, "workflow_prediction", {})
    with pytest.raises(BadTask, match="No workflows"):
        await office.do(agent, "workflow_prediction", {"workflow": "standard"})


async def test_a_workflow_is_started_once_a_task(house: House) -> None:
    asked: list[tuple[str, dict[str, Any], str]] = []

    async def starts(workflow_id: str, input_data: Any, agent: Any, *, task_id: str) -> str:
        asked.append((workflow_id, dict(input_data), task_id))
        if workflow_id == "unknown":
            raise NotFound("There is no such workflow.")
        return f"exec-{task_id}"

    office = open_office(house, starts=starts)
    agent = await office.hire("workflow", workflow="standard", input={"match_id": "m"})
    assert await office.do(agent, "workflow_prediction", task_id="task-1") is None
    other = {"workflow": "real_time", "input": {}}
    await office.do(agent, "workflow_prediction", other, task_id="task-2")
    assert asked == [("standard", {"match_id": "m"}, "task-1"), ("real_time", {}, "task-2")]
    await office.do(agent, "workflow_prediction", {"match_id": "n"}, task_id="task-3")
    scout = await office.hire("prediction")
    await office.do(scout, "workflow_prediction", {"match_id": "o"}, task_id="task-4")
    assert asked[2:] == [("standard", {"match_id": name}, f"task-{n}") for name, n in ("n3", "o4")]
    with pytest.raises(NotFound):
        await office.do(agent, "workflow_prediction", {"workflow": "unknown"})
