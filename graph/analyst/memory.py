"""What messages were read as: each step of a turn reads the whole conversation again.

A reading depends on the message, its language, the day and the clubs that are known and spoken of;
while those stay, so does it. Does not know how a message is read.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from graph.wording import Language

#: a message, its language, the day on which it was said, and the clubs spoken of before it
Key = tuple[str, Language, dt.date, tuple[str, ...]]
Found = TypeVar("Found")

#: messages and answers remembered, those read last
MOST = 500


class Memory:
    """Readings of messages and answers, for one edition of the clubs at a time."""

    def __init__(self) -> None:
        self._edition: object = None
        self._kept: OrderedDict[Key | str, Any] = OrderedDict()

    def at(self, edition: object) -> Memory:
        """Return itself; what was read by another edition is forgotten."""
        if edition is not self._edition:
            self._edition = edition
            self._kept.clear()
        return self

    def of(self, key: Key | str, read: Callable[[], Found]) -> Found:
        """Return what a message, or an answer's words, were read as; read it when it was not."""
        found: Found | None = self._kept.get(key)
        if found is None:
            found = self._kept[key] = read()
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return found
