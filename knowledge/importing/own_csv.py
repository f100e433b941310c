"""Reads our own tables: one match a row, columns by the names of `schema.Match`.

Needed: `date` (2024-05-12), `league` (`E0`, or a name that means one league), `home_team`,
`away_team`. Usual: `home_goals`, `away_goals`; both empty for a fixture. Understood besides:
`season` (`2023-24`), `kickoff` (ISO instant with offset), `home_goals_ht`, `away_goals_ht`,
`{home,away}_{shots,shots_on_target,corners,yellows,reds,xg}`, `awarded` (1 or 0), `round`, and
decimal prices: `{avg,closing}_{home,draw,away,over_2_5,under_2_5}`.

The expected goals of other projects (`Div,Season,Date,HomeTeam,AwayTeam,xGH,xGA`) are read here
too: they add to matches that are known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from knowledge.catalogue import entry, league_from_words
from knowledge.errors import SourceError
from knowledge.importing import seasons
from knowledge.importing.prices import plausible
from knowledge.importing.records import MatchRecord, Price, Refusal
from knowledge.importing.text import Header, SourceText, cell, decimal, table, whole
from knowledge.plain_text import visible
from knowledge.visibility import prices_closed, prices_collected

NEEDED = ("date", "league", "home_team", "away_team")
COUNTS = tuple(
    f"{side}_{what}"
    for what in ("goals", "goals_ht", "shots", "shots_on_target", "corners", "yellows", "reds")
    for side in ("home", "away")
)
PRICES = {"avg": "prematch", "closing": "closing"}
XG_COLUMNS = ("Div", "Date", "HomeTeam", "AwayTeam", "xGH", "xGA")
YES = {"1", "true", "yes"}


def recognises(header: Header) -> bool:
    """Tell whether a table is ours."""
    return header.places(NEEDED) is not None


def recognises_xg(header: Header) -> bool:
    """Tell whether a table holds expected goals."""
    return header.places(XG_COLUMNS) is not None


def read(source: SourceText) -> Iterator[MatchRecord | Refusal]:
    """Read our own table in the order of its rows."""
    return _read(source, _record)


def read_xg(source: SourceText) -> Iterator[MatchRecord | Refusal]:
    """Read a table of expected goals in the order of its rows."""
    return _read(source, _xg_record)


def _read(source: SourceText, record: Any) -> Iterator[MatchRecord | Refusal]:
    rows = table(source.text)
    _, names = next(rows, (0, None))
    if names is None:
        raise SourceError(f"{source.name} has no header line.")
    header = Header(names)
    for line, row in rows:
        try:
            if row is None:
                raise ValueError("its quotes are broken")
            yield record(line, _Cells(header, row))
        except ValueError as error:
            yield Refusal(file=source.name, line=line, reason=str(error))


class _Cells:
    """One row, by the names of its columns."""

    def __init__(self, header: Header, row: Sequence[str]) -> None:
        self._header = header
        self._row = row

    def text(self, name: str) -> str:
        return cell(self._row, self._header.place(name))

    def count(self, name: str) -> int | None:
        text = self.text(name)
        number = whole(text)
        if text and (number is None or number < 0):
            raise ValueError(f"{name} is “{text}”, not a whole number from 0")
        return number

    def number(self, name: str) -> float | None:
        text = self.text(name)
        number = decimal(text)
        if text and (number is None or number < 0):
            raise ValueError(f"{name} is “{text}”, not a number from 0")
        return number

    def date(self, name: str) -> dt.date:
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{name} is “{text}”, not a date like 2024-05-12") from None


def _record(line: int, row: _Cells) -> MatchRecord:
    date = row.date("date")
    kickoff = _kickoff(row.text("kickoff"), date)
    counts: dict[str, Any] = {name: row.count(name) for name in COUNTS}
    return MatchRecord(
        line=line,
        league_id=_league(row.text("league")),
        season=_season(row.text("season"), date),
        date=date,
        kickoff=kickoff,
        home=row.text("home_team"),
        away=row.text("away_team"),
        home_xg=row.number("home_xg"),
        away_xg=row.number("away_xg"),
        awarded=row.text("awarded").lower() in YES,
        round=visible(row.text("round"))[:60] or None,
        prices=tuple(_prices(row, date, kickoff)),
        **counts,
    )


def _xg_record(line: int, row: _Cells) -> MatchRecord:
    date = row.date("Date")
    return MatchRecord(
        line=line,
        league_id=_league(row.text("Div")),
        season=_season(row.text("Season"), date),
        date=date,
        home=row.text("HomeTeam"),
        away=row.text("AwayTeam"),
        home_xg=row.number("xGH"),
        away_xg=row.number("xGA"),
        only_known=True,
    )


@lru_cache(maxsize=1000)
def _league(words: str) -> str:
    meant = league_from_words(words)
    if len(meant) > 1:
        names = ", ".join(f"{league.id} ({league.name})" for league in meant[:5])
        raise ValueError(f"league “{words}” can be {names}: write its code")
    if meant:
        return meant[0].id
    if not words.isalnum() or len(words) > 16:
        raise ValueError(f"league “{words}” is not known: write a code like E0")
    return entry(words.upper()).id


def _season(text: str, date: dt.date) -> str:
    season = seasons.named(text) if text else seasons.of_date(date)
    if season is None:
        raise ValueError(f"season is “{text}”, not one like 2023-24 or 2019")
    if not seasons.covers(season, date):
        raise ValueError(f"{date} is not in the season {season}")
    return season


def _kickoff(text: str, date: dt.date) -> dt.datetime | None:
    if not text:
        return None
    try:
        kickoff = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"kickoff is “{text}”, not an instant like 2024-05-12T15:30Z") from None
    if kickoff.tzinfo is None:
        raise ValueError(f"kickoff “{text}” has no offset: write 2024-05-12T15:30Z")
    if abs((kickoff.date() - date).days) > 1:
        raise ValueError(f"kickoff “{text}” is not on {date}")
    return kickoff.astimezone(dt.UTC)


def _prices(row: _Cells, date: dt.date, kickoff: dt.datetime | None) -> Iterator[Price]:
    for start, moment in PRICES.items():
        result = _market(row, [f"{start}_{outcome}" for outcome in ("home", "draw", "away")])
        totals = _market(row, [f"{start}_{outcome}" for outcome in ("over_2_5", "under_2_5")])
        if result is None and totals is None:
            continue
        home, draw, away = result or (None, None, None)
        over, under = totals or (None, None)
        closing = moment == "closing"
        yield Price(
            book="avg",
            moment=moment,
            as_of=prices_closed(date, kickoff) if closing else prices_collected(date, kickoff),
            home=home,
            draw=draw,
            away=away,
            over_2_5=over,
            under_2_5=under,
        )


def _market(row: _Cells, names: Sequence[str]) -> list[float | None] | None:
    prices = [row.number(name) for name in names]
    return prices if plausible(prices, "avg") else None
