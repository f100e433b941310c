"""Getting a model through Ollama, over the wire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph import build_graph
from graph.errors import ModelAway, ModelError, ModelUnknown, NoModelName, PullFailed
from graph.gateway import Gateway
from graph.gateway.pull import PullProgress, checked_name, pull
from tests.graph.football import TOOLS, ask
from tests.ollama_server import GEMMA, FakeOllama, Reply, pulled, refuses, says
from tests.scripted_model import Say, ScriptedModel

NO_OLLAMA = "http://127.0.0.1:9"


def a_library(reply: Reply) -> FakeOllama:
    ollama = FakeOllama(models={})
    ollama.library[GEMMA] = reply
    return ollama


async def steps(ollama: FakeOllama) -> list[PullProgress]:
    return [step async for step in pull(ollama.url, GEMMA)]


async def test_progress_is_of_all_layers_and_only_grows() -> None:
    with a_library(pulled(900, 90)) as ollama:
        told = await steps(ollama)
    (request,) = ollama.requests
    assert request.body == {"model": GEMMA, "stream": True, "insecure": False}
    assert [step.completed for step in told] == sorted(step.completed for step in told)
    assert all(step.completed <= step.total for step in told)
    assert told[-1] == PullProgress(status="success", completed=990, total=990, done=True)
    assert not any(step.done for step in told[:-1])


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (replace(pulled(900), lines=pulled(900).lines[:3]), PullFailed),
        (replace(pulled(900), lines=pulled(900).lines[:3], end="cut"), PullFailed),
        (Reply((*pulled(900).lines[:3], {"error": "max retries exceeded"})), PullFailed),
        (Reply((*pulled(900).lines[:3], {"error": "write: no space left on device"})), PullFailed),
        (refuses(500, "pull model manifest: file does not exist"), ModelUnknown),
        (Reply(({"error": "pull model manifest: file does not exist"},)), ModelUnknown),
        (refuses(500, "boom"), PullFailed),
        (refuses(400, "invalid model name"), PullFailed),
        (refuses(429, "too many"), PullFailed),
    ],
)
async def test_what_goes_wrong_is_one_sentence(reply: Reply, error: type[ModelError]) -> None:
    with a_library(reply) as ollama, pytest.raises(error) as raised:
        await steps(ollama)
    assert GEMMA in str(raised.value)
    assert "boom" not in str(raised.value)
    assert ("disk" in str(raised.value)) == ("no space" in str(reply.lines[-1]))


async def test_nobody_there_is_told_with_the_command() -> None:
    with pytest.raises(ModelAway, match="ollama serve"):
        await anext(pull(NO_OLLAMA, GEMMA))


async def test_who_stops_listening_stops_the_download() -> None:
    with a_library(replace(pulled(900, steps=50), pace=0.02)) as ollama:
        told = pull(ollama.url, GEMMA)
        await anext(told)
        await told.aclose()  # type: ignore[attr-defined]
        assert ollama.hung_up.wait(10)


@pytest.mark.parametrize(
    "name",
    ["gemma3", "gemma3:4b", "qwen3:4b-instruct", "hf.co/bartowski/Llama-3.2-3B:Q4_K_M", "me/mine",
     "localhost:5000/me/mine:v1", " gemma3:4b "],
)  # fmt: skip
def test_names_of_models(name: str) -> None:
    assert checked_name(name) == name.strip()


@pytest.mark.parametrize(
    "name",
    ["", " ", ":4b", "gemma3:", "a b", "../etc/passwd", "a/../b", "gemma3\n", "x;rm -rf", "ő",
     "http://evil/x", "a/b/c/d", "-x", "x" * 201, "a\x00b"],
)  # fmt: skip
async def test_what_can_be_no_name_is_not_asked_for(name: str) -> None:
    if name == "gemma3\n":
        assert checked_name(name) == "gemma3"
        return
    with a_library(pulled(9)) as ollama, pytest.raises(NoModelName):
        await anext(pull(ollama.url, name))
    assert ollama.requests == []


async def test_a_model_that_was_got_speaks_at_once() -> None:
    analyst = ScriptedModel(Say("Hello."), name="analyst")
    ollama = FakeOllama(says("Here I am."), models={})
    ollama.library[GEMMA] = pulled(900)
    with ollama:
        gateway = Gateway(f"ollama:{GEMMA}", url=ollama.url, analyst=analyst)
        graph = build_graph(gateway, TOOLS, fallback=analyst)
        state = await ask(graph, "Hi")
        assert f"not installed, `ollama pull {GEMMA}` gets it: the" in state["shown"]
        assert (await gateway.status()).missing == GEMMA
        assert [step.done async for step in gateway.pull(GEMMA)][-1]
        assert (await gateway.status()).missing is None
        assert (await ask(graph, "Hi"))["shown"] == "Here I am."
        await gateway.aclose()
