"""What one name means: certainty, candidates, or nothing; never a guess."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.naming import KnownTeam, Resolution, TeamResolver, identify
from knowledge.naming.clubs import all_clubs
from knowledge.naming.spelling import folded
from knowledge.naming.words import careful_words

TODAY = dt.date(2024, 5, 10)
LONG_AGO = dt.date(2004, 5, 9)
ALL_TEAMS = [
    KnownTeam(
        id=club.team_id, name=club.name, country=club.country, league_id=f"{club.country}1",
        tier=1, newest_date=TODAY,
    )
    for club in all_clubs()
]  # fmt: skip
ALL = TeamResolver.build(ALL_TEAMS)
ENDINGS = (
    "t", "ot", "et", "at", "nak", "nek", "ban", "ben", "ra", "re", "tól", "től", "hoz", "hez",
    "höz", "ról", "ről", "é", "ék", "val", "vel", "nál", "nél", "ért", "on", "en", "ön", "ba",
    "be", "ból", "ből", "ig",
)  # fmt: skip


def team(name: str, country: str, league: str, tier: int, newest: dt.date = TODAY) -> KnownTeam:
    club = identify(country, name)
    return KnownTeam(
        id=club.team_id, name=club.name, country=country, league_id=league, tier=tier,
        newest_date=newest,
    )  # fmt: skip


SOME = TeamResolver.build(
    [
        team("Man United", "E", "E0", 1),
        team("Man City", "E", "E0", 1),
        team("Newcastle", "E", "E0", 1),
        team("West Ham", "E", "E0", 1),
        team("Sheffield United", "E", "E0", 1),
        team("Arsenal", "E", "E0", 1),
        team("Chelsea", "E", "E0", 1),
        team("Leicester", "E", "E1", 2),
        team("Leeds", "E", "E1", 2),
        team("Sheffield Weds", "E", "E1", 2),
        team("Peterboro", "E", "E2", 3),
        team("Wimbledon", "E", "E1", 2, LONG_AGO),
        team("AFC Wimbledon", "E", "E3", 4),
        team("Dundee United", "SC", "SC0", 1),
        team("Hearts", "SC", "SC0", 1),
        team("Real Madrid", "SP", "SP1", 1),
        team("Ath Madrid", "SP", "SP1", 1),
        team("Sociedad", "SP", "SP1", 1),
        team("Betis", "SP", "SP1", 1),
        team("Sp Gijon", "SP", "SP2", 2),
        team("Santander", "SP", "SP2", 2),
        team("Sp Lisbon", "P", "P1", 1),
        team("Bayern Munich", "D", "D1", 1),
        team("Dortmund", "D", "D1", 1),
        team("M'gladbach", "D", "D1", 1),
        team("RB Leipzig", "D", "D1", 1),
        team("Leipzig", "D", "D2", 2, LONG_AGO),
        team("Inter", "I", "I1", 1),
        team("Milan", "I", "I1", 1),
        team("Lecce", "I", "I1", 1),
        team("Lecco", "I", "I2", 2),
        team("Roma", "I", "I1", 1),
        team("Heracles", "N", "N1", 1),
        team("Iraklis", "G", "G1", 1, dt.date(2017, 4, 30)),
        team("Ferencvaros", "HUN", "HUN", 1),
    ]
)


def named(resolution: Resolution) -> str | list[str] | None:
    if resolution.team:
        return resolution.team.name
    return [team.name for team in resolution.candidates] or None


@pytest.mark.parametrize(
    ("name", "club"),
    [
        ("Arsenal", "Arsenal"),
        ("ARSENAL FC", "Arsenal"),
        ("Gunners", "Arsenal"),
        ("Ágyúsok", "Arsenal"),
        ("MU", "Man United"),
        ("Vörös Ördögök", "Man United"),
        ("Manchester Utd", "Man United"),
        ("Barca", None),
        ("BVB", "Dortmund"),
        ("Bayern München", "Bayern Munich"),
        ("Fradi", "Ferencváros"),
        ("FTC", "Ferencváros"),
        ("Inter", "Inter"),
        ("Internazionale", "Inter"),
        ("Milan", "Milan"),
        ("Hearts", "Hearts"),
        ("Owls", "Sheffield Weds"),
        ("Posh", "Peterboro"),
        ("Sociedad Real", "Sociedad"),
        ("Gladbach", "M'gladbach"),
    ],
)
def test_names_and_nicknames(name: str, club: str | None) -> None:
    assert named(SOME.resolve(name)) == club


@pytest.mark.parametrize(
    ("name", "club"),
    [
        ("Arsenallal", "Arsenal"),
        ("Chelseát", "Chelsea"),
        ("Chelsea-t", "Chelsea"),
        ("Romát", "Roma"),
        ("Bayernnel", "Bayern Munich"),
        ("Bayernnek", "Bayern Munich"),
        ("Dortmundtól", "Dortmund"),
        ("Leedsszel", "Leeds"),
        ("Leicesterrel", "Leicester"),
        ("Fradihoz", "Ferencváros"),
        ("Ferencvárosnál", "Ferencváros"),
        ("Manchester Unitednek", "Man United"),
        ("Man City-ről", "Man City"),
        ("BVB-vel", "Dortmund"),
        ("Newcastle-lel", "Newcastle"),
        ("Interék", "Inter"),
        ("Arsenalékkal", "Arsenal"),
    ],
)
def test_hungarian_endings(name: str, club: str) -> None:
    assert named(SOME.resolve(name)) == club


@pytest.mark.parametrize(
    ("name", "club"),
    [
        ("arsneal", "Arsenal"),
        ("Chelsae", "Chelsea"),
        ("Liecester", "Leicester"),
        ("Borusia Dortmund", "Dortmund"),
        ("Manchaster United", "Man United"),
        ("Mönchengladback", "M'gladbach"),
        ("dortmnudnak", "Dortmund"),
    ],
)
def test_slips_are_forgiven(name: str, club: str) -> None:
    assert named(SOME.resolve(name)) == club


def test_shared_words_give_candidates_the_most_prominent_first() -> None:
    united = named(SOME.resolve("United"))
    assert united == ["Man United", "Newcastle", "Sheffield United", "West Ham", "Dundee United"]
    real = ["Real Madrid", "Betis", "Sociedad", "Santander", "Sp Gijon"]
    assert named(SOME.resolve("Real")) == real
    assert named(SOME.resolve("Sporting")) == ["Sp Lisbon", "Sp Gijon"]
    assert named(SOME.resolve("Borussia")) == ["Dortmund", "M'gladbach"]
    assert named(SOME.resolve("Sheffield")) == ["Sheffield United", "Sheffield Weds"]
    assert named(SOME.resolve("Madrid")) == ["Real Madrid", "Ath Madrid"]
    assert named(SOME.resolve("Milánó")) == ["Inter", "Milan"]
    assert named(SOME.resolve("Unitednek")) == united
    assert named(SOME.resolve("Utd")) == united


def test_a_shared_word_stays_uncertain_even_with_one_club() -> None:
    only = TeamResolver.build([team("Real Madrid", "SP", "SP1", 1)])
    assert named(only.resolve("Real")) == ["Real Madrid"]


@pytest.mark.parametrize("typo", ["Untied", "Rael"])
def test_a_slip_in_a_shared_word_is_no_certainty(typo: str) -> None:
    assert SOME.resolve(typo).team is None


def test_equally_near_names_give_candidates() -> None:
    assert named(SOME.resolve("Lecca")) == ["Lecce", "Lecco"]


def test_context_narrows() -> None:
    assert named(SOME.resolve("United", country="SC")) == ["Dundee United"]
    assert named(SOME.resolve("United", league="SC0")) == "Dundee United"
    assert named(SOME.resolve("Sporting", league="P1")) == "Sp Lisbon"
    assert named(SOME.resolve("Sheffield", league="E1")) == "Sheffield Weds"
    # the league of long ago: at least its country counts
    assert named(SOME.resolve("Leicester", league="E0")) == "Leicester"


def test_a_club_outside_the_context_is_only_a_candidate() -> None:
    assert named(SOME.resolve("Arsenal", league="SP1")) == ["Arsenal"]
    assert named(SOME.resolve("Arsenal", country="SP")) == ["Arsenal"]


def test_a_living_club_takes_the_name_of_a_dead_one() -> None:
    assert named(SOME.resolve("Leipzig")) == "RB Leipzig"
    assert named(SOME.resolve("Wimbledon")) == "AFC Wimbledon"
    assert named(SOME.resolve("Heracles")) == "Heracles"
    assert named(SOME.resolve("VfB Leipzig")) == "Leipzig"


def test_two_living_clubs_of_one_name_are_candidates() -> None:
    twins = [
        KnownTeam(id="aa-victoria", name="Victoria", country="AA", tier=1, newest_date=TODAY),
        KnownTeam(id="bb-victoria", name="Victoria", country="BB", tier=2, newest_date=TODAY),
    ]
    resolver = TeamResolver.build(twins)
    assert resolver.resolve("Victoria").candidates == tuple(twins)
    assert resolver.resolve("Victoria", country="BB").team == twins[1]


def test_a_real_club_without_matches_is_unknown_and_no_slip_of_another() -> None:
    only = TeamResolver.build([team("Lecce", "I", "I1", 1)])
    assert only.resolve("Lecco").is_unknown
    assert only.resolve("Juventus").is_unknown


@pytest.mark.parametrize("name", ["", "  ", "?", "xyzzy", "value", "szombat", "123"])
def test_what_is_no_club_is_unknown(name: str) -> None:
    assert SOME.resolve(name).is_unknown


def test_a_phrase_around_a_name_gives_a_candidate() -> None:
    found = SOME.resolve("Arsenal under 21s")
    assert named(found) == ["Arsenal"]
    assert not found.fits


def test_there_are_five_candidates_at_most() -> None:
    assert len(ALL.resolve("City").candidates) == 5


def test_every_spelling_resolves_to_its_club_in_its_country() -> None:
    wrong = [
        (club.country, spelling)
        for club in all_clubs()
        for spelling in (club.name, *club.spellings)
        if (found := ALL.resolve(spelling, country=club.country).team) is None
        or found.id != club.team_id
    ]
    assert wrong == []


def test_every_nickname_leads_to_its_club() -> None:
    for club in all_clubs():
        for nickname in club.nicknames:
            found = ALL.resolve(nickname, country=club.country)
            meant = {team.id for team in (found.team, *found.candidates) if team}
            others = [c for c in all_clubs() if c.country == club.country and c != club]
            shared = sum(nickname in c.nicknames or nickname == c.name for c in others)
            assert club.team_id in meant or shared, (club.name, nickname)


def test_every_ending_on_every_name_still_finds_the_club() -> None:
    wrong = [
        form
        for club in all_clubs()
        for form in _inflected(club.name)
        # "Milanon" may be Milan's, and "Milánón" is the city's of two clubs
        if not folded(form).startswith("milano")
        and (
            (found := ALL.resolve(form, country=club.country).team) is None
            or found.id != club.team_id
        )
    ]
    assert wrong == []


def _inflected(name: str) -> list[str]:
    """Return the name with each ending: after a hyphen always, joined where one would join it."""
    forms = [f"{name}-{ending}" for ending in ENDINGS]
    last = name.split()[-1]
    if last.isalpha() and last[1:].islower() and len(last) > 3:
        joined = f"{name[:-1]}{_LONG.get(name[-1], name[-1])}"
        forms += [joined + ending for ending in ENDINGS]
        if name[-1] in "bdfgklmnprtvz":
            forms += [f"{name}{name[-1]}al", f"{name}{name[-1]}el"]
    return forms


_LONG = {"a": "á", "e": "é"}


@settings(max_examples=20)
@given(st.data())
def test_resolving_knows_no_order_of_teams(data: st.DataObject) -> None:
    shuffled = TeamResolver.build(data.draw(st.permutations(ALL_TEAMS[::20])))
    ordered = TeamResolver.build(ALL_TEAMS[::20])
    name = data.draw(st.sampled_from(ALL_TEAMS)).name
    assert shuffled.resolve(name) == ordered.resolve(name)


@given(st.text(max_size=40))
def test_a_resolution_is_one_team_or_candidates_never_both(name: str) -> None:
    found = SOME.resolve(name)
    assert found.team is None or not found.candidates
    assert len(found.candidates) <= 5
    assert len({team.id for team in found.candidates}) == len(found.candidates)


def test_a_team_given_twice_counts_once() -> None:
    old = team("Arsenal", "E", "E1", 2)
    new = replace(old, league_id="E0", tier=1)
    assert TeamResolver.build([old, new]).resolve("Arsenal").team == new


def test_names_of_the_database_are_understood_too() -> None:
    invented = KnownTeam(
        id="xx-kovacsi-bagoly", name="Kovácsi Bagoly", country="XX", spellings=("KBSE 1911",),
        is_demo=True,
    )  # fmt: skip
    resolver = TeamResolver.build([invented])
    for name in ("kovacsi bagoly", "KBSE 1911", "Kovácsi Bagolynak", "Kovacsi Bagloy"):
        assert resolver.resolve(name).team == invented


def test_shared_words_are_no_spelling_of_a_single_club() -> None:
    for club in all_clubs():
        for spelling in (club.name, *club.spellings):
            assert folded(spelling) not in careful_words().shared
