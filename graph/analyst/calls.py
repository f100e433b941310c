"""Tool calls that a script wants, what they found, and the replay that leads from one to the other.

A script is a generator: it yields calls, is sent what they found, and returns its text. The
analyst keeps no state: every time it is asked it replays its scripts over the results that are
in the conversation, until one wants a call that nobody has made. Knows no football.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Arguments = Mapping[str, Any]
#: "refused": the tool says what is wrong with what was asked
State = Literal["done", "not_bound", "failed", "refused"]


@dataclass(frozen=True, kw_only=True)
class Call:
    """A tool and its arguments; those left out keep the tool's default."""

    tool: str
    arguments: Arguments

    @property
    def key(self) -> tuple[str, frozenset[tuple[str, str]]]:
        """Two calls with the same key ask the same."""
        given = {name: value for name, value in self.arguments.items() if value is not None}
        return self.tool, frozenset((name, str(value).casefold()) for name, value in given.items())


def call(tool: str, **arguments: Any) -> Call:
    """Return a call without the arguments that are None; days become ISO dates."""
    given = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in arguments.items()
        if value is not None
    }
    return Call(tool=tool, arguments=given)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a call found: the artifact of its tool message."""

    state: State = "done"
    #: False: the thing asked for is not there
    found: bool = False
    facts: Sequence[Mapping[str, Any]] = ()
    candidates: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    #: the tool's own English words
    text: str = ""

    @classmethod
    def of(cls, artifact: Mapping[str, Any]) -> Found:
        """Return the artifact of one of our tools, read."""
        return cls(
            found=bool(artifact.get("found", True)),
            facts=tuple(artifact.get("facts") or ()),
            candidates=tuple(artifact.get("candidates") or ()),
            data=dict(artifact.get("data") or {}),
            text=str(artifact.get("text") or ""),
        )

    @classmethod
    def of_error(cls, text: str) -> Found:
        """Return a tool's error, read: refused with its reason, or failed."""
        try:
            error = json.loads(text)
        except ValueError:
            error = None
        if isinstance(error, dict) and "reason" in error:
            return cls(state="refused", data=error)
        return cls(state="failed", text=text)

    def fact(
        self, market: str, outcome: str, subject: str | None = None
    ) -> Mapping[str, Any] | None:
        """Return the fact of that market and outcome, None when the tool did not find it."""
        return next(
            (
                fact
                for fact in self.facts
                if fact["market"] == market
                and fact["outcome"] == outcome
                and subject in (None, fact["subject"])
            ),
            None,
        )

    def value(self, market: str, outcome: str) -> Any:
        """Return a fact's value, or None."""
        fact = self.fact(market, outcome)
        return None if fact is None else fact["value"]

    def of_market(self, market: str) -> list[Mapping[str, Any]]:
        """Return all facts of a market, in the tool's order."""
        return [fact for fact in self.facts if fact["market"] == market]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A call that somebody made in this turn, and its result."""

    call: Call
    found: Found


Script = Generator[tuple[Call, ...], tuple[Found, ...], str]


def advance(
    script: Script, made: Sequence[Made], *, bound: frozenset[str], may_call: bool
) -> tuple[Call, ...] | str:
    """Return the calls that `script` still needs, or its text when it has all it can get.

    A call to a tool that is not bound, or that may not be made any more, is answered for the
    script as not done, so that it can say what is missing.
    """
    try:
        wanted = next(script)
        while True:
            results = [_result(one, made, bound, may_call) for one in wanted]
            missing = tuple(
                one for one, result in zip(wanted, results, strict=True) if result is None
            )
            if missing:
                return missing
            wanted = script.send(tuple(result for result in results if result is not None))
    except StopIteration as end:
        return str(end.value)


def _result(
    wanted: Call, made: Sequence[Made], bound: frozenset[str], may_call: bool
) -> Found | None:
    for one in reversed(made):
        if one.call.key == wanted.key or _answers(one, wanted):
            return one.found
    if wanted.tool not in bound:
        return Found(state="not_bound")
    return None if may_call else Found(state="failed")


_PAIR = ("home_team", "away_team")
_NAMES = ("home", "away")
#: arguments that add to a forecast
_BESIDE = ("score", "bet", "odds")


def _answers(made: Made, wanted: Call) -> bool:
    """Whether a forecast that another model asked for is of the match that is wanted now."""
    if made.call.tool != wanted.tool or wanted.tool != "predict_match" or not made.found.found:
        return False
    if any(wanted.arguments.get(name) != made.call.arguments.get(name) for name in _BESIDE):
        return False
    asked = {str(wanted.arguments.get(name)) for name in _PAIR}
    date = wanted.arguments.get("date")
    same = asked == {str(made.found.data.get(name)) for name in _NAMES}
    return same and date in (None, made.found.data.get("date"))
