"""The language model that puts answers into words: get it through Ollama."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from chat.api.asking import AskerDep, HouseDep
from chat.problems import describe, request_id_of
from graph.errors import GraphError
from graph.gateway import DEFAULT_MODEL
from graph.gateway.pull import PullProgress

router = APIRouter(prefix="/models", tags=["models"])


class Pull(BaseModel):
    """Which model to get."""

    #: as Ollama names it; default: the one that would answer if it were there
    name: str | None = None


async def _started(
    house: HouseDep, asker: AskerDep, wanted: Annotated[Pull | None, Body()] = None
) -> tuple[PullProgress, AsyncIterator[PullProgress], str]:
    asker.must_keep_the_house()
    name = wanted.name if wanted else None
    name = name or (await house.gateway.status()).missing or DEFAULT_MODEL
    steps = house.gateway.pull(name)
    # before the stream begins, so that a refusal is a problem with its own status
    return await anext(steps), steps, name


@router.post("/pull", response_class=EventSourceResponse)
async def pull(
    request: Request,
    started: Annotated[tuple[PullProgress, AsyncIterator[PullProgress], str], Depends(_started)],
) -> AsyncIterator[ServerSentEvent]:
    """Get a language model through Ollama, and follow how far it is.

    For the person at this machine, or a program with a key. Events: `progress` with `status`,
    `completed` and `total` (bytes), then `pulled`, or `error` with a problem. Who stops listening
    stops the download; asked again, it goes on where it was.
    """
    first, steps, name = started
    yield _told("progress", asdict(first))
    try:
        async for step in steps:
            yield _told("progress", asdict(step))
    except GraphError as error:
        yield _told("error", describe(error, request_id_of(request)))
    else:
        yield _told("pulled", {"model": name})


def _told(event: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(event=event, data=data)
