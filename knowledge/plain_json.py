"""JSON from outside: whether every database keeps it, and every reader can be given it again.

Python reads more than there is: figures that are none, halves of characters, lists in lists without
end. Does not know what the JSON says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from knowledge.plain_text import is_text

#: lists and objects within each other; what a person or a program means stays far below
DEEPEST = 40


def fault_of_json(value: object) -> str | None:
    """Return what is wrong with a value, and where, for a person; None when it is plain JSON."""
    level = [("", value)]
    for _ in range(DEEPEST):
        for place, each in level:
            if why := _fault(each):
                return f"{place}: {why}" if place else why
        level = [below for place, each in level for below in _within(place, each)]
        if not level:
            return None
    return f"it holds more than {DEEPEST} lists and objects within each other"


def _fault(value: object) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return "it holds a figure that is none"
    texts = value if isinstance(value, Mapping) else (value,)
    if any(isinstance(text, str) and not is_text(text) for text in texts):
        return "it holds a character that cannot be kept"
    return None


def _within(place: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        parts = list(value.items())
    elif isinstance(value, list | tuple):
        parts = list(enumerate(value))
    else:
        return
    for name, each in parts:
        yield (f"{place}.{name}" if place else str(name))[:200], each
