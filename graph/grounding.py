"""Is every figure of a sentence backed? Compares numbers in a text with the run's facts.

A number is backed when it is a fact's value at the precision shown (0.4166 as `42 %`, `41.7%`,
`41,7 %`), the user's own number, or part of a date, a list, a name or a market's name (`1X2`,
`over 2.5`). Number words are not looked at. Does not know who wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage

from graph.figures import Figure, figures_in
from graph.state import MentorState

#: a line of goals: exactly a half, so that no other figure looks like one
_LINES = frozenset({"0.5", "1.5", "2.5", "3.5", "4.5", "5.5"})
_LINE_WORDS = re.compile(
    r"over|under|goals?|fel(?:ett|ül)|alatt|gól|több|kevesebb|mint|line|vonal", re.IGNORECASE
)
_HANDICAP_WORDS = re.compile(r"handicap|hendikep", re.IGNORECASE)
_QUARTERS = re.compile(r"\d(?:[.,](?:0|00|25|5|50|75))?")


@dataclass(frozen=True, slots=True)
class Grounding:
    """What backs the figures of one turn."""

    facts: Sequence[Mapping[str, Any]]
    #: the user's own figures
    own: tuple[Figure, ...] = ()
    #: names of clubs, matches, leagues: their digits are no figures
    names: tuple[str, ...] = ()

    @classmethod
    def of_turn(cls, state: MentorState) -> Grounding:
        """Return what backs a sentence at this point of a turn."""
        messages = state["messages"]
        return cls(tuple(state["facts"]), tuple(_own(messages)), tuple(_names(state)))

    def backs(self, sentence: str) -> bool:
        """Return whether every figure of the sentence is backed."""
        return not self.unbacked(sentence)

    def unbacked(self, sentence: str) -> list[str]:
        """Return the figures of the sentence that nothing backs, as written."""
        text = self._without_names(sentence)
        return [figure.text for figure in figures_in(text) if not self._is_backed(figure, text)]

    def _without_names(self, sentence: str) -> str:
        for name in self.names:
            sentence = re.sub(rf"(?<!\w){re.escape(name)}", _blank, sentence, flags=re.IGNORECASE)
        return sentence

    def _is_backed(self, figure: Figure, text: str) -> bool:
        return (
            _is_market(figure, text)
            or any(_same(figure, own) for own in self.own)
            or any(_fits(figure, fact) for fact in self.facts)
        )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _own(messages: Iterable[AnyMessage]) -> Iterator[Figure]:
    for message in messages:
        if isinstance(message, HumanMessage):
            yield from figures_in(str(message.text), dates=False)
            yield from figures_in(str(message.text))


def _same(figure: Figure, other: Figure) -> bool:
    """Return whether two figures are one: `1.6` is `1.60`, `2–1` is `2-1`."""
    if figure.score or other.score:
        return figure.score == other.score
    return not {value for value, _ in figure.values}.isdisjoint(v for v, _ in other.values)


def _names(state: MentorState) -> Iterator[str]:
    """Yield names with digits in them: clubs (“Schalke 04”), and whole match titles."""
    artifacts = (getattr(message, "artifact", None) for message in state["messages"])
    candidates = (name for found in artifacts if found for name in found["candidates"])
    for subject in (*(str(fact["subject"]) for fact in state["facts"]), *candidates):
        for name in (subject, *re.split(r" [–-] |, ", subject)):
            if re.search(r"\d", name) and re.search(r"[^\W\d]", name):
                yield name


def _is_market(figure: Figure, text: str) -> bool:
    """Return whether the figure is part of a market's name where it stands."""
    near = text[max(0, figure.start - 30) : figure.end + 20]
    if figure.percent:
        return False
    if not _LINES.isdisjoint(figure.readings) and _LINE_WORDS.search(near):
        return True
    return bool(_HANDICAP_WORDS.search(text) and _QUARTERS.fullmatch(figure.text.lstrip("+-−")))


def _fits(figure: Figure, fact: Mapping[str, Any]) -> bool:
    """Return whether the figure is the fact's value at the precision shown."""
    value, unit = fact["value"], fact["unit"]
    if figure.score:
        # a score is a result (its value), or one of those that were forecast (its outcome)
        return _turned(figure.score) & {str(value), str(fact["outcome"])} != set()
    if isinstance(value, str):
        return _fits_text(figure, value, unit)
    if unit in ("probability", "share"):
        return _fits_share(figure, float(value))
    if unit == "points":
        return any(
            _rounds_to(abs(100 * value), abs(shown), decimals) for shown, decimals in figure.values
        )
    if figure.percent:
        return False
    if unit in ("count", "place"):
        return any(not decimals and shown == value for shown, decimals in figure.values)
    # a price or a mean without decimals is its value only when it is whole
    return any(
        _rounds_to(float(value), shown, decimals) if decimals else shown == value
        for shown, decimals in figure.values
    )


def _fits_share(figure: Figure, value: float) -> bool:
    """Compare with a part of one: in per cent, or as a number between 0 and 1."""
    if figure.percent:
        # a loss of 3.2% may stand without its sign: the words say which way it goes
        return any(
            _rounds_to(abs(100 * value), abs(shown), decimals) for shown, decimals in figure.values
        )
    return any(
        decimals >= 2 and _rounds_to(value, shown, decimals) for shown, decimals in figure.values
    )


def _fits_text(figure: Figure, value: str, unit: str) -> bool:
    if unit == "score":
        return False
    for other in figures_in(value, dates=False):
        if not figure.percent and _same(figure, other):
            return True
        if figure.percent and other.percent and _rounds_to_any(other, figure):
            return True
    return False


def _turned(score: str) -> set[str]:
    """Return a score and the same seen from the other side: “won 2–1 there”."""
    home, away = score.split("-")
    return {score, f"{away}-{home}"}


def _rounds_to_any(exact: Figure, figure: Figure) -> bool:
    return any(
        _rounds_to(value, shown, decimals)
        for value, _ in exact.values
        for shown, decimals in figure.values
    )


def _rounds_to(value: float, shown: float, decimals: int) -> bool:
    return abs(value - shown) <= 0.5 * 10.0**-decimals + 1e-9
