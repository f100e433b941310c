"""The built-in workflows, in the language that own ones are written in.

All three take a match: `match_id`, or `home_team` and `away_team` with perhaps `league` and
`kickoff` or `date`; and perhaps `odds` and `language`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

BuiltIn = Literal["standard", "comprehensive", "real_time"]
BUILT_IN: tuple[BuiltIn, ...] = get_args(BuiltIn)
#: of the definitions below; one more with each change of them
VERSION = 2

_NAMED = ("match_id", "home_team", "away_team", "league", "kickoff", "date", "odds")
_DEFAULTS = dict.fromkeys((*_NAMED, "language"))
_MATCH = {name: f"$input.{name}" for name in _NAMED}
_FOUND = {"match": "$steps.validate.match"}
_PRICED = {**_FOUND, "odds": "$steps.validate.odds"}


def _insight(match: str, **more: Any) -> dict[str, Any]:
    return {
        "name": "insight",
        "step": "insight",
        "inputs": {"match": match, "language": "$input.language"},
        "retries": 2,
        **more,
    }


_CLUBS = [
    {
        "name": f"{side}_analysis",
        "step": "team_analysis",
        "inputs": {"team": f"$steps.validate.match.{side}_team"},
    }
    for side in ("home", "away")
]
_START = [
    {"name": "validate", "step": "validate", "inputs": _MATCH},
    *_CLUBS,
    {"name": "prediction", "step": "prediction", "inputs": _PRICED},
]
_FIRST = ["prediction", "home_analysis", "away_analysis"]
_MORE = [
    {"name": "history", "step": "history", "inputs": _FOUND, "on_error": "continue"},
    {"name": "odds", "step": "odds", "inputs": _PRICED, "on_error": "continue"},
    {"name": "trend", "step": "trend", "inputs": _FOUND, "on_error": "continue"},
    {
        "name": "risk",
        "step": "risk",
        "inputs": {**_FOUND, "prediction": "$steps.prediction.prediction"},
    },
    {"name": "recommendations", "step": "recommendations", "inputs": _FOUND},
]

DEFINITIONS: Mapping[str, Mapping[str, Any]] = {
    "standard": {
        "steps": [*_START, _insight("$steps.validate.match", needs=_FIRST)],
        "defaults": _DEFAULTS,
    },
    "comprehensive": {
        "steps": [
            *_START,
            *_MORE,
            _insight(
                "$steps.validate.match",
                inputs={
                    "match": "$steps.validate.match",
                    "language": "$input.language",
                    "type": "comprehensive_analysis",
                },
                needs=[*_FIRST, *(step["name"] for step in _MORE)],
            ),
        ],
        "defaults": _DEFAULTS,
    },
    "real_time": {
        "steps": [
            {"name": "quick_prediction", "step": "quick_prediction", "inputs": _MATCH},
            _insight(
                "$steps.quick_prediction.match",
                name="short_insight",
                step="short_insight",
                needs=["quick_prediction"],
            ),
        ],
        "defaults": _DEFAULTS,
        "timeout_seconds": 120,
    },
}
