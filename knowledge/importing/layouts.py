"""Which layout a file has, told by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.errors import SourceError
from knowledge.importing import football_data, openfootball, own_csv
from knowledge.importing.records import MatchRecord, Refusal, Source
from knowledge.importing.text import Header, SourceText, table


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to write matches down, and who writes so."""

    source: Source
    read: Callable[[SourceText], Iterator[MatchRecord | Refusal]]


OPENFOOTBALL = Layout("openfootball", openfootball.read)

#: the tables, told apart by their header
TABLES: tuple[tuple[Callable[[Header], bool], Layout], ...] = (
    (own_csv.recognises_xg, Layout("xg", own_csv.read_xg)),
    (football_data.recognises, Layout("football-data", football_data.read)),
    (own_csv.recognises, Layout("csv", own_csv.read)),
)


def layout_of(source: SourceText) -> Layout:
    """Return a file's layout.

    Raises
    ------
    SourceError
        It is none of those that we read; the message says which these are.
    """
    if openfootball.recognises(source.text):
        return OPENFOOTBALL
    header = Header(next(table(source.text), (0, None))[1] or [])
    for recognises, layout in TABLES:
        if recognises(header):
            return layout
    raise SourceError(
        f"{source.name} is no table of matches that is known here: expected football-data's "
        "(Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,…), openfootball's JSON, or our own "
        "(date,league,home_team,away_team,home_goals,away_goals)."
    )
