"""Whether an amount, as a sentence has it, is a fact: the value, and whose and which it is.

Knows the words around the amount as a `Frame`, and the fact as a `Topic`. An amount that names
nothing counts only with what was said just before.
"""

from __future__ import annotations

import re

from graph.grounding.concepts import concepts
from graph.grounding.labels import Amount
from graph.grounding.measures import COUNT_UNITS, is_its_measure, is_of_its_run
from graph.grounding.membership import fits
from graph.grounding.reading import Frame
from graph.grounding.topics import HEADINGS, Topic

#: how far a chance may be beyond a bound by which it is told
_BEYOND = 0.12
#: actors that words name without a club, and their place in a match
_SIDES = {"<home>": 0, "<away>": 1}
#: measures of a club that no opponent has a part in
_OF_ONE = frozenset({"place", "points", "goal_difference"})
#: outcomes that are others' opposites, or two in one
_OPPOSITES = frozenset({"double", "nodraw", "not_btts"})
_AGAINST = re.compile(
    r"\b(?:against|opposite|otherwise|anything else|any other|rest|remaining|miss\w*|slip up)\b"
    r"|\b(?:ellen\w*|kulonben|egyebkent|elmarad\w*|barmi mas|marad\w*)"
)
_EITHER = re.compile(r"\b(?:or|either|together|any of|vagy|valamelyik\w*|egyutt|osszesen)\b")
_CODES = re.compile(r"\b(?:1x|x2)\b")
_TOGETHER = re.compile(r"\btogether\b|(?<!arressel )\begyutt\w*")
_SLIP = re.compile(
    r"\b(?:the|your|this) (?:slip|double|treble|combo|accumulator)\b|\bszelveny(?:ed)?\b"
)
_LOSS = re.compile(
    r"\b(?:los[es]\w*|lost|negative|minus|below|under|short|costs?|too (?:short|low)|veszt\w*"
    r"|veszit\w*|negativ|minusz|alatt\w*|buk\w*)|[-−–] ?\d"
)
_SEASON = re.compile(r"\b(?:season|league)\b|\b(?:ideny|szezon|bajnoksag)\w*")
_BIGGEST = re.compile(r"\bbiggest\b|\bheaviest\b|\blargest\b|\blegnagyobb\w*|\blegsulyosabb\w*")


def is_backed(amount: Amount, frame: Frame, topic: Topic, text: str, *, pinned: bool) -> bool:
    """Return whether a fact is what the sentence says the amount is.

    Parameters
    ----------
    text : the whole sentence, folded, for measures that have words of their own.
    pinned : the model named this very fact: what the sentence leaves open is then no fault, only
        what it says otherwise.
    """
    return (
        _has_value(amount, topic)
        and not _is_other_code(topic, text)
        and not (_TOGETHER.search(text) and topic.match and not frame.actors and not frame.whats)
        and not (topic.match and not frame.here and _SLIP.search(text))
        and not _is_told_of_one(frame, topic, text)
        and (
            _is_its_code(frame, topic, text)
            or (
                _names_its_clubs(frame, topic, pinned=pinned)
                and _is_its_outcome(frame, topic, amount, text, pinned=pinned)
            )
        )
        and is_its_measure(amount, frame, topic, text, pinned=pinned)
        and _is_its_record(amount, topic, text)
        and _has_its_sign(amount, topic, text)
        and is_of_its_run(topic, text)
        and _is_at_its_venue(frame, topic)
        and _went_its_way(amount, frame, topic)
    )


def _is_told_of_one(frame: Frame, topic: Topic, text: str) -> bool:
    """Return whether all the matches that a league has left are told as one club's."""
    of_all = topic.kind == "matches_left" and not topic.clubs
    return of_all and bool(frame.actors) and not _SEASON.search(text)


def _is_its_code(frame: Frame, topic: Topic, text: str) -> bool:
    """Return whether “1X” or “X2” names the side that no club's name does."""
    outcome = str(topic.fact["outcome"])
    here = {name for name in frame.clubs if not name.startswith("<")}
    if outcome not in ("1X", "X2") or not (
        here <= topic.clubs if here else _in_context(frame, topic)
    ):
        return False
    return frame.whats <= {"double", "draw"} and _CODES.findall(text) == [outcome.lower()]


