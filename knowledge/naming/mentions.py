"""Clubs in running text, as people type it: Hungarian endings, no accents, slips, opponents.

Does not know what a name means: the resolver, which is handed in, decides that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.naming.endings import is_ending, stems
from knowledge.naming.evidence import Find, with_evidence
from knowledge.naming.names import NameBook
from knowledge.naming.running_text import RunningText, Word
from knowledge.naming.teams import Mention, Resolution
from knowledge.naming.typos import (
    SHORTEST_SUPPORTED,
    TypoIndex,
    forgiven,
    is_slip,
    is_supported_slip,
)
from knowledge.naming.words import careful_words

_LONGEST_NAME = 6
_LONGEST_TYPO = 3
#: letters of a stem: alone it must be longer than as the last word of a name ("West Hamet")
_SHORTEST_ALONE, _SHORTEST_LAST = 4, 3

#: beside a club's name they mean another team of the club
_OTHER_TEAM = re.compile(r"wom[ae]ns?|ladies|wfc|noi|u1[5-9]|u2[0-3]|reserves?|youth|ii|iii")


class Spotter:
    """Finds names of the book in texts."""

    def __init__(self, book: NameBook, resolve: Callable[[str], Resolution]) -> None:
        self._resolve = resolve
        self._typos = TypoIndex(book.written)
        self._grounds = book.grounds
        self._careful = careful_words()
        self._names = book.every.keys() | self._careful.shared | self._careful.phrases
        self._beginnings = {name.split()[0] for name in self._names if " " in name}

    def spot(self, text: str) -> list[Mention]:
        """Return mentions in order of appearance, without overlap."""
        running = RunningText.of(text)
        exact = self._exact(running)
        finds = _merged(self._misspelt(running, exact), exact)
        names = (f for f in with_evidence(running, finds) if f.name not in self._careful.phrases)
        return [self._mention(running, find) for find in names]

    def _mention(self, text: RunningText, find: Find) -> Mention:
        start, end = text.words[find.first].start, text.words[find.last - 1].end
        resolution = self._resolve(find.name)
        if resolution.team and _is_of_another_team(text, find):
            resolution = Resolution(candidates=(resolution.team,))
        is_ground = find.name in self._grounds
        return Mention(start, end, text.text[start:end], resolution, is_ground)

    def _exact(self, text: RunningText) -> list[Find]:
        finds: list[Find] = []
        place = 0
        while place < len(text.words):
            find = self._longest(text, place)
            if find:
                finds.append(find)
            place = find.last if find else place + 1
        return finds

    def _longest(self, text: RunningText, first: int) -> Find | None:
        """Return the longest name that begins here."""
        may_go_on = text.words[first].key in self._beginnings
        reach = text.reach(first, _LONGEST_NAME if may_go_on else 1)
        for last in range(first + reach, first, -1):
            name = self._name_of(text.words[first:last])
            if name and not self._are_opponents(text, first, last):
                return _with_ending(text, Find(first, last, name))
        return None

    def _name_of(self, words: Sequence[Word]) -> str | None:
        """Return the name that the words are, as they stand or with an ending on the last."""
        return next((name for name in _readings(words) if name in self._names), None)

    def _are_opponents(self, text: RunningText, first: int, last: int) -> bool:
        """Tell "Inter-Milan" and "Real-Betis" (two clubs) from "Paris Saint-Germain" (one)."""
        return any(
            text.gap(place - 1) == "-"
            and self._name_of(text.words[first:place]) is not None
            and self._name_of(text.words[place:last]) is not None
            for place in range(first + 1, last)
        )

    def _misspelt(self, text: RunningText, exact: Sequence[Find]) -> list[Find]:
        taken = {place for find in exact for place in range(find.first, find.last)}
        finds: list[Find] = []
        for place, word in enumerate(text.words):
            is_read = place in taken or any(f.first <= place < f.last for f in finds)
            if is_read or len(word.key) < SHORTEST_SUPPORTED or self._is_everyday(word):
                continue
            finds.extend(self._misspelt_at(text, place))
        return finds

    def _misspelt_at(self, text: RunningText, place: int) -> list[Find]:
        """Return the longest name with slips that this word is in; at most one."""
        for size in range(_LONGEST_TYPO, 0, -1):
            for first in range(max(0, place - size + 1), place + 1):
                if text.reach(first, size) == size:
                    name = self._misspelt_name(text.words[first : first + size])
                    if name:
                        return [_with_ending(text, Find(first, first + size, name))]
        return []

    def _misspelt_name(self, words: Sequence[Word]) -> str | None:
        """Return the name that these words are but for slips, where one club alone is near."""
        for reading in _readings(words):
            near = self._typos.near(reading, forgiven(reading))
            meant = [(name, slips) for name, slips in near if self._is_misspelt(reading, name)]
            nearest = [name for name, slips in meant if slips == meant[0][1]]
            teams = {self._resolve(name).team for name in nearest}
            if len(teams) == 1 and None not in teams:
                return nearest[0]
        return None

    def _is_misspelt(self, reading: str, name: str) -> bool:
        """Compare word by word; a word of its own that is right makes room for more slips."""
        words, own = reading.split(), name.split()
        common = self._careful.everyday | self._careful.shared
        is_slipped = is_slip if set(words) & set(own) <= common else is_supported_slip
        return len(words) == len(own) and all(map(is_slipped, words, own))

    def _is_everyday(self, word: Word) -> bool:
        return not self._careful.everyday.isdisjoint((word.key, *stems(word.key)))


def _readings(words: Sequence[Word]) -> Iterator[str]:
    """Yield the words as one name: as they stand, then without an ending on the last."""
    head = "".join(f"{word.key} " for word in words[:-1])
    last = words[-1]
    yield head + last.key
    if last.owner:
        yield head + last.owner
    for stem in stems(last.key, _SHORTEST_LAST if head else _SHORTEST_ALONE):
        yield head + stem


def _is_of_another_team(text: RunningText, find: Find) -> bool:
    """Tell whether the club's women, youth or reserves are meant: we have no matches of those."""
    beside = text.words[max(0, find.first - 1) : find.first], text.words[find.last : find.last + 1]
    return any(_OTHER_TEAM.fullmatch(word.key) for words in beside for word in words)


def _with_ending(text: RunningText, find: Find) -> Find:
    """Take a case ending after a hyphen into the mention."""
    if text.gap(find.last - 1) == "-" and is_ending(text.words[find.last].key):
        return Find(find.first, find.last + 1, find.name, is_hyphenated=True)
    return find


def _merged(stronger: Sequence[Find], weaker: Sequence[Find]) -> list[Find]:
    """Return all in order; a weaker find that overlaps a stronger one goes."""
    kept = [
        weak
        for weak in weaker
        if not any(weak.first < find.last and find.first < weak.last for find in stronger)
    ]
    return sorted([*kept, *stronger], key=lambda find: find.first)
