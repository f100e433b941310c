"""The gateway and the graph together, over the wire, with every way that Ollama can fail."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.errors import ModelOutOfTime
from graph.gateway import Gateway
from graph.gateway.ollama import OllamaChat, chat_model
from graph.gateway.patience import Patience
from graph.state import MentorState
from tests.graph.football import PREDICT, TOOLS, ask, on_thread
from tests.ollama_server import (
    GEMMA,
    MODEL,
    WITH_TOOLS,
    WITHOUT_TOOLS,
    FakeOllama,
    Reply,
    calls,
    dies_midway,
    fails_midway,
    hangs,
    loads,
    refuses,
    says,
    stops_without_done,
    thinks,
)
from tests.scripted_model import Say, ScriptedModel

GOOD = "Arsenal win with 55.4%. United have only 22 %."
ANALYST = "The analyst has 55.4%."
LATE = says("Arsenal have 55.4%. But the others have 77%.")
NO_OLLAMA = "http://127.0.0.1:9"


class Later:
    """A clock that a test turns on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def turn(
    *replies: Reply,
    spec: str = "auto",
    models: dict[str, Sequence[str]] | None = None,
    analyst: str | None = None,
    text: str = "Who wins?",
) -> tuple[MentorState, FakeOllama]:
    fallback = ScriptedModel(*([Say(analyst)] if analyst else []), name="analyst")
    with FakeOllama(*replies, models=models) as ollama:
        gateway = Gateway(spec, url=ollama.url, analyst=fallback)
        graph = build_graph(gateway, TOOLS, fallback=fallback)
        state = await ask(graph, text)
        await gateway.aclose()
    fallback.finish()
    return state, ollama


async def test_ollama_answers_with_tools() -> None:
    state, ollama = await turn(calls(PREDICT), says(GOOD))
    assert (state["shown"], state["models"]) == (GOOD, [f"ollama:{MODEL}"])
    first, second = ollama.chats
    assert [tool["function"]["name"] for tool in first["tools"]] == [tool.name for tool in TOOLS]
    assert first["think"] is False
    assert first["options"]["num_ctx"] == second["options"]["num_ctx"] > 0
    assert second["messages"][-1]["role"] == "tool"
    assert second["messages"][-1]["tool_name"] == "predict_match"


@pytest.mark.parametrize(
    "replies",
    [
        (thinks("77% maybe", GOOD.split(". ")[1] + " They are weak."), ),
        (refuses(500, "boom"), says("Hello.")),
        (refuses(503, "busy"), says("Hello.")),
        (fails_midway("He"), says("Hello.")),
        (dies_midway("He"), says("Hello.")),
        (stops_without_done("He"), says("Hello.")),
        (loads(), says("Hello.")),
        (says(""), says("Hello.")),
        (calls(("predict_match", "{broken")), says("Hello.")),
        (says('{"name": "weather", "arguments": {}}'), says("Hello.")),
        (says('```json\n{"name": "who_asks", "arguments": {}}\n```'), says("Hello.")),
        (calls(("weather", {})), says("Hello.")),
    ],
)  # fmt: skip
async def test_what_passes_is_survived(replies: tuple[Reply, ...]) -> None:
    if len(replies) == 1:
        state, _ = await turn(calls(PREDICT), *replies)
    else:
        state, _ = await turn(*replies)
        assert state["shown"] == "Hello."
    assert state["models"] == [f"ollama:{MODEL}"]
    assert state["handed_over"] is None


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        ((refuses(404, "model not found"),), "model_missing"),
        ((refuses(400, f"{MODEL} does not support tools"),), "model_without_tools"),
        ((refuses(418, "teapot"),), "model_failed"),
        ((refuses(503, "busy"),) * 2, "model_busy"),
        ((refuses(500, "boom"),) * 2, "model_died"),
        ((fails_midway("It"),) * 2, "model_died"),
        ((dies_midway("It"),) * 2, "model_died"),
        ((stops_without_done("It"),) * 2, "model_died"),
        ((loads(),) * 2, "model_silent"),
        ((says(""),) * 2, "model_silent"),
        ((says("It is", done_reason="length"),), "model_cut_short"),
        ((says("They win with 77%."),) * 2, "model_ungrounded"),
        ((calls(PREDICT),), "model_repeats"),
        ((calls(("predict_match", "{broken")),) * 2, "model_stumbled"),
        ((says('{"name": "weather", "arguments": {}}'),) * 2, "model_stumbled"),
    ],
)
@pytest.mark.parametrize(
    ("text", "told"), [("Who wins?", "analyst answers"), ("Ki nyer?", "elemző válaszol")]
)
async def test_what_lasts_is_taken_over_by_the_analyst(
    replies: tuple[Reply, ...], code: str, text: str, told: str
) -> None:
    state, _ = await turn(calls(PREDICT), *replies, analyst=ANALYST, text=text)
    assert state["handed_over"] == code
    assert state["models"] == ["analyst"]
    assert told in state["shown"]
    assert state["shown"].endswith(ANALYST)
    assert state["messages"][-1].text == state["shown"]
    assert len(state["tool_calls"]) == 1


