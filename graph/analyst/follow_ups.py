"""A message in the light of the one before: “és a döntetlenre?”, “and Chelsea?”, “at 1.75?”.

What the new message leaves open is taken from the last one that it can lean on. Knows readings
only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.analyst.about_me import continued, is_yes
from graph.analyst.bare_figures import of_what_was_spoken_of
from graph.analyst.clubs import Club
from graph.analyst.conditions_changed import conditions_changed
from graph.analyst.corrections import corrected, may_mean, renamed
from graph.analyst.divisions import of_tier
from graph.analyst.figures_asked import figure_goes_on
from graph.analyst.intents import Intent, IntentOf, by_both, by_cue
from graph.analyst.leaders_changed import leaders_changed
from graph.analyst.leagues import LeagueName, country_said
from graph.analyst.lines_again import line_again, line_priced
from graph.analyst.markets import Mark, Pick, spot_score
from graph.analyst.picks import OF_GOALS, focus, offers, subject_of
from graph.analyst.pointing import compared, place_said, pointed
from graph.analyst.reactions import of_them, outcome_asked, reacted
from graph.analyst.reading import Reading
from graph.analyst.record_again import record_again
from graph.analyst.score_sides import oriented
from graph.analyst.slip_changes import slip_changed, unclear
from graph.analyst.table_parts import table_part
from graph.analyst.taken_together import taken_together
from graph.analyst.told import dated
from graph.analyst.told_again import told_again
from graph.analyst.wishes import wished

#: of what was spoken of: “when is it?”, “next game?”, “mikor lesz?”
_NARROW = re.compile(
    r"\b(?:it|its|it's|they|them|their|that|this one|nekik|ok|azt|ezt|ez)\b"
    r"|\b(?:next|last|previous) (?:game|match|opponent|fixture|result)\b"
    r"|\b(?:kovetkezo|utolso|legutobbi) (?:meccs|ellenfel|merkozes|eredmeny)\w*"
    r"|\bthe (?:score|result|kick[- ]?off)\b|\bwho won\b|^(?:es )?(?:mi|mennyi|hogy) lett\b"
    r"|\bki nyert\b|\bmi lett az eredmeny"
    r"|\b(?:ki ellen|kivel)(?: jatsz\w*| is\b|\W*$)|\b(?:against who|who against|what time|what day"
    r"|hany orakor|hanykor)\b"
    r"|^\W*(?:and |es |na es )?(?:when|mikor|hanykor|hany orakor|hol|where|kick[- ]?off)\b"
)
#: of everything that is on: “what matches are on?”
_WIDE = re.compile(
    r"\b(?:matches|games|fixtures|results|football|meccsek|merkozesek|eredmenyek|foci)\b"
)
#: an opponent alone: whose, was said before
_AGAINST = re.compile(
    r"^(?:and |but |ok |okay |so |what about |how about )*(?:against|vs?\.?|versus) CLUB\W*$"
    r"|\b(?:they|them|their|it|he|she)\b.*\b(?:against|beat|beating|to|vs?\.?|versus) CLUB"
    r"|^(?:es |na es |de |akkor |na |mi van )*(?:az? )?CLUB ellen\W*$"
    r"|\b(?:ok|oket|nekik|rajta|rajtuk|rajuk|benne|bennuk|azok|ra)\b.*CLUB ellen"
    r"|CLUB ellen.*\b(?:ok|nekik|rajta|rajtuk|rajuk|benne|bennuk|ra)\b"
)
#: words of a message that only names a part of what was told
FEW = 6
#: the score that was just said
_THAT_SCORE = re.compile(
    r"\bexact(?:ly)?\b|\b(?:that|this) (?:exact )?(?:score|result|scoreline)\b"
    r"|\b(?:pont(?:osan)?|epp(?:en)?) (?:er\w*|ar\w*|ez\w*|az\w*)\b"
    r"|\b(?:ez|erre|ennek)\b.*\b(?:pontos|eredmeny)\w*"
)
#: one of those just told
_OF_THEM = re.compile(
    r"^(?:and |so |ok |es |na )*(?:which|what|melyik\w*|mi)\b|\bof (?:them|those|these)\b"
)
#: about the person or the talk: nothing to lean on, nothing to lean from
_ALONE = frozenset(
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
_OF_A_MATCH = frozenset({Intent.CHANCES, Intent.VALUE, Intent.WHY})
#: about a league or a day as well as about a club
_OF_LEAGUES = frozenset({Intent.TABLE, Intent.FIXTURES, Intent.RESULTS, Intent.TIPS, Intent.SEASON})

#: of a club whenever it plays: the day of the match before is none of theirs
_TIMELESS = frozenset({Intent.REPORT, Intent.TABLE, Intent.SEASON, Intent.HEAD_TO_HEAD})

#: asked beside what is spoken of, which goes on after it
_BESIDE = frozenset(
    {Intent.OTHER, Intent.NO_DATA, Intent.MEANING, Intent.ABOUT, Intent.AGENTS, Intent.ACCURACY,
     Intent.SEARCH_INSIGHTS}
)  # fmt: skip
#: a name and nothing else
_BARE_CLUB = re.compile(r"^\W*(?:az? |the )?CLUB\w*\W*$")
_THAT_GAME = re.compile(
    r"\b(?:that|this|the) (?:game|match|one)\b|\b(?:there|on it|in it)\b"
    r"|\b(?:ott|ebben|ezen|azon|abban|erre|arra)\b"
)
#: of these odds, not of the word
_THE_MARGIN = re.compile(r"\bthe margin\b|\b(?:mennyi|mekkora) (?:az? )?(?:arres|margin)\w*")

#: what a few bare words are often taken for
_GUESSED = frozenset(
    {Intent.OTHER, Intent.MEANING, Intent.THANKS, Intent.GREETING, Intent.HELP}
)  # fmt: skip

_OF_LOOK_UPS = frozenset({Intent.FIXTURES, Intent.RESULTS, Intent.TABLE, Intent.REPORT})

#: what a market without a club does not ask for
_NOT_OF_OUTCOMES = _OF_LOOK_UPS | {Intent.OTHER}

#: asked of the prices named before
_PRICED = frozenset({Intent.SLIP, Intent.VALUE})

#: nothing without a league or a club
_OF_TABLES = frozenset({Intent.TABLE, Intent.SEASON})


def in_context(readings: Iterable[Reading]) -> Reading:
    """Return the last reading, completed from those before; at least one is needed."""
    return completed(readings)[-1]


def completed(readings: Iterable[Reading], intent_of: IntentOf = by_both) -> list[Reading]:
    """Return every reading, completed from those before it; at least one is needed."""
    context: Reading | None = None
    done: list[Reading] = []
    for said in readings:
        last, again = (done[-1] if done else None), None
        said = line_priced(context, _in_the_country(last, said))
        if context and last and last.listed:
            context = replace(context, listed=last.listed)
        reading = (
            conditions_changed(context, said)
            or leaders_changed(context, said)
            or record_again(last, said)
            or taken_together(done, said)
            or (again := _of_that_score(done[-2:], said))
            or slip_changed(context, said)
            or unclear(last, continued(last, said))
        )
        of_record = Intent.ACCURACY in reading.intents and not (context and context.clubs)
        is_whole = again or reading.slip or reading.conditions or reading.leaders or of_record
        if not is_whole:
            if context:
                reading = line_again(context, reading) or reading
                reading = compared(done, reading) or _lean(context, reading, intent_of)
            reading = figure_goes_on(context, said, reading)
        reading = oriented(_beside(context, reading))
        done.append(replace(reading, listed=dated(said.listed, reading.days) or reading.listed))
        if done[-1].doubted and context is not None:
            continue  # what was doubted is spoken of still
        if not _is_alone(done[-1]) or (context is None and done[-1].listed):
            context = done[-1]
    if not done:
        raise ValueError("no message to read")
    return done


def _in_the_country(before: Reading | None, now: Reading) -> Reading:
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


def _beside(context: Reading | None, now: Reading) -> Reading:
    """Return a message that names nothing and asks for nothing with the clubs spoken of."""
    if context is None or now.clubs or not set(now.intents) <= {Intent.OTHER}:
        return now
    return replace(now, spoken_of=tuple(club.name for club in context.clubs if club.known))


def _is_alone(reading: Reading) -> bool:
    if reading.clubs or reading.prices or reading.leagues:
        return bool(_ALONE & set(reading.intents)) and not {Intent.GREETING, Intent.THANKS} & set(
            reading.intents
        )
    return _ALONE.union(_BESIDE).issuperset(reading.intents) or bool(_ALONE & set(reading.intents))


def _lean(before: Reading, now: Reading, intent_of: IntentOf) -> Reading:
    if part := _part_of_table(before, now):
        return part
    now = _by_its_cue(before, now)
    for goes_on in (corrected, wished, pointed):
        if found := goes_on(before, now):
            return found
    if found := reacted(before, now):
        return found
    if _ALONE & set(now.intents) and not {Intent.THANKS, Intent.ODDS_MATHS} & set(now.intents):
        return now
    if asked := of_them(before, now, intent_of):
        return _about_the_same(before, asked)
    now = of_what_was_spoken_of(before, now)
    if again := told_again(before, now):
        return again
    now = _of_an_outcome(_recognised(before, now))
    if answered := _answer_to_which(before, now):
        return answered
    if now.clubs:
        return _with_new_club(before, now)
    if _asks_champion(before, now):
        return replace(now, intents=(Intent.SEASON,), leagues=before.leagues)
    if goes_deeper := _of_that_game(before, now):
        return goes_deeper
    if _of_what_was_spoken_of(before, now):
        return _about_the_same(before, now)
    if now.leagues or now.season or (_OF_LEAGUES & set(now.intents) and not now.leans):
        return _with_new_league(before, now)
    if _has_something(now):
        return _about_the_same(before, now)
    return now


def _part_of_table(before: Reading, now: Reading) -> Reading | None:
    """Return “only top 5”, “bottom 3”, “who was 2nd” as a question about the table spoken of."""
    of_table = _OF_TABLES & set(before.intents) and before.leagues and not before.clubs
    if not of_table or now.clubs or now.leagues or now.days or now.prices:
        return None
    if len(now.folded.split()) > FEW or not table_part(now.folded):
        return None
    season = now.season or before.season
    return replace(now, leagues=before.leagues, season=season, intents=(Intent.TABLE,))


def _of_that_score(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a question about the score that was just said: “odds of exactly that?”."""
    if now.mentions or now.score or not set(now.selections) <= {"correct_score"}:
        return None
    scores = [(one, spot_score(one.folded)) for one in done if len(one.clubs) > 1]
    before, score = next(((one, score) for one, score in scores[::-1] if score), (now, None))
    if not score or not _THAT_SCORE.search(now.folded):
        return None
    kept = replace(now, clubs=before.clubs, days=before.days, marks=())
    if not now.prices:
        return replace(kept, score=score, intents=(Intent.CHANCES,))
    bet = Mark(start=0, end=0, selection=f"score_{score.score}")
    return replace(kept, marks=(bet,), intents=(Intent.VALUE,))


