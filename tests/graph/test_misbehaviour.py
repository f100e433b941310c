"""Whatever the model does: the true number, the right language, backed figures, and the next turn.

The table of `misbehaviours` over the wire, through the whole mentor, with the real analyst.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph.analyst import Analyst
from graph.answer import Answer
from graph.gateway import Gateway
from graph.mentor import Mentor, Question
from graph.right_language import speaks
from graph.sentences import split_sentences
from graph.wording import Language
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot
from tests.graph.misbehaviours import (
    ARGUMENTS,
    GOOD,
    LOOKS_UP,
    WAYS,
    Way,
)
from tests.ollama_server import WITH_TOOLS, FakeOllama, says, structured

QUESTION: dict[Language, str] = {
    "en": "Who wins Man United against Arsenal on Sunday?",
    "hu": "Ki nyer vasárnap, a Man United vagy az Arsenal?",
}
NEXT: dict[Language, str] = {
    "en": "Thanks! And who is the favourite of Man United – Arsenal, once more?",
    "hu": "Köszi! És még egyszer, ki az esélyes a Man United – Arsenal meccsen?",
}
TRUE: dict[Language, str] = {"en": "58.1%", "hu": "58,1 %"}


@dataclass(frozen=True)
class Told:
    """What the reader saw of a turn."""

    answer: Answer
    #: as it streamed by
    streamed: str


def cases() -> list[object]:
    """Return every way in both languages: the one now, the other with the slow tests."""
    return [
        pytest.param(
            way,
            language,
            id=f"{way.name} ({language})",
            marks=[pytest.mark.slow] if (place + turn) % 2 else [],
        )
        for place, way in enumerate(WAYS)
        for turn, language in enumerate(("en", "hu"))
    ]


@asynccontextmanager
async def a_mentor(way: Way, ollama: FakeOllama) -> AsyncIterator[Mentor]:
    analyst = Analyst(spot=spot, clock=clock)
    spec = f"ollama:{way.model}"
    gateway = Gateway(spec, url=ollama.url, analyst=analyst, patience=way.patience)
    graph = build_graph(
        gateway, world_tools(), InMemorySaver(), fallback=analyst, clock=clock, spot=spot
    )
    mentor = Mentor(graph)
    try:
        yield mentor
    finally:
        await mentor.aclose()
        await gateway.aclose()


async def ask(mentor: Mentor, text: str, thread_id: str | None = None) -> Told:
    run = await mentor.start(Question(text, thread_id=thread_id))
    tokens = [e.data["text"] async for e in run.events() if e.kind == "token"]
    return Told(await run.answer(), "".join(tokens))


def percentages(answer: Answer) -> set[str]:
    """Return the figures in per cent that an answer shows, as the facts would write them."""
    return {found.replace(",", ".") for found in re.findall(r"(\d+[.,]\d) ?%", answer.answer)}


def backed(answer: Answer) -> set[str]:
    """Return the facts in per cent, written with one digit."""
    shares = [fact["value"] for fact in answer.facts if fact["unit"] in ("probability", "share")]
    return {f"{abs(100 * value):.1f}" for value in shares}


@pytest.mark.parametrize(("way", "language"), cases())
async def test_a_misbehaving_model_harms_nobody(way: Way, language: Language) -> None:
    with FakeOllama(*way.replies(language), models={way.model: way.abilities}) as ollama:
        async with a_mentor(way, ollama) as mentor:
            told = await ask(mentor, QUESTION[language])
            answer = told.answer
            # the reader sees a flowing answer, never a retracted one
            assert told.streamed == answer.answer
            # the true number, for the club that it belongs to
            assert TRUE[language] in answer.answer.replace("\u00a0", " ")
            assert any(fact["value"] == 0.581 for fact in answer.facts)
            # the right language
            assert answer.language == language
            for sentence in split_sentences(answer.answer):
                assert speaks(sentence, language), sentence
            # grounded
            assert answer.grounded
            assert percentages(answer) <= backed(answer)
            assert not way.wrong or not re.search(way.wrong[language], answer.answer)
            # who spoke in the model's place is told once, and why
            handed_over = "analyst" in answer.model
            notices = re.findall("built-in analyst|beépített elemző", answer.answer)
            assert len(notices) == int(handed_over)
            await the_next_turn_works(mentor, ollama, way, told, language)


async def the_next_turn_works(
    mentor: Mentor, ollama: FakeOllama, way: Way, before: Told, language: Language
) -> None:
    assert not ollama.replies, "the turn did not play all that was scripted"
    if way.abilities == WITH_TOOLS and "no tools" not in way.name:
        ollama.replies.extend((LOOKS_UP, says(GOOD[language])))
    else:
        look = structured(tool="predict_match", args=ARGUMENTS)
        ollama.replies.extend((look, structured(answer=GOOD[language])))
    told = await ask(mentor, NEXT[language], before.answer.thread_id)
    assert told.answer.answer == told.streamed == GOOD[language]
    assert told.answer.model == f"ollama:{way.model}"
    assert told.answer.grounded


def test_the_table_is_long_enough_and_names_each_way_once() -> None:
    names = [way.name for way in WAYS]
    assert len(names) == len(set(names)) >= 25
