"""The graph with the real analyst: alone, and taking over from a model that fails."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.tools import StructuredTool
from langgraph.checkpoint.memory import InMemorySaver

from graph import build_graph
from graph import phrases as phrases_of_the_house
from graph.analyst import Analyst
from graph.context import RunContext
from graph.gateway import Gateway
from graph.mentor import Mentor, Question
from graph.readers import Reader
from graph.state import MentorState
from graph.wording import Language
from graph.wording.figures import OddsFormat
from tests.graph.analyst_phrases import LANGUAGES, PARTS, Part, phrases
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot
from tests.graph.football import ask, on_thread
from tests.ollama_server import FakeOllama, Reply, calls, dies_midway, refuses, says
from tools.facts import ToolResult

NO_OLLAMA = "http://127.0.0.1:9"


def an_analyst() -> Analyst:
    return Analyst(spot=spot, clock=clock)


async def asked(text: str, *replies: Reply, spec: str = "auto") -> MentorState:
    analyst = an_analyst()
    with FakeOllama(*replies) as ollama:
        gateway = Gateway(spec, url=ollama.url if replies else NO_OLLAMA, analyst=analyst)
        graph = build_graph(gateway, world_tools(), fallback=analyst, clock=clock)
        state = await ask(graph, text)
        await gateway.aclose()
    return state


@pytest.mark.parametrize(
    ("text", "tool", "figure"),
    [
        ("Who wins Man United against Arsenal on Sunday?", "predict_match", "58.1%"),
        ("Mennyi az esélye, hogy az Arsenal nyer a Man United ellen?", "predict_match", "58,1"),
        (
            "Who wins Man United against Arsenal on Sunday, and is 1.60 on Arsenal value?",
            "compare_odds",
            "58.1%",
        ),
        ("How does the Premier League table look?", "league_table", ""),
        ("Hogy áll az Arsenal?", "team_report", ""),
        ("Who wins the Premier League?", "season_outlook", "46.0%"),
        ("Lehet bajnok az Arsenal?", "season_outlook", "46,0"),
        ("What can you do?", "", ""),
        ("Szia!", "", ""),
        ("asdf qwer", "", ""),
    ],
)
async def test_the_analyst_answers_alone(text: str, tool: str, figure: str) -> None:
    state = await asked(text)
    assert state["models"] == ["analyst"]
    assert state["handed_over"] is None
    assert figure in state["shown"]
    assert not tool or tool in [call["name"] for call in state["tool_calls"]]
    assert all(call["ok"] for call in state["tool_calls"])


@pytest.mark.parametrize(
    "text",
    [
        "Who wins Man United against Arsenal on Sunday?",
        "Mennyi az esélye, hogy az Arsenal nyer a Man United ellen?",
        "Is 1.60 on Arsenal at Man United value?",
        "Megéri az 1,60-as szorzó az Arsenalra a Man United ellen?",
        "How does the Premier League table look?",
        "Hogy áll az Arsenal?",
        "How have Arsenal done against Man United?",
        "Mikor játszik a Bayern?",
    ],
)
async def test_the_analysts_figures_are_backed(text: str) -> None:
    assert (await asked(text))["grounded"], text


@pytest.mark.parametrize("match", ["Tottenham v West Ham", "Tottenham – West Ham esélyek"])
async def test_what_is_not_understood_is_answered_without_a_figure_of_no_fact(match: str) -> None:
    graph = build_graph(an_analyst(), world_tools(), InMemorySaver(), clock=clock)
    for text in (match, "blorp", "hm?"):
        assert (await ask(graph, text, on_thread("t")))["grounded"], text


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
@pytest.mark.timeout(1200)  # thousands of turns through the graph
async def test_whatever_people_ask_the_figures_are_backed(language: Language, part: Part) -> None:
    unbacked = []
    graph = build_graph(an_analyst(), world_tools(), InMemorySaver(), clock=clock)
    for number, phrase in enumerate(phrases(language, part)):
        for text in phrase.messages:
            state = await ask(graph, text, on_thread(f"thread {number}"))
            if not state["grounded"] or phrases_of_the_house.unfinished(language) in state["shown"]:
                unbacked.append((text, state["shown"]))
    assert unbacked == []


async def test_the_analyst_takes_over_from_the_start() -> None:
    state = await asked(
        "Who wins Man United against Arsenal on Sunday?", *[refuses(500, "boom")] * 2
    )
    assert "58.1%" in state["shown"]
    assert state["shown"].startswith("(The language model stopped in the middle")
    assert state["models"] == ["analyst"]


async def test_the_analyst_uses_what_the_model_had_found_out() -> None:
    asks = (
        "predict_match",
        {"home_team": "Man United", "away_team": "Arsenal", "date": "2024-05-12"},
    )
    state = await asked(
        "Who wins Man United against Arsenal on Sunday?",
        calls(asks),
        dies_midway("Arsenal win with 58.1%. And then"),
    )
    assert state["shown"].startswith("Arsenal win with 58.1%.\n\n(The language model")
    assert state["shown"].count("58.1%") > 1
    assert state["grounded"]
    assert len(state["models"]) == 2


async def test_an_invented_figure_is_replaced_by_the_true_one() -> None:
    state = await asked(
        "Who wins Man United against Arsenal on Sunday?",
        says("Arsenal win with 90%, surely."),
        says("As I said, 90%."),
    )
    assert "90" not in state["shown"]
    assert "58.1%" in state["shown"]


async def test_a_follow_up_is_understood_from_the_turns_before() -> None:
    mentor = Mentor(build_graph(an_analyst(), world_tools(), InMemorySaver(), clock=clock))
    first = await mentor.ask(Question("Who wins Man United against Arsenal on Sunday?"))
    second = await mentor.ask(Question("And is 1.60 value?", thread_id=first.thread_id))
    assert "compare_odds" in [call["name"] for call in second.tool_calls]
    assert second.grounded


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Is 1.60 on Arsenal value against Man United?", "I weigh no prices"),
        ("Van érték 1,60-on az Arsenalra a Man United ellen?", "egy árat sem mérlegelek"),
    ],
)
async def test_a_rule_of_the_house_is_told_and_shown_as_the_guard(text: str, said: str) -> None:
    tools = [tool for tool in world_tools() if tool.name != "compare_odds"]
    held_back = StructuredTool.from_function(
        func=_held_back, name="compare_odds", response_format="content_and_artifact"
    )
    mentor = Mentor(build_graph(an_analyst(), [*tools, held_back], clock=clock))
    answer = await mentor.ask(Question(text))
    assert said in answer.answer
    assert "58" in answer.answer
    assert answer.guard == {"rule": "self_excluded", "text": answer.answer}
    after = await mentor.ask(Question("Who wins Man United against Arsenal?"))
    assert after.guard is None


def _held_back(home_team: str, away_team: str, price: float = 0) -> tuple[str, dict[str, Any]]:
    """Weigh nothing."""
    result = ToolResult(
        kind="compare_odds", text="Held back.", found=False, data={"reason": "self_excluded"}
    )
    return result.text, result.to_dict()


@pytest.mark.parametrize(
    ("odds_format", "shown"),
    [("decimal", "1.60"), ("fractional", "3/5"), ("american", "-167")],
)
async def test_prices_are_written_as_their_reader_chose(
    odds_format: OddsFormat, shown: str
) -> None:
    graph = build_graph(an_analyst(), world_tools(), clock=clock)
    context = RunContext(reader=Reader(odds_format=odds_format))
    state = await ask(graph, "Is 1.60 on Arsenal at Man United value?", context=context)
    assert shown in state["shown"]
    assert state["grounded"], state["shown"]


@pytest.mark.parametrize("odds_format", ["fractional", "american"])
@pytest.mark.parametrize(
    "text",
    ["acca: Arsenal 1.6, Bayern 1.25", "kombi: Arsenal 1,6, Bayern 1,25", "Mennyi a 2,5-ös odds?"],
)
async def test_no_price_stops_the_analyst_in_any_format(text: str, odds_format: OddsFormat) -> None:
    graph = build_graph(an_analyst(), world_tools(), clock=clock)
    state = await ask(graph, text, context=RunContext(reader=Reader(odds_format=odds_format)))
    assert state["models"] == ["analyst"]
    assert phrases_of_the_house.unfinished(state["language"]) not in state["shown"]
