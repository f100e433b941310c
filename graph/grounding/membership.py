"""Is there a fact for every figure of a text? Compares numbers with the run's facts.

A number is backed when it is a fact's value at the precision shown (0.4166 as `42 %`, `41.7%`,
`41,7 %`), the user's own number, or part of a date, a list, a name or a market's name (`1X2`,
`over 2.5`). Whose figure it is said to be is
`binding`'s work. Does not know who wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage

from graph.grounding.figures import Figure, figures_in
from graph.state import MentorState
from graph.wording.figures import OddsFormat, price

#: a line of goals: exactly a half, so that no other figure looks like one
_LINES = frozenset({"0.5", "1.5", "2.5", "3.5", "4.5", "5.5"})
_LINE_WORDS = re.compile(
    r"over|under|goals?|fel(?:ett|ül)|alatt|gól|több|kevesebb|mint|line|vonal", re.IGNORECASE
)
_HANDICAP_WORDS = re.compile(r"handicap|hendikep", re.IGNORECASE)
#: a season as its league calls it: two a year in the demo league
_SEASON = re.compile(r"(?<!\S)\d{4}(?:/\d+|-\d\d)(?!\S)")
_QUARTERS = re.compile(r"\d(?:[.,](?:0|00|25|5|50|75))?")


#: markets of facts that are somebody's words: a figure in them backs nothing but the quotation
QUOTED = frozenset({"insight"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A sentence after a check."""

    #: as the reader gets it
    text: str
    #: what is wrong with it, in English, for the model and the trace; empty: it may be shown
    faults: tuple[str, ...] = ()
    #: facts that the sentence derived from others; each is to be added to the run's
    derived: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Grounding:
    """What backs the figures of one turn."""

    facts: Sequence[Mapping[str, Any]]
    #: the user's own figures
    own: tuple[Figure, ...] = ()
    #: names of clubs, matches, leagues: their digits are no figures
    names: tuple[str, ...] = ()
    #: somebody's words: whole and between quotation marks their digits are no figures either
    quotations: tuple[str, ...] = ()

    @classmethod
    def of_turn(cls, state: MentorState, odds_format: OddsFormat = "decimal") -> Grounding:
        """Return what backs a sentence at this point of a turn.

        Prices that the house wrote in another format than decimal stand as their facts' names.
        """
        messages = state["messages"]
        facts = [fact for fact in state["facts"] if fact["market"] not in QUOTED]
        quoted = [str(fact["value"]) for fact in state["facts"] if fact["market"] in QUOTED]
        names = [*_names(state), *_prices(facts, odds_format)]
        return cls(tuple(facts), tuple(own_figures(messages)), tuple(names), tuple(quoted))

    def check(self, sentence: str) -> Checked:
        """Return the sentence as it is, with the figures that nothing backs as its faults."""
        return Checked(text=sentence, faults=tuple(self.unbacked(sentence)))

    def unbacked(self, sentence: str) -> list[str]:
        """Return the figures of the sentence that nothing backs, as written."""
        text = self.without_names(sentence)
        return [figure.text for figure in figures_in(text) if not self._is_backed(figure, text)]

    def fits_none(self, figure: Figure) -> bool:
        """Return whether no fact at all has this figure."""
        return not any(fits(figure, fact) for fact in self.facts)

    def without_names(self, sentence: str) -> str:
        """Return the sentence with blanks where a name has digits in it, or a note is quoted."""
        free = self._free
        return free.sub(_blank, sentence) if free is not None else sentence

    @cached_property
    def _free(self) -> re.Pattern[str] | None:
        longest_first = sorted(map(re.escape, set(self.names)), key=len, reverse=True)
        forms = [f"[“„]{re.escape(words)}”" for words in self.quotations]
        forms += [rf"(?<!\w){name}" for name in longest_first]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def _is_backed(self, figure: Figure, text: str) -> bool:
        return (
            is_market(figure, text)
            or any(same(figure, own) for own in self.own)
            or any(fits(figure, fact) for fact in self.facts)
        )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def own_figures(messages: Iterable[AnyMessage]) -> Iterator[Figure]:
    """Yield the figures of the user's own messages, those of dates too."""
    for message in messages:
        if isinstance(message, HumanMessage):
            yield from figures_in(str(message.text), dates=False)
            yield from figures_in(str(message.text))


def same(figure: Figure, other: Figure) -> bool:
    """Return whether two figures are one: `1.6` is `1.60`, `2–1` is `2-1`."""
    if figure.score or other.score:
        return figure.score == other.score
    return not {value for value, _ in figure.values}.isdisjoint(v for v, _ in other.values)


def _names(state: MentorState) -> Iterator[str]:
    """Yield names with digits in them: clubs (“Schalke 04”), match titles, seasons (“2026/2”)."""
    artifacts = (getattr(message, "artifact", None) for message in state["messages"])
    candidates = (name for found in artifacts if found for name in found["candidates"])
    for subject in (*(str(fact["subject"]) for fact in state["facts"]), *candidates):
        yield from _SEASON.findall(subject)
        for name in (subject, *re.split(r" [–-] |, ", subject)):
            if re.search(r"\d", name) and re.search(r"[^\W\d]", name):
                yield name


def _prices(facts: Sequence[Mapping[str, Any]], odds_format: OddsFormat) -> Iterator[str]:
    if odds_format == "decimal":
        return
    for fact in facts:
        if fact["unit"] == "odds":
            yield price(float(fact["value"]), "en", odds_format)


def is_market(figure: Figure, text: str) -> bool:
    """Return whether the figure is part of a market's name where it stands."""
    near = text[max(0, figure.start - 30) : figure.end + 20]
    if figure.percent:
        return False
    if not _LINES.isdisjoint(figure.readings) and _LINE_WORDS.search(near):
        return True
    return bool(_HANDICAP_WORDS.search(text) and _QUARTERS.fullmatch(figure.text.lstrip("+-−")))


def fits(figure: Figure, fact: Mapping[str, Any]) -> bool:
    """Return whether the figure is the fact's value at the precision shown."""
    value, unit = fact["value"], fact["unit"]
    if figure.score:
        # a score is a result (its value), or one of those that were forecast (its outcome)
        return _turned(figure.score) & {str(value), str(fact["outcome"])} != set()
    if unit in ("date", "time"):
        # days and hours are no figures: the 12 of a date is nobody's twelve wins
        return False
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
    # a price or a mean without decimals is its value only when it is whole, to two decimals
    return any(_rounds_to(float(value), shown, decimals or 2) for shown, decimals in figure.values)


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
        if not figure.percent and same(figure, other):
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
