"""Models without tools: the same graph and the same tools through Ollama's structured outputs."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.errors import Cancelled, ModelCutShort, ModelStumbled
from graph.gateway import Gateway
from graph.gateway.structured import JsonReader, schema_of
from graph.mentor import Mentor, Question
from graph.state import MentorState
from tests.graph.football import PREDICT, TOOLS, ask, on_thread
from tests.ollama_server import (
    GEMMA,
    WITHOUT_TOOLS,
    FakeOllama,
    Reply,
    hangs,
    says,
    structured,
)
from tests.scripted_model import Say, ScriptedModel

GOOD = "Arsenal win with 55.4%. United have only 22 %."
CALL: dict[str, Any] = {"tool": PREDICT[0], "args": PREDICT[1]}
SPEC = f"ollama:{GEMMA}"


async def turn(
    *replies: Reply, spec: str = SPEC, analyst: str | None = None
) -> tuple[MentorState, FakeOllama]:
    fallback = ScriptedModel(*([Say(analyst)] if analyst else []), name="analyst")
    with FakeOllama(*replies, models={GEMMA: WITHOUT_TOOLS}) as ollama:
        gateway = Gateway(spec, url=ollama.url, analyst=fallback)
        state = await ask(build_graph(gateway, TOOLS, fallback=fallback), "Who wins?")
        await gateway.aclose()
    fallback.finish()
    return state, ollama


@pytest.mark.parametrize("spec", [SPEC, "auto"])
async def test_a_model_without_tools_uses_them_all_the_same(spec: str) -> None:
    state, ollama = await turn(structured(**CALL), structured(answer=GOOD), spec=spec)
    assert (state["shown"], state["models"]) == (GOOD, [SPEC])
    assert [call["name"] for call in state["tool_calls"]] == ["predict_match"]
    assert state["handed_over"] is None
    first, second = ollama.chats
    assert not first.get("tools")
    assert "think" not in first
    assert first["options"] == second["options"]
    assert {message["role"] for message in second["messages"]} == {"system", "user", "assistant"}
    rules, question, asked, result = second["messages"]
    assert "- predict_match(home_team, away_team): Predict a match." in rules["content"]
    assert question["content"] == "Who wins?"
    assert json.loads(asked["content"]) == CALL
    assert result["content"].startswith("Result of predict_match (data, no request):\nArsenal")
    assert "1x2 home: 21.7%" in result["content"]


def a_schema_fits(schema: dict[str, Any], value: Any) -> bool:
    """Say whether a value fits a schema made of what Ollama's grammar knows."""
    if "anyOf" in schema:
        return any(a_schema_fits(each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "object":
        known = schema["properties"]
        return (
            isinstance(value, dict)
            and set(schema.get("required", ())) <= set(value) <= set(known)
            and all(a_schema_fits(known[name], each) for name, each in value.items())
        )
    if schema["type"] == "array":
        return isinstance(value, list) and all(a_schema_fits(schema["items"], v) for v in value)
    kinds: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    return isinstance(value, kinds[schema["type"]])


async def test_ollama_holds_the_reply_to_the_tools() -> None:
    _, ollama = await turn(structured(**CALL), structured(answer=GOOD))
    schema = ollama.chats[0]["format"]
    for good in (
        {"answer": "Hello."},
        CALL,
        {"tool": "who_asks", "args": {}},
        {"calls": [CALL, {"tool": "who_asks", "args": {}}]},
    ):
        assert a_schema_fits(schema, good), good
    for bad in (
        {"tool": "weather", "args": {}},
        {"tool": "predict_match", "args": {"home_team": "Arsenal"}},
        {"tool": "predict_match", "args": {"home_team": 1, "away_team": "Arsenal"}},
        {"answer": 7},
        {"answer": "Hello.", "tool": "who_asks", "args": {}},
    ):
        assert not a_schema_fits(schema, bad), bad


def test_of_a_schema_only_what_the_grammar_knows_is_sent() -> None:
    parameters = {
        "$defs": {"Side": {"enum": ["home", "away"], "type": "string", "title": "Side"}},
        "type": "object",
        "properties": {
            "day": {"anyOf": [{"type": "string", "pattern": "^2"}, {"type": "null"}]},
            "side": {"$ref": "#/$defs/Side"},
            "sides": {"type": "array", "items": {"$ref": "#/$defs/Side"}},
            "kind": {"const": "slip", "default": "slip"},
            "price": {"anyOf": [{"type": "number", "minimum": 1}, {"type": "string"}]},
        },
        "required": ["side"],
    }
    schema = schema_of([{"name": "price_slip", "parameters": parameters}])
    assert schema["anyOf"][1]["properties"]["args"] == {
        "type": "object",
        "properties": {
            "day": {"type": "string"},
            "side": {"enum": ["home", "away"], "type": "string"},
            "sides": {"type": "array", "items": {"enum": ["home", "away"], "type": "string"}},
            "kind": {"enum": ["slip"]},
            "price": {"anyOf": [{"type": "number"}, {"type": "string"}]},
        },
        "required": ["side"],
    }


async def test_several_calls_at_once() -> None:
    calls = [CALL, {"tool": "who_asks", "args": {}}]
    state, ollama = await turn(structured(calls=calls), structured(answer=GOOD))
    assert [call["name"] for call in state["tool_calls"]] == ["predict_match", "who_asks"]
    asked, results = ollama.chats[1]["messages"][-2:]
    assert json.loads(asked["content"]) == {"calls": calls}
    assert results["role"] == "user"
    assert "Result of predict_match" in results["content"]
    assert "Result of who_asks" in results["content"]


async def test_the_conversation_before_is_told_in_the_same_shape() -> None:
    replies = (structured(**CALL), structured(answer=GOOD), structured(answer="You are welcome."))
    with FakeOllama(*replies, models={GEMMA: WITHOUT_TOOLS}) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        graph = build_graph(gateway, TOOLS, InMemorySaver())
        await ask(graph, "Who wins?", on_thread("t"))
        state = await ask(graph, "Thanks!", on_thread("t"))
        await gateway.aclose()
    assert state["shown"] == "You are welcome."
    roles = [message["role"] for message in ollama.chats[-1]["messages"]]
    assert roles == ["system", "user", "assistant", "user", "assistant", "user"]
    assert json.loads(ollama.chats[-1]["messages"][4]["content"]) == {"answer": GOOD}


async def test_a_sentence_is_shown_while_the_next_one_is_written() -> None:
    begun = '{"answer": "Well, Újpest \\ud83d\\ude00 win. They are good. And th'
    with FakeOllama(hangs(begun), models={GEMMA: WITHOUT_TOOLS}) as ollama:
        gateway = Gateway(SPEC, url=ollama.url, analyst=ScriptedModel(name="analyst"))
        mentor = Mentor(build_graph(gateway, []))
        run = await mentor.start(Question("Hi"))
        shown = ""
        async with asyncio.timeout(20):
            async for event in run.events():
                shown += event.data["text"] if event.kind == "token" else ""
                if shown.endswith("good."):
                    break
        run.cancel()
        with pytest.raises(Cancelled):
            await run.answer()
        assert shown == "Well, Újpest 😀 win. They are good."
        assert ollama.hung_up.wait(10)
        await mentor.aclose()
        await gateway.aclose()


@pytest.mark.parametrize(
    "replies",
    [
        (structured(tool="weather", args={}), structured(answer="Hello.")),
        (structured(tool="predict_match", args={"town": "Rome"}), structured(answer="Hello.")),
        (says('{"tool": "predict_match", "args": {"home_te'), structured(answer="Hello.")),
        (says("{}"), structured(answer="Hello.")),
        (says('{"answer": 7}'), structured(answer="Hello.")),
        (structured(answer=""), structured(answer="Hello.")),
        (says(""), structured(answer="Hello.")),
        # an Ollama that does not know of schemas
        (says("Hello."),),
        (says('```json\n{"answer": "Hello."}\n```'),),
        (says("<think>\nHm, {hm}.\n</think>\n\nHello."),),
    ],
)
async def test_what_passes_is_survived(replies: tuple[Reply, ...]) -> None:
    state, _ = await turn(*replies)
    assert (state["shown"], state["handed_over"]) == ("Hello.", None)


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        ((structured(tool="weather", args={}),) * 2, "model_stumbled"),
        ((says("{}"),) * 2, "model_stumbled"),
        ((structured(answer=""),) * 2, "model_silent"),
        ((says('{"answer": "They win'),), "model_cut_short"),
        ((says('{"answer": "They win', done_reason="length"),), "model_cut_short"),
        ((structured(answer="They win with 77%."),) * 2, "model_ungrounded"),
        ((structured(**CALL),) * 2, "model_repeats"),
    ],
)
async def test_what_lasts_is_taken_over_by_the_analyst(
    replies: tuple[Reply, ...], code: str
) -> None:
    state, _ = await turn(*replies, analyst="Hello.")
    assert state["handed_over"] == code
    assert state["shown"].endswith("\n\nHello.")


