"""Tools and facts for the graph's tests: small, deterministic, of the same shape as the real."""

from __future__ import annotations

from typing import Any, cast

from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, tool
from langgraph.graph.state import CompiledStateGraph

from graph.context import RunContext
from graph.state import MentorState
from tools.facts import Fact, FactUnit, ToolResult

MATCH = "Man United – Arsenal, 2024-05-12"
PREDICT = ("predict_match", {"home_team": "Man United", "away_team": "Arsenal"})


def on_thread(thread_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread_id}}


async def ask(
    graph: CompiledStateGraph[Any, Any, Any, Any],
    text: str,
    config: RunnableConfig | None = None,
    context: RunContext | None = None,
) -> MentorState:
    question = {"messages": [HumanMessage(text)]}
    return cast("MentorState", await graph.ainvoke(question, config, context=context))


def a_fact(outcome: str, value: float | str, unit: FactUnit = "probability") -> Fact:
    return Fact(
        subject=MATCH,
        market="1x2",
        outcome=outcome,
        value=value,
        unit=unit,
        as_of="2024-05-10",
        source="model 1",
    )


def a_result(*facts: Fact, text: str = "Arsenal are the favourites.") -> ToolResult:
    return ToolResult(kind="predict_match", text=text, facts=facts)


@tool(response_format="content_and_artifact")
def predict_match(home_team: str, away_team: str) -> tuple[str, dict[str, Any]]:
    """Predict a match."""
    facts = (a_fact("home", 0.2166), a_fact("draw", 0.229), a_fact("away", 0.5544))
    result = a_result(*facts)
    return result.text, result.to_dict()


@tool
def who_asks(config: RunnableConfig) -> str:
    """Say who asks."""
    return f"{config['configurable']['user_id']} asks"


TOOLS: list[BaseTool] = [predict_match, who_asks]
