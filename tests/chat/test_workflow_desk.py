"""The desk for workflows: kept in versions, executed once under a key, watched, cancelled."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from chat.problems import describe
from chat.workflows import BUILT_IN, WorkflowDesk
from graph.workflows.errors import BadDefinition, BadInputData, WorkflowOff
from knowledge.errors import KeyReused, NotFound
from knowledge.preferences import set_preferences
from tests.graph.workflow_world import MATCH, NO_DESK, OWNER, Mill, a_mill, wall
from tests.tools.conftest import House, handmade_home, house
from tests.tools.handmade import NOW

__all__ = ["handmade_home", "house"]

LOOK = {"name": "look", "tool": "team_report", "inputs": {"team": "$input.team"}}
NEXT = {
    "name": "next",
    "step": "odds",
    "inputs": {"match": "$steps.found.match"},
    "when": {"value": "$steps.look.found", "is": True},
}
FOUND = {
    "name": "found",
    "step": "validate",
    "inputs": {"home_team": "$input.team", "away_team": "Chelsea"},
    "needs": ["look"],
}
OTHER = "user-2"


@pytest.fixture
def mill(house: House) -> Mill:
    return a_mill(house)


@pytest.fixture
def desk(mill: Mill) -> WorkflowDesk:
    house = mill.house
    return WorkflowDesk(house.db, mill.workflows, clock=house.clock, wall=wall)


async def test_a_change_of_the_definition_is_a_new_version(desk: WorkflowDesk) -> None:
    kept = await desk.create(OWNER, name="Mine", definition={"steps": [LOOK]})
    assert (kept.version, kept.enabled) == (1, True)
    longer = {"steps": [LOOK, FOUND, NEXT]}
    changed = await desk.change(kept.id, OWNER, definition=longer, name="Longer")
    assert (changed.version, changed.name, changed.definition) == (2, "Longer", longer)
    assert (await desk.get(kept.id, OWNER, version=1)).definition == {"steps": [LOOK]}
    assert [each.version for each in await desk.versions(kept.id, OWNER)] == [2, 1]
    assert [each.id for each in await desk.available(OWNER)] == [kept.id, *BUILT_IN]
    assert await desk.available(OTHER) == [*BUILT_IN.values()]


async def test_what_cannot_run_is_not_kept(desk: WorkflowDesk) -> None:
    with pytest.raises(BadDefinition) as caught:
        await desk.create(OWNER, name="Mine", definition={"steps": [{**LOOK, "tool": "rm"}]})
    problem = describe(caught.value, "r1")
    assert (problem["status"], problem["errors"][0]["field"]) == (422, "steps.look")
    assert await desk.available(OWNER) == [*BUILT_IN.values()]


async def test_one_that_is_switched_off_is_not_executed(desk: WorkflowDesk) -> None:
    kept = await desk.create(OWNER, name="Mine", definition={"steps": [LOOK]})
    await desk.change(kept.id, OWNER, enabled=False)
    with pytest.raises(WorkflowOff) as caught:
        await desk.execute(kept.id, {"team": "Arsenal"}, OWNER)
    assert describe(caught.value, "r1")["status"] == 409
    await desk.change(kept.id, OWNER, enabled=True)
    _, is_new = await desk.execute(kept.id, {"team": "Arsenal"}, OWNER)
    assert is_new


async def test_what_is_anothers_is_not_there(desk: WorkflowDesk) -> None:
    kept = await desk.create(OWNER, name="Mine", definition={"steps": [LOOK]})
    begun, _ = await desk.execute(kept.id, {"team": "Arsenal"}, OWNER)
    for asked in (
        desk.get(kept.id, OTHER),
        desk.change(kept.id, OTHER, name="His"),
        desk.delete(kept.id, OTHER),
        desk.versions(kept.id, OTHER),
        desk.execute(kept.id, {"team": "Arsenal"}, OTHER),
        desk.execute("nothing", {}, OWNER),
        desk.execute("standard", MATCH, OWNER, agent_id="agent-of-nobody"),
        desk.execution(begun.id, OTHER),
        desk.cancel(begun.id, OTHER),
    ):
        with pytest.raises(NotFound):
            await asked
    assert await desk.executions(OTHER) == []
    await desk.delete(kept.id, OWNER)
    with pytest.raises(NotFound):
        await desk.get(kept.id, OWNER)
    assert [each.id for each in await desk.executions(OWNER)] == [begun.id]


async def test_a_key_asks_for_the_same_execution(desk: WorkflowDesk) -> None:
    asked = [desk.execute("standard", MATCH, OWNER, idempotency_key="k") for _ in range(5)]
    found = await asyncio.gather(*asked)
    assert len({execution.id for execution, _ in found}) == 1
    assert [is_new for _, is_new in found].count(True) == 1
    with pytest.raises(KeyReused):
        await desk.execute("real_time", MATCH, OWNER, idempotency_key="k")


async def test_an_execution_is_seen_step_by_step(desk: WorkflowDesk, mill: Mill) -> None:
    kept = await desk.create(OWNER, name="Mine", definition={"steps": [LOOK, FOUND, NEXT]})
    begun, _ = await desk.execute(kept.id, {"team": "Arsenal"}, OWNER)
    seen = await desk.execution(begun.id, OWNER)
    assert [(step["name"], step["status"]) for step in seen["steps"]] == [
        ("look", "pending"),
        ("found", "pending"),
        ("next", "pending"),
    ]
    # what runs is the version that was asked for, whatever becomes of the workflow
    await desk.change(kept.id, OWNER, definition={"steps": [LOOK]})
    await mill.run(begun)
    seen = await desk.execution(begun.id, OWNER)
    assert (seen["status"], seen["version"]) == ("completed", 1)
    assert [step["status"] for step in seen["steps"]] == ["completed"] * 3
    assert seen["steps"][2]["output"]["found"] is True
    assert seen["output"]["steps"]["next"] == {"status": "completed", "error": None}


async def test_a_cancelled_execution_is_never_begun(desk: WorkflowDesk, mill: Mill) -> None:
    begun, _ = await desk.execute("standard", MATCH, OWNER)
    assert (await desk.cancel(begun.id, OWNER)).status == "cancelled"
    assert (await desk.cancel(begun.id, OWNER)).status == "cancelled"
    await mill.run(begun)
    seen = await desk.execution(begun.id, OWNER)
    assert {step["status"] for step in seen["steps"]} == {"not_reached"}
    assert [event.name for event in await mill.events()] == ["workflow:started", "workflow:failed"]


async def test_advice_from_before_is_not_shown_while_a_rule_holds(
    desk: WorkflowDesk, mill: Mill
) -> None:
    odds = {"home": 9.0, "draw": 5.0, "away": 1.3}
    begun, _ = await desk.execute("comprehensive", {**MATCH, "odds": odds}, OWNER)
    await mill.run(begun)
    before = await desk.execution(begun.id, OWNER)
    assert "'price'" in str(before)
    async with mill.house.db.writing() as session:
        until = (NOW + dt.timedelta(days=30)).isoformat()
        await set_preferences(session, OWNER, {"self_excluded_until": until}, now=NOW)
    after = await desk.execution(begun.id, OWNER)
    steps: dict[str, Any] = {step["name"]: step["output"] for step in after["steps"]}
    held = {"held_back": "self_excluded"}
    assert [steps[name] for name in ("odds", "recommendations", "risk")] == [held] * 3
    assert after["output"]["recommendations"] == held
    assert steps["prediction"]["prediction"]["market"] is None
    chances = before["output"]["prediction"]["match_result"]
    assert after["output"]["prediction"]["match_result"] == chances
    assert "'price'" not in str(after)


def test_an_input_that_is_wrong_is_told_with_its_field() -> None:
    problem = describe(BadInputData("it is missing.", field="team"), "r1")
    assert problem["errors"] == [
        {"field": "input_data.team", "message": "input_data.team: it is missing."}
    ]


def test_what_a_step_can_be_is_told() -> None:
    parts = {part["name"]: part for part in NO_DESK.describe()}
    assert parts["validate"]["kind"] == "step"
    assert "home_team" in parts["validate"]["takes"]["properties"]
    assert parts["team_report"]["takes"]["required"] == ["team"]
    assert parts["team_report"]["gives"] == ["candidates", "data", "facts", "found", "text"]
    assert "forget" not in parts
