"""A message, read: its language, names, days, prices, markets and what it wants.

One message at a time; what came before is `follow_ups`' work.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.analyst.bare_sides import spot_sides
from graph.analyst.clock_times import spot_clock_times
from graph.analyst.club_figures import ClubFigure
from graph.analyst.clubs import Club, distinct, in_order_of_venue, spot_clubs
from graph.analyst.dates import Days, spot_days
from graph.analyst.divisions import spot_divisions
from graph.analyst.intents import Intent, IntentOf, by_both, by_cue, intents_of
from graph.analyst.leaders_said import Leaders, spot_leaders
from graph.analyst.leagues import LeagueName, spot_leagues, without_places
from graph.analyst.likeness import vocabulary
from graph.analyst.markets import (
    Mark,
    Pick,
    Scoreline,
    spot_marks,
    spot_score,
    with_halves,
    without_headings,
)
from graph.analyst.my_club import of_my_club, spot_mine
from graph.analyst.odds_asked import settled
from graph.analyst.premises import spot_premise, without_premise
from graph.analyst.prices import Price, spot_fractions, spot_parts, spot_prices
from graph.analyst.score_sides import with_owner
from graph.analyst.slip_conditions import Conditions, left_out, spot_conditions
from graph.analyst.spans import Span, blank
from graph.analyst.spelling import written_out
from graph.analyst.spotting import Spot
from graph.analyst.statements import asked_of, spoken_of, spot_statement, with_the_club
from graph.analyst.strangers import spot_strangers
from graph.analyst.told import Listed
from graph.wording import Language
from graph.wording.folding import fold
from knowledge.catalogue import entry

#: “2022/23”, and “22/23”, which is no day
_SEASON = re.compile(
    r"\b(?P<a>(?:19|20)\d\d)\s?[-/]\s?(?P<b>(?:19|20)?\d\d)(?![-./]\d)\b"
    r"|(?<![\d/.,])(?P<c>1[3-9]|2\d)/(?P<d>1[4-9]|2\d)(?![\d/%]|[.,]\d)"
)
_LAST_SEASON = re.compile(
    r"\b(?:last (?:season|year)|tavaly(?!elott)\w*|mult (?:ideny|szezon)\w*"
    r"|elozo (?:ideny|szezon)\w*|egy (?:ideny|szezon)nyal (?:korabban|ezelott|elobb)"
    r"|egy szezonnal (?:korabban|ezelott|elobb)|(?:one|a) (?:season|year) (?:earlier|before|ago))"
)
#: the season before the last
_BEFORE_LAST = re.compile(
    r"\b(?:two (?:seasons|years) ago|(?:season|year) before last|tavalyelott\w*"
    r"|ket (?:eve|szezonja)|ket (?:szezonnal|idennyel|evvel) ezelott\w*)\b"
)
#: who won a league is asked by the year in which its season ended
CHAMPION = re.compile(
    r"\bchampions?(?! league)\b|\b(?:title|league|championship) (?:winners?|in|of)\b|\btitle\b"
    r"|\bwho (?:won|win|took|topped) (?:the )?(?:LEAGUE|league|it\b|title|\w+ (?:league|title))"
    r"|\bwon (?:the )?(?:LEAGUE|league|title)\b|\bbajnok(?!sag|ok lig)\w*"
    r"|\b(?:meg|el)?nyer(?:te|tek|t) (?:meg )?(?:az? )?(?:LEAGUE|bajnoksag|liga)"
    r"|\b(?:LEAGUE|bajnoksag|liga)\w* (?:\w+ )?(?:meg)?nyer(?:te|t)\b"
)
_YEAR = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?![\d/]|-\d)(?:-?(?:ban|ben|as|es|os|i))?\b")
#: European seasons begin in July
_JULY = 7
_PAIR = 2
#: where “2-3” is no score
_COUNTED = re.compile(r"_half_|^exactly_")
#: a question of these says no more than what was told before it
_ASKS_NOTHING = frozenset({Intent.OTHER, Intent.HELP, Intent.GREETING, Intent.THANKS})
_HOME = re.compile(
    r"\b(?:at home|home (?:form|record|games?|match(?:es)?|fixtures?|wins?|defeats?|goals)"
    r"|otthon|otthoni|hazai)\b"
)
_AWAY = re.compile(r"\b(?:away|on the road|travels?|idegenben|idegenbeli|vendegkent)\b")
_EITHER = re.compile(
    r"\b(?:home (?:or|and|vs?) away|away (?:or|and|vs?) (?:at )?home"
    r"|otthon (?:vagy|es|meg) idegenben"
    r"|idegenben (?:vagy|es|meg) otthon|hazai (?:vagy|es|meg) idegenbeli)\b"
)
_LEANS = re.compile(
    r"^\W*(?:(?:thanks?|thx|cheers|ta|koszi|kosz|hmm+|oh|ah|well|right|na|jo|szoval|szuper|remek)"
    r"(?: you)?[,.!? ]+)*"
    r"(?:and|but|ok(?:ay)?|so|what about|how about|(?:the )?same (?:for|with|but)|es|de|akkor|na es"
    r"|meg|mi van|ugyan(?:ez|igy)|detto)\b"
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one message says."""

    text: str
    folded: str
    language: Language
    today: dt.date
    #: each club once; with two, the home side first
    clubs: tuple[Club, ...] = ()
    #: every place where a club is named, in the order of the text
    mentions: tuple[Club, ...] = ()
    days: Days | None = None
    #: those days were named by an earlier message
    days_kept: bool = False
    leagues: tuple[LeagueName, ...] = ()
    #: a level of leagues that is named without its country; 1 is the top
    tier: int | None = None
    season: str | None = None
    prices: tuple[Price, ...] = ()
    marks: tuple[Mark, ...] = ()
    score: Scoreline | None = None
    #: what the clubs of a league are compared by
    leaders: Leaders | None = None
    #: of a slip that shall be made up
    conditions: Conditions | None = None
    venue: str | None = None
    #: what the cues of the message ask for; empty: only names
    intents: tuple[Intent, ...] = ()
    #: the outcome that an earlier message was about, when this one leaves it open
    inherited: Pick | None = None
    #: the club that an earlier message was about, of the two that it named: “City at Fulham”
    subject: str | None = None
    #: the figure of a club's season that an earlier message asked for
    figure: ClubFigure | None = None
    #: the message whose slip this one goes on with, and what it does to it; “unclear”: nothing
    #: tells whether to a slip or to the favourites
    slip: Reading | None = None
    change: Literal["add", "remove", "swap", "same", "unclear"] | None = None
    #: the clubs that were spoken of before it, where it asks for nothing that is understood
    spoken_of: tuple[str, ...] = ()
    #: it begins like the continuation of something
    leans: bool = False
    #: what it tells before it asks
    said: Span | None = None
    #: it mends what was said before: “sorry, 1.54”, “not tomorrow, Sunday”
    corrects: bool = False
    #: the figure told before is doubted
    doubted: bool = False
    #: what it takes back by name: “not Madrid, Sociedad”
    denied: tuple[str, ...] = ()
    #: the matches that the answer to it listed, or those before it; and which of them it is about
    listed: tuple[Listed, ...] = ()
    place: int | None = None
    #: what tips are put in order by, where an earlier message said it
    order: str | None = None
    #: leagues, and clubs of matches told before, that are left out
    without: tuple[str, ...] = ()
    #: clubs of the matches spoken of, which are to be held against each other
    among: tuple[str, ...] = ()
    #: the message with its names blanked out, from its question on
    masked: str = field(default="", repr=False)

    @property
    def league(self) -> str | None:
        """The first league's id."""
        return self.leagues[0].id if self.leagues else None

    @property
    def only_cups(self) -> bool:
        """Whether no league is named that has a table of its own."""
        return all(entry(league.id).is_cup for league in self.leagues)

    @property
    def is_over(self) -> bool:
        """Whether it names a season that is over."""
        return self.season is not None and _is_over(int(self.season[:4]) + 1, self.today)

    @property
    def selections(self) -> tuple[str, ...]:
        """The outcomes and topics named, each once."""
        return tuple(dict.fromkeys(mark.selection for mark in self.marks))


