"""The leagues of a message: “Premier League”, “a Bundesligában”, “angol bajnokság”, E0.

The names are the catalogue's; this finds them in running text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.analyst.likeness import vocabulary
from graph.analyst.spotting.spans import Span
from graph.wording.folding import fold
from knowledge.catalogue import (
    LeagueEntry,
    country_name,
    country_words,
    entries,
    entry,
    league_from_words,
    league_names,
)
from knowledge.naming.endings import stems
from knowledge.naming.typos import TypoIndex, forgiven

_LONGEST = 5
#: endings that a league's name takes in Hungarian
_ENDED = re.compile(
    r"(?:b[ae]|b[oe]l|r[ae]|r[oe]l|[aoe]?t|n[ae]k|v[ae]l|hoz|hez|t[oe]l|[aoe]?n|[aoe]s|i)$"
)
#: letters of a short form that is a word of its own too: “pl.”, “fin”
_SHORT = 3
#: letters of a name that is read in spite of a slip, and of the word with the slip
_SHORTEST_MISSPELT, _SHORTEST_SLIP = 8, 6
#: a league is not wanted
_SHUT_OUT = re.compile(
    r"\b(?:without|except(?: for)?|no|not|nothing from|leave out|skip|exclude|kiveve|hagyd ki"
    r"|mellozd|ne (?:legyen\w*|kell\w*)(?: benne| bele)?) (?:any |the |az? )?LEAGUE"
    r"|LEAGUE\S*(?: \w+)? (?:nelkul|kiveve|ne\b|nem kell\w*|out\b|kihagy\w*|kizarva)"
)
_DEMO = re.compile(r"\bdemo[- ]?(?:liga|league|bajnoksag)\w*")
#: a country's adjective says its first league beside such a word, or alone after “and”
_OF_COUNTRY = re.compile(
    r"\b(?P<a>[a-z]\w+)[ -](?:tabella|table|standings|allas|foci|meccs|merkozes|match|game|fixture"
    r"|tip\b|tips\b|tipp|program|eredmeny|result|fordulo|bajnok|champion"
    r"|sereghajto|kieso|ones)\w*"
    r"|\b(?:ligam?|bajnoksagom|league) (?:is |az? )(?P<c>[a-z]\w+)"
    r"|\b(?P<g>[a-z]{4,})(?:b[ae]n|b[oe]l)\b(?! (?:el(?:ek|unk)|lak\w+|szulett\w+|dolgoz\w+))"
    r"|\b(?P<d>[a-z]{4,}[oea]k(?:n[ae]l|b[ae]n|hoz|hez|t[oe]l|b[oe]l|r[oe]l|n[ae]k|r[ae])?)\b"
    r"|^(?:(?:es|na|akkor|inkabb|csak) )*(?:az? )?(?P<i>[a-z]{4,})"
    r" (?:legyen|kell|kene|johet|erdekel\w*)\W*$"
    r"|\bthe (?P<e>[a-z]{4,}s)\b|\bthe (?P<f>(?:engl|span|turk)ish|french|dutch|scottish)\b"
    r"(?= (?:have|are|do|is|on|this|today|tomorrow|tonight|got|fancy)\b|\W*$)"
    r"|\b(?:tabella|allas|meccsek|eredmenyek|program|fordulo),? (?:az? )?(?P<j>[a-z]{4,})\b"
    r"|^(?:na )?(?:es|and|what about|how about|mi van|only|just|csak) (?:az? |the )?(?P<b>\w+)\W*$"
    r"|\b(?:no more|without|ne|tobb|kiveve) (?:az? |the )?(?P<h>[a-z]{4,})(?: \w+)?\W*$"
)
_PEOPLE = re.compile(
    r"[oea]k(?:nal|nel|ban|ben|hoz|hez|t[oe]l|b[oe]l|r[oe]l|n[ae]k|r[ae])?$|b[ae]n$|s$"
)
#: “a franciáknál”: the word itself ends with a vowel
_PLURAL = re.compile(r"(?<=[ae])k(?:nal|nel|ban|ben|hoz|hez|t[oe]l|b[oe]l|r[oe]l|n[ae]k)?$")
_OBJECT = re.compile(r"[oea]?t$")
#: what a people is called beside its adjective
_PEOPLES = {"turk": "turkish", "spaniard": "spanish", "scot": "scottish", "dane": "danish"}
_IN_COUNTRY = (
    re.compile(r"\b(?:in|of|from|for) (?P<name>[a-z]+)\b"),
    re.compile(r"\b(?P<name>[a-z]+) (?:table|standings|fixtures|games)\b"),
    re.compile(r"\b(?:fixtures|games|matches|results|tips)\b.* (?P<name>[a-z]+)\W*$"),
    re.compile(r"\b(?P<name>[a-z]+)(?:b[ae]n|b[oe]l)\b"),
)
#: whose whereabouts a country is, before and behind its name
_SOMEBODY = re.compile(
    r"\b(?:i am|i'?m|we are|we're|live|living|born|based|writing|greetings|hello|hi|hey|cousin"
    r"|friend"
    r"|mate|colleague|uncle|brother|sister|wife|husband|buddy|guy|bloke|fan|tourist|holiday)"
    r"(?: \w+)? (?:in|of|from) ?$"
    r"|\b(?:udv\w*|hello|szia\w*) $"
)
_LIVES = re.compile(
    r"^(?:ban|ben|bol)?\W+(?:elek|elunk|lakom|lakunk|vagyok|vagyunk|irok|nyaral\w*|dolgoz\w*|elo)\b"
)
#: “Spanyolországból, nyer holnap a Real?” greets from there
_FROM = re.compile(r"^b[oe]l\b ?[,.!:;-]")
#: letters between a club and the country that says which club is meant: “Everton in Chile”
_NEXT = 6
#: what is asked of a league is no part of its name
_ASKED = re.compile(
    r"(?:tabl[ae]|tabell[aá]|standings|állás|allas|bajnok$|champions?$)", re.IGNORECASE
)
#: countries as people call them
_ALSO_CALLED = {"holland": "N1", "britain": "E0", "uk": "E0"}
#: a word of its own that a hyphen joins to a league's name
_JOINED = re.compile(r"-[^\W\d_]{4,}$")
_WORD = re.compile(r"[^\s,;?!()]+")
#: F1 is a French league and a race; people who name it mean the race unless they talk of football
_F1 = re.compile(r"f1\b", re.IGNORECASE)
_OF_FOOTBALL = re.compile(
    r"\b(?:table|tabella\w*|allas\w*|fixtures?|match\w*|meccs\w*|football|foci\w*|league|liga\w*"
    r"|bajnoksag\w*|champions?|bajnok|relegat\w*|kies\w*|goals?|gol\w*|tips?|tipp\w*|track|talalati"
    r"|predictions?)\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueName(Span):
    """A league that a message names."""

    #: football-data's division code
    id: str
    #: only its country is named: “in England”
    is_place: bool = False


def spot_leagues(text: str) -> list[LeagueName]:
    """Return the leagues in a text, longest names first choice, in order of appearance.

    A short form of three letters or fewer counts only in capitals: “pl.” and “fin” are words.
    """
    found = [
        LeagueName(start=match.start(), end=match.end(), id="DEMO")
        for match in _DEMO.finditer(fold(text))
    ]
    words = list(_WORD.finditer(text))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            start, end = words[at].start(), words[at + length - 1].end()
            span = Span(start=start, end=end)
            if any(span.touches(other) for other in found):
                continue
            whole = text[start:end].rstrip(".:")
            joined = _JOINED.search(whole)  # “a Premier League-meccsek”
            league = _meant(whole) or (_meant(whole[: joined.start()]) if joined else None)
            if league and not (_F1.match(whole) and not _OF_FOOTBALL.search(fold(text))):
                if joined and not _meant(whole):
                    end = start + joined.start()
                if length > 1 and _ASKED.match(words[at + length - 1].group()):
                    end = words[at + length - 2].end()
                found.append(LeagueName(start=start, end=end, id=league))
    if all(league.id != "DEMO" and entry(league.id).is_cup for league in found):
        found += _of_country(text)  # “Champions League places in Germany”
    return sorted(found, key=lambda league: league.start)


def _of_country(text: str) -> list[LeagueName]:
    found, folded = [], fold(text)
    for match in _OF_COUNTRY.finditer(folded):
        group = next(name for name in "abcdefghij" if match[name])
        # “a spanyoloknál”, “the italians”, “több olaszt”
        word = match[group]
        said = (word, _PEOPLE.sub("", word), _OBJECT.sub("", word), _PLURAL.sub("", word))
        start, end = match.span(group)
        leagues = (
            [league for word in said if (league := _peoples().get(word))]
            if group in "ef"  # any word stands behind “the”
            else [one.id for word in said for one in _first_league(word)]
        )
        found += [LeagueName(start=start, end=end, id=league) for league in leagues[:1]]
    return [
        one for one in found or _of_named_country(text) if not _is_where_somebody_is(one, folded)
    ]


def _first_league(word: str) -> list[LeagueEntry]:
    return league_from_words(f"{word} liga") or _of_short_form(word)


def _of_short_form(said: str) -> list[LeagueEntry]:
    """Return what “pl” means beside “meccsek”, where a word of the league shows it."""
    return league_from_words(said) if len(said) <= _SHORT else []


def country_said(text: str) -> str | None:
    """Return the first league of the country that an answer names: “the spanish one”, “angol”."""
    words = (_PEOPLE.sub("", word) for word in re.findall(r"[a-z]+", fold(text)))
    return next(
        (found for word in words if (found := _peoples().get(word) or _countries().get(word))), None
    )


def _of_named_country(text: str) -> list[LeagueName]:
    """Return the first league of “in England”, “Angliában”; an adjective is no country."""
    folded = fold(text)
    named = {
        match.span("name"): league
        for pattern in _IN_COUNTRY
        for match in pattern.finditer(folded)
        if (league := _countries().get(match["name"]))
    }
    places = (
        LeagueName(start=start, end=end, id=league, is_place=True)
        for (start, end), league in named.items()
    )
    return list(places)


def _is_where_somebody_is(place: LeagueName, folded: str) -> bool:
    """Whether a country only tells where the asker is or comes from: “I live in Italy”."""
    before, said = folded[: place.start], folded[place.end :]
    greets = not before.strip() and _FROM.match(said)
    return bool(greets or _SOMEBODY.search(before) or _LIVES.match(said))


def without_places(leagues: list[LeagueName], clubs: Sequence[Span]) -> list[LeagueName]:
    """Return the leagues; beside clubs a country is one only where it follows a club's name."""
    return [
        one
        for one in leagues
        if not (one.is_place and clubs) or any(0 <= one.start - c.end <= _NEXT for c in clubs)
    ]


