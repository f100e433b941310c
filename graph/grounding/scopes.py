"""Which words of a part of a sentence belong to which of its figures.

Knows no fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from graph.grounding.labels import Amount, Class, Label
from graph.grounding.mentions import Named
from graph.grounding.pieces import TO, Piece

#: letters between a club and a figure of its own: “Arsenal's 20”
OWNS = 3


def owns(club: Named, amount: Amount, text: str) -> bool:
    """Tell a figure right behind a club: “Arsenal's 20”; “a United a 8. helyen” has an article."""
    between = text[club.end : amount.start]
    return 0 <= amount.start - club.end <= OWNS and between.strip() not in ("a", "az")


def scopes_of(piece: Piece) -> Iterator[tuple[Amount, Piece]]:
    """Yield each amount of a piece with the part of the piece that speaks of it.

    Amounts of different classes do not compete for words; several of one class share the piece
    between them, each with the words before it, or each with those after it.
    """
    for cls in ("percent", "decimal", "integer", "score"):
        rivals = [one for one in piece.amounts if one.cls == cls]
        if len(rivals) == 1:
            yield rivals[0], piece
        elif _are_one(rivals):
            yield from ((one, piece) for one in rivals)
        elif _is_pair(piece, rivals):
            yield from _sides(piece, rivals)
        elif rivals:
            yield from _shared(piece, rivals)


def _are_one(rivals: Sequence[Amount]) -> bool:
    """Tell one chance that is told twice: “close to a coin flip at 53.9%”."""
    figures = [one for one in rivals if one.figure is not None and one.cls == "percent"]
    if len(rivals) != 2 or len(figures) != 1:
        return False
    (figure,), (words,) = figures, [one for one in rivals if one.figure is None]
    assert figure.figure is not None
    return any(abs(value / 100 - words.part) <= words.near for value, _ in figure.figure.values)


def _is_pair(piece: Piece, rivals: Sequence[Amount]) -> bool:
    """Tell “1.2–2.1” and “15 to 9”: the first is the first side's, the second the other's."""
    if len(rivals) != 2:
        return False
    return bool(TO.fullmatch(piece.text[rivals[0].end : rivals[1].start]))


def _sides(piece: Piece, rivals: Sequence[Amount]) -> Iterator[tuple[Amount, Piece]]:
    named = [one for one in piece.clubs if one.role != "opponent"]
    leads = [one for one in named if one.role == "actor" and one.end <= rivals[0].start]
    for place, amount in enumerate(rivals):
        scope = piece.within(piece.start, piece.end)
        if len(named) == 2:
            scope.clubs = [replace(named[place], role="actor")]
        elif len(leads) == 1 and any(one.name == "won" for one in piece.labels):
            # “Arsenal lead the meetings 25 to 19”
            if place:
                scope.labels.append(Label(amount.start, amount.end, "kind", "lost"))
                scope.labels = [one for one in scope.labels if one.name != "won"]
        else:
            side: Literal["home", "away"] = "away" if place else "home"
            scope.clubs = []
            scope.labels.append(Label(amount.start, amount.end, "side", side))
        yield amount, scope


def _shared(piece: Piece, rivals: Sequence[Amount]) -> Iterator[tuple[Amount, Piece]]:
    telling = [one.start for one in piece.labels if _tells(one, rivals[0].cls)]
    if rivals[0].cls != "integer":
        telling += [one.start for one in piece.clubs if one.role == "actor"]
    words_first = min(telling, default=piece.end) < rivals[0].start
    if words_first:
        starts = [piece.start, *(one.end for one in rivals[:-1])]
        ends = [one.end for one in rivals]
        ends[-1] = piece.end
    else:
        starts = [one.start for one in rivals]
        starts[0] = piece.start
        for club in piece.clubs:
            # “25 wins to Arsenal's 20”
            owned = [n for n, one in enumerate(rivals) if owns(club, one, piece.text)]
            starts = [club.start if n in owned else start for n, start in enumerate(starts)]
        ends = [*starts[1:], piece.end]
    for one, start, end in zip(rivals, starts, ends, strict=True):
        yield one, piece.within(start, end)


def _tells(label: Label, cls: Class) -> bool:
    return label.group == "kind" if cls == "integer" else label.group in ("what", "side", "kind")