def _by_its_cue(before: Reading, now: Reading) -> Reading:
    """Take a few bare words for what their cue says: in mid-conversation a guess says less."""
    if now.clubs or now.leagues:
        return now
    if now.intents == (Intent.ODDS_MATHS,) and before.clubs and not now.prices:
        return now if re.search(r"\d", now.masked) else replace(now, intents=(Intent.CHANCES,))
    if not _GUESSED & set(now.intents):
        return now
    if Intent.MEANING in now.intents and _THE_MARGIN.search(now.masked) and before.clubs:
        return replace(now, intents=(Intent.VALUE,), prices=before.prices)
    cue = by_cue(now.masked)
    if cue in now.intents or (cue is None and Intent.MEANING in now.intents):
        return now
    return replace(now, intents=(cue,) if cue else ())


def _of_that_game(before: Reading, now: Reading) -> Reading | None:
    """Return “what is the best bet in that game?” as asked of the match spoken of."""
    if Intent.TIPS not in now.intents or not before.clubs or now.days or now.leagues:
        return None
    if not _THAT_GAME.search(now.folded):
        return None
    return replace(_about_the_same(before, now), prices=(), inherited=None)


def _of_an_outcome(now: Reading) -> Reading:
    """Take a market without a club for a question about the match spoken of."""
    if now.clubs or not now.marks:
        return now
    intents = (Intent.CHANCES if one in _NOT_OF_OUTCOMES else one for one in now.intents)
    return replace(now, intents=tuple(dict.fromkeys(intents)))


