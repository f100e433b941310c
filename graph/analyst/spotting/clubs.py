"""The clubs of a message and the parts they play: home, away, the one a price is on.

Spotting is knowledge's work; this reads the words around the names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.analyst.spotting.bare_names import BareName, spot_bare
from graph.analyst.spotting.clashes import spot_clash
from graph.analyst.spotting.names import NamedClub, Spot, SpottedName
from graph.analyst.spotting.spans import Span
from graph.analyst.spotting.standing import is_capital, is_nobodys_word
from graph.wording import Language
from graph.wording.folding import fold
from knowledge.catalogue import league_names


@dataclass(frozen=True, kw_only=True, slots=True)
class Club(Span):
    """A club that a message names."""

    #: the preferred spelling where certain, the user's own words otherwise
    name: str
    #: what an uncertain name may mean; empty when certain or unknown
    candidates: tuple[str, ...] = ()
    #: False: no club of that name is known, only the words that stand where one should
    known: bool = True
    #: it is named by its ground: the match meant is one at home
    at_home: bool = False
    #: the league that it plays in, where certain
    league: str | None = None


_AT = re.compile(
    r"^(?:\s+[\w/.,@]+){0,7}?\s+(?:at|@|(?<!value )in|away (?:to|at|against)|travels? to|visits?)"
    r"\s+(?:the )?$"
)
#: what one has in a club is said with the same ending: “van érték az Interben”
_IN_MIND = re.compile(r"\b(?:ertek|biz|hisz|hitt|remen|fantazi)\w*")
_DERBY = re.compile(r"\s+derb\w+", re.IGNORECASE)
#: what is away from a ground is not at it
_AWAY_FROM = re.compile(r"\baway from (?:the )?$", re.IGNORECASE)
_IN = re.compile(r"\b[Ii]n $")
_INSIDE = re.compile(r"\wb[ae]n$")
_AWAY_TAIL = re.compile(r"^\s*(?:ottho(?:na|naban)|vendegekent|palya(?:n|ja))")
_AWAY_WORD = re.compile(r"\b(?:idegenben|vendegkent)\b")
_FIRST_WORD = re.compile(r"\b(?P<word>[^\W\d_]{4,}) $")
_NEXT_WORD = re.compile(r" (?P<word>[A-ZÁÉÍÓÖŐÚÜŰ][^\W\d_]{2,})\b(?!['’])")
_AT_GROUND = re.compile(r"(?:\b(?:at|in|to|from|on|visit\w*)|@) (?:the |old )?$")
#: named without a word of place, a ground of one word may be something else, and this is a building
_NO_MATCH_AT = re.compile(r"^\S+$| (?:stadium|stadion|arena)$")
_ON_GROUND = re.compile(r"(?:[oea]?n|b[ae]n?|r[ae]|n[ae]l|b[oe]l|r[oe]l|t[oe]l|i)$")
#: the article, and a greeting that is a club's short name too
_NO_CLUB = re.compile(r"az|csa")
_THE_DERBY = re.compile(r"\b(?:the|this|a|az|city|local) (?:\w+ )?derby$")
#: among its namesakes people mean this one; the answer says so by its full name
_BY_HABIT: Mapping[Language, Mapping[str, str]] = {
    "en": {"real": "Real Madrid"},
    "hu": {"real": "Real Madrid", "madrid": "Real Madrid", "city": "Man City"},
}
#: two clubs where a match is spoken of; in English mostly one club, in Hungarian hardly ever
_A_MADRID = re.compile(r"\ba (?=madrid)", re.IGNORECASE)
_INTER_MILAN = re.compile(r"\b(?P<a>inter) (?=milan\w{0,3}\b(?!'))", re.I)
_MILAN_DERBY: Mapping[Language, re.Pattern[str]] = {
    "hu": re.compile(
        r"^(?!.*\b(?:formaj?\w*|hanyadik|szerepel|kovetkezo|legutobbi(?! meccseken))\b)"
    ),
    "en": re.compile(
        r"\b(?:h2h|head[- ](?:to|2)[- ]head|draw|btts|both|score|goals|under|over)\b"
        r".*\binter milan(?:$|[,?!.]| (?:on|game|match|derby|tomorrow)\b)"
        r"|\binter milan,? \d+[.,]\d+ \d"
        r"|^inter milan\b(?:,| (?:h2h|head|draw|btts|both|over|under))"
    ),
}


def spot_clubs(text: str, spot: Spot, language: Language) -> list[Club]:
    """Return the clubs in a message, in order; Hungarian endings belong to the name's span."""
    # “a Madrid” has the Hungarian article, and is no “A. Madrid”, which is Atlético
    text = _A_MADRID.sub("  ", text) if language == "hu" else text
    found = spot(text)
    if len(found) == 1 and _MILAN_DERBY[language].search(fold(text)):
        found = spot(_INTER_MILAN.sub(r"\g<a>-", text))
    found = [
        one
        for one in found
        if not _NO_CLUB.fullmatch(fold(one.text))
        and not _THE_DERBY.search(text[: one.end])
        and not (one.is_ground and _is_elsewhere(one, text))
    ]
    if clash := spot_clash(text, spot, found):
        found = clash
    else:
        found += spot_bare(text, spot, language, taken=tuple(found))
    found.sort(key=lambda one: one.start)
    certain = [one.resolution.team for one in found if one.resolution.team]
    clubs = [_club(one, certain, _BY_HABIT[language]) for one in found]
    named = {club.name for club in clubs if club.known and not club.candidates}
    told = [_again(club, one, named) for club, one in zip(clubs, found, strict=True)]
    told = [
        replace(club, at_home=False) if _AWAY_FROM.search(text[: club.start]) else club
        for club in told
    ]
    if len(told) == 1:
        told = [_whole_name(told[0], text)]
    return [
        club
        for club in told
        if not _is_derby(club, told, text)
        and not _is_place(club, told, text)
        and not (club.at_home and _is_neutral(club, told))
    ]


