"""Spans of a turn: what is measured of it, and that nobody's words are in them."""

from __future__ import annotations

import pytest
from langchain_core.tools import ToolException, tool
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from graph.build import build_graph
from graph.mentor import Mentor, Question
from tests.graph.football import PREDICT, TOOLS
from tests.scripted_model import Call, Say, ScriptedModel

GOOD = "Arsenal win with 55.4%. United have only 22 %."


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """Collect this process's spans; a provider can be set once only."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return exporter


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> InMemorySpanExporter:
    exporter.clear()
    return exporter


async def test_a_turn_holds_its_model_and_tools(spans: InMemorySpanExporter) -> None:
    mentor = Mentor(build_graph(ScriptedModel(Call(PREDICT), Say(GOOD)), TOOLS))
    answer = await mentor.ask(Question(text="Who wins, dear secret friend?"))
    done = {one.name: one for one in spans.get_finished_spans()}
    turn = done["invoke_agent mentor"]
    assert turn.attributes is not None
    assert turn.attributes["tippmix.run_id"] == answer.run_id
    assert turn.context is not None
    inner = [one for name, one in done.items() if name != "invoke_agent mentor"]
    assert {one.name.split()[0] for one in inner} == {"chat", "execute_tool"}
    assert {one.parent.span_id for one in inner if one.parent} == {turn.context.span_id}
    assert all("secret" not in one.to_json() for one in done.values())


async def test_a_tool_that_fails_is_seen_without_its_words(spans: InMemorySpanExporter) -> None:
    @tool
    def predict_match(home: str, away: str) -> str:
        """Fail."""
        raise ToolException("secret reason")

    mentor = Mentor(
        build_graph(ScriptedModel(Call(PREDICT), Say("I cannot say.")), [predict_match])
    )
    await mentor.ask(Question(text="Who wins?"))
    (failed,) = [s for s in spans.get_finished_spans() if s.name.startswith("execute_tool")]
    assert failed.status.status_code is StatusCode.ERROR
    assert "secret" not in failed.to_json()
