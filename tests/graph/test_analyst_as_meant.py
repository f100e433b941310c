"""Slips in the words that a message turns on are put right; names and real words stay."""

from __future__ import annotations

import pytest

from graph.analyst.as_meant import as_meant, plainly_typed
from graph.analyst.spotting.spans import Span
from tests.graph.analyst_phrases import Calls, _phrase, run


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("accumulator for sturday", "accumulator for saturday"),
        ("scores last Suunday", "scores last Sunday"),
        ("Premier Lague", "Premier League"),
        ("any tips for tomororw?", "any tips for tomorrow?"),
        ("tegnpai meccsek", "tegnapi meccsek"),
        ("nyer vasánrap?", "nyer vasarnap?"),
        ("a spanyolonkál", "a spanyoloknal"),
        ("a döntetlnere 3,8", "a dontetlenre 3,8"),
        ("REAL VAGY BARCA SZOMBATON?", "real vagy barca szombaton?"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    assert as_meant(typed, ()) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "a novemberében kezdődő nemzeti bajnokság",
        "percet, házat, hónapos, vendégek, előre is köszi",
        "what a marvel, thrice spoken: weeks, marks and monks",
        "PSG v OM",  # short names in capitals are no shouting
    ],
)
def test_real_words_are_no_slips(typed: str) -> None:
    assert as_meant(typed, ()) == typed


def test_what_is_a_name_is_no_slip() -> None:
    assert as_meant("Holand", [Span(start=0, end=6)]) == "Holand"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  over  2.5\tin\u00a0Madrid \n", "over 2.5 in Madrid"),
        ("hey, and Chelsea?", "and Chelsea?"),
        ("szia! figyi, és a spanyol, előre is köszi!", "és a spanyol!"),
        ("köszi szépen", "köszi szépen"),
        ("ok thanks", "ok thanks"),  # of one word nothing is left to read
        ("hi", "hi"),
    ],
)
def test_what_only_addresses_somebody_is_left_out(typed: str, plain: str) -> None:
    assert plainly_typed(typed) == plain


@pytest.mark.parametrize(
    "line",
    [
        "Az Inter vaárnap veszít? => next(Inter, @sun, @sun)",
        "Newcastle  v  Brighton  over  2.5  at  1.70"
        " => value(Newcastle, Brighton, , over_2_5, 1.7)",
        "a spanyolonkál mi megy szombaton => find_matches(date_from=@sat, date_to=@sat,"
        " league=SP1, status=scheduled)",
    ],
)
def test_the_slip_does_not_drop_what_it_stands_for(line: str) -> None:
    assert run(_phrase(line)).right_arguments


def test_a_note_is_kept_in_the_users_own_words() -> None:
    (call,) = _calls("jegyezd meg: a Bayern vasánrap fáradt lesz")
    assert call[1]["text"] == "a Bayern vasánrap fáradt lesz"


def _calls(message: str) -> Calls:
    return run(_phrase(f"{message} => save_insight()")).calls
