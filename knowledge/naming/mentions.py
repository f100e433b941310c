"""Clubs in running text, as people type it: Hungarian endings, no accents, slips, opponents.

Knows no grammar beyond endings, capitals and what stands between two opponents. What a name
means is decided by the resolver, which is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.naming.endings import is_ending, stems
from knowledge.naming.names import NameBook
from knowledge.naming.spelling import folded
from knowledge.naming.teams import Mention, Resolution
from knowledge.naming.typos import TypoIndex, forgiven, is_slip
from knowledge.naming.words import careful_words

_WORD = re.compile(r"\w+(?:['’´`]\w+)*|&")
#: what may stand between two words of one name: never a dash with spaces around it
_WITHIN = re.compile(r"[ .]{0,2}|[-/]")
#: what stands between two opponents
_AGAINST = re.compile(
    r"\s*(?:[-–—:/]|vs?\.?|versus|against|ellen|kontra)\s*(?:(?:the|az?)\s+)?", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"[.!?:;\n\"“”„(]\s*$")
_LONGEST_NAME = 6
_LONGEST_TYPO = 3


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str
    #: one more reading: "Arsenal's" → "arsenal"
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class _Find:
    """Words `first` up to `last` (exclusive) name a club; `name` is a key of the book."""

    first: int
    last: int
    name: str
    #: a case ending after a hyphen: "Chelsea-t"
    is_hyphenated: bool = False


class Spotter:
    """Finds names of the book in texts."""

    def __init__(self, book: NameBook, resolve: Callable[[str], Resolution]) -> None:
        self._typos = TypoIndex(book.written)
        self._resolve = resolve
        self._words = careful_words()
        self._names = book.every.keys() | self._words.shared | self._words.phrases
        self._beginnings = {name.split()[0] for name in self._names if " " in name}

    def spot(self, text: str) -> list[Mention]:
        """Return mentions in order of appearance, without overlap."""
        words = _split(text)
        finds = self._exact(text, words)
        finds = _without_overlap(self._misspelt(text, words, finds), finds)
        sure = self._with_evidence(text, words, finds)
        return [self._mention(text, words, find) for find in sure]

    def _mention(self, text: str, words: list[_Word], find: _Find) -> Mention:
        start, end = words[find.first].start, words[find.last - 1].end
        return Mention(start, end, text[start:end], self._resolve(find.name))

    def _exact(self, text: str, words: list[_Word]) -> list[_Find]:
        finds = []
        place = 0
        while place < len(words):
            find = self._longest(text, words, place)
            if find:
                finds.append(find)
            place = find.last if find else place + 1
        return finds

    def _longest(self, text: str, words: list[_Word], first: int) -> _Find | None:
        reach = _reach(text, words, first, _LONGEST_NAME)
        if words[first].key not in self._beginnings:
            reach = 1
        for last in range(first + reach, first, -1):
            name = self._name_of(words[first:last])
            if name and not self._are_opponents(text, words[first:last]):
                return _with_ending(text, words, _Find(first, last, name))
        return None

    def _name_of(self, words: list[_Word]) -> str | None:
        """Return the name that the words are, as they stand or with an ending on the last."""
        head = "".join(f"{word.key} " for word in words[:-1])
        return next((n for n in _readings(head, words[-1]) if n in self._names), None)

    def _are_opponents(self, text: str, words: list[_Word]) -> bool:
        """Tell "Inter-Milan" and "Real-Betis" (two clubs) from "Paris Saint-Germain" (one)."""
        return any(
            text[a.end : b.start] == "-"
            and self._name_of(words[: i + 1]) is not None
            and self._name_of(words[i + 1 :]) is not None
            for i, (a, b) in enumerate(zip(words, words[1:], strict=False))
        )

    def _misspelt(self, text: str, words: list[_Word], finds: list[_Find]) -> list[_Find]:
        taken = {place for find in finds for place in range(find.first, find.last)}
        odd = [
            place
            for place, word in enumerate(words)
            if place not in taken and forgiven(word.key) and not self._is_everyday(word)
        ]
        found: list[_Find] = []
        for place in odd:
            if not any(find.first <= place < find.last for find in found):
                found.extend(self._misspelt_at(text, words, place))
        return found

    def _misspelt_at(self, text: str, words: list[_Word], place: int) -> list[_Find]:
        """Return the longest name with slips that this word is in; at most one."""
        for size in range(_LONGEST_TYPO, 0, -1):
            for first in range(max(0, place - size + 1), place + 1):
                if first + size <= len(words) and _reach(text, words, first, size) == size:
                    name = self._misspelt_name(words[first : first + size])
                    if name:
                        return [_with_ending(text, words, _Find(first, first + size, name))]
        return []

    def _misspelt_name(self, words: list[_Word]) -> str | None:
        head = "".join(f"{word.key} " for word in words[:-1])
        for reading in _readings(head, words[-1]):
            if reading in self._words.everyday:
                return None
            near = [
                (name, slips)
                for name, slips in self._typos.near(reading, forgiven(reading))
                if _is_misspelt(reading, name)
            ]
            nearest = [name for name, slips in near if slips == near[0][1]]
            teams = {self._resolve(name).team for name in nearest}
            if len(teams) == 1 and None not in teams:
                return nearest[0]
        return None

    def _is_everyday(self, word: _Word) -> bool:
        everyday = self._words.everyday
        return word.key in everyday or any(stem in everyday for stem in stems(word.key))

    def _with_evidence(self, text: str, words: list[_Word], finds: list[_Find]) -> list[_Find]:
        """Drop everyday words that nothing shows to be clubs."""
        shouted = _is_shouted(text, words)
        return [
            find
            for place, find in enumerate(finds)
            if find.name not in self._words.phrases
            and (
                not self._needs_evidence(words, find)
                or find.is_hyphenated
                or (not shouted and _has_capital(text, words, find))
                or any(
                    _AGAINST.fullmatch(text[words[a.last - 1].end : words[b.first].start])
                    for a, b in ((finds[place - 1], find), (find, finds[(place + 1) % len(finds)]))
                    if a.last <= b.first
                )
            )
        ]

    def _needs_evidence(self, words: list[_Word], find: _Find) -> bool:
        careful = self._words.everyday | self._words.shared
        as_typed = words[find.first].key
        return find.last - find.first == 1 and (
            find.name in careful or as_typed in careful or len(find.name) < 3
        )


def _split(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        key = folded(match.group())
        if key:
            owner = key[:-1] if re.search(r"['’´`]s$", match.group()) else None
            words.append(_Word(match.start(), match.end(), key, owner))
    return words


def _readings(head: str, last: _Word) -> Iterator[str]:
    yield head + last.key
    if last.owner:
        yield head + last.owner
    for stem in stems(last.key):
        yield head + stem


def _is_misspelt(reading: str, name: str) -> bool:
    words, own = reading.split(), name.split()
    return len(words) == len(own) and all(map(is_slip, words, own))


def _reach(text: str, words: list[_Word], first: int, most: int) -> int:
    """Return how many words from here on could be one name."""
    reach = 1
    while reach < most and first + reach < len(words):
        before, after = words[first + reach - 1], words[first + reach]
        if not _WITHIN.fullmatch(text[before.end : after.start]):
            break
        reach += 1
    return reach


def _with_ending(text: str, words: list[_Word], find: _Find) -> _Find:
    """Take a case ending after a hyphen into the mention."""
    if find.last < len(words):
        before, after = words[find.last - 1], words[find.last]
        if text[before.end : after.start] == "-" and is_ending(after.key):
            return _Find(find.first, find.last + 1, find.name, is_hyphenated=True)
    return find


def _without_overlap(stronger: list[_Find], weaker: list[_Find]) -> list[_Find]:
    """Return all in order; a weaker find inside a stronger one goes."""
    kept = [
        weak
        for weak in weaker
        if not any(weak.first < find.last and find.first < weak.last for find in stronger)
    ]
    return sorted(kept + stronger, key=lambda find: find.first)


def _is_shouted(text: str, words: list[_Word]) -> bool:
    """Tell whether capitals mean nothing here: THE WHOLE TEXT, Or Every Word, Has Them."""
    letters = [w for w in words if text[w.start].isalpha() and len(w.key) > 3]
    return len(letters) > 3 and all(text[w.start].isupper() for w in letters)


def _has_capital(text: str, words: list[_Word], find: _Find) -> bool:
    """Tell whether a capital marks a name, not the beginning of a sentence.

    Names of two letters ("AZ", "OM") need all their capitals: every Hungarian "Az" has one.
    """
    word = words[find.first]
    if len(word.key) < 3:
        return text[word.start : word.end].isupper()
    begins = find.first == 0 or _SENTENCE_ENDS.search(text[: word.start]) is not None
    return text[word.start].isupper() and not begins
