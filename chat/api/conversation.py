"""Conversation: a question in, an answer out, whole or as a stream that can be taken up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from chat.api.asking import FEW_ROWS, AskerDep, Cursor, HouseDep, Limit, Page, page_of
from chat.api.languages import Accepted, language_of_first
from chat.house import House
from chat.identity import Asker
from graph.agents.voice import agent_question
from graph.run import Question, Run
from graph.wording import Language
from knowledge.threads import (
    RunInfo,
    ThreadInfo,
    delete_thread,
    get_run,
    get_thread,
    list_threads,
    runs_of,
)

router = APIRouter(tags=["conversation"])

LONGEST_QUESTION = 4000


class Ask(BaseModel):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "Who wins Man United against Arsenal?"}]}
    )

    message: str = Field(min_length=1, max_length=LONGEST_QUESTION, pattern=r"\S")
    #: to go on with a conversation; a new one otherwise. Its address is made of it
    thread_id: str | None = Field(default=None, max_length=60, pattern=r"^[^/]*$")
    #: the agent that answers, one of the asker's; the mentor otherwise
    agent_id: str | None = Field(default=None, max_length=60)
    #: the answer's language; default: the reader's own, else the question's, and where the first
    #: one does not tell, that of `Accept-Language`
    language: Literal["hu", "en"] | None = None

    @field_validator("message")
    @classmethod
    def _is_text(cls, value: str) -> str:
        if "\x00" in value:
            raise ValueError("is no text: it holds a null character")
        return value

    async def question(
        self, house: House, asker: Asker, accepted: Language | None = None
    ) -> Question:
        """Return the question as the mentor takes it.

        Raises
        ------
        NotFound
            When the asker has no such agent.
        """
        language = self.language or house.settings.lang
        if language is None and self.thread_id is None:
            language = await language_of_first(house, self.message, asker.user_id, accepted)
        if self.agent_id is not None:
            agent = await house.agents.status(asker, self.agent_id)
            question = agent_question(
                agent, self.message, thread_id=self.thread_id, language=language
            )
            # in a program's name too: rules and preferences are those of who asks
            return replace(question, user_id=asker.user_id)
        return Question(
            text=self.message,
            user_id=asker.user_id,
            thread_id=self.thread_id,
            language=language,
        )


class Fact(BaseModel):
    """A figure, or a name, that a tool found."""

    id: str
    subject: str
    market: str
    outcome: str
    value: float | int | str
    unit: str
    as_of: str
    source: str


class ToolCall(BaseModel):
    """A tool that was used."""

    name: str
    args: dict[str, Any]
    ok: bool
    #: how long it took, milliseconds
    ms: int


class Guard(BaseModel):
    """What a rule of the house said in place of the answer."""

    rule: str
    text: str


class Answer(BaseModel):
    """An answer; every number in `answer` is one of `facts`, or the asker's own."""

    answer: str
    language: Literal["hu", "en"]
    thread_id: str
    run_id: str
    facts: list[Fact]
    tool_calls: list[ToolCall]
    model: str
    grounded: bool
    guard: Guard | None = None


class Thread(BaseModel):
    """A conversation."""

    id: str
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime

    @classmethod
    def of(cls, thread: ThreadInfo) -> Thread:
        """Return a conversation's shape."""
        return cls(
            id=thread.id,
            title=thread.title,
            created_at=thread.created_at,
            updated_at=thread.updated_at,
        )


class Turn(BaseModel):
    """A question of a conversation, and what became of it."""

    run_id: str
    question: str
    status: Literal["running", "completed", "failed", "cancelled"]
    answer: Answer | None
    started_at: dt.datetime
    ended_at: dt.datetime | None

    @classmethod
    def of(cls, run: RunInfo) -> Turn:
        """Return a turn's shape."""
        return cls.model_validate(
            {
                "run_id": run.id,
                "question": run.question,
                "status": run.status,
                "answer": run.answer,
                "started_at": run.started_at,
                "ended_at": run.ended_at,
            }
        )


class ThreadWithTurns(Thread):
    """A conversation with all that was said, oldest first."""

    turns: list[Turn]


class Cancelled(BaseModel):
    """What became of a run that was to be stopped."""

    run_id: str
    status: Literal["cancelling", "ended"]


@router.post("/chat")
async def chat(ask: Ask, house: HouseDep, asker: AskerDep, accepted: Accepted) -> Answer:
    """Ask, and wait for the whole answer."""
    await house.clubs.fresh()
    answer = await house.mentor.ask(await ask.question(house, asker, accepted))
    return Answer.model_validate(answer.to_dict())


