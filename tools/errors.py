"""What can go wrong at a tool.

    ToolError
    ├── BadArgument   an argument that no one can make sense of; says what it takes
    ├── NotTaken      a value that may not be kept; says what is taken instead
    ├── NotThere      what was asked for is not known; has `candidates`
    ├── NoForecast    no model may say anything about this match
    └── HeldBack      advice that a rule of the house keeps from this user

Each message is one or two sentences for a person. Errors of the rooms below (KnowledgeError,
MlError) pass through as they are; all of them end at the boundary, nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.holds import Rule

#: why a match has no forecast
WhyNot = Literal["cup", "two_countries", "no_results", "no_older_model"]


class ToolError(Exception):
    """Base of everything this room raises.

    `data` says why for programs, beside the sentence: {"reason": …} and names, all plain text.
    """

    def __init__(self, message: str, **data: str) -> None:
        self.data = data
        super().__init__(message)


def offering(error: Exception) -> str:
    """Return an error's sentence with what may have been meant, unless it names that itself."""
    text, candidates = str(error), getattr(error, "candidates", ())
    if all(name in text for name in candidates):
        return text
    return f"{text} Known: {'; '.join(candidates)}."


class BadArgument(ToolError):
    """An argument that no one can make sense of."""


class NotTaken(ToolError):
    """A value that may not be kept; says what is taken instead."""


class NotThere(ToolError):
    """What was asked for is not known; `candidates` are what may have been meant."""

    def __init__(self, message: str, candidates: Sequence[str] = (), **data: str) -> None:
        self.candidates = tuple(candidates)
        super().__init__(message, **data)


class HeldBack(ToolError):
    """Advice that a rule of the house keeps from this user."""

    def __init__(self, message: str, *, reason: Rule) -> None:
        super().__init__(message, reason=reason)


class NoForecast(ToolError):
    """No model may say anything about this match."""

    def __init__(self, message: str, *, reason: WhyNot, **data: str) -> None:
        super().__init__(message, reason=reason, **data)