def read(
    text: str,
    *,
    today: dt.date,
    language: Language,
    spot: Spot,
    intent_of: IntentOf = by_both,
) -> Reading:
    """Return what a message says. `language` decides how 12/05 is read, not which cues count."""
    text = unicodedata.normalize("NFC", text).strip()
    mentions = spot_clubs(text, spot, language)
    if (spoken := of_my_club(text, mentions)) != text:
        text, mentions = spoken, spot_clubs(spoken, spot, language)
    folded = fold(text)
    mentions += spot_mine(folded, mentions)
    divisions, tier = spot_divisions(folded)
    named = [one for one in spot_leagues(text) if not _touching(one, divisions)]
    named = without_places(named, mentions)
    leagues = [one for one in (*divisions, *named) if not _touching(one, mentions)]
    season = _SEASON.search(folded)
    fixed: list[Span] = [*mentions, *leagues, *([_span(season)] if season else [])]
    fractions = spot_fractions(folded, clubs=mentions, today=today if language == "en" else None)
    fixed += [*fractions, *spot_parts(folded)]
    premise = spot_premise(folded)
    days = [
        one
        for one in spot_days(folded, today=today, language=language)
        if not _touching(one, fixed)
    ]
    conditions = _conditions(folded, mentions, [*days, *leagues])
    days = [one for one in days if not (conditions and _touching(one, conditions.spans))]
    marks = [one for one in spot_marks(folded, mentions) if not _touching(one, [*mentions, *days])]
    if conditions:
        return Reading(
            text=text,
            folded=folded,
            language=language,
            today=today,
            days=_meant(days, today, past=False),
            leagues=tuple(leagues),
            marks=tuple(one for one in marks if not _touching(one, conditions.spans)),
            conditions=conditions,
            intents=(Intent.COMPOSE,),
            masked=_masked(folded, [], days, leagues, [], None),
        )
    busy: list[Span] = [*leagues, *days, *_numbered(marks, folded), *spot_clock_times(folded, days)]
    prices = spot_prices(folded, taken=busy, clubs=mentions, fractions=fractions)
    marks = sorted(
        [*marks, *spot_sides(folded, prices, [*marks, *mentions])], key=lambda one: one.start
    )
    mentions += spot_strangers(text, mentions, prices, [*leagues, *days, *marks], language)
    mentions.sort(key=lambda club: club.start)
    score = spot_score(folded)
    if score and _touching(score, [*fixed, *days, *prices, *premise]):
        score = None
    marks = _on_clubs(marks, priced=bool(prices and mentions))
    halves: list[Span] = [one for one in marks if _COUNTED.search(one.selection)]
    score = None if score and _touching(score, halves) else score
    score = with_owner(score, mentions, folded)
    of_match = len(distinct(mentions)) == _PAIR or bool(score and score.owner)
    marks = _with_score(marks, score, priced=len(prices) == 1 and of_match)
    masked = _masked(folded, mentions, days, leagues, prices, score)
    coming = any(one.first > today for one in days)
    if not coming and (leaders := spot_leaders(masked, _venue(folded))):
        return Reading(
            text=text,
            folded=folded,
            language=language,
            today=today,
            days=_meant(days, today, past=True),
            leagues=tuple(leagues),
            season=_season(season) if season else _last_season(folded, today),
            leaders=leaders,
            intents=(Intent.LEADERS,),
            leans=bool(_LEANS.match(masked)),
            masked=masked,
        )
    said = spot_statement(folded, mentions, prices)
    question = masked
    if said:
        question = _masked(folded, mentions, days, leagues, prices, score, said)
        question = with_the_club(question, mentions, said)
    intents = settled(intents_of(without_premise(question), intent_of), question, folded)
    if said and set(intents) <= _ASKS_NOTHING:
        said, intents = (
            None,
            settled(intents_of(without_premise(masked), intent_of), masked, folded),
        )
    champion_of = None if season else _ended_in(masked, today)
    if champion_of:
        intents, days = (Intent.TABLE,), []
    asked = [one for one in days if not _touching(one, premise)]
    if premise:
        mentions = asked_of(mentions, premise[0], folded)
    if said:
        masked = question
        mentions = spoken_of(mentions, said, folded[said.end :], intents)
        asked = _asked_for(asked, said, today, past=Intent.RESULTS in intents)
        marks = [one for one in marks if not one.touches(said)] or marks
        score = None if score and score.touches(said) else score
    if intents == (Intent.RESULTS,) and by_cue(masked) is Intent.RESULTS:
        asked = [one.looked_back(today) for one in asked]
    return Reading(
        text=text,
        folded=folded,
        language=language,
        today=today,
        clubs=tuple(in_order_of_venue(distinct(mentions), folded)),
        mentions=tuple(mentions),
        days=_meant(asked, today, past=Intent.RESULTS in intents),
        leagues=tuple(leagues),
        tier=None if leagues else tier,
        season=_season(season) if season else champion_of or _last_season(folded, today),
        prices=tuple(prices),
        marks=tuple(
            mark
            for mark in without_headings(with_halves(marks, folded), folded)
            if not _touching(mark, premise)
        ),
        score=score,
        venue=_venue(folded),
        intents=intents,
        leans=bool(_LEANS.match(masked)),
        said=said,
        masked=masked,
    )


