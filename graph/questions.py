"""What the mentor is asked by those who work for a user: the same thing in the same words.

He takes three questions at a time, no more. Does not know who asks, nor what he answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from tools.market import SIDES, Prices
from tools.pairings import Pairing

#: what is expected, and why; who wins; how both clubs are doing; whether a bet is worth it
Topic = Literal["expect", "winner", "clubs", "value"]


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchQuestions:
    """Questions about one match."""

    language: Language
    home: str
    away: str
    #: ISO date; None where the clubs are only supposed to meet: on no day is there such a match
    day: str | None

    @classmethod
    def of(cls, pairing: Pairing, language: Language) -> Self:
        """Return the questions about a match that was found."""
        return cls(
            language=language,
            home=pairing.home.name,
            away=pairing.away.name,
            day=pairing.date.isoformat() if pairing.match else None,
        )

    def on(self, topic: Topic) -> str:
        """Return the question on a topic."""
        return self._say(topic)

    def on_prices(self, prices: Prices) -> str:
        """Return the question whether prices, the home club's first, are value."""
        three = {f"{side}_price": f"{getattr(prices, side):.2f}" for side in SIDES}
        return self._say("prices", **three)

    def _say(self, key: str, **slots: str) -> str:
        on = f" ({self.day})" if self.day else ""
        book = Phrasebook(self.language)
        return book.say(f"asked.{key}", home=self.home, away=self.away, on=on, **slots)


def on_club(club: str, language: Language) -> str:
    """Return the question how a club is doing."""
    return Phrasebook(language).say("asked.club", club=club)
