"""A slip that goes on: legs added and taken off, what it pays; and never a favourite by mistake."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.follow_ups.the_same import pick_of
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.offers import offers
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said, total_said
from graph.analyst.slips.money import stake_said
from graph.analyst.slips.systems import system_said
from graph.analyst.slips.unknown import unknown_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot

EN, HU = "acca: Arsenal, Bayern, Inter all to win", "kombi: Arsenal, Bayern, Inter"
THREE = ("Arsenal", "Bayern Munich", "Inter")


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


def legs_of(*names: str) -> str:
    return "; ".join(f"{name}: {name}" for name in names)


@pytest.mark.parametrize(
    ("message", "language", "clubs"),
    [
        ("add Chelsea", "en", (*THREE, "Chelsea")),
        ("throw in Chelsea", "en", (*THREE, "Chelsea")),
        ("and Chelsea", "en", (*THREE, "Chelsea")),
        ("Chelsea too", "en", (*THREE, "Chelsea")),
        ("remove Bayern", "en", ("Arsenal", "Inter")),
        ("ok drop Bayern", "en", ("Arsenal", "Inter")),
        ("leave Bayern out", "en", ("Arsenal", "Inter")),
        ("Bayern look iffy, bin them", "en", ("Arsenal", "Inter")),
        ("swap Bayern for Chelsea", "en", ("Arsenal", "Inter", "Chelsea")),
        ("replace Inter with Chelsea pls", "en", ("Arsenal", "Bayern Munich", "Chelsea")),
        ("Chelsea instead of Arsenal", "en", ("Bayern Munich", "Inter", "Chelsea")),
        ("cseréld ki a Bayernt a Chelsea-re", "hu", ("Arsenal", "Inter", "Chelsea")),
        ("az Inter helyett inkább Chelsea", "hu", ("Arsenal", "Bayern Munich", "Chelsea")),
        ("odds for all three pls", "en", THREE),
        ("what if i stick 15 quid on that", "en", THREE),
        ("how much should I stake?", "en", THREE),
        ("tedd hozzá a Chelsea-t is", "hu", (*THREE, "Chelsea")),
        ("rakd bele a Chelsea-t", "hu", (*THREE, "Chelsea")),
        ("vedd ki a Bayernt", "hu", ("Arsenal", "Inter")),
        ("a Bayern nélkül", "hu", ("Arsenal", "Inter")),
        ("mennyi az odds a háromra", "hu", THREE),
        ("és 1000 forintra?", "hu", THREE),
        ("mennyit fizetne egy ezresre", "hu", THREE),
    ],
)
def test_a_slip_is_changed_or_asked_about(
    message: str, language: Language, clubs: tuple[str, ...]
) -> None:
    reading = said(EN if language == "en" else HU, message, language=language)
    assert reading.intents == (Intent.SLIP,)
    assert legs_said(reading) == legs_of(*clubs)


def test_changes_follow_each_other() -> None:
    talked = (EN, "add Chelsea", "remove Bayern", "how much do I get back for 20 quid?")
    reading = said(*talked)
    assert legs_said(reading) == legs_of("Arsenal", "Inter", "Chelsea")
    assert stake_said(reading) == 20


def test_a_bet_in_the_same_match_is_put_beside() -> None:
    reading = said(
        "bet builder: Chelsea v Liverpool, Chelsea and over 2.5", "same but btts as well"
    )
    match = "Chelsea v Liverpool"
    assert legs_said(reading) == f"{match}: Chelsea; {match}: over 2.5; {match}: btts_yes"


def test_the_price_of_the_whole_and_the_system_are_kept() -> None:
    assert total_said(said(EN, "they offer 3.4 for it", "what do I get for 20 euros?")) == 3.4
    system = "2/3 system: Arsenal 1.6, Bayern 1.3, Inter 1.5"
    assert system_said(said(system, "what do I get for 20 euros?")) == 2


@pytest.mark.parametrize(
    ("message", "language", "size"),
    [
        ("what would a system 2/3 cost", "en", 2),
        ("what about 2 of 3", "en", 2),
        ("and as doubles?", "en", 2),
        ("és 2/3-as rendszerben?", "hu", 2),
        ("inkább kettes kötésben? 3-ból 2", "hu", 2),
    ],
)
def test_a_slip_spoken_of_becomes_a_system(message: str, language: Language, size: int) -> None:
    reading = said(EN, message, language=language)
    legs = legs_said(reading)
    assert legs == legs_of(*THREE)
    assert system_said(reading, legs) == size


@pytest.mark.parametrize(
    ("message", "language", "stake"),
    [
        ("put it on the slip with 20 quid", "en", 20),
        ("stick that on the acca", "en", None),
        ("oké akkor tedd fel 5000 ft-tal a szelvényre", "hu", 5000),
    ],
)
def test_a_bet_just_valued_goes_on_a_slip(
    message: str, language: Language, stake: float | None
) -> None:
    reading = said("is arsenal at 1.6 at man united value?", message, language=language)
    assert legs_said(reading) == "Arsenal v Man United: Arsenal @1.6"
    assert stake_said(reading) == stake


def test_a_price_after_two_outcomes_of_a_match_is_on_both() -> None:
    both = "Chelsea v Liverpool: btts_yes; Chelsea v Liverpool: over 2.5"
    asked = ("chelsea vs liverpool btts and over 2.5", "whats the fair price", "bookie has 1.9")
    for messages, total in ((asked[:2], None), (asked, 1.9)):
        reading = said(*messages)
        assert legs_said(reading) == both
        assert total_said(reading) == total


def test_a_slip_with_nothing_left_is_said_to_be_so() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    for message in ("acca: Arsenal, Bayern", "drop Arsenal", "drop Bayern"):
        answer = talk.ask(message)
    assert (answer, talk.calls) == (
        "Nothing is left on that slip. Name the clubs of a new one.",
        [],
    )


@pytest.mark.parametrize(
    ("messages", "language"),
    [
        (("who wins Arsenal v Chelsea?", "remove Bayern"), "en"),
        (("vedd ki a Bayernt",), "hu"),
        (("tedd hozzá a Milant",), "hu"),
    ],
)
def test_nothing_is_kept_or_forgotten_where_no_list_was_named(
    messages: tuple[str, ...], language: Language
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language=language), world_tools())
    for message in messages:
        answer = talk.ask(message)
    assert talk.calls == []
    assert "favourites or a slip" in answer or "kedvenceidről vagy egy szelvényről" in answer


@pytest.mark.parametrize(
    "messages",
    [
        (EN, "add Chelsea to my favourites"),
        (HU, "vedd ki a Bayernt a kedvenceim közül"),
        ("my favourite team is Arsenal", "tedd hozzá a Milant"),
        ("remove Bayern from my teams",),
    ],
)
def test_a_favourite_that_is_named_one_is_still_one(messages: tuple[str, ...]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    for message in messages:
        talk.ask(message)
    assert [tool for tool, _ in talk.calls] == ["set_preference"]


@pytest.mark.parametrize(
    ("messages", "language", "legs", "stake"),
    [
        (("put a fiver on the draw in Chelsea Liverpool, what do I get back",), "en",
         "Chelsea v Liverpool: draw", 5),
        (("teszek 500 forintot a Chelsea Liverpool döntetlenre, mennyit hoz",), "hu",
         "Chelsea v Liverpool: draw", 500),
        (("Arsenal to win?", "how much does a tenner return"), "en", "Arsenal: Arsenal", 10),
        (("kétezret rakok a Bayernre 1,4-en, mennyit fizet",), "hu",
         "Bayern Munich: Bayern Munich @1.4", 2000),
    ],
)  # fmt: skip
def test_what_money_brings_back_is_asked_of_one_bet_too(
    messages: tuple[str, ...], language: Language, legs: str, stake: float
) -> None:
    reading = said(*messages, language=language)
    assert (legs_said(reading), stake_said(reading)) == (legs, stake)


def test_a_question_that_leans_names_no_club_of_its_own() -> None:
    reading = said("Inter nyer? 1,6-ot adnak rá", "akkor mennyit tegyek rá", language="hu")
    assert (legs_said(reading), unknown_said(reading)) == ("Inter: Inter @1.6", ())


@pytest.mark.parametrize("text", ["how much on Arsenal at 1.6 then", "mennyit az Arsenalra 1,6-on"])
def test_how_much_asks_for_a_stake(text: str) -> None:
    assert said("max 2% per bet", text).intents == (Intent.SLIP,)


@pytest.mark.parametrize(
    "text",
    ["I have 400 euros, make that the bankroll", "will Brighton make Europe?", "bankom 500 euró"],
)
def test_money_alone_asks_for_no_return(text: str) -> None:
    assert Intent.SLIP not in said(text).intents


FOLD = "a 4 fold for saturday: City, Spurs, Real Madrid, Leipzig. odds 1.22 1.4 1.5 1.45"


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        ((FOLD,), ("Man City 1.22", "Tottenham 1.4", "Real Madrid 1.5", "RB Leipzig 1.45")),
        ((FOLD, "drop leipzig", "whats the chance it all lands"),
         ("Man City 1.22", "Tottenham 1.4", "Real Madrid 1.5")),
        ((FOLD, "what if i swap real madrid for milan at 1.55", "is that better value?"),
         ("Man City 1.22", "Tottenham 1.4", "RB Leipzig 1.45", "Milan 1.55")),
        (("double on Arsenal and Bayern, 1.6 and 1.3",), ("Arsenal 1.6", "Bayern Munich 1.3")),
    ],
)  # fmt: skip
def test_as_many_prices_as_clubs_are_each_on_its_own(
    messages: tuple[str, ...], legs: tuple[str, ...]
) -> None:
    written = (one.rpartition(" ") for one in legs)
    assert legs_said(said(*messages)) == "; ".join(f"{c}: {c} @{p}" for c, _, p in written)


def test_two_prices_behind_a_match_are_on_either_side() -> None:
    on = [(one.pick.club, one.price) for one in offers(said("Arsenal Chelsea 1.9 4.2"))]
    assert on == [("Arsenal", 1.9), ("Chelsea", 4.2)]


@pytest.mark.parametrize("message", ["is there any value", "worth it?", "any value there?"])
def test_whether_it_pays_is_asked_of_the_prices_just_told(message: str) -> None:
    reading = said("Arsenal v Chelsea 2.9 3.6 2.3", message)
    assert reading.intents == (Intent.VALUE,)
    assert [price.value for price in reading.prices] == [2.9, 3.6, 2.3]


TREBLE = "I've got Juventus, Milan and Arsenal in a treble at 4.2, good value?"


@pytest.mark.parametrize(
    "between", ["what if Arsenal let me down", "who do Arsenal play?", "Arsenal form"]
)
def test_a_slip_is_gone_back_to_after_a_look_at_one_of_its_clubs(between: str) -> None:
    reading = said(TREBLE, between, "take arsenal out, 2.1 for the other two")
    assert reading.intents == (Intent.SLIP,)
    assert legs_said(reading) == legs_of("Juventus", "Milan")
    assert total_said(reading) == 2.1  # of the rest, not of the club that is taken off


def test_what_is_listed_is_put_on_a_slip() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    listed = talk.ask("which are the safest matches on saturday?")
    talk.ask("put them in an acca")
    ((name, arguments),) = talk.calls
    assert name == "price_slip"
    picks = [leg.partition(": ")[2] for leg in arguments["legs"].split("; ")]
    assert len(picks) > 1
    assert all(f": {pick} " in listed for pick in picks)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("Newcastle v Brighton", "over 2.5?", "what about btts", "which of those is safest"),
         ["over_2_5", "btts_yes"]),
        (("Newcastle v Brighton", "Newcastle to win?", "and over 2.5?", "what about btts",
          "so which of those is the safest pick"), ["Newcastle", "over_2_5", "btts_yes"]),
        (("Newcastle v Brighton", "under 2.5 at 2.05", "and under 3.5 at 1.4",
          "which is the better bet of the two"), ["under_2_5", "under_3_5"]),
    ],
)  # fmt: skip
def test_outcomes_just_told_are_told_again_to_be_compared(
    messages: tuple[str, ...], told: list[str]
) -> None:
    again = said(*messages).again
    picks = [pick_of(one) for one in again]
    assert [pick and (pick.club or pick.selection) for pick in picks] == told


def test_two_outcomes_are_combined_without_another_word() -> None:
    talked = ("Newcastle v Brighton btts no at 1.7", "what about under 2.5 at 1.55")
    assert legs_said(said(*talked, "combine those two")) == (
        "Newcastle v Brighton: btts_no; Newcastle v Brighton: under 2.5"
    )


def test_both_of_two_clubs_bets_are_one_slip() -> None:
    talked = ("Newcastle to score 2 or more", "and Brighton to score at all")
    assert legs_said(said(*talked, "what if i take both of those")) == (
        "Newcastle: Newcastle over 1.5; Brighton: Brighton over 0.5"
    )
