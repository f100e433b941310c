"""What a fact is about, in the terms that words around a figure use: owner, outcome, measure.

Reads the markets and outcomes that `tools.facts` documents; of a fact that is not ours it knows
the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph.grounding.concepts import concepts
from graph.wording.folding import fold

FactDict = Mapping[str, Any]

_MATCH = re.compile(r"^(?P<home>.+?) – (?P<away>.+?)(?:, (?P<date>\d{4}-\d\d-\d\d))?$")
_SELECTIONS = {
    "home": ("home", ""),
    "draw": (None, "draw"),
    "away": ("away", ""),
    "btts_yes": (None, "btts"),
    "btts_no": (None, "not_btts"),
    "yes": (None, "btts"),
    "no": (None, "not_btts"),
    "1X": ("home", "double"),
    "12": (None, "nodraw"),
    "X2": ("away", "double"),
}
_CLUB_GOALS = re.compile(r"^(home|away)_goals_(\d+\.\d+)$")
#: markets that a word of their own announces
_OF_THEIR_OWN = {
    "win_to_nil": "nil",
    "odd_even": "odd_even",
    "winning_margin": "by_goals",
    "half_time_full_time": "half_full",
    "push": "push",
}
_LINE = re.compile(r"^(over|under)_(\d+)_(\d+)$")
#: the measure of a market of ours, where it is not the outcome's chance or count
_KINDS = {
    "fair_odds": "fair",
    "our_price": "ours",
    "their_price": "theirs",
    "price": "price",
    "implied": "implied",
    "break_even": "break_even",
    "expected_value": "ev",
    "margin": "margin",
    "gap": "gap",
    "explanation": "gap",
    "confidence": "confidence",
    "expected_goals": "xg",
    "stake": "stake",
    "stake_amount": "stake",
    "edge": "gap",
    "own_chance": "chance",
    "places": "place",
}
_OF_SLIP = {
    "probability": "chance",
    "fair_odds": "fair",
    "offered_odds": "price",
    "expected_value": "ev",
}
#: the measure of what is counted, where it is not the outcome's name
_MEASURES = {
    "likeliest_place_chance": "likeliest_place",
    "current_unbeaten": "unbeaten",
    "left": "matches_left",
}
#: markets whose outcomes are the measures
_COUNTED = frozenset({"table", "form", "record", "per_match", "streak", "head_to_head", "season"})
#: markets whose name stands for all that follows in a sentence
HEADINGS = frozenset({"dnb", "handicap", "half", "half_full", "nil", "odd_even", "by_goals"})


@dataclass(frozen=True)
class Topic:
    """What a fact is about."""

    fact: FactDict
    #: names of the two sides, home first; None where the fact is of no match
    match: tuple[str, str] | None
    #: the club whose figure it is; None: of the whole match, league or record
    owner: str | None
    #: "" for a plain win or anything without an outcome
    what: str
    kind: str
    #: "form", "meetings", "home", "away": a part of the whole that must be said
    scope: str = ""

    @cached_property
    def clubs(self) -> frozenset[str]:
        """The clubs that may be named beside it."""
        return frozenset(self.match or filter(None, [self.owner]))

    @property
    def is_of_matches(self) -> bool:
        """Whether it counts a club's matches of one kind, or is their share."""
        return self.match is None and bool(self.what) and self.kind == "played"

    @property
    def unit(self) -> str:
        """The fact's unit."""
        return str(self.fact["unit"])


#: in meetings, what one side won the other lost
_TURNED = {
    "won": "lost",
    "lost": "won",
    "goals_for": "goals_against",
    "goals_against": "goals_for",
}


def topics_of(fact: FactDict) -> list[Topic]:
    """Return what a fact is about; a count of meetings is about both sides."""
    topic = topic_of(fact)
    if fact["market"] != "head_to_head" or topic.match is None or topic.kind not in _TURNED:
        return [topic]
    first, second = topic.match
    return [
        replace(topic, owner=first),
        replace(topic, owner=second, kind=_TURNED[topic.kind]),
    ]


