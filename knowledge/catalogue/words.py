"""A competition from the words of a person: its name, its short form, or country and division."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from knowledge.catalogue.competitions import LeagueEntry, entries
from knowledge.catalogue.countries import country_words

#: what comes after the country's word, by tier: "spanyol bajnokság", "olasz másodosztály"
_DIVISIONS: dict[int, tuple[str, ...]] = {
    1: (
        "liga", "league", "bajnoksag", "elso osztaly", "elsoosztaly", "elvonal", "elso liga",
        "top flight", "top division", "first division", "foci", "football", "premier league",
        "elso osztalyu bajnoksag", "1. osztaly", "i. osztaly", "szuperliga",
    ),
    2: (
        "masodosztaly", "masodik osztaly", "masodik liga", "second division", "second tier",
        "2. osztaly", "ii. osztaly", "masodik vonal", "masodosztalyu bajnoksag",
    ),
    3: ("harmadosztaly", "harmadik osztaly", "third division", "third tier", "3. osztaly"),
    4: ("negyedosztaly", "negyedik osztaly", "fourth division", "fourth tier", "4. osztaly"),
    5: ("otodosztaly", "otodik osztaly", "fifth division", "fifth tier", "5. osztaly"),
}  # fmt: skip
_CUP = ("kupa", "cup")
_ENDINGS = (
    "", "t", "ot", "et", "at", "ban", "ben", "nak", "nek", "bol", "rol", "ra", "re", "val",
    "bajnoksag", "tabella", "table",
)  # fmt: skip


def league_from_words(words: str) -> list[LeagueEntry]:
    """Return the competitions that these words can mean, the likeliest first; none → empty.

    Takes ids (`E0`), openfootball's (`en.1`), names, short forms, country and division, in English
    and Hungarian, with or without accents and Hungarian case endings. "Serie A" is Italy's; "Serie
    A" of Brazil has to be called so.
    """
    key = _fold(words)
    bare = key.removeprefix("the ").removeprefix("az ").removeprefix("a ")
    stems = (
        stem.removesuffix(ending).rstrip(" -")
        for stem in (key, bare)
        for ending in _ENDINGS
        if stem.endswith(ending)
    )
    return list(next((_names()[stem] for stem in stems if stem in _names()), []))


def league_names() -> Collection[str]:
    """Return all folded names that `league_from_words` takes."""
    return _names().keys()


@cache
def _names() -> dict[str, list[LeagueEntry]]:
    found: dict[str, list[LeagueEntry]] = {}
    for league in entries():
        given = (league.id, *league.openfootball, league.name, league.name_hu, *league.names)
        for name in dict.fromkeys(map(_fold, (*given, *_described(league)))):
            found.setdefault(name, []).append(league)
    return found


def _described(league: LeagueEntry) -> list[str]:
    """Return "<country> <division>" in every wording."""
    divisions = _CUP if league.is_cup else _DIVISIONS[league.tier]
    return [f"{word} {what}" for word in country_words(league.country) for what in divisions]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\s\-–_]+", " ", bare).strip(" .?!,")
