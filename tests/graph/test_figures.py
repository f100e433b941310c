from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.grounding import Grounding
from graph.grounding.figures import figures_in
from graph.grounding.membership import fits
from tests.graph.football import a_fact
from tools.facts import FactUnit

FACTS = (
    a_fact("home", 0.4166),
    a_fact("fair", 2.4004, "odds"),
    a_fact("margin", -0.032, "share"),
    a_fact("xg", 1.83, "goals"),
    a_fact("points", 86, "count"),
    a_fact("last", "2-1", "score"),
    a_fact("rps", 0.20196, "loss"),
)


def unbacked(text: str) -> list[str]:
    facts = tuple(fact.to_dict() for fact in FACTS)
    return Grounding(facts).unbacked(text)


@pytest.mark.parametrize(
    "text",
    [
        "The chance is 41.7%.",
        "The chance is 42 percent.",
        "Az esély 41,7 %, azaz 42 százalék.",
        "A 41,66%-os esély a 0.4166-ból jön.",
        "Fair odds are 2.40, say 2.4.",
        "2,40-es szorzó.",
        "You lose 3.2% a bet, that is −3.2%.",
        "They expect 1.8 goals and have 86 points.",
        "86. hely",
        "They won 2–1, and 2:1 it was; the guests lost 1-2.",
        "On Sunday, 12 May 2024, at 16:30, and on May 12, and 2024-05-12.",
        "2024. május 12-én, máj. 12-én, 2024. 05. 12.",
        "In the season 2023-24 and 2023/24, in 2024.",
        "1. Arsenal\n2. Chelsea\n3) Everton",
        "Over 2.5 goals, 2,5 gól felett, under 3.5; the 1X2 market, 1X or X2.",
        "The Asian handicap of -1.25 or +0.5 goals.",
        "So says the model (f1), [f2].",
        "A ranked probability score of 0.2020, magyarul 0,2020.",
        "No figure at all.",
    ],
)
def test_a_backed_text_passes(text: str) -> None:
    assert unbacked(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The chance is 41%.", "41%"),
        ("The chance is 43.0 %.", "43.0 %"),
        ("Az esély 58,3 %.", "58,3 %"),
        ("Odds of 2.5.", "2.5"),
        ("Odds of 2.", "2"),
        ("They have 85 points.", "85"),
        ("86% of them.", "86%"),
        ("They won 3-1.", "3-1"),
        ("Their 5th win.", "5"),
        ("5. helyen állnak.", "5"),
        ("Value of 2.5% over the price.", "2.5%"),
        ("It is 42.", "42"),
        ("1,234 fans.", "1,234"),
        ("A score of 0.2024.", "0.2024"),
        ("0,2024 a pontszám.", "0,2024"),
    ],
)
def test_a_figure_without_a_fact_is_found(text: str, wrong: str) -> None:
    assert unbacked(text) == [wrong]


@given(st.floats(0.0, 1.0), st.integers(0, 2), st.sampled_from([".", ","]))
def test_a_probability_is_backed_however_it_is_rounded(p: float, digits: int, point: str) -> None:
    grounding = Grounding((a_fact("home", p).to_dict(),))
    shown = f"{100 * p:.{digits}f}".replace(".", point)
    assert grounding.unbacked(f"The chance is {shown}% today.") == []


@given(st.floats(0.0, 1.0), st.integers(0, 2), st.integers(1, 50), st.booleans())
def test_a_probability_one_step_off_is_not_backed(
    p: float, digits: int, steps: int, up: bool
) -> None:
    step = 10.0**-digits
    wrong = round(100 * p, digits) + (steps + 1 if up else -steps - 1) * step
    if wrong >= 0:
        grounding = Grounding((a_fact("home", p).to_dict(),))
        assert grounding.unbacked(f"The chance is {wrong:.{digits}f}% today.")


@given(st.sampled_from(["count", "place"]), st.integers(0, 1800), st.integers(0, 1800))
def test_a_whole_number_is_backed_by_itself_alone(unit: FactUnit, known: int, said: int) -> None:
    grounding = Grounding((a_fact("points", known, unit).to_dict(),))
    assert (grounding.unbacked(f"They have {said} points") == []) == (known == said)


def test_a_forecast_score_is_its_facts_outcome() -> None:
    fact = {**a_fact("2-1", 0.107).to_dict(), "market": "correct_score"}
    assert Grounding((fact,)).unbacked("Likeliest is 2–1 (10.7%), not 3-1.") == ["3-1"]


def test_thousands_are_read_with_every_mark() -> None:
    grounding = Grounding((a_fact("matches", 12345, "count").to_dict(),))
    for text in ("12,345", "12.345", "12 345", "12\u00a0345", "12345"):
        assert grounding.unbacked(f"Of {text} matches.") == [], text


def test_digits_in_a_name_are_no_figures() -> None:
    fact = {**a_fact("home", 0.5).to_dict(), "subject": "Schalke 04 – Mainz 05, 2024-05-12"}
    grounding = Grounding((fact,), names=("Schalke 04", "Mainz 05"))
    assert grounding.unbacked("Schalke 04 beat Mainz 05 with 50%.") == []
    assert grounding.unbacked("Schalke win 04 times.") == ["04"]


def test_a_foreign_text_backs_its_own_figures() -> None:
    grounding = Grounding(
        (a_fact("text", "The chance is 58.14 %, from 12 games.", "text").to_dict(),)
    )
    assert grounding.unbacked("It is 58.1%, or 58 %, from 12 games.") == []
    assert grounding.unbacked("It is 12%, from 58 games.") == ["12%", "58"]


def test_a_figure_knows_where_it_stands() -> None:
    text = "He has 41,7 % and 86 points."
    assert [text[f.start : f.end].strip() for f in figures_in(text)] == ["41,7 %", "86"]


@pytest.mark.parametrize(
    ("said", "value", "backed"),
    [("50", 49.99999999999999, True), ("50", 49.996, True), ("50", 49.9, False),
     ("2", 1.96, False), ("33.33", 100 / 3, True)],
)  # fmt: skip
def test_an_amount_shown_whole_is_whole_to_two_decimals(
    said: str, value: float, backed: bool
) -> None:
    (figure,) = figures_in(said)
    fact = {"market": "stake", "outcome": "amount", "value": value, "unit": "money"}
    assert fits(figure, fact) is backed
