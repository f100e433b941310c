"""A sentence, read for its figures: what each amount is said to be, and of whom.

An amount takes the words of its piece; what a piece does not say it takes from the pieces before
it. Knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from graph.grounding.labels import Amount
from graph.grounding.pieces import Piece
from graph.grounding.scopes import owns, scopes_of
from graph.grounding.topics import HEADINGS

#: measures that are counts
COUNTED_KINDS = frozenset(
    (
        "points",
        "played",
        "won",
        "drawn",
        "lost",
        "goals_for",
        "goals_against",
        "goal_difference",
        "place",
        "unbeaten",
        "winning",
        "losing",
        "winless",
        "scoring",
        "scoreless",
        "clean_sheet",
        "likeliest_place",
    )
)
#: measures that say little by themselves
_PLAIN_KINDS = frozenset({"chance", "price"})
#: letters that the words of one measure may be apart: “122 matches left”
_NEAR = 9
#: how matches went
_WENT = frozenset({"won", "drawn", "lost"})
#: bare units, whatever is counted in them
_UNITS = frozenset({"played", "favourites"})
#: measures that are counted in matches
_IN_MATCHES = frozenset(
    {"unbeaten", "winning", "losing", "winless", "scoring", "scoreless", "matches_left"}
)
#: measures that a talk stays with from one sentence to the next
LASTING = frozenset(
    {"title", "relegation", "champions_league", "promotion", "rps", "log_loss", "hit_rate"}
)
#: around the number of all matches that another number is of
_IN_ALL = re.compile(r"\d.*\b(?:in|from|over|across|after) (?:their |its |the |all )?$")
_MATCHES = re.compile(r" (?:league )?(?:matches|games)\b(?! (?:in|left|behind|more|fewer))")
#: a measure that both sides' figures of one part of a sentence are of
_SHARED = frozenset({"xg"})
_VERBS = {"beat": "won", "lose": "lost"}


class Frame(NamedTuple):
    """What a sentence says an amount is."""

    actors: frozenset[str] = frozenset()
    opponents: frozenset[str] = frozenset()
    #: clubs named as a match: “Arsenal – Chelsea”
    pair: tuple[str, ...] = ()
    whats: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    #: "beat" or "lose": which way a result went for the actor
    verbs: frozenset[str] = frozenset()
    negated: bool = False
    #: taken from what was said before; used where the piece itself says nothing
    inherited: Frame | None = None
    #: the market that all that follows is of: “Draw no bet: …”
    heading: str = ""
    #: the clubs last named as actors, whatever sides were spoken of since
    named: frozenset[str] = frozenset()
    #: the actors last named in the same sentence
    here: frozenset[str] = frozenset()
    #: what part of the whole is named at the end: “16 goals and 4 against in the last 6”
    at_end: frozenset[str] = frozenset()

    @property
    def clubs(self) -> frozenset[str]:
        """Every club named, in whatever part."""
        return self.actors | self.opponents | frozenset(self.pair)


def frames(pieces: Sequence[Piece], before: Frame) -> Iterator[tuple[Amount, Frame]]:
    """Yield each amount with what is said of it; `before` is what earlier sentences were about."""
    said, here, denied = before, frozenset[str](), False
    at_end = frozenset(_names(pieces[-1], "scope")) if pieces else frozenset[str]()
    for piece, after in zip_longest(pieces, pieces[1:]):
        here = _actors(piece) or here
        denied = _is_denied(piece, before=denied)
        bracketed = _of_brackets(piece, pieces)
        for amount, scope in scopes_of(piece):
            frame = _frame(scope, piece, said)
            kinds = _kinds(amount, scope, piece, frame.kinds)
            if not kinds and after is not None:
                kinds = _kinds_after(amount, after, said)
            frame = frame._replace(
                kinds=kinds, here=here, at_end=at_end, negated=frame.negated or denied
            )
            if bracketed:
                # “favoured over Man United (15.3%)”: his, whatever part he plays
                frame = frame._replace(actors=bracketed, here=bracketed, opponents=frozenset())
            yield amount, frame
        said = _carried(piece, said)


def _kinds(amount: Amount, scope: Piece, piece: Piece, own: frozenset[str]) -> frozenset[str]:
    """Return the measures that an amount may be of, by its scope's own and its piece's."""
    if amount.cls == "percent" and any(one.cls == "decimal" for one in scope.amounts):
        # “75.6%, which is fair odds of 1.32”: a price of its own is the fair one
        return own - {"fair"}
    if amount.cls == "decimal":
        # “2.2 expected goals to Chelsea's 1.0”
        return own or frozenset(_names(piece, "kind")) & _SHARED
    if amount.cls == "integer":
        # “in 62 meetings Arsenal won 25”
        return _counts(amount, scope, piece) | _signed(scope) or _kinds_before(amount, piece)
    return own


def _kinds_after(amount: Amount, after: Piece, said: Frame) -> frozenset[str]:
    """Return the measures that the next piece names."""
    if amount.cls == "integer":
        # “az Arsenal 9, a Chelsea 6 alkalommal nyert”
        return frozenset(_names(after, "kind"))
    if amount.cls in ("percent", "decimal") and not said.kinds:
        # “a City 58,3 %, az Arsenal 41,7 % eséllyel lesz bajnok”
        return frozenset(_names(after, "kind")) - _PLAIN_KINDS
    return frozenset()


def _of_brackets(piece: Piece, pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the club right after whose name a bracket opens."""
    if piece.clubs or not piece.text[: piece.start].endswith("("):
        return frozenset()
    before = [club for one in pieces for club in one.clubs if club.end < piece.start]
    beside = before and re.fullmatch(r"\w{0,5} ?\(", piece.text[before[-1].end : piece.start])
    return frozenset({before[-1].name}) if beside else frozenset()


