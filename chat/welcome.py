"""The first words: what the mentor knows, who speaks, and what one could ask now.

Shared by the page and the terminal. The questions are made from matches that are really there, so
each of them has a true answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chat.figures import Books
from chat.house import House
from graph.wording.grammar import article
from knowledge.leagues import LeagueInfo, list_leagues
from knowledge.matches import MatchInfo, find_matches

Language = Literal["en", "hu"]

#: fixtures looked through for the ones that most people know
LOOKED_THROUGH = 120
#: leagues whose fixtures come first, the best known first
BEST_KNOWN = ("E0", "SP1", "D1", "I1", "F1", "HUN", "N1", "P1")

WHO_SPEAKS = {
    "en": ("The built-in analyst answers.", "{speaker} puts it into words."),
    "hu": ("A beépített elemző válaszol.", "A szavakat {speaker} adja."),
}
WHAT_IS_KNOWN = {
    "en": (
        "These are **demo matches** of invented clubs. For real ones: `tippmix data sync`.",
        "{leagues} leagues, results up to {day}.",
    ),
    "hu": (
        "Ezek **bemutató meccsek**, kitalált csapatokkal. Valódiakhoz: `tippmix data sync`.",
        "{leagues} bajnokság, eredmények eddig: {day}.",
    ),
}
HELLO = {
    "en": "Ask about a match, a club or a price.",
    "hu": "Kérdezz egy meccsről, egy csapatról vagy egy oddsról.",
}


@dataclass(frozen=True, slots=True)
class Opener:
    """A question that one could ask now."""

    #: short, for a button
    label: str
    #: as it is asked
    question: str


async def greeting(house: House, language: Language) -> str:
    """Return a few sentences: what to ask, what is known, who answers; Markdown."""
    async with house.db.reading() as session:
        leagues = await list_leagues(session)
        newest = await find_matches(
            session, as_of=house.clock(), status="finished", newest_first=True, limit=1
        )
    speaker = (await house.gateway.status()).speaker
    analyst, model = WHO_SPEAKS[language]
    demo, real = WHAT_IS_KNOWN[language]
    known = real.format(leagues=len(leagues), day=newest[0].date if newest else "–")
    if any(league.is_demo for league in leagues):
        known = demo
    name = speaker.removeprefix("ollama:")
    spoken = analyst if speaker == "analyst" else model.format(speaker=name)
    return f"{HELLO[language]}\n\n{known} {spoken}"


async def openers(house: Books, language: Language) -> list[Opener]:
    """Return up to four questions about matches that are there."""
    now = house.clock()
    async with house.db.reading() as session:
        leagues = {league.id: league for league in await list_leagues(session)}
        coming = await find_matches(
            session,
            as_of=now,
            status="scheduled",
            date_from=now.date(),
            limit=LOOKED_THROUGH,
        )
        past = await find_matches(
            session, as_of=now, status="finished", newest_first=True, limit=LOOKED_THROUGH
        )
    if coming:
        return _about_the_next(_best_known(coming, leagues), now, language)
    return _about_the_last(_best_known(past, leagues), language) if past else []


def _best_known(
    matches: Sequence[MatchInfo], leagues: dict[str, LeagueInfo]
) -> Sequence[MatchInfo]:
    def rank(match: MatchInfo) -> tuple[int, int]:
        known = match.league_id in BEST_KNOWN
        place = BEST_KNOWN.index(match.league_id) if known else len(BEST_KNOWN)
        return place, leagues[match.league_id].tier or 9

    return sorted(matches, key=rank)


def _about_the_next(
    matches: Sequence[MatchInfo], now: dt.datetime, language: Language
) -> list[Opener]:
    first = matches[0]
    other = next((match for match in matches if not _share_a_club(match, first)), first)
    third = other.home.name
    when = _when(first.date, now.date(), language)
    if language == "hu":
        return [
            Opener(
                f"{first.home.name} – {first.away.name}: ki az esélyes?",
                f"Ki az esélyes {_the(first.home.name)} – {first.away.name} meccsen {when}?",
            ),
            Opener(
                f"{other.home.name} – {other.away.name}: van értéke a hazai 2,10-nek?",
                f"Van értéke {_the(other.home.name)} 2,10-es oddsának "
                f"{_the(other.away.name)} ellen?",
            ),
            Opener(f"Milyen formában van: {third}?", f"Milyen formában van {_the(third)}?"),
            Opener(f"Tabella: {first.league_name}", f"Mutasd a tabellát: {first.league_name}"),
        ]
    return [
        Opener(
            f"{first.home.name} – {first.away.name}: who wins?",
            f"Who wins {first.home.name} against {first.away.name} {when}?",
        ),
        Opener(
            f"{other.home.name} – {other.away.name}: is 2.10 value?",
            f"Is 2.10 on {other.home.name} value against {other.away.name}?",
        ),
        Opener(f"How is {third} doing?", f"What is the form of {third}?"),
        Opener(f"Table: {first.league_name}", f"Show me the {first.league_name} table"),
    ]


def _about_the_last(matches: Sequence[MatchInfo], language: Language) -> list[Opener]:
    home, away = matches[0].home.name, matches[0].away.name
    league = matches[0].league_name
    if language == "hu":
        return [
            Opener(
                f"Mi lenne, ha: {home} – {away}?",
                f"Ki nyerne, ha {_the(home)} {_the(away)} ellen játszana?",
            ),
            Opener(
                f"Egymás ellen: {home}, {away}",
                f"Milyen az egymás elleni mérleg: {home} – {away}?",
            ),
            Opener(f"Milyen formában volt: {home}?", f"Milyen formában van {_the(home)}?"),
            Opener(f"Tabella: {league}", f"Mutasd a tabellát: {league}"),
        ]
    return [
        Opener(f"What if: {home} – {away}?", f"Who would win if {home} played {away}?"),
        Opener(
            f"Earlier meetings: {home}, {away}",
            f"What is the head to head of {home} and {away}?",
        ),
        Opener(f"How was {home} doing?", f"What is the form of {home}?"),
        Opener(f"Table: {league}", f"Show me the {league} table"),
    ]


def _the(name: str) -> str:
    """Return a name with its Hungarian article: “a Chelsea”, “az Arsenal”."""
    return f"{article(name)} {name}"


def _share_a_club(one: MatchInfo, other: MatchInfo) -> bool:
    return bool({one.home.id, one.away.id} & {other.home.id, other.away.id})


def _when(day: dt.date, today: dt.date, language: Language) -> str:
    """Return the day as a person says it, or in ISO form when it is far off."""
    words = {0: ("today", "ma"), 1: ("tomorrow", "holnap")}
    pair = words.get((day - today).days, (f"on {day.isoformat()}", f"({day.isoformat()})"))
    return pair[1] if language == "hu" else pair[0]
