"""What a row changes about a known match: the stronger source wins, and nobody deletes."""

from __future__ import annotations

import dataclasses
from typing import Any

from knowledge.importing.pairing import Known, Row
from knowledge.importing.records import MatchRecord, Price, Source
from knowledge.schema import Match, Odds
from knowledge.visibility import known_from

#: a higher one wins where two sources differ
STRENGTH: dict[str, int] = {"demo": 0, "xg": 1, "openfootball": 2, "csv": 3, "football-data": 4}

_RECORD = {field.name for field in dataclasses.fields(MatchRecord)}
#: the columns that a record fills as they are
FILLED = tuple(
    column.name
    for column in Match.__table__.columns
    if column.name in _RECORD and column.name not in {"date", "kickoff", "league_id", "season"}
)
EXPECTED_GOALS = {"home_xg", "away_xg"}
PRICES = tuple(
    column.name
    for column in Odds.__table__.columns
    if column.name not in Odds.__table__.primary_key
)


def new_match(row: Row, match_id: str, source: Source) -> Known:
    """Return every column of a match that is not known yet."""
    record = row.record
    return {
        "id": match_id,
        "league_id": record.league_id,
        "season": record.season,
        "date": record.date,
        "kickoff": record.kickoff,
        "known_from": known_from(record.date, record.kickoff),
        "home_id": row.home_id,
        "away_id": row.away_id,
        "source": source,
        **{name: getattr(record, name) for name in FILLED},
    }


def changes(known: Known, record: MatchRecord, source: Source) -> dict[str, Any]:
    """Return the columns of a known match that a record changes, with their new values.

    Silence changes nothing. A source as strong as the one that gave the match overwrites; a weaker
    one fills gaps. Whoever knows that a match was awarded is believed.
    """
    stronger = STRENGTH[source] >= STRENGTH[known["source"]]
    found = {}
    for name in FILLED:
        new, old = getattr(record, name), known[name]
        if new is None or new == old or (name == "awarded" and not new):
            continue
        if old is None or stronger or name in EXPECTED_GOALS or name == "awarded":
            found[name] = new
    if not record.only_known:
        found |= _when(known, record, stronger)
        if stronger and source != known["source"]:
            found["source"] = source
    return found


def _when(known: Known, record: MatchRecord, stronger: bool) -> dict[str, Any]:
    date, kickoff = known["date"], known["kickoff"]
    if stronger and record.date != date:
        date, kickoff = record.date, record.kickoff
    elif record.date == date and record.kickoff is not None and (stronger or kickoff is None):
        kickoff = record.kickoff
    now = {"date": date, "kickoff": kickoff, "known_from": known_from(date, kickoff)}
    if stronger:
        now["season"] = record.season
    return {name: value for name, value in now.items() if value != known[name]}


def price_changes(known: Known, price: Price) -> dict[str, Any]:
    """Return the columns of known prices that newer ones change."""
    return {
        name: value
        for name in PRICES
        if (value := getattr(price, name)) is not None and value != known[name]
    }
