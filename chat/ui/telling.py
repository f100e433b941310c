"""Tells a run on the page: each tool a step, each word as it comes.

Does not know what the words say.
"""

# Chainlit leaves most of what is called here without types
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import chainlit as cl
from chainlit.utils import utc_now

from chat.ui.findings import told
from chat.ui.threads import MENTOR
from chat.ui.words import Language, on_one_line, sentence, step_name
from graph.run import Run

#: the plain sentence for each kind of failure; others get the general one
FAILURES = {"cancelled": "stopped", "busy": "busy"}


#: gives the buttons that an answer gets
Offers = Callable[[str, Language], Awaitable[list[cl.Action]]]


class Telling:
    """Shows one run."""

    def __init__(self, language: Language, offers: Offers) -> None:
        self._language = language
        self._offers = offers
        step = cl.context.current_run
        # tools at work side by side would nest in each other: all belong to the question
        self._parent = step.id if step else None
        #: tools at work, by the id of their call
        self._steps: dict[str, tuple[cl.Step, dict[str, Any]]] = {}
        #: the tool that ended last, and what it found so far
        self._ended: tuple[cl.Step, dict[str, Any]] | None = None
        self._facts: list[dict[str, Any]] = []
        self._answer = cl.Message(content="", author=MENTOR)

    async def tell(self, run: Run) -> None:
        """Show the run's events until it ends."""
        async for event in run.events():
            if event.kind == "fact":
                self._facts.append(event.data)
                continue
            await self._show_findings()
            if event.kind == "token":
                await self._answer.stream_token(on_one_line(event.data["text"]))
            elif event.kind == "tool_start":
                await self._open(event.data)
            elif event.kind == "tool_end":
                self._close(event.data)
            elif event.kind == "answer":
                # the whole answer, sent: an update would be lost when the page is opened again
                self._answer.content = on_one_line(event.data["answer"])
                self._answer.actions = await self._offers(event.data["answer"], self._language)
                await self._answer.send()
            elif event.kind == "error":
                await self._break_off(event.data["code"])

    async def _open(self, call: dict[str, Any]) -> None:
        step = cl.Step(
            name=step_name(call["name"], call["args"], self._language),
            type="tool",
            parent_id=self._parent,
            show_input=False,
        )
        step.start = utc_now()
        self._steps[call["id"]] = step, call["args"]
        await step.send()

    def _close(self, call: dict[str, Any]) -> None:
        self._ended = self._steps.pop(call["id"], None)
        if self._ended is not None:
            step, _ = self._ended
            step.is_error = not call["ok"]
            step.end = utc_now()

    async def _show_findings(self) -> None:
        """Write what the last tool found into its step: its facts come after its end."""
        if self._ended is None:
            return
        (step, args), self._ended = self._ended, None
        step.output = told(args, self._facts, self._language)
        self._facts = []
        await step.update()

    async def _break_off(self, code: str) -> None:
        said = sentence(FAILURES.get(code, "failed"), self._language)
        text = self._answer.content.rstrip()
        self._answer.content = f"{text}\n\n{said}" if text else said
        await self._answer.send()
