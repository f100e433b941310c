"""What is on the tape when a run has ended, and what recording never does to it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.tools import BaseTool, tool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.archive import KnowledgeArchive
from graph.context import RunContext
from graph.errors import Cancelled, ModelDied
from graph.logbook import KnowledgeLogbook
from graph.mentor import Mentor, Question
from graph.recorded import RecordedCall, Recording
from graph.recording import Tape, tape_of
from knowledge.database import Database
from knowledge.recordings import get_recording, list_recordings
from knowledge.threads import delete_thread
from tests.graph.football import PREDICT, TOOLS, ask
from tests.graph.recorded_runs import NOW, Shelf, analyst, now, record
from tests.scripted_model import Call, Do, Fail, Say, ScriptedModel, Step

GOOD = "Arsenal win with 55.4%. United have only 22 %."


async def test_a_recording_holds_what_came_from_outside() -> None:
    made = await record(Call(PREDICT), Say(GOOD))
    asked, said = made.replies
    assert (asked.speaker, asked.end, asked.took_over) == ("scripted", "whole", False)
    assert [(call.name, call.args) for call in asked.calls] == [PREDICT]
    assert (said.text, said.calls) == (GOOD, ())
    (result,) = made.results
    assert (result.name, result.args, result.ok) == (*PREDICT, True)
    assert result.text == "Arsenal are the favourites."
    assert result.artifact is not None
    assert [fact["value"] for fact in result.artifact["facts"]] == [0.2166, 0.229, 0.5544]
    assert (made.question, made.asked_at, made.version) == ("Who wins?", NOW, "1")
    assert (made.outcome.status, made.outcome.answer, made.outcome.model) == (
        "completed",
        GOOD,
        "scripted",
    )
    assert made.outcome.tool_calls == ({"name": PREDICT[0], "args": PREDICT[1], "ok": True},)


async def test_the_conversation_before_is_recorded_and_comes_back() -> None:
    made = await record(Call(PREDICT), Say(GOOD), Say("As before."), before=["Who wins?"])
    assert [message.role for message in made.before] == ["user", "assistant", "tool", "assistant"]
    user, asked, found, said = (message.message() for message in made.before)
    assert (user.text, said.text) == ("Who wins?", GOOD)
    assert isinstance(asked.tool_calls, list)  # type: ignore[union-attr]
    assert found.tool_call_id == asked.tool_calls[0]["id"]  # type: ignore[union-attr]
    assert found.artifact["facts"][2]["value"] == 0.5544  # type: ignore[union-attr]
    assert made.remembered == {"language": "en"}
    assert [reply.text for reply in made.replies] == ["As before."]


async def test_failures_are_recorded_with_their_codes() -> None:
    made = await record(Fail(ModelDied(), text="Arsenal are"), Fail(RuntimeError("secret")))
    first, second, third = made.replies
    assert first.error is not None
    assert second.error is not None
    assert (first.text, first.end, first.error.code) == ("Arsenal are", "failed", "model_died")
    assert (second.error.code, second.error.message) == ("model_failed", "RuntimeError")
    assert (third.speaker, third.end, third.took_over) == ("analyst", "whole", True)
    assert "secret" not in str(made.to_dict())


async def test_a_reply_that_is_refused_in_the_middle_is_kept_so_far() -> None:
    lie = Say("It is 77%. And then much more follows, to be sure.")
    made = await record(Call(PREDICT), lie, lie)
    refused = made.replies[1]
    assert refused.end == "unheard"
    assert refused.text.startswith("It is 77%. ")
    assert "to be sure" not in refused.text


async def test_broken_calls_are_kept_as_text() -> None:
    class Broken(ScriptedModel):
        def __init__(self) -> None:
            super().__init__()

        async def astream(self, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            yield AIMessageChunk(
                content="",
                invalid_tool_calls=[
                    {
                        "name": "predict_match",
                        "args": "{home_team: ",
                        "id": "c1",
                        "error": None,
                        "type": "invalid_tool_call",
                    }
                ],
            )

    shelf = Shelf()
    graph = build_graph(Broken(), TOOLS, fallback=analyst(Say("Hello.")), clock=now)
    await Mentor(graph, archive=shelf).ask(Question("Hi"))
    assert shelf.kept[0].replies[0].calls == (
        RecordedCall(name="predict_match", args="{home_team: ", id="c1"),
    )


async def test_a_stopped_run_is_recorded_up_to_there() -> None:
    reached = asyncio.Event()

    @tool
    async def wait() -> str:
        """Wait."""
        reached.set()
        await asyncio.Event().wait()
        return "never"

    made = await record(
        Call(PREDICT), Call(("wait", {}), text="One moment. I look."),
        tools=[*TOOLS, wait], stop=reached,
    )  # fmt: skip
    assert made.outcome.status == "cancelled"
    assert [(result.name, result.text is None) for result in made.results] == [
        ("predict_match", False),
        ("wait", True),
    ]
    assert len(made.outcome.facts) == 3
    assert made.outcome.tool_calls == ({"name": PREDICT[0], "args": PREDICT[1], "ok": True},)


async def test_the_graph_runs_without_any_tape() -> None:
    graph = build_graph(ScriptedModel(Call(PREDICT), Say(GOOD)), TOOLS, clock=now)
    assert (await ask(graph, "Who wins?"))["shown"] == GOOD
    assert isinstance(tape_of(None), Tape)
    tape = Tape()
    assert tape_of(RunContext(tape=tape)) is tape


async def test_many_runs_at_once_keep_apart() -> None:
    shelf = Shelf()

    def reply(prompt: list[Any]) -> Step:
        number = prompt[1].text.split()[-1]
        asked = any(message.type == "tool" for message in prompt)
        return Say(f"Answer to {number}.") if asked else Call(("who_asks", {}))

    model = ScriptedModel(*[Do(reply)] * 80)
    mentor = Mentor(build_graph(model, TOOLS, InMemorySaver(), clock=now), archive=shelf)
    await asyncio.gather(
        *(mentor.ask(Question(f"Question {n}", user_id=f"user{n}")) for n in range(40))
    )
    model.finish()
    assert len(shelf.kept) == 40
    for made in shelf.kept:
        number = made.question.split()[-1]
        assert [result.text for result in made.results] == [f"user{number} asks"]
        assert made.replies[-1].text == made.outcome.answer == f"Answer to {number}."


@pytest.mark.parametrize("fails_in", ["blank", "keep"])
async def test_an_answer_that_cannot_be_recorded_is_an_answer_still(
    fails_in: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Full(Shelf):
        async def keep(self, *_: Any) -> None:
            raise OSError("No space left on device")

    class Unclocked(Shelf):
        def blank(self) -> Tape:
            return Tape()

    shelf = Full() if fails_in == "keep" else Unclocked()
    mentor = Mentor(build_graph(ScriptedModel(Say("Hello.")), TOOLS), archive=shelf)
    assert (await mentor.ask(Question("Hi"))).answer == "Hello."
    assert "could not be recorded" in caplog.text


async def test_half_a_character_of_a_model_does_no_harm() -> None:
    made = await record(Say("Hello \ud83d."))
    assert made.replies[0].text == "Hello \ud83d."
    assert made.outcome.answer == "Hello ."


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


def a_mentor(db: Database, *steps: Step, tools: list[BaseTool] | None = None) -> Mentor:
    return Mentor(
        build_graph(ScriptedModel(*steps), tools or TOOLS, InMemorySaver(), clock=now),
        logbook=KnowledgeLogbook(db, now),
        archive=KnowledgeArchive(db, clock=now, wall=now, version="1"),
    )


async def test_the_archive_keeps_each_run_for_its_user(db: Database) -> None:
    mentor = a_mentor(db, Call(PREDICT), Say(GOOD), Fail(ModelDied()), Fail(ModelDied()))
    answer = await mentor.ask(Question("Who wins?", user_id="anna"))
    failed = await mentor.start(Question("And?", user_id="anna", thread_id=answer.thread_id))
    with pytest.raises(ModelDied):
        await failed.answer()
    async with db.reading() as session:
        infos = await list_recordings(session, "anna")
        document = await get_recording(session, answer.run_id, user_id="anna")
    assert [(info.run_id, info.status) for info in infos] == [
        (failed.id, "failed"),
        (answer.run_id, "completed"),
    ]
    assert Recording.read(document).outcome.answer == GOOD
    assert "anna" not in str(document)


async def test_a_thread_deleted_meanwhile_leaves_no_recording(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    @tool
    async def wait() -> str:
        """Wait."""
        reached.set()
        await go_on.wait()
        return "waited"

    run = await a_mentor(db, Call(("wait", {})), Say("Done."), tools=[wait]).start(Question("Hi"))
    await reached.wait()
    async with db.writing() as session:
        await delete_thread(session, run.thread_id, user_id="local")
    go_on.set()
    assert (await run.answer()).answer == "Done."
    async with db.reading() as reading:
        assert await list_recordings(reading, "local") == []
    assert caplog.text == ""


async def test_a_run_that_its_user_stops_is_kept_too(db: Database) -> None:
    reached = asyncio.Event()

    @tool
    async def wait() -> str:
        """Wait."""
        reached.set()
        await asyncio.Event().wait()
        return "never"

    run = await a_mentor(db, Call(("wait", {})), tools=[wait]).start(Question("Hi"))
    await reached.wait()
    run.cancel()
    with pytest.raises(Cancelled):
        await run.answer()
    async with db.reading() as session:
        document = await get_recording(session, run.id, user_id="local")
    assert Recording.read(document).outcome.status == "cancelled"


async def test_the_archive_lets_go_of_old_ones_by_itself(db: Database) -> None:
    await a_mentor(db, Say("Hello.")).ask(Question("Hi"))
    later = KnowledgeArchive(db, clock=now, wall=lambda: NOW + dt.timedelta(days=91), version="1")
    graph = build_graph(ScriptedModel(Say("Hello again.")), TOOLS, clock=now)
    mentor = Mentor(graph, logbook=KnowledgeLogbook(db, now), archive=later)
    answer = await mentor.ask(Question("Hi"))
    async with db.reading() as session:
        (info,) = await list_recordings(session, "local")
    assert info.run_id == answer.run_id
