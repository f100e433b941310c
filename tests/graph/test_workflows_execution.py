"""Own workflows at work: conditions, branches, failures, attempts, time, and crashes in between."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.answer import Answer
from graph.errors import ModelAway, TurnFailed
from graph.run import Question
from graph.work.in_process import StepsInProcess
from graph.workflows.catalogue import BuiltInStep, Inputs
from graph.workflows.steps.context import StepContext
from knowledge.errors import NotFound, StorageBusy
from knowledge.executions import cancel_execution
from knowledge.insights import own_insights
from tests.graph.workflow_world import OWNER, Crash, ForgetfulSteps, Mill, a_mill, job_of, wall
from tests.tools.conftest import House
from tests.tools.handmade import NOW

VALIDATE = {
    "name": "validate",
    "step": "validate",
    "inputs": {"home_team": "$input.home", "away_team": "$input.away"},
}
PREDICTION = {
    "name": "prediction",
    "step": "prediction",
    "inputs": {"match": "$steps.validate.match"},
}
HOME_WIN = "$steps.prediction.prediction.match_result.home_win"
ARSENAL = {"home": "Arsenal", "away": "Chelsea"}


class Nothing(Inputs):
    """It takes nothing."""


class Planted:
    """A step that does what a test wants, and counts how often it is asked."""

    def __init__(self, *does: Callable[[], Any] | BaseException) -> None:
        self.does = list(does)
        self.runs = 0

    async def __call__(self, asked: Inputs, context: StepContext) -> dict[str, Any]:
        does = self.does[min(self.runs, len(self.does) - 1)]
        self.runs += 1
        if isinstance(does, BaseException):
            raise does
        found = does()
        return {"text": await found if asyncio.iscoroutine(found) else str(found)}

    def called(self, name: str) -> BuiltInStep:
        """Return the step under a name."""
        gives = frozenset({"text"})
        return BuiltInStep(name=name, does="Planted.", takes=Nothing, gives=gives, run=self)


def planted(*does: Callable[[], Any] | BaseException) -> Planted:
    return Planted(*does)


@pytest.fixture
async def mill(house: House) -> AsyncIterator[Mill]:
    made = a_mill(house)
    yield made
    await made.mentor.aclose()


async def test_own_steps_with_conditions_and_branches(mill: Mill) -> None:
    execution = await mill.own(
        VALIDATE,
        PREDICTION,
        {
            "name": "favourites",
            "tool": "team_report",
            "inputs": {"team": "$steps.validate.match.home_team"},
            "when": {"value": HOME_WIN, "at_least": "$input.sure"},
        },
        {
            "name": "outsiders",
            "tool": "team_report",
            "inputs": {"team": "$steps.validate.match.away_team"},
            "when": {"value": HOME_WIN, "below": "$input.sure"},
        },
        {
            "name": "of_outsiders",
            "tool": "find_matches",
            "inputs": {"team": "$steps.outsiders.data.team", "limit": 2},
        },
        {
            "name": "note",
            "step": "insight",
            "inputs": {"match": "$steps.validate.match"},
            "needs": ["prediction", "favourites", "outsiders"],
        },
        {
            "name": "never",
            "tool": "track_record",
            "needs": ["outsiders", "of_outsiders"],
        },
        **ARSENAL,
        sure=0.5,
    )
    done, steps = await mill.run(execution)
    assert done.status == "completed", done.error
    assert {name: step.status for name, step in steps.items()} == {
        "validate": "completed",
        "prediction": "completed",
        "favourites": "completed",
        "outsiders": "skipped",
        "of_outsiders": "skipped",
        "note": "completed",
        "never": "skipped",
    }
    assert steps["outsiders"].error == "Its condition does not hold."
    assert "Step outsiders" in str(steps["of_outsiders"].error)
    assert [step.place for step in steps.values()] == list(range(7))
    assert done.output is not None
    assert done.output["steps"]["outsiders"]["status"] == "skipped"
    assert len(done.output["insight_ids"]) == 1
    names = [event.name for event in await mill.events() if event.name.startswith("workflow:")]
    assert names == ["workflow:started", *["workflow:step:completed"] * 7, "workflow:completed"]


@pytest.mark.parametrize(
    ("likely", "skipped"), [(0.5, {"others"}), (0.99, {"home", "away", "note"})]
)
async def test_the_example_of_the_docs_runs(mill: Mill, likely: float, skipped: set[str]) -> None:
    docs = Path(__file__).parents[2] / "docs" / "workflows.md"
    (example,) = re.findall(r"```json\n(.*?)```", docs.read_text("utf-8"), re.DOTALL)
    steps = json.loads(example)["steps"]
    given = {"home_team": "Arsenal", "away_team": "Chelsea", "likely": likely}
    done, found = await mill.run(await mill.own(*steps, **given))
    assert done.status == "completed", done.error
    assert {name for name, step in found.items() if step.status == "skipped"} == skipped
    assert {step.status for step in found.values()} == {"completed", "skipped"}


async def test_branches_run_side_by_side(house: House) -> None:
    both = asyncio.Barrier(2)
    mill = a_mill(house, planted(both.wait).called("left"), planted(both.wait).called("right"))
    done, _ = await mill.run(
        await mill.own({"name": "a", "step": "left"}, {"name": "b", "step": "right"})
    )
    assert done.status == "completed"


async def test_a_failure_ends_it_with_the_steps_name(house: House) -> None:
    after = planted(lambda: "never")
    mill = a_mill(house, planted(TurnFailed()).called("bad"), after.called("after"))
    done, steps = await mill.run(
        await mill.own(
            {"name": "one", "step": "bad"}, {"name": "two", "step": "after", "needs": ["one"]}
        )
    )
    assert (done.status, done.error) == ("failed", f"Step one failed: {TurnFailed()}")
    assert list(steps) == ["one"]
    assert after.runs == 0


async def test_a_step_may_fail_where_its_definition_says_so(house: House) -> None:
    mill = a_mill(
        house,
        planted(TurnFailed()).called("bad"),
        planted(lambda: "x").called("good"),
    )
    done, steps = await mill.run(
        await mill.own(
            {"name": "one", "step": "bad", "on_error": "continue"},
            {"name": "other", "step": "good"},
            {"name": "both", "step": "good", "needs": ["one", "other"]},
            {"name": "alone", "step": "good", "needs": ["one"]},
        )
    )
    assert done.status == "completed"
    statuses = [step.status for step in steps.values()]
    assert statuses == ["failed", "completed", "completed", "skipped"]


async def test_a_bug_in_a_step_fails_it_plainly(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    mill = a_mill(house, planted(ZeroDivisionError("secret")).called("bad"))
    done, steps = await mill.run(await mill.own({"name": "one", "step": "bad", "retries": 3}))
    assert done.status == "failed"
    assert "secret" not in str(done.error)
    assert "secret" in caplog.text
    assert steps["one"].attempts == 1


@pytest.mark.parametrize(
    ("retries", "error", "runs", "status"),
    [
        (1, ModelAway("http://127.0.0.1:9"), 2, "completed"),
        (0, ModelAway("http://127.0.0.1:9"), 1, "failed"),
        (3, NotFound("There is no such club."), 1, "failed"),
    ],
)
async def test_only_what_may_pass_is_tried_again(
    house: House, retries: int, error: Exception, runs: int, status: str
) -> None:
    step = planted(error, lambda: "there")
    mill = a_mill(house, step.called("shaky"))
    done, steps = await mill.run(
        await mill.own({"name": "one", "step": "shaky", "retries": retries})
    )
    assert (done.status, step.runs, steps["one"].attempts) == (status, runs, runs)


async def test_a_busy_database_is_waited_for(house: House) -> None:
    step = planted(StorageBusy("It is in use."), lambda: "there")
    mill = a_mill(house, step.called("shaky"))
    done, _ = await mill.run(await mill.own({"name": "one", "step": "shaky"}))
    assert (done.status, step.runs) == ("completed", 2)


async def test_a_step_that_takes_too_long_fails(house: House) -> None:
    mill = a_mill(house, planted(lambda: asyncio.Event().wait()).called("slow"))
    done, _ = await mill.run(
        await mill.own({"name": "one", "step": "slow", "timeout_seconds": 0.05})
    )
    assert done.status == "failed"
    assert done.error == "Step one failed: It took longer than the 0.05 seconds that it may take."


async def test_what_an_input_turns_out_to_be_is_checked_when_it_is_there(mill: Mill) -> None:
    step = {"name": "report", "tool": "team_report", "inputs": {"team": "$steps.validate.match"}}
    done, _ = await mill.run(await mill.own(VALIDATE, step, **ARSENAL))
    assert done.status == "failed"
    assert str(done.error).startswith("Step report failed: team ")
    step = {"name": "risk", "step": "risk", "inputs": {"match": "$steps.validate.match"}}
    step["inputs"]["prediction"] = "$steps.validate.text"  # type: ignore[index]
    done, _ = await mill.run(await mill.own(VALIDATE, step, **ARSENAL))
    assert str(done.error).startswith("Step risk failed: inputs.prediction: ")


async def test_a_definition_of_another_version_fails_plainly(mill: Mill) -> None:
    done, steps = await mill.run(await mill.own({"name": "one", "step": "gone"}))
    assert (done.status, steps) == ("failed", {})
    assert str(done.error).startswith("Step one: there is no step gone")


async def test_a_cancelled_one_leaves_no_step_running(house: House) -> None:
    begun = asyncio.Event()

    async def wait() -> None:
        begun.set()
        await asyncio.Event().wait()

    mill = a_mill(house, planted(wait).called("slow"))
    execution = await mill.own({"name": "one", "step": "slow"}, {"name": "two", "step": "slow"})
    working = asyncio.create_task(mill.work(job_of(execution), StepsInProcess()))
    await begun.wait()
    async with house.db.writing() as session:
        assert await cancel_execution(session, execution.id, now=wall())
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    done, steps = await mill.look(execution.id)
    assert done.status == "cancelled"
    assert {step.status for step in steps.values()} == {"cancelled"}
    again, steps = await mill.run(execution)
    assert (again, {step.status for step in steps.values()}) == (done, {"cancelled"})


async def test_an_execution_that_is_cancelled_midway_stores_no_more(house: House) -> None:
    async def cancel() -> str:
        async with house.db.writing() as session:
            await cancel_execution(session, execution.id, now=wall())
        return "too late"

    after = planted(lambda: "x")
    mill = a_mill(house, planted(cancel).called("cancels"), after.called("after"))
    execution = await mill.own(
        {"name": "one", "step": "cancels"}, {"name": "two", "step": "after", "needs": ["one"]}
    )
    done, steps = await mill.run(execution)
    assert done.status == "cancelled"
    assert [step.output for step in steps.values()] == [None]
    assert after.runs == 0


# -------------------------------------------------------------------------------- crashes


def counted(mill: Mill) -> list[Question]:
    """Return the list into which all that the mentor is asked comes."""
    asked: list[Question] = []
    asks = mill.mentor.ask

    async def ask(question: Question) -> Answer:
        asked.append(question)
        return await asks(question)

    mill.mentor.ask = ask  # type: ignore[method-assign]
    return asked


@pytest.mark.parametrize("dies_after", range(1, 6))
async def test_a_step_that_was_through_does_nothing_again(house: House, dies_after: int) -> None:
    mill = a_mill(house)
    asked = counted(mill)
    execution = await mill.built_in("standard")
    with pytest.raises(Crash):
        await mill.work(job_of(execution), ForgetfulSteps(dies_after=dies_after))
    _, before = await mill.look(execution.id)
    assert len(before) == dies_after
    done, after = await mill.run(execution)
    assert done.status == "completed"
    assert {name: after[name] for name in before} == before
    assert len(asked) == 1
    await _nothing_twice(mill, [step.name for step in after.values()])


async def test_a_crash_before_the_steps_own_commit_writes_its_insight_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    mill = a_mill(house)
    asked = counted(mill)
    execution = await mill.built_in("real_time")
    add = house.insights.add

    async def add_and_die(*args: Any, **more: Any) -> None:
        await add(*args, **more)
        raise Crash

    monkeypatch.setattr(house.insights, "add", add_and_die)
    with pytest.raises(Crash):
        await mill.work(job_of(execution), ForgetfulSteps(dies_after=99))
    monkeypatch.undo()
    done, steps = await mill.run(execution)
    assert done.status == "completed"
    assert (len(asked), steps["short_insight"].attempts) == (1, 2)
    await _nothing_twice(mill, list(steps))


async def _nothing_twice(mill: Mill, names: list[str]) -> None:
    async with mill.house.db.reading() as session:
        assert len(await own_insights(session, user_id=OWNER, as_of=NOW)) == 1
    told = [event for event in await mill.events() if event.name == "workflow:step:completed"]
    said: list[Mapping[str, Any]] = [event.payload for event in told]
    # steps that do not wait for each other end in any order
    assert sorted(each["step"] for each in said) == sorted(names)
    assert said[-1]["step"] == names[-1]
    everything = [event.name for event in await mill.events()]
    assert everything.count("insight:generated") == 1
    assert everything.count("workflow:completed") == 1
