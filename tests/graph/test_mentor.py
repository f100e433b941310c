"""Runs: started, listened to, stopped, written down."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import BaseTool, tool
from langgraph.checkpoint.memory import InMemorySaver
from psycopg import OperationalError

from graph import build_graph
from graph.errors import Busy, Cancelled, CheckpointsAway, GraphError, ThreadBusy, TurnFailed
from graph.gateway import Gateway
from graph.logbook import KnowledgeLogbook, NoLogbook, RunStatus
from graph.mentor import Mentor, Question, Run, RunEvent
from graph.run import Said
from knowledge import threads
from knowledge.database import Database
from knowledge.errors import NotFound, StorageAway
from tests.graph.football import PREDICT, TOOLS, on_thread
from tests.ollama_server import FakeOllama, calls, hangs, says
from tests.scripted_model import Call, Fail, Say, ScriptedModel, Step

GOOD = "Arsenal win with 55.4%. United have only 22 %."


def a_clock() -> dt.datetime:
    return dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


def a_mentor(*steps: Step, tools: list[BaseTool] | None = None, **options: Any) -> Mentor:
    model = ScriptedModel(*steps)
    graph = build_graph(model, TOOLS if tools is None else tools, InMemorySaver(), clock=a_clock)
    return Mentor(graph, **options)


async def heard(run: Run, after: int = 0) -> list[RunEvent]:
    return [event async for event in run.events(after)]


class Gate:
    """A tool that waits until the test lets it go."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self.open = asyncio.Event()

    def tool(self) -> BaseTool:
        @tool
        async def wait() -> str:
            """Wait."""
            self.reached.set()
            await self.open.wait()
            return "waited"

        return wait


async def test_a_run_tells_everything_in_order() -> None:
    run = await a_mentor(Call(PREDICT), Say(GOOD)).start(Question("Who wins?"))
    events = await heard(run)
    kinds = [event.kind for event in events]
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    assert kinds == ["run", "tool_start", "tool_end", *["fact"] * 3, "token", "token", "answer"]
    assert events[0].data == {"run_id": run.id, "thread_id": run.thread_id}
    tokens = "".join(event.data["text"] for event in events if event.kind == "token")
    answer = await run.answer()
    assert tokens == answer.answer == GOOD
    assert events[-1].data == answer.to_dict()
    assert [event.data for event in events if event.kind == "fact"] == list(answer.facts)
    start, end = events[1].data, events[2].data
    assert (start["id"], start["name"], start["args"]) == (end["id"], *PREDICT)
    assert (end["ok"], end["text"]) == (True, "Arsenal are the favourites.")


async def test_the_answer_object_is_the_contracts() -> None:
    answer = (await a_mentor(Call(PREDICT), Say(GOOD)).ask(Question("Who wins?"))).to_dict()
    assert set(answer) == {
        "answer", "language", "thread_id", "run_id", "facts", "tool_calls", "model", "grounded",
        "guard",
    }  # fmt: skip
    assert set(answer["facts"][0]) == {
        "id", "subject", "market", "outcome", "value", "unit", "as_of", "source",
    }  # fmt: skip
    assert set(answer["tool_calls"][0]) == {"name", "args", "ok", "ms"}
    assert (answer["language"], answer["model"], answer["grounded"]) == ("en", "scripted", True)


async def test_tokens_are_the_answer_when_the_fallback_takes_over() -> None:
    fallback = ScriptedModel(Say("It is 55.4%. That is all."), name="analyst")
    model = ScriptedModel(Call(PREDICT), Say("United have 21.7%. I am 77% sure."), Say("77%!"))
    mentor = Mentor(build_graph(model, TOOLS, fallback=fallback))
    run = await mentor.start(Question("Who wins?"))
    events = await heard(run)
    tokens = "".join(event.data["text"] for event in events if event.kind == "token")
    assert tokens == (await run.answer()).answer
    assert (await run.answer()).model == "scripted, analyst"


async def test_a_listener_takes_up_where_it_left() -> None:
    run = await a_mentor(Call(PREDICT), Say(GOOD)).start(Question("Who wins?"))
    await run.answer()
    everything = await heard(run)
    for seen in range(len(everything) + 1):
        assert await heard(run, after=seen) == everything[seen:]


