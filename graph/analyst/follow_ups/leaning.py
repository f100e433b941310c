"""A message in the light of the one before: “és a döntetlenre?”, “and Chelsea?”, “at 1.75?”.

What the new message leaves open is taken from the last one that it can lean on. Knows readings
only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.follow_ups.another_club import answer_to_which, recognised, with_new_club
from graph.analyst.follow_ups.another_day import on_another_day
from graph.analyst.follow_ups.another_league import (
    asks_champion,
    of_the_league,
    part_of_table,
    with_new_league,
)
from graph.analyst.follow_ups.bare_figures import of_what_was_spoken_of
from graph.analyst.follow_ups.corrections import corrected
from graph.analyst.follow_ups.of_the_pair import of_the_pair
from graph.analyst.follow_ups.pointing import pointed
from graph.analyst.follow_ups.reactions import of_them, reacted
from graph.analyst.follow_ups.the_same import about_the_same
from graph.analyst.follow_ups.told_again import told_again
from graph.analyst.follow_ups.wishes import wished
from graph.analyst.intents import Intent, IntentOf, by_cue
from graph.analyst.offers import SIDES, offers
from graph.analyst.reading import Reading
from graph.analyst.slips.money import stake_said
from graph.analyst.spotting.advice import WOULD_YOU
from graph.analyst.spotting.latest import so_many_latest
from graph.analyst.spotting.prices import Price

#: of what was spoken of: “when is it?”, “next game?”, “mikor lesz?”
_NARROW = re.compile(
    r"\b(?:it|its|it's|they|them|their|that|this one|nekik|ok|azt|ezt|ez)\b"
    r"|\b(?:next|last|previous) (?:game|match|opponent|fixture|result)\b"
    r"|\b(?:kovetkezo|utolso|legutobbi) (?:meccs|ellenfel|merkozes|eredmeny)\w*"
    r"|\bthe (?:score|result|kick[- ]?off)\b|\bwho won\b"
    r"|^(?:es |legutobb |na )*(?:mi|mennyi|hogy) lett\b"
    r"|\bki nyert\b|\bmi lett az eredmeny"
    r"|\b(?:ki ellen|kivel)(?: jatsz\w*| is\b|\W*$)|\b(?:against who|who against|what time|what day"
    r"|hany orakor|hanykor)\b"
    r"|^\W*(?:es |na |de )*(?:jatszanak|jatszik)(?: (?:DAY|most|meg|majd|is|egyaltalan))*\W*$"
    r"|^\W*(?:and |es |na es )?(?:when|mikor|hanykor|hany orakor|hol|where|kick[- ]?off)\b"
)

#: “their next 3 games”, “next few fixtures”
_THEIRS = re.compile(
    r"\b(?:their|his|its)\b|\bnext (?:\d|two|three|four|five|few|couple)\b"
    r"|\bkovetkezo (?:\d|par|ket|harom)\b"
)

#: of everything that is on: “what matches are on?”
_WIDE = re.compile(
    r"\b(?:matches|games|fixtures|results|football|meccsek|merkozesek|eredmenyek|foci)\b"
)

#: about the person or the talk: nothing to lean on, nothing to lean from
ALONE = frozenset(
    {Intent.SET_PREFERENCE, Intent.SAVE_INSIGHT, Intent.SHOW_PREFERENCES, Intent.FORGET,
     Intent.GREETING, Intent.THANKS, Intent.HELP, Intent.ODDS_MATHS}
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
_THAT_GAME = re.compile(
    r"\b(?:that|this|the) (?:game|match|one)\b|\b(?:there|on it|in it)\b"
    r"|\b(?:ott|ebben|ezen|azon|abban|erre|arra)\b"
)

#: a market of what was told, not what the word means: “whats it at over 3.5”
_OF_IT = re.compile(r"\bwhat(?:'?s| is) (?:it|that) (?:at|for|with|on)\b")
#: of these odds, not of the word
_THE_MARGIN = re.compile(r"\bthe margin\b|\b(?:mennyi|mekkora) (?:az? )?(?:arres|margin)\w*")

#: what stake the price just told makes: “go on then, how much”
_HOW_MUCH = re.compile(
    r"^\W*(?:(?:go on|ok(?:ay)?|fine|so|then|and|na|jo|akkor|es|oke),? )+(?:how much|mennyit)\W*$"
)
_PRICED = frozenset({Intent.VALUE, Intent.ODDS_MATHS, Intent.SLIP})
#: supposes something
_IF = re.compile(r"^\W*(?:(?:and|so|but|ok|es|na|de|jo|akkor) )*(?:what if|if|mi van,? ha|ha)\b")

#: odds are to be written in another way
_REWRITES = re.compile(
    r"\b(?:convert\w*|(?:in|to|as) (?:a )?(?:decimals?|fractions?|american|per ?cent\w*)"
    r"|implied|tizedes\w*|tort\w*|atvalt\w*)\b"
)

#: what a few bare words are often taken for
_GUESSED = frozenset(
    {Intent.OTHER, Intent.MEANING, Intent.THANKS, Intent.GREETING, Intent.HELP}
)  # fmt: skip
_OF_LOOK_UPS = frozenset({Intent.FIXTURES, Intent.RESULTS, Intent.TABLE, Intent.REPORT})

#: what a market without a club does not ask for
_NOT_OF_OUTCOMES = _OF_LOOK_UPS | {Intent.OTHER}


def lean(before: Reading, now: Reading, intent_of: IntentOf) -> Reading:
    """Return a message completed from the one before; as it is where it leans on none."""
    if part := part_of_table(before, now):
        return part
    if asked := of_the_league(before, now) or of_the_pair(before, now):
        return asked
    now = _by_its_cue(before, _supposed(before, now))
    if other := on_another_day(before, now):
        return other
    for goes_on in (corrected, wished, pointed):
        if found := goes_on(before, now):
            return found
    if found := reacted(before, now):
        return found
    if ALONE & set(now.intents) and not {Intent.THANKS, Intent.ODDS_MATHS} & set(now.intents):
        return now
    if now.intents == (Intent.ODDS_MATHS,) and now.prices and _is_of_odds_alone(before, now):
        return now
    if asked := of_them(before, now, intent_of):
        return about_the_same(before, asked)
    now = of_what_was_spoken_of(before, now)
    if again := told_again(before, now):
        return again
    now = _of_an_outcome(recognised(before, now))
    if answered := answer_to_which(before, now):
        return answered
    if now.clubs:
        return with_new_club(before, now)
    if asks_champion(before, now):
        return replace(now, intents=(Intent.SEASON,), leagues=before.leagues)
    if goes_deeper := _of_that_game(before, now):
        return goes_deeper
    if _of_what_was_spoken_of(before, now):
        return about_the_same(before, now)
    if now.leagues or now.season or (_OF_LEAGUES & set(now.intents) and not now.leans):
        return with_new_league(before, now)
    if _has_something(now):
        return about_the_same(before, now)
    return now


def _is_of_odds_alone(before: Reading, now: Reading) -> bool:
    """Whether odds are to be written otherwise, or nothing was spoken of that they could be on."""
    return not before.clubs or bool(_REWRITES.search(now.folded))


def _supposed(before: Reading, now: Reading) -> Reading:
    """Return a figure as one of the match spoken of: “and if it is only 1.30?” sets nothing.

    Of a price with a stake, what it brings back is asked; a stake alone is at the price of before.
    """
    if not before.clubs or now.clubs:
        return now
    if before.prices and not now.prices and _HOW_MUCH.search(now.folded):
        return replace(now, prices=before.prices[:1], intents=(Intent.SLIP,))
    staked = before.prices and not now.prices and stake_said(now) is not None
    if staked and (price := _price_on(before, now)):
        return replace(now, prices=(price,), intents=(Intent.SLIP,))
    if len(now.prices) == 1 and stake_said(now) is not None and _PRICED.issuperset(now.intents):
        return replace(now, intents=(Intent.SLIP,))
    sets = Intent.SET_PREFERENCE in now.intents and now.prices and _IF.match(now.folded)
    return replace(now, intents=(Intent.VALUE,)) if sets else now


def _price_on(before: Reading, now: Reading) -> Price | None:
    """Return the one of several prices told before that is on the side named now."""
    side = next((mark.selection for mark in now.marks), None)
    if len(before.prices) < len(SIDES) - 1 or side not in SIDES:
        return None
    names = [club.name for club in before.clubs]
    named = (one.pick.for_match(*names) if len(names) > 1 else None for one in offers(before))
    return next((p for p, on in zip(before.prices, named, strict=True) if on == side), None)


def _by_its_cue(before: Reading, now: Reading) -> Reading:
    """Take a few bare words for what their cue says: in mid-conversation a guess says less."""
    if now.clubs or now.leagues:
        return now
    if now.intents == (Intent.ODDS_MATHS,) and before.clubs and not now.prices:
        return now if re.search(r"\d", now.masked) else replace(now, intents=(Intent.CHANCES,))
    if not _GUESSED & set(now.intents):
        return now
    if Intent.MEANING in now.intents and now.marks and _OF_IT.search(now.folded):
        return replace(now, intents=(Intent.CHANCES,))
    if Intent.MEANING in now.intents and _THE_MARGIN.search(now.masked) and before.clubs:
        return replace(now, intents=(Intent.VALUE,), prices=before.prices)
    cue = by_cue(now.masked)
    if cue in now.intents or (cue is None and Intent.MEANING in now.intents):
        return now
    return replace(now, intents=(cue,) if cue else ())


def _of_that_game(before: Reading, now: Reading) -> Reading | None:
    """Return “what is the best bet in that game?” as asked of the match spoken of."""
    if not before.clubs or now.leagues or now.marks or now.prices:
        return None
    of_it = Intent.TIPS in now.intents and not now.days and _THAT_GAME.search(now.folded)
    pick = WOULD_YOU.search(now.folded) and (not now.days or now.days == before.days)
    if not of_it and not pick:
        return None
    kept = about_the_same(before, replace(now, intents=(Intent.TIPS,)))
    return replace(kept, prices=(), inherited=None)


def _of_an_outcome(now: Reading) -> Reading:
    """Take a market without a club for a question about the match spoken of."""
    if now.clubs or not now.marks:
        return now
    intents = (Intent.CHANCES if one in _NOT_OF_OUTCOMES else one for one in now.intents)
    return replace(now, intents=tuple(dict.fromkeys(intents)))


def _of_what_was_spoken_of(before: Reading, now: Reading) -> bool:
    """Whether a look-up without a name means the clubs of the message before."""
    if not before.clubs or now.leagues or now.season or not _OF_LOOK_UPS & set(now.intents):
        return False
    if so_many_latest(now.folded) or _THEIRS.search(now.folded):  # “last 5 results” of them
        return True
    return bool(_NARROW.search(now.masked)) and not _WIDE.search(now.masked)


#: “ok thanks” asks for nothing
_POLITE = frozenset({Intent.THANKS, Intent.GREETING})


def _has_something(now: Reading) -> bool:
    return bool(
        now.prices or now.marks or now.score or now.days or now.venue
        or _OF_CLUBS & set(now.intents) or (now.leans and set(now.intents) - _POLITE)
    )  # fmt: skip
