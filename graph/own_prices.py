"""Prices and stakes that a language model hands to a tool: named by the user, or by a tool before.

A tool makes facts of what it is given, so that an invented price would come back as one. Knows the
names of the arguments, not the tools.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage, ToolMessage

from graph.grounding.figures import figures_in
from tools.said_values import numbers_in

#: arguments that are prices, stakes or chances of the user's
_AMOUNTS = frozenset(
    {"price", "home_odds", "draw_odds", "away_odds", "total_odds", "odds", "stake", "bankroll",
     "chance"}
)  # fmt: skip
#: “Man United v Arsenal: away @1.60”
_LEG_PRICE = re.compile(r"@\s*(\d+(?:[.,]\d+)?)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_FRACTION = re.compile(r"(?<![\d/])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/])")
_AMERICAN = re.compile(r"(?<![\w.,])([+-])(\d{3,4})\b")
#: what a price loses when it is written in another format
_ROUNDING = 0.006


def invented(args: Mapping[str, Any], messages: Sequence[AnyMessage]) -> list[str]:
    """Return the amounts among a call's arguments that nobody has named in the conversation."""
    given = list(_given(args))
    if not given:
        return []
    known = {number for message in messages for number in _named(message)}
    return [text for text, value in given if not _is_known(value, known)]


def _given(args: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in args.items():
        texts: list[str] = []
        if name in _AMOUNTS and value is not None and not isinstance(value, bool):
            texts = _NUMBER.findall(str(value))
        elif name == "legs":
            texts = _LEG_PRICE.findall(str(value))
        yield from ((text, float(text.replace(",", "."))) for text in texts)


def _named(message: AnyMessage) -> Iterator[float]:
    if not isinstance(message, HumanMessage | ToolMessage):
        return
    text = str(message.text)
    for figure in figures_in(text, dates=False):
        yield from (abs(value) for value, _ in figure.values)
    if isinstance(message, HumanMessage):
        yield from numbers_in(text)
        yield from (1 + int(a) / int(b) for a, b in _FRACTION.findall(text) if int(b))
        for sign, points in _AMERICAN.findall(text):
            yield 1 + int(points) / 100 if sign == "+" else 1 + 100 / int(points)


def _is_known(value: float, known: set[float]) -> bool:
    # 0.55 is “55 %”
    wanted = (value, 100 * value, value / 100)
    return any(math.isclose(one, number, rel_tol=_ROUNDING) for one in wanted for number in known)