async def test_a_run_goes_on_without_its_listener() -> None:
    gate = Gate()
    mentor = a_mentor(Call(("wait", {})), Say("Done."), tools=[gate.tool()])
    run = await mentor.start(Question("Wait!"))
    listener = asyncio.create_task(heard(run))
    await gate.reached.wait()
    listener.cancel()
    gate.open.set()
    assert (await run.answer()).answer == "Done."


async def test_one_question_at_a_time_on_a_thread() -> None:
    gate = Gate()
    mentor = a_mentor(Call(("wait", {})), Say("Done."), Say("Again."), tools=[gate.tool()])
    run = await mentor.start(Question("Wait!"))
    await gate.reached.wait()
    with pytest.raises(ThreadBusy):
        await mentor.start(Question("And?", thread_id=run.thread_id))
    with pytest.raises(ThreadBusy):
        await mentor.forget(run.thread_id)
    gate.open.set()
    await run.answer()
    again = await mentor.ask(Question("And?", thread_id=run.thread_id))
    assert (again.answer, again.thread_id) == ("Again.", run.thread_id)


async def test_a_conversation_that_was_forgotten_is_told_to_nobody_again() -> None:
    mentor = a_mentor(Say("Done."), Say("Done."))
    gone, kept = await mentor.start(Question("Hi")), await mentor.start(Question("Hi"))
    await asyncio.gather(gone.answer(), kept.answer())
    await mentor.forget(gone.thread_id)
    assert mentor.run(gone.id) is None
    assert mentor.run(kept.id) is kept


async def test_of_four_messages_at_once_none_is_lost() -> None:
    mentor = a_mentor(*[Say(f"Answer {'i' * n}.") for n in range(4)])
    thread = (await mentor.ask(Question("First"))).thread_id
    answered = 0
    waiting = [Question(f"Question {n}", thread_id=thread) for n in "abc"]
    while waiting:
        outcomes = await asyncio.gather(*map(mentor.ask, waiting), return_exceptions=True)
        waiting = [q for q, o in zip(waiting, outcomes, strict=True) if isinstance(o, ThreadBusy)]
        answered += sum(not isinstance(outcome, BaseException) for outcome in outcomes)
    assert answered == 3
    state = await mentor._graph.aget_state(on_thread(thread))
    asked = [m.text for m in state.values["messages"] if isinstance(m, HumanMessage)]
    assert sorted(asked) == ["First", "Question a", "Question b", "Question c"]


async def test_too_many_at_once_are_told_so() -> None:
    gate = Gate()
    steps: list[Step] = [Call(("wait", {})), Say("Done."), Say("Then I.")]
    mentor = a_mentor(*steps, tools=[gate.tool()], at_once=1, patience=0.01)
    run = await mentor.start(Question("Wait!"))
    await gate.reached.wait()
    with pytest.raises(Busy):
        await mentor.start(Question("Me too!", thread_id="mine"))
    gate.open.set()
    await run.answer()
    assert (await mentor.ask(Question("Me too!", thread_id="mine"))).answer == "Then I."


async def test_a_stopped_run_ends_and_the_conversation_goes_on() -> None:
    gate = Gate()
    steps: list[Step] = [Call(("wait", {})), Say("Here I am.")]
    mentor = a_mentor(*steps, tools=[gate.tool()])
    run = await mentor.start(Question("Wait!"))
    await gate.reached.wait()
    run.cancel()
    with pytest.raises(Cancelled):
        await run.answer()
    assert (await heard(run))[-1].data["code"] == "cancelled"
    again = await mentor.ask(Question("Hello?", thread_id=run.thread_id))
    assert again.answer == "Here I am."
    config = on_thread(run.thread_id)
    messages = (await mentor._graph.aget_state(config)).values["messages"]
    assert [m.text for m in messages if isinstance(m, HumanMessage)] == ["Wait!", "Hello?"]
    calls = {c["id"] for m in messages for c in getattr(m, "tool_calls", [])}
    assert calls == {m.tool_call_id for m in messages if isinstance(m, ToolMessage)}


