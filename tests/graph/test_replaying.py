"""Runs played again: what is the same, and how each kind of change is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from langchain_core.tools import BaseTool, tool

from graph.errors import BadRecording, ModelAway, ModelDied, ModelError, ModelOutOfTime, NotRecorded
from graph.recorded import FORMAT, Recording
from graph.speakers import Speaker
from tests.graph.football import PREDICT, TOOLS, a_fact, a_result
from tests.graph.recorded_runs import analyst, changed, play, record
from tests.scripted_model import Call, Fail, Say, ScriptedModel, Step

GOOD = "Arsenal win with 55.4%. United have only 22 %."
WAIT = Call(("wait", {}), text="One moment. I look.")


class Tools:
    """Counts what is called in earnest."""

    def __init__(self, away: float = 0.5544) -> None:
        self.calls = 0
        self.away = away

    def __call__(self) -> list[BaseTool]:
        @tool(response_format="content_and_artifact")
        def predict_match(home_team: str, away_team: str) -> tuple[str, dict[str, Any]]:
            """Predict a match."""
            self.calls += 1
            result = a_result(a_fact("home", 0.2166), a_fact("away", self.away))
            return result.text, result.to_dict()

        return [predict_match]


MODELS: dict[str, tuple[Step, ...]] = {
    "a good answer": (Call(PREDICT), Say(GOOD)),
    "words beside a call": (Call(PREDICT, text="I will look. Then I tell."), Say(GOOD)),
    "an invented figure": (Call(PREDICT), *[Say("It is 77%. And then much more follows.")] * 2),
    "a figure from nowhere": (Say("It is 77%."), Say("It is 77%.")),
    "nothing": (Say(""), Say("")),
    "nothing, once": (Say(""), Say("Hello.")),
    "a death": (Call(PREDICT), Fail(ModelDied(), text="Arsenal win. They"), Say(GOOD)),
    "two deaths": (Fail(ModelDied()), Fail(ModelDied())),
    "a foreign error": (Call(PREDICT), Fail(RuntimeError("boom"), text="Arsenal win.")),
    "the same again": (Call(PREDICT), Call(PREDICT), Call(PREDICT)),
    "no such tool": (Call(("ask_oracle", {})), Say("I cannot say.")),
    "wrong arguments": (Call(("predict_match", {"home": 1})), Call(PREDICT), Say(GOOD)),
}


@pytest.mark.parametrize("steps", MODELS.values(), ids=MODELS)
async def test_on_the_same_code_a_run_ends_as_it_did(steps: tuple[Step, ...]) -> None:
    played = await play(await record(*steps))
    assert played.asked_anew == ()
    assert not played.differences.any, played.differences
    assert played.same


async def test_no_tool_works_in_earnest() -> None:
    tools = Tools()
    made = await record(Call(PREDICT), Say("Arsenal win with 55.4%."), tools=tools())
    assert tools.calls == 1
    assert (await play(made, tools=tools())).same
    assert tools.calls == 1


async def test_a_follow_up_is_played_with_its_conversation() -> None:
    steps = (Call(PREDICT), Say(GOOD), Say("As you say, 22 %."))
    made = await record(*steps, before=["Who wins?"], question="And 22 per cent is?")
    played = await play(made)
    assert played.same, played.differences
    assert played.now.answer == "As you say, 22 %."
    # alone, the question's language is told by nothing: the conversation has it
    hungarian = await record(
        Say("Szia."), Say("Igen."), before=["Mennyi az esélye, hogy nyernek?"], question="Arsenal?"
    )
    assert hungarian.outcome.language == "hu"
    assert (await play(hungarian)).same


async def test_todays_analyst_speaks_in_place_of_the_one_of_then() -> None:
    made = await record(Fail(ModelDied()), Fail(ModelDied()), fallback=analyst(Say("One. Two.")))
    played = await play(made, Say("One. Three."))
    assert played.differences.words[-3:] == ("  One.", "- Two.", "+ Three.")
    assert not played.differences.turn
    assert not played.same


async def test_an_analyst_that_was_chosen_is_replaced_too() -> None:
    class Away:
        async def choose(self) -> Speaker:
            return Speaker(model=analyst(), name="analyst", instead=ModelAway("http://x"))

        def failed(self, error: ModelError) -> None:
            raise AssertionError("the analyst does not fail")

    made = await record(source=Away())
    assert made.replies[0].instead is not None
    played = await play(made)
    assert played.same, played.differences
    assert played.now.answer.startswith("(Ollama does not answer")


async def test_what_the_analyst_asks_anew_is_told_and_not_done() -> None:
    made = await record(Fail(ModelDied()), Fail(ModelDied()))
    tools = Tools()
    played = await play(made, Call(PREDICT), Say("Nothing is known."), tools=tools())
    assert tools.calls == 0
    (asked,) = played.asked_anew
    assert asked.startswith('predict_match {"away_team": "Arsenal"')
    (call,) = played.differences.tool_calls
    assert (call.before, call.after) == (None, False)
    assert not played.same


async def test_with_live_tools_it_is_done() -> None:
    made = await record(Fail(ModelDied()), Fail(ModelDied()))
    tools = Tools()
    steps = Call(PREDICT), Say("Arsenal win with 55.4%.")
    played = await play(made, *steps, tools=tools(), live=["predict_match"])
    assert tools.calls == 1
    assert [(fact.before, fact.after["value"]) for fact in played.differences.facts] == [
        (None, 0.2166),
        (None, 0.5544),
    ]
    assert len(played.asked_anew) == 1
    await play(made, *steps, tools=tools(), live=["league_table"])
    assert tools.calls == 1


async def test_with_todays_data_what_was_asked_then_is_asked_again() -> None:
    steps = Call(PREDICT), Say("Arsenal win with 55.4%.")
    made = await record(*steps)
    tools = Tools(away=0.61)
    same = await play(made, *steps, tools=tools(), live=["predict_match"])
    assert (same.same, tools.calls) == (True, 0)
    other = await play(made, *steps, tools=tools(), live=["predict_match"], anew=True)
    values = [
        (fact.before["value"], fact.after and fact.after["value"])
        for fact in other.differences.facts
    ]
    assert ((0.5544, 0.61) in values, tools.calls) == (True, 1)
    # the figure that was right then is not backed today: the analyst takes over
    assert other.now.model == "analyst"
    assert not any("predict_match" in asked for asked in other.asked_anew)


async def test_a_changed_fact_is_told_with_both_values() -> None:
    made = await record(
        Call(PREDICT), Say("Arsenal win with 55.4%."), fallback=analyst(Say("So it is."))
    )
    result = made.results[0].model_dump(mode="json")
    result["artifact"]["facts"][2]["value"] = 0.61
    played = await play(changed(made, results=[result]), Say("So it is."))
    (fact,) = played.differences.facts
    assert fact.what == "Man United – Arsenal, 2024-05-12: 1x2 away"
    assert (fact.before["value"], fact.after["value"]) == (0.5544, 0.61)
    # the model's figure is no longer backed: the analyst takes over
    assert {change.what: change.after for change in played.differences.turn} == {"model": "analyst"}


async def test_a_tool_that_takes_other_arguments_today_says_so() -> None:
    @tool
    def predict_match(home: str, away: str) -> str:
        """Predict a match."""
        raise AssertionError("it takes other arguments")

    played = await play(await record(Call(PREDICT), Say(GOOD)), tools=[predict_match])
    (call,) = played.differences.tool_calls
    assert (call.before, call.after) == (True, False)
    assert {fact.after for fact in played.differences.facts} == {None}
    assert len(played.differences.facts) == 3


async def test_a_tool_that_is_gone_is_gone() -> None:
    played = await play(await record(Call(PREDICT), Say(GOOD)), tools=[])
    assert not played.same
    assert len(played.differences.facts) == 3


async def test_a_model_asked_more_than_then_has_nothing_to_say() -> None:
    made = await record(Call(PREDICT), Say(GOOD))
    short = changed(made, replies=[made.replies[0].model_dump(mode="json")])
    played = await play(short)
    assert played.asked_anew == ("the language model, once more than it had been asked",)
    assert played.now.model == "analyst"
    cut = made.replies[1].model_dump(mode="json") | {"end": "unheard", "text": "Arsenal win. And"}
    played = await play(changed(made, replies=[made.replies[0].model_dump(mode="json"), cut]))
    assert played.asked_anew == ("the language model, for the rest of a reply cut off then",)
    assert NotRecorded().retryable is False


async def test_a_model_that_ran_out_of_time_does_so_again() -> None:
    made = await record(Fail(ModelOutOfTime(), text="Arsenal win. More"))
    first, second = (reply.model_dump(mode="json") for reply in made.replies)
    # what a tape hears of a turn that is over: the stream is stopped, and somebody goes on
    over = changed(made, replies=[{**first, "end": "stopped", "error": None}, second])
    played = await play(over)
    assert played.same, played.differences
    assert "too long" in played.now.answer


class _Source:
    def __init__(self, model: ScriptedModel) -> None:
        self.model = model

    async def choose(self) -> Speaker:
        return Speaker(model=self.model, name="hanging")

    def failed(self, error: ModelError) -> None:
        raise AssertionError("it does not fail")


def waiting(reached: asyncio.Event) -> list[BaseTool]:
    @tool
    async def wait() -> str:
        """Wait."""
        reached.set()
        await asyncio.Event().wait()
        return "never"

    return [*TOOLS, wait]


async def test_a_run_stopped_in_a_tool_is_stopped_there_again() -> None:
    reached = asyncio.Event()
    tools = waiting(reached)
    made = await record(Call(PREDICT), WAIT, tools=tools, stop=reached)
    played = await play(made, tools=tools)
    assert (played.now.status, played.now.error and played.now.error.code) == (
        "cancelled",
        "cancelled",
    )
    assert played.same, played.differences


async def test_a_run_stopped_while_a_model_spoke_is_stopped_there_again() -> None:
    reached = asyncio.Event()

    class Hanging(ScriptedModel):
        def __init__(self, *steps: Step) -> None:
            super().__init__(*steps)

        async def _astream(self, *args: Any, **kwargs: Any) -> Any:
            async for chunk in super()._astream(*args, **kwargs):
                yield chunk
            reached.set()
            await asyncio.Event().wait()

    source = _Source(Hanging(Say("Arsenal are good. So are United. And")))
    made = await record(source=source, stop=reached)
    assert made.replies[0].end == "stopped"
    assert made.outcome.answer == "Arsenal are good. So are United."
    played = await play(made)
    assert played.now.status == "cancelled"
    assert played.same, played.differences


async def test_a_run_stopped_before_anybody_spoke_is_stopped_again() -> None:
    reached = asyncio.Event()

    class Choosing:
        async def choose(self) -> Speaker:
            reached.set()
            await asyncio.Event().wait()
            raise AssertionError

        def failed(self, error: ModelError) -> None:
            raise AssertionError

    made = await record(source=Choosing(), stop=reached)
    assert made.replies == ()
    assert (await play(made)).same


async def test_a_failed_run_that_is_answered_today_has_changed() -> None:
    made = await record(Call(PREDICT), Say(GOOD))
    failed = made.outcome.model_dump(mode="json") | {
        "status": "failed",
        "error": {"code": "turn_failed", "message": "Something went wrong."},
        "answer": "Arsenal win with 55.4%.",
    }
    played = await play(changed(made, outcome=failed))
    turn = {change.what: (change.before, change.after) for change in played.differences.turn}
    assert turn == {"status": ("failed", "completed"), "error": ("turn_failed", None)}
    assert played.differences.words == ("  Arsenal win with 55.4%.", "+ United have only 22 %.")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (None, "no recording"),
        ([], "no recording"),
        ({"answer": "Hello."}, "no recording"),
        ({"format": FORMAT + 1}, "format 2"),
        ({"format": 0}, "format 0"),
        ({"format": "x" * 5000}, "record the run anew"),
        ({"format": FORMAT}, "damaged"),
    ],
)
def test_what_is_no_recording_is_told_so(document: object, said: str) -> None:
    with pytest.raises(BadRecording, match=said) as caught:
        Recording.read(document)
    assert len(str(caught.value)) < 200


async def test_a_damaged_part_is_named_and_not_repeated() -> None:
    made = (await record(Say("Hello."))).to_dict()
    for part, value in (
        ("asked_at", "yesterday, hush"),
        ("asked_at", "2024-05-10T00:00:00"),
        ("replies", [{"speaker": "hush"}]),
        ("before", [{"role": "hush", "text": ""}]),
        ("reader", {"odds_format": "hush"}),
        ("extra", "hush"),
    ):
        with pytest.raises(BadRecording, match=part) as caught:
            Recording.read({**made, part: value})
        assert "hush" not in str(caught.value)
