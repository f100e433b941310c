"""Sums that words alone make: the goals that both sides of a match are expected to score.

Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.grounding.evidence import Evidence
from graph.grounding.labels import Amount
from graph.grounding.membership import fits
from graph.grounding.speech import Speech

_EXPECTED = re.compile(
    r"\bshould (?:get|score|net)\b|\bexpect\w*|\bxg\b|\bvar(?:unk|hat\w*|ja|juk|\b)"
)
_TOGETHER = re.compile(
    r"\b(?:in total|total|combined?|together|altogether|in all|between them|overall)\b"
    r"|\b(?:osszesen|egyutt|osszes\w*|osszgol\w*)"
)
_GOALS = re.compile(r"\bgoals?\b|\bgol\w*|\bxg\b")
#: how many goals one side is expected to score more than the other
_APART = re.compile(
    r"\b(?:by|over) (?:about |roughly |around |just over |nearly |almost |more than )?"
    r"(?P<n>\d[\d.]*|an?|one) goals?\b|\b(?P<m>\d[\d.]*|one) goals? more\b"
    r"|\b(?P<hu>\d[\d,]*|egy) gollal (?:\w+ )?(?:tobb|kevesebb|elorebb|jobb)\w*"
)
_ABOUT = re.compile(r"\b(?:around|about|roughly|close to|nearly|nagyjabol|korulbelul|kb\.?) $")
_ABOUT_BEHIND = re.compile(r"^ gol\w* korul\w*")
_MODEL = re.compile(r"\bmodel\w*|\bforecast\w*|\bmodell\w*|\belorejelz\w*")
_ONE_APART = 0.3
#: “64.3% against 15.3%”
_TWO = re.compile(
    r"(?P<a>\d[\d.,]*) ?%(?:-?\w{1,4})?,? (?:(?:against|to|versus|vs\.?|and|-|es"
    r"|(?:is |are )?(?:(?:well |just |clearly )?(?P<over>above|over|(?:higher|more|greater) than"
    r"|tobb,? mint|magasabb,? mint|nagyobb,? mint)|(?P<under>below|under|(?:lower|less) than"
    r"|kevesebb,? mint|alacsonyabb,? mint|kisebb,? mint))) )?(?:az? )?"
    r"(?P<b>\d[\d.,]*) ?%"
)
_MORE = re.compile(r"\b(?:more than|over|above|just over|tobb,? mint|folott|felett) (?:\w+ )?$")
_LESS = re.compile(r"\b(?:fewer than|less than|under|just under|kevesebb,? mint) (?:\w+ )?$")


@dataclass(frozen=True)
class Totals:
    """Adds up what is expected of both sides."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where sums and differences of what is forecast rightly stand."""
        return [
            *self._of_both(speech),
            *self._apart(speech),
            *self._together(speech),
            *self._about(speech),
        ]

    def _about(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a club's expected goals stand as a whole number that is roughly so."""
        text = f"{speech.text} {_model(speech.text)}"
        if not (_EXPECTED.search(text) and _GOALS.search(text)):
            return []
        return [
            (one.start, one.end)
            for piece in speech.pieces
            for one in piece.amounts
            if one.cls == "integer" and one.figure is not None and len(piece.clubs) == 1
            and (_ABOUT.search(speech.text[: one.start])
                 or _ABOUT_BEHIND.match(speech.text[one.end :]))
            and (goals := self.evidence.goals_expected(piece.clubs[0].name)) is not None
            and any(abs(goals - value) <= _ONE_APART for value, _ in one.figure.values)
        ]  # fmt: skip

    def _of_both(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the chances of a match's two sides stand side by side, as no one's own."""
        amounts = [one for piece in speech.pieces for one in piece.amounts]
        pairs = [
            (one, other)
            for one, other in pairwise(amounts)
            if one.cls == other.cls == "percent" and not speech.clubs
            and (found := _TWO.match(speech.text[one.start :])) and _is_so(found)
        ]  # fmt: skip
        return [
            (amount.start, amount.end)
            for one, other in pairs
            for match in self._matches(speech)
            if self._are_wins(one, other, match)
            for amount in (one, other)
        ]

    def _are_wins(self, one: Amount, other: Amount, match: tuple[str, str]) -> bool:
        wins = (t for t in self.evidence.topics if t.fact["market"] == "1x2")
        owners = {t.owner: t for t in wins if t.match == match}
        home, away = (owners.get(club) for club in match)
        if home is None or away is None or one.figure is None or other.figure is None:
            return False
        # ours and the market's of one outcome are two sides as well
        rivals = [
            (owners[t.owner], t) for t in self.evidence.topics
            if t.kind in ("implied", "break_even") and t.match == match and t.owner in owners
        ]  # fmt: skip
        return any(
            fits(one.figure, first.fact) and fits(other.figure, second.fact)
            for pair in ((home, away), *rivals)
            for first, second in (pair, pair[::-1])
        )

    def _apart(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where it rightly stands how many goals more one side is expected to score."""
        found = _APART.search(speech.text)
        if found is None or not _EXPECTED.search(f"{speech.text} {_model(speech.text)}"):
            return []
        said = next(word for word in found.groups() if word)
        gap = 1.0 if said in ("a", "an", "one", "egy") else float(said.replace(",", "."))
        for match in self._matches(speech):
            home, away = (self.evidence.goals_expected(club) or 0.0 for club in match)
            first = next((club.name for club in speech.clubs), None)
            more = home - away if first == match[0] else away - home
            near = _ONE_APART if gap == int(gap) else 0.05
            if (
                first in match
                and abs(abs(more) - gap) <= near
                and (more > 0) is not ("kevesebb" in found.group())
            ):
                return [found.span()]
        return []

    def _together(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the expected goals of a whole match rightly stand."""
        text = speech.text
        if not (_EXPECTED.search(text) and _TOGETHER.search(text) and _GOALS.search(text)):
            return []
        totals = list(self._totals(speech))
        return [
            (one.start, one.end)
            for piece in speech.pieces
            for one in piece.amounts
            if any(_is_told(one, total, text) for total in totals)
        ]

    def _totals(self, speech: Speech) -> Iterator[float]:
        """Yield the goals of the matches that are spoken of."""
        for match in self._matches(speech):
            home, away = (self.evidence.goals_expected(club) for club in match)
            if home is not None and away is not None:
                yield home + away

    def _matches(self, speech: Speech) -> Iterator[tuple[str, str]]:
        """Yield the forecast matches that are spoken of."""
        named = {club.name for club in speech.clubs} or {*speech.said.pair} or speech.said.named
        return (match for match in self.evidence.favourites if set(named) <= set(match))


def _is_so(found: re.Match[str]) -> bool:
    """Tell whether the one is on the side of the other where it is said to be, if it is said."""
    one, other = (float(found[name].replace(",", ".")) for name in ("a", "b"))
    return not (found["over"] and one <= other) and not (found["under"] and one >= other)


def _model(text: str) -> str:
    """Return that it is expected, where the model says it."""
    return "expect" if _MODEL.search(text) else ""


def _is_told(amount: Amount, total: float, text: str) -> bool:
    if amount.figure is None or amount.cls not in ("integer", "decimal"):
        return False
    before = text[: amount.start]
    for value, decimals in amount.figure.values:
        if _MORE.search(before):
            return value < total <= value + 1
        if _LESS.search(before):
            return value - 1 <= total < value
        if abs(total - value) <= 0.5 * 10.0**-decimals + 1e-9:
            return True
    return False
