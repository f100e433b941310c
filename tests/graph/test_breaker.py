"""The circuit breaker: by itself on a clock, and before an Ollama that is not well."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.errors import ModelOutOfTime
from graph.gateway import Gateway
from graph.gateway.breaker import Breaker
from graph.gateway.patience import Patience
from tests.graph.football import TOOLS, ask, on_thread
from tests.ollama_server import MODEL, FakeOllama, Reply, dies_midway, hangs, refuses, says
from tests.scripted_model import Say, ScriptedModel

SHORT = Patience(first=0.3, between=0.3)
RESTING = "(The language model failed several times and rests for a while: the built-in analyst"


class Later:
    """A clock that a test turns on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def an_open_breaker(later: Later) -> Breaker:
    breaker = Breaker(later)
    for _ in range(3):
        breaker.failed()
    assert breaker.state == "open"
    return breaker


def test_single_failures_do_not_open_it() -> None:
    breaker = Breaker(Later())
    for _ in range(10):
        breaker.failed()
        breaker.failed()
        breaker.worked()
    assert breaker.lets_through()
    assert breaker.state == "closed"


def test_long_waits_open_it_sooner() -> None:
    breaker = Breaker(Later())
    breaker.failed(2)
    assert breaker.lets_through()
    breaker.failed(2)
    assert not breaker.lets_through()


def test_after_a_rest_one_is_let_through_and_brings_it_back() -> None:
    later = Later()
    breaker = an_open_breaker(later)
    later.now += breaker.seconds_left
    assert breaker.state == "trial"
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.worked()
    assert breaker.lets_through()
    assert (breaker.state, breaker.seconds_left) == ("closed", 0.0)


def test_each_trial_that_fails_doubles_the_rest_up_to_a_bound() -> None:
    later = Later()
    breaker = an_open_breaker(later)
    rests = []
    for _ in range(8):
        rests.append(breaker.seconds_left)
        later.now += breaker.seconds_left
        assert breaker.lets_through()
        breaker.failed()
    assert rests == [15, 30, 60, 120, 240, 300, 300, 300]


def test_those_who_were_let_through_before_it_opened_change_nothing() -> None:
    later = Later()
    breaker = an_open_breaker(later)
    later.now += 5
    for _ in range(20):
        breaker.failed(2)
    assert breaker.seconds_left == 10
    breaker.worked()
    assert breaker.state == "closed"


def test_a_trial_that_never_ends_is_followed_by_another() -> None:
    later = Later()
    breaker = an_open_breaker(later)
    later.now += 15
    assert breaker.lets_through()
    later.now += 14
    assert not breaker.lets_through()
    later.now += 1
    assert breaker.lets_through()


@given(st.lists(st.sampled_from(["failed", "worked", "asked", "later"]), max_size=60))
def test_it_is_never_stuck(happenings: list[str]) -> None:
    later = Later()
    breaker = Breaker(later)
    for happening in happenings:
        if happening == "later":
            later.now += 7
        elif happening == "asked":
            breaker.lets_through()
        else:
            getattr(breaker, happening)()
    later.now += breaker.seconds_left
    assert breaker.lets_through()


@pytest.mark.parametrize(
    ("sick", "turns"),
    [
        ([refuses(500, "boom")] * 6, 3),
        ([refuses(503, "busy")] * 6, 3),
        ([dies_midway("He")] * 6, 3),
        ([hangs()] * 2, 2),
        ([hangs("He")] * 2, 2),
    ],
)
async def test_a_sick_ollama_is_left_alone_and_comes_back(sick: list[Reply], turns: int) -> None:
    later = Later()
    analyst = ScriptedModel(*[Say("Hello.")] * (turns + 2), name="analyst")
    with FakeOllama(*sick, says("I am back."), says("Still here.")) as ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst, seconds=later, patience=SHORT)
        graph = build_graph(gateway, TOOLS, InMemorySaver(), fallback=analyst)
        thread = on_thread("one conversation")
        for _ in range(turns):
            assert (await ask(graph, "Hi", thread))["models"] == ["analyst"]
        assert len(ollama.chats) == len(sick)
        status = await gateway.status()
        assert (status.breaker, status.speaker) == ("open", "analyst")
        assert "tried again in 15 seconds" in str(status.problem)
        for _ in range(2):
            state = await ask(graph, "Hi", thread)
            assert state["shown"].startswith(RESTING)
            assert state["shown"].count("built-in analyst") == 1
        assert len(ollama.chats) == len(sick)
        later.now += 15
        assert (await gateway.status()).breaker == "trial"
        for said in ("I am back.", "Still here."):
            state = await ask(graph, "Hi", thread)
            assert (state["shown"], state["models"]) == (said, [f"ollama:{MODEL}"])
        assert (await gateway.status()).breaker == "closed"
        await gateway.aclose()
    analyst.finish()


