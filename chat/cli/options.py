"""What several commands take, and how each of them runs."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from chat.settings import Settings

#: groups without their own frills: plain help is there in half the time
PLAIN: dict[str, Any] = {"no_args_is_help": True, "rich_markup_mode": None}

Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, for programs.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Behave as on that day: nothing later is known."),
]
Leagues = Annotated[
    str | None,
    typer.Option("--leagues", metavar="E0,D1,…", help="Only these leagues. Default: all."),
]
Language = Annotated[
    Literal["hu", "en"] | None, typer.Option("--lang", help="Answer in this language.")
]
User = Annotated[str, typer.Option("--user", help="Whose preferences and conversations.")]
Thread = Annotated[
    str | None, typer.Option("--thread", help="Go on with this conversation.", metavar="ID")
]


def settings_with(**overrides: Any) -> Settings:
    """Return the settings; a wrong one ends the command."""
    from chat.cli.edge import read_settings_or_leave

    return read_settings_or_leave(**overrides)


def run(work: Coroutine[Any, Any, None], settings: Settings) -> None:
    """Run a command's work to its end."""
    from chat.cli import edge

    edge.run(work, settings.home)


def listed(text: str | None) -> list[str] | None:
    """Return the parts of a list with commas; None without a list."""
    return [part.strip() for part in text.split(",") if part.strip()] if text else None
