"""The rule: what is value, what is too thin, what is no bet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.worth import ALONE, SAFETY, Opinion

CHANCES = st.floats(0.01, 0.99)
MAYBE = st.none() | CHANCES
OPINIONS = st.builds(
    Opinion, model=CHANCES, together=MAYBE, consensus=MAYBE, confidence=st.floats(0, 1)
)
PRICES = st.floats(1.01, 100)
ORDER = ("no_bet", "thin", "value")


@given(OPINIONS, PRICES, PRICES)
def test_a_longer_price_is_never_worth_less(opinion: Opinion, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert ORDER.index(opinion.verdict(short)) <= ORDER.index(opinion.verdict(long))


@given(OPINIONS, PRICES)
def test_value_pays_by_our_chance_and_by_theirs(opinion: Opinion, price: float) -> None:
    chances = [opinion.ours, *([opinion.consensus] if opinion.consensus else [])]
    if opinion.verdict(price) == "value":
        assert all(chance * price > 1 for chance in chances)
    if opinion.verdict(price) == "no_bet":
        assert any(chance * price <= 1 + 1e-12 for chance in chances)


@given(CHANCES, CHANCES, PRICES)
def test_the_model_alone_decides_nothing_where_there_is_a_consensus(
    model: float, consensus: float, price: float
) -> None:
    together = Opinion(model=model, together=0.4, consensus=consensus, confidence=0.8)
    other = Opinion(model=1 - model, together=0.4, consensus=consensus, confidence=0.8)
    assert together.verdict(price) == other.verdict(price)


@given(CHANCES, st.floats(0, 1))
def test_who_knows_less_asks_for_more(chance: float, confidence: float) -> None:
    alone = Opinion(model=chance, confidence=confidence)
    surer = Opinion(model=chance, confidence=1.0)
    known = Opinion(model=chance, together=chance, consensus=chance, confidence=confidence)
    assert alone.safety >= surer.safety == ALONE > known.safety == SAFETY
