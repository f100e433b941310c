"""References: where a step's input comes from.

`$input.league` is what the execution was given, `$steps.look.data.matches.0.home` what an earlier
step put out: names, and places in a list counted from 0. A text that starts with `$$` stands for
itself without the first dollar. Knows no steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

NAME = r"[a-z][a-z0-9_]{0,39}"
_REFERENCE = re.compile(
    rf"\$(?:(?P<input>input)|steps\.(?P<step>{NAME}))\.(?P<path>[^.\s$]+(?:\.[^.\s$]+)*)"
)
#: a path longer than this leads nowhere
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the input or in a step's output."""

    root: Literal["input", "steps"]
    #: the step's name; "" for the input
    step: str
    path: tuple[str, ...]

    @property
    def field(self) -> str:
        """The first name on the path."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known while an execution runs."""

    input: Mapping[str, Any]
    #: by step; one that put nothing out is not there
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read(value: object) -> Reference | None:
    """Return the reference that a value is; None where it stands for itself.

    Raises
    ------
    ValueError
        When it begins like a reference and is none.
    """
    if not isinstance(value, str) or not value.startswith("$") or value.startswith("$$"):
        return None
    found = _REFERENCE.fullmatch(value)
    path = tuple(found["path"].split(".")) if found else ()
    if found is None or len(path) > DEEPEST:
        raise ValueError(
            f"“{value[:60]}” is no reference: write $input.NAME or $steps.NAME.FIELD, "
            "and $$ for a dollar"
        )
    return Reference("input" if found["input"] else "steps", found["step"] or "", path)


def references(value: object) -> Iterator[Reference]:
    """Yield the references in a value and in what it holds; raises `ValueError` as `read` does."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from references(part)
    elif (found := read(value)) is not None:
        yield found


def resolve(value: Any, known: Known) -> Any:
    """Return a value with what its references lead to in their places; None: it is not there."""
    if isinstance(value, Mapping):
        return {name: resolve(part, known) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(part, known) for part in value]
    reference = read(value)
    if reference is None:
        return value[1:] if isinstance(value, str) and value.startswith("$$") else value
    start = known.input if reference.root == "input" else known.outputs.get(reference.step)
    return _follow(start, reference.path)


def _follow(place: Any, path: Sequence[str]) -> Any:
    if not path:
        return place
    if isinstance(place, list):
        index = int(path[0]) if re.fullmatch(r"\d{1,6}", path[0], re.ASCII) else len(place)
        return _follow(place[index], path[1:]) if index < len(place) else None
    if not isinstance(place, Mapping):
        return None
    # a name with a dot in it, as "2.5" among the goal lines, is found too
    for length in range(1, len(path) + 1):
        name = ".".join(path[:length])
        if name in place:
            return _follow(place[name], path[length:])
    return None
