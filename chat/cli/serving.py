"""`tippmix serve`: runs the service until it is told to stop.

Says what it is, where, and what it did not find, in few lines on stderr. Stops within seconds,
also while answers are being streamed: those runs are ended first.
"""

from __future__ import annotations

import json
import logging
import socket
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from chat.cli.edge import COULD_NOT, is_expected, leave, quieten, say, show
from chat.doorstep import is_loopback
from chat.heap import share_heap

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Server

    from chat.settings import Settings

LOG_FILE = "service.log"

BACKLOG = 2048

#: seconds that open connections get at the end
GRACE = 2

#: seconds that a connection may rest between two requests; longer than clients keep theirs (httpx
#: and browsers' pools 5 and more), so that none sends into a connection that is just being closed
REST = 75


def serve(settings: Settings, host: str, port: int, *, as_json: bool) -> None:
    """Run the service."""
    share_heap()
    quieten()
    _log(settings.home)
    listener = _listen(host, port)
    failures: list[Exception] = []
    server = _server(settings, host, failures)
    address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
    if as_json:
        # one line, at once: a program waits for it
        show(json.dumps({"url": address}))
        sys.stdout.flush()
    say(f"TippMixMentor: {address}/chat (API: {address}/docs). Stop with Ctrl-C.")
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        # raised again by the server after it stopped as asked: that is success
        return
    if failures:
        error = failures[0]
        leave(
            str(error) if is_expected(error) else f"It could not start ({type(error).__name__}).",
            COULD_NOT,
        )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is loaded, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # who connects from now on waits a moment instead of being refused
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        leave(
            f"{host}:{port} cannot be listened on ({error.strerror}): name another with --port.",
            COULD_NOT,
        )
    return listener


def _server(settings: Settings, host: str, failures: list[Exception]) -> Server:
    import uvicorn

    from chat.app import create_app

    def give_up(error: Exception) -> None:
        failures.append(error)
        server.should_exit = True

    app = create_app(settings, loopback=is_loopback(host), on_failure=give_up)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=REST,
        timeout_graceful_shutdown=GRACE,
    )
    server = _stopping(config, app)
    return server


def _stopping(config: Any, app: FastAPI) -> Server:
    """Return a server that ends the runs under way as soon as it is told to stop."""
    import uvicorn

    class StoppingServer(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            # stopping as asked is no failure: do not die by the signal afterwards
            self._captured_signals.clear()
            if opening := getattr(app.state, "opening", None):
                opening.stop_runs()

    return StoppingServer(config)


class _OneLine(logging.Formatter):
    """Leaves tracebacks to the log file."""

    def formatException(self, _: Any) -> str:  # noqa: N802 - the base class names it so
        return ""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).splitlines()[0]


def _log(home: Path) -> None:
    """Say on stderr what a person should know, and keep all of it in the data folder."""
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(_OneLine("%(asctime)s %(message)s", "%H:%M:%S"))
    root = logging.getLogger()
    root.handlers[:] = [shown]
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = RotatingFileHandler(home / LOG_FILE, maxBytes=1_000_000, backupCount=2)
    except OSError:
        # a folder that cannot be written is told when the database is opened
        pass
    else:
        kept.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        root.addHandler(kept)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - every address: shown as one that can be opened
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
