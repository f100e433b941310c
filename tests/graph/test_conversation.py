"""What of a conversation is sent: counted, the oldest left out, long tool texts cut."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.conversation import characters_of, shortened, without_middle
from graph.gateway import Gateway
from graph.gateway.tokens import ANSWER, CONTEXT, TokenMeter
from tests.graph.football import PREDICT, TOOLS, ask, on_thread
from tests.ollama_server import (
    GEMMA,
    MODEL,
    WITH_TOOLS,
    WITHOUT_TOOLS,
    FakeOllama,
    calls,
    counted,
    says,
    structured,
)
from tests.scripted_model import Say, ScriptedModel

ROOM = CONTEXT - ANSWER


def lines(number: int, word: str = "fact") -> str:
    return "\n".join(f"{word} {n}" for n in range(number))


def test_a_text_keeps_its_beginning_and_its_end_in_whole_lines() -> None:
    cut = without_middle(lines(1000), 600)
    assert len(cut) <= 600
    head, tail = cut.split("\n[…]\n")
    assert head.splitlines() == lines(1000).splitlines()[: len(head.splitlines())]
    assert tail.splitlines() == lines(1000).splitlines()[-len(tail.splitlines()) :]
    assert len(tail) > len(head) > 0


@given(st.text(max_size=400), st.integers(20, 500))
def test_a_text_is_never_longer_than_it_may_be(text: str, length: int) -> None:
    cut = without_middle(text, length)
    assert len(cut) <= length
    assert cut == text or len(text) > length


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=6),
    st.integers(4000, 12000),
)
def test_short_tool_texts_stay_whole(sizes: list[int], room: int) -> None:
    messages: list[AnyMessage] = [HumanMessage("Who wins?")]
    messages += [ToolMessage("x" * size, tool_call_id=str(n)) for n, size in enumerate(sizes)]
    sent = shortened(messages, room)
    assert characters_of(sent) <= room
    assert sent[0] is messages[0]
    kept = [len(message.text) for message in sent[1:]]
    longest = max(kept)
    for size, left in zip(sizes, kept, strict=True):
        assert left == size or left >= longest - 7
    if characters_of(messages) <= room:
        assert sent == messages


def test_what_was_learned_is_bounded_and_leans_to_the_safe_side() -> None:
    meter = TokenMeter()
    meter.learn(6000, 3000)
    assert meter.characters == 2
    meter.learn(9000, 1000)
    assert 2 < meter.characters < 3
    meter.learn(900_000, 1000)
    meter.learn(10, 100_000)
    assert meter.characters == 1.5
    for _ in range(100):
        meter.learn(900_000, 1000)
    assert meter.characters == pytest.approx(4.5)
    for tokens in (None, 0, 199):
        meter.learn(10, tokens)
    assert meter.characters == pytest.approx(4.5)


LETTERS = "aeioulmnrs"


def sizes(chat: dict[str, Any]) -> tuple[int, list[str]]:
    words = sum(len(message.get("content") or "") for message in chat["messages"])
    return words + len(json.dumps(chat.get("tools") or "")), [m["role"] for m in chat["messages"]]


@pytest.mark.parametrize(
    ("models", "say"),
    [
        ({MODEL: WITH_TOOLS}, lambda text: says(text)),
        ({GEMMA: WITHOUT_TOOLS}, lambda text: structured(answer=text)),
    ],
)
async def test_a_model_with_shorter_tokens_gets_a_shorter_prompt(models: Any, say: Any) -> None:
    """Ollama counts more tokens than expected: less of the conversation is sent next."""
    memory, question = InMemorySaver(), "Tell me about football. " * 42
    # what is said twice is shown once
    talk = "".join(f"Well, football is a game of {one}{two}. " for one in "bcdf" for two in LETTERS)
    before = ScriptedModel(*[Say(talk)] * 12)
    graph = build_graph(before, TOOLS, memory)
    for _ in range(12):
        await ask(graph, question, on_thread("t"))
    first = counted(say("Well."), prompt=8000)
    with FakeOllama(first, say("Well."), models=models) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        graph = build_graph(gateway, TOOLS, memory)
        for _ in range(2):
            await ask(graph, question, on_thread("t"))
        one, two = ollama.chats
        await gateway.aclose()
    assert one["options"]["num_ctx"] == two["options"]["num_ctx"] == CONTEXT
    (long, roles), (short, roles_after) = sizes(one), sizes(two)
    assert roles[:2] == roles_after[:2] == ["system", "user"]
    assert len(roles_after) < len(roles)
    assert ROOM * 2.4 < long <= ROOM * 3
    assert short <= long / 8000 * ROOM
    assert one["messages"][0]["content"] == two["messages"][0]["content"]


async def test_big_tool_texts_are_cut_before_the_question_or_the_rules_are() -> None:
    @tool
    def tell(about: str) -> str:
        """Tell a long story."""
        return f"Begin of {about}.\n" + lines(500, about) + f"\nEnd of {about}."

    asked = calls(*[("tell", {"about": about}) for about in ("arsenal", "chelsea")])
    question = "Tell me everything! " * 150
    with FakeOllama(asked, calls(("tell", {"about": "leeds"})), says("Done.")) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        graph = build_graph(gateway, [tell])
        gateway_model = (await gateway.choose()).model
        # as if earlier prompts had shown that this model's tokens are short
        gateway_model._meter.learn(3000, 2000)  # type: ignore[attr-defined]
        await ask(graph, question)
        last = ollama.chats[-1]
        await gateway.aclose()
    size, roles = sizes(last)
    assert size <= 1.5 * ROOM
    assert roles == ["system", "user", "assistant", "tool", "tool", "assistant", "tool"]
    assert last["messages"][1]["content"] == question
    for message, about in zip(
        (last["messages"][n] for n in (3, 4, 6)), ("arsenal", "chelsea", "leeds"), strict=True
    ):
        assert message["content"].startswith(f"Begin of {about}.")
        assert "[…]" in message["content"]


async def test_a_call_from_a_prompt_that_lost_its_top_is_asked_for_again() -> None:
    full = counted(calls(PREDICT), prompt=CONTEXT - 5)
    with FakeOllama(full, calls(PREDICT), says("Arsenal win with 55.4%.")) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        before = (await gateway.choose()).characters_a_token
        state = await ask(build_graph(gateway, TOOLS), "Who wins?")
        assert (await gateway.choose()).characters_a_token < before
        await gateway.aclose()
    assert state["shown"] == "Arsenal win with 55.4%."
    assert len(state["tool_calls"]) == 1


async def test_an_answer_from_a_full_context_stays(caplog: pytest.LogCaptureFixture) -> None:
    with FakeOllama(counted(says("Hello. How are you?"), prompt=CONTEXT - 5)) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        state = await ask(build_graph(gateway, TOOLS), "Hi")
        await gateway.aclose()
    assert state["shown"] == "Hello. How are you?"
    assert "was full" in caplog.text


def test_messages_without_tool_texts_are_left_alone() -> None:
    messages: list[AnyMessage] = [HumanMessage("long " * 100), AIMessage("answer " * 100)]
    assert shortened(messages, 10) == messages
