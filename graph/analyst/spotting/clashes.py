"""Matches that go by a name of their own: “the Milan derby”, “el clásico”, “old firm”.

Both clubs are meant, unless another is named beside it. Where the derby of a town may be several
matches, its clubs are asked back. Whose name is whose, the resolver says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analyst.spotting.bare_names import BareName
from graph.analyst.spotting.names import NamedClub, Spot, SpottedName

#: (what it is called, the word of it for the other club, the clubs)
_NAMED = (
    ("el", "cl[aá]s+ic", "Real Madrid", "Barcelona"),
    ("der", "klass?iker", "Bayern Munich", "Dortmund"),
    ("le", "cl[aá]ssi(?:que|co)", "Paris SG", "Marseille"),
    ("de", "klassieker", "Ajax", "Feyenoord"),
    ("o", "cl[aá]ssico", "Benfica", "Porto"),
    ("old", "firm", "Celtic", "Rangers"),
)
#: (whose derby it is, in both languages, the clubs)
_DERBIES = (
    ("milan|milano|milánói|milanoi", "Inter", "Milan"),
    ("manchester|manchesteri", "Man United", "Man City"),
    ("merseyside|mersey|liverpooli", "Liverpool", "Everton"),
    ("north london|észak-londoni|eszak-londoni|eszak londoni", "Arsenal", "Tottenham"),
    ("rome|roman|római|romai|capital", "Roma", "Lazio"),
    ("madridi?", "Real Madrid", "Ath Madrid"),
    ("turin|torino|torinói|torinoi", "Juventus", "Torino"),
    ("seville|sevilla|sevillai", "Sevilla", "Betis"),
    ("basque|baszk", "Ath Bilbao", "Sociedad"),
    ("genoa|genova|genovai|genoese", "Genoa", "Sampdoria"),
    ("catalan|katalán|katalan|barcelonai", "Barcelona", "Espanol"),
    ("valenciai?", "Valencia", "Levante"),
    ("tyne[ -]wear|north[ -]east", "Newcastle", "Sunderland"),
    ("sheffieldi?|steel city", "Sheffield United", "Sheffield Weds"),
    ("second city|birminghami?", "Aston Villa", "Birmingham"),
    ("black country", "Wolves", "West Brom"),
    ("nottinghami?", "Nott'm Forest", "Notts County"),
    ("bristoli?", "Bristol City", "Bristol Rvs"),
    ("south wales|welsh|walesi", "Cardiff", "Swansea"),
    ("south coast", "Southampton", "Portsmouth"),
    ("east anglian?", "Norwich", "Ipswich"),
    ("m23", "Brighton", "Crystal Palace"),
    ("west london", "Chelsea", "Fulham"),
    ("east midlands", "Nott'm Forest", "Derby"),
    ("edinburghi?", "Hearts", "Hibernian"),
    ("dundeei?|dundee-i", "Dundee", "Dundee United"),
    ("glasgowi?|glasgow-i", "Celtic", "Rangers"),
    ("ruhr|ruhr-vidéki|ruhr-videki|revier", "Dortmund", "Schalke 04"),
    ("berlini?", "Hertha", "Union Berlin"),
    ("hamburgi?", "Hamburg", "St Pauli"),
    ("north german|nord", "Hamburg", "Werder Bremen"),
    ("rh[oô]ne", "Lyon", "St Etienne"),
    ("intercontinental|interkontinentális|interkontinentalis", "Galatasaray", "Fenerbahce"),
    ("eternal|örök|orok", "Olympiakos", "Panathinaikos"),
    ("lisbon|lisszaboni", "Benfica", "Sp Lisbon"),
    ("bruges|bruggei|brugge", "Club Brugge", "Cercle Brugge"),
)
#: whose derby may be each of several matches
_SEVERAL = (
    ("istanbul|isztambuli?", "Galatasaray", "Fenerbahce", "Besiktas"),
    ("london|londoni", "Arsenal", "Tottenham", "Chelsea", "West Ham", "Fulham"),
    ("athens|athéni|atheni", "AEK", "Olympiakos", "Panathinaikos"),
    ("budapesti?|pesti", "Ferencváros", "Újpest", "Honvéd", "MTK", "Vasas"),
)
_DERBY = r"[ -](?P<b>derb\w*)"


@dataclass(frozen=True, slots=True)
class _OneOf:
    """Several clubs of which one is to be chosen."""

    candidates: tuple[NamedClub, ...]
    team: None = None


_MATCHES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"\b(?P<a>{first}){second}", re.IGNORECASE), tuple(clubs))
    for first, second, *clubs in (
        *((first, rf"[ -](?P<b>{second}\w*)", *clubs) for first, second, *clubs in _NAMED),
        *((town, _DERBY, *clubs) for town, *clubs in (*_DERBIES, *_SEVERAL)),
    )
)
#: one of these words is in every such name
_SIGN = re.compile(r"derb|cl[aá]s|klas|firm", re.IGNORECASE)


def spot_clash(text: str, spot: Spot, taken: Sequence[SpottedName]) -> list[SpottedName]:
    """Return both clubs of a match that goes by a name of its own: “the Milan derby”.

    Nothing where another club is named beside it: that tells which match is meant. One name with
    several candidates where it may be any match of several clubs.
    """
    if not _SIGN.search(text):
        return []
    for pattern, clubs in _MATCHES:
        if not (match := pattern.search(text)):
            continue
        if any(one.end <= match.start() or match.end() <= one.start for one in taken):
            return []
        known = [one.resolution for club in clubs for one in spot(club, is_name=True)[:1]]
        if len(clubs) > 2:
            meant = _OneOf(tuple(one.team for one in known if one.team))
            return [BareName(match.start(), match.end(), match.group(), meant)]
        if len(known) == len(clubs):
            (first, last), (begin, end) = match.span("a"), match.span("b")
            return [
                BareName(first, last, text[first:last], known[0]),
                BareName(begin, end, text[begin:end], known[1]),
            ]
    return []
