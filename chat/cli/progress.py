"""Progress of long work: a bar, on a terminal only. Does not know what is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: (done, of how many, what); of 0: not known yet
Report = Callable[[int, int, str], None]


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """Show a bar on stderr while the block runs, when a person is looking."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, note="")
        yield lambda done, total, note: bar.update(
            task, completed=done, total=total or None, note=note
        )


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show that something is under way, when a person is looking."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