@pytest.mark.parametrize(
    "reply",
    [
        fails_midway("Arsenal have 55.4%. But the"),
        dies_midway("Arsenal have 55.4%. But the"),
        stops_without_done("Arsenal have 55.4%. But the"),
        says("Arsenal have 55.4%. But the", done_reason="length"),
        LATE,
    ],
)
async def test_whole_sentences_stay_and_the_analyst_goes_on(reply: Reply) -> None:
    # what is refused may be written again, once
    again = [says("But it is 77%.")] if reply is LATE else []
    state, _ = await turn(calls(PREDICT), reply, *again, analyst=ANALYST)
    assert state["models"] == [f"ollama:{MODEL}", "analyst"]
    assert state["shown"].startswith("Arsenal have 55.4%.\n\n(The language model")
    assert state["shown"].endswith(f"\n\n{ANALYST}")
    assert "But" not in state["shown"]


async def test_a_model_that_hangs_is_left() -> None:
    with FakeOllama(hangs("Arsenal")) as ollama:
        patience = Patience(first=5.0, between=0.2)
        model = chat_model(MODEL, url=ollama.url, kind=OllamaChat, patience=patience)
        with pytest.raises(ModelOutOfTime):
            await model.ainvoke("Who wins?")
        assert ollama.hung_up.wait(10)
        await model.aclose()


async def test_an_unbacked_sentence_closes_the_connection() -> None:
    with FakeOllama(*[hangs("They win with 77%. And so ")] * 2) as ollama:
        fallback = ScriptedModel(Say("Hello."), name="analyst")
        gateway = Gateway(url=ollama.url, analyst=fallback)
        await ask(build_graph(gateway, [], fallback=fallback), "Who wins?")
        assert ollama.hung_up.wait(10)
        await gateway.aclose()


async def test_without_ollama_auto_is_the_analyst_and_nothing_is_said() -> None:
    fallback = ScriptedModel(Say("Hello."), name="analyst")
    gateway = Gateway(url=NO_OLLAMA, analyst=fallback)
    state = await ask(build_graph(gateway, [], fallback=fallback), "Hi")
    assert state["shown"] == "Hello."
    status = await gateway.status()
    assert (status.speaker, status.ollama.reachable) == ("analyst", False)
    assert "ollama serve" in str(status.problem)


async def test_a_named_model_without_ollama_is_replaced_and_the_reader_is_told() -> None:
    fallback = ScriptedModel(Say("Hello."), name="analyst")
    gateway = Gateway("ollama:llama3", url=NO_OLLAMA, analyst=fallback)
    state = await ask(build_graph(gateway, [], fallback=fallback), "Hi")
    assert state["shown"] == "(Ollama does not answer: the built-in analyst answers.)\n\nHello."


@pytest.mark.parametrize(
    ("models", "problem"),
    [
        ({}, "ollama pull gemma3"),
        ({"gemma3:latest": ("embedding",)}, "makes vectors, no words"),
    ],
)
async def test_a_named_model_that_will_not_do_is_replaced(
    models: dict[str, Sequence[str]], problem: str
) -> None:
    with FakeOllama(models=models) as ollama:
        fallback = ScriptedModel(Say("Hello."), name="analyst")
        gateway = Gateway("ollama:gemma3", url=ollama.url, analyst=fallback)
        state = await ask(build_graph(gateway, [], fallback=fallback), "Hi")
        assert problem in str((await gateway.status()).problem)
        assert state["shown"].endswith("the built-in analyst answers.)\n\nHello.")
        await gateway.aclose()


