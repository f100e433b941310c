from __future__ import annotations

from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import ModelUngrounded
from graph.grounding import Checked
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


def _check(sentence: str) -> Checked:
    return Checked(text=sentence, faults=("bad",) if "BAD" in sentence else ())


def gate_over(
    pieces: list[str], *, bad: BadSentence = "refuse", hold_preamble: bool = False
) -> tuple[SentenceGate, list[str]]:
    heard: list[str] = []
    gate = SentenceGate(_check, heard.append, bad=bad, hold_preamble=hold_preamble)
    for piece in pieces:
        gate.feed(piece)
    return gate, heard


@given(prose, st.lists(st.integers(0, 60), max_size=6), st.booleans())
def test_what_is_heard_is_the_text_however_it_came(
    text: str, cuts: list[int], hold_preamble: bool
) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    gate, heard = gate_over(pieces, hold_preamble=hold_preamble)
    gate.finish()
    # what is said twice, and signs alone, say nothing
    once = list(dict.fromkeys(split_sentences(text))) == split_sentences(text)
    assume(
        once and len({one.strip() for one in split_sentences(text)}) == len(split_sentences(text))
    )
    says = any(sign.isalnum() for sign in text)
    assert "".join(heard) == gate.shown == (text.strip() if says else "")


def test_what_the_reader_has_seen_is_not_said_again() -> None:
    heard: list[str] = []
    gate = SentenceGate(_check, heard.append, before="Arsenal win. Good.")
    gate.feed("Arsenal win. Then a new one: 5%. Then a new one: 5%. ")
    gate.finish()
    assert "".join(heard) == "Then a new one: 5%."
    assert gate.repeated


@pytest.mark.parametrize("opening", ["| club | chance |\n|---|---|\n", "The chances:\n"])
def test_a_list_s_head_waits_for_its_first_line(opening: str) -> None:
    gate, heard = gate_over([opening])
    with pytest.raises(ModelUngrounded):
        gate.feed("| Leeds | BAD 5 |\n| Derby |")
    assert heard == []
    gate, heard = gate_over([opening, "| Leeds | 5 |\n| Derby |"])
    gate.finish()
    assert "".join(heard) == f"{opening}| Leeds | 5 |\n| Derby |"


@pytest.mark.parametrize("signs", ["\ufffd\ufffd", "…", "---", "👍"])
def test_signs_alone_are_no_answer(signs: str) -> None:
    gate, heard = gate_over([signs])
    gate.finish()
    assert heard == []


def test_nothing_of_a_bad_sentence_is_heard() -> None:
    gate, heard = gate_over(["Good one. Then ", "a B"])
    with pytest.raises(ModelUngrounded):
        gate.feed("AD one. And ")
    assert heard == ["Good one."]


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "\n" * 200_000 + "BAD", "[" * 200_000, "a b" * 70_000]
)
def test_a_sentence_without_an_end_is_refused_at_once(text: str) -> None:
    started = monotonic()
    with pytest.raises(ModelUngrounded) as refused:
        gate_over([text])[0].finish()
    assert len(refused.value.sentence) <= 2000
    assert monotonic() - started < 2


def test_a_trusted_writer_may_take_his_time() -> None:
    gate, heard = gate_over(["a " * 3000], bad="show")
    gate.finish()
    assert ("".join(heard), gate.bad_sentences) == (("a " * 3000).strip(), [])


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


@pytest.mark.parametrize(
    "said",
    ["Let me look.", "Sure, I'll check that.", "Megnézem a meccset.", "Rendben, utánanézek."],
)
def test_what_is_said_before_a_call_can_be_taken_back(said: str) -> None:
    gate, heard = gate_over([f"{said} "], hold_preamble=True)
    gate.discard()
    gate.finish()
    assert heard == []


def test_what_else_is_said_lets_it_out() -> None:
    _, heard = gate_over(["Let me look. Arsenal play. Three"], hold_preamble=True)
    assert heard == ["Let me look.", " Arsenal play."]


def test_nothing_is_waited_for_after_a_long_word_and_a_space() -> None:
    assert gate_over(["Arsenal win at Chelsea. "])[1] == ["Arsenal win at Chelsea."]
    assert gate_over(["It is máj. "])[1] == []
    assert gate_over(["He says “Arsenal win at Chelsea. "])[1] == []


def test_a_first_sentence_is_heard_as_soon_as_it_is_whole() -> None:
    _, heard = gate_over(["Arsenal play. T"], hold_preamble=True)
    assert heard == ["Arsenal play."]
