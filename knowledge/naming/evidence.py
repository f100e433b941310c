"""Whether an everyday word is a club in this text: "Nice v Lens" is, "nice win" is not.

Knows capitals, hyphens and what stands between two opponents. Does not know what clubs there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.naming.running_text import RunningText
from knowledge.naming.words import careful_words

_ARTICLE = r"\s*(?:(?:the|az?)\s+)?"
#: what stands between two opponents
_AGAINST = re.compile(rf"\s*(?:[-–—:/]|vs?\.?|versus|against|ellen|kontra){_ARTICLE}", re.I)
#: what stands between two things of a kind; says less, so a capital is asked for too
_BESIDE = re.compile(rf"\s*(?:or|and|vagy|és|meg){_ARTICLE}", re.I)


@dataclass(frozen=True, slots=True)
class Find:
    """Words `first` up to `last` (exclusive) that may name a club."""

    first: int
    last: int
    #: the folded name they are read as
    name: str
    #: a case ending after a hyphen: "Chelsea-t"
    is_hyphenated: bool = False


def with_evidence(text: RunningText, finds: Sequence[Find]) -> list[Find]:
    """Return the finds without everyday words that nothing shows to be clubs."""
    opponents = {
        find for pair in pairwise(finds) if _between(_AGAINST, text, *pair) for find in pair
    }
    neighbours = {
        find for pair in pairwise(finds) if _between(_BESIDE, text, *pair) for find in pair
    }
    blind = text.capitals_mean_nothing()
    return [
        find
        for find in finds
        if not _is_everyday(text, find)
        or find.is_hyphenated
        or find in opponents
        or (not blind and _has_capital(text, find, find in neighbours))
    ]


def _between(link: re.Pattern[str], text: RunningText, before: Find, after: Find) -> bool:
    gap = text.text[text.words[before.last - 1].end : text.words[after.first].start]
    return link.fullmatch(gap) is not None


def _is_everyday(text: RunningText, find: Find) -> bool:
    """Tell whether a name needs evidence: one everyday word, or two letters ("OM", "AZ")."""
    if " " in find.name:
        return False
    readings = {find.name, text.words[find.first].key}
    return len(find.name) < 3 or not careful_words().everyday.isdisjoint(readings)


def _has_capital(text: RunningText, find: Find, is_beside: bool) -> bool:
    """Tell whether a capital marks a name, and not just the beginning of a sentence.

    Two letters need both capitals: every other Hungarian sentence begins with "Az".
    """
    word = text.as_typed(find.first)
    if len(word) < 3:
        return word.isupper()
    return word[0].isupper() and (is_beside or not text.begins_sentence(find.first))