def _conditions(folded: str, clubs: list[Club], taken: Sequence[Span]) -> Conditions | None:
    """Return what is wanted of a slip to be made up; one whose clubs are named is another thing."""
    out = left_out(clubs, folded)
    if len(out) < len(clubs):
        return None
    found = spot_conditions(folded, [*taken, *clubs])
    return replace(found, without=out) if found else None


def _masked(
    folded: str,
    clubs: list[Club],
    days: list[Days],
    leagues: list[LeagueName],
    prices: list[Price],
    score: Scoreline | None,
    said: Span | None = None,
) -> str:
    """Return the message with its names blanked, without what is only `said` before it asks."""
    named: list[tuple[Span, str]] = [(club, "CLUB") for club in clubs]
    named += [(one, "DAY") for one in days]
    named += [(one, "LEAGUE") for one in leagues]
    named += [(one, "PRICE") for one in prices]
    named += [(score, "SCORE")] if score else []
    if said:
        named = [(said, ""), *(one for one in named if not one[0].touches(said))]
    return vocabulary().mended(written_out(blank(folded, named)))


def _on_clubs(marks: list[Mark], *, priced: bool) -> list[Mark]:
    """Return the marks; a price on a club's “double chance” is on its win or a draw."""
    return [
        replace(mark, selection="or_draw") if priced and mark.selection == "double_chance" else mark
        for mark in marks
    ]


