from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cursors import read_cursor, read_day, read_instant, write_cursor
from knowledge.errors import InvalidValue

#: what no database keeps is in no row, so in no cursor
KEPT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(KEPT, min_size=1, max_size=3))
def test_what_is_written_is_read(key: list[str]) -> None:
    cursor = write_cursor(*key)
    assert cursor.isascii()
    assert read_cursor(cursor, len(key)) == key


@given(st.text())
def test_any_other_text_is_refused_or_has_the_parts_asked_for(text: str) -> None:
    try:
        key = read_cursor(text, 2)
    except InvalidValue:
        return
    assert len(key) == 2


@pytest.mark.parametrize("key", [("a",), ("a", "b", "c")])
def test_a_cursor_of_another_list_is_refused(key: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue, match="cursor"):
        read_cursor(write_cursor(*key), 2)


def test_days_and_instants_in_a_cursor() -> None:
    assert read_day("2024-05-10") == dt.date(2024, 5, 10)
    assert read_instant("2024-05-10T12:00:00+00:00").tzinfo is not None
    too_early = "0001-01-01T00:00:00+02:00"
    wrong = ("noon", "2024-05-10", too_early)
    for read, text in ((read_day, "May"), *((read_instant, text) for text in wrong)):
        with pytest.raises(InvalidValue, match="cursor"):
            read(text)
