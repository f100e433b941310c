"""Claims without a figure: who is the favourite, twice as likely, “that is value”.

Each is computed from the facts; where they do not say, the claim does not stand. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage

from graph.grounding.assertions import holds_of_any
from graph.grounding.concepts import concepts
from graph.grounding.membership import fits
from graph.grounding.patterns import alternatives
from graph.grounding.pieces import Piece
from graph.grounding.reading import Frame
from graph.grounding.topics import Topic
from graph.state import MentorState

_FAVOURITE = re.compile(
    r"\bfavou?rites?\b(?! (?:team|club|league|market)s?)"
    r"|\b(?:more likely|likelier|likeliest) (?:to win|winners?)"
    r"|\b(?:is|are|was|were) (?:\w+ ){0,2}favou?red\b"
    r"|\besely(?:esebb\w*|ese?\b)|\bfavorit\w*"
)
_OUTSIDER = re.compile(r"\bunderdogs?\b|\boutsiders?\b|\beselytelen\w*")
_VALUE = alternatives(
    r"\b(?:is|are|has|have|offers?|find|see|good|great|real|clear|there's|there is|strong)"
    r" (?:the |a )?(?:best |good |great |real |some |clear |strong )?value\b(?! of)"
    r"|\bvalue bet\b|\bworth (?:a bet|backing|betting|taking)\b|\bgood (?:bet|price)\b"
    r"|\bjo vetel\b|\b(?:a )?(?:safe|sure|certain) (?:bet|thing|winner)\b|\bbiztos (?:tipp"
    r"|fogadas)\w*"
    r"|\bi(?: would|'d)? recommend (?:taking|backing|betting|this|it)\b|\bajanlom\b"
    r"|\berdemes (?:fogad|megjatsz|(?:meg)?ten|ra)\w*|\bmegeri\b|\bjo (?:ar|fogadas|odds)\b"
    r"|\bvan (?:benne )?ertek\b|\berteket ad\b"
    r"|\b(?:i'd|i would|you should|should) (?:bet|back|stake|put)\b|\bback (?:them|it)\b"
    r"|(?:^|[.,;:] )(?:back|bet on|go for) (?:the |a )?\w"
    r"|\b(?:bookies?|bookmakers?|market) (?:\w+ ){0,3}?(?:wrong|mistaken)\b|\bmispric\w*"
    r"|\b(?:iroda|irodak|fogadoirod\w*|piac) (?:\w+ ){0,3}?teved\w*|\bfelrearaz\w*"
    r"|\bfogadj (?!ne)|\btedd (?:meg|ra)\b|\bjatszd meg\b"
)
_FIRST = re.compile(
    r"\b(?:top of|leads?|leading) the (?:table|league|standings)\b|\bleague leaders?\b"
    r"|\bthe leaders? (?:are|is)\b"
    r"|\b(?:are|is|sit|sits) (?:in )?first(?: place)?(?=[.,;:!]|$| (?:and|but|in|on)\b)"
    r"|\belso helyen (?:all|van|allnak|vannak)\b|\b(?:listavezeto|ellovas)(?!t[eo]l|hoz|nal|t\b)\w*"
    r"|\bvezet\w* a (?:tabella|bajnoksag)\w*|\ba (?:tabella|bajnoksag)\w* elen\b"
)
#: what no tool calls any bet
_BANKER = re.compile(
    r"\b(?:a |the )?(?:safe|sure|certain) (?:bet|thing|winner)\b|\bmust[- ]bet\b|\bbankers?\b"
    r"|\bno[- ]brainer\b|\bbiztos (?:tipp|fogadas)\w*|\bbombabiztos\w*"
    r"|\bkotelezo (?:\w+ )?(?:fogad|megfogad|megjatsz)\w*"
)
_SHORT = re.compile(r"\b(?:too (?:short|low|small)|short price|tul alacsony|tul kicsi)\b")
_HUGE = re.compile(
    r"\b(?:huge|massive|enormous|giant|big|tremendous) (?:edge|value|overlay)\b"
    r"|\b(?:edge|value) (?:here )?(?:is|looks) (?:huge|massive|enormous|big)\b"
    r"|\b(?:oriasi|hatalmas|nagy|komoly) (?:ertek|elony)\b"
)
#: an expected value that may be called so
_MUCH = 0.1
_NO_VALUE = re.compile(
    r"\b(?:no|not|isn't|little|poor) (?:\w+ )?value\b"
    r"|\b(?:skip|avoid|leave|pass on) (?:this|the|it)\b"
    r"|\b(?:steer clear|stay away)\b|\bnot worth\b|\bno bet\b"
    r"|\bnincs (?:benne )?ertek\b|\bnem (?:eri|erne) meg\b|\bnem erdemes\b|\bhagyd ki\b|\bkeruld\b"
    r"|\bne fogadj\b"
)
_NOT = re.compile(
    r"\b(?:no|not|never|neither|nothing|without|hardly|if|whether|unless|too thin)\b|n't\b"
    r"|\b(?:nem|nincs\w*|sem|ne|soha|aligha|csak akkor|ha|tul vekony)\b|[a-z]-e\b"
)
_THEY = re.compile(r"\b(?:they|it|this|that|ok|az|ez)\b")


@dataclass(frozen=True)
class Claims:
    """What the facts of a turn say about such claims."""

    topics: Sequence[Topic]
    #: whether some tool called something value in this turn, and whether every one did
    has_value: bool
    is_all_value: bool = False

    @classmethod
    def of_turn(cls, state: MentorState, topics: Sequence[Topic]) -> Claims:
        """Return what a turn's facts and verdicts say."""
        judged = list(_verdicts(state["messages"]))
        return cls(topics, any(judged), bool(judged) and all(judged))

    def faults(self, text: str, pieces: Sequence[Piece], said: Frame) -> Iterator[str]:
        """Yield what a sentence claims and the facts do not say."""
        actors = _actors(pieces, said, text)
        negated = bool(_NOT.search(text))
        favourite = _FAVOURITE.search(text)
        likeliest = _beside(favourite, pieces) or actors
        if favourite and not negated and likeliest and not self._leads(likeliest, text):
            yield "the facts do not say that this is the favourite"
        if _OUTSIDER.search(text) and not negated and actors and not self._trails(actors):
            yield "the facts do not say that this is the outsider"
        if _FIRST.search(text) and not negated and actors and not self._is_first(actors[0]):
            yield "the facts do not say that this club is first"
        if _SHORT.search(text) and not negated and not self._is_short(actors):
            yield "the facts do not say that this price is too short"
        if _calls_value(text, pieces) and not negated and "?" not in text and not self.has_value:
            yield "no tool called this value in this turn"
        if _BANKER.search(text) and not negated and "?" not in text:
            yield "no tool calls any bet certain"
        if _NO_VALUE.search(text) and "?" not in text and self.is_all_value:
            yield "a tool called this value in this turn"
        if _HUGE.search(text) and not negated and not self._is_much(actors):
            yield "the facts do not say that so much is expected of this"

    def _leads(self, actors: Sequence[str], text: str) -> bool:
        titles = {
            topic.owner: float(topic.fact["value"])
            for topic in self.topics
            if topic.kind == "title"
        }
        if titles and (concepts("kind")["title"].search(text) or not self._tells_of_matches):
            return titles.get(actors[0], 0.0) == max(titles.values())
        ours, theirs = self._chances(actors[0])
        return ours is not None and theirs is not None and ours >= theirs

    @property
    def _tells_of_matches(self) -> bool:
        return any(topic.fact["market"] == "1x2" for topic in self.topics)

    def backed(self, text: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Return where chances of the title stand that “favourites” alone tells of."""
        if self._tells_of_matches or not _FAVOURITE.search(text):
            return []
        titles = [topic for topic in self.topics if topic.kind == "title"]
        return [
            (amount.start, amount.end)
            for piece in pieces
            for amount in piece.amounts
            if amount.figure is not None
            and any(
                fits(amount.figure, topic.fact)
                and [topic.owner] == [club.name for club in piece.clubs][:1]
                for topic in titles
            )
        ]

    def _trails(self, actors: Sequence[str]) -> bool:
        ours, theirs = self._chances(actors[0])
        return ours is not None and theirs is not None and ours <= theirs

    def _is_short(self, actors: Sequence[str]) -> bool:
        """Tell whether a price is below its fair one: its expected value is a loss."""
        return any(
            topic.kind == "ev" and float(topic.fact["value"]) < 0
            for topic in self.topics
            if not actors or topic.owner in actors
        )

    def _is_much(self, actors: Sequence[str]) -> bool:
        return any(
            topic.kind == "ev" and float(topic.fact["value"]) >= _MUCH
            for topic in self.topics
            if not actors or topic.owner in (None, *actors)
        )

    def _is_first(self, club: str) -> bool:
        return any(
            topic.kind == "place" and topic.owner == club and topic.fact["value"] == 1
            for topic in self.topics
        )

    def _chances(self, club: str) -> tuple[float | None, float | None]:
        """Return the chances of a club and of its opponent in the match spoken of."""
        ours = theirs = None
        for topic in self.topics:
            if topic.fact["market"] != "1x2" or not topic.match or topic.owner is None:
                continue
            side = {"<home>": topic.match[0], "<away>": topic.match[1]}.get(club, club)
            if side not in topic.match:
                continue
            if topic.owner == side:
                ours = float(topic.fact["value"])
            else:
                theirs = float(topic.fact["value"])
        if ours is not None and theirs is None and ours > 1 / 2:
            theirs = 1 - ours
        return ours, theirs


def _calls_value(text: str, pieces: Sequence[Piece]) -> bool:
    """Tell whether something is called value, and no rule is told: “even a good bet may lose”."""
    return any(
        p.start <= found.start() < p.end and (p.clubs or not holds_of_any(text[p.start : p.end]))
        for found in _VALUE.finditer(text)
        for p in pieces
    )


def _beside(found: re.Match[str] | None, pieces: Sequence[Piece]) -> list[str]:
    """Return the club of the same piece that stands last before a word: “with Liverpool the …”."""
    if found is None:
        return []
    piece = next((p for p in pieces if p.start <= found.start() < p.end), None)
    clubs = [club for club in piece.clubs if club.role == "actor"] if piece else []
    before = [club.name for club in clubs if club.end <= found.start()]
    return before[-1:] or [club.name for club in clubs[:1]]


def _actors(pieces: Sequence[Piece], said: Frame, text: str) -> list[str]:
    named = [club.name for piece in pieces for club in piece.clubs if club.role == "actor"]
    sides = [f"<{one.name}>" for piece in pieces for one in piece.labels if one.group == "side"]
    return named or sides or (sorted(said.actors) if _THEY.search(text) else [])


def _verdicts(messages: Sequence[AnyMessage]) -> Iterator[bool]:
    """Yield of each result of this turn that judges a bet whether it called it value."""
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            return
        artifact = getattr(message, "artifact", None)
        if isinstance(artifact, Mapping):
            yield from _judged(artifact.get("data"))


def _judged(data: Any) -> Iterator[bool]:
    if not isinstance(data, Mapping):
        return
    verdict = data.get("verdict")
    if isinstance(verdict, Mapping):
        yield from (one == "value" for one in verdict.values())
    elif verdict is not None:
        yield verdict == "value"
    elif "value" in data:
        yield bool(data["value"])