def every_one(leagues: Sequence[LeagueName], folded: str) -> tuple[str, ...]:
    """Return the leagues that are named; “no Italian ones” means every one of a country."""
    found: dict[str, None] = {}
    for league in leagues:
        meant, said = entry(league.id), folded[league.start : league.end]
        by_name = any(fold(name) in said for name in (meant.name, meant.name_hu, *meant.names))
        same = (one.id for one in entries() if one.country == meant.country and not one.is_cup)
        found.update(dict.fromkeys((league.id,) if by_name else same))
    return tuple(found)


def are_left_out(masked: str) -> bool:
    """Whether a masked message shuts out the leagues that it names: “no LEAGUE”."""
    return bool(_SHUT_OUT.search(masked))


@cache
def _peoples() -> Mapping[str, str]:
    """Return folded words for what is of a country, each with its first league."""
    own = {
        fold(word): one.id
        for one in reversed(entries())
        if one.tier == 1 and not one.is_cup
        for word in country_words(one.country)
    }
    return own | {alias: own[word] for alias, word in _PEOPLES.items()}


@cache
def _countries() -> Mapping[str, str]:
    """Return folded country names in both languages, each with its first league."""
    return _ALSO_CALLED | {
        fold(country_name(one.country, language)): one.id
        for one in reversed(entries())
        if one.tier == 1 and not one.is_cup
        for language in ("en", "hu")
    }


