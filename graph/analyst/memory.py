"""What messages were read as: each step of a turn reads the whole conversation again.

A reading depends on the message, its language, the day and the clubs that are known; while those
stay, so does it. Does not know how a message is read.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable

from graph.analyst.reading import Reading
from graph.wording import Language

#: a message, its language, and the day on which it was said
Key = tuple[str, Language, dt.date]
Readings = tuple[Reading, ...]

#: messages remembered, those read last
MOST = 500


class Memory:
    """Readings of messages, for one edition of the clubs at a time."""

    def __init__(self) -> None:
        self._edition: object = None
        self._kept: OrderedDict[Key, Readings] = OrderedDict()

    def at(self, edition: object) -> Memory:
        """Return itself; what was read by another edition is forgotten."""
        if edition is not self._edition:
            self._edition = edition
            self._kept.clear()
        return self

    def of(self, key: Key, read: Callable[[], Readings]) -> Readings:
        """Return what a message was read as; read it when it was not."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = read()
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return found
