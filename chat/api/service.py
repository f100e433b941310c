"""The service itself: is it alive, is it ready, what does it depend on."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from chat.opening import Opening, Part, State

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What is up, and what is still starting."""

    ready: bool
    parts: dict[Part, State]


@router.get("/", include_in_schema=False)
async def front_door() -> RedirectResponse:
    """Lead a person who typed the bare address to the chat."""
    return RedirectResponse("/chat")


# monitors ask for the head alone
@router.head("/health", include_in_schema=False)
@router.get("/health")
async def health() -> Health:
    """Say that the process answers."""
    return Health()


@router.head("/ready", include_in_schema=False)
@router.get("/ready", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """Say whether everything is up; 503 while something is still starting."""
    opening: Opening = request.app.state.opening
    if not opening.is_ready:
        response.status_code = 503
        response.headers["Retry-After"] = "1"
    return Readiness(ready=opening.is_ready, parts=dict(opening.parts))
