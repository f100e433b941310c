"""Writes a file's records: compares them with what is known, and writes the difference."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, insert, update

from knowledge.database import WriteSession
from knowledge.importing.clubs import Clubs, write_leagues
from knowledge.importing.known import (
    MATCHES,
    ODDS,
    Day,
    OddsKey,
    known_elsewhere,
    known_matches,
    known_odds,
    near,
)
from knowledge.importing.merging import changes, new_match, price_changes
from knowledge.importing.pairing import Known, Pairing, Row
from knowledge.importing.records import MatchRecord, Price, Refusal, Source

#: `dataclasses.asdict` copies deeply: half of the time of an import
PRICE_FIELDS = tuple(field.name for field in dataclasses.fields(Price))


@dataclass(slots=True)
class Stored:
    """What became of the records of one file."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    #: league ids of what is new or changed
    leagues: set[str] = field(default_factory=set)


async def store(
    session: WriteSession, records: Sequence[MatchRecord], *, source: Source, file: str
) -> Stored:
    """Write a file's matches, clubs and odds within the session's transaction.

    Parameters
    ----------
    session
        One transaction for the whole file.
    records
        Of one file, in its order.
    source
        Who says so.
    file
        Its name, for refusals.
    """
    clubs = await Clubs.load(session, {record.league_id for record in records})
    storing = _Storing(source, file)
    rows = storing.rows(records, clubs)
    said = [row.record for row in rows if not row.record.only_known]
    await write_leagues(session, {record.league_id for record in said})
    spellings = [(record.league_id, name) for record in said for name in (record.home, record.away)]
    await clubs.write(session, spellings, source)
    for (league_id, season), group in _by_season(rows).items():
        where = near(league_id, season, group)
        known = await known_matches(session, where)
        elsewhere = await known_elsewhere(session, league_id, group)
        has_prices = any(row.record.prices for row in group)
        odds = await known_odds(session, where) if has_prices else {}
        storing.compare(group, Pairing(known), elsewhere, odds)
    await storing.write(session)
    return storing.stored


def _by_season(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.record.league_id, row.record.season].append(row)
    return groups


class _Storing:
    """One file under way: what to write, and what became of its rows."""

    def __init__(self, source: Source, file: str) -> None:
        self.stored = Stored()
        self._source = source
        self._file = file
        self._matches: list[Known] = []
        self._match_updates: list[Known] = []
        self._odds: list[Known] = []
        self._odds_updates: list[Known] = []

    def rows(self, records: Sequence[MatchRecord], clubs: Clubs) -> list[Row]:
        """Return the records with their clubs; those that cannot be are refused."""
        found: list[Row] = []
        lines: dict[tuple[Any, ...], int] = {}
        for record in records:
            try:
                home = clubs.club(record.league_id, record.home).team_id
                away = clubs.club(record.league_id, record.away).team_id
                if home == away:
                    raise ValueError(f"{record.home} and {record.away} are the same club")
                first = lines.setdefault((record.league_id, record.date, home), record.line)
                if first != record.line:
                    raise ValueError(
                        f"{record.home} plays at home that day on line {first} already"
                    )
            except ValueError as error:
                self._refuse(record, str(error))
            else:
                found.append(Row(record, home, away))
        return found

    def compare(
        self,
        rows: Sequence[Row],
        pairing: Pairing,
        elsewhere: Mapping[Day, str],
        odds: Mapping[OddsKey, Known],
    ) -> None:
        """Compare one season's rows with what is known."""
        for row, match in zip(rows, pairing.pair_up(rows), strict=True):
            if match is not None:
                self._compare_one(row, match, odds)
            elif reason := _why_not_new(row, pairing, elsewhere):
                self._refuse(row.record, reason)
            else:
                self._add(row)

    def _add(self, row: Row) -> None:
        match_id = _match_id(row)
        self._matches.append(new_match(row, match_id, self._source))
        self._odds += [_odds_row(match_id, price) for price in row.record.prices]
        self.stored.new += 1
        self.stored.leagues.add(row.record.league_id)

    def _compare_one(self, row: Row, match: Known, odds: Mapping[OddsKey, Known]) -> None:
        changed = changes(match, row.record, self._source)
        if changed:
            self._match_updates.append(match | changed)
        price_changed = [self._compare_price(match["id"], p, odds) for p in row.record.prices]
        if changed or any(price_changed):
            self.stored.changed += 1
            self.stored.leagues.add(row.record.league_id)
        else:
            self.stored.unchanged += 1

    def _compare_price(self, match_id: str, price: Price, odds: Mapping[OddsKey, Known]) -> bool:
        old = odds.get((match_id, price.book, price.moment))
        if old is None:
            self._odds.append(_odds_row(match_id, price))
            return True
        changed = price_changes(old, price)
        if changed:
            self._odds_updates.append(old | changed)
        return bool(changed)

    def _refuse(self, record: MatchRecord, reason: str) -> None:
        self.stored.refused.append(Refusal(file=self._file, line=record.line, reason=reason))

    async def write(self, session: WriteSession) -> None:
        """Write what is new and what changed."""
        for table, new, updates in (
            (MATCHES, self._matches, self._match_updates),
            (ODDS, self._odds, self._odds_updates),
        ):
            if updates:
                await session.execute(_update(table), [_bound(row) for row in updates])
            if new:
                await session.execute(insert(table), new)


def _why_not_new(row: Row, pairing: Pairing, elsewhere: Mapping[Day, str]) -> str | None:
    if row.record.only_known:
        return (
            f"no match {row.record.home} – {row.record.away} on {row.record.date} is known: "
            "import its result first"
        )
    other = elsewhere.get((row.record.date, row.home_id, row.away_id))
    if other is not None:
        return f"{row.record.home} – {row.record.away} on {row.record.date} is in league {other}"
    if pairing.home_is_busy(row):
        return f"{row.record.home} is known to play someone else at home on {row.record.date}"
    return None


def _match_id(row: Row) -> str:
    """Return an id that is the same on every machine that first meets the match this way."""
    record = row.record
    text = "|".join((record.league_id, str(record.date), row.home_id, row.away_id))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _odds_row(match_id: str, price: Price) -> Known:
    return {"match_id": match_id, **{name: getattr(price, name) for name in PRICE_FIELDS}}


def _update(table: Table) -> Any:
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {
        c.name: bindparam(f"new_{c.name}") for c in table.columns if c.name not in keys
    }
    return update(table).where(*(table.c[k] == bindparam(f"new_{k}") for k in keys)).values(values)


def _bound(row: Known) -> Known:
    return {f"new_{name}": value for name, value in row.items()}
