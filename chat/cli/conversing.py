"""`tippmix chat`: a conversation in the terminal.

Ctrl-C stops the answer under way; Ctrl-D, or a word of leaving, ends the conversation. With
`--json` each answer is one line of JSON. Questions are read from stdin, a line each.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chat.cli.asking import fit_if_needed
from chat.cli.edge import is_expected, say, show, without_marks
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.house import House
    from chat.settings import Settings
    from chat.welcome import Language
    from graph.run import Run

PROMPT = "\n› "

#: what people type at a prompt to leave it
LEAVING = {"exit", "quit", ":q", "kilép", "kilépés"}

HOW_TO = {
    "en": "Ctrl-C stops an answer, Ctrl-D ends the conversation. You could ask:",
    "hu": "Ctrl-C megállítja a választ, Ctrl-D befejezi a beszélgetést. Kérdezhetsz például:",
}
STOPPED = {"en": "(stopped)", "hu": "(leállítva)"}


async def converse(settings: Settings, *, user: str, thread: str | None, as_json: bool) -> None:
    """Talk until the input ends."""
    from contextlib import AsyncExitStack

    from chat.house import open_house

    async with AsyncExitStack() as stack:
        with waiting("Getting ready…"):
            house = await stack.enter_async_context(open_house(settings))
            await fit_if_needed(house)
        talk = Talk(house, user, thread, as_json=as_json)
        by_hand = sys.stdin.isatty() and not as_json
        if by_hand:
            await talk.greet()
        async for line in _lines(PROMPT if by_hand else ""):
            await talk.turn(line)


class Talk:
    """One conversation."""

    def __init__(self, house: House, user: str, thread: str | None, *, as_json: bool) -> None:
        self._house = house
        self._user = user
        self._thread = thread
        self._as_json = as_json
        self._language: Language = house.settings.lang or _language_of_this_machine()

    async def greet(self) -> None:
        """Say what is known and what one could ask."""
        from chat.welcome import greeting, openers

        show(without_marks(await greeting(self._house, self._language)))
        show(f"\n{HOW_TO[self._language]}")
        for each in await openers(self._house, self._language):
            show(f"  · {each.question}")

    async def turn(self, text: str) -> None:
        """Answer one question; an error ends the turn, not the conversation."""
        from graph.run import Question

        question = Question(
            text=text,
            user_id=self._user,
            thread_id=self._thread,
            language=self._house.settings.lang,
        )
        try:
            run = await self._house.mentor.start(question)
            self._thread = run.thread_id
            with _stopped_by_ctrl_c(run):
                await self._tell(run)
        except Exception as error:
            # the conversation goes on after what was foreseen; anything else ends the command
            if not is_expected(error):
                raise
            say(f"tippmix: {error}")

    async def _tell(self, run: Run) -> None:
        async for event in run.events():
            if event.kind == "answer" and self._as_json:
                show(json.dumps(event.data, ensure_ascii=False))
            elif event.kind == "answer":
                show("")
            elif event.kind == "token" and not self._as_json:
                sys.stdout.write(without_marks(event.data["text"]))
                sys.stdout.flush()
            elif event.kind == "error":
                cancelled = event.data["code"] == "cancelled"
                say(f"\n{STOPPED[self._language]}" if cancelled else f"\n{event.data['message']}")


@contextmanager
def _stopped_by_ctrl_c(run: Run) -> Iterator[None]:
    """Let Ctrl-C stop the answer instead of the program."""
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGINT, run.cancel)
    except (NotImplementedError, RuntimeError):
        # where signals cannot be handled (Windows, a thread), Ctrl-C ends the program
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.default_int_handler)


async def _lines(prompt: str) -> AsyncIterator[str]:
    """Yield the questions: lines of stdin that are not blank, until it ends or somebody leaves."""
    while True:
        try:
            line = await asyncio.to_thread(_read_line, prompt)
        except EOFError:
            return
        if line.strip().casefold() in LEAVING:
            return
        if line.strip():
            yield line.strip()


def _read_line(prompt: str) -> str:
    if prompt:
        # history and editing with the arrow keys
        import readline  # noqa: F401

        return input(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _language_of_this_machine() -> Language:
    import locale

    return "hu" if (locale.getlocale()[0] or "").lower().startswith("hu") else "en"
