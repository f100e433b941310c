"""A line of goals goes on: “and in the first half?”, “and 3.5?”, “under at 2.1”, “2.5 at 1.3”.

The new message names the half, the side or the line alone; the rest is that of the bet before.
Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.bare_sides import is_bare
from graph.analyst.spotting.markets import Mark

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
#: a line and what it pays: “and 2.5 at 1.3”, “the 3.5 is 2.1”
_LINE_PRICED = re.compile(r"\bPRICE(?: goals?| gol\w*)?(?: (?:at|for|is|pays?|@)|:|,)? ?@? ?PRICE")
#: what two bare figures are told apart by
_CONNECTED = re.compile(r"PRICE(?: goals?| gol\w*)? ?(?:at|for|is|pays?|@|:)")
_SAID_FOR = re.compile(r"ert$")
#: the highest line that a figure is taken for
_HIGHEST = 6.5
#: a half's result is asked for, not its goals
_OF_RESULT = re.compile(
    r"\b(?:draw\w*|level|lead\w*|ahead|win\w*|dontetlen\w*|iksz\w*|vezet\w*|nyer\w*|hazai|vendeg)\b"
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
    elif (
        len(now.marks) == 1
        and now.marks[0].selection in _HALVES
        and not _OF_RESULT.search(now.folded)
    ):
        half = _HALVES[now.marks[0].selection]
    else:
        return None
    at = now.marks[0] if now.marks else Mark(start=0, end=0, selection="")
    meant = replace(at, selection=f"{half}{side}_{line}")
    return replace(now, prices=(), marks=(meant,), intents=(Intent.CHANCES,))


def line_priced(before: Reading | None, now: Reading) -> Reading:
    """Return a message with the line that its price is on: “under at 2.1”, “and 2.5 at 1.3”.

    What it leaves open is that of the line spoken of.
    """
    if now.clubs or now.leagues or before is None or not before.clubs:
        return now
    told = {one.groups() for mark in before.marks if (one := _LINE.match(mark.selection))}
    if len(told) != 1:
        return now
    half, side, line = told.pop()
    if now.marks:
        return replace(now, marks=tuple(_of_line(mark, half, line, now) for mark in now.marks))
    if len(now.prices) != 2 or not (figure := _line_in(now)):
        return now
    meant = Mark(start=0, end=0, selection=f"{half or ''}{side}_{figure}")
    return replace(now, marks=(meant,), prices=now.prices[1:], intents=(Intent.VALUE,))


def _of_line(mark: Mark, half: str | None, line: str, now: Reading) -> Mark:
    """Return the outcome, a bare side of goals as one of the line spoken of."""
    if not is_bare(mark, now.folded):
        return mark
    return replace(mark, selection=f"{half or ''}{mark.selection.partition('_')[0]}_{line}")


def _line_in(now: Reading) -> str | None:
    """Return the first of two figures, where it is a line and the second its price."""
    first, second = now.prices
    if first.value % 1 != 0.5 or first.value > _HIGHEST or not _LINE_PRICED.search(now.masked):
        return None
    told_apart = _CONNECTED.search(now.masked) or _SAID_FOR.search(
        now.folded[second.start : second.end]
    )
    return f"{first.value:g}".replace(".", "_") if told_apart else None
