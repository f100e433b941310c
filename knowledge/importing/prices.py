"""The prices in football-data's columns: which book, which moment, and which are plausible.

Corrupt prices are dropped, never the match that they stand beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.records import Price
from knowledge.importing.text import Header, cell, decimal
from knowledge.visibility import prices_closed, prices_collected

#: a book, and how its columns start: now, and before 2019-20
BOOKS: dict[str, tuple[str, ...]] = {
    "avg": ("Avg", "BbAv"),
    "max": ("Max", "BbMx"),
    "b365": ("B365",),
    "ps": ("PS", "P"),
}
LINES = {"prematch": ("AHh", "BbAHh", "B365AH"), "closing": ("AHCh",)}

#: what the inverse prices of one market may sum up to. One book always earns; the best prices of
#: many books may leave a little on the table. Outside of this some price is a misprint.
PLAUSIBLE = {"max": (0.85, 1.25)}
PLAUSIBLE_BOOK = (0.99, 1.25)

Places = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class PriceColumns:
    """Where one book's prices of one moment stand in a table."""

    book: str
    moment: str
    result: Places
    totals: Places
    line: int | None
    handicap: Places

    def read(self, row: Sequence[str], date: dt.date, kickoff: dt.datetime | None) -> Price | None:
        """Return a row's prices, None where no market has plausible ones."""
        home, draw, away = self._market(row, self.result, 3)
        over, under = self._market(row, self.totals, 2)
        line = decimal(cell(row, self.line))
        on_home, on_away = self._market(row, self.handicap, 2)
        if line is None or on_home is None:
            line = on_home = on_away = None
        if home is None and over is None and line is None:
            return None
        closing = self.moment == "closing"
        return Price(
            book=self.book,
            moment=self.moment,
            as_of=prices_closed(date, kickoff) if closing else prices_collected(date, kickoff),
            home=home,
            draw=draw,
            away=away,
            over_2_5=over,
            under_2_5=under,
            handicap=line,
            handicap_home=on_home,
            handicap_away=on_away,
        )

    def _market(self, row: Sequence[str], places: Places, size: int) -> tuple[float | None, ...]:
        if places is not None:
            prices = [decimal(cell(row, place)) for place in places]
            if plausible(prices, self.book):
                return tuple(prices)
        return (None,) * size


def plausible(prices: Sequence[float | None], book: str) -> bool:
    """Tell whether one market's prices can have been on offer together.

    Parameters
    ----------
    prices
        Decimal; one for each outcome of the market.
    book
        As in `schema.Odds`.
    """
    total = 0.0
    for price in prices:
        if price is None or price <= 1.0:
            return False
        total += 1.0 / price
    low, high = PLAUSIBLE.get(book, PLAUSIBLE_BOOK)
    return low <= total <= high


def price_columns(header: Header, *, always_closing: bool = False) -> list[PriceColumns]:
    """Return the prices that a table has.

    Parameters
    ----------
    header
        The table's columns.
    always_closing
        The table's only prices are those at kick-off, whatever their columns are called.
    """
    found = []
    for book, starts in BOOKS.items():
        for moment, mark in (("prematch", ""), ("closing", "C")):
            columns = _columns(header, book, moment, [start + mark for start in starts])
            if columns.result or columns.totals or columns.handicap:
                found.append(columns)
    if not always_closing:
        return found
    closing = {columns.book: columns for columns in found if columns.moment == "closing"}
    return [
        closing.get(columns.book)
        or PriceColumns(
            columns.book, "closing", columns.result, columns.totals, columns.line, columns.handicap
        )
        for columns in {columns.book: columns for columns in found}.values()
    ]


def _columns(header: Header, book: str, moment: str, starts: list[str]) -> PriceColumns:
    def first(*endings: str) -> Places:
        options = (header.places([start + ending for ending in endings]) for start in starts)
        return next((places for places in options if places), None)

    return PriceColumns(
        book=book,
        moment=moment,
        result=first("H", "D", "A"),
        totals=first(">2.5", "<2.5"),
        line=header.place(*LINES[moment]),
        handicap=first("AHH", "AHA"),
    )
