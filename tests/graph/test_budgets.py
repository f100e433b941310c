"""What a turn may cost, and what follows when it is spent."""

from __future__ import annotations

import asyncio

import pytest
from langchain_core.tools import tool

from graph import build_graph
from graph.analyst import Analyst
from graph.budgets import Budgets
from graph.gateway import Gateway
from graph.gateway.patience import Patience
from graph.state import MentorState
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot
from tests.graph.football import ask
from tests.ollama_server import FakeOllama, Reply, calls, counted, says
from tests.scripted_model import Call, Say, ScriptedModel

QUESTION = "Who wins Man United against Arsenal on Sunday?"


@tool
def count(n: int) -> str:
    """Count."""
    return f"{n}"


def counts(n: int, **more: int) -> Reply:
    reply = calls(("count", {"n": n}))
    return counted(reply, **more) if more else reply


async def turn(budgets: Budgets, *replies: Reply) -> tuple[MentorState, FakeOllama]:
    analyst = Analyst(spot=spot, clock=clock)
    patience = Patience(first=5.0, between=5.0)
    with FakeOllama(*replies) as ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst, patience=patience)
        graph = build_graph(
            gateway, [count, *world_tools()], fallback=analyst, clock=clock, budgets=budgets
        )
        state = await ask(graph, QUESTION)
        await gateway.aclose()
    return state, ollama


async def test_tokens_are_counted_and_bring_the_last_step() -> None:
    state, ollama = await turn(
        Budgets(tokens=9000),
        counts(1, prompt=4000, answer=500),
        counts(2, prompt=4500, answer=100),
        counted(says("I do not know."), prompt=5000, answer=7),
    )
    assert [bool(chat.get("tools")) for chat in ollama.chats] == [True, True, False]
    assert "No more tools" in ollama.chats[-1]["messages"][0]["content"]
    assert (state["shown"], state["tokens"]) == ("I do not know.", 4500 + 4600 + 5007)


async def test_where_a_model_does_not_count_we_do() -> None:
    model = ScriptedModel(Call(("count", {"n": 1})), Say("Hello."))
    state = await ask(build_graph(model, [count], budgets=Budgets(tokens=100)), "Hi " * 200)
    assert model.bound == [("count",), ()]
    assert state["tokens"] > 400


@pytest.mark.parametrize(
    ("budgets", "steps"),
    [(Budgets(model_calls=3), 3), (Budgets(tokens=2000), 3), (Budgets(tool_calls=2), 4)],
)
async def test_who_does_not_stop_is_followed_by_the_analyst_with_full_budgets(
    budgets: Budgets, steps: int
) -> None:
    state, ollama = await turn(budgets, *(counts(n, prompt=1000) for n in range(steps)))
    assert len(ollama.chats) == steps
    assert state["handed_over"] == "budget_spent"
    assert state["shown"].startswith("(The language model took too many steps: the built-in")
    assert "58.1%" in state["shown"]
    assert state["models"] == ["analyst"]


async def test_a_slow_stream_costs_the_turn_its_time_and_no_more() -> None:
    drop = Reply(says("word " * 100).lines, pace=0.1)
    budgets = Budgets(seconds=1.0)
    started = asyncio.get_running_loop().time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.nodes.call_model._GRACE", 0.5)
        state, _ = await turn(budgets, drop)
    assert asyncio.get_running_loop().time() - started < 10
    assert state["handed_over"] == "model_out_of_time"
    assert "58.1%" in state["shown"]


def test_the_first_word_must_come_well_before_the_turn_ends() -> None:
    assert Patience().between <= Patience().first < Budgets().seconds / 2
