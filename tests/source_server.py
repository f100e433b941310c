"""A public source of our own: a real HTTP server on loopback that serves a folder, with faults.

It knows ETags, conditional requests and ranges as the real sources do. It runs in a thread of its
own, so that a process under test can use it too.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: what to do with the next request for a path, instead of answering it well
Fault = Callable[["Answering"], None]


class SourceServer:
    """Serves `folder` at `url`; `faults[path]` are used up one a request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        #: (path, status) of every answer
        self.answers: list[tuple[str, int]] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._server = _Server(("127.0.0.1", 0), Answering)
        self._server.source = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def statuses(self) -> Counter[int]:
        return Counter(status for _, status in self.answers)

    def put(self, path: str, content: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults["/" + path].extend(faults)

    def __enter__(self) -> SourceServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    source: SourceServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is part of the tests."""


class Answering(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        source = self.server.source
        source.requests.append((self.path, dict(self.headers.items())))
        faults = source.faults[self.path]
        if faults:
            faults.popleft()(self)
            return
        file = source.folder / self.path.lstrip("/")
        if not file.is_file():
            self.answer(HTTPStatus.NOT_FOUND, b"no such file")
            return
        content = file.read_bytes()
        tag = etag(content)
        if self.headers.get("If-None-Match") == tag:
            self.answer(HTTPStatus.NOT_MODIFIED, None, ETag=tag)
            return
        start = self._start(content, tag)
        if start is None:
            self.answer(HTTPStatus.OK, content, ETag=tag)
            return
        rest = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self.answer(HTTPStatus.PARTIAL_CONTENT, content[start:], ETag=tag, Content_Range=rest)

    def _start(self, content: bytes, tag: str) -> int | None:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes=") or self.headers.get("If-Range", tag) != tag:
            return None
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        return start if start < len(content) else None

    def answer(self, status: int, body: bytes | None, **headers: str) -> None:
        self.server.source.answers.append((self.path, int(status)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def status(code: int, **headers: str) -> Fault:
    """Answer with an error."""
    return lambda request: request.answer(code, b"sorry", **headers)


def page(text: str = "<!DOCTYPE html><html>down for repair</html>") -> Fault:
    """Answer with a web page and status 200."""
    return lambda request: request.answer(200, text.encode(), Content_Type="text/html")


def cut(share: float = 0.5) -> Fault:
    """Promise the whole file, send a part of it, hang up."""

    def fault(request: Answering) -> None:
        content = (request.server.source.folder / request.path.lstrip("/")).read_bytes()
        request.server.source.answers.append((request.path, 200))
        request.send_response(200)
        request.send_header("ETag", etag(content))
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content[: int(len(content) * share)])
        request.close_connection = True

    return fault


def hang(seconds: float) -> Fault:
    """Say nothing for a while, then hang up."""

    def fault(request: Answering) -> None:
        time.sleep(seconds)
        request.close_connection = True

    return fault
