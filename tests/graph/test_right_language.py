"""Is a sentence in the language it was asked for?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import build_graph
from graph.analyst import Analyst
from graph.right_language import speaks
from graph.sentences import split_sentences
from graph.wording import Language
from tests.graph.analyst_phrases import LANGUAGES, phrases
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import CLUBS, clock, spot
from tests.graph.football import ask

ENGLISH = (
    "Arsenal win with 58.1%.",
    "The most likely result is 1-2.",
    "I could not find that match.",
    "There is no value in it: no bet.",
    "Fradi are the favourites against Újpest.",
    "It is a close game between Ferencváros and Puskás Akadémia.",
)
HUNGARIAN = (
    "Az Arsenal nyer, 58,1 % az esélye.",
    "A legvalószínűbb eredmény az 1–2.",
    "Ezt a meccset nem találtam meg.",
    "Nincs benne érték: most ne fogadj.",
    "A Manchester United nem esélyes az Arsenal ellen.",
    "A Nottingham Forest a vendég ezen a meccsen.",
)
NEITHER = (
    "Arsenal – Chelsea: 58.1%",
    "58,1 %",
    "- Man City **46.0%**, Arsenal **35.0%**",
    "Premier League, 2023-24:",
    "OK.",
    "",
)


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_is_no_hungarian(sentence: str) -> None:
    assert speaks(sentence, "en")
    assert not speaks(sentence, "hu")


@pytest.mark.parametrize("sentence", HUNGARIAN)
def test_hungarian_is_no_english(sentence: str) -> None:
    assert speaks(sentence, "hu")
    assert not speaks(sentence, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "Arsenal ist eine sehr gute Mannschaft, und ich denke, dass sie gewinnen wird.",
        "Arsenal est une très bonne équipe et je pense que ce match est pour elle.",
        "El Arsenal es muy bueno y creo que gana este partido.",
        "L'Arsenal è una squadra molto forte e credo che vince la partita.",
        "阿森纳很可能会赢得这场比赛。",
        "Арсенал скорее всего выиграет этот матч.",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_language_is_neither(sentence: str, language: Language) -> None:
    assert not speaks(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Paris Saint-Germain, Olympique de Marseille, Rodrigo de Paul",
        "Virgil van Dijk, Kevin de Bruyne.",
        "Borussia Dortmund – Bayern München, Eintracht Frankfurt – 1. FC Köln",
        "Atlético Madrid – Real Sociedad: 58.1%",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_foreign_names_are_of_no_language(sentence: str, language: Language) -> None:
    assert speaks(sentence, language)


@pytest.mark.parametrize("sentence", NEITHER)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_figures_are_of_no_language(sentence: str, language: Language) -> None:
    assert speaks(sentence, language)


def test_what_is_quoted_is_someone_elses() -> None:
    assert speaks("Ezt írtad: “Saka is injured and will not play in the next game”.", "hu")
    assert speaks("You noted: „Saka megsérült, és nem játszik a következő meccsen”.", "en")
    assert speaks("A modell nincs telepítve, `ollama pull the model for me` letölti.", "hu")


@given(st.lists(st.sampled_from([n for c in CLUBS.values() for n in c.split("|")]), max_size=8))
def test_clubs_alone_are_of_no_language(names: list[str]) -> None:
    for language in LANGUAGES:
        assert speaks(" – ".join(names), language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_analyst_says_is_right_and_mostly_wrong_in_the_other(
    language: Language,
) -> None:
    graph = build_graph(Analyst(spot=spot, clock=clock), world_tools(), clock=clock)
    other: Language = "en" if language == "hu" else "hu"
    told = []
    for phrase in phrases(language, "development")[:60]:
        state = await ask(graph, phrase.messages[0])
        if state["language"] == language:
            told += split_sentences(state["shown"])
    assert [sentence for sentence in told if not speaks(sentence, language)] == []
    # sentences with several words of their own; lists of names and figures are not meant
    wordy = [s for s in told if sum(word.islower() for word in s.split()) >= 5]
    assert len(wordy) > 50
    missed = [sentence for sentence in wordy if speaks(sentence, other)]
    assert len(missed) <= 0.05 * len(wordy), missed