async def _start(ask: Ask, house: HouseDep, asker: AskerDep, accepted: Accepted) -> Run:
    # before the stream begins, so that a refusal is a problem with its own status
    await house.clubs.fresh()
    return await house.mentor.start(await ask.question(house, asker, accepted))


@router.post("/chat/stream", response_class=EventSourceResponse)
async def stream(run: Annotated[Run, Depends(_start)]) -> AsyncIterator[ServerSentEvent]:
    """Ask, and follow the answer as it comes.

    Events: `run` first, then `token`, `tool_start`, `tool_end`, `fact`, and `answer` or `error`
    last; each has an id, to take the stream up again with. The run goes on when the connection
    breaks.
    """
    async for event in _events(run, 0):
        yield event


async def _taken_up(
    run_id: str,
    house: HouseDep,
    asker: AskerDep,
    # an empty one says that nothing was heard yet
    last_event_id: Annotated[int, BeforeValidator(lambda sent: sent or 0), Header(ge=0)] = 0,
) -> AsyncIterator[ServerSentEvent]:
    run = house.mentor.run(run_id)
    if run is not None and run.question.user_id == asker.user_id:
        return _events(run, last_event_id)
    async with house.db.reading() as session:
        kept = await get_run(session, run_id, user_id=asker.user_id)
    return _last_words(kept, last_event_id)


@router.get("/chat/{run_id}/stream", response_class=EventSourceResponse)
async def resume(
    events: Annotated[AsyncIterator[ServerSentEvent], Depends(_taken_up)],
) -> AsyncIterator[ServerSentEvent]:
    """Take a stream up again after the event named in `Last-Event-ID`."""
    async for event in events:
        yield event


@router.post("/chat/{run_id}/cancel", status_code=202)
async def cancel(run_id: str, house: HouseDep, asker: AskerDep) -> Cancelled:
    """Stop an answer under way; one that has ended stays as it is."""
    run = house.mentor.run(run_id)
    if run is None or run.question.user_id != asker.user_id:
        async with house.db.reading() as session:
            await get_run(session, run_id, user_id=asker.user_id)
        return Cancelled(run_id=run_id, status="ended")
    if run.ended:
        return Cancelled(run_id=run_id, status="ended")
    run.cancel()
    return Cancelled(run_id=run_id, status="cancelling")


@router.get("/threads")
async def threads(
    house: HouseDep, asker: AskerDep, limit: Limit = FEW_ROWS, cursor: Cursor = None
) -> Page[Thread]:
    """List the asker's conversations, the latest used first."""
    async with house.db.reading() as session:
        found = await list_threads(session, asker.user_id, limit=limit + 1, after=cursor)
    return page_of(found, limit, Thread.of, lambda thread: thread.cursor)


@router.get("/threads/{thread_id}")
async def thread(thread_id: str, house: HouseDep, asker: AskerDep) -> ThreadWithTurns:
    """Give a conversation with all that was said."""
    async with house.db.reading() as session:
        found = await get_thread(session, thread_id, user_id=asker.user_id)
        turns = await runs_of(session, thread_id, user_id=asker.user_id)
    return ThreadWithTurns(**Thread.of(found).model_dump(), turns=[Turn.of(turn) for turn in turns])


@router.delete("/threads/{thread_id}", status_code=204, response_class=Response)
async def forget(thread_id: str, house: HouseDep, asker: AskerDep) -> None:
    """Delete a conversation, and what the mentor remembers of it."""
    await forget_thread(house, thread_id, asker.user_id)


async def forget_thread(house: House, thread_id: str, user_id: str) -> None:
    """Delete a user's conversation.

    Raises
    ------
    NotFound
        When he has none of this id.
    ThreadBusy
        While a question of it is being answered.
    """
    async with house.db.reading() as session:
        await get_thread(session, thread_id, user_id=user_id)
    await house.mentor.forget(thread_id)
    async with house.db.writing() as session:
        await delete_thread(session, thread_id, user_id=user_id)


async def _events(run: Run, after: int) -> AsyncIterator[ServerSentEvent]:
    async for event in run.events(after):
        yield ServerSentEvent(id=str(event.id), event=event.kind, data=event.data)


async def _last_words(run: RunInfo, after: int) -> AsyncIterator[ServerSentEvent]:
    """Tell how a run ended whose events are not in memory any more."""
    if run.answer is not None:
        yield ServerSentEvent(id=str(after + 1), event="answer", data=dict(run.answer))
        return
    code = run.status if run.status == "cancelled" else "turn_failed"
    message = "That question was not answered to its end: ask it again."
    yield ServerSentEvent(id=str(after + 1), event="error", data={"code": code, "message": message})
