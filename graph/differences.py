"""What is different between two ends of one run: facts, words, tool calls, who spoke.

Compares what a reader would notice, and nothing that differs by the machine or the moment (ids,
milliseconds). Does not know how the ends came about.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from graph.recorded import RecordedOutcome
from graph.sentences import split_sentences

_VALUES = ("value", "unit", "as_of", "source")


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Something that was one thing and is another; None: it was not there, or is not any more."""

    what: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Differences:
    """Everything that is different."""

    #: by subject, market and outcome
    facts: tuple[Change, ...]
    #: the answer by sentences: "  " as before, "- " gone, "+ " new; empty where it is the same
    words: tuple[str, ...]
    #: by name and arguments; before and after say whether the call worked
    tool_calls: tuple[Change, ...]
    #: status, error, model, language, grounded, guard
    turn: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return bool(self.facts or self.words or self.tool_calls or self.turn)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return asdict(self)


def differences(before: RecordedOutcome, after: RecordedOutcome) -> Differences:
    """Compare the end of a run with the end of its replay."""
    return Differences(
        facts=tuple(_facts(before.facts, after.facts)),
        words=tuple(_words(before.answer, after.answer)),
        tool_calls=tuple(_calls(before.tool_calls, after.tool_calls)),
        turn=tuple(_turn(before, after)),
    )


def _facts(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Change]:
    was, is_now = _by_name(before), _by_name(after)
    for name in dict.fromkeys((*was, *is_now)):
        then, now = was.get(name, []), is_now.get(name, [])
        # one name may stand for several facts: those that are the same need no telling
        gone = [fact for fact in then if fact not in now]
        new = [fact for fact in now if fact not in then]
        for number in range(max(len(gone), len(new))):
            yield Change(
                what=name,
                before=gone[number] if number < len(gone) else None,
                after=new[number] if number < len(new) else None,
            )


def _by_name(facts: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        name = f"{fact['subject']}: {fact['market']} {fact['outcome']}"
        named[name].append({key: fact.get(key) for key in _VALUES})
    return named


def _words(before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    then, now = ([each.strip() for each in split_sentences(text)] for text in (before, after))
    if then == now:
        yield "  (the same sentences, parted otherwise)"
    for kind, a, b, c, d in SequenceMatcher(a=then, b=now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (f"  {sentence}" for sentence in then[a:b])
        else:
            yield from (f"- {sentence}" for sentence in then[a:b])
            yield from (f"+ {sentence}" for sentence in now[c:d])


def _calls(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Change]:
    was, is_now = _called(before), _called(after)
    for call in dict.fromkeys((*was, *is_now)):
        then, now = was.get(call), is_now.get(call)
        if then != now:
            yield Change(what=call, before=then, after=now)


def _called(calls: Sequence[Mapping[str, Any]]) -> dict[str, bool]:
    counts: Counter[str] = Counter()
    called: dict[str, bool] = {}
    for call in calls:
        args = json.dumps(call["args"], sort_keys=True, ensure_ascii=False, default=str)
        name = f"{call['name']} {args}"
        counts[name] += 1
        called[name if counts[name] == 1 else f"{name} (once more)"] = call["ok"]
    return called


def _turn(before: RecordedOutcome, after: RecordedOutcome) -> Iterator[Change]:
    pairs = {
        "status": (before.status, after.status),
        "error": tuple(each.error.code if each.error else None for each in (before, after)),
        "model": (before.model, after.model),
        "language": (before.language, after.language),
        "grounded": (before.grounded, after.grounded),
        "guard": (before.guard, after.guard),
    }
    for what, (then, now) in pairs.items():
        if then != now:
            yield Change(what=what, before=then, after=now)
