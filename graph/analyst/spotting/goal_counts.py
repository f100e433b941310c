"""Goals counted in a message, each way as the selection that the tools know: “at least three”.

Readers of a match of one of the market patterns (`market_words`). Knows no pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.analyst.spotting.counts import COUNTS, alternatives

LINE = r"\d[.,]5(?![1-9])"
#: any line of the price sheet; a whole one only where goals are named
ANY_LINE = r"(?:\d[.,](?:25|75|5|0)(?![1-9]|0\d)|\d(?= (?:goals?|gol)\b))"


def line_of(side: str) -> Callable[[re.Match[str]], str]:
    """Read a line of the price sheet: “over 2,25”; 2.5 where none is named."""

    def name(match: re.Match[str]) -> str:
        number = re.search(ANY_LINE, match.string[match.start() : match.end() + 7])
        line = number.group().replace(",", ".").removesuffix(".0") if number else "2.5"
        return f"{side}_{line.replace('.', '_')}"

    return name


#: of goals: more are none
NUMBER = rf"(?<![.,])(?:{alternatives(n for n in COUNTS if COUNTS[n] <= 7)}|[1-7])"
_COUNT = re.compile(rf"\b{NUMBER}(?=\b|n[ae]l\b|golos\b)")


def _count(match: re.Match[str]) -> int:
    word = _COUNT.search(match.group())
    return (COUNTS.get(word.group()) or int(word.group())) if word else 2


def goals(side: str, step: int) -> Callable[[re.Match[str]], str]:
    """Read a count of goals: “at least three goals” is over 2.5, so `step` is -1."""
    return lambda match: f"{side}_{_count(match) + step}_5"


def exactly(match: re.Match[str]) -> str:
    """Read “exactly three goals”."""
    return f"exactly_{_count(match)}"


def team_exactly(match: re.Match[str]) -> str:
    """Read “scores exactly two”."""
    return f"team_exactly_{_count(match)}"


def range_of_goals(match: re.Match[str]) -> str:
    """Read “2 or 3 goals”; of ten or more there is none."""
    counts = (COUNTS.get(name) or int(name) for name in (match["a"], match["b"]))
    low, high = sorted(counts)
    return f"exactly_{low}_{high}" if low < high else f"exactly_{low}"


def team_goals(match: re.Match[str]) -> str:
    """Read “scores two or more”."""
    return f"team_over_{_count(match) - 1}_5"


def margin(match: re.Match[str]) -> str:
    """Read “by at least two goals”."""
    return f"handicap_-{_count(match) - 1}.5"


def wider_margin(match: re.Match[str]) -> str:
    """Read “by more than one goal”."""
    return f"handicap_-{_count(match)}.5"


def exact_margin(match: re.Match[str]) -> str:
    """Read “by two goals”."""
    return f"by_{_count(match)}"
