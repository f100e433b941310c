"""The doorstep: what every request passes before anything else looks at it.

Gives each request an id, refuses bodies that are too big, hosts and origins that have no business
here (a page elsewhere that reaches for a service on this machine), sets the security headers, and
turns an error that nobody foresaw into a problem. Does not know who asks, nor for what.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import uuid
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.problems import problem_response

log = logging.getLogger(__name__)

MAX_BODY_BYTES = 1_000_000
REQUEST_ID = "x-request-id"

#: methods that change nothing, so that it does not matter which page asks
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

#: our pages hold small scripts of their own; nothing is ever loaded from elsewhere
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")


class TooBig(HTTPException):
    """The body went over the limit while it was read; the web framework lets it through."""

    def __init__(self) -> None:
        super().__init__(413)


class Doorstep:
    """Middleware around the whole application."""

    def __init__(
        self, app: ASGIApp, *, loopback: bool = True, max_body_bytes: int = MAX_BODY_BYTES
    ) -> None:
        self._app = app
        self._loopback = loopback
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        scope.setdefault("state", {})["request_id"] = request_id
        refusal = self._refusal(scope, headers)
        if refusal is None:
            await self._let_in(scope, receive, send, request_id)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        else:
            response = problem_response(*refusal, request_id, {REQUEST_ID: request_id})
            await response(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        host = headers.get("host", "")
        if self._loopback and not (is_loopback(_name_in(host)) or is_in_process(scope)):
            return 421, "foreign-host", "This service answers on this machine's own names only."
        origin = headers.get("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if origin and changes and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "foreign-origin", "A page from elsewhere may not do this."
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._max_body_bytes:
            return 413, "too-big", "The request is too big: send at most 1 MB."
        return None

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        started = False
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > self._max_body_bytes:
                    raise TooBig
            return message

        async def send_on(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _dress(message, request_id)
            await send(message)

        try:
            await self._app(scope, receive_some, send_on)
        except Exception:
            log.exception("unexpected error (request %s)", request_id)
            if scope["type"] != "http" or started:
                return
            detail = "Something went wrong here that nobody foresaw: the log has it under this id."
            await problem_response(500, "unexpected", detail, request_id)(scope, receive, send_on)


def is_loopback(name: str) -> bool:
    """Tell whether a host name or address is this machine's own."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_in_process(scope: Scope) -> bool:
    """Tell whether a program calls the application itself: then its server is but a name.

    A request that came over a socket names the address that it came to, or the socket's path.
    """
    name, _ = scope.get("server") or ("", None)
    return bool(name) and not name.startswith("/") and not _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name_in(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""


def _request_id(headers: Headers) -> str:
    given = headers.get(REQUEST_ID, "")
    return given if _GIVEN_ID.match(given) else uuid.uuid4().hex


def _dress(message: Message, request_id: str) -> None:
    headers = MutableHeaders(scope=message)
    headers[REQUEST_ID] = request_id
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