def topic_of(fact: FactDict) -> Topic:
    """Return what a fact is about, from its first side's view."""
    found = _MATCH.match(str(fact["subject"]))
    match = (found["home"], found["away"]) if found else None
    market, outcome = str(fact["market"]), str(fact["outcome"])
    if market in _COUNTED:
        return _count(fact, match, market, outcome)
    if market == "league" and outcome not in ("matches", "goals_per_match"):
        # “home wins” and “away wins” are told apart by their whole words alone
        return Topic(fact, None, None, outcome, "rate")
    # a leg of a slip: “fair_odds” of “over_under_2.5 over”
    leg_market, _, leg_outcome = outcome.partition(" ")
    if leg_outcome:
        side, what = _selected(leg_market, leg_outcome)
    else:
        side, what = _selected(market, outcome)
    owner = None
    if match and side:
        owner = match[0] if side == "home" else match[1]
    return Topic(fact, match, owner, what, _kind(fact, market))


def _count(fact: FactDict, match: tuple[str, str] | None, market: str, outcome: str) -> Topic:
    scope = {"form": "form", "head_to_head": "meetings"}.get(market, "")
    kind, owner = outcome, None if match else str(fact["subject"])
    for side in ("home", "away"):
        if outcome.startswith(f"{side}_"):
            scope, kind = side, outcome.removeprefix(f"{side}_")
    kind = _MEASURES.get(kind, "points" if kind.startswith(("points_", "needs_")) else kind)
    if market == "streak":
        kind = outcome.rpartition("_")[0]
    if market in ("record", "head_to_head") and (what := _of_matches(kind.removesuffix("_share"))):
        return Topic(fact, match, owner, what, "played", scope)
    if market == "season" and _is_of_season(outcome):
        owner = None
    return Topic(fact, match, owner, "", kind, scope)


def _of_matches(kind: str) -> str:
    """Return what the matches of a kind have in common: “over:2.5”; "" where they are no kind."""
    if found := _LINE.match(kind):
        return f"{found[1]}:{found[2]}.{found[3]}"
    return {"both_scored": "btts", "clean_sheets": "clean", "scoreless": "scoreless"}.get(kind, "")


def _is_of_season(outcome: str) -> bool:
    return outcome in ("matches_left", "simulated", "error") or outcome.startswith("needs_")


def _selected(market: str, outcome: str) -> tuple[str | None, str]:
    """Return (side, what) of an outcome."""
    if market.startswith("over_under"):
        return None, f"{outcome}:{market.removeprefix('over_under').strip('_') or ''}"
    if market == "correct_score":
        return None, f"score:{outcome}"
    if market == "draw_no_bet":
        return outcome if outcome in ("home", "away") else None, "dnb"
    if market.startswith("asian_handicap"):
        line = market.removeprefix("asian_handicap").strip("_")
        return _side(outcome), f"handicap:{line}" if outcome == "home" else _against(line)
    if found := _CLUB_GOALS.match(market):
        return found[1], f"{outcome}:{found[2]}"
    if market == "half_time":
        return _side(outcome), "half_draw" if outcome == "draw" else "half"
    if market in _OF_THEIR_OWN:
        return _side(outcome.removeprefix("not_").partition("_")[0]), _OF_THEIR_OWN[market]
    if found := _LINE.match(outcome):
        return None, f"{found[1]}:{found[2]}.{found[3]}"
    return _SELECTIONS.get(outcome, (None, ""))


def _side(outcome: str) -> str | None:
    return outcome if outcome in ("home", "away") else None


def _against(line: str) -> str:
    """Return the handicap that the away side has where the home side has this one."""
    sign = {"-": "+", "+": "-"}.get(line[:1], "")
    return f"handicap:{sign}{line.lstrip('+-')}"


def _kind(fact: FactDict, market: str) -> str:
    if market in _KINDS:
        return _KINDS[market]
    if market == "slip":
        return _OF_SLIP.get(str(fact["outcome"]), str(fact["outcome"]))
    if market == "odds":
        return str(fact["outcome"])
    ours = market in ("1x2", "both_teams_score", "double_chance", "draw_no_bet", "correct_score")
    if ours or market in _OF_THEIR_OWN or market.startswith(("over_under", "asian", "half")):
        return "chance"
    if _CLUB_GOALS.match(market):
        return "chance"
    if (market, fact["outcome"]) == ("recommendations", "matches"):
        # how many matches were looked at
        return "favourites"
    return market


def words_of(topic: Topic) -> re.Pattern[str]:
    """Return the words that say a topic's measure: those of the concept, or of its own name."""
    known = concepts("kind").get(topic.kind)
    if known is not None:
        return known
    names = f"{topic.fact['market']} {topic.fact['outcome']}"
    stems = [re.escape(word[:6]) for word in re.findall(r"[a-z]{3,}", fold(names))]
    return re.compile("|".join(rf"\b{stem}\w*" for stem in stems) or r"(?!)")
