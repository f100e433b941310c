"""The clubs that a sentence names, and the part each plays: whose figure it may be, or not.

“Arsenal have 64 % to win at Chelsea” is about Arsenal; Chelsea is the opponent. Knows the clubs of
the facts; with a spotter (`TeamResolver.spot`) also every other club, so that a figure given to
one of those is seen.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.wording.folding import fold

#: finds clubs in a text: mentions with `start`, `end`, `text` and `resolution`
Spot = Callable[[str], Sequence[Any]]
Role = Literal["actor", "opponent", "pair"]

#: a name that may be any of several clubs
UNCLEAR = "?"

_COMMON = frozenset(
    [
        "united",
        "city",
        "real",
        "athletic",
        "atletico",
        "sporting",
        "club",
        "town",
        "rovers",
        "albion",
        "wanderers",
        "county",
        "hotspur",
        "racing",
        "inter",
        "union",
        "sport",
        "west",
        "east",
        "north",
        "south",
    ]
)
_SHORTEST = 5
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_BETWEEN = re.compile(r"\s*(?:[-–—]|\bvs?\b\.?|\bversus\b|\bkontra\b)\s*(?:az? )?")
_OPPONENT_BEFORE = re.compile(
    r"(?:\b(?:at|against|over|past|facing|beat(?:s|ing|en)?|defeat(?:s|ing)?|visit(?:s|ing)?"
    r"|host(?:s|ing)?|vs?\.?|than|lose to|loses to|losing to|lost to|beaten by"
    r"|home to|(?:defeat|loss|win|victory) (?:by|to|over)"
    r"|(?:meetings?|games?|matches) with)"
    r"|\b(?:legyoz\w*|megver\w*|vert\w*|veri|verje|gyozze|gyozte|fogadja)(?: (?:le|meg))?(?: az?)?)"
    r" (?:the )?$"
)
_OPPONENT_AFTER = re.compile(
    r"^[\w-]* ?(?:ellen\w*|otthonaban|palyajan|vendegekent|felett|folott|legyozes\w*"
    r"|-nal\b|-nel\b)"
)
_LOST_TO = re.compile(r"\b(?:kikap\w*|kap\w* ki|vereseg\w*|vesz[ti]\w*|vesztett\w*)\b")
_COMPARATIVE = re.compile(r"\w\wbb(?:ak|ek)?\b")
#: before the one that is beaten: “győzték le a Tottenhamet”, “előzi meg a Tottenhamet”
_BEATS = re.compile(
    r"\b(?:vert\w*|veri\w*|gyoz(?:te|i)\w*|eloz(?:i|te)\w*|fogad(?:ja|jak|ta|tak))"
    r"(?: (?:le|meg))?(?: az?)? $"
)
_NEAR = 30
_OWN_FIGURE = re.compile(r"(?:'s|s')? ?\d+[.,]\d")
_OBJECT_AFTER = re.compile(r"^ (?:\w+ ){0,2}?(?:legyoz|megver|veri|verte|vernie|fogad)\w*")


@dataclass(frozen=True, slots=True)
class Named:
    """A club where it stands in a sentence."""

    start: int
    end: int
    name: str
    role: Role = "actor"
    #: it is the club's ground that is named
    is_ground: bool = False


class ClubFinder:
    """Finds clubs in sentences.

    Parameters
    ----------
    names : the clubs of the facts, in the facts' spelling.
    spot : knows every club there is; None: only those of the facts are found.
    """

    def __init__(self, names: Iterable[str], spot: Spot | None = None) -> None:
        self._names = frozenset(names)
        self._spot = spot
        #: “United” alone, where one club only is called so
        self._short = {
            word: owners.pop()
            for word, owners in _owners(self._names).items()
            if word in _COMMON and len(owners) == 1
        }
        self._patterns = [
            (name, forms, re.compile(
                rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:-?\w{{0,4}})?(?!\w)"
            ))
            for name, forms in _forms(self._names).items()
        ]  # fmt: skip

    def find(self, text: str, folded: str) -> list[Named]:
        """Return the clubs of a sentence in order, each with its part."""
        found = self._spotted(text)
        for name, forms, pattern in self._patterns:
            if not any(form in folded for form in forms):
                continue
            for hit in pattern.finditer(folded):
                if not any(hit.start() < one.end and one.start < hit.end() for one in found):
                    found.append(Named(hit.start(), hit.end(), name))
        for hit in _CAPITAL.finditer(text) if self._short else ():
            short = self._short.get(fold(hit.group()))
            taken = any(hit.start() < one.end and one.start < hit.end() for one in found)
            if short is not None and not taken:
                found.append(Named(hit.start(), hit.end(), short))
        return _with_roles(sorted(found, key=lambda one: one.start), folded)

    def _spotted(self, text: str) -> list[Named]:
        if self._spot is None:
            return []
        return [
            Named(
                mention.start,
                mention.end,
                self._meant(mention.resolution),
                is_ground=bool(getattr(mention, "is_ground", False)),
            )
            for mention in self._spot(text)
            if not mention.text[:1].islower()
        ]

    def _meant(self, resolution: Any) -> str:
        if resolution.team is not None:
            return str(resolution.team.name)
        ours = {str(club.name) for club in resolution.candidates} & self._names
        return ours.pop() if len(ours) == 1 else UNCLEAR


def _forms(names: frozenset[str]) -> dict[str, list[str]]:
    """Return the folded spellings of each club: whole, and by a word that no other has."""
    forms = {name: [fold(name)] for name in names}
    for word, owners in _owners(names).items():
        if len(owners) == 1 and len(word) >= _SHORTEST and word not in _COMMON:
            forms[next(iter(owners))].append(word)
    return forms


def _owners(names: frozenset[str]) -> dict[str, set[str]]:
    """Return the clubs that have each word in their name."""
    owners: dict[str, set[str]] = {}
    for name in names:
        for word in re.findall(r"[a-z]+", fold(name)):
            owners.setdefault(word, set()).add(name)
    return owners


def _with_roles(found: list[Named], folded: str) -> list[Named]:
    in_pairs = {
        place + side
        for place, (one, other) in enumerate(itertools.pairwise(found))
        if _BETWEEN.fullmatch(folded[one.end : other.start])
        for side in (0, 1)
    }
    return [
        replace(one, role="pair" if place in in_pairs else _role(one, folded))
        for place, one in enumerate(found)
    ]


def _role(one: Named, folded: str) -> Role:
    if one.is_ground:
        # who is at home there is not the one who is spoken of
        return "opponent"
    before, after = folded[: one.start], folded[one.end :]
    written = folded[one.start : one.end]
    has_ending = written.endswith("t") and not fold(one.name).endswith(written)
    from_whom = written.endswith("tol") and not fold(one.name).endswith("tol")
    if from_whom and _LOST_TO.search(folded):
        # “kikapott a Bournemouth-tól”; “2 gólt várunk az Arsenaltól” is of Arsenal
        return "opponent"
    at_whom = written.endswith(("nal", "nel")) and not fold(one.name).endswith(("nal", "nel"))
    if at_whom and _COMPARATIVE.search(before):
        # “esélyesebb a Man Unitednél”
        return "opponent"
    if _OWN_FIGURE.match(after):
        # “2.2 goals against United's 1.0”
        return "actor"
    is_object = has_ending and (_OBJECT_AFTER.match(after) or _BEATS.search(before[-_NEAR:]))
    if _OPPONENT_BEFORE.search(before) or _OPPONENT_AFTER.match(after) or is_object:
        return "opponent"
    return "actor"
