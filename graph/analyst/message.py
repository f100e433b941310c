"""A message, read: what it names, and what it wants of it.

One message at a time; what came before is `follow_ups`' work.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from graph.analyst.found import Found, find, free
from graph.analyst.intents import Intent, IntentOf, by_both, by_cue, intents_of
from graph.analyst.odds_asked import settled
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club, distinct, in_order_of_venue
from graph.analyst.spotting.dates import Days
from graph.analyst.spotting.leaders_said import Leaders, spot_leaders
from graph.analyst.spotting.leagues import are_left_out, every_one
from graph.analyst.spotting.markets import (
    Mark,
    of_one_team,
    of_the_break,
    with_halves,
    without_headings,
)
from graph.analyst.spotting.names import Spot
from graph.analyst.spotting.premises import without_premise
from graph.analyst.spotting.season_names import ended_in, last_season
from graph.analyst.spotting.spans import Span
from graph.analyst.spotting.statements import asked_of, spoken_of, spot_statement, with_the_club
from graph.analyst.spotting.venues import spot_venue
from graph.wording import Language

#: a question of these says no more than what was told before it
_ASKS_NOTHING = frozenset({Intent.OTHER, Intent.HELP, Intent.GREETING, Intent.THANKS})
#: asks of what was told just before: “my mate says Brentford win 2-0, any chance?”
_OF_THAT = re.compile(
    r"^\W*(?:(?:is there |any |what'?s the |what is the |some )*(?:chances?|odds|probability)"
    r"(?: (?:of|for) (?:that|it|this))?|how likely(?: is (?:that|it))?"
    r"|(?:is (?:that|it) )?(?:likely|realistic|possible)"
    r"|(?:van |mennyi )?(?:ra |erre )?esely\w*(?: van)?(?: ra| erre)?)\W*$"
)
#: what this mentor has told before
_WE_SAID = re.compile(
    r"^\W*(?:(?:but|and|so|yesterday|earlier|last week) )*(?:you|u) (?:\w+ )?(?:said|told me|gave"
    r"|had|reckoned)\b(?=.*(?:\d|\bchances?\b|\bfavou?rites?\b|\bwould win\b))"
    r"|^\W*(?:(?:de|es|tegnap|korabban) )*azt (?:mondtad|irtad)\b(?=.*(?:\d|\besely\w*))"
)
_AFTER = re.compile(r"\bafter (?:the )?$")
_LEANS = re.compile(
    r"^\W*(?:(?:thanks?|thx|cheers|ta|koszi|kosz|hmm+|oh|ah|well|right|na|jo|szoval|szuper|remek)"
    r"(?: you)?[,.!? ]+)*"
    r"(?:and|but|ok(?:ay)?|so|what about|how about|(?:the )?same(?: question| thing| again)?"
    r" (?:for|with|but|in)|es|de|akkor|na es"
    r"|meg|mi van|ugyan(?:ez|igy)|detto)\b"
)


def read(
    text: str,
    *,
    today: dt.date,
    language: Language,
    spot: Spot,
    intent_of: IntentOf = by_both,
) -> Reading:
    """Return what a message says. `language` decides how 12/05 is read, not which cues count."""
    found = find(text, today=today, language=language, spot=spot)
    if found.conditions:
        return _of_a_slip_to_be(found)
    masked = found.masked()
    coming = any(one.first > today for one in found.days)
    leaders = None if coming else spot_leaders(masked, spot_venue(found.folded))
    return _of_leaders(found, leaders, masked) if leaders else _asked(found, masked, intent_of)


def _of_a_slip_to_be(found: Found) -> Reading:
    """Read what is wished of a slip that shall be made up."""
    masked = found.masked()
    shut_out = are_left_out(masked)
    return Reading(
        typed=found.typed,
        text=found.text,
        folded=found.folded,
        language=found.language,
        today=found.today,
        days=_meant(found.days, found.today, past=False),
        leagues=() if shut_out else found.leagues,
        without=every_one(found.leagues, found.folded) if shut_out else (),
        marks=found.marks,
        conditions=found.conditions,
        intents=(Intent.COMPOSE,),
        masked=masked,
    )


def _of_leaders(found: Found, leaders: Leaders, masked: str) -> Reading:
    """Read a comparison of a league's clubs."""
    return Reading(
        typed=found.typed,
        text=found.text,
        folded=found.folded,
        language=found.language,
        today=found.today,
        days=_meant(found.days, found.today, past=True),
        leagues=found.leagues,
        season=_season(found),
        leaders=leaders,
        intents=(Intent.LEADERS,),
        leans=bool(_LEANS.match(masked)),
        masked=masked,
    )


