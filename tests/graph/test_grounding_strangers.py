"""What nobody told: names, words of another kind, deeds, places where no match is played."""

from __future__ import annotations

import pytest

from graph.guard.promises import allows
from graph.wording import Language
from tests.graph.grounding_world import checker, faults

WRONG = """
en Arsenal are second, but Saka has been superb.
en Arsenal have Martin Odegaard back.
en United's midfield has looked leaky in recent weeks.
en Arsenal thrive on nights like these.
en Sunday's game is at the Emirates.
en Chelsea travel to Anfield on Saturday.
en Arsenal host Man United on Sunday.
en Liverpool are at home to Chelsea.
en I've placed the bet for you.
en I have added Arsenal to your slip at 1.60.
en Your bet has been placed.
en I have registered your bet and will settle it after the match.
en Your slip now has two selections.
en I'll alert you when the odds move.
hu Az Arsenal második, Saka pedig remek formában van.
hu A United középpályája mostanában elég lyukas.
hu A Unitednek már nincs miért küzdenie.
hu A vasárnapi meccset az Emiratesben játsszák.
hu A Chelsea szombaton az Anfieldre látogat.
hu Szombaton a Liverpool fogadja a Chelsea-t.
hu Megtettem neked a fogadást.
hu Megkötöm a fogadást, amint megerősíted.
hu Felvettem az Arsenalt a szelvényedre 1,60-on.
hu A szelvényeden most két tipp van.
hu Értesítelek, ha mozdul az odds.
"""
RIGHT = """
en Arsenal are clear favourites at Old Trafford, with a 64% chance of winning.
en Chelsea host Liverpool on Saturday.
en Liverpool travel to Chelsea on Saturday.
en Arsenal's recent form reads WWWLW.
en I have no information about Saka.
en Key Takeaways
en I can compare your slip with these prices.
en I have not placed any bet for you.
en Have you placed the bet already?
hu Az Arsenal az esélyes, 64% eséllyel nyer az Old Traffordon.
hu A Chelsea szombaton a Liverpoolt fogadja.
hu A Liverpool szombaton a Chelsea otthonában játszik.
hu Az Arsenal legutóbbi formája: WWWLW.
hu Sakáról nincs adatom.
hu Én nem tettem meg semmilyen fogadást.
"""
PROMISES: tuple[tuple[Language, str], ...] = (
    ("en", "Betting like this doubles your money."),
    ("en", "Follow our picks and you will profit."),
    ("en", "You can safely put a large stake on this."),
    ("en", "This one is as good as won."),
    ("en", "Bet big on this."),
    ("hu", "Fogadj rá nagyban."),
    ("hu", "Nyugodtan tehetsz rá nagyobb tétet."),
    ("hu", "Ez a meccs gyakorlatilag lefutott."),
    ("hu", "Ha a tippjeinket követed, megduplázod a pénzed."),
    ("hu", "Így megtöbbszörözöd a pénzedet."),
)


def rows(text: str) -> list[tuple[str, ...]]:
    """Return (language, sentence) of each line."""
    return [tuple(line.split(" ", 1)) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "sentence"), rows(WRONG))
def test_what_nobody_told_may_not_be_said(language: Language, sentence: str) -> None:
    assert faults(sentence, language=language)


@pytest.mark.parametrize(("language", "sentence"), rows(RIGHT))
def test_what_is_so_or_is_said_not_to_be_known_may(language: Language, sentence: str) -> None:
    assert faults(sentence, language=language) == []


@pytest.mark.parametrize(("language", "sentence"), PROMISES)
def test_money_is_not_promised(language: Language, sentence: str) -> None:
    assert not allows(sentence, language, held_back=False)


def test_a_name_that_the_user_said_may_be_said_again() -> None:
    sentence = "You asked about Saka, and Arsenal are the favourites."
    assert checker("How important is Saka?").check(sentence).faults == ()
    assert checker("Who wins?").check("Arsenal are the favourites with Saka.").faults
