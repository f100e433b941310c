"""The built-in workflows on a planted league: what they find, and the rules of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.workflows.built_in import BUILT_IN, DEFINITIONS
from graph.workflows.checking import check_definition, check_input
from graph.workflows.errors import BadInputData
from graph.workflows.steps import BUILT_IN_STEPS
from knowledge.insights import WEIGHS, get_insight, own_insights
from knowledge.preferences import set_preferences
from tests.graph.workflow_world import MATCH, NO_DESK, OWNER, Mill, a_mill
from tests.tools.conftest import House
from tests.tools.handmade import NOW
from tools.prediction import PredictionObject
from tools.risks import assess


@pytest.fixture
async def mill(house: House) -> AsyncIterator[Mill]:
    made = a_mill(house)
    yield made
    await made.mentor.aclose()


def test_each_is_a_definition_of_the_language() -> None:
    for name in BUILT_IN:
        definition = check_definition(DEFINITIONS[name], NO_DESK)
        assert set(definition.input_names) == {
            *("match_id", "home_team", "away_team", "league", "kickoff", "date", "odds"),
            "language",
        }


async def test_the_standard_one_ends_with_an_insight(mill: Mill) -> None:
    done, steps = await mill.run(await mill.built_in("standard"))
    assert done.status == "completed", done.error
    assert list(steps) == ["validate", "home_analysis", "away_analysis", "prediction", "insight"]
    assert {step.status for step in steps.values()} == {"completed"}
    assert done.output is not None
    prediction = done.output["prediction"]
    assert (prediction["home_team"], prediction["away_team"]) == ("Arsenal", "Chelsea")
    (insight_id,) = done.output["insight_ids"]
    async with mill.house.db.reading() as session:
        insight = await get_insight(session, insight_id, user_id=OWNER, as_of=NOW)
    assert insight.match_id == prediction["match_id"]
    assert insight.type == "prediction"
    # both clubs' reports were looked for, and found
    assert insight.confidence == pytest.approx(prediction["confidence_score"])
    assert insight.source == "workflow, analyst"
    assert "Arsenal" in insight.text
    home = prediction["match_result"]["home_win"]
    assert f"{100 * home:.1f}%" in insight.text
    values = [fact["value"] for fact in insight.facts]
    assert home in values
    ids = [fact["id"] for fact in insight.facts]
    assert ids == [f"f{number}" for number in range(1, len(ids) + 1)]


async def test_the_comprehensive_one_looks_at_everything(mill: Mill) -> None:
    done, steps = await mill.run(await mill.built_in("comprehensive", language="hu"))
    assert done.status == "completed", done.error
    assert {step.status for step in steps.values()} == {"completed"}
    assert list(steps)[4:] == ["history", "odds", "trend", "risk", "recommendations", "insight"]
    assert done.output is not None
    risk, validated = done.output["risk"], steps["validate"].output
    assert validated is not None
    found = validated["match"]
    plain = PredictionObject.model_validate(done.output["prediction"])
    health = await mill.house.forecaster.health()
    assert health is not None
    assessed = assess(
        plain,
        days_ahead=(dt.date.fromisoformat(str(found["date"])) - plain.data_cutoff.date()).days,
        evidence=health.drift.evidence if health.drift.matches else None,
    )
    assert {name: risk[name] for name in ("level", "reasons", "doubt")} == assessed.model_dump()
    told = steps["risk"].output
    assert told is not None
    assert [fact["outcome"] for fact in told["facts"]] == [each.code for each in assessed.reasons]
    advised = done.output["recommendations"]
    assert advised.keys() >= {"recommendations", "reason", "text"}
    (updated,) = [each for each in await mill.events() if each.name == "recommendation:updated"]
    assert (updated.execution_id, updated.user_id) == (done.id, OWNER)
    assert updated.payload["recommended"] == len(advised["recommendations"])
    assert not {"text", "recommendations"} & updated.payload.keys()
    written = steps["insight"].output
    assert written is not None
    assert written["type"] == "comprehensive_analysis"
    assert "esélyesebb" in written["text"]
    assert "Chelsea" in written["text"].split("\n\n", 1)[1]
    assert not WEIGHS & {fact["market"] for fact in written["facts"]}
    weighed = steps["odds"].output
    assert weighed is not None
    assert WEIGHS & {fact["market"] for fact in weighed["facts"]}
    trend = steps["trend"].output
    assert trend is not None
    for side in ("home", "away"):
        letters = trend[side]["letters"]
        points = [{"W": 3, "D": 1, "L": 0}[letter] for letter in letters]
        assert (trend[side]["last"], trend[side]["before"]) == (sum(points[:3]), sum(points[3:6]))


async def test_the_quick_one_says_one_sentence(mill: Mill) -> None:
    done, steps = await mill.run(await mill.built_in("real_time"))
    assert done.status == "completed", done.error
    assert list(steps) == ["quick_prediction", "short_insight"]
    written = steps["short_insight"].output
    assert written is not None
    assert written["text"].count(". ") == 0
    assert "%" in written["text"]


@pytest.mark.parametrize("name", BUILT_IN)
async def test_every_output_has_what_its_step_gives(mill: Mill, name: str) -> None:
    kinds = {kind.name: kind for kind in BUILT_IN_STEPS}
    done, steps = await mill.run(await mill.built_in(name))
    for step in done.definition["steps"]:
        output = steps[step["name"]].output
        assert output is not None
        assert set(output) == kinds[step["step"]].gives, step["name"]


async def test_a_match_can_be_named_by_its_id(mill: Mill) -> None:
    _, steps = await mill.run(await mill.built_in("real_time"))
    found = steps["quick_prediction"].output
    assert found is not None
    execution, _ = await mill.workflows.start(
        "standard", {"match_id": found["match"]["match_id"]}, user_id=OWNER
    )
    done, _ = await mill.run(execution)
    assert done.status == "completed", done.error
    assert done.output is not None
    assert done.output["prediction"]["home_team"] == "Arsenal"


async def test_odds_go_with_the_clubs_where_they_play_the_other_way_round(mill: Mill) -> None:
    odds = {"home": 4.2, "draw": 3.6, "away": 1.85}
    _, steps = await mill.run(await mill.built_in("real_time"))
    found = steps["quick_prediction"].output
    assert found is not None
    asked = {
        "home_team": "Chelsea",
        "away_team": "Arsenal",
        "date": found["match"]["date"],
        "odds": odds,
    }
    execution, _ = await mill.workflows.start("standard", asked, user_id=OWNER)
    done, _ = await mill.run(execution)
    assert done.output is not None
    prediction = done.output["prediction"]
    assert prediction["home_team"] == "Arsenal"
    assert prediction["market"]["odds"] == {"home": 1.85, "draw": 3.6, "away": 4.2}


@pytest.mark.parametrize(
    ("given", "field", "why"),
    [
        ({**MATCH, "coach": "x"}, "coach", "there is no such field"),
        ({**MATCH, "odds": {"home": 0.5, "draw": 3, "away": 4}}, "odds", ""),
        ({**MATCH, "odds": "1.85"}, "odds", ""),
        ({**MATCH, "language": "de"}, "language", "'hu'"),
        ({**MATCH, "kickoff": "soon"}, "kickoff", ""),
        ({**MATCH, "kickoff": "0001-01-01"}, "kickoff", "give a year"),
        ({"home_team": ""} | {"away_team": "Chelsea"}, "home_team", ""),
        ({"home_team": "Arsenal"}, None, "give match_id, or home_team and away_team"),
        ({}, None, "give match_id"),
    ],
)
@pytest.mark.parametrize("name", BUILT_IN)
def test_anything_else_is_refused_with_the_fields_name(
    name: str, given: dict[str, Any], field: str | None, why: str
) -> None:
    definition = check_definition(DEFINITIONS[name], NO_DESK)
    with pytest.raises(BadInputData) as caught:
        check_input(definition, given, NO_DESK)
    assert caught.value.field == field
    assert why in str(caught.value)


async def test_what_is_refused_is_not_begun(mill: Mill) -> None:
    with pytest.raises(BadInputData):
        await mill.built_in("standard", coach="x")
    assert await mill.events() == []


async def test_a_club_that_nobody_knows_fails_it_with_the_steps_name(mill: Mill) -> None:
    execution, _ = await mill.workflows.start(
        "standard", {"home_team": "Zzyzx", "away_team": "Chelsea"}, user_id=OWNER
    )
    done, steps = await mill.run(execution)
    assert done.status == "failed"
    assert done.error is not None
    assert done.error.startswith("Step validate failed: No club is known as “Zzyzx”")
    assert list(steps) == ["validate"]
    assert [event.name for event in await mill.events()][-1] == "workflow:failed"


async def test_who_excluded_himself_gets_chances_and_no_advice(mill: Mill) -> None:
    until = NOW + dt.timedelta(days=30)
    async with mill.house.db.writing() as session:
        await set_preferences(session, OWNER, {"self_excluded_until": until.isoformat()}, now=NOW)
    odds = {"home": 9.0, "draw": 5.0, "away": 1.3}
    done, steps = await mill.run(await mill.built_in("comprehensive", odds=odds))
    assert done.status == "completed", done.error
    assert done.output is not None
    advice = done.output["recommendations"]
    assert (advice["recommendations"], advice["reason"]) == ([], "self_excluded")
    assert done.output["prediction"]["market"] is None
    codes = {reason["code"] for reason in done.output["risk"]["reasons"]}
    assert "market_disagrees" not in codes
    weighed = steps["odds"].output
    assert weighed is not None
    assert (weighed["found"], weighed["facts"]) == (False, [])
    written = steps["insight"].output
    assert written is not None
    assert not {*WEIGHS, "gap", "implied"} & {fact["market"] for fact in written["facts"]}


async def test_everything_is_the_owners(mill: Mill) -> None:
    await mill.run(await mill.built_in("standard"))
    async with mill.house.db.reading() as session:
        assert len(await own_insights(session, user_id=OWNER, as_of=NOW)) == 1
        assert await own_insights(session, user_id="user-2", as_of=NOW) == []
        assert await own_insights(session, user_id=None, as_of=NOW) == []
