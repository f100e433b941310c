"""The edge of the command line: what goes to stdout and stderr, and how a command ends.

JSON goes to stdout alone, everything said to a person about the work to stderr. An error is one
line that says what to do next; a traceback goes to a file in the data folder. Exit codes: 0 done,
1 could not, 2 usage. Does not know the commands.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import re
import sys
import traceback
import warnings
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from chat.settings import Settings

COULD_NOT = 1
USAGE = 2
INTERRUPTED = 130

ERROR_FILE = "last-error.txt"

#: bold, and the underscores of italics at the ends of words
_MARKS = re.compile(r"\*\*|(?<!\w)_(?=\w)|(?<=[\w.!?…])_(?!\w)")


def read_settings_or_leave(**overrides: Any) -> Settings:
    """Return the settings; a wrong one ends the command."""
    from chat.errors import BadInput, BadSettings
    from chat.settings import read_settings

    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return read_settings(**given)
    except (BadSettings, BadInput) as error:
        leave(str(error), USAGE)


def run(work: Coroutine[Any, Any, None], home: Path) -> None:
    """Run a command's work; an error ends the command with one line."""
    quieten()
    with ending(home):
        asyncio.run(work)


@contextmanager
def ending(home: Path) -> Iterator[None]:
    """End the command when its work fails, with one line that says what to do next."""
    try:
        yield
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # the reader has seen enough (`| head`); nothing may be written to it at exit either
        sys.stdout = None
        raise typer.Exit(COULD_NOT) from None
    except typer.Exit:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the process: told here or nowhere
        from tools.errors import offering

        if is_expected(error):
            leave(offering(error), _code_of(error))
        leave(_keep_traceback(error, home), COULD_NOT)


def _code_of(error: Exception) -> int:
    from chat.errors import BadInput

    return USAGE if isinstance(error, BadInput) else COULD_NOT


def is_expected(error: Exception) -> bool:
    """Tell an error whose message is for a person from one that nobody foresaw."""
    from chat.errors import ChatError
    from graph.errors import GraphError
    from knowledge.errors import KnowledgeError
    from ml.errors import MlError
    from tools.errors import ToolError

    return isinstance(error, (ChatError, GraphError, KnowledgeError, MlError, ToolError))


def leave(message: str, code: int) -> NoReturn:
    """End the command with one line on stderr."""
    one_line = " ".join(message.split())
    typer.echo(f"tippmix: {one_line}", err=True)
    raise typer.Exit(code)


def say(message: str) -> None:
    """Tell a person about the work."""
    typer.echo(message, err=True)


def show(text: str) -> None:
    """Put a result on stdout."""
    typer.echo(text)


def without_marks(text: str) -> str:
    """Return an answer without the marks of Markdown that a terminal does not show."""
    return _MARKS.sub("", text)


def show_json(document: Any) -> None:
    """Put a result on stdout as JSON."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=plain))


def plain(value: object) -> str:
    """Write what JSON has no word for: days and instants as ISO 8601, the rest as it is shown."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def quieten() -> None:
    """Keep libraries' warnings and chatter from the user."""
    warnings.simplefilter("ignore")
    logging.basicConfig(level=logging.ERROR, format="%(message)s", stream=sys.stderr)
    logging.getLogger().setLevel(logging.CRITICAL)
    for room in ("chat", "graph", "tools", "ml", "knowledge"):
        logging.getLogger(room).setLevel(logging.WARNING)


def _keep_traceback(error: Exception, home: Path) -> str:
    told = "Something went wrong here that nobody foresaw"
    try:
        home.mkdir(parents=True, exist_ok=True)
        kept = home / ERROR_FILE
        kept.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return f"{told} ({type(error).__name__}), and {home} cannot be written: run tippmix doctor."
    return f"{told} ({type(error).__name__}): the details are in {kept}; try tippmix doctor."
