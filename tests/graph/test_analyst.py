"""The analyst as a chat model: calls, answers, follow-ups, and what it does without its tools."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    ToolMessage,
)
from langchain_core.tools import BaseTool

from graph.analyst import Analyst
from graph.analyst.calls import Found, call
from graph.analyst.message import read
from graph.analyst.spotting.terms import TERMS
from graph.analyst.turns import ROUNDS
from graph.analyst.writing.missing import explain
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_phrases import EXAMPLE, LANGUAGES, phrases
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_tools.forecasting import predict_match
from tests.graph.analyst_world import clock, spot

ANALYST = Analyst(spot=spot, clock=clock)
TOOLS = world_tools()

ENGLISH = "Who wins Man United against Arsenal on Sunday, and is 1.60 on Arsenal value?"
HUNGARIAN = "Mennyi az esélye, hogy a Bayern legyőzi a Wolfsburgot vasárnap?"


def _ask(*messages: str, tools: Sequence[BaseTool] = TOOLS, **kwargs: Any) -> str:
    talk = Talk(ANALYST, tools)
    return [talk.ask(message, **kwargs) for message in messages][-1]


def test_two_questions_in_one_message_get_one_answer() -> None:
    assert _ask(ENGLISH) == (
        "Arsenal are favourites: **58.1%** to win at Man United on Sunday 12 May 2024. "
        "Draw 22.2%, Man United win 19.7%.\n"
        "1.60 on Arsenal needs 62.5% to break even. Our price, with the market weighed in, is "
        "1.72; theirs, the average without its margin, is 1.72: the expected value is -7.0%. "
        "**No bet.**"
    )


def test_a_hungarian_question_gets_a_hungarian_answer() -> None:
    assert _ask(HUNGARIAN) == (
        "**19,7 %** az esélye, hogy a Bayern Munich hazai pályán nyer a Wolfsburg ellen "
        "2024. május 12-én, vasárnap. A döntetlen esélye 22,2 %, a Wolfsburg győzelméé 58,1 %.\n"
        "Várható gólok: Bayern Munich 1,0, Wolfsburg 1,8. A legvalószínűbb eredmény 1–1 (10,7 %)."
    )


def test_value_is_told_as_a_difference_never_as_certain() -> None:
    answer = _ask("Is 1.90 on Arsenal value against Man United on Sunday?")
    assert "+10.4%" in answer
    assert "pays more than either" in answer
    assert "may still lose" in answer
    assert "guarantee" not in answer.lower()


def test_a_hair_of_value_is_called_too_thin() -> None:
    assert "Too thin" in _ask("Is 1.73 on Arsenal value against Man United on Sunday?")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How good are you?", "**52.3%**"),
        ("Did you beat the bookies?", "I cannot claim to have beaten the bookmakers"),
        ("Mennyire vagy pontos?", "**52,3 %**"),
        ("Mi a mérleged?", "A záró árak még jobbak voltak"),
    ],
)
def test_the_track_record_is_told(asked: str, said: str) -> None:
    answer = _ask(asked)
    assert said in answer
    assert "0.2000" in answer or "0,2000" in answer
    # the matches begin in another year than they end
    assert "11 August 2023" in answer or "2023. augusztus 11." in answer


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How good were you on 15 July 2023?", "Nothing is settled yet"),
        ("Mennyire voltál pontos 2023. július 15-én?", "Még nincs kiértékelt előrejelzésem"),
    ],
)
def test_a_record_without_a_settled_forecast_says_so(asked: str, said: str) -> None:
    answer = _ask(asked)
    assert said in answer
    assert "3" in answer


@pytest.mark.parametrize(
    ("price", "said"),
    [(1.8, "**No bet.**"), (2.0, "**Too thin to call value.**"), (2.9, "may still lose")],
)
def test_where_the_market_has_no_price_more_is_asked_for(price: float, said: str) -> None:
    answer = _ask(f"Is {price} on both teams to score value in Man United - Arsenal on Sunday?")
    assert said in answer
    assert "1.86" in answer
    assert "no market price" in answer


@pytest.mark.parametrize(
    ("asked", "chance", "goals"),
    [
        ("Will Arsenal win on Sunday, and will it be over 2.5?", "58.1%", "55.7%"),
        ("Nyer az Arsenal vasárnap, és lesz 2,5 gól felett?", "58,1 %", "55,7 %"),
    ],
)
def test_two_outcomes_of_one_match_are_both_told(asked: str, chance: str, goals: str) -> None:
    first, *_, last = _ask(asked).splitlines()
    assert chance in first
    assert goals in last


def test_two_matches_of_one_message_are_both_told() -> None:
    answer = _ask("ki nyer chelsea liverpool és newcastle brighton")
    assert answer.index("Chelsea") < answer.index("Newcastle")
    assert answer.count("2024. május 11-én") == 2


def test_a_price_on_a_supposed_match_is_weighed_without_a_day() -> None:
    talk = Talk(ANALYST, TOOLS)
    answer = talk.ask("Leeds v Everton, is 2.5 on Leeds value?")
    assert "date" not in talk.calls[-1][1]
    assert "2.50 on Leeds needs 40.0%" in answer


def test_any_score_has_a_chance_beside_the_likeliest() -> None:
    assert _ask("chance of 5-0 in Man United v Arsenal").splitlines() == [
        "Man United – Arsenal on Sunday 12 May 2024: **1.3%** for 5-0.",
        "The likeliest others: 1-2 (9.7%), 0-1 (9.3%) and 1-1 (10.7%).",
    ]


def test_the_score_of_one_club_alone_is_told_from_its_side() -> None:
    talk = Talk(ANALYST, TOOLS)
    talk.ask("mennyi az esélye hogy 3-0 lesz az Arsenal meccse")
    assert talk.calls[-1][1]["score"] == "0-3"


_REFUSALS: dict[str, dict[str, Any]] = {
    "cup": {"home": "Arsenal", "away": "Chelsea"},
    "two_countries": {"home": "Arsenal", "away": "Bayern Munich"},
    "no_results": {"home": "Arsenal", "away": "Chelsea"},
    "no_older_model": {"home": "Arsenal", "away": "Chelsea"},
    "club_not_imported": {"club": "Ferencváros", "league": "HUN"},
    "league_not_imported": {"league": "UCL"},
    "season_of_cup": {"league": "UCL"},
    "season_unknown": {"league": "UCL"},
    "not_in_league": {"club": "Leeds", "league": "UCL"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", _REFUSALS)
def test_every_reason_is_told_in_the_readers_language(reason: str, language: Language) -> None:
    english = "An English sentence of the tool."
    found = Found.of(
        {"found": False, "text": english, "data": {"reason": reason, **_REFUSALS[reason]}}
    )
    reading = read("Arsenal Chelsea", today=clock().date(), language=language, spot=spot)
    book = Phrasebook(language)
    told = explain(found, call("predict_match"), reading, book)
    assert english not in told
    assert told == book.say(f"no_data.{reason}", **_slots_of(reason, book))


def _slots_of(reason: str, book: Phrasebook) -> dict[str, str]:
    cup = {"en": "Champions League", "hu": "Bajnokok Ligája"}[book.language]
    league = {"HUN": "NB I", "UCL": cup}.get(_REFUSALS[reason].get("league", ""), "")
    return {
        "league": league,
        "in_league": f" ({league})",
        **{name: text for name, text in _REFUSALS[reason].items() if name != "league"},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_preference_is_told_with_what_it_takes(language: Language) -> None:
    error = {"error": "The tool says so.", "retryable": False, "reason": "preference_refused"}
    for name in Phrasebook(language).section("takes"):
        found = Found.of_error(json.dumps({**error, "preference": name}))
        reading = read("x", today=clock().date(), language=language, spot=spot)
        told = explain(found, call("set_preference"), reading, Phrasebook(language))
        assert Phrasebook(language).word("takes", name) in told
        assert "The tool says so." not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_trade_is_explained(language: Language) -> None:
    assert set(Phrasebook(language).section("term")) == set(TERMS)
    assert "GG" in _ask("what does btts mean?" if language == "en" else "mi az a gg?")


@pytest.mark.parametrize("asked", ["any injuries at Arsenal?", "ki a sérült az Arsenalnál?"])
def test_what_nothing_is_known_of_is_said(asked: str) -> None:
    assert any(words in _ask(asked) for words in ("not in my data", "nincs adatom"))


def test_the_users_three_prices_are_called_his() -> None:
    answer = _ask("odds 5.0, 4.0, 1.65 for Man United v Arsenal?")
    assert "Your odds: Man United 5.00, draw 4.00 and Arsenal 1.65" in answer
    assert "**no bet**" in answer


@pytest.mark.parametrize(
    "asked",
    [
        "Arsenal vs Man United 1.60 4.0 6.0 value?",
        "Man United vs Arsenal 6.0 4.0 1.60 value?",
        "Arsenal–Man United vasárnap 1,60 4,0 6,0, van benne érték?",
    ],
)
def test_prices_stay_with_the_clubs_they_were_named_for(asked: str) -> None:
    answer = _ask(asked).replace(",", ".")
    assert "Arsenal 1.60" in answer
    assert "Man United 6.00" in answer


def test_an_ambiguous_club_is_asked_back_and_the_answer_is_taken_up() -> None:
    talk = Talk(ANALYST, TOOLS)
    assert talk.ask("Ki nyer vasárnap, a United vagy az Arsenal?").startswith("Melyik csapatra")
    assert "Arsenal" in talk.ask("Man United")
    assert talk.calls[0][1] == {
        "home_team": "Man United",
        "away_team": "Arsenal",
        "date": "2024-05-12",
    }


def test_a_name_that_was_certain_before_is_certain_now() -> None:
    talk = Talk(ANALYST, TOOLS)
    talk.ask("Who wins Real Madrid v Barcelona?")
    talk.ask("and is 2.10 on Real good?")
    assert talk.calls[-1][1]["selection"] == "home"
    assert talk.calls[-1][1]["price"] == 2.1


def test_a_fixture_that_is_not_there_is_told_with_the_next_real_ones() -> None:
    answer = _ask("Who wins Chelsea v Arsenal on Sunday?")
    assert "no match between Chelsea and Arsenal on Sunday 12 May 2024" in answer
    assert "- Man United – Arsenal, Sunday 12 May 2024" in answer


def test_a_supposed_match_is_said_to_be_supposed_and_has_no_day() -> None:
    answer = _ask("Who wins Leeds v Everton?")
    assert "supposes" in answer
    assert "2024" not in answer


def test_a_match_on_another_day_than_asked_is_told() -> None:
    assert "It is not" in _ask("Arsenal v Everton this weekend, who wins?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "Ask me about a match"),
        ("szia", "Kérdezz"),
        ("thanks", "welcome"),
        ("köszi", "Szívesen"),
        ("what's the weather in Budapest tomorrow?", "beyond me"),
        ("milyen idő lesz holnap Budapesten?", "nem tudok segíteni"),
        ("ki nyer?", "Melyik meccsre"),
        ("table", "Which league"),
    ],
)
def test_small_talk_is_answered(text: str, words: str) -> None:
    talk = Talk(ANALYST, TOOLS)
    assert words in talk.ask(text)
    assert talk.calls in ([], [EXAMPLE])


def test_a_greeting_gives_an_example_that_works() -> None:
    talk = Talk(ANALYST, TOOLS)
    greeting = talk.ask("hello")
    example = re.search("“(.*?)”", greeting)
    assert example is not None
    assert "**" in talk.ask(example[1])


def test_a_tool_that_is_not_bound_is_named() -> None:
    few = [tool for tool in TOOLS if tool.name == "predict_match"]
    answer = _ask(ENGLISH, tools=few)
    assert "**58.1%**" in answer
    assert "comparing odds is switched off" in answer
    assert "switched off" in _ask("Premier League table", tools=few)


def test_a_tool_that_fails_is_told_in_plain_words() -> None:
    question, broken = HumanMessage(ENGLISH), '{"error": "away"}'
    bound = ANALYST.bind_tools(TOOLS)
    asked = bound.invoke([question])
    failed = ToolMessage(broken, tool_call_id=asked.tool_calls[0]["id"] or "", status="error")
    answer = bound.invoke([question, asked, failed])
    assert not answer.tool_calls
    assert answer.text == "I could not finish that just now; please ask again in a moment."


def test_three_prices_that_no_tool_takes_are_called_odd() -> None:
    found = predict_match("Man United", "Arsenal")
    bound = ANALYST.bind_tools(TOOLS)
    messages: list[BaseMessage] = [HumanMessage("odds 1.88, 3.7, 10.72 for Man United v Arsenal?")]
    messages.append(asked := bound.invoke(messages))
    first = str(asked.tool_calls[0]["id"])
    messages.append(ToolMessage(found.text, tool_call_id=first, artifact=found.to_dict()))
    messages.append(asked := bound.invoke(messages))
    second = str(asked.tool_calls[0]["id"])
    messages.append(ToolMessage('{"error": "no"}', tool_call_id=second, status="error"))
    assert "cannot be the odds of one match" in bound.invoke(messages).text


def test_it_takes_over_in_mid_turn_from_what_another_model_found() -> None:
    arguments = {"home_team": "Manchester United", "away_team": "arsenal", "date": "2024-05-12"}
    found = predict_match("Man United", "Arsenal", "2024-05-12")
    messages = [
        HumanMessage("Who wins Man United against Arsenal on Sunday?"),
        AIMessage("", tool_calls=[{"name": "predict_match", "args": arguments, "id": "x"}]),
        ToolMessage(found.text, tool_call_id="x", artifact=found.to_dict()),
    ]
    for model in (ANALYST.bind_tools(TOOLS), ANALYST):
        answer = model.invoke(messages)
        assert not answer.tool_calls
        assert "**58.1%**" in str(answer.text)


def test_without_tools_and_results_it_says_so_and_calls_nothing() -> None:
    answer = ANALYST.invoke([HumanMessage(ENGLISH)])
    assert not answer.tool_calls
    assert "switched off" in str(answer.text)


def test_it_stops_although_the_tools_never_answer_the_same() -> None:
    messages: list[Any] = [HumanMessage(ENGLISH)]
    for number in range(ROUNDS):
        call = {"name": "find_matches", "args": {"limit": number}, "id": f"c{number}"}
        messages += [AIMessage("", tool_calls=[call]), ToolMessage("", tool_call_id=f"c{number}")]
    assert not ANALYST.bind_tools(TOOLS).invoke(messages).tool_calls


@pytest.mark.parametrize("text", [ENGLISH, HUNGARIAN])
async def test_streams_what_it_would_say_at_once_in_small_pieces(text: str) -> None:
    messages: list[Any] = [HumanMessage(text)]
    talk = Talk(ANALYST, TOOLS)
    answer = talk.ask(text)
    messages = talk.messages[:-1]
    bound = ANALYST.bind_tools(TOOLS)
    chunks = [chunk async for chunk in bound.astream(messages)]
    assert "".join(str(chunk.text) for chunk in chunks) == answer
    assert len(chunks) > 5
    assert [chunk.text for chunk in bound.stream(messages)] == [chunk.text for chunk in chunks]


async def test_streamed_tool_calls_are_whole() -> None:
    whole: AIMessageChunk | None = None
    async for chunk in ANALYST.bind_tools(TOOLS).astream([HumanMessage(ENGLISH)]):
        assert isinstance(chunk, AIMessageChunk)
        whole = chunk if whole is None else whole + chunk
    assert whole is not None
    assert [call["name"] for call in whole.tool_calls] == ["predict_match"]
    assert not whole.invalid_tool_calls


def test_the_readers_language_can_be_given() -> None:
    assert "Arsenal" in _ask("Arsenal v Everton", language="hu")
    assert "esélyesebb" in _ask("Arsenal v Everton", language="hu")
    assert "favourites" in _ask("Arsenal v Everton")


def test_a_conversation_keeps_its_language_where_a_message_has_none() -> None:
    assert "%" in _ask("Ki nyer vasárnap, a Man United vagy az Arsenal?", "Chelsea–Liverpool?")
    assert "esély" in _ask("Ki nyer vasárnap, a Man United vagy az Arsenal?", "Chelsea–Liverpool?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
@pytest.mark.timeout(1200)  # thousands of conversations
def test_every_figure_of_every_answer_is_a_fact_or_the_users_own(language: Language) -> None:
    for part in ("development", "apart"):
        for phrase in phrases(language, part):
            talk = Talk(ANALYST, TOOLS)
            answers = [talk.ask(message) for message in phrase.messages]
            left = _unbacked(answers[-1], talk)
            assert not left, (phrase.messages, answers[-1])


def _unbacked(answer: str, talk: Talk) -> list[str]:
    """Return the numbers of an answer that stand in no fact, no name, no day and no question."""
    from graph.grounding import Grounding

    facts: list[Any] = []
    own = " ".join(str(m.text) for m in talk.messages if isinstance(m, HumanMessage))
    for message in talk.messages:
        if isinstance(message, ToolMessage) and message.artifact:
            facts += message.artifact["facts"]
            facts += [
                {**fact, "value": fact["outcome"], "unit": "score"}
                for fact in message.artifact["facts"]
                if fact["market"] == "correct_score"
            ]
    said = re.sub(r"[“„].*?”", "", answer)
    grounding = Grounding(facts)
    return [one for one in grounding.unbacked(said) if one.replace("–", "-") not in own]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_message_gets_an_answer(text: str) -> None:
    assert _ask(text).strip()


def test_it_says_what_it_is() -> None:
    assert ANALYST._llm_type == "analyst"
    assert _ask(ENGLISH) == _ask(ENGLISH)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("Which of Saturday's Premier League games is the safest, and why?", "expected goals"),
        ("Melyik szombati Premier League-meccs a legbiztosabb, és miért?", "várható gól"),
    ],
)
def test_why_after_a_ranking_is_asked_of_its_first(asked: str, reason: str) -> None:
    talk = Talk(ANALYST, TOOLS)
    answer = talk.ask(asked)
    (ranked, forecasted) = talk.calls
    assert ranked[0] == "rank_matches"
    assert ranked[1]["league"] == "E0"
    assert forecasted[0] == "predict_match"
    assert reason in answer
    assert "?" not in answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I want an agent that watches the Premier League", "tippmix agents create"),
        ("What agents do I have?", "tippmix agents list"),
        ("Legyen egy ügynököm, ami figyeli a Premier League-et", "tippmix agents create"),
        ("Milyen ügynökeim vannak?", "tippmix agents list"),
    ],
)
def test_agents_are_said_to_be_made_elsewhere(text: str, words: str) -> None:
    talk = Talk(ANALYST, TOOLS)
    assert words in talk.ask(text)
    assert talk.calls == []
