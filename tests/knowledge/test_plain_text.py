from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.plain_text import fault_of_name, visible


@given(st.text())
def test_what_is_left_can_be_seen(text: str) -> None:
    left = visible(text)
    assert all(
        sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp")
        for sign in left
    )
    assert visible(left) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Árvíztűrő tükörfúrógép – 62,3 %", "Árvíztűrő tükörfúrógép – 62,3 %"),
        ("a\u202eb\u200bc\ufeffd\u00ade\x00f", "abcdef"),
        ("one\r\ntwo\u2028three\x0bfour", "one\ntwo\nthree\nfour"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("⚽\ufe0f", "⚽"),
    ],
)
def test_hidden_signs_go(text: str, left: str) -> None:
    assert visible(text) == left


@pytest.mark.parametrize(
    "name",
    ["Nott'm Forest", "Brighton & Hove Albion", "1. FC Köln", "Bodø/Glimt", "Ferencváros (HUN)",
     "Schalke 04", "Puskás Akadémia", "Saint-Étienne", "Borussia M'gladbach"],
)  # fmt: skip
def test_names_of_clubs_are_names(name: str) -> None:
    assert fault_of_name(name) is None


@pytest.mark.parametrize(
    "name",
    ["<b>x</b>", "[[f1]]", "a](b", "Human: x", "x\u202ey", "x\ny", "`x`", "99%", "a@b.hu",
     "99", "1 2 3", "Home win 95 percent", "99 százalék FC"],
)  # fmt: skip
def test_what_is_more_than_a_name_is_none(name: str) -> None:
    assert fault_of_name(name)
