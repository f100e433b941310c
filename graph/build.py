"""Put the nodes together.

    open_turn ─► guard_turn ─► call_model ─► use_tools ─► call_model ─► … ─► close_turn

Does not know where the model runs, what the tools do, or who listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool
from langgraph.graph import END, START, StateGraph

from graph.budgets import Budgets
from graph.context import RunContext
from graph.conversation import characters_of_tools
from graph.grounding.mentions import Spot
from graph.guard.books import GuardBooks, NoBooks
from graph.guard.finding_help import Help
from graph.nodes.call_model import CallModel
from graph.nodes.close_turn import close_turn
from graph.nodes.guard_turn import GuardTurn
from graph.nodes.open_turn import OpenTurn
from graph.nodes.routes import route_after_model
from graph.nodes.use_tools import UseTools
from graph.speakers import OneSpeaker, SpeakerSource
from graph.state import MentorState

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

Clock = Callable[[], datetime]


def build_graph(
    model: BaseChatModel | SpeakerSource,
    tools: Sequence[BaseTool],
    checkpointer: BaseCheckpointSaver[Any] | None = None,
    *,
    fallback: BaseChatModel | None = None,
    clock: Clock | None = None,
    budgets: Budgets | None = None,
    spot: Spot | None = None,
    books: GuardBooks | None = None,
    help_: Help | None = None,
) -> CompiledStateGraph[MentorState, RunContext, MentorState, MentorState]:
    """Build the graph that answers a question.

    Parameters
    ----------
    model : a LangChain chat model, or a source that chooses one each time (the gateway).
    tools : LangChain tools; those whose artifact is a `tools.facts.ToolResult` dict give facts.
    checkpointer : keeps conversations, by `thread_id` in the config; None: each run is alone.
    fallback : takes over within the turn when the model fails. None: the turn then ends with a
        plain sentence, or raises the `ModelError` when there is nothing to show at all.
    clock : gives the present as an aware UTC instant; default: that of the fallback, or of the
        model, where these have one as the analyst has, so that all mean the same day; else the
        machine's.
    budgets : bounds of one turn.
    spot : finds any club in a text (`TeamResolver.spot`): a figure given to a club that no tool
        spoke of is then seen. None: only the clubs of the facts are known.
    books : keeps what holds betting advice back from whom. None: the guard goes by the conversation
        alone, and keeps no break.
    help_ : where readers find help; default: what the house ships.

    Returns
    -------
    A compiled graph: `await graph.ainvoke({"messages": [("user", "…")]}, config, context=…)`. The
    context (`RunContext`) is optional. The last message is the answer; `facts` backs its figures.
    """
    budgets = budgets or Budgets()
    source = model if isinstance(model, SpeakerSource) else OneSpeaker(model)
    clock = clock or getattr(fallback or model, "clock", None) or _machine_clock
    asks = CallModel(source, fallback, tools, budgets, clock, characters_of_tools(tools), spot)
    works = UseTools(tools, budgets, clock, can_hand_over=fallback is not None)
    graph = StateGraph(MentorState, context_schema=RunContext)
    graph.add_node("open_turn", OpenTurn(budgets))
    graph.add_node("guard_turn", GuardTurn(books or NoBooks(), help_ or Help.read(), clock))
    graph.add_node("call_model", asks)
    graph.add_node("use_tools", works)
    graph.add_node("close_turn", close_turn)
    graph.add_edge(START, "open_turn")
    graph.add_edge("open_turn", "guard_turn")
    graph.add_conditional_edges("guard_turn", route_after_model)
    graph.add_conditional_edges("call_model", route_after_model)
    graph.add_edge("use_tools", "call_model")
    graph.add_edge("close_turn", END)
    compiled = graph.compile(checkpointer=checkpointer, name="mentor")
    return compiled.with_config(recursion_limit=budgets.recursion_limit)


def _machine_clock() -> datetime:
    # the default for those who build the graph from Python; the rooms above hand a clock down
    return datetime.now(UTC)