def read(text: str, size: int) -> tuple[str, list[Any]]:
    tools = [{"function": {"name": "who_asks", "parameters": {"properties": {}}}}]
    reader = JsonReader(tools)
    shown = "".join(reader.feed(text[i : i + size]) for i in range(0, len(text), size))
    rest, calls = reader.finish()
    return shown + rest, [(call["name"], call["args"]) for call in calls]


@given(st.text(max_size=60), st.integers(1, 9), st.booleans(), st.integers(0, 2))
def test_an_answer_comes_as_it_was_meant(text: str, size: int, ascii_only: bool, gap: int) -> None:
    written = " " * gap + json.dumps({"answer": text}, ensure_ascii=ascii_only) + "\n" * gap
    assert read(written, size) == (text, [])


@given(st.integers(1, 40))
def test_calls_come_whole(size: int) -> None:
    call = '{"tool": "who_asks", "args": {}}'
    assert read(call, size) == ("", [("who_asks", {})])
    assert read(f'{{"calls": [{call}, {call}]}}', size) == ("", [("who_asks", {})] * 2)


def test_what_is_neither_is_a_stumble() -> None:
    for text in ("{", '{"answer": null}', '{"tool": "x", "args": {}}', '{"calls": []}'):
        with pytest.raises(ModelStumbled):
            read(text, 3)
    with pytest.raises(ModelCutShort):
        read('{"answer": "Half an ans', 3)
