"""What can go wrong where people and programs come in.

    ChatError
    ├── BadSettings      a setting that does not exist or does not take that value
    ├── BadInput         a value on the command line or in a request that cannot be read
    ├── CannotWrite      a file that was asked for cannot be written
    ├── TrainingBusy     another model is being fitted
    ├── NotReady         the service is still starting, or could not start a part of itself
    ├── NotSignedIn      nobody is known to be asking
    ├── NotAllowed       it belongs to someone else
    ├── RuleSpoke        a rule of the house had the word in place of an answer
    ├── TooMany          more at once than one may have
    ├── GuessedTooOften  too many wrong passwords
    └── NoSuchThing      there is nothing at that address
        └── NoSuchModel  nobody of that name answers questions here

Each message is one sentence for a person and says what to do next. Errors of the lower rooms keep
their own trees; `chat.problems` renders all of them for REST, `chat.cli` for the terminal.
"""

from __future__ import annotations


class ChatError(Exception):
    """Base of everything this room raises."""


class BadSettings(ChatError):
    """A setting that does not exist or does not take that value."""


class BadInput(ChatError):
    """A value on the command line or in a request that cannot be read."""


class CannotWrite(ChatError):
    """A file that was asked for cannot be written."""


class TrainingBusy(ChatError):
    """Another model is being fitted."""


class NotReady(ChatError):
    """The service is still starting, or could not start a part of itself."""


class NotSignedIn(ChatError):
    """Nobody is known to be asking."""


class NotAllowed(ChatError):
    """It belongs to someone else."""


class RuleSpoke(ChatError):
    """A rule of the house had the word in place of an answer: the message is what it says."""

    def __init__(self, text: str, *, rule: str) -> None:
        self.rule = rule
        super().__init__(text)


class TooMany(ChatError):
    """More at once than one may have."""


class GuessedTooOften(ChatError):
    """Too many wrong passwords."""

    def __init__(self) -> None:
        super().__init__("Too many wrong passwords: wait a minute, then try again.")


class NoSuchThing(ChatError):
    """There is nothing at that address."""


class NoSuchModel(NoSuchThing):
    """Nobody of that name answers questions here."""
