"""Whatever the facts say, an answer shows them and no other figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyst.calls import Found
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.message import read
from graph.analyst.scripts.verdicts import asks_of_goals
from graph.analyst.spotting.markets import Pick
from graph.analyst.writing.chances import tell_chances
from graph.analyst.writing.reasons import tell_why
from graph.analyst.writing.tips import TIPS, tell_tips
from graph.analyst.writing.value import is_hardly_so, tell_market, tell_verdict
from graph.wording import Language
from graph.wording.figures import shown
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_phrases import LANGUAGES
from tests.graph.analyst_tools.forecasting import forecast_facts
from tests.graph.analyst_world import TODAY, spot

MATCH: Mapping[str, Any] = {
    "home": "Schalke", "away": "Inter", "date": "2024-05-12", "league": "D1",
    "league_name": "Bundesliga", "hypothetical": False, "swapped": False, "is_demo": False,
    "status": "scheduled", "kickoff": None,
}  # fmt: skip
SUBJECT = "Schalke – Inter, 2024-05-12"
PICKS = (
    None, "home", "draw", "away", "over_1_5", "over_2_5", "under_3_5", "btts_yes", "btts_no", "1X",
    "12", "X2", "double_chance", "draw_no_bet", "correct_score", "expected_goals",
)  # fmt: skip
#: figures that belong to names and days
_NAMES = re.compile(
    r"2024\. május 12(?:-én|\.), vasárnap|Sunday 12 May 2024|[123][.,]5(?:-ös)?|1X|X2|\b2\.5"
)

SIDES = ("home", "draw", "away")
parts = st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1))
chances = parts.map(
    lambda three: {side: part / sum(three) for side, part in zip(SIDES, three, strict=True)}
)
languages = st.sampled_from(LANGUAGES)


def _forecast(values: Mapping[str, float], extra: tuple[dict[str, Any], ...] = ()) -> Found:
    facts = tuple(fact.to_dict() for fact in forecast_facts(SUBJECT, values))
    return Found(found=True, facts=facts + extra, data=MATCH)


def _left(text: str, found: Found, language: Language) -> list[str]:
    """Return the figures that are left when every fact, name and day is taken out of a text."""
    told = {shown(fact["value"], fact["unit"], language) for fact in found.facts}
    told |= {one.lstrip("+") for one in told}
    scores = {
        shown(fact["outcome"], "score", language)
        for fact in found.facts
        if fact["market"] == "correct_score"
    }
    for figure in sorted(told | scores, key=len, reverse=True):
        text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", " ", text)
    return re.findall(r"\d+", _NAMES.sub(" ", text))


@settings(max_examples=60, deadline=None)
@given(chances, languages, st.sampled_from(PICKS))
def test_chances_show_facts_alone(
    values: Mapping[str, float], language: Language, pick: str | None
) -> None:
    found = _forecast(values)
    asked = Pick(selection=pick) if pick else None
    text = " ".join(tell_chances(found, asked, Phrasebook(language), None))
    assert not _left(text, found, language), text


@given(chances, languages)
def test_the_favourite_is_the_likelier_side(
    values: Mapping[str, float], language: Language
) -> None:
    lead = tell_chances(_forecast(values), None, Phrasebook(language), None)[0]
    named = {"en": "favourites", "hu": "esélyesebb"}[language]
    if named in lead:
        side = "home" if values["home"] > values["away"] else "away"
        assert lead.index(str(MATCH[side])) < lead.index(named)
    else:
        assert abs(values["home"] - values["away"]) < 0.03


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.02, 0.98),
    st.none() | st.floats(0.02, 0.98),
    languages,
    st.floats(1.01, 50),
    st.sampled_from(["home", "draw", "away", "over_2_5", "btts_no", "12"]),
)
def test_a_verdict_shows_facts_alone_and_bets_only_on_value(
    ours: float, theirs: float | None, language: Language, price: float, selection: str
) -> None:
    gain = min(ours, theirs or ours) * price - 1
    facts = [
        (("price", selection), price, "odds"),
        (("break_even", selection), 1 / price, "probability"),
        (("our_price", selection), 1 / ours, "odds"),
        *([(("their_price", selection), 1 / theirs, "odds")] if theirs else []),
        (("expected_value", selection), gain, "share"),
    ]
    found = Found(
        found=True,
        facts=tuple(
            {"subject": SUBJECT, "market": market, "outcome": outcome, "value": value, "unit": unit}
            for (market, outcome), value, unit in facts
        ),
        data={**MATCH, "verdict": {selection: "value" if gain > 0 else "no_bet"}},
    )
    text = tell_verdict(found, selection, Phrasebook(language))
    text = re.sub(r"-(?:[aeo]|ö)s oddsnál", " oddsnál", text)
    assert not _left(text, found, language), text
    refuses = any(words in text for words in ("No bet", "nem érdemes megfogadni"))
    assert refuses == (gain <= 0)
    alone = ("no market price", "piaci árat nem ismerek", "mérhetném")
    if is_hardly_so(gain):  # whose price it is held against matters no more
        assert "mistyped" in text or "elírás" in text
    else:
        assert any(words in text.lower() for words in alone) == (theirs is None)
    market = " ".join(tell_market(found, Phrasebook(language)))
    assert not _left(market, found, language), market


@settings(max_examples=40, deadline=None)
@given(chances, languages, st.lists(st.floats(-0.4, 0.4), min_size=3, max_size=3))
def test_reasons_and_tips_show_facts_alone(
    values: Mapping[str, float], language: Language, effects: list[float]
) -> None:
    names = ("home_advantage", "away_attack", "not_a_factor")
    reasons = tuple(
        {"subject": SUBJECT, "market": "explanation", "outcome": name, "value": effect,
         "unit": "share"}
        for name, effect in zip(names, effects, strict=True)
    )  # fmt: skip
    found = _forecast(values, reasons)
    text = tell_why(found, Phrasebook(language))
    assert not _left(text, found, language), text


@pytest.mark.parametrize(("language", "for_away"), [("en", "speaks for"), ("hu", "mellett szól")])
def test_reasons_of_the_away_side_say_which_way_they_count(
    language: Language, for_away: str
) -> None:
    reason = {"subject": SUBJECT, "market": "explanation", "outcome": "away_attack", "value": -0.1,
              "unit": "share"}  # fmt: skip
    found = _forecast({"home": 0.2, "draw": 0.2, "away": 0.6}, (reason,))
    home, away = found.data["home"], found.data["away"]
    assert for_away in tell_why(found, Phrasebook(language), of_club=away)
    assert for_away not in tell_why(found, Phrasebook(language), of_club=home)


#: every factor of the model's
FACTORS = (
    *("league_level", "home_advantage", "home_attack", "home_defence", "away_attack"),
    *("away_defence", "past_prices", "form", "finishing", "relegation", "title", "top_places"),
    "market",
)


@pytest.mark.parametrize("language", ["en", "hu"])
@pytest.mark.parametrize("effect", [0.05, -0.05])
@pytest.mark.parametrize("factor", FACTORS)
def test_every_factor_has_words_of_its_own_and_none_without_effect(
    factor: str, effect: float, language: Language
) -> None:
    book = Phrasebook(language)

    def told(size: float) -> str:
        facts = tuple(
            {"subject": SUBJECT, "market": "explanation", "outcome": name, "value": value,
             "unit": "share"}
            for name, value in (("home_advantage", 0.2), (factor, size))
        )  # fmt: skip
        found = _forecast({"home": 0.5, "draw": 0.3, "away": 0.2}, facts)
        return tell_why(found, book)

    section = book.section("helps" if effect > 0 else "harms")
    assert factor in section
    assert book.figure(effect, "share") in told(effect)
    assert "+0" not in told(0.0)


@pytest.mark.parametrize("language", ["en", "hu"])
def test_what_moves_a_win_is_no_reason_of_a_draw_or_of_goals(language: Language) -> None:
    fact = {"subject": SUBJECT, "market": "explanation", "outcome": "form", "value": 0.03,
            "unit": "share"}  # fmt: skip
    found = _forecast({"home": 0.5, "draw": 0.3, "away": 0.2}, (fact,))
    book = Phrasebook(language)
    assert book.figure(0.03, "share") in tell_why(found, book)
    text = tell_why(found, book, of_goals=True)
    assert book.figure(0.03, "share") not in text
    assert book.figure(0.3, "probability") in text
    assert not _left(text, found, language), text


@pytest.mark.parametrize(
    ("messages", "of_goals"),
    [
        (["draw arsenal chelsea?", "why so low?"], True),
        (["arsenal chelsea gg?", "miért?"], True),
        (["will arsenal beat chelsea?", "why?"], False),
    ],
)
def test_why_is_asked_of_what_was_told(messages: list[str], of_goals: bool) -> None:
    readings = [read(text, today=TODAY, language="en", spot=spot) for text in messages]
    assert asks_of_goals(in_context(readings)) is of_goals


@pytest.mark.parametrize(
    ("language", "reasons", "words"),
    [
        ("en", ["form"], "the last weeks of play speak for"),
        ("en", [], "Nothing that I know explains"),
        ("hu", ["form"], "az utóbbi hetek játéka"),
        ("hu", [], "Semmi, amit tudok, nem magyarázza"),
    ],
)
def test_where_we_differ_from_the_odds_is_told_with_what_leans_our_way(
    language: Language, reasons: list[str], words: str
) -> None:
    gaps = {"home": 0.06, "draw": -0.01, "away": -0.05}
    facts = [
        {"subject": SUBJECT, "market": "explanation", "outcome": "form", "value": 0.03,
         "unit": "share"},
        *(
            {"subject": SUBJECT, "market": market, "outcome": side, "value": value, "unit": unit}
            for market, unit, values in (
                ("implied", "probability", {"home": 0.44, "draw": 0.31, "away": 0.25}),
                ("gap", "share", gaps),
            )
            for side, value in values.items()
        ),
    ]  # fmt: skip
    made = _forecast({"home": 0.5, "draw": 0.3, "away": 0.2}, tuple(facts))
    found = replace(made, data={**made.data, "difference": {"agreed": False, "reasons": reasons}})
    text = tell_why(found, Phrasebook(language))
    last = text.splitlines()[-1]
    assert words in last, text
    assert Phrasebook(language).figure(0.06, "share") in last
    assert not _left(text, found, language), text


@given(st.lists(st.floats(0.34, 0.99), max_size=9), languages, st.booleans())
def test_tips_show_facts_alone_the_clearest_first(
    chances: list[float], language: Language, more: bool
) -> None:
    matches = [{**MATCH, "home": f"Club {chr(65 + n)}"} for n in range(len(chances))]
    facts = [
        {"subject": f"{match['home']} – {MATCH['away']}, {MATCH['date']}", "market": "1x2",
         "outcome": "home", "value": chance, "unit": "probability"}
        for match, chance in zip(matches, chances, strict=True)
    ]  # fmt: skip
    facts.append(
        {"subject": "matches", "market": "favourites", "outcome": "count",
         "value": len(chances), "unit": "count"}
    )  # fmt: skip
    found = Found(found=True, facts=tuple(facts), data={"matches": matches, "more": more})
    text = tell_tips(found, Phrasebook(language))
    assert not _left(text, found, language), text
    best = max(chances, default=None)
    rows = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(rows) == min(len(chances), TIPS)
    if best is not None:
        assert shown(best, "probability", language) in rows[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_value", [True, False])
def test_tips_tell_value_or_no_bet_where_prices_are_known(
    language: Language, is_value: bool
) -> None:
    match = {**MATCH, "match_id": "m1"}
    rows = [("1x2", "home", 0.6, "probability"), ("price", "over_2_5", 2.25, "odds"),
            ("our_price", "over_2_5", 2.11, "odds"), ("their_price", "over_2_5", 2.13, "odds"),
            ("expected_value", "over_2_5", 0.056, "share")]  # fmt: skip
    facts = [
        {"subject": SUBJECT, "market": market, "outcome": outcome, "value": value, "unit": unit}
        for market, outcome, value, unit in rows
    ]
    facts += [
        {"subject": "matches", "market": "favourites", "outcome": name, "value": 1, "unit": "count"}
        for name in ("count", "priced")
    ]
    value = [{"match_id": "m1", "selection": "over_2_5"}] if is_value else []
    found = Found(found=True, facts=tuple(facts), data={"matches": [match], "value": value})
    text = tell_tips(found, Phrasebook(language))
    assert not _left(text, found, language), text
    assert (shown(2.25, "odds", language) in text) == is_value
    assert any(words in text for words in ("No bet", "nincs mire fogadni")) == (not is_value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_demo_matches_are_labelled(language: Language) -> None:
    from graph.analyst.writing.details import notes

    found = Found(found=True, facts=(), data={**MATCH, "is_demo": True})
    assert any("dem" in note for note in notes(found, Phrasebook(language)))
