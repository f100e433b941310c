from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cursors import read_count, read_cursor, write_cursor
from knowledge.errors import InvalidValue
from knowledge.plain_json import DEEPEST, fault_of_json
from knowledge.plain_text import is_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda below: st.lists(below) | st.dictionaries(st.text(st.characters()), below),
    max_leaves=20,
)


def is_kept(value: Any) -> bool:
    """Tell by another way: the text of the value, as every database would be given it."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except ValueError:
        return False
    return "\x00" not in str(json.loads(text)) and "\\x00" not in repr(value).replace("\\\\", "")


@given(JSON)
def test_what_is_plain_can_be_written_and_read_again(value: Any) -> None:
    assert (fault_of_json(value) is None) is is_kept(value)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": {"b": [1, "\ud800"]}}, "a.b.1"),
        ({"a": [{"\x00": 1}]}, "a.0"),
        ({"a": float("nan")}, "a"),
        ([float("-inf")], "0"),
    ],
)
def test_the_place_of_what_is_wrong_is_named(value: Any, place: str) -> None:
    assert str(fault_of_json(value)).startswith(f"{place}: it holds")


def test_what_has_no_end_is_refused_before_it_is_walked() -> None:
    value: Any = 1
    for depth in range(1, 10_000):
        value = [value]
        if depth in (DEEPEST - 1, DEEPEST, 9_999):
            assert (fault_of_json(value) is None) is (depth < DEEPEST)


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "é\udfff", "é\x00"])
def test_what_no_database_keeps_is_no_text(text: str) -> None:
    assert not is_text(text)
    with pytest.raises(InvalidValue):
        read_cursor(write_cursor(text), 1)


@pytest.mark.parametrize("text", ["", "plain", "Győr", "😀", "\ufffd\u200b"])
def test_all_else_is(text: str) -> None:
    assert is_text(text)
    assert read_cursor(write_cursor(text), 1) == [text]


@pytest.mark.parametrize("part", ["", "-1", "x", "1.5", "٣", "9" * 19, " 1"])
def test_a_cursor_counts_in_plain_digits(part: str) -> None:
    with pytest.raises(InvalidValue):
        read_count(part)


def test_a_count_comes_back() -> None:
    assert read_count(*read_cursor(write_cursor("12345"), 1)) == 12345