def _is_derby(club: Club, clubs: Sequence[Club], text: str) -> bool:
    """Whether a name only says which derby is meant: “the Milan derby, Inter v AC Milan”."""
    others = {one.name for one in clubs if one is not club and one.known and not one.candidates}
    return len(others) > 1 and bool(_DERBY.match(text[club.end :]))


def _is_place(club: Club, clubs: Sequence[Club], text: str) -> bool:
    """Whether an uncertain name says where a known club plays: “Wolfsburg in Munich”."""
    others = any(one is not club and one.known and not one.candidates for one in clubs)
    inside = _IN.search(text[: club.start]) or _INSIDE.search(fold(text[club.start : club.end]))
    return others and bool(club.candidates) and bool(inside)


def _whole_name(club: Club, text: str) -> Club:
    """Return the club, or the unknown one of whose name it is a part: “Bayern Hof”."""
    if club.candidates and (first := _FIRST_WORD.search(text[: club.start])):
        name = text[first.start("word") : club.end]
        if is_nobodys_word(first["word"]):
            return Club(start=first.start("word"), end=club.end, name=name, known=False)
    rest = _NEXT_WORD.match(text, club.end)
    if rest is None or club.at_home or not club.known or " " in text[club.start : club.end]:
        return club
    place = Span(start=rest.start("word"), end=rest.end())
    if not is_capital(text, place) or not is_nobodys_word(rest["word"]) or _is_league(rest["word"]):
        return club
    return Club(start=club.start, end=place.end, name=text[club.start : place.end], known=False)


def _is_league(word: str) -> bool:
    """Whether the name of a league may begin so: “Newcastle Premier League spot”."""
    return any(name.startswith(fold(word)) for name in league_names())


