"""Where a forecast and a price differ: the gaps, and the reasons that lean to our side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.differing import AGREED, MATTERS, WEIGHED_OTHERWISE, differ
from tools.prediction import Reason

triples = st.tuples(*[st.floats(0.01, 1)] * 3).map(lambda w: tuple(x / sum(w) for x in w))
effects = st.dictionaries(
    st.sampled_from([*sorted(WEIGHED_OTHERWISE), "home_advantage", "away_attack"]),
    st.floats(-0.4, 0.4),
)


def reasons(effects: dict[str, float]) -> list[Reason]:
    return [Reason(factor=name, effect=effect, text="") for name, effect in effects.items()]


@given(triples, triples, effects)
def test_the_gaps_sum_to_nothing_and_reasons_lean_our_way(
    ours: tuple[float, ...], theirs: tuple[float, ...], given_effects: dict[str, float]
) -> None:
    found = differ(ours, theirs, reasons(given_effects))
    assert sum(found.gaps.values()) == pytest.approx(0, abs=1e-12)
    assert found.agreed == (max(abs(gap) for gap in found.gaps.values()) < AGREED)
    lean = found.gaps["home"] - found.gaps["away"]
    told = [given_effects[name] for name in found.reasons]
    assert all(effect * lean > 0 and abs(effect) >= MATTERS for effect in told)
    assert told == sorted(told, key=abs, reverse=True)
    mirrored = differ(theirs, ours, reasons(given_effects))
    assert not set(mirrored.reasons) & set(found.reasons)


def test_the_strongest_reason_comes_first_and_usual_strength_is_none() -> None:
    effects = {"form": 0.02, "relegation": 0.04, "title": -0.09, "home_attack": 0.2}
    found = differ((0.50, 0.25, 0.25), (0.42, 0.27, 0.31), reasons(effects))
    assert found.reasons == ("relegation", "form")
    assert found.gaps["home"] == pytest.approx(0.08)


def test_an_away_gap_is_explained_by_what_speaks_for_the_visitors() -> None:
    found = differ((0.3, 0.3, 0.4), (0.4, 0.3, 0.3), reasons({"form": 0.03, "past_prices": -0.01}))
    assert found.reasons == ("past_prices",)
