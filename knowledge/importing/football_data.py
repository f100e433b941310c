"""Reads the files of football-data.co.uk: a season's table, its fixtures, the "extra" leagues.

Dates are the source's; times are on the clock of the United Kingdom, from 2019-20.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.errors import SourceError
from knowledge.importing import seasons
from knowledge.importing.prices import PriceColumns, price_columns
from knowledge.importing.records import MatchRecord, Refusal
from knowledge.importing.text import Header, SourceText, cell, table, whole

UK = ZoneInfo("Europe/London")

COUNTS = {
    "home_goals_ht": "HTHG",
    "away_goals_ht": "HTAG",
    "home_shots": "HS",
    "away_shots": "AS",
    "home_shots_on_target": "HST",
    "away_shots_on_target": "AST",
    "home_corners": "HC",
    "away_corners": "AC",
    "home_yellows": "HY",
    "away_yellows": "AY",
    "home_reds": "HR",
    "away_reds": "AR",
}
#: more of anything than one side has in a match
MOST_COUNTED = 99

#: a match decided at the table is written as one of these
AWARDED_SCORES = {(3, 0), (0, 3)}
#: … and recognised by its empty row, where this share of the file's rows is full
FULL_SHARE = 0.8


def recognises(header: Header) -> bool:
    """Tell whether a table is of this layout."""
    clubs = header.place("HomeTeam", "HT", "Home"), header.place("AwayTeam", "AT", "Away")
    return None not in clubs and "Date" in header and ("Div" in header or "HG" in header)


def read(source: SourceText) -> Iterator[MatchRecord | Refusal]:
    """Read a table in the order of its rows.

    Raises
    ------
    SourceError
        The first line is not the header of such a table.
    """
    rows = table(source.text)
    _, names = next(rows, (0, None))
    header = Header(names or [])
    if not recognises(header):
        raise SourceError(
            f"{source.name} does not start with football-data's header (Div,Date,HomeTeam,"
            "AwayTeam,FTHG,FTAG,…): add the header line, or download the file again."
        )
    layout = _Layout.of(header, source)
    items = [layout.read(number, row) for number, row in rows]
    return iter(_with_awarded(items))


@dataclass(frozen=True)
class _Layout:
    """What is the same for every row of one file."""

    file: str
    #: where the rows do not say: from the names of the folder and of the file
    season: str | None
    league_id: str
    places: dict[str, int | None]
    counts: dict[str, int]
    prices: list[PriceColumns]

    @classmethod
    def of(cls, header: Header, source: SourceText) -> _Layout:
        places = {
            "league": header.place("Div"),
            "season": header.place("Season"),
            "date": header.place("Date"),
            "time": header.place("Time"),
            "home": header.place("HomeTeam", "HT", "Home"),
            "away": header.place("AwayTeam", "AT", "Away"),
            "home_goals": header.place("FTHG", "HG"),
            "away_goals": header.place("FTAG", "AG"),
        }
        counts = {name: header.place(column) for name, column in COUNTS.items()}
        return cls(
            file=source.name,
            season=seasons.of_folder(source.path.parent.name),
            league_id=source.path.stem,
            places=places,
            counts={name: place for name, place in counts.items() if place is not None},
            prices=price_columns(header, always_closing="Div" not in header),
        )

    def read(self, line: int, row: list[str] | None) -> MatchRecord | Refusal:
        try:
            if row is None:
                raise ValueError("its quotes are broken")
            return self._record(line, row)
        except ValueError as error:
            return Refusal(file=self.file, line=line, reason=str(error))

    def _record(self, line: int, row: list[str]) -> MatchRecord:
        def at(name: str) -> str:
            return cell(row, self.places[name])

        date = _date(at("date"))
        kickoff = _kickoff(date, at("time"))
        prices = (columns.read(row, date, kickoff) for columns in self.prices)
        return MatchRecord(
            line=line,
            league_id=_league(at("league") or self.league_id),
            season=self._season(at("season"), date),
            date=date,
            kickoff=kickoff,
            home=at("home"),
            away=at("away"),
            home_goals=_goals(at("home_goals")),
            away_goals=_goals(at("away_goals")),
            prices=tuple(price for price in prices if price is not None),
            **_counts(row, self.counts),
        )

    def _season(self, written: str, date: dt.date) -> str:
        season = seasons.named(written) or self.season or seasons.of_date(date)
        if not seasons.covers(season, date):
            raise ValueError(f"{date} is not in the season {season}")
        return season


def _date(text: str) -> dt.date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):  # as programs write it that save the table anew
        text = "/".join(reversed(text.split("-")))
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", text)
    if match is None:
        raise ValueError(f"“{text}” is not a date like 31/12/2023" if text else "it has no date")
    day, month, year = (int(part) for part in match.groups())
    if year < 100:
        year += 1900 if year >= 70 else 2000
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar") from None


def _kickoff(date: dt.date, text: str) -> dt.datetime | None:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if match is None:
        return None
    hour, minute = (int(part) for part in match.groups())
    if hour > 23 or minute > 59:
        return None
    return dt.datetime.combine(date, dt.time(hour, minute), UK).astimezone(dt.UTC)


def _league(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]{1,16}", text):
        raise ValueError(f"“{text}” is not a division" if text else "it has no division")
    return text.upper()


def _goals(text: str) -> int | None:
    goals = whole(text)
    if text and goals is None:
        raise ValueError(f"“{text}” is not a number of goals")
    return goals


def _counts(row: Sequence[str], places: dict[str, int]) -> dict[str, Any]:
    counts = {name: whole(cell(row, place)) for name, place in places.items()}
    return {
        name: count if count is not None and 0 <= count <= MOST_COUNTED else None
        for name, count in counts.items()
    }


def _with_awarded(items: list[MatchRecord | Refusal]) -> list[MatchRecord | Refusal]:
    """Mark the rows that hold a round score and nothing else, in a file of full rows."""
    played = [item for item in items if isinstance(item, MatchRecord) and _has_score(item)]
    full = sum(bool(record.prices) for record in played)
    if not played or full < FULL_SHARE * len(played):
        return items
    return [
        replace(item, awarded=True)
        if isinstance(item, MatchRecord)
        and (item.home_goals, item.away_goals) in AWARDED_SCORES
        and _is_bare(item)
        else item
        for item in items
    ]


def _has_score(record: MatchRecord) -> bool:
    return record.home_goals is not None


def _is_bare(record: MatchRecord) -> bool:
    return record.home_goals_ht is None and record.home_shots is None and not record.prices