def _is_other_code(topic: Topic, text: str) -> bool:
    """Return whether a code is named, and it is the other side's."""
    outcome = str(topic.fact["outcome"])
    codes = _CODES.findall(text) if outcome in ("1X", "X2") else []
    return bool(codes) and outcome.lower() not in codes


def _has_its_sign(amount: Amount, topic: Topic, text: str) -> bool:
    """Return whether a loss is told as one: “-5.5%”, “you would lose 5.5%”."""
    if topic.kind != "ev" or float(topic.fact["value"]) >= 0 or amount.cls != "percent":
        return True
    return amount.text[:1] in "-−–" or bool(_LOSS.search(text))


def _is_its_record(amount: Amount, topic: Topic, text: str) -> bool:
    """Return whether a club's biggest win or defeat is told as such."""
    biggest = topic.unit == "score" and topic.match is None
    return not biggest or amount.cls != "score" or bool(_BIGGEST.search(text))


def is_said_derived(frame: Frame, topic: Topic, text: str) -> bool:
    """Return whether words say that a chance is an outcome's opposite, or of two outcomes.

    `[[1-f3]]` beside “Arsenal win” would be read as the chance that they win.
    """
    outcome = str(topic.fact["outcome"])
    if topic.unit != "probability":
        return True
    if outcome.startswith("not "):
        return frame.negated or bool(frame.whats & _OPPOSITES) or bool(_AGAINST.search(text))
    if " or " in outcome:
        return bool(frame.whats & _OPPOSITES) or bool(_EITHER.search(text))
    return True


def _has_value(amount: Amount, topic: Topic) -> bool:
    if amount.figure is not None and fits(amount.figure, topic.fact):
        return True
    if topic.unit != "probability" or (amount.figure is not None and not amount.beyond):
        return False
    part = amount.part if amount.figure is None else float(amount.figure.values[0][0]) / 100
    chance = float(topic.fact["value"])
    if amount.beyond:
        # “more than half the time”, “less than 50%”
        return 0 < amount.beyond * (chance - part) <= _BEYOND
    return abs(chance - part) <= amount.near


def _names_its_clubs(frame: Frame, topic: Topic, *, pinned: bool) -> bool:
    if not topic.clubs:
        return True
    actors = _actors(frame, topic)
    named = frame.opponents | frozenset(frame.pair) | actors
    if topic.unit == "score" and topic.match is None:
        return topic.owner in named or pinned
    if topic.match is None and topic.kind in _OF_ONE and actors:
        # “Villa are 7 points ahead of Tottenham in 4th place”
        named = actors
    if not named <= topic.clubs:
        return False
    if topic.owner is None:
        return bool(named) or pinned or _in_context(frame, topic)
    if actors:
        # “home 64 %” is of the match that was named
        by_side = frame.actors <= _SIDES.keys() and not frame.opponents and not frame.pair
        return actors == {topic.owner} and (pinned or not by_side or _in_context(frame, topic))
    if topic.owner in frame.opponents and topic.match:
        return False
    before: frozenset[str] = frozenset()
    if frame.inherited is not None:
        before = _actors(frame.inherited, topic) if topic.match else frame.inherited.named
    if pinned:
        here = _resolved(frame.here, topic)
        return not here or here == {topic.owner}
    return before == {topic.owner}


def _actors(frame: Frame, topic: Topic) -> frozenset[str]:
    """Return the clubs whose figure it may be; “the hosts” are a club where there is a match."""
    return _resolved(frame.actors, topic)


def _resolved(actors: frozenset[str], topic: Topic) -> frozenset[str]:
    return frozenset(
        topic.match[_SIDES[name]] if name in _SIDES and topic.match else name
        for name in actors
        if name not in _SIDES or topic.match
    )


def _in_context(frame: Frame, topic: Topic) -> bool:
    """Return whether the match spoken of before is the fact's; none may be spoken of at all."""
    said = frame.inherited
    if said is None:
        return False
    clubs = {name for name in said.clubs if not name.startswith("<")} or said.named
    return bool(clubs) and clubs <= topic.clubs


