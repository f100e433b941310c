"""Names that differ from a word by a slip of the finger.

Distances are counted in letters left out, added, changed or swapped with their neighbour
(optimal string alignment). How many are forgiven was measured: `benchmarks/team_names.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: (letters of the word, slips forgiven)
_FORGIVEN = ((9, 2), (5, 1))
#: a shorter word in running text is rather another word than a misspelt name, and one of this many
#: letters with another letter in it
_SHORTEST_IN_TEXT = 5
_SAME_LAST_LETTER_UP_TO = 7
#: unless the rest of a longer name is beside it
SHORTEST_SUPPORTED = 4


def forgiven(word: str) -> int:
    """Return how many slips a word of this length may have and still be taken for a name."""
    return next((slips for letters, slips in _FORGIVEN if len(word) >= letters), 0)


def is_slip(word: str, meant: str) -> bool:
    """Tell whether a word of running text is a misspelling of this word of a name.

    Stricter than `forgiven`, since any word may stand there: short words must keep their ends.
    """
    if word == meant:
        return True
    if len(word) < _SHORTEST_IN_TEXT or OSA.distance(word, meant) > forgiven(word):
        return False
    is_swapped = sorted(word) == sorted(meant)
    if len(word) == _SHORTEST_IN_TEXT:
        return word[-1] == meant[-1] and (is_swapped or len(word) != len(meant))
    return is_swapped or len(word) > _SAME_LAST_LETTER_UP_TO or word[-1] == meant[-1]


def is_supported_slip(word: str, meant: str) -> bool:
    """Tell the same where another word of the name stands there as it should: "West Hamm"."""
    return is_slip(word, meant) or (
        len(word) >= SHORTEST_SUPPORTED and OSA.distance(word, meant) <= 1
    )


class TypoIndex:
    """Names by first letter and length: a slip hardly ever hits the first letter.

    Names too short to be forgiven a slip are left out.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [name for name in names if forgiven(name)]
        self._shelves: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in self._names:
            self._shelves[name[:1], len(name)].append(name)

    def near(self, word: str, slips: int) -> list[tuple[str, int]]:
        """Return names at most so many slips away, the nearest first, with their distances."""
        lengths = range(len(word) - slips, len(word) + slips + 1) if slips else ()
        shelf = [name for n in lengths for name in self._shelves.get((word[:1], n), ())]
        return _nearest(word, shelf, slips)

    def like(self, word: str) -> list[tuple[str, int]]:
        """Return names that one may have meant, with a third of the letters wrong at most."""
        return _nearest(word, self._names, max(1, len(word) // 3))


def _nearest(word: str, names: list[str], slips: int) -> list[tuple[str, int]]:
    found = process.extract(
        word, names, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=None
    )
    return sorted(((name, int(slip)) for name, slip, _ in found), key=lambda pair: pair[1])
