"""Runs recorded for tests: an archive in memory, and ways to play what it holds."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any

from langchain_core.tools import BaseTool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.answer import Answer
from graph.archive import recording_of
from graph.budgets import Budgets
from graph.errors import GraphError
from graph.mentor import Mentor, Question
from graph.persona import Persona
from graph.recorded import Recording
from graph.recording import Tape
from graph.replaying import Replay, replay
from graph.run import Run
from graph.speakers import SpeakerSource
from tests.graph.football import TOOLS
from tests.scripted_model import Say, ScriptedModel, Step

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


class Shelf:
    """An archive that keeps recordings in memory."""

    def __init__(self) -> None:
        self.kept: list[Recording] = []

    def blank(self) -> Tape:
        return Tape(asked_at=NOW)

    async def keep(self, run: Run, tape: Tape, outcome: Answer | GraphError) -> None:
        made = recording_of(run, tape, outcome, version="1")
        # through JSON, as a real archive does
        self.kept.append(Recording.read(made.to_dict()))


def analyst(*steps: Step) -> ScriptedModel:
    return ScriptedModel(*(steps or [Say("It is 55.4%.")]), name="analyst")


async def record(
    *steps: Step,
    tools: Sequence[BaseTool] = TOOLS,
    source: SpeakerSource | None = None,
    fallback: ScriptedModel | None = None,
    before: Sequence[str] = (),
    stop: asyncio.Event | None = None,
    question: str = "Who wins?",
    budgets: Budgets | None = None,
    persona: Persona | None = None,
) -> Recording:
    """Ask, after the questions of `before`; stop the last run when `stop` is set."""
    shelf = Shelf()
    model = source or ScriptedModel(*steps)
    graph = build_graph(
        model, tools, InMemorySaver(), fallback=fallback or analyst(), clock=now, budgets=budgets
    )
    mentor = Mentor(graph, archive=shelf)
    thread = None
    for text in before:
        thread = (await mentor.ask(Question(text, thread_id=thread))).thread_id
    run = await mentor.start(Question(question, thread_id=thread, persona=persona))
    if stop is not None:
        await stop.wait()
        await asyncio.sleep(0.05)  # for what was said to reach the reader
        run.cancel()
    await asyncio.wait([asyncio.create_task(_end(run))])
    return shelf.kept[-1]


async def _end(run: Run) -> None:
    try:
        await run.answer()
    except GraphError:
        return


async def play(
    recording: Recording,
    *steps: Step,
    tools: Sequence[BaseTool] = TOOLS,
    live: Sequence[str] = (),
    anew: bool = False,
) -> Replay:
    """Play a recording with an analyst that says these steps."""
    played = await asyncio.wait_for(
        replay(recording, analyst_at=lambda _: analyst(*steps), tools=tools, live=live, anew=anew),
        20,
    )
    assert isinstance(played.to_dict(), dict)
    return played


def changed(recording: Recording, **parts: Any) -> Recording:
    """Return a recording in which something is otherwise."""
    return Recording.read({**recording.to_dict(), **parts})
