"""Tables for a person: as wide as his terminal, whole where they go into a file.

Does not know what is listed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chat.cli.edge import show

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Rows under heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    #: places of the columns that are cut where the terminal is narrow, the widest first
    gives_way: Sequence[int]
    #: said in place of no rows
    empty: str = "There is nothing."
    #: lines above and below the rows
    above: Sequence[str] = ()
    below: Sequence[str] = ()

    def fitted(self, width: int) -> Listing:
        """Return the listing no wider than so many letters, where that can be."""
        rooms = self._widths()
        too_wide = sum(rooms) + len(GAP) * (len(rooms) - 1) - width
        while too_wide > 0:
            widest = max(self.gives_way, key=lambda place: rooms[place])
            if rooms[widest] <= NARROWEST:
                break
            rooms[widest] -= 1
            too_wide -= 1
        heads, *rows = ([*map(_cut, row, rooms)] for row in (self.heads, *self.rows))
        return replace(self, heads=heads, rows=rows)

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


def _cut(cell: str, room: int) -> str:
    return cell if len(cell) <= room else cell[: room - 1] + "…"


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
