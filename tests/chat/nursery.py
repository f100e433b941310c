"""A process that has everything heavy loaded already, and forks a command whenever it is asked.

What it forks is a process as the shell's is, with an id, streams, signals and an exit code of its
own; only the seconds of importing are paid once. How the console script itself starts is tested
where `afresh` is said.

    python -m tests.chat.nursery SOCKET     serves until its standard input is closed
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress
from typing import Any, Final, NoReturn

#: what commands and the service load late; not Chainlit, which makes folders as it is loaded
HEAVY: Final = (
    "chat.app",
    "chat.api.routes",
    "chat.cli.asking",
    "chat.cli.backtesting",
    "chat.cli.modelling",
    "chat.cli.serving",
    "chat.house",
    "chat.workshop",
    "chromadb",
    "dbos",
    "graph.agents.work",
    "graph.analyst",
    "graph.build",
    "graph.checkpoints",
    "graph.gateway",
    "graph.mentor",
    "literalai",
    "mcp.server.fastmcp",
    "ml.predictor",
    "socketio",
    "tools.toolbox",
    "uvicorn",
)


def serve(address: str) -> None:
    """Take requests at a socket's address until standard input is closed.

    Whatever it has forked by then ends with it, however its owner ended: they are a group.
    """
    for name in HEAVY:
        importlib.import_module(name)
    # so that the children need not copy what is loaded
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    # nobody waits for those who watch over the commands
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)  # noqa: T201 - who started it waits for this
    while True:
        called, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in called:
            os.killpg(0, signal.SIGKILL)
        asker, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _watch_over(asker)
        asker.close()


def _watch_over(asker: socket.socket) -> NoReturn:
    """Fork one command; tell its id, and its exit code when it has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(asker, 1, 3)
    asked = json.loads(asker.makefile().readline())
    pid = os.fork()
    if pid == 0:
        asker.close()
        _become(asked, streams)
    for stream in streams:
        os.close(stream)
    asker.sendall(f"{pid}\n".encode())
    threading.Thread(target=_outlive_nobody, args=(asker, pid), daemon=True).start()
    _, status = os.waitpid(pid, 0)
    asker.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _outlive_nobody(asker: socket.socket, pid: int) -> None:
    """Kill the command when who asked for it is gone."""
    asker.recv(1)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _become(asked: dict[str, Any], streams: list[int]) -> NoReturn:
    """Be the command."""
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["cwd"])
    sys.argv = ["tippmix", *asked["arguments"]]
    try:
        from chat.cli import main

        main()
    except BaseException:  # noqa: BLE001 - the end of a process, as the interpreter would end it
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    serve(sys.argv[1])
