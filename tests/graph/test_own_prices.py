"""Prices and stakes that a model hands to a tool must have been named by somebody."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool

from graph import build_graph
from graph.own_prices import invented
from tests.graph.football import ask
from tests.scripted_model import Call, Say, ScriptedModel

TOLD = ToolMessage("The market: home 2.10, draw 3.40, away 3.55.", tool_call_id="1")


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("Is 1.85 on Arsenal value?", {"price": 1.85}),
        ("megéri az 1,85 az Arsenalra?", {"price": "1.85"}),
        ("5.5, 4.3 and 1.6, any value?", {"home_odds": 5.5, "draw_odds": 4.3, "away_odds": 1.6}),
        ("Arsenal at 5/4?", {"price": 2.25}),
        ("Arsenal at +150, United at -200", {"home_odds": 1.5, "away_odds": 2.5}),
        ("stake ten on it", {"stake": 10}),
        ("50 ezer a bankom", {"bankroll": 50000}),
        ("I give them 55%", {"chance": "0.55"}),
        ("Arsenal 1,60 és Bayern 1,45", {"legs": "Man United v Arsenal: away @1.60; Bayern @1.45"}),
        ("What of over 4.5?", {"bet": "over 4.5", "size": 3, "date": "2024-05-12"}),
        ("Who wins?", {"home_team": "Schalke 04"}),
    ],
)
def test_what_the_user_named_may_be_priced(said: str, args: dict[str, object]) -> None:
    assert invented(args, [HumanMessage(said)]) == []


@pytest.mark.parametrize(
    ("args", "amounts"),
    [
        ({"home_odds": 5.5, "draw_odds": None, "away_odds": 1.6}, ["5.5", "1.6"]),
        ({"odds": "1.85; 3.60"}, ["1.85", "3.60"]),
        ({"legs": "Man United v Arsenal: away @1.60"}, ["1.60"]),
        ({"stake": 25}, ["25"]),
    ],
)
def test_what_nobody_named_may_not(args: dict[str, object], amounts: list[str]) -> None:
    said: list[AnyMessage] = [HumanMessage("Tell me about Arsenal"), AIMessage("They pay 5.5.")]
    assert invented(args, said) == amounts


def test_what_was_named_before_and_by_tools_counts() -> None:
    said: list[AnyMessage] = [HumanMessage("Arsenal at 1.85?"), TOLD, HumanMessage("and the draw?")]
    assert invented({"price": 1.85}, said) == []
    assert invented({"home_odds": 2.1, "draw_odds": 3.4}, said) == []


@pytest.mark.parametrize(("said", "weighed"), [("Is 1.85 value?", [1.85]), ("Who wins?", [])])
async def test_a_model_weighs_no_price_of_its_own(said: str, weighed: list[float]) -> None:
    given: list[float] = []

    @tool
    def compare_odds(price: float) -> str:
        """Weigh a price."""
        given.append(price)
        return "Weighed."

    model = ScriptedModel(Call(("compare_odds", {"price": 1.85})), Say("So it is."))
    state = await ask(build_graph(model, [compare_odds]), said)
    assert given == weighed
    assert [made["ok"] for made in state["tool_calls"]] == [bool(weighed)]
    model.finish()
