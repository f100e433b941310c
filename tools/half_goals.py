"""Goals of one half that somebody asks about: “first half over 1.5”, “second half”.

Read from the forecast's own grid, as the half-time results are. Knows no prices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tools.arguments import plain
from tools.figures import Sheet, listed

if TYPE_CHECKING:
    from ml.grid import ScoreGrid

#: told where no line is named
LINES = (0.5, 1.5)
_HALF = re.compile(
    r"(?:(?P<first>1st half|first half|half time|ht|elso felido)|2nd half|second half"
    r"|masodik felido)(?: goals?| golok)?(?: (?P<side>over|under) (?P<line>\d[., ]5))?"
)


def read_half_goals(text: str) -> tuple[str, list[float]] | None:
    """Read "first half over 1.5" as ("first_half", [1.5]); None for all that is no such bet.

    A first half without a line is its result, and none of these.
    """
    found = _HALF.fullmatch(plain(text))
    if found is None or (found["first"] and not found["line"] and "go" not in text):
        return None
    lines = [float(re.sub("[, ]", ".", found["line"]))] if found["line"] else list(LINES)
    return "first_half" if found["first"] else "second_half", lines


def tell_half_goals(
    sheet: Sheet, half: str, lines: list[float], grid: ScoreGrid
) -> tuple[str, dict[str, Any]]:
    """Add the facts of a half's goals to a forecast's; return its sentence, and its names."""
    first, second = grid.goals_by_half()
    goals = first if half == "first_half" else second
    told, keys = [], []
    for line in lines:
        key, over = f"{half}_goals_{line:g}", float(goals[int(line) + 1 :].sum())
        shown = sheet.put(key, "over", over, "probability")
        rest = sheet.put(key, "under", 1 - over, "probability")
        sheet.put("line", key, f"{line:g}", "text")
        told.append(f"over {line:g} {shown}, under {rest}")
        keys.append(key)
    data = {"market": f"{half}_goals", "key": keys[0], "outcome": "over", "keys": keys}
    return f"Goals of the {half.replace('_', ' ')}: {listed(told)}.", data
