"""What several commands take, and how each of them runs."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from chat.settings import Settings

#: groups without their own frills: plain help is there in half the time
PLAIN: dict[str, Any] = {"no_args_is_help": True, "rich_markup_mode": None}


def _see_that_it_is_one(given: str | None) -> str | None:
    """Refuse what is no moment in the name of the option, not of the setting that it stands for."""
    from chat.clock import read_instant
    from chat.errors import BadInput

    try:
        if given is not None:
            read_instant(given)
    except BadInput as error:
        raise typer.BadParameter(str(error)) from error
    return given


Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, for programs.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        callback=_see_that_it_is_one,
        help="Behave as on that day: nothing later is known.",
    ),
]
Leagues = Annotated[
    list[str] | None,
    typer.Option("--leagues", metavar="E0,D1,…", help="Only these leagues. Default: all."),
]
Language = Annotated[
    Literal["hu", "en"] | None, typer.Option("--lang", help="Answer in this language.")
]
User = Annotated[str, typer.Option("--user", help="Whose preferences and conversations.")]
Thread = Annotated[
    str | None, typer.Option("--thread", help="Go on with this conversation.", metavar="ID")
]
Owner = Annotated[str, typer.Option("--user", help="Whose they are.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=500, help="Rows at most.")]
Cursor = Annotated[
    str | None, typer.Option("--cursor", help="Go on from here, as the last page said.")
]
Watch = Annotated[bool, typer.Option("--watch", help="Follow along. Ctrl-C leaves.")]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input", metavar="NAME=TEXT", help="A field of the input; NAME:=JSON for other than text."
    ),
]
InputFile = Annotated[
    Path | None,
    typer.Option("--input-file", metavar="FILE.json", help="The input as a JSON object."),
]
AgentName = Annotated[
    str, typer.Argument(metavar="AGENT", help="Its name, or the beginning of its id.")
]
TaskName = Annotated[str, typer.Argument(metavar="TASK", help="The beginning of its id.")]

#: rows of a list at once
FEW = 50


def settings_with(**overrides: Any) -> Settings:
    """Return the settings; a wrong one ends the command."""
    from chat.cli.edge import read_settings_or_leave

    return read_settings_or_leave(**overrides)


def run(work: Coroutine[Any, Any, None], settings: Settings) -> None:
    """Run a command's work to its end."""
    from chat.cli import edge

    edge.run(work, settings.home)


def listed(given: Sequence[str] | None) -> list[str] | None:
    """Return the parts of lists with commas, of however many options; None without any."""
    return [
        part.strip() for text in given or () for part in text.split(",") if part.strip()
    ] or None
