"""What can go wrong at a tool.

    ToolError
    ├── BadArgument   an argument that no one can make sense of; says what it takes
    ├── NotThere      what was asked for is not known; has `candidates`
    └── NoForecast    no model may say anything about this match

Each message is one or two sentences for a person. Errors of the rooms below (KnowledgeError,
MlError) pass through as they are; all of them end at the boundary, nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence


class ToolError(Exception):
    """Base of everything this room raises."""


class BadArgument(ToolError):
    """An argument that no one can make sense of."""


class NotThere(ToolError):
    """What was asked for is not known; `candidates` are what may have been meant."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        self.candidates = tuple(candidates)
        super().__init__(message)


class NoForecast(ToolError):
    """No model may say anything about this match."""