def _with_score(marks: list[Mark], score: Scoreline | None, *, priced: bool) -> list[Mark]:
    """Return the marks without the “draw” of a goalless one; a score with a price is one itself."""
    if score is None:
        return marks
    left = [mark for mark in marks if not mark.touches(score)]
    if not priced or left:
        return left
    own = "own_" if score.owner else ""
    return [Mark(start=score.start, end=score.end, selection=f"{own}score_{score.score}")]


def _asked_for(days: list[Days], said: Span, today: dt.date, *, past: bool) -> list[Days]:
    """Return the days of the question, or those told before it: a past one only of what was."""
    own = [one for one in days if not one.touches(said)]
    return own or [one for one in days if past or one.last >= today]


def _meant(days: list[Days], today: dt.date, *, past: bool) -> Days | None:
    """Return the day that is asked about: a coming one unless of what was, a single one first."""
    coming = [one for one in days if past or one.last >= today] or days
    return min(coming, key=lambda one: not one.single) if coming else None


def _venue(folded: str) -> str | None:
    """Return the one venue that is named; “at home or away” names none."""
    if _EITHER.search(folded):
        return None
    return "home" if _HOME.search(folded) else "away" if _AWAY.search(folded) else None


def _touching(span: Span, others: Sequence[Span]) -> bool:
    return any(span.touches(other) for other in others)


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())


def _numbered(marks: list[Mark], folded: str) -> list[Mark]:
    """Return the marks that hold a number of their own: “over 2.5”, “2 @ 3.30”."""
    return [mark for mark in marks if re.search(r"\d", folded[mark.start : mark.end])]


def _season(match: re.Match[str]) -> str | None:
    first = int(match["a"] or f"20{match['c']}")
    last = int(match["b"] or match["d"]) % 100
    return f"{first}-{last:02d}" if (first + 1) % 100 == last else None


def _ended_in(masked: str, today: dt.date) -> str | None:
    """Return the season whose champion is asked for by its year: “who won the league in 2016”."""
    year = _YEAR.search(masked)
    if not year or not CHAMPION.search(masked):
        return None
    last = int(year["y"])
    return f"{last - 1}-{last % 100:02d}" if _is_over(last, today) else None


def _is_over(last: int, today: dt.date) -> bool:
    """Whether the season that ends in a year is over."""
    return last < today.year or (last == today.year and today.month >= _JULY)


def _last_season(folded: str, today: dt.date) -> str | None:
    ago = 2 if _BEFORE_LAST.search(folded) else 1 if _LAST_SEASON.search(folded) else 0
    if not ago:
        return None
    first = today.year - ago - (0 if today.month >= _JULY else 1)
    return f"{first}-{(first + 1) % 100:02d}"
