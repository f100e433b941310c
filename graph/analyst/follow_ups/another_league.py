"""A message about a league or its table, by what was spoken of: “and the second tier?”, “top 5”."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.divisions import of_tier
from graph.analyst.spotting.league_rates import rates_asked
from graph.analyst.spotting.leagues import LeagueName, country_said
from graph.analyst.spotting.table_parts import part_after_a_table, table_part

#: of a table as it will be
_HOW_IT_ENDS = re.compile(r"\b(?:will|finish(?:es)?|ends?|comes?|goes|going|lesz|vegez|fog)\b")
#: words of a message that only names a part of what was told
FEW = 6

#: one of those just told
_OF_THEM = re.compile(
    r"^(?:and |so |ok |es |na )*(?:which|what|melyik\w*|mi)\b|\bof (?:them|those|these)\b"
    r"|^(?:and |so |ok |es |na |akkor )*(?:az? |the )"
    r"(?:leg\w+bb\w*|safest|likeliest|closest|best)\W*$"
)

#: clubs are asked for, whoever was spoken of
_WHO = re.compile(
    r"\b(?:who|who else|which (?:teams?|clubs?|sides?)|kik?|melyik csapat\w*)\b.*"
    r"\b(?:in (?:danger|trouble)|veszely\w*"
    r"|(?:be|are|is|the) champions?|wins? (?:it|the (?:league|title))|relegated|promoted"
    r"|go(?:es)? (?:up|down)|went (?:up|down)|bajnok\w*|kies\w*|esnek ki|esik ki|esett ki|feljut\w*"
    r"|jut(?:nak|ott|ottak)? (?:meg )?fel|ment(?:ek)? (?:meg )?fel)\b"
)
#: this season, after an earlier one
_NOW = re.compile(
    r"\b(?:now|this (?:season|year)|currently|at the moment|today|will|going to|most\w*|iden|idei"
    r"|jelenleg|lesz\w*)\b"
)

#: a league wished for in the place of the one spoken of; it asks nothing of its own
_WISHED = re.compile(r"^\W*(?:(?:inkabb|akkor|csak) )*(?:az? )?LEAGUE (?:legyen|johet)\W*$")

#: nothing without a league or a club
OF_TABLES = frozenset({Intent.TABLE, Intent.SEASON})


def in_the_country(before: Reading | None, now: Reading) -> Reading:
    """Return a level without a country in the country spoken of: “és a másodosztály?”.

    And a country, where it was asked back of which a level is.
    """
    if before is None:
        return now
    if before.tier and not before.leagues and not now.clubs:
        country = now.leagues[0].id if now.leagues else country_said(now.text)
        own = of_tier(country, before.tier) if country else None
        if own:
            of_level = LeagueName(start=0, end=len(now.text), id=own)
            return replace(now, leagues=(of_level,), intents=now.intents or before.intents)
    spoken_of = [one.id for one in before.leagues] + [club.league for club in before.clubs]
    league = next((one for one in spoken_of if one and one != "DEMO"), None)
    if not now.tier or now.clubs or not league:
        return now
    own = of_tier(league, now.tier)
    return replace(now, leagues=(LeagueName(start=0, end=0, id=own),), tier=None) if own else now


def part_of_table(before: Reading, now: Reading) -> Reading | None:
    """Return “only top 5”, “bottom 3”, “who was 2nd” as a question about the table spoken of."""
    of_table = OF_TABLES & set(before.intents) and before.leagues and not before.clubs
    is_whole = bool(now.clubs or now.leagues or now.days or now.prices)
    if not of_table or is_whole or _HOW_IT_ENDS.search(now.folded):
        return None
    if len(now.folded.split()) > FEW:
        return None
    part = part_after_a_table(now.folded) if Intent.TABLE in before.intents else None
    part = part or table_part(now.folded)
    if not part and not rates_asked(now.masked):
        return None
    season = now.season or (None if _NOW.search(now.folded) else before.season)
    return replace(now, leagues=before.leagues, season=season, part=part, intents=(Intent.TABLE,))


def of_the_league(before: Reading, now: Reading) -> Reading | None:
    """Return “and who will be champions?” after a club's season as asked of its league."""
    if now.clubs or now.leagues or not OF_TABLES & {*before.intents} or not _WHO.search(now.masked):
        return None
    league = next((club.league for club in before.clubs if club.league), None)
    if league is None or league == "DEMO":
        return None
    named = LeagueName(start=0, end=0, id=league)
    return replace(now, leagues=(named,), intents=(Intent.SEASON,))


def asks_champion(before: Reading, now: Reading) -> bool:
    """Whether “and who will win it?” is about the league spoken of."""
    open_question = Intent.CHANCES in now.intents and not (now.marks or now.days or now.leagues)
    return open_question and not before.clubs and bool(OF_TABLES & set(before.intents))


def with_new_league(before: Reading, now: Reading) -> Reading:
    """Return a message about leagues, with the league, days and question that it leaves open."""
    if before.intents and _WISHED.match(now.masked):
        season = now.season or before.season
        return replace(now, days=before.days, season=season, intents=before.intents)
    if OF_TABLES & set(now.intents) and now.leagues and now.only_cups:
        # “will they make the Champions League?”: of the league, or the club, spoken of
        return replace(now, leagues=(*before.leagues, *now.leagues), clubs=before.clubs)
    leagues = now.leagues or before.leagues
    if OF_TABLES & set(now.intents) and not now.leagues:
        told = None if _NOW.search(now.folded) else before.season
        return replace(now, leagues=leagues, clubs=before.clubs, season=now.season or told)
    if is_of_the_list(before, now):
        return replace(now, leagues=leagues, days=now.days or before.days)
    if now.intents and not now.leans:
        return now
    season = now.season or (None if now.intents else before.season)
    kept = replace(now, leagues=leagues, days=now.days or before.days, season=season)
    return replace(kept, intents=now.intents or before.intents)


def is_of_the_list(before: Reading, now: Reading) -> bool:
    """Whether “which is the safest?” means the matches that were listed."""
    listed = not before.clubs and bool(before.days or before.leagues)
    open_question = Intent.TIPS in now.intents and not (now.days or now.leagues)
    return listed and open_question and bool(_OF_THEM.search(now.masked))
