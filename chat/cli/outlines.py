"""Plain JSON as indented lines for a person: what is deep or long is cut, a prediction is told.

Does not know what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chat.cli.edge import show, without_marks

#: items of a list that an outline shows; JSON has them all
LISTED = 5
#: an instant as JSON has it
INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:Z|\+00:00)$")
#: how deep an outline goes
DEPTH = 4
#: the fields of a prediction: a test compares them with the object's
PREDICTION = frozenset(
    {
        *("match_id", "home_team", "away_team", "league", "kickoff", "match_result"),
        *("over_under", "both_teams_score", "double_chance", "draw_no_bet", "asian_handicap"),
        *("correct_score", "expected_goals", "other_markets", "market", "confidence_score"),
        *("explanation", "data_cutoff", "model_version", "predicted_at"),
    }
)


def outline(document: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield plain JSON as indented lines for a person; what is deep or long is cut."""
    for name, value in document.items():
        yield from _outlined(name.replace("_", " "), value, depth)


def show_outline(document: Mapping[str, Any]) -> None:
    """Put plain JSON on stdout for a person: fields that say something."""
    said = _prediction(document)
    known = PREDICTION if said else frozenset[str]()
    rest = {name: each for name, each in document.items() if each is not None}
    for line in (*said, *outline({name: rest[name] for name in rest if name not in known})):
        show(line)


def _prediction(value: Mapping[str, Any]) -> list[str]:
    """Return the lines of a prediction; none where it is something else."""
    if "match_result" not in value or "expected_goals" not in value:
        return []
    from chat.cli.forecasting import describe
    from tools.prediction import PredictionObject

    known = {name: value[name] for name in PREDICTION if name in value}
    return describe(PredictionObject.model_validate(known)).splitlines()


def _outlined(name: str, value: object, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(value, Mapping) and value and depth < DEPTH:
        yield f"{margin}{name}:"
        said = _prediction(value)
        yield from (f"{margin}  {line}" for line in said) if said else outline(value, depth + 1)
    elif isinstance(value, list) and value and depth < DEPTH:
        yield from _items(f"{margin}{name}:", value, depth)
    elif isinstance(value, str) and "\n" in value:
        yield f"{margin}{name}:"
        for line in without_marks(value).splitlines():
            yield f"{margin}  {line}".rstrip()
    else:
        yield f"{margin}{name}: {_scalar(value)}"


def _items(head: str, items: Sequence[Any], depth: int) -> Iterator[str]:
    if not any(isinstance(item, (Mapping, list)) for item in items):
        yield f"{head} {', '.join(map(_scalar, items))}"
        return
    yield head
    for item in items[:LISTED]:
        yield from _outlined("-", item, depth + 1)
    if len(items) > LISTED:
        yield f"{'  ' * (depth + 1)}… and {len(items) - LISTED} more: --json has them all"


def _scalar(value: object) -> str:
    if value is None or value in ({}, []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (Mapping, list)):
        return "… (--json has it)"
    text = " ".join(without_marks(str(value)).split())
    return INSTANT.sub(r"\1 \2 UTC", text)
