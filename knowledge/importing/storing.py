"""Writes a file's records: compares them with what is known, and writes the difference."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, insert, or_, select, update

from knowledge.database import WriteSession
from knowledge.importing.clubs import club_of, write_clubs, write_leagues
from knowledge.importing.merging import changes, new_match, price_changes
from knowledge.importing.pairing import DAYS_APART, Known, Pairing, Row
from knowledge.importing.records import MatchRecord, Price, Refusal, Source
from knowledge.schema import Match

MATCHES: Table = Match.metadata.tables["matches"]
ODDS: Table = Match.metadata.tables["odds"]

OddsKey = tuple[str, str, str]
#: day, home club, away club
Day = tuple[dt.date, str, str]


@dataclass(slots=True)
class Stored:
    """What became of the records of one file."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


@dataclass(slots=True)
class _Writes:
    """Rows to write, collected over a file."""

    matches: list[Known] = field(default_factory=list)
    match_updates: list[Known] = field(default_factory=list)
    odds: list[Known] = field(default_factory=list)
    odds_updates: list[Known] = field(default_factory=list)


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
    stored = Stored()
    rows = _rows(records, stored, file)
    league_ids = {row.record.league_id for row in rows if not row.record.only_known}
    await write_leagues(session, league_ids)
    await write_clubs(
        session,
        (
            (row.record.league_id, name)
            for row in rows
            if not row.record.only_known
            for name in (row.record.home, row.record.away)
        ),
        source,
    )
    writes = _Writes()
    for (league_id, season), group in _by_season(rows).items():
        await _compare(session, league_id, season, group, source, stored, writes, file)
    await _write(session, writes)
    return stored


def _rows(records: Sequence[MatchRecord], stored: Stored, file: str) -> list[Row]:
    rows: list[Row] = []
    seen: dict[tuple[Any, ...], int] = {}
    for record in records:
        try:
            home = club_of(record.league_id, record.home).team_id
            away = club_of(record.league_id, record.away).team_id
            if home == away:
                raise ValueError(f"{record.home} and {record.away} are the same club")
            first = seen.setdefault((record.league_id, record.date, home), record.line)
            if first != record.line:
                raise ValueError(f"{record.home} plays at home that day on line {first} already")
        except ValueError as error:
            stored.refused.append(Refusal(file=file, line=record.line, reason=str(error)))
        else:
            rows.append(Row(record, home, away))
    return rows


def _by_season(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.record.league_id, row.record.season].append(row)
    return groups


async def _compare(
    session: WriteSession,
    league_id: str,
    season: str,
    rows: list[Row],
    source: Source,
    stored: Stored,
    writes: _Writes,
    file: str,
) -> None:
    near = _near(league_id, season, rows)
    known = await _known_matches(session, near)
    odds = await _known_odds(session, near) if any(row.record.prices for row in rows) else {}
    pairing = Pairing(known)
    elsewhere = await _known_elsewhere(session, league_id, rows)
    for row, match in zip(rows, pairing.pair_up(rows), strict=True):
        if match is None:
            reason = _why_not_new(row, pairing, elsewhere)
            if reason:
                stored.refused.append(Refusal(file=file, line=row.record.line, reason=reason))
                continue
            match = new_match(row, _match_id(row), source)
            writes.matches.append(match)
            writes.odds += [_odds_row(match["id"], price) for price in row.record.prices]
            stored.new += 1
            continue
        changed = changes(match, row.record, source)
        if changed:
            writes.match_updates.append(match | changed)
        if _compare_odds(match["id"], row.record.prices, odds, writes) or changed:
            stored.changed += 1
        else:
            stored.unchanged += 1


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


def _near(league_id: str, season: str, rows: list[Row]) -> ColumnElement[bool]:
    """Return the condition for the matches that the rows of one season may be about."""
    days = [row.record.date for row in rows]
    slack = dt.timedelta(days=DAYS_APART)
    return and_(
        MATCHES.c.league_id == league_id,
        or_(
            MATCHES.c.season == season,
            MATCHES.c.date.between(min(days) - slack, max(days) + slack),
        ),
    )


async def _known_matches(session: WriteSession, near: ColumnElement[bool]) -> list[Known]:
    found = await session.execute(select(MATCHES).where(near))
    return [dict(match) for match in found.mappings()]


async def _known_elsewhere(
    session: WriteSession, league_id: str, rows: list[Row]
) -> dict[Day, str]:
    """Return the same clubs' matches in other leagues: whole files exist under a wrong name."""
    days = [row.record.date for row in rows]
    columns = MATCHES.c.date, MATCHES.c.home_id, MATCHES.c.away_id, MATCHES.c.league_id
    query = select(*columns).where(
        MATCHES.c.home_id.in_({row.home_id for row in rows}),
        MATCHES.c.date.between(min(days), max(days)),
        MATCHES.c.league_id != league_id,
    )
    return {(date, home, away): league for date, home, away, league in await session.execute(query)}


async def _known_odds(session: WriteSession, near: ColumnElement[bool]) -> dict[OddsKey, Known]:
    query = select(ODDS).join(MATCHES, MATCHES.c.id == ODDS.c.match_id).where(near)
    found = (await session.execute(query)).mappings()
    return {(row["match_id"], row["book"], row["moment"]): dict(row) for row in found}


def _odds_row(match_id: str, price: Price) -> Known:
    return {"match_id": match_id, **dataclasses.asdict(price)}


def _compare_odds(
    match_id: str, prices: Sequence[Price], known: dict[OddsKey, Known], writes: _Writes
) -> bool:
    any_new = False
    for price in prices:
        old = known.get((match_id, price.book, price.moment))
        if old is None:
            writes.odds.append(_odds_row(match_id, price))
        elif changed := price_changes(old, price):
            writes.odds_updates.append(old | changed)
        else:
            continue
        any_new = True
    return any_new


async def _write(session: WriteSession, writes: _Writes) -> None:
    for table, new, updates in (
        (MATCHES, writes.matches, writes.match_updates),
        (ODDS, writes.odds, writes.odds_updates),
    ):
        if updates:
            await session.execute(_update(table), [_bound(row) for row in updates])
        if new:
            await session.execute(insert(table), new)


def _update(table: Table) -> Any:
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {
        c.name: bindparam(f"new_{c.name}") for c in table.columns if c.name not in keys
    }
    return update(table).where(*(table.c[k] == bindparam(f"new_{k}") for k in keys)).values(values)


def _bound(row: Known) -> Known:
    return {f"new_{name}": value for name, value in row.items()}
