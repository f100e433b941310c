"""Enhanced predictions: the model's own, unmoved, with what stands behind and against it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.insights import InsightDraft
from knowledge.matches import MatchInfo, find_matches
from knowledge.preferences import set_preferences
from tests.graph.agents_at_work import desk_of, later, open_office
from tests.tools.conftest import House, handmade_home, house
from tools.agreement import APART, HALF_LIFE, Opinion, agreement, enhanced_confidence, freshness
from tools.enhanced import enhance
from tools.risks import assess
from tools.wanted import Wanted

__all__ = ["handmade_home", "house"]

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)
EVEN = {"home": 0.4, "draw": 0.3, "away": 0.3}
OTHER = {"home": 0.5, "draw": 0.3, "away": 0.2}
shares = st.floats(0, 1, allow_nan=False)


@st.composite
def chances(draw: st.DrawFn) -> dict[str, float]:
    parts = [draw(st.floats(0.01, 1)) for _ in range(3)]
    return {side: part / sum(parts) for side, part in zip(EVEN, parts, strict=True)}


def opinion(chances: dict[str, float], *, age: dt.timedelta = dt.timedelta()) -> Opinion:
    return Opinion(insight_id="i", chances=chances, as_of=NOW - age)


@given(
    chances(), shares, st.none() | chances(), st.lists(chances(), max_size=3), st.integers(0, 99)
)
def test_all_parts_lie_between_0_and_1_and_so_does_the_whole(
    ours: dict[str, float],
    evidence: float,
    market: dict[str, float] | None,
    said: list[dict[str, float]],
    days: int,
) -> None:
    opinions = [opinion(each, age=dt.timedelta(days=days)) for each in said]
    found = enhanced_confidence(ours, evidence=evidence, market=market, opinions=opinions, now=NOW)
    parts = [found.evidence, found.market_agreement, found.insight_agreement]
    known = [part for part in parts if part is not None]
    assert all(0 <= part <= 1 for part in known)
    assert min(known) - 1e-12 <= found.value <= max(known) + 1e-12


def test_alone_it_is_the_models_own() -> None:
    found = enhanced_confidence(EVEN, evidence=0.6, market=None, opinions=[], now=NOW)
    assert found.value == pytest.approx(0.6)
    assert (found.market_agreement, found.insight_agreement, found.freshness) == (None, None, None)


def test_it_is_the_formula_of_the_docs() -> None:
    old = opinion(EVEN, age=HALF_LIFE)
    found = enhanced_confidence(EVEN, evidence=0.6, market=OTHER, opinions=[old], now=NOW)
    agrees = 1 - 0.1 / APART
    weighed = 0.5 * 0.6 + 0.3 * agrees + 0.2 * 0.5 * 1
    assert found.value == pytest.approx(weighed / (0.5 + 0.3 + 0.1))
    assert found.freshness == pytest.approx(0.5)


def test_a_market_and_insights_that_disagree_take_from_it() -> None:
    far = {"home": 0.1, "draw": 0.3, "away": 0.6}
    agreed = enhanced_confidence(
        EVEN, evidence=0.6, market=EVEN, opinions=[opinion(EVEN)], now=NOW
    ).value
    for market, said in ((far, EVEN), (EVEN, far)):
        found = enhanced_confidence(
            EVEN, evidence=0.6, market=market, opinions=[opinion(said)], now=NOW
        )
        assert found.value < agreed
    assert agreement(EVEN, far) == 0


def test_an_insight_from_the_future_is_only_fresh() -> None:
    assert freshness(NOW + dt.timedelta(days=3), NOW) == 1


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


async def test_the_probabilities_are_the_models_unmoved(house: House) -> None:
    office, match = open_office(house), await next_match(house)
    agent = await office.hire("analysis")
    plain = await house.forecaster.predict(match)
    await office.do(agent, "analyze_match", {"match_id": match.id})
    result = await office.do(agent, "enhanced_prediction", {"match_id": match.id})
    assert result.items() >= plain.to_dict().items()
    assert set(result) - set(plain.to_dict()) == {
        "agent_insights",
        "enhanced_confidence",
        "confidence_parts",
        "agent_recommendations",
        "no_recommendation",
        "risk_assessment",
    }
    [insight] = result["agent_insights"]
    assert insight["agent_id"] == agent.id
    # the analysis was of the same model: it agrees wholly
    parts = result["confidence_parts"]
    assert parts["insight_agreement"] == pytest.approx(1)
    assert parts["evidence"] == plain.confidence_score
    assert 0 < parts["market_agreement"] <= 1
    assert 0 < result["enhanced_confidence"] <= 1


async def test_insights_are_ones_own_and_the_shared(house: House) -> None:
    match = await next_match(house)
    for user in ("kati", "bela", None):
        draft = InsightDraft(
            type="analysis", text=f"of {user}", user_id=user, match_id=match.id, source="agent"
        )
        await house.insights.add(draft, now=house.now)
    enhanced = await enhance(await desk_of(house, "kati"), Wanted(match_id=match.id))
    assert {each.text for each in enhanced.agent_insights} == {"of kati", "of None"}


async def test_an_old_word_on_a_club_says_nothing_of_its_match(house: House) -> None:
    match = await next_match(house)
    draft = InsightDraft(
        type="analysis", text="old", user_id="kati", team_id=match.home.id, source="user"
    )
    await house.insights.add(draft, now=house.now)
    wanted = Wanted(home=match.home.name, away=match.away.name)
    assert len((await enhance(await desk_of(house, "kati"), wanted)).agent_insights) == 1
    later(house, days=31)
    assert (await enhance(await desk_of(house, "kati"), wanted)).agent_insights == []


async def test_from_whom_advice_is_kept_nothing_that_weighs_prices_comes(house: House) -> None:
    match = await next_match(house)
    weighs = {"subject": match.title, "market": "expected_value", "outcome": "home", "value": 0.1}
    for kind, facts in (("recommendation", ()), ("analysis", (weighs,)), ("analysis", ())):
        draft = InsightDraft(
            type=kind, text="x", user_id="kati", match_id=match.id, source="agent", facts=facts
        )
        await house.insights.add(draft, now=house.now)
    wanted = Wanted(match_id=match.id)
    assert len((await enhance(await desk_of(house, "kati"), wanted)).agent_insights) == 3
    async with house.db.writing() as session:
        until = {"self_excluded_until": (house.now + dt.timedelta(days=90)).isoformat()}
        await set_preferences(session, "kati", until, now=house.now)
    held = await enhance(await desk_of(house, "kati"), wanted)
    assert len(held.agent_insights) == 1
    assert held.market is None
    assert held.no_recommendation == "self_excluded"
    assert held.agent_recommendations == []


async def test_risks_have_reasons_and_a_level(house: House) -> None:
    match = await next_match(house)
    prediction = await house.forecaster.predict(match)
    sure = prediction.model_copy(update={"confidence_score": 0.95, "market": None})
    assert assess(sure, days_ahead=1, evidence=1.0).level == "low"
    stale = assess(sure, days_ahead=11, evidence=None)
    assert (stale.level, [risk.code for risk in stale.reasons]) == ("medium", ["stale_data"])
    assert assess(sure, days_ahead=1, evidence=1e6).level == "high"
    unsure = prediction.model_copy(update={"confidence_score": 0.1, "market": None})
    codes = {risk.code for risk in assess(unsure, days_ahead=1, evidence=None).reasons}
    assert codes == {"wide_doubt", "few_matches"}
    assert assess(unsure, days_ahead=1, evidence=None).level == "high"
