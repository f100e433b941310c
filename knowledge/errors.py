"""What can go wrong with what is known.

    KnowledgeError
    ├── NotFound             the thing asked for is not there
    │   └── UnknownTeam      no club of that name; has `candidates`
    ├── Ambiguous            the name fits several clubs; has `candidates`
    ├── SourceError          a file or a data source could not be read
    │   └── SourceDown       the public source does not answer; nothing was lost
    ├── InvalidValue         a value that the field does not take (a preference, an insight)
    │   └── NameTaken        somebody else has an account of that name
    ├── Conflict             it does not go with how things stand
    │   ├── IllegalMove      from that status an agent cannot go there; has `possible`
    │   ├── KeyReused        the idempotency key was used for something else
    │   └── LimitReached     there are as many of it as one may have
    └── StorageError         the database or the index refuses
        ├── StorageBusy      another process holds it; trying again may help
        ├── StorageAway      it does not answer, or is just starting or stopping
        └── StorageFull      no room or no right to write

Each message is one sentence for a person and says what to do next. Foreign errors (SQLAlchemy,
httpx, Chroma, the file system) become one of these at the border of this room, with `from`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class KnowledgeError(Exception):
    """Base of everything this room raises."""


class NotFound(KnowledgeError):
    """The thing asked for is not there."""


class UnknownTeam(NotFound):
    """No club of that name is known."""

    def __init__(self, name: str, candidates: Sequence[str] = ()) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        next_step = (
            f". Did you mean {', '.join(candidates)}?"
            if candidates
            else ": check how it is written, or import its matches."
        )
        super().__init__(f"No club is known as “{name}”{next_step}")


class Ambiguous(KnowledgeError):
    """The name fits several clubs."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(f"“{name}” could be {', '.join(candidates)}: say which.")


class SourceError(KnowledgeError):
    """A file or a data source could not be read."""


class SourceDown(SourceError):
    """The public source does not answer; nothing was lost."""


class InvalidValue(KnowledgeError):
    """A value that the field does not take."""


class NameTaken(InvalidValue):
    """Somebody else has an account of that name."""


class Conflict(KnowledgeError):
    """It does not go with how things stand."""


#: what somebody does to an agent, by the status that it goes to
MOVED: Mapping[str, str] = {
    "starting": "started",
    "active": "resumed",
    "paused": "paused",
    "stopping": "stopped",
}


def _become(status: str) -> str:
    return f"be {MOVED[status]}" if status in MOVED else f"become {status}"


class IllegalMove(Conflict):
    """From that status an agent cannot go there."""

    def __init__(self, before: str, after: str, possible: Sequence[str]) -> None:
        self.before = before
        self.after = after
        self.possible = tuple(possible)
        ways = [MOVED[status] for status in possible if status in MOVED]
        instead = f"it can be {' or '.join(ways)}" if ways else f"wait until it is {possible[0]}"
        super().__init__(f"An agent that is {before} cannot {_become(after)}: {instead}.")


class KeyReused(Conflict):
    """The idempotency key was used for something else."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The idempotency key “{key}” was used for something else: send another key."
        )


class LimitReached(Conflict):
    """There are as many of it as one may have."""


class StorageError(KnowledgeError):
    """The database or the index refuses."""


class StorageBusy(StorageError):
    """Another process holds the database; trying again may help."""


class StorageAway(StorageError):
    """The database does not answer, or is just starting or stopping."""


class StorageFull(StorageError):
    """There is no room, or no right, to write."""