def _is_denied(piece: Piece, *, before: bool) -> bool:
    """Tell whether a “not” holds for a piece: its own, or one that a colon hands on to it."""
    if any(one.group == "not" for one in piece.labels):
        # an answer's “No:” denies nothing of what follows
        return bool(piece.clubs) or any(one.group in ("what", "side") for one in piece.labels)
    bare = not piece.clubs and not any(one.group in ("what", "side") for one in piece.labels)
    return before and bare and piece.text[: piece.start].rstrip().endswith(":")


def topic_after(pieces: Sequence[Piece], before: Frame, *, announces: bool) -> Frame:
    """Return what the next sentence may lean on.

    Measures are kept only where the sentence `announces` a list, or is a row of one.
    """
    said = before
    for piece in pieces:
        said = _carried(piece, said)
    if announces:
        return said
    return said._replace(kinds=said.kinds & LASTING, scopes=frozenset(), heading="")


def _frame(scope: Piece, piece: Piece, said: Frame) -> Frame:
    """Return what a scope says; venue and negation count for the whole piece."""
    return Frame(
        actors=_actors(scope) or _only_actor(piece, scope),
        opponents=frozenset(c.name for c in piece.clubs if c.role == "opponent"),
        pair=tuple(c.name for c in piece.clubs if c.role == "pair"),
        whats=frozenset(_names(scope, "what")),
        kinds=frozenset(_names(scope, "kind")) | _signed(scope),
        venues=frozenset(_names(piece, "venue")),
        scopes=frozenset(_names(piece, "scope")),
        verbs=frozenset(_names(piece, "verb")),
        negated=any(one.group == "not" for one in scope.labels),
        inherited=said,
    )


def _only_actor(piece: Piece, scope: Piece) -> frozenset[str]:
    """Return the one actor of a piece, unless a figure beside is his: “25 wins to Arsenal's 20”."""
    found = _actors(piece)
    if len(found) != 1 or any(
        owns(club, one, piece.text)
        for club in piece.clubs
        if club.start >= scope.end
        for one in piece.amounts
    ):
        return frozenset()
    return found


