"""Tables and outlines for a person: as wide as his terminal, whole where they go into a file.

Does not know what is listed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chat.cli.edge import show, without_marks

if TYPE_CHECKING:
    from rich.console import RenderableType

#: how words that say how a thing stands are coloured on a terminal
COLOURS: Mapping[str, str] = {
    **dict.fromkeys(("active", "completed", "healthy", "ok"), "green"),
    **dict.fromkeys(("running", "starting"), "cyan"),
    **dict.fromkeys(("paused", "stopping", "degraded"), "yellow"),
    **dict.fromkeys(("failed", "error", "unhealthy"), "red"),
    **dict.fromkeys(("pending", "inactive", "cancelled", "skipped", "not_reached"), "dim"),
}
GAP = "  "
#: a column that gives way keeps so many letters
NARROWEST = 6
#: items of a list that an outline shows; JSON has them all
LISTED = 5
#: how deep an outline goes
DEPTH = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Rows under heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    #: the place of the column that is cut where the terminal is narrow
    gives_way: int
    #: said in place of no rows
    empty: str = "There is nothing."
    #: lines above and below the rows
    above: Sequence[str] = ()
    below: Sequence[str] = ()

    def fitted(self, width: int) -> Listing:
        """Return the listing no wider than so many letters, where that can be."""
        spare = width - sum(self._widths()) - len(GAP) * (len(self.heads) - 1)
        if spare >= 0:
            return self
        room = max(NARROWEST, self._widths()[self.gives_way] + spare)

        def cut(row: Sequence[str]) -> Sequence[str]:
            cell = row[self.gives_way]
            short = cell if len(cell) <= room else cell[: room - 1] + "…"
            return [*row[: self.gives_way], short, *row[self.gives_way + 1 :]]

        return replace(self, heads=cut(self.heads), rows=[cut(row) for row in self.rows])

    def __str__(self) -> str:
        lines = [*self.above, *self._lines()] if self.rows else [*self.above, self.empty]
        return "\n".join([*lines, *self.below])

    def __rich__(self) -> RenderableType:
        from rich.text import Text

        fitted = self.fitted(terminal_width())
        text = Text(str(fitted), no_wrap=False)
        for word, colour in COLOURS.items():
            text.highlight_regex(rf"(?<=\s){word}(?=\s|$)", colour)
        return text

    def _lines(self) -> Iterator[str]:
        widths = self._widths()
        for row in (self.heads, *self.rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield GAP.join(cells).rstrip()

    def _widths(self) -> list[int]:
        rows = [self.heads, *self.rows]
        return [max(len(row[place]) for row in rows) for place in range(len(self.heads))]


def terminal_width() -> int:
    """Return how many letters fit into a line of the terminal."""
    return shutil.get_terminal_size().columns


def show_listing(listing: Listing) -> None:
    """Put a listing on stdout."""
    if not sys.stdout.isatty():
        show(str(listing))
        return
    from rich.console import Console

    Console(highlight=False).print(listing)


def moment(instant: dt.datetime | None) -> str:
    """Return an instant as a column shows it (UTC)."""
    return f"{instant.astimezone(dt.UTC):%m-%d %H:%M}" if instant else "–"


def outline(document: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield plain JSON as indented lines for a person; what is deep or long is cut."""
    for name, value in document.items():
        yield from _outlined(name.replace("_", " "), value, depth)


def _outlined(name: str, value: object, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(value, Mapping) and value and depth < DEPTH:
        yield f"{margin}{name}:"
        yield from outline(value, depth + 1)
    elif isinstance(value, list) and value and depth < DEPTH:
        yield from _items(f"{margin}{name}:", value, depth)
    else:
        yield f"{margin}{name}: {_scalar(value)}"


def _items(head: str, items: Sequence[Any], depth: int) -> Iterator[str]:
    if not any(isinstance(item, (Mapping, list)) for item in items):
        yield f"{head} {', '.join(map(_scalar, items))}"
        return
    yield head
    for item in items[:LISTED]:
        yield from _outlined("-", item, depth + 1)
    if len(items) > LISTED:
        yield f"{'  ' * (depth + 1)}… and {len(items) - LISTED} more: --json has them all"


def _scalar(value: object) -> str:
    if value is None or value in ({}, []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (Mapping, list)):
        return "… (--json has it)"
    return " ".join(without_marks(str(value)).split())