def _is_elsewhere(ground: SpottedName, text: str) -> bool:
    """Whether a ground is only named, or something else: “flying Emirates”, “Emirates Stadium”."""
    inside = _AT_GROUND.search(fold(text[: ground.start])) or _ON_GROUND.search(fold(ground.text))
    return not inside and bool(_NO_MATCH_AT.search(fold(ground.text)))


def _is_neutral(ground: Club, clubs: Sequence[Club]) -> bool:
    """Whether two others play there: “PSG v Chelsea at Old Trafford”."""
    others = {one.name for one in clubs if not one.at_home}
    return len(others) >= 2 and ground.name not in others


def _again(club: Club, mention: SpottedName, named: set[str]) -> Club:
    """Return the club, told by its match where that is named too: “at United: Man United v …”."""
    meant = [one.name for one in mention.resolution.candidates if one.name in named]
    if not club.candidates or len(named) < 2 or len(meant) != 1:
        return club
    return replace(club, name=meant[0], candidates=())


def _club(mention: SpottedName, certain: Sequence[NamedClub], habit: Mapping[str, str]) -> Club:
    """Return the club; an uncertain name is told apart by those that are named beside it."""
    start, end, team = mention.start, mention.end, mention.resolution.team
    if team is not None:
        at_home, league = mention.is_ground, team.league_id
        return Club(start=start, end=end, name=team.name, at_home=at_home, league=league)
    meant = mention.resolution.candidates
    names = {club.name for club in certain}
    if mention.is_ground and (own := [club for club in meant if club.name in names]):
        return Club(start=start, end=end, name=own[0].name, at_home=True)
    left = [club for club in meant if club.name not in names]
    leagues = {club.league_id for club in certain}
    for likely in (left, [club for club in left if club.league_id in leagues]):
        if len(likely) == 1 and len(meant) > 1:
            return Club(start=start, end=end, name=likely[0].name, at_home=mention.is_ground)
    usual = habit.get(next((word for word in habit if fold(mention.text).startswith(word)), ""))
    if usual in {club.name for club in left} and len(fold(mention.text).split()) == 1:
        return Club(start=start, end=end, name=str(usual))
    known = bool(meant) or isinstance(mention, BareName)
    candidates = tuple(club.name for club in left) or ((mention.text,) if known else ())
    return Club(
        start=start,
        end=end,
        name=mention.text,
        candidates=candidates,
        known=known,
        at_home=mention.is_ground,
    )


def in_order_of_venue(clubs: Sequence[Club], folded: str) -> list[Club]:
    """Return two clubs with the home side first: “Arsenal at Chelsea” turns them round."""
    if len(clubs) != 2:
        return list(clubs)
    first, second = clubs
    if first.at_home or second.at_home:
        return [first, second] if first.at_home else [second, first]
    between, after = folded[first.end : second.start], folded[second.end :]
    away = _AT.match(between) or _AWAY_TAIL.match(after) or _AWAY_WORD.search(between)
    if is_ground(first, folded) and not _AWAY_TAIL.match(after):
        return [first, second]
    return [second, first] if away or is_ground(second, folded) else [first, second]


def is_ground(club: Club, folded: str) -> bool:
    """Whether a Hungarian ending says that it is played there: “Frosinonéban”, “Alavésben”."""
    inside = _INSIDE.search(folded[club.start : club.end])
    is_stem = len(club.name) == club.end - club.start
    # “az Inter–Milanban”, “inter milanban”: the match itself
    joined = folded[: club.start].endswith(("-", "–", "inter "))
    return bool(inside) and not (is_stem or joined or _IN_MIND.search(folded))


def distinct(clubs: Sequence[Club]) -> list[Club]:
    """Return each club once, where it is named first; its ground may be named elsewhere."""
    seen: dict[str, Club] = {}
    for club in clubs:
        seen.setdefault(club.name, club)
    grounds = {club.name for club in clubs if club.at_home}
    return [replace(club, at_home=club.name in grounds) for club in seen.values()]
