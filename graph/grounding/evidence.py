"""What the facts of a turn say of clubs: where they stand, how they played, how likely a thing is.

Answers with None where no fact tells. Knows no sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, takewhile

from graph.grounding.topics import Topic

#: a count's scope → market and scope of the facts that tell it
_MARKETS: Mapping[str, Sequence[tuple[str, str]]] = {
    "": (("table", ""),),
    "form": (("form", "form"),),
    "home": (("record", "home"),),
    "away": (("record", "away"),),
    "meetings": (("head_to_head", "meetings"), ("head_to_head", "")),
}
#: clubs of a table at least: fewer facts are no whole table
_WHOLE = 4


@dataclass(frozen=True)
class Played:
    """A result from one club's side."""

    day: str
    opponent: str
    at_home: bool
    goals: int
    conceded: int

    @property
    def letter(self) -> str:
        """W, D or L."""
        return "WDL"[1 + (self.goals < self.conceded) - (self.goals > self.conceded)]


@dataclass(frozen=True)
class Evidence:
    """Looks facts up by club and measure."""

    topics: Sequence[Topic]

    def count(self, club: str, kind: str, scope: str = "") -> float | None:
        """Return a club's count: points, wins; `scope`: of its form, home, away, meetings."""
        found = (
            float(topic.fact["value"])
            for topic in self.topics
            if topic.owner == club
            and topic.kind == kind
            and topic.unit in ("count", "place")
            and (topic.fact["market"], topic.scope) in _MARKETS[scope]
        )
        return next(found, None)

    def chance(self, club: str | None, kind: str, what: str = "") -> float | None:
        """Return how likely a club's season ends so, or how likely an outcome of a match is."""
        found = (
            float(topic.fact["value"])
            for topic in self.topics
            if topic.unit == "probability"
            and (topic.kind, topic.what) == (kind, what)
            and (club is None or topic.owner == club)
        )
        return next(found, None)

    def goals_expected(self, club: str) -> float | None:
        """Return how many goals a club is expected to score."""
        found = (t for t in self.topics if t.kind == "xg" and t.owner == club)
        return next((float(topic.fact["value"]) for topic in found), None)

    @cached_property
    def standings(self) -> tuple[str, ...]:
        """The clubs of a whole table from its top; empty where the facts hold none."""
        return self.leaders if len(self.leaders) == len(self._places) >= _WHOLE else ()

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The clubs from the top of a table on, as far as the facts know them without a gap."""
        places = takewhile(self._places.__contains__, count(1))
        return tuple(self._places[place] for place in places)

    @cached_property
    def _places(self) -> dict[int, str]:
        return {
            int(topic.fact["value"]): topic.owner
            for topic in self.topics
            if topic.kind == "place" and topic.owner and topic.fact["market"] == "table"
        }

    def zone(self, name: str) -> range | None:
        """Return the places that a name stands for: “relegation”."""
        ends = {
            str(topic.fact["outcome"]): int(topic.fact["value"])
            for topic in self.topics
            if topic.fact["market"] == "places"
        }
        first, last = ends.get(f"{name}_first"), ends.get(f"{name}_last")
        return range(first, last + 1) if first and last else None

    def played(self, club: str, opponent: str | None = None) -> list[Played]:
        """Return a club's results among the facts, newest first."""
        results = (_from_side(topic, club) for topic in self.topics if topic.kind == "result")
        found = [one for one in results if one and opponent in (None, one.opponent)]
        return sorted(set(found), key=lambda one: one.day, reverse=True)

    def meetings(self) -> tuple[str, str] | None:
        """Return the two clubs whose meetings the facts count."""
        counted = (t.match for t in self.topics if t.fact["market"] == "head_to_head")
        return next((match for match in counted if match), None)

    @cached_property
    def matches(self) -> tuple[tuple[tuple[str, str], dt.date | None], ...]:
        """The matches that the facts tell of, home first, with their days."""
        found = {(t.match, _day(t)) for t in self.topics if t.match}
        return tuple((match, dt.date.fromisoformat(day) if day[:1].isdigit() else None)
                     for match, day in sorted(found) if match)  # fmt: skip

    def wins(self, club: str) -> list[float]:
        """Return how likely a club wins its matches, as the facts forecast them."""
        return [
            float(topic.fact["value"])
            for topic in self.topics
            if topic.fact["market"] == "1x2" and topic.owner == club and not topic.what
        ]

    def all_wins(self) -> list[float]:
        """Return how likely every club that the facts forecast wins."""
        wins = (t for t in self.topics if t.fact["market"] == "1x2" and t.owner and not t.what)
        return [float(topic.fact["value"]) for topic in wins]

    def met(self, kind: str) -> float | None:
        """Return how often the two clubs met, or drew."""
        found = (
            float(topic.fact["value"])
            for topic in self.topics
            if topic.fact["market"] == "head_to_head" and topic.kind == kind
        )
        return next(found, None)

    @cached_property
    def has_forms(self) -> bool:
        """Whether any fact tells of a club's form."""
        return any(topic.fact["market"] == "form" for topic in self.topics)

    def letters(self, club: str) -> str:
        """Return a club's latest results as letters, newest first; empty where none tell."""
        forms = (
            str(topic.fact["value"])
            for topic in self.topics
            if topic.owner == club and topic.fact["market"] == "form" and topic.unit == "text"
        )
        played = self.played(club)
        # results of two clubs' meetings are not all that a club has played
        of_meetings = len({one.opponent for one in played}) < 2
        results = "" if of_meetings else "".join(one.letter for one in played)
        return next(forms, results)

    def met_letters(self, ours: str, other: str | None) -> str:
        """Return how meetings went for the first of two clubs, newest first."""
        return "".join(one.letter for one in self.played(ours, other))

    def next_match(self, club: str, today: dt.date | None) -> Topic | None:
        """Return what is known of a club's next match."""
        after = today.isoformat() if today else ""
        coming = [
            (day, topic)
            for topic in self.topics
            if topic.kind in ("kickoff", "date") and topic.match and club in topic.match
            and (day := _day(topic)) >= after
        ]  # fmt: skip
        return min(coming, key=lambda one: one[0])[1] if coming else None

    def slip_chance(self) -> float | None:
        """Return how likely a whole slip wins."""
        found = (float(t.fact["value"]) for t in self.topics if t.fact["market"] == "slip"
                 and t.fact["outcome"] == "probability")  # fmt: skip
        return next(found, None)

    def legs(self) -> dict[tuple[str, str], float]:
        """Return how likely the legs of a slip are, by their matches."""
        return {t.match: float(t.fact["value"]) for t in self.leg_topics() if t.match}

    def leg_topics(self) -> list[Topic]:
        """Return the chances of a slip's legs."""
        if self.slip_chance() is None:
            return []
        chances = (t for t in self.topics if t.unit == "probability" and t.kind == "chance")
        return [topic for topic in chances if topic.match]

    @cached_property
    def league(self) -> dict[str, float]:
        """How many matches a league had, and how many of them ended in each way."""
        counts = (t for t in self.topics if t.fact["market"] == "league" and t.unit == "count")
        return {str(topic.fact["outcome"]): float(topic.fact["value"]) for topic in counts}

    @cached_property
    def favourites(self) -> dict[tuple[str, str], float]:
        """How likely the likelier win of each match is, by its clubs."""
        found: dict[tuple[str, str], float] = {}
        for topic in self.topics:
            if topic.match and topic.owner and topic.kind == "chance" and not topic.what:
                chance = float(topic.fact["value"])
                found[topic.match] = max(chance, found.get(topic.match, 0.0))
        return found


def _day(topic: Topic) -> str:
    """Return the day of a match; of a pair that meets on no day in particular: ""."""
    day = str(topic.fact["subject"]).rpartition(", ")[2]
    return day if day[:4].isdigit() else ""


def _from_side(topic: Topic, club: str) -> Played | None:
    if topic.match is None or club not in topic.match or topic.unit != "score":
        return None
    home, away = (int(goals) for goals in str(topic.fact["value"]).split("-"))
    at_home = club == topic.match[0]
    ours, theirs = (home, away) if at_home else (away, home)
    return Played(_day(topic), topic.match[at_home], at_home, ours, theirs)
