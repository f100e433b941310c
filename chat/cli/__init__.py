"""The command line. `main` is the console script `tippmix`, `app` its Typer application.

Everything heavy is imported inside the commands, so that `--help` is there at once.
"""

from __future__ import annotations

from chat.cli.commands import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    app()