@pytest.mark.parametrize(
    ("models", "speaker"),
    [
        ({"llama3.2:3b": ("tools",), MODEL: ("tools",)}, f"ollama:{MODEL}"),
        ({GEMMA: WITHOUT_TOOLS, "llama3.2:3b": WITH_TOOLS}, "ollama:llama3.2:3b"),
        ({MODEL: WITHOUT_TOOLS, "llama3.2:3b": WITH_TOOLS}, f"ollama:{MODEL}"),
        ({"bge-m3:latest": ("embedding",), GEMMA: WITHOUT_TOOLS}, f"ollama:{GEMMA}"),
        ({"bge-m3:latest": ("embedding",)}, "analyst"),
        ({"from-an-old-ollama:latest": ()}, "analyst"),
        ({}, "analyst"),
    ],
)
async def test_auto_takes_the_model_that_can_do_most(
    models: dict[str, Sequence[str]], speaker: str
) -> None:
    with FakeOllama(models=models) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        assert (await gateway.choose()).name == speaker
        assert (await gateway.status()).speaker == speaker
        await gateway.aclose()


async def test_auto_keeps_what_is_said_on_this_machine() -> None:
    far = "qwen3-coder:480b-cloud"
    with FakeOllama(models={far: WITH_TOOLS, GEMMA: WITHOUT_TOOLS}) as ollama:
        ollama.remote.add(far)
        for spec, speaker in (("auto", GEMMA), (f"ollama:{far}", far)):
            gateway = Gateway(spec, url=ollama.url, analyst=ScriptedModel(name="analyst"))
            assert (await gateway.choose()).name == f"ollama:{speaker}"
            await gateway.aclose()


async def test_a_model_of_an_old_ollama_may_be_asked_for_by_name() -> None:
    models: dict[str, Sequence[str]] = {"llama2:7b": ()}
    state, _ = await turn(says("Hello."), spec="ollama:llama2:7b", models=models)
    assert (state["shown"], state["models"]) == ("Hello.", ["ollama:llama2:7b"])


async def test_looks_are_kept_for_seconds_and_a_failure_ends_them() -> None:
    later = Later()
    with FakeOllama() as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"), seconds=later)
        first = await gateway.choose()
        looked = len(ollama.requests)
        assert (await gateway.choose()).model is first.model
        assert len(ollama.requests) == looked
        ollama.models.clear()
        assert (await gateway.choose()).name == f"ollama:{MODEL}"
        gateway.failed(ModelOutOfTime())
        assert (await gateway.choose()).name == "analyst"
        ollama.models[MODEL] = ("tools",)
        later.now += 60
        assert (await gateway.choose()).model is first.model
        await gateway.aclose()


async def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, NO_OLLAMA)
    state, _ = await turn(says("Hello."))
    assert state["shown"] == "Hello."


async def test_the_analyst_can_be_asked_for() -> None:
    with FakeOllama() as ollama:
        gateway = Gateway("analyst", url=ollama.url, analyst=ScriptedModel(name="analyst"))
        assert (await gateway.choose()).name == "analyst"
        assert ollama.requests == []


@pytest.mark.parametrize("spec", ["", "gpt", "ollama", "ollama:", "openai:gpt"])
def test_other_specs_are_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="auto, analyst or ollama:NAME"):
        Gateway(spec, url=NO_OLLAMA, analyst=ScriptedModel(name="analyst"))


async def test_a_server_that_is_not_ollama_is_no_ollama() -> None:
    with FakeOllama() as ollama:
        url = f"{ollama.url}/elsewhere"
        gateway = Gateway(url=url, analyst=ScriptedModel(name="analyst"))
        assert not (await gateway.status()).ollama.reachable
        await gateway.aclose()


async def test_a_long_conversation_fits_into_the_context() -> None:
    long = "Tell me about football. " * 150
    model = ScriptedModel(*[Say("Well, football is a game. " * 100)] * 11)
    graph = build_graph(model, TOOLS, memory := InMemorySaver())
    for n in range(11):
        await ask(graph, f"{n} {long}", on_thread("t"))
    with FakeOllama(says("Hello.")) as ollama:
        gateway = Gateway(url=ollama.url, analyst=ScriptedModel(name="analyst"))
        await ask(build_graph(gateway, TOOLS, memory), f"last {long}", on_thread("t"))
        (chat,) = ollama.chats
        await gateway.aclose()
    roles = [message["role"] for message in chat["messages"]]
    letters = sum(len(message["content"]) for message in chat["messages"])
    letters += len(json.dumps(chat["tools"]))
    assert letters / 3 < chat["options"]["num_ctx"] - chat["options"]["num_predict"]
    assert roles[:2] == ["system", "user"]
    assert chat["messages"][-1]["content"].startswith("last ")
    assert 3 < len(roles) < 24
