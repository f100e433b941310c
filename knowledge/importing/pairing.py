"""Which known match a row is about. Scotland and Greece play one pairing several times a season."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.importing.records import MatchRecord

#: two sources may write one match under days as far apart as this
DAYS_APART = 3
#: a fixture is put off for as long as it takes, but seldom brought forward by more
DAYS_FORWARD = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A record whose clubs are known."""

    record: MatchRecord
    home_id: str
    away_id: str

    @property
    def pair(self) -> tuple[str, str]:
        """Who plays whom, home club first."""
        return self.home_id, self.away_id


#: a known match as a mapping of `schema.Match`'s columns
Known = dict[str, Any]


class Pairing:
    """Gives each row of a league's season its known match, each match at most once."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._of_pair: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._at_home: dict[tuple[dt.date, str], Known] = {}
        self._taken: set[str] = set()
        for match in known:
            self._of_pair[match["home_id"], match["away_id"]].append(match)
            self._at_home[match["date"], match["home_id"]] = match

    def pair_up(self, rows: Sequence[Row]) -> list[Known | None]:
        """Return the known match of each row, None for a new one.

        The same day goes first; then a few days apart; then a fixture of the same season that was
        not played on its day.
        """
        found: list[Known | None] = [None] * len(rows)
        for fits in (_same_day, _days_apart, _moved):
            for place, row in enumerate(rows):
                if found[place] is None:
                    found[place] = self._nearest(row, fits)
        return found

    def home_is_busy(self, row: Row) -> bool:
        """Tell whether the home club is known to play someone else at home that day."""
        other = self._at_home.get((row.record.date, row.home_id))
        return other is not None and other["away_id"] != row.away_id

    def _nearest(self, row: Row, fits: Callable[[MatchRecord, Known], bool]) -> Known | None:
        options = [
            match
            for match in self._of_pair.get(row.pair, ())
            if match["id"] not in self._taken and fits(row.record, match)
        ]
        if not options:
            return None
        nearest = min(options, key=lambda match: abs(match["date"] - row.record.date))
        self._taken.add(nearest["id"])
        return nearest


def _same_day(record: MatchRecord, match: Known) -> bool:
    return bool(record.date == match["date"])


def _days_apart(record: MatchRecord, match: Known) -> bool:
    return bool(abs((record.date - match["date"]).days) <= DAYS_APART)


def _moved(record: MatchRecord, match: Known) -> bool:
    if record.only_known or match["home_goals"] is not None or match["season"] != record.season:
        return False
    return bool((match["date"] - record.date).days <= DAYS_FORWARD)
