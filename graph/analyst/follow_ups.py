"""A message in the light of the one before: “és a döntetlenre?”, “and Chelsea?”, “at 1.75?”.

What the new message leaves open is taken from the last one that it can lean on. Knows readings
only, no tools.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.analyst.about_me import continued
from graph.analyst.clubs import Club
from graph.analyst.intents import Intent
from graph.analyst.markets import Pick
from graph.analyst.picks import focus, offers
from graph.analyst.reading import Reading
from graph.wording.folding import fold

#: about the person or the talk: nothing to lean on, nothing to lean from
_ALONE = frozenset(
    {Intent.SET_PREFERENCE, Intent.SAVE_INSIGHT, Intent.SHOW_PREFERENCES, Intent.FORGET,
     Intent.GREETING, Intent.THANKS, Intent.HELP}
)  # fmt: skip
#: need a club, so a message without one means the club spoken of
_OF_CLUBS = frozenset(
    {
        Intent.CHANCES,
        Intent.VALUE,
        Intent.SLIP,
        Intent.WHY,
        Intent.HEAD_TO_HEAD,
        Intent.REPORT,
        Intent.MATCH,
    }
)
#: about a league or a day as well as about a club
_OF_LEAGUES = frozenset({Intent.TABLE, Intent.FIXTURES, Intent.RESULTS, Intent.TIPS, Intent.SEASON})

#: nothing without a league or a club
_OF_TABLES = frozenset({Intent.TABLE, Intent.SEASON})


def in_context(readings: Iterable[Reading]) -> Reading:
    """Return the last reading, completed from those before; at least one is needed."""
    context: Reading | None = None
    latest: Reading | None = None
    for said in readings:
        reading = continued(latest, said)
        latest = _lean(context, reading) if context else reading
        if not _is_alone(latest):
            context = latest
    if latest is None:
        raise ValueError("no message to read")
    return latest


def _is_alone(reading: Reading) -> bool:
    if reading.clubs or reading.prices or reading.leagues:
        return bool(_ALONE & set(reading.intents)) and not {Intent.GREETING, Intent.THANKS} & set(
            reading.intents
        )
    return not reading.intents or bool(_ALONE & set(reading.intents))


def _lean(before: Reading, now: Reading) -> Reading:
    if _ALONE & set(now.intents):
        return now
    now = _recognised(before, now)
    if answered := _answer_to_which(before, now):
        return answered
    if now.clubs:
        return _with_new_club(before, now)
    if now.leagues or now.season or (_OF_LEAGUES & set(now.intents) and not now.leans):
        return _with_new_league(before, now)
    if _has_something(now):
        return _about_the_same(before, now)
    return now


def _answer_to_which(before: Reading, now: Reading) -> Reading | None:
    """“United” was asked back about; now the club comes alone."""
    if now.intents or not now.clubs or not before.clubs:
        return None
    clubs = list(before.clubs)
    for new in now.clubs:
        place = next((i for i, old in enumerate(clubs) if _may_mean(old, new)), None)
        if place is None:
            return None
        clubs[place] = replace(new, start=clubs[place].start, end=clubs[place].end)
    renamed = {old.name: new.name for old, new in zip(before.clubs, clubs, strict=True)}
    mentions = tuple(
        replace(club, name=renamed.get(club.name, club.name)) for club in before.mentions
    )
    return replace(before, clubs=tuple(clubs), mentions=mentions, language=now.language)


def _recognised(before: Reading, now: Reading) -> Reading:
    """Take an uncertain name for the club just spoken of: “Real” is Real Madrid."""
    spoken_of = {club.name for club in before.clubs}

    def certain(club: Club) -> Club:
        meant = [name for name in club.candidates if name in spoken_of]
        return replace(club, name=meant[0], candidates=()) if len(meant) == 1 else club

    clubs, mentions = map(certain, now.clubs), map(certain, now.mentions)
    return replace(now, clubs=tuple(clubs), mentions=tuple(mentions))


def _may_mean(old: Club, new: Club) -> bool:
    return new.name in old.candidates or (
        bool(old.candidates) and fold(old.name).strip() in fold(new.name)
    )


def _with_new_club(before: Reading, now: Reading) -> Reading:
    names = {club.name for club in before.clubs}
    one_of_them = len(now.clubs) == 1 and now.clubs[0].name in names and len(names) == 2
    of_the_match = not now.intents or bool({Intent.CHANCES, Intent.VALUE} & set(now.intents))
    if one_of_them and of_the_match and not now.days:
        kept = replace(now, clubs=before.clubs, days=before.days)
        return replace(kept, intents=now.intents or _intents(before, now))
    if now.intents or not now.leans:
        return now
    return replace(now, intents=before.intents, days=now.days or before.days)


def _with_new_league(before: Reading, now: Reading) -> Reading:
    leagues = now.leagues or before.leagues
    if _OF_TABLES & set(now.intents) and not now.leagues:
        return replace(now, leagues=leagues, clubs=before.clubs)
    if now.intents and not now.leans:
        return now
    intents = now.intents or before.intents
    return replace(now, intents=intents, leagues=leagues, days=now.days or before.days)


def _about_the_same(before: Reading, now: Reading) -> Reading:
    return replace(
        now,
        clubs=before.clubs,
        inherited=None if now.marks else _pick(before),
        prices=now.prices or (before.prices if Intent.SLIP in now.intents else ()),
        days=now.days or before.days,
        leagues=before.leagues,
        intents=_intents(before, now),
    )


def _pick(before: Reading) -> Pick | None:
    priced = offers(before)
    return priced[0].pick if priced else focus(before)


def _intents(before: Reading, now: Reading) -> tuple[Intent, ...]:
    if Intent.SLIP in now.intents:
        return now.intents
    if now.prices:
        return (Intent.VALUE,)
    if now.intents:
        return now.intents
    if now.marks or now.score:
        return (Intent.CHANCES,)
    return before.intents or ((Intent.CHANCES,) if before.clubs else ())


def _has_something(now: Reading) -> bool:
    return bool(
        now.prices or now.marks or now.score or now.days or now.venue
        or _OF_CLUBS & set(now.intents) or (now.leans and now.intents)
    )  # fmt: skip
