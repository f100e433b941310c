"""What one message says: the clubs, days, prices and outcomes that it names, and what it asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from graph.analyst.intents import Intent
from graph.analyst.spotting.club_figures import ClubFigure
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.dates import Days
from graph.analyst.spotting.leaders_said import Leaders
from graph.analyst.spotting.leagues import LeagueName
from graph.analyst.spotting.markets import (
    Mark,
    Pick,
    Scoreline,
)
from graph.analyst.spotting.prices import Price
from graph.analyst.spotting.season_names import is_over
from graph.analyst.spotting.slip_conditions import Conditions
from graph.analyst.spotting.spans import Span
from graph.analyst.spotting.table_parts import TablePart
from graph.analyst.told import Listed
from graph.wording import Language
from knowledge.catalogue import entry


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one message says."""

    #: in the user's own words
    typed: str
    #: as it was meant, the places below are in it
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
    #: the club that the answer to it named first, of those that were compared
    foremost: str | None = None
    #: of a slip that shall be made up
    conditions: Conditions | None = None
    venue: str | None = None
    #: what the cues of the message ask for; empty: only names
    intents: tuple[Intent, ...] = ()
    #: the outcome that an earlier message was about, when this one leaves it open
    inherited: Pick | None = None
    #: the club that an earlier message was about, of the two that it named: “City at Fulham”
    subject: str | None = None
    #: the part of a table told before
    part: TablePart | None = None
    #: the figure of a club's season that an earlier message asked for
    figure: ClubFigure | None = None
    #: the message whose slip this one goes on with, and what it does to it; “unclear”: nothing
    #: tells whether to a slip or to the favourites
    slip: Reading | None = None
    change: Literal["add", "remove", "swap", "other", "only", "same", "unclear"] | None = None
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
    #: the matches of the legs of the slip that the answer to it made up
    legs: tuple[Listed, ...] = ()
    #: what tips are put in order by, where an earlier message said it
    order: str | None = None
    #: leagues, and clubs of matches told before, that are left out
    without: tuple[str, ...] = ()
    #: what was asked before and is told again, one under the other
    again: tuple[Reading, ...] = ()
    #: the legs of a slip that an answer told of
    told_legs: tuple[str, ...] = ()
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
        return self.season is not None and is_over(int(self.season[:4]) + 1, self.today)

    @property
    def selections(self) -> tuple[str, ...]:
        """The outcomes and topics named, each once."""
        return tuple(dict.fromkeys(mark.selection for mark in self.marks))
