"""The track record: one, and none before the season."""

from __future__ import annotations

from typing import Any

from tests.graph.analyst_world import fact_of
from tools.facts import FactUnit, ToolResult


def track_record(
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    market: str | None = None,
) -> ToolResult:
    """Tell how good the forecasts were; nothing has been forecast before the season."""
    subject, waiting = "track record", fact_of("track record", "settled", "waiting", 3, "count")
    document: dict[str, Any] = {"market": market or "1x2", "league": league, "beside": {}}
    if date_to and date_to < "2023-08-01":
        return ToolResult(kind="track_record", text="Nothing.", facts=[waiting], data=document)
    standing = {"base_rates": "better", "prematch": "unclear", "closing": "worse"}
    rows: list[tuple[str, str, Any, FactUnit]] = [
        ("settled", "matches", 412, "count"),
        ("settled", "first", "2023-08-11", "date"),
        ("settled", "last", "2024-05-06", "date"),
        ("hit_rate", "model", 0.523, "probability"),
        ("calibration_error", "model", 0.018, "probability"),
        ("rps", "model", 0.2, "loss"),
        ("rps", "base_rates", 0.202, "loss"),
        ("rps", "prematch", 0.204, "loss"),
        ("rps", "closing", 0.206, "loss"),
        ("tips", "judged", 31, "count"),
        ("tips", "closing_value", -0.021, "share"),
        ("tips_low", "closing_value", -0.043, "share"),
        ("tips_high", "closing_value", 0.001, "share"),
        ("tips", "beat_closing", 0.29, "probability"),
        ("value_tips", "judged", 1, "count"),
        ("value_tips", "settled", 1, "count"),
        ("value_tips", "profit", 1.2, "share"),
    ]
    facts = [waiting, *(fact_of(subject, *row) for row in rows)]
    document["beside"] = standing
    return ToolResult(kind="track_record", text="A record.", facts=facts, data=document)
