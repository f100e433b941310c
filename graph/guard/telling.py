"""What the guard says: calm words in the reader's language, and where to find help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.guard.breaks import BreakSaid
from graph.guard.finding_help import Place
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from knowledge.holds import CHOSEN, LASTS, Hold, Rule

#: what he may make last in every conversation, by a break of his own; a minor needs none, and who
#: is in danger needs other words
_LENGTHENED: frozenset[Rule] = frozenset(LASTS) - {"self_harm", "minor"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """The guard's words; the numbers of the places that they name are facts."""

    text: str
    places: tuple[Place, ...] = ()
    language: Language

    def with_help(self, places: Sequence[Place], language: Language) -> Told:
        """Return the same with where to find help."""
        book = Phrasebook(language)
        rows = [book.say("guard.help_row", place=place.line(language)) for place in places]
        text = "\n".join([f"{self.text}\n", book.say("guard.help"), *rows])
        return replace(self, text=text, places=tuple(places))

    def facts(self, *, as_of: str) -> Iterator[dict[str, Any]]:
        """Yield how each place is reached, in the shape of the answer object's facts."""
        for place in self.places:
            for outcome, value in (("phone", place.phone), ("web", place.web)):
                if value is not None:
                    yield {
                        "subject": place.named(self.language),
                        "market": "help",
                        "outcome": outcome,
                        "value": value,
                        "unit": "text",
                        "as_of": as_of,
                        "source": "help",
                    }


def tell_hold(hold: Hold, language: Language, *, kept: bool) -> Told:
    """Return why betting advice is held back, and for how long.

    Parameters
    ----------
    kept : True: of the user, so that it counts everywhere; False: in this conversation alone.
    """
    book = Phrasebook(language)
    told = [book.say(f"held_back.{hold.rule}")]
    if hold.until is not None:
        told.append(book.say("guard.until", day=_day(hold.until, book)))
    elif kept:
        told.append(book.say("guard.until_cleared"))
    elif hold.rule in _LENGTHENED:
        told.append(book.say("guard.in_talk"))
    return Told(text=" ".join(told), language=language)


def tell_break(said: BreakSaid, holds: Sequence[Hold], language: Language, *, taken: bool) -> Told:
    """Return what has become of a break that was asked for, or of the wish to end one."""
    book = Phrasebook(language)
    ends = {hold.rule: hold.until for hold in holds if hold.rule in CHOSEN.values()}
    latest = max((until for until in ends.values() if until is not None), default=None)
    if said.kind == "lift":
        if latest is None:
            return Told(text=book.say("guard.nothing_to_lift"), language=language)
        return Told(text=book.say("guard.not_lifted", day=_day(latest, book)), language=language)
    if latest is None:
        return Told(text=book.say("guard.not_kept"), language=language)
    until = ends.get(CHOSEN[said.kind]) if taken else None
    key = "excluded" if said.kind == "self_excluded_until" else "on_break"
    # a shorter break inside a longer exclusion changes nothing
    shorter = until is None or until < latest
    text = book.say(f"guard.{'stays' if shorter else key}", day=_day(latest, book))
    if not said.timed and not shorter:
        text = f"{text} {book.say('guard.how_long')}"
    return Told(text=text, language=language)


def _day(until: dt.datetime, book: Phrasebook) -> str:
    """Return the last day: what ends at midnight lasts through the day before."""
    return book.day((until - dt.timedelta(seconds=1)).date())
