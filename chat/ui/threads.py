"""Chainlit's past conversations, read from the mentor's own threads and runs.

A thread has the same id here and in the graph. What was said is written down by the runs
themselves, so this layer writes nothing but names and deletions. Does not know the page.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, cast

from chainlit.data.base import BaseDataLayer
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import (
    Feedback,
    PageInfo,
    PaginatedResponse,
    Pagination,
    ThreadDict,
    ThreadFilter,
)
from chainlit.user import PersistedUser, User

from chat.api.conversation import forget_thread
from chat.clock import real_clock
from chat.house import House
from chat.identity import LOCAL_USER
from chat.ui.findings import told
from chat.ui.words import Language, on_one_line, sentence, step_name
from knowledge.accounts import get_user
from knowledge.errors import NotFound
from knowledge.threads import (
    RunInfo,
    ThreadInfo,
    get_thread,
    list_threads,
    open_thread,
    owner_of,
    rename_thread,
    runs_of,
)

#: conversations looked through when the reader searches
SEARCHED = 500

MENTOR = "TippMixMentor"


class OwnThreads(BaseDataLayer):
    """The data layer over the mentor's own tables; a user's identifier is his id."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """Return a user, None when there is none of that id."""
        if identifier == LOCAL_USER:
            return PersistedUser(id=identifier, identifier=identifier, createdAt="")
        try:
            async with self._house.db.reading() as session:
                user = await get_user(session, identifier)
        except NotFound:
            return None
        return PersistedUser(
            id=user.id,
            identifier=user.id,
            display_name=user.name,
            createdAt=user.created_at.isoformat(),
        )

    async def create_user(self, user: User) -> PersistedUser | None:
        """Return the user who signs in; accounts are made over REST alone."""
        return await self.get_user(user.identifier)

    async def list_threads(
        self, pagination: Pagination, filters: ThreadFilter
    ) -> PaginatedResponse[ThreadDict]:
        """Return a page of a user's conversations, the latest used first."""
        user_id = filters.userId or ""
        limit = SEARCHED if filters.search else pagination.first + 1
        async with self._house.db.reading() as session:
            found = await list_threads(session, user_id, limit=limit, after=pagination.cursor)
        if filters.search:
            wanted = filters.search.casefold()
            found = [thread for thread in found if wanted in thread.title.casefold()]
        page = found[: pagination.first]
        return PaginatedResponse(
            pageInfo=PageInfo(
                hasNextPage=len(found) > len(page),
                startCursor=page[0].cursor if page else None,
                endCursor=page[-1].cursor if page else None,
            ),
            data=[_thread(thread, []) for thread in page],
        )

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """Return a conversation with all that was said."""
        async with self._house.db.reading() as session:
            owner = await owner_of(session, thread_id)
            if owner is None:
                return None
            thread = await get_thread(session, thread_id, user_id=owner)
            runs = await runs_of(session, thread_id, user_id=owner)
        return _thread(thread, [step for run in runs for step in _steps(run)])

    async def get_thread_author(self, thread_id: str) -> str:
        """Return whose a conversation is, "" when there is none."""
        async with self._house.db.reading() as session:
            return await owner_of(session, thread_id) or ""

    async def delete_thread(self, thread_id: str) -> None:
        """Delete a conversation, and what the mentor remembers of it."""
        owner = await self.get_thread_author(thread_id)
        if owner:
            await forget_thread(self._house, thread_id, owner)

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Rename a conversation, or open it: the page asks for the list of them right after this.

        Its first turn may start a moment later, and a list without it would stay so.
        """
        if name is None:
            return
        async with self._house.db.writing() as session:
            owner = await owner_of(session, thread_id)
            if owner is not None:
                await rename_thread(session, thread_id, user_id=owner, title=name)
            elif user_id is not None:
                await open_thread(
                    session, user_id=user_id, title=name, now=real_clock(), thread_id=thread_id
                )

    async def create_step(self, step_dict: StepDict) -> None:
        """Do nothing: the run writes its turn down."""

    async def update_step(self, step_dict: StepDict) -> None:
        """Do nothing: the run writes its turn down."""

    async def delete_step(self, step_id: str) -> None:
        """Do nothing: a turn is deleted with its conversation."""

    async def create_element(self, element: Element) -> None:
        """Do nothing: the page has no elements."""

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        """Return None: the page has no elements."""
        return None

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Do nothing: the page has no elements."""

    async def upsert_feedback(self, feedback: Feedback) -> str:
        """Return no id: the page asks for no feedback."""
        return ""

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Return False: there is no feedback."""
        return False

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        """Return nothing: favourites are off."""
        return []

    async def build_debug_url(self) -> str:
        """Return no address."""
        return ""

    async def close(self) -> None:
        """Do nothing: the house closes the database."""


def _thread(thread: ThreadInfo, steps: list[StepDict]) -> ThreadDict:
    return ThreadDict(
        id=thread.id,
        createdAt=thread.updated_at.isoformat(),
        name=thread.title,
        userId=thread.user_id,
        userIdentifier=thread.user_id,
        tags=None,
        metadata={},
        steps=steps,
        elements=[],
    )


def _steps(run: RunInfo) -> Iterator[StepDict]:
    """Yield a turn as the page shows it: the question, the tools used, the answer."""
    language: Language = "hu" if run.answer and run.answer.get("language") == "hu" else "en"
    question = _step(run, "question", type="user_message", name=run.user_id, output=run.question)
    yield question
    for place, call in enumerate(run.answer["tool_calls"] if run.answer else []):
        yield _step(
            run,
            f"tool {place}",
            type="tool",
            name=step_name(call["name"], call["args"], language),
            parentId=question["id"],
            output=told(call["args"], [], language),
            isError=not call["ok"],
        )
    text = on_one_line(run.answer["answer"]) if run.answer else sentence("stopped", language)
    yield _step(run, "answer", type="assistant_message", name=MENTOR, output=text)


def _step(run: RunInfo, part: str, **more: Any) -> StepDict:
    # the same ids each time, so that the page can tell what it already shows
    step: dict[str, Any] = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{run.id}/{part}")),
        "threadId": run.thread_id,
        "parentId": None,
        "createdAt": run.started_at.isoformat(),
        "start": run.started_at.isoformat(),
        "end": (run.ended_at or run.started_at).isoformat(),
        "input": "",
        "output": "",
        "streaming": False,
        "isError": False,
        "metadata": {},
        **more,
    }
    return cast(StepDict, step)
