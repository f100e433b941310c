"""Two ends of a run, compared."""

from __future__ import annotations

from typing import Any

from graph.differences import differences
from graph.recorded import RecordedOutcome


def an_end(**parts: Any) -> RecordedOutcome:
    whole: dict[str, Any] = {
        "status": "completed", "answer": "Yes.", "language": "en", "model": "analyst",
        "grounded": True, "guard": None, "facts": (), "tool_calls": (),
    }  # fmt: skip
    return RecordedOutcome(**{**whole, **parts})


def a_fact(outcome: str, value: Any, number: str = "f1", **other: Any) -> dict[str, Any]:
    fact = {"id": number, "subject": "Arsenal", "market": "form", "outcome": outcome}
    rest = {"value": value, "unit": "count", "as_of": "2024-05-10", "source": "results"}
    return {**fact, **rest, **other}


def test_the_same_ends_have_no_differences() -> None:
    found = differences(an_end(facts=(a_fact("won", 3),)), an_end(facts=(a_fact("won", 3),)))
    assert not found.any
    assert found.to_dict() == {"facts": (), "words": (), "tool_calls": (), "turn": ()}


def test_a_facts_number_and_place_are_no_difference() -> None:
    then = an_end(facts=(a_fact("won", 3, "f1"), a_fact("lost", 1, "f2")))
    now = an_end(facts=(a_fact("lost", 1, "f1"), a_fact("won", 3, "f2")))
    assert not differences(then, now).any


def test_facts_are_added_gone_and_changed() -> None:
    then = an_end(facts=(a_fact("won", 3), a_fact("lost", 1)))
    now = an_end(facts=(a_fact("won", 4), a_fact("drawn", 0)))
    found = {change.what: (change.before, change.after) for change in differences(then, now).facts}
    won, lost, drawn = (found[f"Arsenal: form {name}"] for name in ("won", "lost", "drawn"))
    assert (won[0]["value"], won[1]["value"]) == (3, 4)
    assert (lost[0]["value"], lost[1]) == (1, None)
    assert (drawn[0], drawn[1]["value"]) == (None, 0)


def test_another_source_or_unit_is_a_change() -> None:
    then = an_end(facts=(a_fact("won", 3),))
    for other in ({"source": "model 2"}, {"unit": "share"}, {"as_of": "2024-05-11"}):
        assert differences(then, an_end(facts=(a_fact("won", 3, **other),))).facts


def test_of_facts_of_one_name_only_the_changed_are_told() -> None:
    then = an_end(facts=tuple(a_fact("won", value) for value in (1, 2, 3)))
    now = an_end(facts=tuple(a_fact("won", value) for value in (1, 3, 9)))
    (change,) = differences(then, now).facts
    assert (change.before["value"], change.after["value"]) == (2, 9)


def test_words_are_compared_by_sentences() -> None:
    then = an_end(answer="One. Two.\n\nThree, at 2.5. Four.")
    now = an_end(answer="One. Three, at 2.5. And. Four.")
    assert differences(then, now).words == (
        "  One.", "- Two.", "  Three, at 2.5.", "+ And.", "  Four.",
    )  # fmt: skip
    parted = differences(an_end(answer="One.\nTwo."), an_end(answer="One. Two."))
    assert parted.words[0].startswith("  (the same sentences")
    assert parted.any


def test_calls_are_compared_by_name_and_arguments() -> None:
    asked = {"name": "find_matches", "args": {"b": 1, "a": "ő"}, "ok": True}
    same = {"name": "find_matches", "args": {"a": "ő", "b": 1}, "ok": True}
    other = {"name": "find_matches", "args": {"a": "ő"}, "ok": True}
    assert not differences(an_end(tool_calls=(asked,)), an_end(tool_calls=(same,))).any
    failed = differences(an_end(tool_calls=(asked,)), an_end(tool_calls=({**same, "ok": False},)))
    assert [(one.before, one.after) for one in failed.tool_calls] == [(True, False)]
    found = differences(an_end(tool_calls=(asked,)), an_end(tool_calls=(asked, other, asked)))
    assert [(one.before, one.after) for one in found.tool_calls] == [(None, True), (None, True)]
    assert found.tool_calls[1].what.endswith("(once more)")


def test_who_spoke_and_what_was_held_back_is_compared() -> None:
    now = an_end(model="ollama:x", grounded=False, guard="self_excluded", language="hu")
    found = differences(an_end(), now).turn
    assert [(one.what, one.before, one.after) for one in found] == [
        ("model", "analyst", "ollama:x"),
        ("language", "en", "hu"),
        ("grounded", True, False),
        ("guard", None, "self_excluded"),
    ]
