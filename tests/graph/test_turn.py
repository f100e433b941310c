"""One turn, with a scripted model."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import BaseTool, ToolException, tool

from graph import build_graph
from graph.analyst import Analyst
from graph.budgets import Budgets
from graph.context import RunContext
from graph.errors import ModelError
from graph.state import MentorState
from knowledge.errors import StorageBusy
from tests.graph.football import PREDICT, TOOLS, ask
from tests.scripted_model import Call, Fail, Say, ScriptedModel, Step

GOOD = "Arsenal win with 55.4%. United have only 22 %."


def a_clock() -> dt.datetime:
    return dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


async def turn(
    *steps: Step,
    text: str = "Who wins?",
    tools: list[BaseTool] | None = None,
    fallback: ScriptedModel | None = None,
    budgets: Budgets | None = None,
    context: RunContext | None = None,
    config: dict[str, Any] | None = None,
) -> tuple[MentorState, ScriptedModel]:
    model = ScriptedModel(*steps)
    graph = build_graph(
        model, TOOLS if tools is None else tools, fallback=fallback, clock=a_clock, budgets=budgets
    )
    state = await ask(graph, text, {"configurable": config or {}}, context)
    model.finish()
    if fallback is not None:
        fallback.finish()
    return state, model


def analyst(*steps: Step) -> ScriptedModel:
    return ScriptedModel(*steps, name="analyst")


def tool_messages(state: MentorState) -> list[ToolMessage]:
    return [message for message in state["messages"] if isinstance(message, ToolMessage)]


async def test_a_question_becomes_an_answer_from_facts() -> None:
    state, model = await turn(Call(PREDICT), Say(GOOD))
    assert state["messages"][-1].text == GOOD
    assert [fact["id"] for fact in state["facts"]] == ["f1", "f2", "f3"]
    assert state["grounded"]
    (call,) = state["tool_calls"]
    assert (call["name"], call["args"], call["ok"]) == (*PREDICT, True)
    read = model.prompts[1][-1].text
    assert "\nFacts of Man United – Arsenal, 2024-05-12:\n[[f1]] 1x2 home: 21.7%\n[[f2]] " in read


async def test_the_graph_takes_plain_tuples() -> None:
    graph = build_graph(ScriptedModel(Say("Hello.")), [])
    question: Any = {"messages": [("user", "Hi")]}
    state = await graph.ainvoke(question)
    assert state["messages"][-1].text == "Hello."


async def test_the_prompt_has_the_clocks_day_and_the_language() -> None:
    _, model = await turn(Say("Szia."), text="Mennyi az esélye, hogy nyernek?")
    system = model.prompts[0][0]
    assert isinstance(system, SystemMessage)
    assert "péntek" in system.text
    assert "2024-05-10" in system.text
    _, model = await turn(Say("Hello."), text="Nyernek?", context=RunContext(language="en"))
    assert "Friday" in model.prompts[0][0].text


async def test_without_a_clock_a_model_is_told_the_day_of_its_fallback() -> None:
    model = ScriptedModel(Say("Hello."))
    day = dt.datetime(2023, 4, 1, tzinfo=dt.UTC)
    fallback = Analyst(spot=lambda _: [], clock=lambda: day)
    await ask(build_graph(model, TOOLS, fallback=fallback), "Hi", {"configurable": {}}, None)
    assert "2023-04-01" in model.prompts[0][0].text


async def test_a_fact_found_twice_keeps_its_id() -> None:
    other = ("predict_match", {"home_team": "man united", "away_team": "Arsenal"})
    state, _ = await turn(Call(PREDICT), Call(other), Say(GOOD))
    assert [fact["id"] for fact in state["facts"]] == ["f1", "f2", "f3"]
    assert "\n[[f1]] 1x2 home: " in tool_messages(state)[1].text


@pytest.mark.parametrize(
    ("context", "config", "user"),
    [
        (None, {}, "local"),
        (None, {"user_id": "anna"}, "anna"),
        (RunContext(user_id="bela"), {"user_id": "anna"}, "bela"),
        (RunContext(language="en"), {"user_id": "anna"}, "anna"),
    ],
)
async def test_tools_hear_who_asks(
    context: RunContext | None, config: dict[str, Any], user: str
) -> None:
    state, _ = await turn(Call(("who_asks", {})), Say("Fine."), context=context, config=config)
    assert tool_messages(state)[0].text == f"{user} asks"


async def test_a_foreign_tools_words_are_a_fact() -> None:
    @tool
    def weather(town: str) -> str:
        """Tell the weather."""
        return f"In {town} it rains with 58.14 %."

    call = Call(("weather", {"town": "London"}))
    state, _ = await turn(call, Say("Rain comes with 58.1%."), tools=[weather])
    (fact,) = state["facts"]
    assert state["messages"][-1].text == "Rain comes with 58.1%."
    assert (fact["id"], fact["subject"], fact["unit"]) == ("f1", "weather", "text")
    assert fact["source"] == "tool weather"
    assert fact["as_of"] == "2024-05-10T00:00:00+00:00"


async def test_an_unbacked_sentence_is_left_out_and_the_reader_is_told() -> None:
    state, _ = await turn(
        Call(PREDICT),
        Say("Arsenal win with 55.4%. I am 77% sure. Good luck."),
        Say("I am 78% sure. Good luck."),
    )
    assert state["messages"][-1].text == (
        "Arsenal win with 55.4%.\n\nGood luck.\n\nI left out a sentence that did not "
        "stand up to my checks."
    )


async def test_a_refused_sentence_is_written_again_once() -> None:
    state, model = await turn(
        Call(PREDICT),
        Say("Arsenal win with 55.4%. United win with 45%. Good luck."),
        Say("United win with [[f1]]. Good luck."),
        fallback=analyst(),
    )
    assert state["shown"] == "Arsenal win with 55.4%.\n\nUnited win with 21.7%. Good luck."
    assert (state["models"], state["handed_over"], state["grounded"]) == (["scripted"], None, True)
    told = model.prompts[-1][0].text
    assert "“United win with 45%.”" in told
    assert "no figure of any fact" in told
    assert "“Arsenal win with 55.4%.”" in told
    (refused,) = state["refused"]
    assert (refused["sentence"], refused["by"]) == ("United win with 45%.", "scripted")


async def test_a_derived_figure_becomes_a_fact_of_the_run() -> None:
    state, _ = await turn(Call(PREDICT), Say("Arsenal fail to win with [[1-f3]]."))
    assert state["shown"] == "Arsenal fail to win with 44.6%."
    assert state["facts"][-1]["id"] == "f4"
    assert state["facts"][-1]["source"] == "derived: 1 - f3"


async def test_with_a_fallback_an_unbacked_sentence_ends_the_models_part() -> None:
    state, _ = await turn(
        Call(PREDICT),
        Say("Arsenal win with 55.4%. I am 77% sure. Good luck."),
        Say("I am 78% sure."),
        fallback=analyst(Say("United win with 21.7%.")),
    )
    answer = state["messages"][-1].text
    assert answer.startswith("Arsenal win with 55.4%.\n\n(")
    assert [row["sentence"] for row in state["refused"]] == ["I am 77% sure.", "I am 78% sure."]
    assert answer.endswith("\n\nUnited win with 21.7%.")
    assert "77" not in answer
    assert (state["handed_over"], state["models"]) == ("model_ungrounded", ["scripted", "analyst"])


async def test_a_figure_from_the_question_may_be_repeated() -> None:
    state, _ = await turn(Say("You ask about 1.6, and 2–1."), text="Is 1.60 on a 2-1 good?")
    assert state["messages"][-1].text == "You ask about 1.6, and 2–1."


async def test_the_analysts_own_slip_is_shown_and_admitted() -> None:
    graph = build_graph(analyst(Say("It is 77% sure.")), TOOLS)
    state = await ask(graph, "Who wins?")
    assert (state["shown"], state["grounded"]) == ("It is 77% sure.", False)


async def test_what_a_model_says_before_a_call_is_not_the_answer() -> None:
    state, _ = await turn(Call(PREDICT, text="Let me look that up."), Say(GOOD))
    assert state["messages"][-1].text == GOOD


async def test_the_last_allowed_step_has_no_tools() -> None:
    many = [Call(("who_asks", {"n": n})) for n in range(3)]

    @tool
    def who_asks(n: int) -> str:
        """Count."""
        return "once more"

    state, model = await turn(
        *many, Say("Enough."), tools=[who_asks], budgets=Budgets(model_calls=4)
    )
    assert model.bound == [("who_asks",)] * 3 + [()]
    assert "No more tools" in model.prompts[-1][0].text
    assert state["messages"][-1].text == "Enough."


async def test_tools_beyond_the_budget_are_not_run() -> None:
    calls = Call(PREDICT, ("who_asks", {}), ("nobody", {}))
    state, model = await turn(calls, Say("Enough."), budgets=Budgets(tool_calls=2))
    assert [call["name"] for call in state["tool_calls"]] == ["predict_match", "who_asks"]
    assert "No more tools" in tool_messages(state)[-1].text
    assert model.bound[-1] == ()


async def test_a_model_that_only_calls_is_stopped_in_the_readers_language() -> None:
    calls = [Call(("who_asks", {"n": n})) for n in range(4)]

    @tool
    def who_asks(n: int) -> str:
        """Count."""
        return "once more"

    state, _ = await turn(*calls, text="Ki nyer?", tools=[who_asks], budgets=Budgets(model_calls=4))
    assert state["messages"][-1].text.startswith("Ezt a választ nem tudtam befejezni")


async def test_the_same_call_twice_ends_the_models_part() -> None:
    state, _ = await turn(Call(PREDICT), Call(PREDICT), fallback=analyst(Say("It is 55.4%.")))
    assert state["handed_over"] == "model_repeats"
    assert len(state["tool_calls"]) == 1
    assert state["messages"][-1].text.endswith("It is 55.4%.")


async def test_the_same_call_twice_gets_the_same_result_and_the_last_step() -> None:
    state, model = await turn(Call(PREDICT), Call(PREDICT), Say(GOOD))
    first, second = tool_messages(state)
    assert (first.content, first.artifact) == (second.content, second.artifact)
    assert model.bound[-1] == ()


async def test_the_same_call_twice_at_once_runs_once() -> None:
    state, _ = await turn(Call(PREDICT, PREDICT), Say(GOOD))
    assert len(state["tool_calls"]) == 1
    assert len(tool_messages(state)) == 2


@pytest.mark.parametrize(
    ("error", "said", "retryable"),
    [
        (RuntimeError("secret path /home/x"), "The tool failed.", False),
        (ToolException("No such club."), "No such club.", False),
        (StorageBusy("The database is busy."), "The database is busy.", True),
    ],
)
async def test_a_failing_tool_is_a_message(error: Exception, said: str, retryable: bool) -> None:
    @tool
    def broken(word: str) -> str:
        """Break."""
        raise error

    call = Call(("broken", {"word": "password"}))
    state, _ = await turn(call, Say("Sorry."), tools=[broken])
    (message,) = tool_messages(state)
    assert json.loads(message.text) == {"error": said, "retryable": retryable}
    assert message.status == "error"
    assert not state["tool_calls"][0]["ok"]
    assert state["facts"] == []


async def test_wrong_arguments_are_named_not_repeated() -> None:
    call = Call(("predict_match", {"home_team": {"hunter2": 1}}))
    state, _ = await turn(call, Say("Sorry."))
    (message,) = tool_messages(state)
    said = json.loads(message.text)
    assert said["retryable"]
    assert "away_team" in said["error"]
    assert "hunter2" not in message.text


async def test_an_invented_tool_is_answered_with_those_that_are() -> None:
    state, _ = await turn(Call(("wheather", {})), Say("Sorry."))
    assert "predict_match" in tool_messages(state)[0].text
    assert not state["tool_calls"][0]["ok"]


async def test_a_failing_model_raises_where_nobody_takes_over() -> None:
    with pytest.raises(ModelError, match="look at the log"):
        await turn(Fail(RuntimeError("boom")))


async def test_a_failing_model_is_replaced_in_the_same_turn() -> None:
    state, _ = await turn(
        Call(PREDICT), Fail(RuntimeError("boom"), text="It is "), fallback=analyst(Say(GOOD))
    )
    assert state["messages"][-1].text == (
        f"(The language model could not answer this: the built-in analyst answers.)\n\n{GOOD}"
    )
    assert state["models"] == ["analyst"]


async def test_an_empty_answer_is_asked_for_once_more() -> None:
    state, _ = await turn(Say(""), Say("Hello."))
    assert state["messages"][-1].text == "Hello."


async def test_a_model_without_tools_still_talks() -> None:
    class Plain(ScriptedModel):
        def __init__(self, *steps: Step) -> None:
            super().__init__(*steps)

        def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
            raise NotImplementedError

    graph = build_graph(Plain(Say("Hello.")), TOOLS)
    state = await ask(graph, "Hi")
    assert state["messages"][-1].text == "Hello."


async def test_only_checked_text_leaves_as_messages() -> None:
    model = ScriptedModel(
        Call(PREDICT), Say("I am 77% sure. Arsenal it is."), Say("Arsenal it is.")
    )
    graph = build_graph(model, TOOLS)
    said = [
        part[0].text
        async for part in graph.astream(
            {"messages": [HumanMessage("Who wins?")]}, stream_mode="messages"
        )
        if isinstance(part, tuple) and isinstance(part[0], AIMessage)
    ]
    assert said == ["", "Arsenal it is."]


async def test_the_state_is_plain_data() -> None:
    state, _ = await turn(Call(PREDICT), Say(GOOD))
    json.dumps({key: value for key, value in state.items() if key != "messages"})
    json.dumps([message.artifact for message in tool_messages(state)])


async def test_the_recursion_limit_is_the_budgets() -> None:
    budgets = Budgets(model_calls=3)
    graph = build_graph(ScriptedModel(), TOOLS, budgets=budgets)
    assert graph.config is not None
    assert graph.config["recursion_limit"] == budgets.recursion_limit
