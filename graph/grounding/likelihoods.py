"""Claims in words about how likely an outcome is: “will probably win”, “more likely than a draw”.

Each is held against the chances among the facts; a club's chance to win that no fact tells does not
stand in words either. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grounding.concepts import concepts
from graph.grounding.patterns import alternatives
from graph.grounding.pieces import Piece
from graph.grounding.reading import Frame
from graph.grounding.topics import Topic
from graph.grounding.words import ratios

#: (club or side, what): None for an outcome of both
Outcome = tuple[str | None, str]

_WIN = r"(?:win|beat|take|prevail|triumph|come out on top)"
_NYER = r"(?:nyer|gyoz|legyoz|megver|elvisz)\w*"
_NEARLY = r"(?:nearly|almost|virtually|practically|all but|as good as)"
_SZINTE = r"(?:szinte|majdnem|gyakorlatilag|csaknem|joforman)"
_CERTAIN = re.compile(
    rf"\b{_NEARLY} (?:certain|sure)(?:ly)?(?: to)? {_WIN}"
    rf"|\b{_WIN}s? (?:is|looks) {_NEARLY} (?:certain|sure)"
    rf"|\b{_SZINTE} (?:teljesen )?biztos\w*,?(?: \w+){{0,4}}? {_NYER}"
    rf"|{_NYER} {_SZINTE} biztos\w*"
)
_UNLIKELY = alternatives(
    rf"\bunlikely to {_WIN}|(?:\bnot|n't) (?:very )?likely to {_WIN}"
    rf"|\bprobably (?:not|won't) {_WIN}"
    r"|\b(?:win|victory) (?:is|looks|seems) (?:very )?(?:unlikely|improbable)"
    r"|\b(?:gyozelm?e|sikere)\b (?:\w+ )?(?:valoszinutlen|nem (?:tul )?valoszinu\b)"
    rf"|\bvaloszinuleg nem {_NYER}|\bnem valoszinu,? hogy (?:\w+ ){{0,4}}?{_NYER}"
)
_LIKELY = alternatives(
    r"\b(?<!more )(?<!less )(?<!most )(?<!as )(?<!how )(?<!not )(?<!n't )(?<!equally )"
    rf"likely to {_WIN}"
    rf"|\b(?:will |should )?(?:probably|most likely) {_WIN}|\bprobably (?:will|going to) {_WIN}"
    r"|\bgood chance (?:of winning|to win|of victory)\b|\bjo eselly?el nyer\w*"
    rf"|\b(?:should|ought to) {_WIN}\b|\bvarhatoan (?:\w+ ){{0,3}}?{_NYER}"
    rf"|\bexpect(?:ed)? (?:\w+ ){{0,3}}to {_WIN}"
    rf"|\bvaloszinuleg (?:\w+ ){{0,2}}?(?!nem ){_NYER}|\b(?:nyer|gyoz)\w* valoszinuleg\b"
    r"|\b(?:gyozelme|sikere) (?:a )?valoszinu\b"
    r"|\bvaloszinuleg (?:\w+ ){0,3}lesz a bajnok\b"
)
_THAN = re.compile(
    r"\b(?:(?P<less>less|kevesbe)|more|sokkal)? ?(?:likely|probable|likelier|valoszinu(?:bb\w*)?)"
    r",? (?:than|mint)\b"
)
#: one club's win held against another's, each in a match of its own
_WIN_THAN = re.compile(
    r"\b(?P<way>more likely|likelier|less likely) to (?P<verb>win|beat|defeat)\b[^.;]*?\bthan\b"
)
_MOST = re.compile(
    r"\b(?:most likely|likeliest|most probable)"
    r"(?= (?:(?:final )?results?|outcomes?|scores?|scorelines?)\b|[.!,]|$)"
    r"|\blegvaloszinubb\b(?! (?:veg)?hely| bajnok| pont| gol)|\ba legnagyobb esellyel\b"
)
#: who wins for certain, with no word or figure that says how likely it is
_WILL = re.compile(
    r"\bwill (?:win|beat|defeat)\b|\b(?:nyerni|gyozni) (?:fog|fognak)\b|\b(?:meg"
    r"|le) fogj\w* (?:nyer|ver"
    r"|gyoz)\w*"
)
_HOW_LIKELY = alternatives(
    r"\bchances?\b|\bprobab|\blikel|\bthink|\bexpect|\bbeliev|\bodds\b|%|\d|\besel|\bvaloszin"
    r"|\bszerint"
    r"|\bnot\b|n't\b|\bnem\b|\bno (?:tool|fact|one)|\bsomeone|\bvalamelyik|\beither"
)
_LEAST = re.compile(
    r"\b(?:the )?(?:least likely|unlikeliest|least probable)\b"
    r"|\b(?:lowest|smallest) (?:chance|probability|likelihood)\b"
    r"|\blegkevesbe valoszinu\w*|\b(?:legkisebb|legalacsonyabb) (?:az? )?(?:esely\w*|valoszin\w*"
    r"|harom)"
)
_DOUBT = re.compile(r"\?|\b(?:if|whether|who|which|ha|vajon|ki|melyik)\b")
_NEARLY_ONE = 0.9
_MORE_THAN = re.compile(r"\b(?:more than|over|well over|tobb,? mint) $")
#: how far a factor in words may be from that of the two chances
_ROUGHLY = 0.12


@dataclass(frozen=True)
class Likelihoods:
    """What the facts of a turn say about chances."""

    topics: Sequence[Topic]

    def faults(self, text: str, pieces: Sequence[Piece], said: Frame) -> Iterator[str]:
        """Yield what a sentence claims and the facts do not say."""
        if _DOUBT.search(text):
            return
        marks = _marks(pieces)
        yield from self._of_winning(text, marks, said)
        if any(_is_certain(text[piece.start : piece.end]) for piece in pieces):
            yield "no fact says who will win"
        for found in _THAN.finditer(text):
            if not self._is_above(found, marks):
                yield "the facts do not say that the one is likelier than the other"
        for found in _WIN_THAN.finditer(text):
            if not self._wins_rather(found, [m for m in marks if m.outcome[1] == ""]):
                yield "the facts do not say that the one wins rather than the other"
        for span, holds in self._ratios(text, marks):
            if not holds:
                yield f"the facts do not say “{text[slice(*span)]}” of these two"
        if _MOST.search(text):
            yield from self._of_the_likeliest(marks)
        if _LEAST.search(text):
            yield from self._of_the_likeliest(marks, least=True)

    def _of_winning(self, text: str, marks: Sequence[_Mark], said: Frame) -> Iterator[str]:
        title = bool(concepts("kind")["title"].search(text))
        for pattern, least, most in (
            (_CERTAIN, _NEARLY_ONE, 1.0),
            (_UNLIKELY, 0.0, 0.5),
            (_LIKELY, 0.5, 1.0),
        ):
            if pattern.search(text) is None:
                continue
            clubs = [mark.outcome for mark in marks if mark.outcome[1] == "" and not mark.is_pair]
            outcomes = clubs[:1] or [(name, "") for name in said.actors][:1]
            chances = self._of_title(outcomes) if title else self._chances_of(outcomes)
            if not any(least <= chance <= most for chance in chances):
                yield "the facts do not say that this is so likely"
            return

    def backed(self, text: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Return where it rightly stands how many times one chance is another."""
        return [span for span, holds in self._ratios(text, _marks(pieces)) if holds]

    def _ratios(self, text: str, marks: Sequence[_Mark]) -> Iterator[tuple[tuple[int, int], bool]]:
        for start, end, factor in ratios(text):
            left = [mark for mark in marks if mark.start < start]
            right = [mark for mark in marks if mark.start >= end]
            if not left:
                left, right = right[:1], right[1:]
            ours = self._chances(_chosen(left)) if left else []
            theirs = self._chances(_chosen(right)) if right else self._against(left)
            factors = [one / other for one in ours for other in theirs if other]
            if _MORE_THAN.search(text[:start]):
                holds = any(factor <= one < factor + 1 for one in factors)
            else:
                holds = any(abs(one / factor - 1) <= _ROUGHLY for one in factors)
            yield (start, end), holds

    def _against(self, marks: Sequence[_Mark]) -> list[float]:
        """Return the chances of the other club of a match."""
        club = _chosen(marks)[0] if marks else None
        return [
            float(topic.fact["value"])
            for topic in self.topics
            if topic.fact["market"] == "1x2" and topic.match and topic.owner
            and (ours := _side(club, topic.match)) in topic.match and topic.owner != ours
        ]  # fmt: skip

    def _chances_of(self, outcomes: Sequence[Outcome]) -> list[float]:
        return self._chances(outcomes[0]) if outcomes else []

    def _of_title(self, outcomes: Sequence[Outcome]) -> list[float]:
        return [
            float(topic.fact["value"])
            for topic in self.topics
            if topic.kind == "title" and (topic.owner, "") in outcomes
        ]

    def _is_above(self, found: re.Match[str], marks: Sequence[_Mark]) -> bool:
        """Tell whether what stands before “more likely than” is so, as far as facts tell."""
        left = [mark for mark in marks if mark.start < found.start() and not mark.is_pair]
        right = [mark for mark in marks if mark.start >= found.end() and not mark.is_pair]
        if not left or not right:
            return True
        ours, theirs = self._chances(_chosen(left)), self._chances(_chosen(right))
        if not ours or not theirs:
            return True
        if found["less"]:
            ours, theirs = theirs, ours
        return any(one > other for one in ours for other in theirs)

    def _wins_rather(self, found: re.Match[str], marks: Sequence[_Mark]) -> bool:
        """Tell whether a club is likelier to win than another, or than in another match."""
        before = [m.outcome[0] for m in marks if m.start < found.start() and not m.is_pair]
        inside = [m.outcome[0] for m in marks if found.start() < m.start < found.end()]
        after = [m.outcome[0] for m in marks if m.start >= found.end()]
        if not before or not after:
            return True
        ours = self._wins(before[-1], next(iter(inside), None))
        if len(after) == 1 and found["verb"] != "win":
            # “likelier to beat Tottenham than Fulham”
            theirs = self._wins(before[-1], after[0])
        else:
            theirs = self._wins(after[0], next(iter(after[1:]), None))
        less = found["way"].startswith("less")
        return any(one != other and (one < other) is less for one in ours for other in theirs)

    def _wins(self, club: str | None, opponent: str | None) -> list[float]:
        return [
            float(topic.fact["value"])
            for topic in self._of((club, ""))
            if opponent is None or (topic.match and opponent in topic.match)
        ]

    def _of_the_likeliest(self, marks: Sequence[_Mark], *, least: bool = False) -> Iterator[str]:
        """Yield a fault where another outcome of the same market is likelier, or less likely."""
        scores = [mark for mark in marks if mark.outcome[1].startswith("score:")]
        plain = [mark for mark in marks if mark.outcome[1] in ("", "draw") and not mark.is_pair]
        if len(scores) == 1:
            # which way round a score is, `binding` knows
            shown = scores[0].outcome[1].removeprefix("score:")
            turned = "-".join(reversed(shown.split("-")))
            told = [*self._scores(shown), *self._scores(turned)]
            rivals = [t for t in self.topics if t.what.startswith("score:")]
        elif len(plain) == 1 and not scores:
            told = self._of(plain[0].outcome)
            rivals = [t for t in self.topics if t.fact["market"] == "1x2"]
        else:
            return
        if told and not any(_is_top(topic, rivals, least=least) for topic in told):
            degree = "least likely" if least else "likeliest"
            yield f"the facts do not say that this is the {degree}"

    def _scores(self, score: str) -> list[Topic]:
        return [topic for topic in self.topics if topic.what == f"score:{score}"]

    def _chances(self, outcome: Outcome) -> list[float]:
        return [float(topic.fact["value"]) for topic in self._of(outcome)]

    def _of(self, outcome: Outcome) -> list[Topic]:
        club, what = outcome
        return [
            topic
            for topic in self.topics
            if topic.unit == "probability"
            and topic.kind == "chance"
            and topic.match is not None
            and topic.what == what
            and _side(club, topic.match) == topic.owner
        ]