async def test_while_one_tries_the_others_do_not_wait() -> None:
    later = Later()
    analyst = ScriptedModel(*[Say("Hello.")] * 10, name="analyst")
    with FakeOllama(*[hangs()] * 3) as ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst, seconds=later, patience=SHORT)
        graph = build_graph(gateway, [], fallback=analyst)
        for _ in range(2):
            await ask(graph, "Hi")
        later.now += 15
        states = await asyncio.gather(*(ask(graph, "Hi") for _ in range(8)))
        assert len(ollama.chats) == 3
        codes = sorted(str(state["handed_over"]) for state in states)
        assert codes == ["model_out_of_time"] + ["model_resting"] * 7
        await gateway.aclose()


async def test_those_who_wait_already_do_not_wait_to_the_end() -> None:
    analyst = ScriptedModel(*[Say("Hello.")] * 3, name="analyst")
    with FakeOllama(*[hangs()] * 3) as ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst, patience=Patience(first=60.0))
        graph = build_graph(gateway, [], fallback=analyst)
        waiting = [asyncio.create_task(ask(graph, "Hi")) for _ in range(3)]
        async with asyncio.timeout(20):
            for _ in range(1000):
                if len(ollama.chats) == 3:
                    break
                await asyncio.sleep(0.01)
            # two others have just waited in vain
            gateway.failed(ModelOutOfTime())
            gateway.failed(ModelOutOfTime())
            states = await asyncio.gather(*waiting)
        assert {state["handed_over"] for state in states} == {"model_out_of_time"}
        await gateway.aclose()


async def test_an_answer_that_is_only_wrong_says_nothing_about_ollama() -> None:
    lie = says("They win with 77%.")
    wrong = [lie, lie, says("It is", done_reason="length"), refuses(404, "gone")]
    analyst = ScriptedModel(*[Say("Hello.")] * 6, name="analyst")
    with FakeOllama(*wrong, *wrong) as ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst)
        graph = build_graph(gateway, [], fallback=analyst)
        for _ in range(6):
            await ask(graph, "Hi")
        assert (await gateway.status()).breaker == "closed"
        await gateway.aclose()


async def test_an_ollama_that_hears_nothing_costs_one_look() -> None:
    later = Later()
    with FakeOllama() as ollama:
        ollama.is_deaf = True
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"), seconds=later)
        for _ in range(4):
            assert (await gateway.choose()).name == "analyst"
            later.now += 6
        assert len(ollama.requests) == 1
        ollama.is_deaf = False
        later.now += 10
        assert (await gateway.choose()).name == f"ollama:{MODEL}"
        await gateway.aclose()


async def test_a_model_that_spoke_before_is_missed_aloud() -> None:
    analyst = ScriptedModel(Say("Hello."), name="analyst")
    ollama = FakeOllama(says("I am here."))
    later = Later()
    with ollama:
        gateway = Gateway(url=ollama.url, analyst=analyst, seconds=later)
        graph = build_graph(gateway, [], InMemorySaver(), fallback=analyst)
        await ask(graph, "Hi", on_thread("t"))
        ollama.stop()
        later.now += 60
        state = await ask(graph, "Hi", on_thread("t"))
        assert state["shown"] == "(Ollama does not answer: the built-in analyst answers.)\n\nHello."
        await gateway.aclose()
