"""What an agent may be told, by its type, and when its schedule asks for it."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.agents.configuration import BY_TYPE, configure, read_configuration
from graph.agents.inputs import read_input, read_item
from graph.agents.schedule import check_line, next_due
from graph.errors import BadConfiguration, BadTask
from knowledge.agents import AgentType
from knowledge.tasks import TaskType
from knowledge.workflows import WorkflowDraft, create_workflow
from tests.graph.agents_at_work import desk_of
from tests.tools.conftest import House, handmade_home, house

__all__ = ["handmade_home", "house"]

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LEAST: dict[AgentType, dict[str, Any]] = {
    "prediction": {},
    "analysis": {},
    "monitoring": {},
    "insight": {},
    "workflow": {},
    "custom": {},
}


def test_every_type_has_a_configuration() -> None:
    assert set(BY_TYPE) == set(get_args(AgentType)) == set(LEAST)


@pytest.mark.parametrize("type_", LEAST)
def test_what_is_kept_is_read_again_as_it_was(type_: AgentType) -> None:
    read = read_configuration(type_, LEAST[type_])
    assert read_configuration(type_, read.model_dump(mode="json")) == read


@pytest.mark.parametrize(
    ("type_", "wrong", "field"),
    [
        ("prediction", {"threshold": 1}, "threshold"),
        ("prediction", {"odds_moved": 0.1}, "odds_moved"),
        ("prediction", {"days_ahead": 0}, "days_ahead"),
        ("prediction", {"schedule": "every hour"}, "schedule"),
        ("prediction", {"schedule": "0 0 30 2 *"}, "schedule"),
        ("monitoring", {"chance_moved": 0}, "chance_moved"),
        ("monitoring", {"markets": ["corners"]}, "markets"),
        ("monitoring", {"markets": []}, "markets"),
        ("analysis", {"most": 51}, "most"),
        ("analysis", {"language": "de"}, "language"),
        ("insight", {"model": "gpt"}, "model"),
        ("workflow", {"workflow": " "}, "workflow"),
        ("custom", {"prompt": "x" * 2001}, "prompt"),
    ],
)
def test_a_wrong_field_is_named(type_: AgentType, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadConfiguration, match=rf"configuration's {field}") as refused:
        read_configuration(type_, wrong)
    assert refused.value.field.split(".")[0] == field


async def test_names_are_understood_and_kept_in_one_spelling(house: House) -> None:
    desk = await desk_of(house, "kati")
    told = {"leagues": ["Premier League", "E0"], "teams": ["Manchester United", "man utd"]}
    kept = await configure("prediction", told, desk=desk, tools=house.tools)
    assert kept["leagues"] == ["E0"]
    assert kept["teams"] == ["Man United"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"leagues": ["Serie Z"]}, "leagues"),
        ({"teams": ["Hogwarts"]}, "teams"),
        ({"tools": ["crystal_ball"]}, "tools"),
    ],
)
async def test_a_name_that_nobody_knows_is_refused(
    house: House, wrong: dict[str, Any], field: str
) -> None:
    desk = await desk_of(house, "kati")
    with pytest.raises(BadConfiguration, match=rf"configuration's {field}"):
        await configure("monitoring", wrong, desk=desk, tools=house.tools)


async def test_a_workflow_is_one_of_the_house_or_the_owners_own(house: House) -> None:
    async with house.db.writing() as session:
        draft = WorkflowDraft(user_id="kati", name="Mine", definition={"steps": []})
        own = await create_workflow(session, draft, now=house.now)
    kati, peti = await desk_of(house, "kati"), await desk_of(house, "peti")
    for name in ("comprehensive", own.id):
        kept = await configure("workflow", {"workflow": name}, desk=kati, tools=())
        assert kept["workflow"] == name
    for desk, name in ((kati, "nonesuch"), (peti, own.id)):
        with pytest.raises(BadConfiguration, match="there is no workflow") as refused:
            await configure("workflow", {"workflow": name}, desk=desk, tools=())
        assert refused.value.field == "workflow"


@pytest.mark.parametrize(
    "line", ["", "* * * *", "* * * * * *", "@hourly", "61 * * * *", "H * * * *", "R 7 * * *"]
)
def test_a_schedule_is_five_fields(line: str) -> None:
    with pytest.raises(ValueError, match="cron line"):
        check_line(line)


def test_a_schedule_of_names_is_one() -> None:
    assert check_line(" 30  7 * mar fri ") == "30 7 * mar fri"


@given(
    st.sampled_from(["* * * * *", "0 * * * *", "0 5 * * *", "0 7 * * 1", "15 3 1 * *"]),
    st.integers(0, 50_000_000).map(lambda minutes: EPOCH + dt.timedelta(minutes=minutes)),
)
def test_what_is_due_next_is_later_and_in_utc(line: str, now: dt.datetime) -> None:
    due = next_due(line, now)
    assert due > now
    assert due.utcoffset() == dt.timedelta(0)
    assert due.second == 0
    assert next_due(line, due - dt.timedelta(seconds=1)) == due


def test_clock_changes_move_no_schedule() -> None:
    # in Budapest 02:30 does not exist on this night; in UTC it does
    before = dt.datetime(2024, 3, 30, 2, 30, tzinfo=dt.UTC)
    assert next_due("30 2 * * *", before) == before + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("type_", "wrong", "says"),
    [
        ("predict_match", {}, "give match_id, or home_team and away_team"),
        ("predict_match", {"home_team": "Arsenal"}, "give match_id, or home_team and away_team"),
        ("predict_match", {"match_id": "m", "stake": 5}, "takes no stake"),
        ("predict_match", {"match_id": 5}, "match_id"),
        ("enhanced_prediction", {"match_id": "m", "odds": {"home": 1.5}}, "odds.draw"),
        ("batch_predict", {}, "needs matches"),
        ("batch_predict", {"matches": []}, "matches"),
        ("batch_predict", {"matches": ["m"] * 501}, "matches"),
        ("analyze_team", {}, "needs team"),
        ("generate_insights", {"about": "Arsenal"}, "takes no about"),
        ("update_predictions", {"days_ahead": 40}, "days_ahead"),
        ("generate_insights", {"match_id": "m", "leagues": ["E0"]}, "takes no leagues"),
        ("generate_insights", {"home_team": "Arsenal"}, "give match_id, or home_team"),
        ("generate_insights", {"team": ""}, "team"),
        ("workflow_prediction", {"input": []}, "input"),
        ("workflow_prediction", {"input": {}, "match_id": "m"}, "takes no match_id"),
        ("workflow_prediction", {"workflow": "standard", "about": "m"}, "takes no about"),
    ],
)
def test_a_wrong_input_is_named(type_: TaskType, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(BadTask, match=rf"A task {type_} .*{says}"):
        read_input(type_, wrong)


@pytest.mark.parametrize(
    "given",
    [
        {"workflow": "real_time", "input": {"match_id": "m"}},
        {"workflow_type": "real_time", "input_data": {"match_id": "m"}},
        {"workflow": "real_time", "match_id": "m"},
    ],
)
def test_a_workflow_is_asked_for_in_the_words_of_its_door_too(given: dict[str, Any]) -> None:
    read = read_input("workflow_prediction", given)
    assert read.model_dump() == {"workflow": "real_time", "input": {"match_id": "m"}}


def test_a_club_may_be_named_by_its_id() -> None:
    assert read_input("analyze_team", {"team_id": "e-arsenal"}).model_dump() == {
        "team": "e-arsenal"
    }


def test_an_item_of_a_batch_may_be_an_id() -> None:
    assert read_item("match-1").match_id == "match-1"
    with pytest.raises(BadTask, match="This item"):
        read_item(17)
