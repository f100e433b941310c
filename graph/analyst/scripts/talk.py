"""Small talk: what can be asked, with an example that works on the matches at hand."""

from __future__ import annotations

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.wording.phrasebook import Phrasebook

#: the example when no match is ahead
_EXAMPLE = {"home": "Arsenal", "away": "Chelsea"}


def greeting(reading: Reading, book: Phrasebook) -> Script:
    """Greet, and say what can be asked."""
    return (yield from _with_example("talk.greeting", reading, book))


def thanks(_: Reading, book: Phrasebook) -> Script:
    """Answer thanks."""
    yield from ()
    return book.say("talk.thanks")


def help_(reading: Reading, book: Phrasebook) -> Script:
    """Say what can be asked."""
    return (yield from _with_example("talk.help", reading, book))


def other(reading: Reading, book: Phrasebook) -> Script:
    """Say that this is beyond us, and what is not."""
    return (yield from _with_example("talk.other", reading, book))


def _with_example(key: str, reading: Reading, book: Phrasebook) -> Script:
    ahead = call("find_matches", date_from=reading.today, status="scheduled", limit=1)
    (found,) = yield (ahead,)
    match = next(iter(found.data.get("matches") or ()), _EXAMPLE)
    return book.say(key, home=match["home"], away=match["away"]).strip()
