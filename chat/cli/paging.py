"""Pages of lists, in REST's shape. Does not know what is listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel


class Listed(Protocol):
    """A row that says where it stands in its list."""

    @property
    def cursor(self) -> str:
        """Its place."""


Row = TypeVar("Row", bound=Listed)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, and where it goes on."""

    items: list[Any]
    next_cursor: str | None

    @property
    def document(self) -> dict[str, Any]:
        """The page as JSON."""
        return {"items": self.items, "next_cursor": self.next_cursor}

    @property
    def below(self) -> tuple[str, ...]:
        """What a person is told where there is more."""
        if self.next_cursor is None:
            return ()
        return (f"There are more: --limit, or --cursor {self.next_cursor}",)


def page_of(rows: Sequence[Row], limit: int, shape: Callable[[Row], BaseModel]) -> Page:
    """Return a page from one row more than it holds: the extra one says that there is a next."""
    shown = rows[:limit]
    more = shown[-1].cursor if len(rows) > limit else None
    return Page([shape(row).model_dump(mode="json") for row in shown], more)
