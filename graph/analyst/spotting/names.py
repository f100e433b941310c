"""What the analyst asks of whoever knows the clubs: a text's names of clubs, and what each means.

The knowledge room's resolver is such a one; the analyst knows only this shape of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


class NamedClub(Protocol):
    """A club as the resolver knows it."""

    @property
    def name(self) -> str:
        """The preferred spelling."""
        ...

    @property
    def league_id(self) -> str | None:
        """The league that it plays in now."""
        ...


class Resolved(Protocol):
    """One club, or several that a name may mean."""

    @property
    def team(self) -> NamedClub | None:
        """The club, when it is certain."""
        ...

    @property
    def candidates(self) -> Sequence[NamedClub]:
        """The clubs that the name fits."""
        ...


class SpottedName(Protocol):
    """A name of a club in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def text(self) -> str:
        """The words as they stand there."""
        ...

    @property
    def resolution(self) -> Resolved:
        """What it means."""
        ...

    @property
    def is_ground(self) -> bool:
        """Whether the club is named by its ground: “at Old Trafford”."""
        ...


@runtime_checkable
class Spot(Protocol):
    """Finds the clubs in a text: `TeamResolver.spot`."""

    def __call__(self, text: str, /, *, is_name: bool = False) -> Sequence[SpottedName]:
        """Return the names in a running text; `is_name`: the text is nothing but one."""
        ...
