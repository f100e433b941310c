"""How a question becomes an answer: state, nodes, prompts, the gateway to the chat model.

`build_graph(model, tools, checkpointer=None, …)` gives a compiled LangGraph graph. It is imported
when it is first asked for: LangGraph takes more than a second to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.build import build_graph as build_graph

__all__ = ["build_graph"]


def __getattr__(name: str) -> Any:
    if name != "build_graph":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from graph.build import build_graph

    return build_graph