def _is_certain(clause: str) -> bool:
    return bool(_WILL.search(clause)) and not _HOW_LIKELY.search(clause)


@dataclass(frozen=True)
class _Mark:
    """An outcome where a sentence names it."""

    start: int
    outcome: Outcome
    #: a club of a match that is named: “Arsenal – Chelsea”
    is_pair: bool = False


def _marks(pieces: Sequence[Piece]) -> list[_Mark]:
    found = [
        _Mark(club.start, (club.name, ""), club.role == "pair")
        for piece in pieces
        for club in piece.clubs
    ]
    for label in (label for piece in pieces for label in piece.labels):
        if label.group == "what":
            found.append(_Mark(label.start, (None, label.name)))
        elif label.group == "side":
            found.append(_Mark(label.start, (f"<{label.name}>", "")))
    return sorted(found, key=lambda mark: mark.start)


def _chosen(marks: Sequence[_Mark]) -> Outcome:
    """Return the outcome that a part of a sentence is about: one with a word of its own first."""
    found = next((mark.outcome for mark in marks if mark.outcome[1]), marks[0].outcome)
    if found == (None, "double"):
        # “United or a draw” is of United
        return next((mark.outcome[0] for mark in marks if mark.outcome[0]), None), "double"
    return found


def _side(club: str | None, match: tuple[str, str]) -> str | None:
    return {"<home>": match[0], "<away>": match[1]}.get(club, club) if club else None


def _is_top(topic: Topic, rivals: Sequence[Topic], *, least: bool) -> bool:
    chances = [float(one.fact["value"]) for one in rivals if one.match == topic.match]
    own = float(topic.fact["value"])
    return own <= min(chances, default=1.0) if least else own >= max(chances, default=0.0)
