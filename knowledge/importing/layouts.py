"""Which layout a file has, told by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.errors import SourceError
from knowledge.importing import football_data
from knowledge.importing.records import MatchRecord, Refusal, Source
from knowledge.importing.text import Header, SourceText, table


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to write matches down, and who writes so."""

    source: Source
    read: Callable[[SourceText], Iterator[MatchRecord | Refusal]]


FOOTBALL_DATA = Layout("football-data", football_data.read)


def layout_of(source: SourceText) -> Layout:
    """Return a file's layout.

    Raises
    ------
    SourceError
        It is none of those that we read; the message says which these are.
    """
    header = Header(next(table(source.text), (0, None))[1] or [])
    if football_data.recognises(header):
        return FOOTBALL_DATA
    raise SourceError(
        f"{source.name} is no table of matches that is known here: expected football-data's "
        "(Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,…), openfootball's JSON, or our own "
        "(date,league,home_team,away_team,home_goals,away_goals)."
    )
