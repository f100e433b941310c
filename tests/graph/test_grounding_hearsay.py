"""What no tool tells stands in no answer: who is fit, the mood, what others think, value denied."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from graph.grounding import Checker
from graph.guard.promises import allows
from graph.wording import Language
from tests.graph.analyst_world import spot
from tests.graph.grounding_world import Row, facts_of, faults

QUESTION: Mapping[Language, str] = {
    "en": "Is 1.60 on Arsenal at Man United value?",
    "hu": "Megéri az Arsenal 1,60-on a Man United ellen?",
}
UNTOLD = """
en Saka is back from injury, which boosts Arsenal.
en Saka is fit and will start.
en Haaland should score.
en Bruno Fernandes is suspended.
en Man United are missing several defenders.
en Ten Hag's side are low on confidence.
en Arsenal need the win, so they are motivated.
en Heavy rain is expected.
en The referee gives many penalties.
en Arsenal's defence is solid.
en Man United have nothing to play for.
en The odds are drifting on Arsenal.
en Most bettors back Arsenal.
en Experts expect a draw.
en Man United always score at home.
en Arsenal will thrash them.
en History favours Arsenal.
en At 1.60 the bookmaker overestimates Arsenal.
en The price of 1.60 is far too low.
en The edge is massive.
en Neither side will score.
en Goals are unlikely at Old Trafford.
en A draw is out of the question.
en Liverpool are more likely to win at Chelsea than Arsenal at Man United.
en Arsenal are likelier to beat Man United than Liverpool.
hu Saka visszatért a sérüléséből.
hu A Man United több védője hiányzik.
hu Az edző pihentette a kulcsjátékosokat.
hu Az Arsenal védelme stabil.
hu Óriási érték van benne.
hu A Man Unitednak nincs tétje a meccsnek.
hu Az Arsenal motiváltabb.
hu Ezen a meccsen mindig sok gól esik.
hu Az odds folyamatosan csökken.
hu A szakértők döntetlent várnak.
hu A bíró sok tizenegyest ad.
hu A Man United otthon verhetetlen.
hu Döntetlen lesz a vége.
hu Az Arsenal a bajnokság élén áll.
hu Egyik csapat sem fog gólt lőni.
"""
TOLD = """
en Weather and referees are not in the model.
en I have no information about injuries, so check the team news before kick-off.
en Saka's fitness is something I cannot see in the data.
en Injuries are unknown to me.
en Both teams should score.
en The edge is small, with an expected value of +2.8%.
en Arsenal are more likely to win at Man United than Liverpool are at Chelsea.
en Man United have won 25 of the 60 meetings with Arsenal, lost 20 and drawn 15.
hu A sérültekről és a kezdőcsapatokról nincs adatom.
hu A modell nem számol a hiányzókkal.
hu Az 1,60-as odds 62,5 %-ot jelent.
hu Az 1,60-as szorzó 62,5 %-os esélynek felel meg.
"""
DENIED: Mapping[Language, tuple[str, ...]] = {
    "en": ("There is no value in 1.60 on Arsenal.", "Skip this one.", "Arsenal is not worth it."),
    "hu": ("Nincs benne érték.", "Az 1,60 nem éri meg az Arsenalra.", "Hagyd ki ezt a meccset."),
}


def rows(text: str) -> list[tuple[str, ...]]:
    """Return (language, sentence) of each line."""
    return [tuple(line.split(" ", 1)) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "sentence"), rows(UNTOLD))
def test_what_no_tool_tells_is_held_back(language: Language, sentence: str) -> None:
    assert faults(sentence, question=QUESTION[language], language=language)


@pytest.mark.parametrize(("language", "sentence"), rows(TOLD))
def test_that_it_is_not_known_may_be_said(language: Language, sentence: str) -> None:
    assert not faults(sentence, question=QUESTION[language], language=language)


def judged(verdict: Mapping[str, str], language: Language) -> Checker:
    """Return a checker for a turn in which a tool judged prices."""
    found = ToolMessage(
        "judged", tool_call_id="1", artifact={"data": {"verdict": verdict}, "candidates": []}
    )
    asked = [HumanMessage(QUESTION[language]), AIMessage(""), found]
    state = {"messages": asked, "facts": facts_of(), "language": language, "shown": ""}
    return Checker(state, spot=spot)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", DENIED)
def test_a_value_that_a_tool_found_is_not_denied(language: Language) -> None:
    for sentence in DENIED[language]:
        assert judged({"away": "value"}, language).check(sentence).faults
        assert not judged({"away": "value", "draw": "no_bet"}, language).check(sentence).faults


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Put your house on Arsenal."), ("en", "Go all in."), ("hu", "Tégy rá mindent!"),
     ("hu", "Tedd fel az összes pénzed.")],
)  # fmt: skip
def test_nobody_is_told_to_bet_all_he_has(language: Language, sentence: str) -> None:
    assert not allows(sentence, language, held_back=False)


def test_a_quoted_note_may_tell_of_a_player() -> None:
    note: Row = ("Arsenal", "insight", "note", "Saka is injured", "text")
    state = {
        "messages": [HumanMessage(QUESTION["en"])],
        "facts": facts_of((note,)),
        "language": "en",
        "shown": "",
    }
    checker = Checker(state, spot=spot)  # type: ignore[arg-type]
    assert not checker.check("You noted of Arsenal that Saka is injured.").faults
    assert checker.check("Arsenal's manager is under pressure.").faults
