"""One leg of a slip that a message points at: “the second one”, “the weakest leg”, “vedd ki azt”.

By its place, by the chance that was told of it, or as the one spoken of last. Knows readings only.
"""

from __future__ import annotations

import re

from graph.analyst.follow_ups.pointing import place_said
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.analyst.spotting.clubs import Club

#: the leg goes
OFF = re.compile(
    r"\b(?:remove|drop|delete|scrap|bin|ditch|cut|skip|without|leave|take|kick|lose)\b"
    r"|\b(?:vedd|vegyuk|vegyel|szedd|dobd|hagyd|huzd|tedd|rakd) (?:ki|le|el)\b"
    r"|\b(?:torold|kivesz\w*|kihagy\w*|kidob\w*|nelkul)\b"
)
#: another comes in its place
ANOTHER = re.compile(
    r"\b(?:swap|switch|replace|change|exchange|another|different|instead|csere\w*|masik\w*|mast|mas"
    r"|helyett\w*)\b"
)
_RISKY = r"(?:weak\w*|risk\w+|shak\w+|dodg\w+|worst|least (?:likely|safe|certain|sure))"
_SAFE = r"(?:strong\w*|saf\w+|sur\w+|best|(?:most )?likel\w+|certain)"
_BY_CHANCE = re.compile(
    rf"\b(?:(?P<risky>{_RISKY}|leg(?:gyengebb|kockazatosabb|bizonytalanabb|rosszabb|rizikosabb))"
    rf"|{_SAFE}|leg(?:erosebb|biztosabb|jobb|valoszinubb|eselyesebb))\w*"
)
#: the one to do without: the unlikeliest
_DROPPED = re.compile(
    r"\b(?P<risky>(?:would you|should i|do i|to) (?:drop|remove|take (?:out|off)|leave out|cut|bin)"
    r"|(?:hagynal|hagynad|vennel|venned|vegyem|hagyjam) ki|(?:kihagyn|kivenn|kidobn)\w*)"
)
_ONE_OF_THEM = re.compile(r"\b(?:which|what|legs?|one|pick|melyik\w*|lab\w*|tipp\w*)\b")
_THAT = re.compile(
    r"\b(?:it|that|this|them)(?: (?:one|leg|out|off))?\W*$"
    r"|\b(?:azt|ezt|ot)(?: a labat)?(?: is)?\W*$"
    r"|^\W*(?:(?:akkor|jo|ok(?:e|ay)?|es|na) )*(?:azt|ezt)\b"
)
_IT = re.compile(r"\b(?:it|that|this|them|azt|ezt|helyette|arra|erre)\b")
_FEW = 8


def leg_placed(slip: Reading, now: Reading) -> tuple[Club, ...]:
    """Return the clubs of the leg that a message takes off by its place: “vedd ki a másodikat”."""
    legs = (legs_said(slip) or "").split("; ")
    if len(legs) < 2 or not (OFF.search(now.folded) or ANOTHER.search(now.folded)):
        return ()
    place = place_said(now.folded, len(legs))
    return () if place is None else _clubs(legs[place])


def leg_by_chance(slip: Reading, now: Reading) -> tuple[Club, ...]:
    """Return the clubs of the leg that is the likeliest or the unlikeliest: “the weakest leg?”."""
    asked = _BY_CHANCE.search(now.folded) or _DROPPED.search(now.folded)
    if not asked or not _ONE_OF_THEM.search(now.folded) or len(now.folded.split()) > _FEW:
        return ()
    legs = (legs_said(slip) or "").split("; ")
    chances = [leg.chance for leg in slip.legs]
    if len(legs) < 2 or len(chances) != len(legs) or None in chances:
        return ()
    by_chance = sorted(range(len(legs)), key=lambda at: chances[at] or 0.0)
    return _clubs(legs[by_chance[0 if asked["risky"] else -1]])


def leg_spoken_of(before: Reading, now: Reading) -> tuple[Club, ...]:
    """Return the clubs of the one leg that was just told alone and now goes: “vedd ki azt”."""
    alone = before.change == "only" and before.slip is not None
    if alone and now.mentions:
        return before.mentions if ANOTHER.search(now.folded) and _IT.search(now.folded) else ()
    goes = OFF.search(now.folded) and (_THAT.search(now.folded) or len(now.folded.split()) == 2)
    return before.mentions if alone and goes else ()


def _clubs(leg: str) -> tuple[Club, ...]:
    names = leg.partition(": ")[0].split(" v ")
    return tuple(Club(start=0, end=0, name=name) for name in names)
