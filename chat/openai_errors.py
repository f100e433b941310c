"""Problems in OpenAI's words: what goes wrong under /v1 is told as OpenAI's clients read it.

One place between all that may refuse a request and the client. Does not know the routes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.problems import PROBLEM_TYPE

PREFIX = "/v1"
#: where OpenAI's own word differs from ours
CODES = {
    "not-signed-in": "invalid_api_key",
    "busy": "rate_limit_exceeded",
    "too-many-requests": "rate_limit_exceeded",
}


class OpenAIErrors:
    """Middleware that turns each problem of an address under /v1 into OpenAI's error object."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        ours = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{PREFIX}/")
        await self._app(scope, receive, _Translator(send) if ours else send)


class _Translator:
    """Sends a response on, a problem in other words; a problem's body comes in one piece."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_problem(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            start, self._start = self._start, None
            error = error_of(json.loads(message["body"]))
            await self._tell(start, json.dumps(error, ensure_ascii=False).encode())

    async def _tell(self, start: Message, body: bytes) -> None:
        if start["status"] == HTTPStatus.UNPROCESSABLE_ENTITY:
            start["status"] = int(HTTPStatus.BAD_REQUEST)
        headers = MutableHeaders(scope=start)
        headers["content-type"] = "application/json"
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def error_of(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return OpenAI's error object of a problem document."""
    name = problem["type"].rpartition(":")[2]
    wrong = problem.get("errors") or [{"field": None}]
    return {
        "error": {
            "message": problem["detail"],
            "type": _type(problem["status"]),
            "param": wrong[0]["field"],
            "code": CODES.get(name, name.replace("-", "_")),
        }
    }


def _type(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "server_error"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "rate_limit_error"
    return "invalid_request_error"


def _is_problem(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type") == PROBLEM_TYPE
