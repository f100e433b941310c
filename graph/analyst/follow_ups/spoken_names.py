"""Clubs of the conversation by one word of their name: “the forest one”, “and city?”, “a madrid”.

Out of the blue such a word means several clubs or none; of those spoken of it means the one, and
after Liverpool “City” is the one of Liverpool's league.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from graph.analyst.spotting.bare_names import ENDINGS, BareName
from graph.analyst.spotting.names import Spot, SpottedName
from graph.wording.folding import fold

#: words of names that are words of everyday language as well
_EVERYDAY = frozenset(
    {"real", "west", "young", "boys", "sporting", "racing", "national", "union", "athletic",
     "home", "away", "east", "north", "south", "saint", "club", "town", "county", "stade",
     "forward", "grand", "first", "team"}
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:az?|the) ")
#: letters that a word of a name has at least
_LETTERS = 4
#: the clubs spoken of last, whose league the talk is about
_LAST = 2


def with_spoken_of(spot: Spot, names: Sequence[str], asked_of: Set[str]) -> Spot:
    """Return `spot`, which also finds the clubs spoken of, those spoken of last first.

    A name of several words is found by one of them, unless it says more: “Bristol City” is no
    other City. Beside another club such a word means one of a list only if the user spoke of it
    (`asked_of`): after all matches of a day, “United – Arsenal” is not of Sheffield.
    """
    if not names:
        return spot
    words = _words(names)
    pattern = re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, words)) or '(?!)'}){ENDINGS}")

    @cache
    def leagues() -> frozenset[str | None]:
        clubs = (one.resolution.team for name in names[:_LAST] for one in spot(name))
        return frozenset(club.league_id for club in clubs if club is not None)

    def of_the_league(one: SpottedName) -> SpottedName:
        if one.resolution.team is not None or len(one.resolution.candidates) < 2:
            return one
        own = [club for club in one.resolution.candidates if club.league_id in leagues()]
        meant = next((found.resolution for found in spot(own[0].name)), None) if own else None
        if len(own) != 1 or meant is None or meant.team != own[0]:
            return one
        return BareName(one.start, one.end, one.text, meant)

    @cache
    def is_of_several(word: str) -> bool:
        return any(len(one.resolution.candidates) > 1 for one in spot(word, is_name=True))

    def spot_too(text: str, /, *, is_name: bool = False) -> Sequence[SpottedName]:
        found = list(spot(text, is_name=True) if is_name else spot(text))
        for start, end, word in _places(fold(text), pattern):
            across = [one for one in found if one.start < end and start < one.end]
            if any(len(_ARTICLE.sub("", fold(one.text)).split()) > 1 for one in across):
                continue
            # a name by itself was found beside others, or where a club stands
            beside = is_name or any(one.resolution.team for one in found if one not in across)
            if beside and words[word] not in asked_of and is_of_several(word):
                continue
            meant = next((one.resolution for one in spot(words[word])), None)
            if meant is not None and meant.team is not None:
                found = [one for one in found if one not in across]
                found.append(BareName(start, end, text[start:end], meant))
        return sorted(map(of_the_league, found), key=lambda one: one.start)

    return spot_too


def _places(folded: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    for one in pattern.finditer(folded):
        yield one.start(), one.end(), one["name"]


def _words(names: Sequence[str]) -> dict[str, str]:
    """Return each telling word with the club that it means."""
    found: dict[str, str] = {}
    for name in names:
        parts = re.findall(r"[a-z]+", fold(name))
        if len(parts) < 2:
            continue  # found by its whole name, or a word of everyday language
        for part in parts:
            if len(part) >= _LETTERS and part not in _EVERYDAY:
                found.setdefault(part, name)
    return found
