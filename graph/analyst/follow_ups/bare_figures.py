"""A bare figure or side by what was spoken of: “and 3.5?” after a goal line, “Liverpool at 3?”.

Out of the blue 3.5 is a price and a whole number is none. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.picks import focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Mark
from graph.analyst.spotting.prices import Price
from graph.analyst.spotting.whole_prices import spot_whole

_BEGIN = r"^\W*(?:(?:and|what about|how about|ok|so|hmm+|es|na|mi van|akkor) )*(?:the |az? )?"
#: nothing but a figure, which no word calls a price
_FIGURE = re.compile(rf"{_BEGIN}PRICE(?: goals?| gol\w*)?\W*$")
_SIDE = re.compile(
    rf"{_BEGIN}(?:(?P<over>over|felett\w*|folott\w*|tobb)|under|alatt\w*|kevesebb)"
    r"(?: (?:it|that))?\W*$"
)
#: the margin of the win just told of
_BY_HOW_MANY = re.compile(rf"{_BEGIN}(?:by how (?:many|much)|mennyivel|hany gollal)\b[^?]*\W*$")
#: “goals?” and nothing else; a count of them
_GOALS = re.compile(rf"{_BEGIN}(?:goals?|gol|golok|golszam)(?: (?:then|akkor|market|piac))*\W*$")
_COUNT = re.compile(
    rf"{_BEGIN}(?:(?:more than|tobb,? mint|over) (?P<m>[1-6])|(?:(?:less|fewer) than"
    r"|kevesebb,? mint|under) (?P<l>[1-6]))(?: goals?| gol\w*)?\W*$"
)
#: the same score for the other side
REVERSED = re.compile(r"\b(?:other way (?:a)?round|vice versa|reversed?|forditva)\b")
_LINE = re.compile(r"(?:over|under)_\d+_5$")
_PAIR = 2
#: the highest line of goals that is asked for
_HIGHEST = 6.5


def of_what_was_spoken_of(before: Reading, now: Reading) -> Reading:
    """Return the message with its figure as a goal line or a price, where that is what it is."""
    if before.clubs and not now.clubs and not now.marks:
        if _BY_HOW_MANY.match(now.masked) and (
            before.days is None or before.days.last >= now.today
        ):
            score = Mark(start=0, end=0, selection="correct_score")
            return replace(now, marks=(score,), intents=(Intent.CHANCES,))
        if before.score and not now.score and REVERSED.search(now.folded):
            turned = "-".join(reversed(before.score.score.split("-")))
            return replace(now, score=replace(before.score, score=turned))
    asked = focus(before)
    line = asked.selection if asked and _LINE.match(asked.selection or "") else None
    if line and not before.prices and not now.clubs and (mark := _of_lines(line, now)):
        return replace(now, marks=(mark,), prices=(), intents=(Intent.CHANCES,))
    if before.prices and not now.prices and not now.marks and now.mentions:
        spotted = [*spot_whole(now.folded, now.mentions, of_betting=True)]
        prices = tuple(Price(start=at, end=end, value=value) for at, end, value in spotted)
        if len(prices) == 1:
            return replace(now, prices=prices, intents=(Intent.VALUE,))
    return now


def of_the_goals(before: Reading | None, now: Reading) -> Reading:
    """Return “goals?”, “the under” and “more than 3?” as asked of the one match spoken of."""
    if before is None or not 0 < len(before.clubs) <= _PAIR or now.clubs or now.marks:
        return now
    if _of_other_line(before, now) or (mark := _goals_alone(now)) is None:
        return now
    return replace(now, marks=(mark,), prices=(), intents=(Intent.CHANCES,))


def _of_other_line(before: Reading, now: Reading) -> bool:
    """Whether the other side of a line spoken of is meant."""
    asked = focus(before)
    return bool(asked and _LINE.match(asked.selection or "") and _SIDE.match(now.masked))


def _goals_alone(now: Reading) -> Mark | None:
    if _GOALS.match(now.folded):
        return Mark(start=0, end=0, selection="expected_goals")
    if found := _SIDE.match(now.folded):
        return Mark(start=0, end=0, selection=f"{'over' if found['over'] else 'under'}_2_5")
    if found := _COUNT.match(now.folded):
        side, count = ("over", found["m"]) if found["m"] else ("under", str(int(found["l"]) - 1))
        return Mark(start=0, end=0, selection=f"{side}_{count}_5")
    return None


def _of_lines(line: str, now: Reading) -> Mark | None:
    """Return the other line, or the other side of the line, that is asked for."""
    side, _, number = line.partition("_")
    if found := _SIDE.match(now.masked):
        other = "over" if found["over"] else "under"
        return Mark(start=0, end=0, selection=f"{other}_{number}")
    if _FIGURE.match(now.masked) and len(now.prices) == 1:
        value = now.prices[0].value
        if value % 1 == 0.5 and value <= _HIGHEST:
            return Mark(start=0, end=0, selection=f"{side}_{value:g}".replace(".", "_"))
    return None
