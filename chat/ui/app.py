"""The page: questions in, answers streamed, tools shown as steps.

Chainlit's callbacks, bound to the house. What goes wrong is said in plain words here: Chainlit
would show an exception's own. Does not know how an answer is made.
"""

# Chainlit leaves most of what is called here without types
# mypy: allow-untyped-calls

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import Any

import chainlit as cl
from chainlit.config import config
from chainlit.context import init_ws_context
from chainlit.server import sio
from chainlit.session import WebsocketSession
from chainlit.types import ThreadDict
from fastapi import HTTPException

from chat.cli.edge import is_expected
from chat.errors import GuessedTooOften, NotSignedIn
from chat.house import House
from chat.identity import LOCAL_USER
from chat.ui.premises import ROOT_PATH
from chat.ui.pulling import Pulling
from chat.ui.telling import Telling
from chat.ui.threads import MENTOR, OwnThreads
from chat.ui.words import Language, page_language, sentence
from chat.welcome import greeting, openers
from graph.errors import ThreadBusy
from graph.run import Question, Run
from graph.wording import detect_language

log = logging.getLogger(__name__)

#: seconds between looks whether a busy conversation is free again, and how many
BUSY_PAUSE = 0.3
BUSY_LOOKS = 600

#: where the run under way is kept in a session
RUN = "run"
#: where a password is typed
PAGE = "page"


class Page:
    """The chat page of one house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._pulling = Pulling(house)

    def register(self) -> None:
        """Hand the callbacks to Chainlit."""
        logging.getLogger("chainlit").setLevel(logging.CRITICAL)
        if lang := self._house.settings.lang:
            config.ui.language = {"hu": "hu-HU", "en": "en-US"}[lang]
        cl.data_layer(lambda: OwnThreads(self._house))
        if self._house.gatekeeper.trusts_loopback:
            cl.header_auth_callback(self.let_in)
        else:
            # set by hand: wrapped, what a wrong password is told would be lost
            config.code.password_auth_callback = self.sign_in
        cl.set_starters(self.starters)
        # set by hand: a session looks at profiles without awaiting them
        config.code.set_chat_profiles = self.profiles
        cl.on_chat_start(self.begin)
        cl.on_chat_resume(self.go_on)
        cl.on_message(self.answer)
        self._pulling.register()
        sio.on("stop", self.stop)

    async def let_in(self, _headers: Mapping[str, str]) -> cl.User | None:
        """Let the person at this machine in; nobody else reaches a service bound to loopback."""
        return cl.User(identifier=LOCAL_USER)

    async def sign_in(self, name: str, password: str) -> cl.User:
        """Let in who knows the password."""
        language = self._house.settings.lang or "en"
        try:
            # Chainlit does not tell where from
            user = await self._house.sign_in(name, password, address=PAGE)
        except NotSignedIn as error:
            raise HTTPException(401, sentence("refused", language)) from error
        except GuessedTooOften as error:
            raise HTTPException(429, sentence("guessed", language)) from error
        return cl.User(identifier=user.id, display_name=user.name)

    async def starters(self, _user: cl.User | None, language: str | None) -> list[cl.Starter]:
        """Return questions about matches that are there."""
        found = await openers(self._house, page_language(language))
        return [cl.Starter(label=each.label, message=each.question) for each in found]

    def profiles(
        self, user: cl.User | None, language: str | None
    ) -> Awaitable[list[cl.ChatProfile]]:
        """Return the one profile; its description is the page's greeting."""
        return asyncio.ensure_future(self._profiles(user, language))

    async def begin(self) -> None:
        """Do nothing: the greeting is on the page already."""

    async def go_on(self, _thread: ThreadDict) -> None:
        """Do nothing: the graph remembers the conversation."""

    async def answer(self, message: cl.Message) -> None:
        """Answer a question; the page shows it as it comes."""
        fallback = page_language(getattr(cl.context.session, "language", None))
        language = self._house.settings.lang or detect_language(message.content, fallback)
        try:
            run = await self._start(message, language)
            cl.user_session.set(RUN, run)
            await Telling(language, self._pulling.offers).tell(run)
        except Exception as error:  # noqa: BLE001 - the edge of the page: told here or nowhere
            await _say(_plain(error, language))
        finally:
            cl.user_session.set(RUN, None)

    async def stop(self, sid: str) -> None:
        """Stop the run under way; its last event ends the answer on the page."""
        session = WebsocketSession.get(sid)
        if session is None:
            return
        init_ws_context(session)
        run = cl.user_session.get(RUN)
        if isinstance(run, Run):
            run.cancel()
        elif session.current_task:
            session.current_task.cancel()

    async def _profiles(self, user: cl.User | None, language: str | None) -> list[cl.ChatProfile]:
        words = await greeting(self._house, page_language(language))
        return [
            cl.ChatProfile(
                name=MENTOR,
                markdown_description=f"## {MENTOR}\n{words}",
                icon=f"{ROOT_PATH}/public/favicon.svg",
                default=True,
                starters=await self.starters(user, language),
            )
        ]

    async def _start(self, message: cl.Message, language: Language) -> Run:
        """Start the run; wait while the conversation is still busy with the question before."""
        await self._house.clubs.fresh()
        user = cl.context.session.user
        question = Question(
            text=message.content,
            user_id=user.identifier if user else LOCAL_USER,
            thread_id=cl.context.session.thread_id,
            language=self._house.settings.lang,
        )
        for look in range(BUSY_LOOKS):
            try:
                return await self._house.mentor.start(question)
            except ThreadBusy:
                if look == 0:
                    await _say(f"*{sentence('waiting', language)}*")
                await asyncio.sleep(BUSY_PAUSE)
        raise ThreadBusy


def _plain(error: Exception, language: Language) -> str:
    """Return what went wrong, for a reader."""
    if is_expected(error) and language == "en":
        return str(error)
    if not is_expected(error):
        log.exception("the page could not answer")
    return sentence("failed", language)


async def _say(text: str) -> Any:
    return await cl.Message(content=text, author=MENTOR).send()
