"""The door for OpenAI's clients: chat completions and models, on the same mentor and login.

The client keeps the conversation and sends all of it each time: nothing of it is written down here.
When it hangs up, the run is stopped. Does not know how an answer is made.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from chat.api.asking import HouseDep
from chat.api.completion_shapes import (
    ANYBODY,
    AssistantMessage,
    Choice,
    Completion,
    CompletionRequest,
    ErrorAnswer,
    Model,
    Models,
    Usage,
)
from chat.api.conversation import Answer
from chat.clock import real_clock
from chat.errors import NoSuchModel
from chat.house import House
from chat.identity import Asker
from chat.openai_errors import PREFIX, error_of
from chat.problems import describe, request_id_of
from graph.answer import Answer as MentorsAnswer
from graph.errors import GraphError
from graph.run import Question, Run
from graph.speakers import ANALYST

router = APIRouter(
    prefix=PREFIX,
    tags=["openai"],
    responses={"default": {"model": ErrorAnswer, "description": "What went wrong."}},
)

#: a proxy in between must not hold the stream back
UNHELD = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def _asker(request: Request, house: HouseDep) -> Asker:
    return house.gatekeeper.asker(request, takes_any_key=True)


KeyAskerDep = Annotated[Asker, Depends(_asker)]


async def _start(
    asked: CompletionRequest, house: HouseDep, asker: KeyAskerDep
) -> tuple[CompletionRequest, Run]:
    await _must_be_there(house, asked.model)
    await house.clubs.fresh()
    question = Question(
        text=asked.question,
        user_id=asker.user_id,
        language=house.settings.lang,
        history=asked.history,
        kept=False,
        by_analyst=asked.model == ANALYST,
    )
    return asked, await house.mentor.start(question)


@router.post(
    "/chat/completions",
    response_model=Completion,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def complete(
    request: Request, started: Annotated[tuple[CompletionRequest, Run], Depends(_start)]
) -> Completion | StreamingResponse:
    """Answer the last message of a conversation, whole or with `stream` in pieces.

    The messages before it lead to the question, so that "and the draw?" is understood; system
    messages are not passed on, for the rules here are the house's own. Each piece of a stream is
    one or more checked sentences. Our answer object, with the facts behind every figure, is in the
    field `tippmix` of the answer, and of a stream's last piece. Temperature, length, seed, stop
    words and `user` change nothing. `usage` is what language models counted themselves: nothing,
    when the analyst answers.
    """
    asked, run = started
    completion_id, created = f"chatcmpl-{run.id}", int(real_clock().timestamp())
    if asked.stream:
        frame = {
            "id": completion_id,
            "object": "chat.completion.chunk",
            "created": created,
            "model": asked.model,
        }
        pieces = _pieces(run, asked, frame, request_id_of(request))
        return StreamingResponse(pieces, media_type="text/event-stream", headers=UNHELD)
    answer = Answer.model_validate((await _answer(run, request)).to_dict())
    return Completion(
        id=completion_id,
        created=created,
        model=asked.model,
        choices=[Choice(message=AssistantMessage(content=answer.answer))],
        usage=_usage(run),
        tippmix=answer,
    )


@router.get("/models")
async def models(house: HouseDep, _asker: KeyAskerDep) -> Models:
    """List who may be asked: `tippmix` is whoever speaks now, `analyst` needs no language model."""
    return Models(data=[_model(name) for name in await _names(house)])


@router.get("/models/{model:path}")
async def model(model: str, house: HouseDep, _asker: KeyAskerDep) -> Model:
    """Say whether somebody may be asked."""
    await _must_be_there(house, model)
    return _model(model)


async def _names(house: House) -> list[str]:
    speaker = (await house.gateway.status()).speaker
    return list(dict.fromkeys([ANYBODY, ANALYST, speaker]))


async def _must_be_there(house: House, name: str) -> None:
    # those two are always there: no need to look at Ollama
    if name not in (ANYBODY, ANALYST) and name not in (names := await _names(house)):
        raise NoSuchModel(f"There is no such model here: take {', '.join(names)}.")


def _model(name: str) -> Model:
    # nobody is older than the question: the speaker is chosen anew for each
    return Model(id=name, created=int(real_clock().timestamp()))


async def _answer(run: Run, request: Request) -> MentorsAnswer:
    """Wait for the answer; stop the run when the client hangs up or the service stops."""
    watch = asyncio.create_task(_stop_when_left(run, request))
    try:
        return await run.answer()
    finally:
        watch.cancel()
        run.cancel()  # nothing happens when it has ended


async def _stop_when_left(run: Run, request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    run.cancel()


async def _pieces(
    run: Run, asked: CompletionRequest, frame: dict[str, Any], request_id: str
) -> AsyncIterator[str]:
    """Tell a run in OpenAI's chunks; stop it when nobody listens any more."""
    try:
        yield _piece(frame, {"role": "assistant", "content": ""})
        async for event in run.events():
            if event.kind == "token":
                yield _piece(frame, {"content": event.data["text"]})
            elif event.kind == "answer":
                yield _piece({**frame, "tippmix": event.data}, {}, "stop")
                if asked.tells_usage:
                    yield _line({**frame, "choices": [], "usage": _usage(run).model_dump()})
                yield "data: [DONE]\n\n"
            elif event.kind == "error":
                yield _line(error_of(describe(await _error(run), request_id)))
    finally:
        run.cancel()


def _usage(run: Run) -> Usage:
    read, written = run.tokens.read, run.tokens.written
    return Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


def _piece(frame: dict[str, Any], delta: dict[str, str], finish_reason: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
    return _line({**frame, "choices": [choice]})


def _line(document: dict[str, Any]) -> str:
    return f"data: {json.dumps(document, ensure_ascii=False)}\n\n"


async def _error(run: Run) -> GraphError:
    """Return why a run that failed has no answer."""
    try:
        await run.answer()
    except GraphError as error:
        return error
    raise AssertionError("a run whose last event is an error has no answer")
