"""A sentence as its claims in words need it: who is spoken of before a word, who after it.

Knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graph.grounding.mentions import Named
from graph.grounding.pieces import Piece
from graph.grounding.reading import Frame
from graph.grounding.words import small_number

#: a small number in a pattern
SMALL = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|egy|ketto|ket|harom|negy|ot|hat|het"
    r"|nyolc|kilenc|tiz"
)
#: what asks or supposes claims nothing
_DOUBT = re.compile(
    r"\?|\b(?:if|whether|unless|until|as soon as|once (?:the|it|they|you)|ha|vajon|amint|mihelyt)\b"
    r"|[a-z]-e\b"
)
#: what says what a word means claims nothing of this match
_DEFINES = re.compile(
    r"^\W*(?:an? |the |az? )?(?:value bets?|value|break-?even|(?:bookmaker's )?margin|edge"
    r"|expected value|fair (?:odds|price)|implied probability|draw no bet|double chance"
    r"|handicap)(?: \w+)?"
    r" (?:means?|is (?:when|where|simply|just|what|one|the)|refers|tells|describes|shows)\b"
    r"|^\W*(?:az? )?(?:ertekes fogadas|ertek|arres|nullszald\w*|varhato ertek|elony|fair odds"
    r"|realis odds|hendikep|dupla esely)(?: \w+)? (?:az|azt|annyi|arra|egyszeruen|akkor)\b"
)
#: between clubs of which the same is said
_AND = re.compile(r"(?:-?\w{0,4})?(?:,? (?:and|es|meg|valamint)|,) (?:the |az? )?")
_NOT = re.compile(
    r"\b(?:not|never|neither|no longer|outside|out of|hardly)\b|n't\b"
    r"|\b(?:nem|nincs\w*|sem|sose\w*|soha|kivul\w*|aligha)\b"
)
_QUOTATION = re.compile(r"[“„«\"][^”“»\"]*[”“»\"]")
#: letters before a claim in which a “not” still holds for it
_NEAR = 45
#: what has not happened yet
_SOMETIME = re.compile(
    r"\b(?:will|would|can|could|may|might|should|chances?"
    r"|to (?:win|beat|lose|draw|score|keep|finish|end|be|have|make|get|take|come|go|avoid)"
    r"|expect\w*|if|when)\b"
    r"|\b(?:fog\w*|esel\w*|varhat\w*|ha)\b"
)


@dataclass(frozen=True)
class Speech:
    """A sentence, folded, with its clubs and what was said before it."""

    text: str
    pieces: Sequence[Piece]
    said: Frame

    @cached_property
    def is_doubted(self) -> bool:
        """Whether it asks or supposes."""
        return bool(_DOUBT.search(self.text))

    @cached_property
    def defines(self) -> bool:
        """Whether it explains a word of betting."""
        return not self.clubs and bool(_DEFINES.search(self.text))

    @cached_property
    def unquoted(self) -> str:
        """The sentence with blanks where somebody's words are quoted."""
        return _QUOTATION.sub(lambda found: " " * len(found.group()), self.text)

    @cached_property
    def clubs(self) -> tuple[Named, ...]:
        """The clubs it names, in order."""
        return tuple(club for piece in self.pieces for club in piece.clubs)

    def subjects(self, start: int, end: int) -> list[str]:
        """Return of whom something is said that stands from `start` to `end`.

        Those who are named together just before it; else the first one named after it; else those
        of whom the sentences before spoke.
        """
        before = [club for club in self.clubs if club.end <= start]
        # “Arsenal beat Bournemouth in their last match” is of Arsenal
        before = [club for club in before if club.role != "opponent"]
        if before:
            return [club.name for club in self._together(before)]
        after = [club for club in self.clubs if club.start >= end]
        if after and not self._is_object(after[0]):
            return [after[0].name]
        return sorted(self.said.named or self.said.actors - {"<home>", "<away>"})

    def objects(self, end: int) -> list[str]:
        """Return the clubs that are named after a place."""
        return [club.name for club in self.clubs if club.start >= end]

    def piece_at(self, start: int) -> str:
        """Return the text of the piece that a place is in."""
        return next(
            (self.text[p.start : p.end] for p in self.pieces if p.start <= start < p.end), self.text
        )

    def denies(self, start: int, end: int) -> bool:
        """Whether a “not” holds for what stands there."""
        piece = next((p for p in self.pieces if p.start <= start < p.end), None)
        begin = max(piece.start if piece else 0, start - _NEAR)
        return bool(_NOT.search(self.text[begin:end]))

    def is_to_come(self, start: int) -> bool:
        """Whether the piece there speaks of what has not happened yet, or only may have."""
        return bool(_SOMETIME.search(self.piece_at(start)))

    def tells_a_chance(self, start: int) -> bool:
        """Whether the piece there has a share of a whole: what is forecast is not over."""
        piece = next((p for p in self.pieces if p.start <= start < p.end), None)
        return piece is not None and any(one.cls == "percent" for one in piece.amounts)

    def _together(self, before: Sequence[Named]) -> list[Named]:
        found = [before[-1]]
        for one, other in reversed(list(pairwise(before))):
            if not _AND.fullmatch(self.text[one.end : other.start]):
                break
            found.append(one)
        return found

    def _is_object(self, club: Named) -> bool:
        return club.role == "opponent"


def number(word: str | None) -> int | None:
    """Return a number in digits or as a small word: “a point” is one."""
    if not word:
        return None
    return 1 if word in ("a", "an", "single", "just a") else small_number(word)


def verdict(found: re.Match[str], holds: bool) -> str:
    """Return what is wrong with a claim, empty where it holds."""
    return "" if holds else f"the facts do not say “{found.group().strip()}” as this sentence does"
