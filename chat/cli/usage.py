"""Wrong use of the command line, told as any other error: in one line, with what to do next.

Does not know the commands.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

#: what Typer raises for a wrong option, a missing argument, an unknown command
_UsageError: Any = typer.BadParameter.__base__
#: how a checked value's own message begins
_OF_VALUE = "Value error, "


class Commands(TyperGroup):
    """The commands, whose wrong use ends with one line on stderr."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; the exit code is 2 where it was not meant so."""
        try:
            code = super().main(
                args, prog_name, complete_var, False, windows_expand_args, **extra
            )  # fmt: skip
        except _UsageError as error:
            _tell(error)
            code = error.exit_code
        except typer.Abort:
            code = 1
        if standalone_mode:
            sys.exit(code)
        return code


def _tell(error: Any) -> None:
    message = error.format_message()
    if "\n" in message.strip():  # the help itself, where nothing was given
        error.show()
        return
    said = message.replace(_OF_VALUE, "").rstrip(".")
    path = error.ctx.command_path if error.ctx else "tippmix"
    typer.echo(f"tippmix: {said}: see {path} --help.", err=True)
