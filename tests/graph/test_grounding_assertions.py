"""What asserts nothing is let through; what speaks for a club, how many, whose and who is not."""

from __future__ import annotations

import pytest

from graph.wording import Language
from tests.graph.grounding_answers import shown

#: scene, language, sentence
SAYS_NOTHING = """
forecast en A strong favourite can still be a bad bet.
forecast en Compare the price with other bookmakers before you decide.
slip en Both legs are likely on their own, but combining them makes the slip riskier.
report hu Egyetlen meccs bármikor alakulhat másképp.
season en The model only looks at past results.
"""
SAYS_SOMETHING = """
forecast en Arsenal can be superb, and they are the better side.
forecast en This is always a fiery match.
forecast en They are much the better side.
meetings hu Ez mindig parázs londoni rangadó.
"""
SO = """
forecast en Arsenal's stronger attack is the main reason.
forecast en Home advantage helps United.
fixtures en Four matches are on tomorrow.
slip en Your slip has two selections.
track_record en My score is worse than the closing line but better than the base rates.
wishes en Arsenal is your favourite team, and you prefer low risk.
report en They have excellent form.
report en Their longest winning streak was eight matches.
meetings en The two sides have met 62 times.
table en One point separates Arsenal and Man City.
table hu A Man City eggyel kevesebb meccset játszott, mint az Arsenal.
report hu Négy meccse nyer sorozatban.
"""
NOT_SO = """
forecast en Arsenal's attack is their weak point.
forecast en Form is the main reason for Arsenal's high chance.
forecast en Home advantage counts against Man United.
fixtures en Five matches are on tomorrow.
slip en Your slip has three selections.
track_record en My score is better than the closing line.
wishes en Chelsea is your favourite team.
wishes en You told me that you like high risk.
report en They have poor form.
report en Their longest winning streak was seven matches.
meetings en The two sides have met 61 times.
table en Two points separate Arsenal and Man City.
table en Liverpool lead by five points.
short_price en The expected value is 5.5% on Arsenal.
table hu A Man City eggyel több meccset játszott, mint az Arsenal.
report hu Öt meccse nyer sorozatban.
"""


def rows(text: str) -> list[tuple[str, ...]]:
    """Return (scene, language, sentence) of each line."""
    return [tuple(line.split(" ", 2)) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("scene", "language", "sentence"), rows(SAYS_NOTHING + SO.lstrip()))
def test_what_is_so_or_says_nothing_is_shown(scene: str, language: Language, sentence: str) -> None:
    assert shown(scene, sentence, language) == [True]


@pytest.mark.parametrize(("scene", "language", "sentence"), rows(SAYS_SOMETHING + NOT_SO.lstrip()))
def test_what_is_not_so_is_refused(scene: str, language: Language, sentence: str) -> None:
    assert shown(scene, sentence, language) == [False]