def _asks_champion(before: Reading, now: Reading) -> bool:
    """Whether “and who will win it?” is about the league spoken of."""
    open_question = Intent.CHANCES in now.intents and not (now.marks or now.days or now.leagues)
    return open_question and not before.clubs and bool(_OF_TABLES & set(before.intents))


def _of_what_was_spoken_of(before: Reading, now: Reading) -> bool:
    """Whether a look-up without a name means the clubs of the message before."""
    if not before.clubs or now.leagues or now.season or not _OF_LOOK_UPS & set(now.intents):
        return False
    return bool(_NARROW.search(now.masked)) and not _WIDE.search(now.masked)


def _answer_to_which(before: Reading, now: Reading) -> Reading | None:
    """“United” was asked back about; now the club comes alone."""
    if meant := _candidate(before, now):
        return meant
    if now.intents or not now.clubs or not before.clubs:
        return None
    pairs = []
    for new in now.clubs:
        old = next((club for club in before.clubs if may_mean(club, new)), None)
        if old is None:
            return None
        pairs.append((old, new))
    return renamed(before, pairs, now)


def _candidate(before: Reading, now: Reading) -> Reading | None:
    """Return the answer to “which club do you mean: A, B or C?” by its place, or the bare yes."""
    unsure = [club for club in before.clubs if len(club.candidates) > 1]
    if len(unsure) != 1 or now.clubs:
        return None
    if is_yes(now):
        return replace(before, language=now.language)
    at = place_said(now.folded, len(unsure[0].candidates))
    if at is None:
        return None
    name = unsure[0].candidates[at]
    return renamed(before, [(unsure[0], replace(unsure[0], name=name, candidates=()))],
                   replace(now, days=None))  # fmt: skip


