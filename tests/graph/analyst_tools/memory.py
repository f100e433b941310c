"""What is kept of a user: one favourite, one note; nothing is changed."""

from __future__ import annotations

from tests.graph.analyst_world import LEAGUE_NAMES, fact_of
from tools.facts import FactUnit, ToolResult


def get_preferences() -> ToolResult:
    """Tell what is set."""
    return ToolResult(
        kind="get_preferences",
        text="Preferences.",
        data={"preferences": {"favourite_teams": ["Arsenal"], "risk": "low", "bankroll": None}},
    )


def set_preference(name: str, value: str, change: str | None = None) -> ToolResult:
    """Set one preference."""
    shown = ", ".join(LEAGUE_NAMES.get(part, part) for part in value.split(", "))
    is_share = name == "max_stake_share"
    kept = float(value) if value.isdigit() or is_share else shown
    unit: FactUnit = "probability" if is_share else "text"
    facts = [fact_of("you", "preference", name, kept if is_share else str(kept), unit)]
    document = {"preferences": {name: kept}}
    return ToolResult(kind="set_preference", text="Set.", facts=facts, data=document)


def search_insights(query: str | None = None, team: str | None = None) -> ToolResult:
    """Search insights."""
    return ToolResult(
        kind="search_insights",
        text="Found.",
        data={
            "insights": [
                {"id": "i1", "text": "Saka is injured", "created_at": "2024-05-09T10:00:00+00:00"}
            ]
        },
    )


def save_insight(text: str, team: str | None = None, opponent: str | None = None) -> ToolResult:
    """Save an insight."""
    return ToolResult(kind="save_insight", text="Saved.", data={"insight_id": "i2"})


def forget(what: str) -> ToolResult:
    """Forget something; everything is asked back about."""
    if what in ("everything", "notes"):
        kept = {"preferences": 2, "notes": 1}
        facts = [fact_of("you", "kept", name, count, "count") for name, count in kept.items()]
        data = {"confirm": True, "notes_only": what == "notes", "kept": kept}
        return ToolResult(kind="forget", text="Not yet.", facts=facts, data=data)
    return ToolResult(kind="forget", text="Gone.", data={"forgotten_note": "Saka is injured"})
