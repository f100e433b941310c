"""A slip made up goes on: “make it five”, “around 8 instead”, “csak a Bundesligából”, “for Sunday”.

What the new message says stands for what was said before; the rest stays. Knows readings only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.follow_ups.one_leg import ANOTHER, OFF
from graph.analyst.follow_ups.pointing import place_said
from graph.analyst.follow_ups.slip_changes import WORTH
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.slips.money import capital_said, stake_said
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.leagues import are_left_out, every_one
from graph.analyst.spotting.markets import Mark
from graph.analyst.spotting.odds_wanted import scope_said
from graph.analyst.spotting.slip_conditions import Conditions, conditions_in, left_out

#: more words than this are a question of their own, unless they go on
SHORT = 7
_GOES_ON = re.compile(
    r"^\W*(?:and|but|ok(?:ay)?|now|so|then|no|also|only|just|with(?:out)?|make (?:it|that|them)"
    r"|same|change|instead|rather|what (?:about|if)|how about"
    r"|swap|drop|remove|take|leave|can (?:you|we)"
    r"|could (?:you|we)|es|de|na|akkor|nem|inkabb|legyen\w*|ugyan\w+|csak|csereld|vedd|hagyd|lehet"
    r"|mi lenne|mi van|ha)\b"
    r"|\bmake (?:it|that|them)\b|\b(?:instead|inkabb|helyette|ugyanez\w*|ebbol|belole)\b"
)
#: no bets on goals: on results alone
_NO_GOALS = re.compile(r"\b(?:no|not?|without|ne|nelkul|kiveve|nem kell\w*|mellozd)\b")
_OF_GOALS = re.compile(r"(?:over|under|btts|expected_goals|team_)")
#: the slip as a whole is asked about again: its odds, its chance
_WHOLE = re.compile(
    r"\b(?:odds|szorzo|esely)\w*\b.*\b(?:egyutt|osszesen|ossz)\b"
    r"|\b(?:egyutt|osszesen)\b.*\b(?:odds|szorzo|esely)\w*"
    r"|\b(?:ossz\w*|eredo) ?(?:odds|szorzo|esely)\w*"
    r"|\b(?:total|combined|overall|whole) (?:odds|price|chance)s?\b"
    r"|\bwhat (?:are|is) the (?:odds|price|chances?) (?:of|for|on) (?:it|that|all|the lot)\W*$"
    r"|\b(?:esely|odds|szorzo)\w*\b.*\b(?:egesz\w*|mind\w*)\b"
)
#: of something else than the slip
_ELSE = frozenset(
    {Intent.WHY, Intent.LEADERS, Intent.TABLE, Intent.REPORT, Intent.RESULTS, Intent.FIXTURES,
     Intent.SEASON, Intent.HEAD_TO_HEAD, Intent.MEANING, Intent.ACCURACY, Intent.ABOUT,
     Intent.AGENTS, Intent.NO_DATA, Intent.SAVE_INSIGHT, Intent.SEARCH_INSIGHTS,
     Intent.SHOW_PREFERENCES, Intent.FORGET, Intent.GREETING, Intent.THANKS}
)  # fmt: skip


def conditions_changed(before: Reading | None, now: Reading) -> Reading | None:
    """Return a message that changes the conditions of the one before; None if it does not."""
    if before is None or before.conditions is None:
        return None
    goes_on = bool(_GOES_ON.search(now.folded))
    if not (now.mentions or now.conditions) and (
        _WHOLE.search(now.folded) or WORTH.search(now.folded)
    ):
        return replace(before, language=now.language, legs=now.legs)
    if not now.mentions and (other := _without_a_leg(before, now)):
        return other
    if now.conditions and not goes_on:  # another slip
        return None
    if _ELSE & set(now.intents) or not (goes_on or len(now.folded.split()) <= SHORT):
        return None
    if now.leagues and are_left_out(now.masked):
        gone = (*before.without, *every_one(now.leagues, now.folded))
        return replace(before, language=now.language, without=gone, legs=now.legs)
    out = left_out(now.mentions, now.folded)
    if len(out) < len(now.mentions):
        return None
    taken = [*now.leagues, *([now.days] if now.days else [])]
    said = now.conditions or conditions_in(now.folded, taken)
    merged = _merged(before.conditions, replace(said, without=out), now.folded)
    money = stake_said(now) or capital_said(now)
    marks = [mark for mark in now.marks if not any(mark.touches(one) for one in said.spans)]
    if marks and _NO_GOALS.search(now.folded) and all(_OF_GOALS.match(m.selection) for m in marks):
        marks = [Mark(start=0, end=0, selection=side) for side in ("home", "away")]
    if merged == before.conditions and not (money or marks or taken):
        return None
    return replace(
        now,
        clubs=(),
        mentions=(),
        prices=(),
        days=now.days or before.days,
        leagues=now.leagues or before.leagues,
        without=before.without,
        marks=tuple(marks) or before.marks,
        conditions=merged,
        intents=(Intent.COMPOSE,),
    )


def conditions_taken_up(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return “too risky, make it a double” as of the slip made up last, whatever came of it."""
    named = now.days or now.leagues or now.mentions
    if now.conditions is None or named or not _GOES_ON.search(now.folded):
        return None
    made = next((one for one in reversed(done) if one.conditions), None)
    return conditions_changed(made, now)


def _without_a_leg(before: Reading, now: Reading) -> Reading | None:
    """Return the slip without the leg that its place names: “swap the first one”."""
    assert before.conditions is not None
    another, off = ANOTHER.search(now.folded), OFF.search(now.folded)
    place = place_said(now.folded, len(before.legs)) if another or off else None
    if place is None:
        return None
    gone = Club(start=0, end=0, name=before.legs[place].home)
    legs = before.conditions.legs if another else len(before.legs) - 1
    without = (*before.conditions.without, gone)
    kept = replace(before.conditions, legs=legs, without=without)
    return replace(before, language=now.language, conditions=kept, legs=now.legs)


def _merged(before: Conditions, said: Conditions, folded: str) -> Conditions:
    each, whole = said.each or before.each, said.whole or before.whole
    scope = None if said.each or said.whole else scope_said(folded)
    if scope == "each" and whole is not None:  # “no, each of them”
        each, whole = replace(whole, scope=scope), None
    elif scope == "whole" and each is not None:
        whole, each = replace(each, scope=scope), None
    return replace(
        before,
        legs=said.legs or before.legs,
        each=each,
        whole=whole,
        without=tuple({club.name: club for club in (*before.without, *said.without)}.values()),
        spans=before.spans,
    )
