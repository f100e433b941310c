"""A line of goals goes on: “and in the first half?”, “and 3.5?”, “és a második félidőben?”.

The new message names the half or the line alone; the rest is that of the bet before. Knows readings
only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.markets import Mark
from graph.analyst.reading import Reading

_LINE = re.compile(r"^(?P<half>(?:first|second)_half_)?(?P<side>over|under)_(?P<line>\d_\d+)$")
_HALVES = {
    "half_time": "first_half_",
    "first_half_goals": "first_half_",
    "first_half_over_0_5": "first_half_",
    "second_half_goals": "second_half_",
}
_BARE = re.compile(
    r"^\W*(?:(?:and|so|ok|what about|how about|es|na|de|akkor|mi van)\W+)*(?:the |az? )?"
    r"(?P<line>\d[.,]5)(?:-?\w{1,4})?(?: (?:goals?|gol\w*|line))?\W*$"
)
#: a message with more words asks something else
SHORT = 7


def line_again(before: Reading, now: Reading) -> Reading | None:
    """Return a message with the line of goals that it means; None if it goes on with none."""
    if now.clubs or now.leagues or before.prices or not before.clubs:
        return None
    told = next(filter(None, (_LINE.match(mark.selection) for mark in before.marks)), None)
    if told is None or len(now.folded.split()) > SHORT:
        return None
    half, side, line = str(told["half"] or ""), str(told["side"]), str(told["line"])
    if bare := _BARE.match(now.folded):
        line = bare["line"].replace(",", ".").replace(".", "_")
    elif len(now.marks) == 1 and now.marks[0].selection in _HALVES:
        half = _HALVES[now.marks[0].selection]
    else:
        return None
    at = now.marks[0] if now.marks else Mark(start=0, end=0, selection="")
    meant = replace(at, selection=f"{half}{side}_{line}")
    return replace(now, prices=(), marks=(meant,), intents=(Intent.CHANCES,))
