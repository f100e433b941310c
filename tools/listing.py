"""Matches as a tool lists them: one row of plain JSON, one fact and a few words each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge.matches import MatchInfo
from tools.facts import Fact
from tools.figures import Sheet


@dataclass(slots=True)
class Listing:
    """Matches being listed as they are known at `as_of`."""

    as_of: dt.datetime
    rows: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def add(self, match: MatchInfo) -> str:
        """List a match; return its words: "Man United – Arsenal, 2024-05-12: 0-1"."""
        sheet = Sheet(match.title, as_of=self.as_of.isoformat(), source="results")
        if match.score:
            words = f"{match.title}: {sheet.add('result', 'score', match.score, 'score')}"
        elif match.kickoff:
            kickoff = sheet.add(
                "kickoff", "time", match.kickoff.isoformat(), "time", source="fixtures"
            )
            words = f"{match.home.name} – {match.away.name}, {kickoff}"
        else:
            sheet.add("date", "date", match.date.isoformat(), "date", source="fixtures")
            words = match.title
        self.facts += sheet.facts
        self.rows.append(describe_match(match))
        return f"{words} (postponed)" if match.status == "postponed" else words

    def add_all(self, matches: Iterable[MatchInfo]) -> str:
        """List several matches; return their words, one after the other."""
        return "; ".join([self.add(match) for match in matches])


def describe_match(match: MatchInfo) -> dict[str, Any]:
    """Return a match as plain JSON."""
    return {
        "match_id": match.id,
        "home": match.home.name,
        "away": match.away.name,
        "date": match.date.isoformat(),
        "kickoff": match.kickoff.isoformat() if match.kickoff else None,
        "status": match.status,
        "score": match.score,
        "league": match.league_id,
        "league_name": match.league_name,
        "is_demo": match.is_demo,
    }


def described(match: MatchInfo | None) -> dict[str, Any] | None:
    """Return a match as plain JSON, where there is one."""
    return describe_match(match) if match else None
