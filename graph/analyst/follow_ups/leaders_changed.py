"""Clubs compared go on to be compared: “and in Serie A?”, “and away?”, “és a legrosszabb?”.

What the new message leaves open is taken from the one before. Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.picks import subject_of
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.leaders_said import venue_of
from graph.analyst.spotting.leagues import LeagueName
from graph.analyst.spotting.runs_said import runs_named

#: more words than this are a question of their own
SHORT = 6
_OPPOSITE = re.compile(r"\bopposite\b")
#: the list told has it
_NEXT_BEST = re.compile(
    r"^\W*(?:(?:and|who|whos|what about|then|the|is|a) )*(?:second|third|next|2nd|3rd)"
    r"(?:[ -](?:best|worst|most|fewest|one))?\W*$"
)
#: which end is asked for; the other one where it differs from that of the message before
_LOW = re.compile(r"\b(?:worst|weakest|fewest|least|leg(?:rosszabb|gyengebb|kevesebb)\w*)\b")
_HIGH = re.compile(r"\b(?:best|strongest|most|leg(?:jobb|erosebb|tobb)\w*)\b")
#: the league of the club spoken of
_THE_LEAGUE = re.compile(
    r"\b(?:the|their|that|its) (?:league|division)\b|\b(?:a|az|abban a) (?:liga|bajnoksag)\w*"
)
_OF_ALL = re.compile(
    r"\b(?:who|whos|which|teams?|clubs?|sides?|league|anyone|anybody|country|ki|kik|kinek|melyik\w*"
    r"|csapat\w*|bajnoksag\w*)\b"
)
_BOTH = re.compile(r"\b(?:overall|altogether|in total|osszesen|osszessegeben)\b")


_WHAT = (
    ("goals_against", re.compile(r"\bconced\w*|\bkapt\w*|\bkapott\b|\blet in\b")),
    ("goals_for", re.compile(r"\bscor\w+|\blott\w*|\brugt\w*")),
)


def _is_other_end(before: Reading, now: Reading) -> bool:
    """Whether the other end is asked for: “and the best?” after the worst, “the opposite”."""
    if _OPPOSITE.search(now.folded):
        return True
    was_low = bool(_LOW.search(before.folded))
    return bool(_HIGH.search(now.folded)) if was_low else bool(_LOW.search(now.folded))


def _own(before: Reading, now: Reading) -> tuple[LeagueName, ...]:
    """Return the league of the clubs spoken of, where “the league” is said."""
    known = next((club.league for club in before.clubs if club.league), None)
    if known is None or known == "DEMO" or not _THE_LEAGUE.search(now.folded):
        return ()
    return (LeagueName(start=0, end=0, id=known),)


def run_of_clubs(before: Reading | None, now: Reading) -> Reading | None:
    """Return “longest winning run this season?” as asked of the clubs spoken of.

    Who has it, or which club, is asked of a league.
    """
    if before is None or not before.clubs or now.leaders is None or now.leagues:
        return None
    if now.clubs or _OF_ALL.search(now.folded) or not runs_named(now.folded):
        return None
    subject = subject_of(before)
    clubs = tuple(club for club in before.clubs if subject in (None, club.name))
    return replace(now, clubs=clubs or before.clubs, leaders=None, intents=(Intent.REPORT,))


def with_foremost(before: Reading) -> Reading:
    """Return a comparison with the club that came first: “when do they play?” is of that one."""
    if before.leaders is None or before.foremost is None or before.clubs:
        return before
    return replace(before, clubs=(Club(start=0, end=0, name=before.foremost),))


def leaders_changed(before: Reading | None, now: Reading) -> Reading | None:
    """Return what clubs are compared by now, completed from before; None if they are not."""
    if before is None or now.clubs or now.conditions:
        return None
    if now.leaders:  # in the league spoken of
        return now if now.leagues else replace(now, leagues=before.leagues or _own(before, now))
    if before.leaders is None or now.prices or len(now.folded.split()) > SHORT:
        return None
    asked = before.leaders
    if venue := venue_of(now.venue):
        asked = replace(asked, venue=venue)
    elif _BOTH.search(now.folded):
        asked = replace(asked, venue=None)
    if what := next((name for name, words in _WHAT if words.search(now.folded)), None):
        asked = replace(asked, what=what)
    if _is_other_end(before, now):
        asked = replace(asked, fewest=not asked.fewest)
    again = _NEXT_BEST.match(now.folded)
    if asked == before.leaders and not (now.leagues or now.season or again):
        return None
    if set(now.intents) - {Intent.REPORT, Intent.TABLE, Intent.OTHER} and not now.leans:
        return None
    return replace(
        now,
        leaders=asked,
        leagues=now.leagues or before.leagues,
        season=now.season or before.season,
        days=now.days or before.days,
        intents=(Intent.LEADERS,),
    )
