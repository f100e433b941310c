"""How things are said: figures, days, articles, languages, and that both languages say the same."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.wording import Language, detect_language
from graph.wording.days import day, on_day, short_day
from graph.wording.figures import shown
from graph.wording.folding import fold
from graph.wording.grammar import article, as_adjective, both, either
from graph.wording.phrasebook import Phrasebook, texts_of
from tests.graph.analyst_phrases import FOLDER, LANGUAGES, PARTS, phrases

SUNDAY = dt.date(2024, 5, 12)


@pytest.mark.parametrize(
    ("value", "unit", "english", "hungarian"),
    [
        (0.623, "probability", "62.3%", "62,3 %"),
        (0.0, "probability", "0.0%", "0,0 %"),
        (-0.0704, "share", "-7.0%", "-7,0 %"),
        (0.0746, "share", "+7.5%", "+7,5 %"),
        (-0.0001, "share", "0.0%", "0,0 %"),
        (1.6, "odds", "1.60", "1,60"),
        (12.0, "odds", "12.00", "12,00"),
        (1.834, "goals", "1.8", "1,8"),
        (83, "count", "83", "83"),
        (1, "place", "1", "1"),
        ("2-1", "score", "2-1", "2–1"),
        ("2024-05-12", "date", "Sunday 12 May 2024", "2024. május 12., vasárnap"),
        ("2024-05-12T15:30:00+00:00", "time", "15:30", "17:30"),
        (50000, "money", "50,000", "50\u00a0000"),
        ("WWD", "text", "WWD", "WWD"),
    ],
)
def test_a_value_is_shown_as_its_reader_writes_it(
    value: float | str, unit: str, english: str, hungarian: str
) -> None:
    assert shown(value, unit, "en") == english
    assert shown(value, unit, "hu") == hungarian


@pytest.mark.parametrize(
    ("value", "fractional", "american"),
    [
        (1.85, "17/20", "-118"),
        (2.0, "1/1", "+100"),
        (3.6, "13/5", "+260"),
        (1.01, "1/100", "-10000"),
    ],
)
def test_a_price_is_written_as_its_reader_chose(
    value: float, fractional: str, american: str
) -> None:
    assert shown(value, "odds", "en", "fractional") == fractional
    assert shown(value, "odds", "hu", "american") == american
    assert shown(0.5, "probability", "en", "american") == "50.0%"


@given(st.floats(0.001, 0.999))
def test_a_shown_probability_is_never_off_by_more_than_its_last_digit(value: float) -> None:
    text = shown(value, "probability", "hu")
    assert abs(float(text.removesuffix(" %").replace(",", ".")) - 100 * value) <= 0.05 + 1e-9


def test_days() -> None:
    assert day(SUNDAY, "en") == "Sunday 12 May 2024"
    assert on_day(SUNDAY, "en") == "on Sunday 12 May 2024"
    assert on_day(SUNDAY, "hu") == "2024. május 12-én, vasárnap"
    assert short_day(SUNDAY, "en") == "Sun 12 May"
    assert short_day(SUNDAY, "hu") == "máj. 12., vasárnap"


@pytest.mark.parametrize(
    ("number", "ending"),
    [(1, "1-jén"), (2, "2-án"), (4, "4-én"), (6, "6-án"), (10, "10-én"), (13, "13-án"),
     (20, "20-án"), (21, "21-én"), (28, "28-án"), (30, "30-án"), (31, "31-én")],
)  # fmt: skip
def test_hungarian_days_take_the_ending_of_their_spoken_name(number: int, ending: str) -> None:
    assert f" {ending}," in on_day(dt.date(2024, 5, number), "hu")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Arsenal", "az"), ("Bayern Munich", "a"), ("FC Koln", "az"), ("MTK", "az"), ("PSG", "a"),
        ("BVB", "a"), ("RB Leipzig", "az"), ("Újpest", "az"), ("United", "a"), ("Young Boys", "a"),
        ("1860 Munich", "az"), ("1. FC Koln", "az"), ("2. Bundesliga", "a"), ("5.", "az"),
        ("10.", "a"), ("1,60", "az"), ("12", "a"), ("150", "a"), ("Ath Madrid", "az"), ("AZ", "az"),
        ("QPR", "a"), ("LASK", "a"), ("Östersund", "az"), ("Nott'm Forest", "a"),
    ],
)  # fmt: skip
def test_the_hungarian_article_follows_the_first_sound(name: str, word: str) -> None:
    assert article(name) == word


@pytest.mark.parametrize(
    ("number", "adjective"),
    [("1,60", "1,60-as"), ("1,85", "1,85-ös"), ("2,10", "2,10-es"), ("6,50", "6,50-es"),
     ("3,00", "3,00-as"), ("12,00", "12,00-es"), ("100,00", "100,00-as"), ("1,06", "1,06-os"),
     ("1,20", "1,20-as"), ("3/5", "3/5-ös"), ("1/4", "1/4-es"), ("17/20", "17/20-as"),
     ("16/3", "16/3-as"), ("+150", "+150-es"), ("-106", "-106-os"), ("-1000", "-1000-es")],
)  # fmt: skip
def test_hungarian_odds_take_the_ending_of_their_spoken_number(number: str, adjective: str) -> None:
    assert as_adjective(number) == adjective


def test_lists() -> None:
    assert either(["Leeds"], "en") == "Leeds"
    assert either(["Leeds", "Newcastle", "Man United"], "en") == "Leeds, Newcastle or Man United"
    assert both(["Arsenal", "Chelsea"], "hu") == "Arsenal és Chelsea"


def test_a_slot_takes_its_article_in_hungarian_alone() -> None:
    key, slots = "chances.rest", {"draw": "1", "other": "Arsenal", "chance": "2"}
    assert "az Arsenal győzelméé" in Phrasebook("hu").say(key, **slots)
    assert "Arsenal win" in Phrasebook("en").say(key, **slots)


@pytest.mark.parametrize(
    ("league", "told"),
    [
        ("Premier League", "the Premier League"),
        ("2. Bundesliga", "the 2. Bundesliga"),
        ("Primeira Liga", "the Primeira Liga"),
        ("La Liga", "La Liga"),
        ("Serie A", "Serie A"),
        ("League One", "League One"),
    ],
)
def test_a_league_stands_in_an_english_sentence_as_the_english_say_it(
    league: str, told: str
) -> None:
    assert Phrasebook("en").say("matches.of_league", league=league) == f"Matches in {told}"


def test_an_empty_slot_leaves_no_gap() -> None:
    book = Phrasebook("en")
    slots = {"who": "Inter", "other": "Milan", "chance": "50.0%", "on": ""}
    assert book.say("chances.win_home", **slots).endswith("beating Milan at home.")


def test_both_languages_have_the_same_sentences_and_hungarian_no_slot_of_its_own() -> None:
    english, hungarian = texts_of("en"), texts_of("hu")
    assert english.keys() == hungarian.keys()
    for section, sentences in english.items():
        assert sentences.keys() == hungarian[section].keys(), section
        for key, text in sentences.items():
            assert _slots(hungarian[section][key]) <= _slots(text), f"{section}.{key}"


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_hungarian_article_is_fixed_before_a_slot() -> None:
    texts = [text for chapter in texts_of("hu").values() for text in chapter.values()]
    fixed = [text for text in texts if re.search(r"\baz? [*]*\{", text, re.IGNORECASE)]
    assert not fixed
    assert article("1.") == article("5–1") == "az"
    assert article("4.") == article("11.") == "a"


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_tell_their_language(language: Language) -> None:
    """Bare names say nothing; what has two words of its own must be told right."""
    asked = [
        message
        for part in PARTS
        for phrase in phrases(language, part)
        for message in phrase.messages
    ]
    other: Language = "hu" if language == "en" else "en"
    wrong = sum(detect_language(text, language) != language for text in asked)
    assert wrong < len(asked) / 1000  # what is kept apart is not to be named here
    sure = [text for text in asked if detect_language(text, other) == language]
    assert len(sure) / len(asked) > 0.8


def test_short_messages_tell_their_language_and_bare_names_keep_that_of_the_talk() -> None:
    """“en”, “hu” or “-” stands before each; none is a phrase that the weights were fitted to."""
    lines = (FOLDER / "languages.txt").read_text("utf-8").splitlines()
    rows = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    wrong = [
        text
        for spoken, text in rows
        for thread in LANGUAGES
        if detect_language(text, thread) != (thread if spoken == "-" else spoken)
    ]
    assert len(rows) > 150
    assert len(wrong) < 0.06 * len(rows) * len(LANGUAGES), wrong


@pytest.mark.parametrize("name", ["Newcastle", "premier league", "ferencvaros ujpest", "Honved"])
def test_a_name_is_no_sign_of_a_language(name: str) -> None:
    assert [detect_language(name, thread) for thread in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(
    "text",
    ["mennyi az eselye hogy a bayern nyer", "ki nyer vasarnap", "Fradi–Újpest ki nyer?",
     "megéri a Chelsea 2,40-ért?", "Premier League tabella"],
)  # fmt: skip
def test_hungarian_is_known_without_accents(text: str) -> None:
    assert detect_language(text, "en") == "hu"


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))
