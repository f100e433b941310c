from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ModelUngrounded
from graph.sentences import BadSentence, SentenceGate, split_sentences

prose = st.text(st.sampled_from("aB1é. !?…\n,2"), max_size=60)


@given(prose)
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize(
    "whole",
    [
        "2.5 goals or more",
        "2024. május 12. napján",
        "máj. 4., szombat – máj. 5., vasárnap",
        "vs. arsenal",
        "41.7% is much",
    ],
)
def test_a_point_alone_ends_no_sentence(whole: str) -> None:
    assert split_sentences(whole) == [whole]


def gate_over(
    pieces: list[str], *, bad: BadSentence = "refuse", keep_first: bool = False
) -> tuple[SentenceGate, list[str]]:
    heard: list[str] = []
    gate = SentenceGate(lambda s: "BAD" not in s, heard.append, bad=bad, keep_first=keep_first)
    for piece in pieces:
        gate.feed(piece)
    return gate, heard


@given(prose, st.lists(st.integers(0, 60), max_size=6), st.booleans())
def test_what_is_heard_is_the_text_however_it_came(
    text: str, cuts: list[int], keep_first: bool
) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    gate, heard = gate_over(pieces, keep_first=keep_first)
    gate.finish()
    assert "".join(heard) == gate.shown == text.strip()


def test_nothing_of_a_bad_sentence_is_heard() -> None:
    gate, heard = gate_over(["Good one. Then ", "a B"])
    with pytest.raises(ModelUngrounded):
        gate.feed("AD one. And ")
    assert heard == ["Good one."]


def test_an_unfinished_sentence_waits() -> None:
    gate, heard = gate_over(["It is tr"])
    assert heard == []
    gate.feed("ue. N")
    assert heard == ["It is true."]


def test_a_bad_sentence_can_be_dropped() -> None:
    gate, heard = gate_over(["One. A BAD one. Two."], bad="drop")
    gate.finish()
    assert ("".join(heard), gate.bad_sentences) == ("One. Two.", ["A BAD one. "])


def test_a_bad_sentence_can_be_shown() -> None:
    gate, heard = gate_over(["One. A BAD one. Two."], bad="show")
    gate.finish()
    assert ("".join(heard), gate.bad_sentences) == ("One. A BAD one. Two.", ["A BAD one. "])


def test_a_first_sentence_can_be_taken_back() -> None:
    gate, heard = gate_over(["Let me look."], keep_first=True)
    gate.discard()
    gate.finish()
    assert heard == []


def test_a_second_sentence_lets_the_first_out() -> None:
    _, heard = gate_over(["One is here. Two is here. Three"], keep_first=True)
    assert heard == ["One is here.", " Two is here."]
