"""What stands in a message, before it is known what is asked: each word counts for one thing.

Names come first, then days, then outcomes, and prices are looked for in what is left: “2/3” is a
system before it is a day, “6/4” a price where the talk is of betting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.analyst.as_meant import as_meant, plainly_typed
from graph.analyst.likeness import vocabulary
from graph.analyst.spelling import written_out
from graph.analyst.spotting.bare_sides import spot_sides
from graph.analyst.spotting.clock_times import spot_clock_times
from graph.analyst.spotting.clubs import Club, distinct, spot_clubs
from graph.analyst.spotting.dates import Days, spot_days
from graph.analyst.spotting.divisions import spot_divisions
from graph.analyst.spotting.leagues import LeagueName, spot_leagues, without_places
from graph.analyst.spotting.markets import Mark, Scoreline, spot_marks, spot_score
from graph.analyst.spotting.my_club import of_my_club, spot_mine
from graph.analyst.spotting.names import Spot
from graph.analyst.spotting.premises import spot_premise
from graph.analyst.spotting.prices import Price, spot_fractions, spot_parts, spot_prices
from graph.analyst.spotting.score_sides import with_owner
from graph.analyst.spotting.season_names import SeasonName, spot_season
from graph.analyst.spotting.slip_conditions import Conditions, left_out, spot_conditions
from graph.analyst.spotting.spans import Span, blank
from graph.analyst.spotting.strangers import spot_strangers
from graph.wording import Language
from graph.wording.folding import fold

S = TypeVar("S", bound=Span)

_PAIR = 2
#: the results of both halves, and how they are signed on a coupon
_HALF_AND_FULL = re.compile(
    r"\bht ?/? ?ft\b|\bf[eé][lr]ido ?(?:/|-|es)? ?vegeredmeny|\bhalf[- ]?time ?/"
)
_SIGNS = re.compile(r"[12x] ?/ ?[12x]")
#: where “2-3” is no score
_COUNTED = re.compile(r"_half_|^exactly_")


@dataclass(frozen=True, kw_only=True)
class Found:
    """The things that a message names, in the order of the text."""

    #: in the user's own words
    typed: str
    #: as it was meant, the places below are in it
    text: str
    folded: str
    language: Language
    today: dt.date
    mentions: tuple[Club, ...]
    leagues: tuple[LeagueName, ...]
    #: a level of leagues that is named without its country; 1 is the top
    tier: int | None
    season: SeasonName | None
    days: tuple[Days, ...]
    #: the clause that is taken for granted
    premise: tuple[Span, ...]
    #: of a slip that shall be made up
    conditions: Conditions | None
    marks: tuple[Mark, ...]
    prices: tuple[Price, ...] = ()
    score: Scoreline | None = None

    def masked(self, said: Span | None = None) -> str:
        """Return the message with its names blanked, without what is only `said` before it asks."""
        named: list[tuple[Span, str]] = [(club, "CLUB") for club in self.mentions]
        named += [(one, "DAY") for one in self.days]
        named += [(one, "LEAGUE") for one in self.leagues]
        named += [(one, "PRICE") for one in self.prices]
        named += [(self.score, "SCORE")] if self.score else []
        if said:
            named = [(said, ""), *(one for one in named if not one[0].touches(said))]
        return vocabulary().mended(written_out(blank(self.folded, named)))


def find(text: str, *, today: dt.date, language: Language, spot: Spot) -> Found:
    """Return what stands in a message; of a slip to be made up no more than its conditions."""
    text = typed = plainly_typed(text)
    mentions = spot_clubs(text, spot, language)
    if (meant := as_meant(text, mentions)) != text:
        text, mentions = meant, spot_clubs(meant, spot, language)
    if (spoken := of_my_club(text, mentions)) != text:
        text, mentions = spoken, spot_clubs(spoken, spot, language)
    folded = fold(text)
    mentions += spot_mine(folded, mentions)
    divisions, tier = spot_divisions(folded)
    leagues_named = free(spot_leagues(text), divisions)
    # “a franciáknál” stands where a club may, and is a league
    mentions = [one for one in mentions if _is_known(one) or one in free([one], leagues_named)]
    named = without_places(leagues_named, mentions)
    leagues = free([*divisions, *named], mentions)
    season = spot_season(folded)
    fractions = spot_fractions(folded, clubs=mentions, today=today if language == "en" else None)
    taken = [*mentions, *leagues, *([season] if season else []), *fractions, *spot_parts(folded)]
    days = free(spot_days(folded, today=today, language=language), taken)
    if _HALF_AND_FULL.search(folded):  # “1/1” is a bet, no New Year's Day
        days = [one for one in days if not _SIGNS.fullmatch(folded[one.start : one.end])]
    conditions = _conditions(folded, mentions, [*days, *leagues])
    days = free(days, conditions.spans if conditions else ())
    marks = free(spot_marks(folded, mentions), [*mentions, *days])
    found = Found(
        typed=typed,
        text=text,
        folded=folded,
        language=language,
        today=today,
        mentions=() if conditions else tuple(mentions),
        leagues=tuple(leagues),
        tier=None if leagues else tier,
        season=season,
        days=tuple(days),
        premise=tuple(spot_premise(folded)),
        conditions=conditions,
        marks=tuple(free(marks, conditions.spans) if conditions else marks),
    )
    return found if conditions else _with_figures(found, fractions, taken)


def _with_figures(found: Found, fractions: Sequence[Span], taken: Sequence[Span]) -> Found:
    """Return it with its prices, the names that only a price gives away, and its score."""
    folded, mentions, marks, days = found.folded, [*found.mentions], [*found.marks], found.days
    busy = [*found.leagues, *days, *_numbered(marks, folded), *spot_clock_times(folded, days)]
    prices = spot_prices(folded, taken=busy, clubs=mentions, fractions=fractions)
    marks += spot_sides(folded, prices, [*marks, *mentions])
    marks.sort(key=lambda mark: mark.start)
    named = [*found.leagues, *days, *marks]
    mentions += spot_strangers(found.text, mentions, prices, named, found.language)
    mentions.sort(key=lambda club: club.start)
    marks = _on_clubs(marks, of_a_club=bool(prices and mentions) or len(mentions) == 1)
    counted = [one for one in marks if _COUNTED.search(one.selection)]
    score = spot_score(folded)
    if score and not free([score], [*taken, *days, *prices, *found.premise, *counted]):
        score = None
    score = with_owner(score, mentions, folded)
    of_match = len(distinct(mentions)) == _PAIR or bool(score and score.owner)
    marks = _with_score(marks, score, priced=len(prices) == 1 and of_match)
    return replace(
        found, mentions=tuple(mentions), prices=tuple(prices), marks=tuple(marks), score=score
    )


def free(spans: Iterable[S], taken: Sequence[Span]) -> list[S]:
    """Return the spans that touch none of those taken."""
    return [one for one in spans if not any(one.touches(other) for other in taken)]


def _is_known(club: Club) -> bool:
    """Whether a name is a club's, or may be that of several."""
    return club.known and club.candidates != (club.name,)


def _conditions(folded: str, clubs: list[Club], taken: Sequence[Span]) -> Conditions | None:
    """Return what is wanted of a slip to be made up; one whose clubs are named is another thing."""
    out = left_out(clubs, folded)
    if len(out) < len(clubs):
        return None
    found = spot_conditions(folded, [*taken, *clubs])
    return replace(found, without=out) if found else None


def _on_clubs(marks: list[Mark], *, of_a_club: bool) -> list[Mark]:
    """Return the marks; a club's “double chance” is its win or a draw."""
    return [
        replace(mark, selection="or_draw")
        if of_a_club and mark.selection == "double_chance"
        else mark
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


def _numbered(marks: list[Mark], folded: str) -> list[Mark]:
    """Return the marks that hold a number of their own: “over 2.5”, “2 @ 3.30”."""
    return [mark for mark in marks if re.search(r"\d", folded[mark.start : mark.end])]
