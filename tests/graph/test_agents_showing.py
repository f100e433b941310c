"""A task's result, and what of it is kept from whom advice is kept."""

from __future__ import annotations

from graph.agents.showing import show_result

RESULT = {
    "prediction": {"match_result": {"home_win": 0.5}, "market": {"odds": {"home": 2.0}}},
    "predictions": [{"prediction": {"market": {"value": [1]}, "confidence_score": 0.8}}],
    "parts": {
        "home": {"found": True, "text": "Arsenal won four of five."},
        "recommendations": {"recommendations": [{"stake": 0.02}]},
    },
    "agent_recommendations": [{"stake": 0.02}],
    "risk_assessment": {"level": "low"},
    "facts": [{"market": "1x2", "value": 0.5}],
    "text": "2.00 on Arsenal is value.",
}
HELD = {"held_back": "self_excluded"}


def test_without_a_rule_a_result_is_whole() -> None:
    assert show_result(RESULT) == RESULT
    assert show_result(None) is None
    assert show_result(None, rule="self_excluded") is None


def test_while_a_rule_holds_chances_are_told_and_advice_is_not() -> None:
    shown = show_result(RESULT, rule="self_excluded")
    assert shown == {
        "prediction": {"match_result": {"home_win": 0.5}, "market": None},
        "predictions": [{"prediction": {"market": None, "confidence_score": 0.8}}],
        "parts": {"home": RESULT["parts"]["home"], "recommendations": HELD},  # type: ignore[index]
        "agent_recommendations": HELD,
        "risk_assessment": HELD,
        "facts": [{"market": "1x2", "value": 0.5}],
        "text": HELD,
    }
    assert "stake" not in str(shown)
