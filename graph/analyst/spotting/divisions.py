"""Leagues by their level: “second tier of Spain”, “harmadosztályú angol meccsek”, “másodosztály”.

A level without a country is of the country spoken of; where none was, it is asked back. Which
league it is, the catalogue says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.analyst.spotting.leagues import LeagueName
from knowledge.catalogue import entries, entry, league_from_words

_ORDINALS: Mapping[str, int] = {
    **dict.fromkeys(("top", "first", "1st", "1.", "elso", "el"), 1),
    **dict.fromkeys(("second", "2nd", "2.", "masod", "masodik"), 2),
    **dict.fromkeys(("third", "3rd", "3.", "harmad", "harmadik"), 3),
    **dict.fromkeys(("fourth", "4th", "4.", "negyed", "negyedik"), 4),
    **dict.fromkeys(("fifth", "5th", "5.", "otod", "otodik"), 5),
}
_LEVEL = re.compile(
    r"(?<![\w.,])(?P<n>top|first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th)[ -]"
    r"(?:tier|division|flight)s?\b"
    r"|(?<![\w.,])(?P<hu>elso|masodik|harmadik|negyedik|otodik|[1-5]\.) ?(?:osztaly|vonal|liga)\w*"
    r"|\b(?P<one>masod|harmad|negyed|otod|el)(?:osztaly|vonal)\w*"
)
_COUNTRY = r"(?P<country>(?!(?:an?|az|the)\b)[a-z]+)"
_BEFORE = re.compile(rf"\b{_COUNTRY}(?:'s)? (?:(?:football|league|foci|bajnoksag) )?$")
_BEHIND = re.compile(rf" (?:az? )?(?:football )?(?:(?:of|in|from) (?:the )?)?{_COUNTRY}")
#: endings of the country's name: “Spanyolországban”, “az angoloknál”
_COUNTRY_IN = re.compile(r"b[ae]n$|[oea]k(?:b[ae]n|n[ae]l)$")


def spot_divisions(folded: str) -> tuple[list[LeagueName], int | None]:
    """Return the leagues that a country and a level name, and a level without a country.

    1 is the top; None when each level has its country, or there is none.
    """
    found: list[LeagueName] = []
    bare: int | None = None
    for level in _LEVEL.finditer(folded):
        tier = _ORDINALS[level["n"] or level["hu"] or level["one"]]
        league = next(_of_country(folded, level, tier), None)
        if league:
            found.append(league)
        else:
            bare = bare or tier
    return found, None if found else bare


def _of_country(folded: str, level: re.Match[str], tier: int) -> Iterator[LeagueName]:
    before = _BEFORE.search(folded[: level.start()])
    behind = _BEHIND.match(folded[level.end() :])
    if before and (id_ := _league(before["country"], tier)):
        yield LeagueName(start=before.start("country"), end=level.end(), id=id_)
    if behind and (id_ := _league(behind["country"], tier)):
        yield LeagueName(start=level.start(), end=level.end() + behind.end(), id=id_)


def _league(country: str, tier: int) -> str | None:
    names = (country, _COUNTRY_IN.sub("", country))
    first = (league_from_words(f"{name} league") for name in names)
    top = next((found[0] for found in first if found and not found[0].is_cup), None)
    return of_tier(top.id, tier) if top else None


def of_tier(league: str, tier: int) -> str | None:
    """Return the league of a level in the country of another one; None where we know none."""
    country = entry(league).country
    return next((one for one in of_level(tier) if entry(one).country == country), None)


def of_level(tier: int) -> list[str]:
    """Return the leagues of a level in all countries, the best known first."""
    return [one.id for one in entries() if one.tier == tier and not one.is_cup]
