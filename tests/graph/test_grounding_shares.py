"""Parts of a league's matches as a model tells them: each is of the end that its words name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from langchain_core.messages import HumanMessage

from graph.grounding import Checker
from graph.state import MentorState
from graph.wording import Language
from tests.graph.analyst_tools.seasons import league_table, season_outlook
from tools.facts import Fact


def faults(sentence: str, language: Language, facts: Sequence[Fact]) -> tuple[str, ...]:
    state: MentorState = {
        "facts": [fact.numbered(place).to_dict() for place, fact in enumerate(facts, 1)],
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
    assert faults(sentence, language, league_table("E0").facts) == ()


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
    assert faults(sentence, language, league_table("E0").facts)


@pytest.mark.parametrize(
    ("sentence", "language", "stands"),
    [
        ("Arsenal have 11 matches left.", "en", True),
        ("Arsenal can still reach 91 points.", "en", True),
        ("The season has 122 matches left.", "en", True),
        ("With 122 matches left in the season, Arsenal are 3rd.", "en", True),
        ("Az Arsenalnak 11 meccse van hátra.", "hu", True),
        # the league's, told as the club's
        ("Arsenal have 122 matches left.", "en", False),
        ("Az Arsenalnak 122 meccse van hátra.", "hu", False),
        ("Arsenal have 12 matches left.", "en", False),
    ],
)
def test_what_is_left_for_a_club_is_not_what_is_left_for_all(
    sentence: str, language: Language, stands: bool
) -> None:
    assert (not faults(sentence, language, season_outlook(team="Arsenal").facts)) is stands
