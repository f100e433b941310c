"""Whom something favours: “the head-to-head favours United”, “a bigger favourite than Liverpool”.

The forecast favours the likelier winner, the meetings the one who won more of them. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech

_FAVOURS = re.compile(
    r"\b(?:favou?rs?|favou?red|points? (?:to|towards)|leans? (?:to|towards)|tilts? (?:to|towards)"
    r"|sides? with|in favou?r of|(?:have|has|had|hold|holds) (?:the|a|an) (?:\w+ )?"
    r"(?:upper hand|edge|better (?:of it|record))|leads?|(?:is|are) (?:\w+ )?ahead)\b"
    r"|\b(?:kedvez|fele (?:billen|mutat|hajlik|dol)|mellett szol|javara|all jobban|vezet\w*"
    r"|jobban all|folenyben van)\w*"
)
_MEETINGS = re.compile(
    r"\b(?:head[- ]to[- ]head|h2h|meetings?|histor(?:y|ical(?:ly)?)|past (?:record|results)"
    r"|all[- ]time|against each other)\b"
    r"|\b(?:egymas elleni|(?:multbeli|korabbi|orok) ?merleg|talalkozo|tortenel|multbeli"
    r"|osszecsapas)\w*"
)
_FORECAST = re.compile(
    r"\b(?:forecast|model|numbers|figures|data|prediction|probabilit(?:y|ies)|odds|market"
    r"|simulations?)\b|\b(?:elorejelzes|modell|szamok|adatok|valoszinuseg|piac|szimulacio)\w*"
)
_EVEN = re.compile(
    r"\b(?<!ended )(?<!ends )(?<!finished )(?:dead |perfectly |completely |evenly )?(?:even"
    r"|level|balanced|equal|tied)\b"
    r"|\b(?:kiegyenlitett|egyforma|dontetlenre all)\w*"
)
_BIGGER = re.compile(
    r"\b(?:(?P<more>bigger|stronger|clearer|heavier|larger|firmer|hotter|safer)|(?P<less>smaller"
    r"|weaker|slighter|lesser)) favou?rites?\b(?=.*\bthan\b)"
    r"|\b(?:(?P<hu>nagyobb|biztosabb|egyertelmubb|erosebb)|(?P<hu_less>kisebb|gyengebb)) eselyes\w*"
    r"(?=.*\bmint\b)"
    r"|\b(?:better|bigger|higher|greater) chances?\b(?=.*\bthan\b)"
    r"|\b(?P<less2>smaller|lower|worse) chances?\b(?=.*\bthan\b)"
    r"|\besely\w* (?:nagyobb|magasabb)\b(?=,? mint\b)"
    r"|\bnagyobb esell?y\w*(?=.*\bmint\b)|\b(?P<hu2>eselyesebb\w*)(?=,? mint\b)"
)
_NOT = re.compile(r"\b(?:not|no|neither)\b|n't\b|\b(?:nem|sem)\b")
_THAN = re.compile(r"\b(?:than|mint)\b")


@dataclass(frozen=True)
class Favours:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each such claim what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        yield from self._of_the_meetings(speech)
        for piece in speech.pieces:
            clause = speech.text[piece.start : piece.end]
            clubs = list(dict.fromkeys(one.name for one in piece.clubs if one.role != "pair"))
            found = _FAVOURS.search(clause)
            if found is None or not clubs or _NOT.search(clause):
                continue
            of_meetings = _MEETINGS.search(clause) or (
                _MEETINGS.search(speech.text) and not _FORECAST.search(clause)
            )
            if of_meetings:
                so = self._won_more(clubs[0])
            elif _FORECAST.search(clause):
                so = self._is_likelier(clubs[0])
            else:
                continue
            yield "" if so else f"the facts do not say “{found.group()}” of this club"
        if (found := _BIGGER.search(speech.text)) and self._is_of_two(found, speech):
            so = self._is_bigger(found, speech)
            yield "" if so else f"the facts do not say “{found.group()}” of these two"

    def _of_the_meetings(self, speech: Speech) -> Iterator[str]:
        """Yield a fault where meetings are called even and are not."""
        even, meetings = _EVEN.search(speech.text), self.evidence.meetings()
        if (
            even
            and meetings
            and _MEETINGS.search(speech.text)
            and not _FORECAST.search(speech.text)
        ):
            level = not self._won_more(meetings[0]) and not self._won_more(meetings[1])
            so = level is not bool(_NOT.search(speech.text))
            yield "" if so else f"the facts do not say “{even.group()}” of the meetings"

    def _won_more(self, club: str) -> bool:
        won, lost = (self.evidence.count(club, kind, "meetings") for kind in ("won", "lost"))
        return won is not None and lost is not None and won > lost

    def _is_likelier(self, club: str) -> bool:
        """Tell whether a club is the likelier winner of some match of its own, or of the title."""
        titles = [float(t.fact["value"]) for t in self.evidence.topics if t.kind == "title"]
        if titles and not self.evidence.favourites:
            return self.evidence.chance(club, "title") == max(titles)
        return any(
            chance >= self.evidence.favourites[match]
            for match in self.evidence.favourites
            if club in match
            for chance in self.evidence.wins(club)
        )

    def _chances(self, club: str) -> list[float]:
        """Return how likely a club wins its matches; where none is forecast, the title."""
        title = self.evidence.chance(club, "title")
        return self.evidence.wins(club) or ([] if title is None else [title])

    @staticmethod
    def _is_of_two(found: re.Match[str], speech: Speech) -> bool:
        """Tell whether a club is what it is held against; a chance may be held against odds."""
        than = _THAN.search(speech.text, found.end())
        of_clubs = than is not None and any(c.start >= than.end() for c in speech.clubs)
        return of_clubs or ("chance" not in found.group() and "esely" not in found.group()[:14])

    def _is_bigger(self, found: re.Match[str], speech: Speech) -> bool:
        than = _THAN.search(speech.text, found.end())
        if than is None:
            return False
        before = [c.name for c in speech.clubs if c.end <= found.start()]
        before = before or [c.name for c in speech.clubs if c.end <= than.start()]
        after = [c.name for c in speech.clubs if c.start >= than.end()]
        ours = self._chances(before[0]) if before else []
        theirs = self._chances(after[0]) if after else []
        less = bool(found["less"] or found["less2"] or found["hu_less"])
        return any(one != other and (one < other) is less for one in ours for other in theirs)