def _recognised(before: Reading, now: Reading) -> Reading:
    """Take an uncertain name for the club just spoken of: “Real” is Real Madrid."""
    spoken_of = {club.name for club in before.clubs}

    def certain(club: Club) -> Club:
        meant = [name for name in club.candidates if name in spoken_of]
        return replace(club, name=meant[0], candidates=()) if len(meant) == 1 else club

    clubs, mentions = map(certain, now.clubs), map(certain, now.mentions)
    return replace(now, clubs=tuple(clubs), mentions=tuple(mentions))


def _with_new_club(before: Reading, now: Reading) -> Reading:
    if _against_the_same(before, now):
        pair = (*before.clubs, *now.clubs)
        return replace(now, clubs=pair, mentions=(*before.mentions, *now.mentions),
                       intents=now.intents or (Intent.CHANCES,))  # fmt: skip
    names = {club.name for club in before.clubs}
    one_of_them = len(now.clubs) == 1 and now.clubs[0].name in names and len(names) == 2
    of_the_match = not now.intents or bool(_OF_A_MATCH & set(now.intents))
    if one_of_them and of_the_match and not now.days:
        kept = replace(now, clubs=before.clubs, days=before.days)
        asked = now.intents or _intents(before, now)
        prices = now.prices or (before.prices if Intent.VALUE in asked else ())
        return replace(kept, intents=asked, prices=prices if len(prices) == 1 else now.prices)
    if not (now.leans or _BARE_CLUB.match(now.masked)):
        return now
    if not (now.marks or now.score or by_cue(now.masked)):
        now = replace(now, inherited=_of_any_match(before))
    if now.intents and not {Intent.THANKS, Intent.GREETING}.issuperset(now.intents):
        return now
    same_day = before.days if len(now.clubs) == 1 else None  # two clubs are a match of their own
    of_a_match = (Intent.CHANCES,) if len(before.clubs) > 1 or before.days else ()
    asked = before.intents or (() if now.days else of_a_match)
    return replace(now, intents=asked, days=now.days or same_day, days_kept=now.days is None)


