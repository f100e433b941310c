"""Clubs in running text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.naming import KnownTeam, TeamResolver, identify
from knowledge.naming.clubs import Club, all_clubs

RESOLVER = TeamResolver.build(
    KnownTeam(
        id=club.team_id, name=club.name, country=club.country, tier=1,
        newest_date=dt.date(2024, 5, 10),
    )
    for club in all_clubs()
)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """A mention that several clubs share; the first one offered."""

    first: str


def spotted(text: str) -> list[tuple[str, str | Shared | None]]:
    found: list[tuple[str, str | Shared | None]] = []
    for mention in RESOLVER.spot(text):
        team, candidates = mention.resolution.team, mention.resolution.candidates
        if team:
            found.append((mention.text, team.name))
        else:
            found.append((mention.text, Shared(candidates[0].name) if candidates else None))
    return found


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        (
            "Who wins Man United against Arsenal on Sunday, and is 1.60 on Arsenal value?",
            [("Man United", "Man United"), ("Arsenal", "Arsenal"), ("Arsenal", "Arsenal")],
        ),
        (
            "Mennyi az esélye, hogy a Bayern legyőzi a Wolfsburgot vasárnap?",
            [("Bayern", "Bayern Munich"), ("Wolfsburgot", "Wolfsburg")],
        ),
        (
            "Mi a helyzet a szombati Arsenal–Chelsea meccsel, van benne érték 1,85-ön?",
            [("Arsenal", "Arsenal"), ("Chelsea", "Chelsea")],
        ),
        ("az Arsenal-Chelsea meccsen", [("Arsenal", "Arsenal"), ("Chelsea", "Chelsea")]),
        ("Fradi–Újpest", [("Fradi", "Ferencváros"), ("Újpest", "Újpest")]),
        ("fradi ujpest tipp", [("fradi", "Ferencváros"), ("ujpest", "Újpest")]),
        ("BVB otthon", [("BVB", "Dortmund")]),
        ("man utd v arsneal", [("man utd", "Man United"), ("arsneal", "Arsenal")]),
        ("Chelsea-t PSG-vel", [("Chelsea-t", "Chelsea"), ("PSG-vel", "Paris SG")]),
        ("Arsenal's defence", [("Arsenal's", "Arsenal")]),
        ("Inter-Milan", [("Inter", "Inter"), ("Milan", "Milan")]),
        ("Inter – Milan", [("Inter", "Inter"), ("Milan", "Milan")]),
        ("Inter Milan", [("Inter Milan", "Inter")]),
        ("Paris Saint-Germain wins", [("Paris Saint-Germain", "Paris SG")]),
        ("Real Betis", [("Real Betis", "Betis")]),
        ("Real-Betis", [("Real", Shared("Real Madrid")), ("Betis", "Betis")]),
        ("Barca-Real", [("Barca", "Barcelona"), ("Real", Shared("Real Madrid"))]),
        ("1. FC Köln-nel", [("1. FC Köln-nel", "FC Koln")]),
        ("Brighton & Hove Albion", [("Brighton & Hove Albion", "Brighton")]),
        ("Nott'm Forest", [("Nott'm Forest", "Nott'm Forest")]),
        ("a West Hamet", [("West Hamet", "West Ham")]),
        ("Will United win?", [("United", Shared("Man United"))]),
        ("AZ otthon", [("AZ", "AZ Alkmaar")]),
        ("nice v lens", [("nice", "Nice"), ("lens", "Lens")]),
        ("Is Nice any good?", [("Nice", "Nice")]),
        ("Nice vagy Lens?", [("Nice", "Nice"), ("Lens", "Lens")]),
        ("Utd v City", [("Utd", Shared("Man United")), ("City", Shared("Man City"))]),
        ("Liverpool Women", [("Liverpool", Shared("Liverpool"))]),
        ("az U19 Arsenal", [("Arsenal", Shared("Arsenal"))]),
        ("U\u0301jpest", [("U\u0301jpest", "Újpest")]),
        ("Mancester United", [("Mancester United", "Man United")]),
    ],
)
def test_what_people_type(text: str, clubs: list[tuple[str, str | Shared]]) -> None:
    assert spotted(text) == clubs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "Is there a real chance of a draw?",
        "Nice win yesterday",
        "reading the table in the bath",
        "a team united behind the city",
        "Az a kérdés, hogy azt megéri-e",
        "AZ A KÉRDÉS, HOGY MEGÉRI-E",
        "The Whole Sentence Looks Nice In Every Reading",
        "bury it, what a value",
        "Show me the odds over 2.5 on Wednesday",
        "milyen esély van szombaton, mi a tét?",
        "Van-e érték a hazai győzelemben?",
        "gyors gól a második félidőben",
        "a Puskás Arénában lesz a döntő",
        "New Yorkban hány óra van?",
        "everyone is working on an international weekend",
        "derby day",
        "Well played",
    ],
)
def test_everyday_words_are_no_clubs(text: str) -> None:
    assert spotted(text) == []


def test_a_real_club_without_matches_is_mentioned_as_unknown() -> None:
    only_arsenal = TeamResolver.build(
        [KnownTeam(id=identify("E", "Arsenal").team_id, name="Arsenal", country="E")]
    )
    arsenal, juve = only_arsenal.spot("Arsenal v Juventus")
    assert arsenal.resolution.team is not None
    assert juve.text == "Juventus"
    assert juve.resolution.is_unknown


@given(
    st.lists(
        st.one_of(
            st.sampled_from([club.name for club in all_clubs()]),
            st.sampled_from(["a", "az", "v", "–", "-", "ellen", "nice", "United", "1,85", "?"]),
            st.text(max_size=12),
        ),
        max_size=8,
    ).map(" ".join)
)
def test_mentions_are_parts_of_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for mention in RESOLVER.spot(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(st.sampled_from(all_clubs()), st.sampled_from(all_clubs()))
def test_two_opponents_are_always_found(home: Club, away: Club) -> None:
    found = [mention.text for mention in RESOLVER.spot(f"{home.name} v {away.name}")]
    assert found == [home.name.rstrip("."), away.name.rstrip(".")]