def _is_its_outcome(frame: Frame, topic: Topic, amount: Amount, text: str, *, pinned: bool) -> bool:
    if topic.match is None and not topic.what:
        return True
    if topic.kind in ("result", "kickoff", "date"):
        return True
    if topic.unit in COUNT_UNITS and not topic.what:
        return True
    if topic.is_of_matches:
        return _is_kind_said(topic, text)
    whats = _negated(frame)
    if amount.cls == "score":
        return True
    heading = frame.inherited.heading if frame.inherited else ""
    if not whats and frame.inherited and not frame.actors:
        whats = frame.inherited.whats
    if not whats and heading:
        whats = frozenset({heading})
    if not whats:
        # “Arsenal's chance is [[f4]]” says that they win, whatever [[f4]] is
        plain = topic.kind == "chance" and bool(frame.here)
        return topic.what == "" or (pinned and not plain)
    return any(_is_same(what, topic.what) for what in whats)


def _is_kind_said(topic: Topic, text: str) -> bool:
    """Return whether a sentence speaks of the matches that a count is of: “over 2.5”."""
    kind, _, line = topic.what.partition(":")
    if not line:
        return bool(concepts("what")[kind].search(text))
    number = line.replace(".", "[.,]")
    said = rf"\b(?:over|more than) {number}|{number}\S* (?:fole|folott|felett)"
    return bool(re.search(said, text))


def _negated(frame: Frame) -> frozenset[str]:
    """Return the outcomes, turned by a “not” where that is an outcome of its own."""
    inherited = frame.inherited.whats if frame.inherited else frozenset()
    if not frame.negated:
        return frame.whats
    whats = frame.whats or inherited
    turned = {"btts": "not_btts", "not_btts": "btts", "nodraw": "draw"}
    if whats & turned.keys():
        return frozenset(turned.get(what, what) for what in whats)
    return frame.whats | {"not"} if not frame.whats else frozenset(f"not {w}" for w in frame.whats)


def _is_same(said: str, known: str) -> bool:
    if said == known:
        return True
    head, _, line = said.partition(":")
    known_head, _, known_line = known.partition(":")
    if head != known_head:
        return False
    if head in HEADINGS:
        return not line or not known_line or _number(line) == _number(known_line)
    # “over” without a line takes the line of what came before, or the usual one
    return not line and known_line in ("", "2.5")


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _is_at_its_venue(frame: Frame, topic: Topic) -> bool:
    """Return whether a club that is said to be at home is the home side."""
    if topic.match is None or topic.owner is None or len(frame.venues) != 1:
        return True
    if topic.scope:
        return True
    side = next(iter(frame.venues))
    actors = _actors(frame, topic)
    host, guest = topic.match
    if not actors & {host, guest}:
        return True
    return (host if side == "home" else guest) in actors


def _went_its_way(amount: Amount, frame: Frame, topic: Topic) -> bool:
    """Return whether a result is told of the side that it was of: “Arsenal beat Chelsea 5-0”."""
    figure = amount.figure
    if topic.kind == "chance" and topic.what == "" and topic.owner is not None:
        # “Arsenal lose” is not the chance that they win
        return frame.negated or frame.verbs != {"lose"}
    if figure is None or not figure.score or topic.match is None:
        return True
    if topic.what.startswith("score:"):
        return _is_their_score(figure.score, frame, topic)
    if topic.unit != "score":
        return True
    home, away = (int(goals) for goals in str(topic.fact["value"]).split("-"))
    if frame.pair:
        straight = frame.pair[0] == topic.match[0]
        return figure.score == (f"{home}-{away}" if straight else f"{away}-{home}")
    actors = _actors(frame, topic)
    if len(actors) != 1 or not frame.verbs:
        return True
    ours, theirs = (home, away) if actors == {topic.match[0]} else (away, home)
    return ("beat" in frame.verbs and ours > theirs) or ("lose" in frame.verbs and ours < theirs)


def _is_their_score(score: str, frame: Frame, topic: Topic) -> bool:
    """Return whether a forecast score stands home first, or as the club that is named has it."""
    if f"score:{score}" == topic.what:
        return True
    assert topic.match is not None
    if frame.pair:
        return frame.pair[0] == topic.match[1]
    return _actors(frame, topic) == {topic.match[1]}