def _actors(piece: Piece) -> frozenset[str]:
    clubs = (one.name for one in piece.clubs if one.role == "actor")
    sides = (f"<{one.name}>" for one in piece.labels if one.group == "side")
    return frozenset([*clubs, *sides])


def _nearest_kinds(amount: Amount, scope: Piece) -> frozenset[str]:
    """Return the measures that stand nearest to a count: “in 60 meetings they won 25”."""
    away = {
        one: max(one.start - amount.end, amount.start - one.end, 0)
        for one in scope.labels
        if one.group == "kind"
    }
    nearest = min(away.values(), default=0)
    return frozenset(one.name for one, gap in away.items() if gap <= nearest + _NEAR)


def _counts(amount: Amount, scope: Piece, piece: Piece) -> frozenset[str]:
    """Return what a whole number counts: “5 matches ended in a draw” counts draws."""
    if _IN_ALL.search(scope.text[: amount.start]) and _MATCHES.match(scope.text[amount.end :]):
        # “28 goals in 36 matches”
        return frozenset({"played"})
    kinds = _nearest_kinds(amount, scope)
    alone = sum(one.cls == "integer" for one in piece.amounts) == 1
    if alone and kinds and kinds <= _UNITS:
        # “their longest winning streak was 8 matches”, “23 matches are left”
        kinds = frozenset(_names(scope, "kind")) & _IN_MATCHES or kinds
    if not kinds and "times" in scope.text[amount.end : amount.end + _NEAR]:
        return frozenset(_VERBS[one] for one in _names(piece, "verb"))
    behind = (one for one in scope.labels if one.group == "kind" and one.start >= amount.end)
    went = frozenset(one.name for one in behind) & _WENT
    return kinds | went if kinds == {"played"} and alone and len(went) == 1 else kinds


def _kinds_before(amount: Amount, piece: Piece) -> frozenset[str]:
    """Return the measures between an amount and the one before it."""
    ends = [one.end for one in piece.amounts if one.end <= amount.start]
    between = piece.within(max(ends, default=piece.start), amount.start)
    kinds = _nearest_kinds(amount, between)
    # “60 meccsből a United 25-öt”: the matches are the 60
    return kinds - {"played", "favourites"} if ends else kinds


def _signed(scope: Piece) -> frozenset[str]:
    """Return that a whole number with its sign is a difference: “(36 played, +59)”."""
    signed = any(
        one.cls == "integer" and scope.text[one.start : one.start + 1] in "+-"
        for one in scope.amounts
    )
    return frozenset({"goal_difference"} if signed else ())


def _carried(piece: Piece, said: Frame) -> Frame:
    """Return what holds after a piece: its own words, and those before where it has none."""
    frame = _frame(piece, piece, said)
    clubs = bool(frame.actors)
    named = frozenset(name for name in frame.actors if not name.startswith("<"))
    kinds = (frame.kinds & COUNTED_KINDS) or (said.kinds & COUNTED_KINDS)
    measures, before = frame.kinds - COUNTED_KINDS, said.kinds - COUNTED_KINDS
    if not piece.amounts and measures <= _PLAIN_KINDS:
        kinds = kinds | measures | before
    else:
        kinds = kinds | (measures or before)
    if not kinds & LASTING:
        kinds = kinds | (said.kinds & LASTING)
    return Frame(
        actors=frame.actors or said.actors,
        opponents=frame.opponents,
        pair=frame.pair or (said.pair if named | frame.opponents <= frozenset(said.pair) else ()),
        whats=frame.whats or (frozenset() if clubs else said.whats),
        kinds=kinds,
        scopes=frame.scopes or said.scopes,
        heading=_heading(frame, said),
        named=named or said.named,
    )


def _heading(frame: Frame, said: Frame) -> str:
    own = [what.partition(":")[0] for what in frame.whats]
    found = next((what for what in own if what in HEADINGS), "")
    return found or ("" if frame.whats else said.heading)


def _names(piece: Piece, group: str) -> Iterator[str]:
    return (one.name for one in piece.labels if one.group == group)
