"""What the state machine costs: a turn with two tool calls and a model that takes no time.

    .venv/bin/python benchmarks/turn_overhead.py [--turns 100] [--at-once 50]

Prints, for each kind of memory, the milliseconds of one turn alone and the turns a second with so
many at once. Does not measure any model or any tool of ours.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.checkpoints import open_checkpoints
from graph.mentor import Mentor, Question
from graph.state import MentorState
from tools.facts import Fact, ToolResult

Ask = Callable[[], Awaitable[object]]


class Instant(BaseChatModel):
    """Calls the tool twice, then answers; takes no time."""

    @property
    def _llm_type(self) -> str:
        return "instant"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the model as it is: it knows its one tool."""
        return self.bind(**kwargs)

    def _generate(self, messages: list[BaseMessage], *args: object, **kwargs: Any) -> ChatResult:
        asked = 0
        for message in reversed(messages):
            if message.type == "human":
                break
            asked += isinstance(message, ToolMessage)
        reply = AIMessage("The chance is 41.7%. That is all.")
        if asked < 2:
            call = {"name": "look", "args": {"n": asked}, "id": str(asked), "type": "tool_call"}
            reply = AIMessage("", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=reply)])


@tool(response_format="content_and_artifact")
def look(n: int) -> tuple[str, dict[str, Any]]:
    """Find out something."""
    fact = Fact(
        subject=f"match {n}",
        market="1x2",
        outcome="home",
        value=0.4166,
        unit="probability",
        as_of="2024-05-10",
        source="model 1",
    )
    result = ToolResult(kind="look", text="Found.", facts=[fact])
    return result.text, result.to_dict()


@asynccontextmanager
async def no_memory() -> AsyncIterator[Ask]:
    graph = build_graph(Instant(), [look])
    yield lambda: graph.ainvoke(MentorState(messages=[HumanMessage("Who wins?")]))


@asynccontextmanager
async def in_memory() -> AsyncIterator[Ask]:
    mentor = Mentor(build_graph(Instant(), [look], InMemorySaver()))
    yield lambda: mentor.ask(Question("Who wins?"))


@asynccontextmanager
async def sqlite() -> AsyncIterator[Ask]:
    with tempfile.TemporaryDirectory() as home:
        async with open_checkpoints(None, home=Path(home)) as checkpoints:
            graph = build_graph(Instant(), [look], checkpoints.saver)
            mentor = Mentor(graph, checkpoints=checkpoints)
            yield lambda: mentor.ask(Question("Who wins?"))


async def alone(ask: Ask, turns: int) -> float:
    """Return the milliseconds of one turn, one after the other."""
    await ask()
    started = perf_counter()
    for _ in range(turns):
        await ask()
    return 1000 * (perf_counter() - started) / turns


async def together(ask: Ask, turns: int, at_once: int) -> float:
    """Return the turns a second with `at_once` askers."""

    async def asker() -> None:
        for _ in range(turns // at_once):
            await ask()

    started = perf_counter()
    await asyncio.gather(*(asker() for _ in range(at_once)))
    return turns // at_once * at_once / (perf_counter() - started)


async def main(turns: int, at_once: int) -> None:
    print(f"{'memory':<12}{'ms a turn':>12}{f'turns/s, {at_once} at once':>24}")
    for kind in (no_memory, in_memory, sqlite):
        async with kind() as ask:
            ms = await alone(ask, turns)
            a_second = await together(ask, max(turns, at_once), at_once)
        print(f"{kind.__name__:<12}{ms:>12.1f}{a_second:>24.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What the state machine costs.")
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=50)
    given = parser.parse_args()
    asyncio.run(main(given.turns, given.at_once))
