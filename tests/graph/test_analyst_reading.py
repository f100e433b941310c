"""The parts of a message: days, prices, markets, leagues, picks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyst.message import read
from graph.analyst.offers import offers
from graph.analyst.picks import focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import spot_days
from graph.analyst.spotting.day_ranges import easter
from graph.analyst.spotting.leagues import spot_leagues
from graph.analyst.spotting.markets import spot_marks, spot_score
from graph.analyst.spotting.prices import spot_amount, spot_prices
from graph.wording import Language
from graph.wording.folding import fold
from tests.graph.analyst_world import TODAY, spot


def _read(text: str, language: Language = "en") -> Reading:
    return read(text, today=TODAY, language=language, spot=spot)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "05-10", "05-10"), ("tonight", "05-10", "05-10"), ("ma este", "05-10", "05-10"),
        ("tomorrow", "05-11", "05-11"), ("holnapután", "05-12", "05-12"),
        ("day after tomorrow", "05-12", "05-12"), ("tegnapelőtt", "05-08", "05-08"),
        ("on friday", "05-10", "05-10"), ("Sunday's", "05-12", "05-12"),
        ("vasárnapi", "05-12", "05-12"), ("csütörtökön", "05-16", "05-16"),
        ("next saturday", "05-18", "05-18"), ("jövő szombaton", "05-18", "05-18"),
        ("jövő heti szerdai", "05-15", "05-15"), ("last saturday", "05-04", "05-04"),
        ("múlt pénteken", "05-03", "05-03"), ("this weekend", "05-11", "05-12"),
        ("hétvégén", "05-11", "05-12"), ("next weekend", "05-18", "05-19"),
        ("múlt hétvégi", "05-04", "05-05"), ("next week", "05-13", "05-19"),
        ("a héten", "05-10", "05-12"), ("midweek", "05-14", "05-16"),
        ("in the next 3 days", "05-10", "05-13"), ("a következő 5 napban", "05-10", "05-15"),
        ("May 12", "05-12", "05-12"), ("12th of May", "05-12", "05-12"),
        ("the 12 May 2024", "05-12", "05-12"), ("május 12-én", "05-12", "05-12"),
        ("márc. 16-án", "03-16", "03-16"), ("március 16.", "03-16", "03-16"),
        ("2024-05-12", "05-12", "05-12"), ("2024. 05. 12.", "05-12", "05-12"),
        ("2024.05.12-én", "05-12", "05-12"), ("05.12.", "05-12", "05-12"),
        ("in march", "03-01", "03-31"), ("áprilisban", "04-01", "04-30"),
    ],
)  # fmt: skip
def test_days_are_read(text: str, first: str, last: str) -> None:
    (days,) = spot_days(fold(text), today=TODAY, language="hu")
    assert (days.first.isoformat(), days.last.isoformat()) == (f"2024-{first}", f"2024-{last}")


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("holnapután", "hu", "2024-05-12", "2024-05-12"),
        ("tegnapelőtt", "hu", "2024-05-08", "2024-05-08"),
        ("jövő hét", "hu", "2024-05-13", "2024-05-19"),
        ("jövő héten", "hu", "2024-05-13", "2024-05-19"),
        ("a hétvégén", "hu", "2024-05-11", "2024-05-12"),
        ("hétvégi meccsek", "hu", "2024-05-11", "2024-05-12"),
        ("húsvétkor", "hu", "2024-03-29", "2024-04-01"),
        ("húsvét hétfőn", "hu", "2024-04-01", "2024-04-01"),
        ("pünkösdkor", "hu", "2024-05-19", "2024-05-20"),
        ("boxing day", "en", "2023-12-26", "2023-12-26"),
        ("easter monday", "en", "2024-04-01", "2024-04-01"),
        ("good friday", "en", "2024-03-29", "2024-03-29"),
        ("ma este", "hu", "2024-05-10", "2024-05-10"),
        ("két nap múlva", "hu", "2024-05-12", "2024-05-12"),
        ("3 nap múlva", "hu", "2024-05-13", "2024-05-13"),
        ("egy hét múlva", "hu", "2024-05-17", "2024-05-17"),
        ("in 3 days", "en", "2024-05-13", "2024-05-13"),
        ("in two weeks", "en", "2024-05-24", "2024-05-24"),
        ("in a week", "en", "2024-05-17", "2024-05-17"),
        ("a hónap végéig", "hu", "2024-05-10", "2024-05-31"),
        ("a hét végéig", "hu", "2024-05-10", "2024-05-12"),
        ("until the end of the month", "en", "2024-05-10", "2024-05-31"),
        ("rest of the week", "en", "2024-05-10", "2024-05-12"),
        ("márc. 16-án", "hu", "2024-03-16", "2024-03-16"),
        ("március 16-án", "hu", "2024-03-16", "2024-03-16"),
        ("03.16.", "hu", "2024-03-16", "2024-03-16"),
        ("16-án", "hu", "2024-05-16", "2024-05-16"),
        ("jövő hét szombat", "hu", "2024-05-18", "2024-05-18"),
        ("jövő szombaton", "hu", "2024-05-18", "2024-05-18"),
        ("múlt hét szombaton", "hu", "2024-05-04", "2024-05-04"),
        ("múlt szerdán", "hu", "2024-05-08", "2024-05-08"),
        ("on the 12th", "en", "2024-05-12", "2024-05-12"),
        ("the twelfth", "en", "2024-05-12", "2024-05-12"),
        ("may twelfth", "en", "2024-05-12", "2024-05-12"),
        ("the nineteenth of may", "en", "2024-05-19", "2024-05-19"),
        ("május tizenkettedikén", "hu", "2024-05-12", "2024-05-12"),
        ("tizenkilencedikén", "hu", "2024-05-19", "2024-05-19"),
        ("next Tuesday", "en", "2024-05-14", "2024-05-14"),
        ("this Sunday", "en", "2024-05-12", "2024-05-12"),
        ("a week on Saturday", "en", "2024-05-18", "2024-05-18"),
        ("12/05", "en", "2024-05-12", "2024-05-12"),
        ("5/12", "hu", "2024-05-12", "2024-05-12"),
        ("2024.05.19.", "hu", "2024-05-19", "2024-05-19"),
        ("2024-05-19", "en", "2024-05-19", "2024-05-19"),
        ("tmrw", "en", "2024-05-11", "2024-05-11"),
        ("tonite", "en", "2024-05-10", "2024-05-10"),
        ("last night", "en", "2024-05-09", "2024-05-09"),
        ("yesterday", "en", "2024-05-09", "2024-05-09"),
        ("2 days ago", "en", "2024-05-08", "2024-05-08"),
        ("két napja", "hu", "2024-05-08", "2024-05-08"),
        ("három nappal ezelőtt", "hu", "2024-05-07", "2024-05-07"),
        ("last weekend", "en", "2024-05-04", "2024-05-05"),
        ("múlt hétvégén", "hu", "2024-05-04", "2024-05-05"),
        ("past 7 days", "en", "2024-05-03", "2024-05-10"),
        ("az elmúlt 7 napban", "hu", "2024-05-03", "2024-05-10"),
        ("next 3 days", "en", "2024-05-10", "2024-05-13"),
        ("a következő három napban", "hu", "2024-05-10", "2024-05-13"),
        ("next month", "en", "2024-06-01", "2024-06-30"),
        ("jövő hónapban", "hu", "2024-06-01", "2024-06-30"),
        ("last month", "en", "2024-04-01", "2024-04-30"),
        ("ebben a hónapban", "hu", "2024-05-01", "2024-05-31"),
        ("in february", "en", "2024-02-01", "2024-02-29"),
        ("februárban", "hu", "2024-02-01", "2024-02-29"),
        ("2023 decemberében", "hu", "2023-12-01", "2023-12-31"),
        ("from friday to sunday", "en", "2024-05-10", "2024-05-12"),
        ("szombaton és vasárnap", "hu", "2024-05-11", "2024-05-12"),
        ("between saturday and monday", "en", "2024-05-11", "2024-05-13"),
        ("May 11-12", "en", "2024-05-11", "2024-05-12"),
        ("május 11-13.", "hu", "2024-05-11", "2024-05-13"),
        ("szerdán", "hu", "2024-05-15", "2024-05-15"),
        ("szombati", "hu", "2024-05-11", "2024-05-11"),
        ("csütörtökre", "hu", "2024-05-16", "2024-05-16"),
        ("sat", "en", "2024-05-11", "2024-05-11"),
        ("christmas", "en", "2023-12-25", "2023-12-25"),
        ("karácsonykor", "hu", "2023-12-25", "2023-12-25"),
        ("szilveszterkor", "hu", "2023-12-31", "2023-12-31"),
        ("new year's day", "en", "2024-01-01", "2024-01-01"),
        ("midweek", "en", "2024-05-14", "2024-05-16"),
        ("hét közben", "hu", "2024-05-14", "2024-05-16"),
        ("23 April", "en", "2024-04-23", "2024-04-23"),
        ("április 23", "hu", "2024-04-23", "2024-04-23"),
        ("on Friday", "en", "2024-05-10", "2024-05-10"),
        ("ma délután", "hu", "2024-05-10", "2024-05-10"),
        ("19th of May 2024", "en", "2024-05-19", "2024-05-19"),
    ],
)
def test_days_are_read_as_people_say_them(
    text: str, language: Language, first: str, last: str
) -> None:
    found = spot_days(fold(text), today=TODAY, language=language)
    assert [(day.first.isoformat(), day.last.isoformat()) for day in found] == [(first, last)]


@pytest.mark.parametrize("year", range(1990, 2060))
def test_easter_is_that_of_another_reckoning(year: int) -> None:
    # Gauss's rule, of which Butcher's needs no exceptions
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    day = dt.date(year, 3, 22) + dt.timedelta(days=d + e)
    if (day.month, day.day) == (4, 26) or ((day.month, day.day) == (4, 25) and d == 28 and a > 10):
        day -= dt.timedelta(days=7)
    assert easter(year) == day


def test_a_slashed_day_is_read_as_the_language_writes_it() -> None:
    for language, month_day in (("en", (5, 12)), ("hu", (12, 5))):
        (days,) = spot_days("12/05", today=TODAY, language=language)  # type: ignore[arg-type]
        assert (days.first.month, days.first.day) == month_day
    (days,) = spot_days("25/05", today=TODAY, language="hu")
    assert days.first == dt.date(2024, 5, 25)


@pytest.mark.parametrize(
    "text",
    [
        "31/02",
        "may I ask",
        "Már megint",
        "over 2.5",
        "1.85",
        "30.30.",
        "2nd half",
        "the second half",
        "az első félidő",
    ],
)
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert not spot_days(fold(text), today=TODAY, language="hu")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.sampled_from(["sunday", "szerda"]))
def test_a_weekday_is_the_next_such_day_today_included(today: dt.date, weekday: str) -> None:
    (days,) = spot_days(weekday, today=today, language="en")
    assert 0 <= (days.first - today).days < 7
    assert days.first.weekday() == (6 if weekday == "sunday" else 2)


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("is 1.60 value", [1.6]), ("1,85-ön", [1.85]), ("2,1-es oddsszal", [2.1]), ("@1.9", [1.9]),
        ("odds of 2", [2.0]), ("2-es odds", [2.0]), ("at 6/4", [2.5]), ("evens", [2.0]),
        ("at +150", [2.5]), ("at -200", [1.5]), ("1.85, 3.6, 4.2", [1.85, 3.6, 4.2]),
        ("1,85 / 3,60 / 4,20", [1.85, 3.6, 4.2]), ("1.85-3.60-4.20", [1.85, 3.6, 4.2]),
        ("4-es szorzó", [4.0]), ("hármas szorzó", [3.0]), ("tízszeres pénzt fizet", [10.0]),
        ("at 3 for the draw", [3.0]), ("they offer 4 for a draw", [4.0]), ("3-at adnak", [3.0]),
        ("5-ször fizet", [5.0]), ("2-ért", [2.0]), ("convert 11/4 to decimal", [3.75]),
        ("7/4 az mennyi tizedesben", [2.75]), ("is 2 fair for the draw", [2.0]),
        ("home win 5, any good?", [5.0]), ("put 20 on the draw", []), ("2 goals", []),
        ("last 5 games", []), ("3 ponttal", []), ("25/12", []),
        ("62.5% chance", []), ("15:30", []), ("2-1", []), ("in 2024", []), ("0.5", []),
    ],
)  # fmt: skip
def test_prices_are_read(text: str, prices: list[float]) -> None:
    assert [price.value for price in spot_prices(fold(text))] == pytest.approx(prices)


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("milan 4", [4.0]), ("Everton 8 at Arsenal, worth it?", [8.0]),
        ("a milan 4-et ér, jó ár?", [4.0]), ("arsenal 1.6 and milan 4", [1.6, 4.0]),
        ("3 on Liverpool is generous", [3.0]), ("Arsenal 2 goals up, value?", []),
        ("Arsenal 2 Chelsea 1", []), ("a milan 4 ponttal jobb, megéri?", []),
        ("Arsenal last 5", []), ("Liverpool 3 times champions, value?", []),
    ],
)  # fmt: skip
def test_a_whole_number_behind_a_club_is_a_price_in_talk_of_bets(
    text: str, prices: list[float]
) -> None:
    assert [price.value for price in _read(text).prices] == prices


@pytest.mark.parametrize(
    ("text", "amount"),
    [("50000", 50_000), ("50 ezer Ft", 50_000), ("50k", 50_000), ("50.000", 50_000),
     ("1 millió", 1_000_000), ("200 euros", 200)],
)  # fmt: skip
def test_amounts_are_read(text: str, amount: float) -> None:
    assert spot_amount(fold(text)) == amount


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("over 2.5 goals", "over_2_5"), ("2,5 gól felett", "over_2_5"), ("under 3.5", "under_3_5"),
        ("1,5 alatt", "under_1_5"), ("kevesebb mint 2,5 gól", "under_2_5"),
        ("both teams to score", "btts_yes"), ("mindkét csapat lő gólt", "btts_yes"),
        ("btts no", "btts_no"), ("a döntetlenre", "draw"), ("the draw", "draw"), ("1X", "1X"),
        ("X2", "X2"), ("double chance", "double_chance"), ("dupla esély", "double_chance"),
        ("draw no bet", "draw_no_bet"), ("pontos eredmény", "correct_score"),
        ("expected goals", "expected_goals"), ("hány gól", "expected_goals"),
        ("hazai győzelem", "home"), ("away win", "away"),
        ("at least four goals", "over_3_5"), ("legalább két gól", "over_1_5"),
        ("ötnél több gól", "over_5_5"), ("2,5-nél több gól", "over_2_5"),
        ("legfeljebb egy gól", "under_1_5"), ("háromnál kevesebb gól", "under_2_5"),
        ("five or more goals", "over_4_5"), ("fewer than two goals", "under_1_5"),
        ("both to score", "btts_yes"), ("páros vagy páratlan gólszám", "odd"),
    ],
)  # fmt: skip
def test_markets_are_read(text: str, selection: str) -> None:
    assert [mark.selection for mark in spot_marks(fold(text))] == [selection]


def test_a_score_is_read_and_an_odds_line_is_not() -> None:
    score = spot_score("what about 2-1?")
    assert score is not None
    assert score.score == "2-1"
    assert spot_score("2.10-3.50-3.40") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the Premier League table", ["E0"]), ("a Bundesligában", ["D1"]),
        ("angol bajnokság tabella", ["E0"]), ("E0 and D1", ["E0", "D1"]), ("demo liga", ["DEMO"]),
        ("pl. holnap fin", []), ("NB I-es meccsek", ["HUN"]),
        ("pl meccsek ma", ["E0"]), ("nb1 tippek", ["HUN"]), ("és a Bundesligáé?", ["D1"]),
        ("what about Spain?", ["SP1"]), ("hogy állnak a skótok", ["SC0"]),
        ("la liga on Saturday", ["SP1"]),
    ],
)  # fmt: skip
def test_leagues_are_read(text: str, ids: list[str]) -> None:
    assert [league.id for league in spot_leagues(text)] == ids


@pytest.mark.parametrize(
    ("text", "club", "price"),
    [
        ("Man United v Arsenal, is 1.60 on Arsenal value?", "Arsenal", 1.6),
        ("Will Arsenal beat Chelsea at 1.85?", "Arsenal", 1.85),
        ("bayern wolfsburg 1.25 a bayernre", "Bayern Munich", 1.25),
        ("Arsenal–Chelsea, 1,85-ön megéri?", "Arsenal", 1.85),
        ("1,57-et adnak az Arsenalra a Man United otthonában", "Arsenal", 1.57),
    ],
)  # fmt: skip
def test_a_price_finds_its_club(text: str, club: str, price: float) -> None:
    (offer,) = offers(_read(text))
    assert (offer.pick.club, offer.price) == (club, price)


def test_a_price_without_a_club_is_marked_as_assumed() -> None:
    assert offers(_read("Arsenal–Chelsea, 1,85-ön megéri?"))[0].assumed
    assert not offers(_read("Arsenal–Chelsea, 1,85 az Arsenalra?"))[0].assumed


def test_each_of_several_prices_keeps_its_outcome() -> None:
    first, second = offers(_read("Man United v Arsenal: Arsenal 1.60, draw 4.20"))
    assert first.pick.club == "Arsenal"
    assert second.pick.selection == "draw"


def test_who_wins_has_no_focus_and_beating_has_one() -> None:
    assert focus(_read("Who wins Arsenal v Chelsea?")) is None
    pick = focus(_read("Mennyi az esélye, hogy a Bayern legyőzi a Wolfsburgot?", "hu"))
    assert pick is not None
    assert pick.club == "Bayern Munich"
    loser = focus(_read("Kikap az Arsenal a Chelsea ellen?", "hu"))
    assert loser is not None
    assert loser.club == "Chelsea"


@pytest.mark.parametrize("text", ["Arsenal at Man United", "Az Arsenal a Man United otthonában"])
def test_the_visitor_named_first_is_still_the_visitor(text: str) -> None:
    assert [club.name for club in _read(text).clubs] == ["Man United", "Arsenal"]


@pytest.mark.parametrize(
    ("text", "language", "clubs"),
    [
        ("gg az inter milan meccsen?", "hu", ["Inter", "Milan"]),
        ("inter milan, h2h", "hu", ["Inter", "Milan"]),
        ("h2h inter milan", "en", ["Inter", "Milan"]),
        ("when do Inter Milan play?", "en", ["Inter"]),
        ("Inter Milan v AC Milan, draw?", "en", ["Inter", "Milan"]),
    ],
)
def test_inter_milan_is_a_match_where_one_is_spoken_of(
    text: str, language: Language, clubs: list[str]
) -> None:
    assert [club.name for club in _read(text, language).clubs] == clubs


@settings(deadline=None)  # the first reading loads what phrases are like
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    reading = _read(text)
    assert reading.days is None or reading.days.first <= reading.days.last
    assert all(1 < price.value <= 1001 for price in reading.prices)
