"""Tells a run on the page: each tool a step, each word as it comes.

Does not know what the words say.
"""

# Chainlit leaves most of what is called here without types
# mypy: allow-untyped-calls

from __future__ import annotations

from typing import Any

import chainlit as cl
from chainlit.utils import utc_now

from chat.ui.threads import MENTOR
from chat.ui.words import Language, sentence, shown_arguments, tool_name
from graph.run import Run

#: characters of what a tool said that a step shows
SHORT = 600

#: the plain sentence for each kind of failure; others get the general one
FAILURES = {"cancelled": "stopped", "busy": "busy"}


class Telling:
    """Shows one run."""

    def __init__(self, language: Language) -> None:
        self._language = language
        step = cl.context.current_run
        # tools at work side by side would nest in each other: all belong to the question
        self._parent = step.id if step else None
        self._steps: dict[str, cl.Step] = {}
        self._answer = cl.Message(content="", author=MENTOR)

    async def tell(self, run: Run) -> None:
        """Show the run's events until it ends."""
        async for event in run.events():
            if event.kind == "token":
                await self._answer.stream_token(event.data["text"])
            elif event.kind == "tool_start":
                await self._open(event.data)
            elif event.kind == "tool_end":
                await self._close(event.data)
            elif event.kind == "answer":
                # the whole answer, sent: an update would be lost when the page is opened again
                self._answer.content = event.data["answer"]
                await self._answer.send()
            elif event.kind == "error":
                await self._break_off(event.data["code"])

    async def _open(self, call: dict[str, Any]) -> None:
        step = cl.Step(
            name=tool_name(call["name"], self._language),
            type="tool",
            parent_id=self._parent,
            show_input="text",
        )
        step.input = shown_arguments(call["args"], self._language)
        step.start = utc_now()
        self._steps[call["id"]] = step
        await step.send()

    async def _close(self, call: dict[str, Any]) -> None:
        step = self._steps.pop(call["id"], None)
        if step is None:
            return
        text = call["text"]
        step.output = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
        step.is_error = not call["ok"]
        step.end = utc_now()
        await step.update()

    async def _break_off(self, code: str) -> None:
        said = sentence(FAILURES.get(code, "failed"), self._language)
        text = self._answer.content.rstrip()
        self._answer.content = f"{text}\n\n{said}" if text else said
        await self._answer.send()
