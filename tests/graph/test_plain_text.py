"""No link, image, address or HTML of a language model reaches the page; its words do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.plain_text import without_markup

PIECES = st.lists(
    st.sampled_from(
        ["![pic](http://evil.example/a.png)", "[words](", "javascript:alert(1)", ")", "<img src=x",
         ">", "<script>", "</script>", "[", "]", "![", "](", "https://evil.example/x", "[[f3]]",
         "**62.3%**", "www.evil.example", "<", "\u202e", "\n", " ", "[a][b]", "[b]: http://e.example",
         "data:image/png;base64,AAAA", "(", "<!--", "-->", "<a href='//e.example'>", "Arsenal"]
    ),
    max_size=10,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Arsenal win with **62.3%** [[f3]]. ", "Arsenal win with **62.3%** [[f3]]. "),
        ("\n- first: 1,85 (a price)\n", "\n- first: 1,85 (a price)\n"),
        ("See [the table](https://evil.example/t) now.", "See the table now."),
        ('A ![graph](http://e.example/g.png "t") here', "A graph here"),
        ("[![alt](http://e.example/i.png)](http://e.example) end", "alt end"),
        ("Go to https://evil.example/?q=secret.", "Go to."),
        ("Go to <https://evil.example/?q=1> now", "Go to  now"),
        ("or www.evil.example/x, then", "or, then"),
        ('<img src="http://e.example/x.png" onerror=alert(1)>Arsenal', "Arsenal"),
        ("<b>Arsenal</b> <script>alert(1)</script>win", "Arsenal win"),
        ("a <!-- hidden --> b", "a  b"),
        ("it ends in <img src=", "it ends in "),
        ("[text][ref] and [ref]: http://e.example/x", "text and [ref] :"),
        ("Arsenal win.<|im_end|>", "Arsenal win."),
        ("Arsenal win.<|eot_id|>", "Arsenal win."),
        ("goals < 3 and 1 > 0", "goals ‹ 3 and 1 > 0"),
        ("ki\u202eher", "kiher"),
        ("[half](//evil.example", "[half] (//evil.example"),
        ("", ""),
    ],
)
def test_words_stay(sentence: str, left: str) -> None:
    assert without_markup(sentence) == left


@given(PIECES)
def test_nothing_is_left_that_a_page_would_load_or_follow(sentence: str) -> None:
    text = without_markup(sentence)
    assert "](" not in text
    assert not re.search(r"\]:", text)
    assert not re.search(r"<[A-Za-z/!?]", text)
    assert not re.search(r"https?://|www\.|javascript:\S|data:\S", text, re.IGNORECASE)
    assert "\u202e" not in text


@given(PIECES)
def test_what_is_plain_stays_plain(sentence: str) -> None:
    once = without_markup(sentence)
    assert without_markup(once) == once


@given(st.text(st.characters(whitelist_categories=("L", "N"), whitelist_characters=" ,.!?%–()*\n")))
def test_plain_sentences_are_untouched(sentence: str) -> None:
    if not re.search(r"www\.", sentence, re.IGNORECASE):
        assert without_markup(sentence) == sentence
