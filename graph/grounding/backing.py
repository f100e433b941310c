"""Whether a figure of a sentence may stand: a fact's, the user's own, or what a fact turns into.

Knows the words around it as a `Frame`, and no sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.grounding.binding import is_backed, is_said_derived
from graph.grounding.drafts import Draft
from graph.grounding.figures import Figure
from graph.grounding.labels import Amount
from graph.grounding.membership import Grounding, fits, is_market, same
from graph.grounding.reading import Frame
from graph.grounding.references import FactDict, opposite
from graph.grounding.topics import Topic, topic_of

_YOURS = re.compile(
    r"\byou\w*\b|\bte\b|\btied\b|\bon\b|\bmegadott\b|\bemlitett\b|\bmondt\w+\b|\bkert\w*\b"
)
#: a price that a bet is made at
_AT = re.compile(r"\b(?:back(?:ing)?|bet(?:ting)?|bets? on|take|taking) [\w ]{2,25}? at $")
_AT_BEHIND = re.compile(r"^-[oe]n\b")
#: what loses when its outcome does not come
_BET = re.compile(r"\b(?:bets?|slip|tip|combo|fogadas\w*|szelveny\w*|tipp\w*|kombi\w*)\b")
#: words of a sentence that speaks of lines, not of a figure
_OF_LINES = re.compile(r"\blines?\b|\bvonal\w*")
#: how often a season ends within the range of points that is told of it
_NINE_IN_TEN = 0.9


@dataclass(frozen=True)
class Backing:
    """What backs the figures of a turn."""

    topics: Sequence[Topic]
    membership: Grounding

    @cached_property
    def _tells_a_range(self) -> bool:
        return any(topic.fact["outcome"] == "points_low" for topic in self.topics)

    def fault(self, amount: Amount, frame: Frame, text: str, draft: Draft) -> str | None:
        """Return what is wrong with an amount, None when it is backed."""
        for start, end, fact in draft.pinned:
            if start <= amount.start < end:
                return self._fault_of_pinned(amount, frame, topic_of(fact), text)
        if amount.part == _NINE_IN_TEN and self._tells_a_range:
            return None
        if amount.figure is not None and _OF_LINES.search(text) and is_market(amount.figure, text):
            return None
        if any(is_backed(amount, frame, topic, text, pinned=False) for topic in self.topics):
            return None
        if self.is_users_own(amount, frame, text):
            return None
        if (derived := self._opposite(amount, frame, text)) is not None:
            draft.derived.append(derived)
            return None
        if amount.figure is None or self.membership.fits_none(amount.figure):
            return f"“{amount.text}” is no figure of any fact"
        return f"“{amount.text}” is a fact's figure, but not of what this sentence says it is"

    def _fault_of_pinned(self, amount: Amount, frame: Frame, topic: Topic, text: str) -> str | None:
        derived = str(topic.fact["source"]).startswith("derived")
        # a fraction or an American price reads as other figures: its words are what can be wrong
        loose = (
            replace(amount, figure=None, part=float(topic.fact["value"]))
            if (topic.unit == "probability")
            else None
        )
        if derived or topic.unit in ("odds", "text", "date", "time", "money"):
            topic_ok = self._words_fit(frame, topic) and is_said_derived(frame, topic, text)
        else:
            topic_ok = is_backed(loose or amount, frame, topic, text, pinned=True)
        if topic_ok:
            return None
        return (
            f"[[{topic.fact['id'] or 'derived'}]] is {topic.fact['subject']}: "
            f"{topic.fact['market']} {topic.fact['outcome']}, not what this sentence says it is"
        )

    def _words_fit(self, frame: Frame, topic: Topic) -> bool:
        clubs = {name for name in frame.clubs if not name.startswith("<")}
        if topic.clubs and not clubs <= topic.clubs:
            return False
        actors = {name for name in frame.actors if not name.startswith("<")}
        return topic.owner is None or not actors or topic.owner in actors

    def is_users_own(self, amount: Amount, frame: Frame, text: str) -> bool:
        """Return whether a number is the user's, and not said to be somebody else's."""
        figure = amount.figure
        if figure is None or not any(same(figure, own) for own in self.membership.own):
            return False
        if amount.cls == "percent":
            return bool(_YOURS.search(text))
        if amount.cls == "decimal" and self._is_price_of_another(figure, frame):
            return False
        if _AT.search(text[: amount.start]) or _AT_BEHIND.match(text[amount.end :]):
            # “according to the model Arsenal at 1.60 make sense”
            return not frame.kinds & {"fair", "theirs", "ev", "xg"}
        return not frame.kinds & {"fair", "ours", "theirs", "ev", "xg"}

    def _is_price_of_another(self, figure: Figure, frame: Frame) -> bool:
        """Return whether a price that was asked about is given to what it is not the price of."""
        priced = [t for t in self.topics if t.kind == "price" and fits(figure, t.fact)]
        named = frame.actors - {"<home>", "<away>"}
        return (
            bool(priced)
            and any(
                (named and topic.owner is not None and topic.owner not in named)
                or (topic.what == "" and frame.whats - {"push"} and not named)
                for topic in priced
            )
            and "price" in frame.kinds
        )

    def _opposite(self, amount: Amount, frame: Frame, text: str) -> FactDict | None:
        """Return 1 − p where a “not” stands by the figure and the chance itself would fit."""
        loses = "lose" in frame.verbs and bool(_BET.search(text))
        if amount.cls != "percent" or not (frame.negated or loses):
            return None
        plain = frame._replace(negated=False, verbs=frozenset())
        for topic in self.topics:
            if topic.unit != "probability" or topic.what == "btts":
                continue
            turned = opposite(topic.fact)
            if is_backed(amount, plain, replace(topic, fact=turned), text, pinned=False):
                return turned
        return None