async def test_stopping_closes_the_connection_to_the_model() -> None:
    with FakeOllama(hangs("Well, let me think. This takes long. And ")) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        mentor = Mentor(build_graph(gateway, []))
        run = await mentor.start(Question("Hi"))
        async for event in run.events():
            if event.kind == "token":
                break
        run.cancel()
        with pytest.raises(Cancelled):
            await run.answer()
        assert ollama.hung_up.wait(10)
        await gateway.aclose()


async def test_a_caller_that_is_stopped_stops_its_run() -> None:
    gate = Gate()
    mentor = a_mentor(Call(("wait", {})), tools=[gate.tool()])
    asking = asyncio.create_task(mentor.ask(Question("Wait!", thread_id="t")))
    await gate.reached.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await mentor.aclose()
    await mentor.forget("t")


async def test_a_failed_run_ends_in_one_plain_sentence() -> None:
    run = await a_mentor(Fail(RuntimeError("secret path"))).start(Question("Hi"))
    with pytest.raises(GraphError):
        await run.answer()
    last = (await heard(run))[-1]
    assert last.kind == "error"
    assert last.data == {
        "code": "model_failed",
        "message": "The language model failed: look at the log.",
    }


async def test_a_bug_in_the_graph_ends_the_run_too(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(InMemorySaver):
        async def aget_tuple(self, config: Any) -> Any:
            raise ZeroDivisionError

    mentor = Mentor(build_graph(ScriptedModel(), [], Broken()))
    with pytest.raises(TurnFailed):
        await mentor.ask(Question("Hi"))
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("error", [OperationalError("gone"), StorageAway("gone")])
async def test_a_database_that_goes_away_is_said(error: Exception) -> None:
    class Gone(InMemorySaver):
        async def aget_tuple(self, config: Any) -> Any:
            raise error

    mentor = Mentor(build_graph(ScriptedModel(), [], Gone()))
    with pytest.raises(CheckpointsAway, match="ask again"):
        await mentor.ask(Question("Hi"))


async def test_an_answer_that_cannot_be_remembered_is_an_answer_still(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Full(InMemorySaver):
        async def aput(self, *args: Any, **kwargs: Any) -> Any:
            raise OSError("No space left on device")

    mentor = Mentor(build_graph(ScriptedModel(Say("Hello.")), [], Full()))
    assert (await mentor.ask(Question("Hi"))).answer == "Hello."
    assert "could not be remembered" in caplog.text


async def test_ended_runs_are_forgotten_after_a_while() -> None:
    mentor = a_mentor(*[Say("Hello.")] * 5, kept=2)
    runs = [await mentor.start(Question("Hi")) for _ in range(1)]
    for _ in range(4):
        await runs[-1].answer()
        runs.append(await mentor.start(Question("Hi")))
    assert [mentor.run(run.id) is run for run in runs] == [False, False, False, True, True]
    await mentor.aclose()


class Slow(NoLogbook):
    """Takes its time to write down the end."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.written: list[str] = []

    async def close(self, run_id: str, status: RunStatus, answer: dict[str, Any] | None) -> None:
        self.gate.reached.set()
        await self.gate.open.wait()
        self.written.append(status)


async def test_an_answered_run_is_written_down_although_it_is_stopped() -> None:
    slow = Slow()
    run = await a_mentor(Say("Hello."), logbook=slow).start(Question("Hi"))
    await slow.gate.reached.wait()
    run.cancel()
    slow.gate.open.set()
    assert (await run.answer()).answer == "Hello."
    assert slow.written == ["completed"]


async def test_listeners_hear_the_end_when_the_mentor_closes_meanwhile() -> None:
    slow = Slow()
    mentor = a_mentor(Say("Hello."), logbook=slow)
    run = await mentor.start(Question("Hi"))
    await slow.gate.reached.wait()
    await mentor.aclose()
    assert (await run.answer()).answer == "Hello."


async def test_closing_stops_what_is_under_way() -> None:
    gate = Gate()
    mentor = a_mentor(Call(("wait", {})), tools=[gate.tool()])
    run = await mentor.start(Question("Wait!"))
    await gate.reached.wait()
    await mentor.aclose()
    with pytest.raises(Cancelled):
        await run.answer()


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


async def test_runs_are_written_down(db: Database) -> None:
    steps: list[Step] = [Say("Hello."), Fail(RuntimeError("boom"))]
    mentor = a_mentor(*steps, logbook=KnowledgeLogbook(db, a_clock))
    answer = await mentor.ask(Question("Hi, who are you?", user_id="anna"))
    failed = await mentor.start(Question("And?", user_id="anna", thread_id=answer.thread_id))
    with pytest.raises(GraphError):
        await failed.answer()
    async with db.reading() as session:
        (thread,) = await threads.list_threads(session, "anna")
        first, second = await threads.runs_of(session, thread.id, user_id="anna")
    assert (thread.id, thread.title) == (answer.thread_id, "Hi, who are you?")
    assert (first.status, first.answer) == ("completed", answer.to_dict())
    assert (second.status, second.answer) == ("failed", None)


async def test_anothers_thread_is_not_there(db: Database) -> None:
    mentor = a_mentor(Say("Hello."), Say("Again."), logbook=KnowledgeLogbook(db, a_clock))
    thread = (await mentor.ask(Question("Hi", user_id="anna"))).thread_id
    with pytest.raises(NotFound):
        await mentor.start(Question("Hi", user_id="bela", thread_id=thread))
    # the refused question holds neither the thread nor a place
    assert (await mentor.ask(Question("Hi", "anna", thread))).answer == "Again."


async def test_a_thread_deleted_meanwhile_does_no_harm(db: Database) -> None:
    gate = Gate()
    steps: list[Step] = [Call(("wait", {})), Say("Done.")]
    mentor = a_mentor(*steps, tools=[gate.tool()], logbook=KnowledgeLogbook(db, a_clock))
    run = await mentor.start(Question("Wait!"))
    await gate.reached.wait()
    async with db.writing() as session:
        await threads.delete_thread(session, run.thread_id, user_id="local")
    gate.open.set()
    assert (await run.answer()).answer == "Done."


async def test_what_the_asker_remembers_leads_to_the_question_and_backs_nothing() -> None:
    lie = Say("The draw has 99.9%. Ask me about a match.")
    model = ScriptedModel(lie, lie)
    mentor = Mentor(build_graph(model, TOOLS, clock=a_clock))
    history = (Said("user", "Who wins?"), Said("mentor", "The draw has 99.9%."))
    answer = await mentor.ask(Question("Sure?", history=history, kept=False))
    _, *talk = model.prompts[0]
    assert [(message.type, message.text) for message in talk] == [
        ("human", "Who wins?"),
        ("ai", "The draw has 99.9%."),
        ("human", "Sure?"),
    ]
    assert "99.9" not in answer.answer


async def test_a_question_that_is_not_kept_leaves_nothing_behind(db: Database) -> None:
    saver = InMemorySaver()
    model = ScriptedModel(Say("Here I am."), Say("Here I am again."))
    graph = build_graph(model, TOOLS, saver, clock=a_clock)
    mentor = Mentor(graph, logbook=KnowledgeLogbook(db, a_clock))
    for kept, conversations in ((False, 0), (True, 1)):
        await mentor.ask(Question("Hello?", kept=kept))
        assert bool(list(saver.list(None))) is kept
        async with db.reading() as session:
            assert len(await threads.list_threads(session, "local")) == conversations
    model.finish()


async def test_the_analyst_speaks_when_it_is_asked_for() -> None:
    model, analyst = ScriptedModel(Say("From me.")), ScriptedModel(Say("It is I."), name="analyst")
    mentor = Mentor(build_graph(model, TOOLS, fallback=analyst))
    by_analyst = await mentor.ask(Question("Hello?", by_analyst=True))
    assert (by_analyst.answer, by_analyst.model) == ("It is I.", "analyst")
    assert (await mentor.ask(Question("Hello?"))).model == "scripted"
    model.finish()


async def test_tokens_are_counted_as_the_models_count_them() -> None:
    with FakeOllama(calls(PREDICT), says(GOOD)) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        run = await Mentor(build_graph(gateway, TOOLS)).start(Question("Who wins?"))
        await run.answer()
        await gateway.aclose()
    # 40 read and 10 written in each of two steps
    assert (run.tokens.read, run.tokens.written) == (80, 20)
    silent = await a_mentor(Say("Hello.")).start(Question("Hello?"))
    await silent.answer()
    assert (silent.tokens.read, silent.tokens.written) == (0, 0)