def _against_the_same(before: Reading, now: Reading) -> bool:
    """Whether “and against Milan?”, “is 1.9 on them against Milan value?” adds the opponent."""
    if not len(now.clubs) == len(before.clubs) == 1 or now.clubs[0].name == before.clubs[0].name:
        return False
    return bool(_AGAINST.search(now.masked))


def _with_new_league(before: Reading, now: Reading) -> Reading:
    if _OF_TABLES & set(now.intents) and now.leagues and now.only_cups:
        # “will they make the Champions League?”: of the league, or the club, spoken of
        return replace(now, leagues=(*before.leagues, *now.leagues), clubs=before.clubs)
    leagues = now.leagues or before.leagues
    if _OF_TABLES & set(now.intents) and not now.leagues:
        return replace(now, leagues=leagues, clubs=before.clubs)
    if _is_of_the_list(before, now):
        return replace(now, leagues=leagues, days=now.days or before.days)
    if now.intents and not now.leans:
        return now
    season = now.season or (None if now.intents else before.season)
    kept = replace(now, leagues=leagues, days=now.days or before.days, season=season)
    return replace(kept, intents=now.intents or before.intents)


def _is_of_the_list(before: Reading, now: Reading) -> bool:
    """Whether “which is the safest?” means the matches that were listed."""
    listed = not before.clubs and bool(before.days or before.leagues)
    open_question = Intent.TIPS in now.intents and not (now.days or now.leagues)
    return listed and open_question and bool(_OF_THEM.search(now.masked))


def _about_the_same(before: Reading, now: Reading) -> Reading:
    return replace(
        now,
        clubs=before.clubs,
        inherited=outcome_asked(before, now) or _pick(before),
        subject=subject_of(before),
        prices=now.prices or (before.prices if _PRICED & set(now.intents) else ()),
        days=now.days or (None if _is_of_another_day(before, now) else before.days),
        days_kept=now.days is None,
        leagues=() if before.clubs and Intent.SEASON in before.intents else before.leagues,
        intents=_intents(before, now),
    )


def _is_of_another_day(before: Reading, now: Reading) -> bool:
    """Whether it is asked of no day, or of the next match after one that is over."""
    coming = Intent.CHANCES in now.intents and not (now.marks or now.score)
    over = before.days is not None and before.days.last < before.today
    return bool(_TIMELESS & set(now.intents)) or (coming and over)


def _pick(before: Reading) -> Pick | None:
    priced = [one for one in offers(before) if not one.assumed]
    return priced[0].pick if priced else focus(before)


def _of_any_match(before: Reading) -> Pick | None:
    """Return the outcome of before where it is no club's own: goals, the draw."""
    pick = _pick(before)
    return pick if pick and OF_GOALS.match(pick.selection or "") else None


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
