"""Who is held against whom in a sentence, and how far apart two clubs are in the facts.

Knows no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech


@dataclass(frozen=True)
class Sides:
    """Compares two clubs by a count."""

    evidence: Evidence

    def two(
        self, found: re.Match[str], speech: Speech, *, leads: bool | None
    ) -> tuple[str | None, str | None]:
        """Return who is held against whom; the leader, or the next one, where nobody is named."""
        before = [club.name for club in speech.clubs if club.end <= found.start()]
        after = speech.objects(found.end())
        if not before:
            subjects = speech.subjects(*found.span())
            before, after = subjects[:1], [club for club in after if club not in subjects[:1]]
        alone = self._alone(found, speech)
        if alone and not after and before[-1:] == [alone]:
            # “Arsenal have 83, Man City 82, and City have a match in hand”
            after = [club for club in before[::-1] if club != alone]
        elif not after and len(dict.fromkeys(before)) > 1:
            before, after = before[:1], before[1:]
        ours = before[-1] if before else None
        theirs = next((club for club in after if club != ours), None)
        if ours and theirs is None and leads is not None:
            standings = self.evidence.leaders
            place = standings.index(ours) if ours in standings else None
            if place is not None and (leads or place == 0):
                theirs = standings[place + 1] if place + 1 < len(standings) else None
            elif place is not None:
                theirs = standings[0]
        return ours, theirs

    @staticmethod
    def _alone(found: re.Match[str], speech: Speech) -> str | None:
        """Return the one club of the clause that a claim stands in."""
        pieces = (p for p in speech.pieces if p.start <= found.start() < p.end)
        clubs = [club.name for piece in pieces for club in piece.clubs]
        return clubs[0] if len(clubs) == 1 else None

    def difference(
        self, ours: str | None, theirs: str | None, kind: str, *, of_meetings: bool = False
    ) -> float | None:
        """Return how much more of something the one has than the other, of the same matches."""
        if ours is None or theirs is None:
            return None
        scopes = ("meetings",) if of_meetings else ("", "meetings")
        for scope in scopes:
            first, second = (self.evidence.count(club, kind, scope) for club in (ours, theirs))
            if first is not None and second is not None:
                return first - second
        return None

    def count(self, club: str, kind: str) -> float | None:
        """Return a club's count in the table, or in its meetings with another."""
        found = self.evidence.count(club, kind)
        return self.evidence.count(club, kind, "meetings") if found is None else found
