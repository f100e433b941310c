"""Small talk: no tool is needed for it."""

from __future__ import annotations

from graph.analyst.calls import Script
from graph.analyst.reading import Reading
from graph.wording.phrasebook import Phrasebook


def _saying(key: str, book: Phrasebook) -> Script:
    yield from ()
    return book.say(key).strip()


def greeting(_: Reading, book: Phrasebook) -> Script:
    """Greet, and say what can be asked."""
    return (yield from _saying("talk.greeting", book))


def thanks(_: Reading, book: Phrasebook) -> Script:
    """Answer thanks."""
    return (yield from _saying("talk.thanks", book))


def help_(_: Reading, book: Phrasebook) -> Script:
    """Say what can be asked."""
    return (yield from _saying("talk.help", book))


def other(_: Reading, book: Phrasebook) -> Script:
    """Say that this is beyond us, and what is not."""
    return (yield from _saying("talk.other", book))
