"""Analyses: the tools' findings, the mentor's words, kept once with what they rest on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.agents.analysis import found_of
from graph.agents.voice import agent_question, own_thread
from graph.answer import Answer
from graph.errors import ThreadBusy
from graph.keeping import confidence_of
from graph.run import Question
from graph.wording.figures import shown
from knowledge.agents import AgentType
from knowledge.errors import UnknownTeam
from knowledge.matches import MatchInfo, find_matches
from knowledge.preferences import set_preferences
from knowledge.threads import get_thread
from tests.graph.agents_at_work import Office, later, open_office
from tests.scripted_model import Call, Do, Say, ScriptedModel
from tests.tools.conftest import House, handmade_home, house
from tools.errors import NoForecast, ToolError

__all__ = ["handmade_home", "house"]


async def next_match(house: House) -> MatchInfo:
    async with house.db.reading() as session:
        found = await find_matches(
            session,
            as_of=house.now,
            league="E0",
            date_from=house.now.date(),
            status="scheduled",
            limit=1,
        )
    return found[0]


async def only(office: Office, result: dict[str, Any]) -> Any:
    [insight] = await office.insights(result["insight_id"])
    return insight


@pytest.mark.parametrize("language", ["en", "hu"])
async def test_a_match_is_analysed_from_all_sides(house: House, language: str) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis", language=language)
    result = await office.do(agent, "analyze_match", {"match_id": match.id})
    assert result["prediction"]["match_id"] == match.id
    assert set(result["parts"]) == {"home", "away", "head_to_head", "table", "recommendations"}
    assert all(part["found"] for name, part in result["parts"].items() if "found" in part)
    insight = await only(office, result)
    assert insight.type == "comprehensive_analysis"
    assert (insight.match_id, insight.user_id, insight.agent_id) == (match.id, "kati", agent.id)
    assert insight.as_of == house.now
    assert insight.confidence == pytest.approx(result["prediction"]["confidence_score"])
    chance = next(fact for fact in insight.facts if fact["market"] == "1x2")
    assert shown(chance["value"], chance["unit"], language) in insight.text  # type: ignore[arg-type]
    assert {fact["market"] for fact in insight.facts} >= {"1x2", "table", "head_to_head", "form"}
    assert [fact["id"] for fact in insight.facts] == [
        f"f{number}" for number in range(1, len(insight.facts) + 1)
    ]


def test_what_is_missing_takes_from_the_confidence() -> None:
    parts = {"home": {"found": True}, "table": {"found": False}, "recommendations": {}}
    assert confidence_of(0.6, found_of(parts)) == 0.3
    assert confidence_of(0.6, ()) == 0.6


async def test_a_club_is_analysed_with_its_next_match(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("analysis")
    result = await office.do(agent, "analyze_team", {"team": "Man Utd"})
    again = await office.do(agent, "analyze_team", {"team_id": "e-man-united"})
    assert again["text"] == result["text"]
    insight = await only(office, result)
    assert insight.type == "analysis"
    assert insight.team_id
    assert "Man United" in insight.text
    assert result["prediction"]["confidence_score"] == insight.confidence


async def test_a_task_done_again_keeps_one_insight(house: House) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis")
    asked = {"match_id": match.id}
    first = await office.do(agent, "analyze_match", asked, task_id="task-1")
    again = await office.do(agent, "analyze_match", asked, task_id="task-1")
    other = await office.do(agent, "analyze_match", asked, task_id="task-2")
    assert first["insight_id"] == again["insight_id"] != other["insight_id"]


async def test_what_comes_is_analysed_once_a_model(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("analysis", leagues=["E0"], days_ahead=31, most=2)
    first = await office.do(agent, "generate_insights")
    assert len(first["insight_ids"]) == 2
    again = await office.do(agent, "generate_insights")
    assert (again["matches"], again["insight_ids"], again["already"]) == (2, [], 2)
    later(house, days=7)
    fresh = await office.do(agent, "generate_insights")
    assert len(fresh["insight_ids"]) == 2


async def test_whom_advice_is_kept_from_gets_the_chances_alone(house: House) -> None:
    async with house.db.writing() as session:
        until = {"self_excluded_until": (house.now + dt.timedelta(days=90)).isoformat()}
        await set_preferences(session, "kati", until, now=house.now)
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis")
    result = await office.do(agent, "analyze_match", {"match_id": match.id})
    assert result["prediction"]["market"] is None
    assert result["parts"]["recommendations"]["recommendations"] == []
    insight = await only(office, result)
    assert "1x2" in {fact["market"] for fact in insight.facts}
    markets = {fact["market"] for fact in insight.facts}
    assert not markets & {"price", "expected_value", "stake", "our_price"}


async def test_a_match_of_two_countries_fails_with_a_reason(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("analysis")
    given = {"home_team": "Arsenal", "away_team": "Dortmund"}
    with pytest.raises(NoForecast, match="one country"):
        await office.do(agent, "analyze_match", given)


async def test_a_custom_agent_follows_its_owners_words(house: House) -> None:
    match = await next_match(house)
    predict = ("predict_match", {"home_team": match.home.name, "away_team": match.away.name})
    model = ScriptedModel(Call(predict), Say("Watch this one."), Say("It is 99% sure."), Say("99%"))
    office = open_office(house, model)
    agent = await office.hire("custom", prompt="Say what to watch.", tools=["predict_match"])
    result = await office.do(agent, "generate_insights")
    [insight] = await office.insights(*result["insight_ids"])
    assert insight.text == "Watch this one."
    assert insight.confidence is None
    assert model.bound[0] == ("predict_match",)
    assert "Say what to watch." in str(model.prompts[0][0].content)
    lies = await office.do(agent, "generate_insights")
    assert "99" not in lies["text"]


@pytest.mark.parametrize("told", [{}, {"prompt": "Say what to watch."}])
async def test_what_a_task_names_counts_before_what_the_agent_was_told(
    house: House, told: dict[str, str]
) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("custom", **told)
    on_match = await office.do(agent, "generate_insights", {"match_id": match.id})
    assert (await only(office, on_match)).match_id == match.id
    on_club = await office.do(agent, "generate_insights", {"team": match.home.name})
    assert (await only(office, on_club)).team_id == match.home.id
    on_league = await office.do(agent, "generate_insights", {"leagues": ["E0"], "days_ahead": 31})
    insights = await office.insights(*on_league["insight_ids"])
    assert {insight.league_id for insight in insights} == {"E0"}


async def test_a_custom_agent_without_words_of_its_own_analyses_what_comes(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("custom")
    assert (await office.do(agent, "generate_insights"))["matches"] > 0


@pytest.mark.parametrize("type_", ["analysis", "monitoring", "insight", "custom"])
async def test_a_league_or_club_named_for_once_is_known_or_the_task_fails(
    house: House, type_: AgentType
) -> None:
    office = open_office(house)
    agent = await office.hire(type_)
    with pytest.raises(ToolError, match="Serie Z"):
        await office.do(agent, "generate_insights", {"leagues": ["Serie Z"]})
    with pytest.raises(UnknownTeam, match="Hogwarts"):
        await office.do(agent, "generate_insights", {"teams": ["Hogwarts"]})


async def test_it_works_in_a_thread_of_its_own_one_question_at_a_time(house: House) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis")
    await office.do(agent, "analyze_match", {"match_id": match.id})
    async with house.db.reading() as session:
        thread = await get_thread(session, own_thread(agent), user_id="kati")
    assert thread.id == own_thread(agent)


async def test_a_thread_held_elsewhere_is_waited_for(house: House) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis")
    asks, busy = office.mentor.ask, 2

    async def ask(question: Question) -> Answer:
        nonlocal busy
        if busy:
            busy -= 1
            raise ThreadBusy
        return await asks(question)

    office.mentor.ask = ask  # type: ignore[method-assign]
    result = await office.do(agent, "analyze_match", {"match_id": match.id})
    assert (busy, result["insight_id"] is None) == (0, False)


async def test_whoever_talks_to_an_agent_talks_to_its_persona(house: House) -> None:
    model = ScriptedModel(Do(lambda prompt: Say("I am here.")))
    office = open_office(house, model)
    agent = await office.hire(
        "custom", prompt="Be short.", tools=["find_matches"], model="ollama:small", language="en"
    )
    question = agent_question(agent, "Who are you?")
    assert (question.user_id, question.thread_id, question.language) == ("kati", None, "en")
    assert question.persona is not None
    assert question.persona.model == "ollama:small"
    answer = await office.mentor.ask(question)
    assert answer.answer == "I am here."
    assert model.bound == [("find_matches",)]
