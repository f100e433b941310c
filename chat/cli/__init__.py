"""The command line. `main` is the console script `tippmix`, `app` its Typer application.

Everything heavy is imported inside the commands, so that `--help` is there at once.
"""

from __future__ import annotations

import os
import sys

from chat.cli.commands import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line and end the process."""
    code: object = 0
    try:
        app()
    except SystemExit as leaving:
        code = leaving.code
    for stream in (sys.stdout, sys.stderr):
        # None where the reader went away
        if stream is not None:
            stream.flush()
    # everything is closed by now; taking the heavy libraries down object by object takes seconds
    os._exit(code if isinstance(code, int) else int(code is not None))
