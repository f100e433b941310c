"""What checking costs: a sentence beside the weaker check, and the reader's first words.

The first table: milliseconds a sentence with 52 facts in hand, for the strict checker and for
membership alone (no figure without some fact). The second: when the reader sees the first
sentence of an answer, beside when the model has written it, with a model that streams a token
every few milliseconds.

Run: .venv/bin/python -m benchmarks.checking_speed
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import AsyncIterator, Callable
from random import Random
from time import perf_counter
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.outputs import ChatGenerationChunk

from graph.build import build_graph
from graph.grounding import Grounding
from graph.wording import Language
from tests.graph.analyst_world import spot
from tests.graph.football import PREDICT, predict_match
from tests.graph.grounding_sentences import Told, tell
from tests.graph.grounding_world import checker, facts_of
from tests.scripted_model import Call, Say, ScriptedModel

SENTENCES = 300
#: seconds between two tokens of the model
PACE = 0.005
TURNS = 20
GOOD = "Arsenal are favourites: 55.4% to win at Man United."


def main() -> None:
    print("| a sentence | median ms | p95 ms | beside membership |")
    print("|---|---|---|---|")
    languages: tuple[Language, ...] = ("en", "hu")
    for language in languages:
        random = Random(1)
        told = [tell(random, language) for _ in range(SENTENCES)]
        strict, weak = _timed(told, _strict), _timed(told, _weak)
        print(_row(f"{language}, strict", strict, strict, weak))
        print(_row(f"{language}, membership", weak, weak, weak))
    seen, written = asyncio.run(_first_words())
    print("\n| first sentence | median ms |\n|---|---|")
    print(f"| the model has written it | {statistics.median(written) * 1000:.1f} |")
    print(f"| the reader sees it | {statistics.median(seen) * 1000:.1f} |")
    later = [a - b for a, b in zip(seen, written, strict=True)]
    print(f"| later by | {statistics.median(later) * 1000:.1f} ({PACE * 1000:.0f} a token) |")


def _strict(told: Told) -> Callable[[], object]:
    reads = checker("What do you think?", told.language, told.rows)
    reads.check("Which match do you mean?")  # what a turn reads once is read
    return lambda: reads.check(told.text())


def _weak(told: Told) -> Callable[[], object]:
    grounding = Grounding(tuple(facts_of(told.rows)))
    return lambda: grounding.unbacked(told.text())


def _timed(told: list[Told], ready: Callable[[Told], Callable[[], object]]) -> list[float]:
    times = []
    for one in told:
        check = ready(one)
        started = perf_counter()
        check()
        times.append(1000 * (perf_counter() - started))
    return times


def _row(name: str, times: list[float], ours: list[float], theirs: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    ratio = statistics.median(ours) / statistics.median(theirs)
    return f"| {name} | {statistics.median(times):.2f} | {p95:.2f} | {ratio:.1f}x |"


class _Paced(ScriptedModel):
    """A scripted model that takes its time, and notes when its first sentence was whole."""

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        text = ""
        async for chunk in super()._astream(messages, stop, run_manager, **kwargs):
            if not chunk.text:
                yield chunk
                continue
            await asyncio.sleep(PACE)
            text += str(chunk.text)
            if _WRITTEN and _WRITTEN[-1] == 0.0 and text.startswith(GOOD):
                _WRITTEN[-1] = perf_counter()
            yield chunk


#: when each turn's first sentence was whole; 0: not yet
_WRITTEN: list[float] = []


async def _first_words() -> tuple[list[float], list[float]]:
    seen, written = [], []
    for _ in range(TURNS):
        model = _Paced(Call(PREDICT), Say(f"{GOOD} So much for this match. And that is all."))
        graph = build_graph(model, [predict_match], spot=spot)
        question = {"messages": [HumanMessage("Who wins Man United against Arsenal?")]}
        _WRITTEN.append(0.0)
        started, first = perf_counter(), 0.0
        async for event in graph.astream(question, stream_mode="custom"):
            if not first and isinstance(event, dict) and event["kind"] == "token":
                first = perf_counter()
        seen.append(first - started)
        written.append(_WRITTEN[-1] - started)
    return seen, written


if __name__ == "__main__":
    main()
