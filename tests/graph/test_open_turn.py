from __future__ import annotations

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.budgets import Budgets
from graph.conversation import characters_of, fitting_turns
from graph.nodes.open_turn import mend_unanswered_calls, newest_turns
from tests.graph.football import TOOLS, ask, on_thread
from tests.scripted_model import Say, ScriptedModel


def asked(*ids: str) -> AIMessage:
    calls = [{"name": "who_asks", "args": {}, "id": i, "type": "tool_call"} for i in ids]
    return AIMessage(content="", tool_calls=calls)


def answered(call_id: str) -> ToolMessage:
    return ToolMessage(content="done", tool_call_id=call_id)


def test_answered_calls_need_no_mending() -> None:
    messages: list[AnyMessage] = [HumanMessage("?"), asked("a"), answered("a"), AIMessage("!")]
    assert mend_unanswered_calls(messages) == messages


def test_an_open_call_is_answered_in_its_place() -> None:
    messages: list[AnyMessage] = [
        HumanMessage("?"),
        asked("a", "b"),
        answered("a"),
        HumanMessage("again?"),
    ]
    mended = mend_unanswered_calls(messages)
    kinds = [type(message).__name__ for message in mended]
    assert kinds == ["HumanMessage", "AIMessage", "ToolMessage", "ToolMessage", "HumanMessage"]
    cancelled = mended[2]
    assert isinstance(cancelled, ToolMessage)
    assert (cancelled.tool_call_id, cancelled.status) == ("b", "error")
    assert "cancelled" in cancelled.text


def test_a_turn_is_kept_or_forgotten_whole() -> None:
    turn: list[AnyMessage] = [HumanMessage("?"), asked("a"), answered("a"), AIMessage("!")]
    assert newest_turns(turn * 3, 2) == turn * 2
    assert newest_turns(turn, 2) == turn


def test_the_last_turn_always_fits() -> None:
    turn: list[AnyMessage] = [HumanMessage("long " * 100), AIMessage("answer " * 100)]
    assert fitting_turns(turn * 3, 1) == turn
    assert fitting_turns(turn * 3, 2 * characters_of(turn)) == turn * 2
    assert fitting_turns(turn * 3, 10_000) == turn * 3


async def test_a_conversation_left_open_goes_on() -> None:
    model = ScriptedModel(Say("Here I am."))
    graph = build_graph(model, TOOLS, InMemorySaver())
    config = on_thread("t")
    left = {"messages": [HumanMessage("Who wins?"), asked("a")], "next": "use_tools"}
    await graph.aupdate_state(config, left, as_node="call_model")
    state = await ask(graph, "Hello?", config)
    kinds = [type(message).__name__ for message in state["messages"]]
    assert kinds == ["HumanMessage", "AIMessage", "ToolMessage", "HumanMessage", "AIMessage"]
    assert model.prompts[0][-1].text == "Hello?"


async def test_old_turns_leave_the_memory() -> None:
    model = ScriptedModel(*[Say(f"Answer {'i' * n}.") for n in range(5)])
    graph = build_graph(model, [], InMemorySaver(), budgets=Budgets(turns_kept=2))
    config = on_thread("t")
    for _ in range(5):
        state = await ask(graph, "?", config)
    assert len(state["messages"]) == 4


async def test_a_wordless_question_stays_in_the_conversations_language() -> None:
    model = ScriptedModel(Say("Igen."), Say("Igen."))
    graph = build_graph(model, [], InMemorySaver())
    config = on_thread("t")
    for question in ("Mennyi az esélye, hogy nyernek?", "Arsenal?"):
        state = await ask(graph, question, config)
        assert state["language"] == "hu"