def _asked(found: Found, masked: str, intent_of: IntentOf) -> Reading:
    """Read a message by what it asks, apart from what it only tells or takes for granted."""
    folded, today, premise = found.folded, found.today, found.premise
    mentions, days, marks, score = [*found.mentions], [*found.days], [*found.marks], found.score
    said = spot_statement(folded, mentions, found.prices)
    question = with_the_club(found.masked(said), mentions, said) if said else masked
    intents = _wanted(question, folded, intent_of)
    if said and set(intents) <= _ASKS_NOTHING:
        said, intents = None, _wanted(masked, folded, intent_of)
    champion_of = None if found.season else ended_in(masked, today)
    if champion_of:
        intents, days = (Intent.TABLE,), []
    if found.mentions and _WE_SAID.search(folded):  # when that was, is no day of a match
        intents, days = (Intent.CHANCES,), [one for one in days if one.last >= today]
    past = Intent.RESULTS in intents
    days = free(days, premise)
    if premise:
        mentions = asked_of(mentions, premise[0], folded)
    if said:
        masked = question
        mentions = spoken_of(mentions, said, folded[said.end :], intents)
        days = _asked_for(days, said, today, past=past)
        marks = free(marks, [said]) or marks
        score = None if score and score.touches(said) and not _OF_THAT.search(question) else score
    marks, score = of_the_break(marks, score)
    if intents == (Intent.RESULTS,) and by_cue(masked) is Intent.RESULTS:
        days = [one.looked_back(today) for one in days]
    if Intent.FIXTURES in intents:
        mentions = _without_points_in_time(mentions, folded)
    return Reading(
        typed=found.typed,
        text=found.text,
        folded=folded,
        language=found.language,
        today=today,
        clubs=tuple(in_order_of_venue(distinct(mentions), folded)),
        mentions=tuple(mentions),
        days=_meant(days, today, past=past),
        leagues=found.leagues,
        tier=found.tier,
        season=champion_of or _season(found),
        prices=found.prices,
        marks=tuple(free(_bets(marks, folded), premise)),
        score=score,
        venue=spot_venue(folded),
        intents=intents,
        leans=bool(_LEANS.match(masked)),
        said=said,
        masked=masked,
    )


def _without_points_in_time(mentions: list[Club], folded: str) -> list[Club]:
    """Return the clubs without the one that only says when: “who have Forest got after Chelsea”."""
    kept = [club for club in mentions if not _AFTER.search(folded[: club.start])]
    return kept or mentions


def _wanted(masked: str, folded: str, intent_of: IntentOf) -> tuple[Intent, ...]:
    return settled(intents_of(without_premise(masked), intent_of), masked, folded)


def _bets(marks: list[Mark], folded: str) -> list[Mark]:
    """Return the marks, those that are one bet put together."""
    return without_headings(with_halves(of_one_team(marks, folded), folded), folded)


def _season(found: Found) -> str | None:
    return found.season.id if found.season else last_season(found.folded, found.today)


def _asked_for(days: list[Days], said: Span, today: dt.date, *, past: bool) -> list[Days]:
    """Return the days of the question, or those told before it: a past one only of what was."""
    return free(days, [said]) or [one for one in days if past or one.last >= today]


def _meant(days: Sequence[Days], today: dt.date, *, past: bool) -> Days | None:
    """Return the day that is asked about: a coming one unless of what was, a single one first."""
    coming = [one for one in days if past or one.last >= today] or days
    return min(coming, key=lambda one: not one.single) if coming else None