@lru_cache(maxsize=4096)  # the same words come again with every message
def _meant(words: str) -> str | None:
    bare = re.sub(r"'s$|-(?:ban|ben|t|ot|as|os|es|e|é)$|(?<=[aá])[eés]$", "", words)
    if len(bare) <= _SHORT and bare.isalpha() and not bare.isupper() and bare == words:
        return None
    leagues = league_from_words(bare) or _without_ending(fold(bare))
    return leagues[0].id if leagues else _misspelt(fold(bare))


def _without_ending(words: str) -> list[LeagueEntry]:
    """Return the leagues of a long name with a Hungarian ending: “a bundesligába”."""
    begin, _, last = words.rpartition(" ")
    if len(words) < _SHORTEST_MISSPELT:
        return []
    named = (f"{begin} {stem}".strip() for stem in stems(last) if _ENDED.match(last[len(stem) :]))
    return next((found for name in named if (found := league_from_words(name))), [])


def _misspelt(words: str) -> str | None:
    """Return the one league whose long name is a slip away: “premeir league”, “bundesilga”."""
    if len(words) < _SHORTEST_MISSPELT or all(one in vocabulary() for one in words.split()):
        return None
    near = [
        (name, slips)
        for said in (words, *stems(words))
        for name, slips in _long_names().near(said, forgiven(said))
        if _is_slip(said, name) and (slips or said == words)  # “championships” is no slip
    ]
    least = min((slips for _, slips in near), default=0)
    leagues = {league_from_words(name)[0].id for name, slips in near if slips == least}
    return leagues.pop() if len(leagues) == 1 else None


def _is_slip(words: str, name: str) -> bool:
    """Whether only long words that nobody knows differ, and by more than “championships”."""
    if len(words.split()) != len(name.split()):
        return False
    pairs = list(zip(words.split(), name.split(), strict=True))
    return all(
        one == meant
        or (len(one) >= _SHORTEST_SLIP and one not in vocabulary() and one != f"{meant}s")
        for one, meant in pairs
    )


@cache
def _long_names() -> TypoIndex:
    return TypoIndex(name for name in league_names() if len(name) >= _SHORTEST_MISSPELT)
