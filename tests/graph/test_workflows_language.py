"""The language of workflows: what is a definition, what is refused, and how it is said."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.workflows.checking import check_definition, check_input
from graph.workflows.conditions import Condition
from graph.workflows.definition import Definition, read_definition
from graph.workflows.errors import BadDefinition, BadInputData
from graph.workflows.references import Known, read, resolve
from tests.graph.workflow_world import NO_DESK as CATALOGUE

LOOK = {"name": "look", "tool": "find_matches", "inputs": {"team": "$input.team"}}
REPORT = {
    "name": "report",
    "tool": "team_report",
    "inputs": {"team": "$steps.look.data.matches.0.home"},
}


def refusal(*steps: object, **more: object) -> BadDefinition:
    with pytest.raises(BadDefinition) as caught:
        check_definition({"steps": list(steps), **more}, CATALOGUE)
    return caught.value


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ({"name": "a", "step": "dance"}, "there is no step dance; there are validate, "),
        ({"name": "a", "tool": "rm"}, "there is no tool rm that a workflow may use"),
        ({"name": "a", "tool": "save_insight"}, "there is no tool save_insight that a workflow"),
        ({"name": "a"}, "give step (a built-in step) or tool (a tool), one of them"),
        ({"name": "a", "step": "risk", "tool": "team_report"}, "one of them"),
        ({"name": "a", "tool": "team_report"}, "inputs.team: it is missing."),
        ({"name": "a", "tool": "team_report", "inputs": {"team": "x", "colour": 1}}, "colour"),
        ({"name": "a", "tool": "team_report", "inputs": {"team": ["x"]}}, "inputs.team: "),
        ({"name": "a", "tool": "odds_maths", "inputs": {"price": "lots"}}, "inputs.price: "),
        ({"name": "a", "step": "validate", "inputs": {}}, "give match_id, or home_team and"),
        ({"name": "a", "tool": "team_report", "inputs": {"team": "$input"}}, "is no reference"),
        ({"name": "a", "tool": "team_report", "inputs": {"team": "$steps.b.data"}}, "no step b"),
        ({"name": "a", "tool": "team_report", "inputs": {"team": "$steps.a.data"}}, "in a circle"),
        ({**LOOK, "name": "a", "needs": ["nobody"]}, "there is no step nobody to wait for"),
        ({**LOOK, "name": "a", "retries": 99}, "retries: "),
        ({**LOOK, "name": "a", "timeout_seconds": 0}, "timeout_seconds: "),
        ({**LOOK, "name": "a", "colour": "red"}, "colour: "),
        ({**LOOK, "name": "a", "when": {"value": 1, "is": 1}}, "when.value: "),
        ({**LOOK, "name": "a", "when": {"value": "$input.x"}}, "when: takes a value with what it"),
        ({**LOOK, "name": "a", "when": {"value": "$input.x", "above": "ten"}}, "takes a number"),
        ({**LOOK, "name": "a", "when": "$input.x == 1 or __import__('os')"}, "when: "),
    ],
)
def test_what_is_wrong_is_said_with_the_steps_name(step: object, why: str) -> None:
    error = refusal(step)
    assert error.step == "a"
    assert str(error).startswith("Step a: ")
    assert why in str(error)


@pytest.mark.parametrize("raw", [None, 3, [], {}, {"steps": []}, {"steps": [LOOK], "a": 1}])
def test_what_is_no_definition_is_refused(raw: object) -> None:
    with pytest.raises(BadDefinition):
        check_definition(raw, CATALOGUE)


@pytest.mark.parametrize("steps", [[], [LOOK] * 41])
def test_too_few_or_too_many_steps_are_told_in_plain_words(steps: list[Any]) -> None:
    with pytest.raises(BadDefinition, match=r"^steps: a workflow has 1 to 40 steps\.$"):
        check_definition({"steps": steps}, CATALOGUE)


def test_a_step_without_a_name_is_told_by_its_number() -> None:
    assert refusal(LOOK, {"tool": "team_report"}).step == "number 2"


def test_two_steps_of_one_name_are_refused() -> None:
    assert "the same name" in str(refusal(LOOK, LOOK))


def test_a_circle_of_three_is_found() -> None:
    steps = [{**LOOK, "name": name, "needs": [need]} for name, need in ("ab", "bc", "ca")]
    assert "in a circle" in str(refusal(*steps))


def test_an_output_that_a_step_does_not_give_is_refused() -> None:
    first = {"name": "validate", "step": "validate", "inputs": {"match_id": "m1"}}
    second = {
        "name": "prediction",
        "step": "prediction",
        "inputs": {"match": "$steps.validate.game"},
    }
    error = refusal(first, second)
    assert error.step == "prediction"
    assert "step validate puts out no game; it gives facts, match, odds, text." in str(error)


def test_too_long_or_not_plain_is_refused() -> None:
    assert "longer" in str(refusal({**LOOK, "inputs": {"team": "x" * 70_000}}))
    assert "plain JSON" in str(refusal({**LOOK, "inputs": {"team": float("nan")}}))
    assert "plain JSON" in str(refusal({**LOOK, "inputs": {"team": "\ud800"}}))
    assert "cannot be kept" in str(refusal({**LOOK, "inputs": {"team": "a\u0000"}}))


def test_waves_wait_for_what_is_referred_to_and_keep_the_order() -> None:
    definition = check_definition(
        {
            "steps": [
                REPORT,
                {**LOOK, "name": "other"},
                LOOK,
                {**LOOK, "name": "late", "when": {"value": "$steps.report.found", "is": True}},
            ]
        },
        CATALOGUE,
    )
    waves = [[step.name for step in wave] for wave in definition.waves]
    assert waves == [["other", "look"], ["report"], ["late"]]


def test_a_definition_is_kept_as_it_was_read() -> None:
    raw = {
        "steps": [LOOK, {**REPORT, "when": {"not": {"value": "$steps.look.found", "is": False}}}],
        "defaults": {"team": None},
    }
    assert read_definition(raw).to_dict() == raw


def test_input_is_what_the_steps_refer_to() -> None:
    definition = check_definition({"steps": [LOOK]}, CATALOGUE)
    assert check_input(definition, {"team": "Arsenal"}, CATALOGUE) == {"team": "Arsenal"}
    for given_, field in (
        ({}, "team"),
        ({"team": "Arsenal", "coach": "x"}, "coach"),
        ({"team": {"name": "Arsenal"}}, "team"),
    ):
        with pytest.raises(BadInputData) as caught:
            check_input(definition, given_, CATALOGUE)
        assert caught.value.field == field
        assert str(caught.value).startswith(f"input_data.{field}: ")


def test_a_default_stands_in() -> None:
    definition = check_definition({"steps": [LOOK], "defaults": {"team": "Arsenal"}}, CATALOGUE)
    assert check_input(definition, {}, CATALOGUE) == {"team": "Arsenal"}
    assert check_input(definition, {"team": "Chelsea"}, CATALOGUE) == {"team": "Chelsea"}


# ------------------------------------------------------------------------------- references

OUTPUT = {"found": True, "lines": {"2.5": {"over": 0.6}}, "rows": [{"home": "Arsenal"}], "n": 2}
THREE = {"value": "$input.limit", "is": 3}
KNOWN = Known({"league": "E0", "limit": 3}, {"look": OUTPUT})


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("$input.league", "E0"),
        ("$steps.look.found", True),
        ("$steps.look.rows.0.home", "Arsenal"),
        ("$steps.look.lines.2.5.over", 0.6),
        ("$steps.look.rows.7.home", None),
        ("$steps.look.rows.first", None),
        ("$steps.look.rows.-1", None),
        ("$steps.look.n.more", None),
        ("$steps.other.n", None),
        ("$input.nothing", None),
        ("$$5", "$5"),
        ("plain", "plain"),
        ({"a": ["$steps.look.n", 1]}, {"a": [2, 1]}),
    ],
)
def test_a_reference_leads_to_its_place_or_to_null(value: object, found: object) -> None:
    assert resolve(value, KNOWN) == found


@pytest.mark.parametrize(
    "text", ["$", "$x", "$input.", "$steps.look", "$steps.Look.n", "$input..a"]
)
def test_what_begins_like_a_reference_must_be_one(text: str) -> None:
    with pytest.raises(ValueError, match="is no reference"):
        read(text)


# ------------------------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"value": "$steps.look.found", "is": True}, True),
        ({"value": "$steps.look.found", "is": 1}, False),
        ({"value": "$steps.look.n", "is": 2.0}, True),
        ({"value": "$steps.look.n", "is": "$input.limit"}, False),
        ({"value": "$steps.look.n", "below": "$input.limit"}, True),
        ({"value": "$steps.look.n", "at_least": 2, "at_most": 2}, True),
        ({"value": "$steps.look.n", "above": 2}, False),
        ({"value": "$steps.look.found", "above": 0}, False),
        ({"value": "$input.league", "above": 0}, False),
        ({"value": "$input.league", "one_of": ["D1", "E0"]}, True),
        ({"value": "$input.nothing", "is": None}, True),
        ({"value": "$input.nothing", "exists": False}, True),
        ({"value": "$input.nothing", "is_not": "x"}, True),
        ({"value": "$input.nothing", "below": 5}, False),
        ({"not": {"value": "$input.league", "is": "D1"}}, True),
        (
            {"any": [{"value": "$input.league", "is": "D1"}, {"value": "$input.limit", "is": 3}]},
            True,
        ),
        (
            {"all": [{"value": "$input.league", "is": "D1"}, {"value": "$input.limit", "is": 3}]},
            False,
        ),
    ],
)
def test_a_condition_compares(condition: object, holds: bool) -> None:
    assert Condition.model_validate(condition).holds(KNOWN) is holds


def test_conditions_stand_only_so_deep_in_each_other() -> None:
    nested: dict[str, Any] = {"value": "$input.x", "is": 1}
    for _ in range(5):
        nested = {"not": nested}
    assert "deep" in str(refusal({**LOOK, "when": nested}))


# ---------------------------------------------------------------- whatever is sent, it is answered

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(allow_nan=True),
    st.sampled_from(["Arsenal", "$input.team", "$steps.a.found", "$steps.b.data.x.0", "$x", "$$"]),
    st.text(max_size=4),
)
plain = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
OPERATORS = ["is", "is_not", "one_of", "exists", "above", "at_least", "below", "at_most"]
compared = st.dictionaries(st.sampled_from([*OPERATORS, "value", "x"]), plain, max_size=4)
conditions = st.recursive(
    st.one_of(
        compared, st.builds(lambda a, b: {"value": b, **a}, compared, scalars.filter(bool)), scalars
    ),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(["all", "any"]), st.lists(inner, max_size=3), max_size=2),
        st.builds(lambda a: {"not": a}, inner),
    ),
    max_leaves=4,
)
step_names = st.sampled_from(["a", "b", "c", "d"])
kinds = st.one_of(
    st.builds(lambda name: {"step": name}, st.sampled_from([*CATALOGUE.steps, "dance"])),
    st.builds(lambda name: {"tool": name}, st.sampled_from([*CATALOGUE.tools, "forget"])),
    st.just({}),
)
arguments = st.sampled_from(["team", "match", "match_id", "home_team", "away_team", "prediction"])
parts = st.fixed_dictionaries(
    {},
    optional={
        "name": step_names,
        "inputs": st.one_of(st.dictionaries(arguments, plain, max_size=3), plain),
        "when": conditions,
        "needs": st.lists(step_names, max_size=2),
        "on_error": st.sampled_from(["fail", "continue", "x"]),
        "retries": st.integers(-1, 6),
        "timeout_seconds": st.floats(-1, 700),
    },
)
steps = st.builds(lambda kind, part: {**kind, **part}, kinds, parts)
good = st.builds(
    lambda name, when, needs: (
        {"name": name, "tool": "team_report", "inputs": {"team": "Arsenal"}}
        | ({"when": when} if when is not None else {})
        | {"needs": needs}
    ),
    step_names,
    st.none() | conditions,
    st.lists(step_names, max_size=2),
)


def read_or_refused(raw: list[object]) -> Definition | BadDefinition:
    try:
        return check_definition({"steps": raw}, CATALOGUE)
    except BadDefinition as error:
        return error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(good, steps, plain), min_size=1, max_size=4), plain)
def test_a_definition_is_taken_or_refused_and_never_crashes(raw: list[object], data: Any) -> None:
    definition = read_or_refused(raw)
    if isinstance(definition, BadDefinition):
        names = {each.get("name") for each in raw if isinstance(each, dict)}
        assert definition.step in {None, *names} or str(definition.step).startswith("number ")
        return
    placed: set[str] = set()
    for wave in definition.waves:
        for step in wave:
            assert placed.issuperset(step.waits_for)
            assert step.when is None or step.when.holds(Known({}, {})) in (True, False)
        placed |= {step.name for step in wave}
    assert len(placed) == len(raw)
    with suppress(BadInputData):
        check_input(definition, data if isinstance(data, dict) else {}, CATALOGUE)
