"""Stands in the place of a command that the nursery forks: its streams, its signals, its end.

    python -I -S newborn.py SOCKET ARGUMENTS…     is what `tippmix ARGUMENTS…` would be

Run by its path, and in a blink: it may import nothing but the smallest.
"""

import json
import os
import signal
import socket
import sys

FORWARDED = {signal.SIGTERM, signal.SIGINT}


def stand_in(address: str, arguments: list[str]) -> int:
    """Let the command be forked, pass signals on to it, return its exit code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, FORWARDED)
    nursery = socket.socket(socket.AF_UNIX)
    nursery.connect(address)
    socket.send_fds(nursery, [b"."], [0, 1, 2])
    asked = {"arguments": arguments, "environment": dict(os.environ), "cwd": os.getcwd()}  # noqa: PTH109
    nursery.sendall(json.dumps(asked).encode() + b"\n")
    told = nursery.makefile()
    pid = int(told.readline())
    for number in FORWARDED:
        signal.signal(number, lambda number, _: os.kill(pid, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)
    return int(told.readline())


if __name__ == "__main__":
    code = stand_in(sys.argv[1], sys.argv[2:])
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)
