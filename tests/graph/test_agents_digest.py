"""The digest: what was, what comes, the tables; since the last one, for whom it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.wording.figures import shown
from knowledge.preferences import set_preferences
from tests.graph.agents_at_work import later, open_office
from tests.tools.conftest import House, handmade_home, house

__all__ = ["handmade_home", "house"]


async def test_a_round_is_summed_up_with_how_the_model_did(house: House) -> None:
    office = open_office(house)
    predicts = await office.hire(leagues=["E0"], days_ahead=31)
    agent = await office.hire("insight", leagues=["E0"], days_ahead=31, language="en")
    predicted = await office.do(predicts, "update_predictions")
    await office.do(agent, "generate_insights")
    later(house, days=31)
    result = await office.do(agent, "generate_insights")
    assert result["results"] == predicted["predicted"] > 0
    [insight] = await office.insights(*result["insight_ids"])
    assert insight.text.count("before it I gave") == min(result["results"], 12)
    assert "The likeliest result came in" in insight.text
    for fact in insight.facts:
        assert shown(fact["value"], fact["unit"], "en") in insight.text
    assert (insight.confidence is not None) == bool(result["coming"])
    later(house, minutes=5)
    assert (await office.do(agent, "generate_insights"))["results"] == 0


async def test_it_is_of_its_owners_favourites_in_his_language(house: House) -> None:
    async with house.db.writing() as session:
        told = {"favourite_teams": ["Arsenal"], "language": "hu"}
        await set_preferences(session, "kati", told, now=house.now)
    office = open_office(house)
    agent = await office.hire("insight", days_ahead=31)
    result = await office.do(agent, "generate_insights")
    [insight] = await office.insights(*result["insight_ids"])
    assert "Ami jön:" in insight.text
    assert "A tabellákon:" in insight.text
    rows = [line for line in insight.text.splitlines() if line.startswith("- ")]
    assert rows
    assert all("Arsenal" in row for row in rows)


async def test_a_place_that_changed_is_told_with_both(house: House) -> None:
    office = open_office(house)
    house.now = dt.datetime(2023, 9, 20, tzinfo=dt.UTC)
    agent = await office.hire("insight", teams=["Arsenal", "Everton", "Chelsea", "Liverpool"])
    texts = []
    for _ in range(4):
        result = await office.do(agent, "generate_insights")
        [insight] = await office.insights(*result["insight_ids"])
        texts.append(insight.text)
        later(house, days=21)
    assert " at " in texts[0]
    assert any(" up from " in text or " down from " in text for text in texts[1:])


async def test_chosen_markets_are_told(house: House) -> None:
    office = open_office(house)
    told: dict[str, Any] = {"leagues": ["E0"], "days_ahead": 31, "language": "en"}
    agent = await office.hire("insight", markets=["over_under_2.5", "both_teams_score"], **told)
    result = await office.do(agent, "generate_insights")
    [insight] = await office.insights(*result["insight_ids"])
    assert {"over_under_2.5", "both_teams_score"} <= {fact["market"] for fact in insight.facts}
    assert "1x2" not in {fact["market"] for fact in insight.facts}


async def test_a_task_done_again_tells_the_same_once(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("insight", leagues=["E0"])
    first = await office.do(agent, "generate_insights", task_id="task-1")
    later(house, minutes=3)
    again = await office.do(agent, "generate_insights", task_id="task-1")
    assert again == first


async def test_nothing_to_tell_is_told(house: House) -> None:
    office = open_office(house)
    house.now = dt.datetime(2024, 6, 30, tzinfo=dt.UTC)
    agent = await office.hire("insight", leagues=["E0"], language="en")
    result = await office.do(agent, "generate_insights")
    [insight] = await office.insights(*result["insight_ids"])
    assert "nothing is to come" in insight.text
    assert insight.confidence is None


@pytest.mark.parametrize("type_", ["prediction", "workflow"])
async def test_other_types_analyse_when_asked_for_insights(house: House, type_: str) -> None:
    office = open_office(house)
    more = {"workflow": "standard"} if type_ == "workflow" else {}
    agent = await office.hire(type_, **more)  # type: ignore[arg-type]
    result = await office.do(agent, "generate_insights", {"teams": ["Arsenal"], "days_ahead": 14})
    [insight] = await office.insights(*result["insight_ids"][:1])
    assert insight.type == "comprehensive_analysis"
