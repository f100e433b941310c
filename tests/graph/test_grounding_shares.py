"""Parts of a league's matches as a model tells them: each is of the end that its words name."""

from __future__ import annotations

import pytest
from langchain_core.messages import HumanMessage

from graph.grounding import Checker
from graph.state import MentorState
from graph.wording import Language
from tests.graph.analyst_tools.seasons import league_table


def faults(sentence: str, language: Language) -> tuple[str, ...]:
    facts = [
        fact.numbered(place).to_dict() for place, fact in enumerate(league_table("E0").facts, 1)
    ]
    state: MentorState = {
        "facts": facts,
        "language": language,
        "messages": [HumanMessage("How do the league's matches end?")],
    }
    return Checker(state).check(sentence).faults


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("In the Premier League 44.4% of matches were home wins.", "en"),
        ("Home teams won 24 of 54 matches.", "en"),
        ("31.5% were away wins and 24.1% draws.", "en"),
        ("Over 2.5 goals came in 30 of 54 matches (55.6%).", "en"),
        ("Just over half of the matches had over 2.5 goals.", "en"),
        ("The Premier League has 2.9 goals a match.", "en"),
        ("A meccsek 44,4 %-át a hazai csapat nyerte.", "hu"),
        (
            "54 meccsből 24 lett hazai győzelem (44,4 %), 13 döntetlen (24,1 %), 17 vendéggyőzelem"
            " (31,5 %).",
            "hu",
        ),
        ("A meccsek 53,7 %-án mindkét csapat szerzett gólt.", "hu"),
    ],
)
def test_what_the_facts_say_passes(sentence: str, language: Language) -> None:
    assert faults(sentence, language) == ()


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        # another end's share
        ("In the Premier League 44.4% of matches were away wins.", "en"),
        ("24.1% were home wins and 44.4% draws.", "en"),
        ("24 of 54 matches were draws.", "en"),
        ("Over 2.5 goals came in 53.7% of matches.", "en"),
        ("A meccsek 44,4 %-a lett döntetlen.", "hu"),
        ("54 meccsből 17 lett hazai győzelem (31,5 %).", "hu"),
        # one club's, where they are all clubs'
        ("Arsenal won 44.4% of matches at home.", "en"),
        # off by one
        ("Home teams won 25 of 54 matches.", "en"),
    ],
)
def test_what_they_do_not_say_does_not(sentence: str, language: Language) -> None:
    assert faults(sentence, language)
