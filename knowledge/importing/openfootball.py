"""Reads openfootball's JSON: `<season>/<cc>.<tier>.json`, leagues and cups.

A match without `score` is a fixture. Goals are those after 90 minutes (`ft`); extra time and
penalties (`et`, `p`) decide a tie, not the match. Times are on the clock of the place.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.catalogue import by_openfootball
from knowledge.errors import SourceError
from knowledge.importing import seasons
from knowledge.importing.records import MatchRecord, Refusal
from knowledge.importing.text import SourceText
from knowledge.plain_text import visible

#: the clock of a country's league; where a country has several, that of most of its clubs
CLOCKS = {
    "E": "Europe/London", "SC": "Europe/London", "IRL": "Europe/Dublin", "P": "Europe/Lisbon",
    "D": "Europe/Berlin", "I": "Europe/Rome", "SP": "Europe/Madrid", "F": "Europe/Paris",
    "N": "Europe/Amsterdam", "B": "Europe/Brussels", "AUT": "Europe/Vienna",
    "SWZ": "Europe/Zurich", "HUN": "Europe/Budapest", "CZE": "Europe/Prague",
    "POL": "Europe/Warsaw", "DNK": "Europe/Copenhagen", "NOR": "Europe/Oslo",
    "SWE": "Europe/Stockholm", "FIN": "Europe/Helsinki", "ROU": "Europe/Bucharest",
    "G": "Europe/Athens", "T": "Europe/Istanbul", "RUS": "Europe/Moscow",
    "BRA": "America/Sao_Paulo", "ARG": "America/Argentina/Buenos_Aires",
    "MEX": "America/Mexico_City", "USA": "America/New_York", "JPN": "Asia/Tokyo",
    "CHN": "Asia/Shanghai", "AUS": "Australia/Sydney", "EUR": "Europe/Paris",
}  # fmt: skip


def recognises(text: str) -> bool:
    """Tell whether a text can be of this layout."""
    return text.lstrip().startswith("{")


def read(source: SourceText) -> Iterator[MatchRecord | Refusal]:
    """Read a file's matches; a refusal's line is the number of the match, from 1.

    Raises
    ------
    SourceError
        The file is cut short, or is no such JSON.
    """
    matches = _matches(source)
    layout = _Layout.of(source, matches)
    for number, match in enumerate(matches, start=1):
        try:
            yield layout.record(number, match)
        except (ValueError, TypeError, KeyError) as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            yield Refusal(file=source.name, line=number, reason=reason)


def _matches(source: SourceText) -> list[Any]:
    try:
        document = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{source.name} is not whole ({error}): download or copy it again."
        ) from error
    if isinstance(document.get("matches"), list):
        return list(document["matches"])
    try:
        # the layout of files from before 2020
        return [
            {"round": part.get("name"), **match}
            for part in document["rounds"]
            for match in part["matches"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{source.name} has no “matches”: it is not openfootball's JSON."
        ) from error


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is the same for every match of one file."""

    league_id: str
    season: str | None
    clock: ZoneInfo | None
    #: the day of the first matchday
    first_day: dt.date | None

    @classmethod
    def of(cls, source: SourceText, matches: list[Any]) -> _Layout:
        league = by_openfootball(source.path.stem)
        clock = CLOCKS.get(league.country)
        return cls(
            league_id=league.id,
            season=seasons.named(source.path.parent.name),
            clock=ZoneInfo(clock) if clock else None,
            first_day=_first_day(matches),
        )

    def record(self, number: int, match: Any) -> MatchRecord:
        if not isinstance(match, dict):
            raise ValueError("it is no match")
        date = self._date(match["date"])
        score = _scores(match.get("score"))
        status = str(match.get("status") or "").lower()
        if status == "cancelled" or status == "canceled":
            raise ValueError("it was cancelled and never played")
        goals, at_half = score.get("ft", (None, None)), score.get("ht", (None, None))
        return MatchRecord(
            line=number,
            league_id=self.league_id,
            season=self.season or seasons.of_date(date),
            date=date,
            kickoff=self._kickoff(date, match.get("time")),
            home=_club(match["team1"]),
            away=_club(match["team2"]),
            home_goals=goals[0],
            away_goals=goals[1],
            home_goals_ht=at_half[0],
            away_goals_ht=at_half[1],
            awarded=status == "awarded",
            round=_round(match),
        )

    def _date(self, text: str) -> dt.date:
        """Read a day; July 2020 of the season 2019-20 is written as July 2019."""
        date = dt.date.fromisoformat(text)
        if self.first_day and date < self.first_day:
            later = date.replace(year=date.year + 1)
            return later if self.season and seasons.covers(self.season, later) else date
        return date

    def _kickoff(self, date: dt.date, text: str | None) -> dt.datetime | None:
        found = re.match(r"(\d{1,2}):(\d{2})(?:\s+UTC([+-]\d{1,2}))?", text or "")
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            return None
        time = dt.time(int(found[1]), int(found[2]))
        if found[3]:
            zone: dt.tzinfo = dt.timezone(dt.timedelta(hours=int(found[3])))
        elif self.clock:
            zone = self.clock
        else:
            return None
        return dt.datetime.combine(date, time, zone).astimezone(dt.UTC)


def _first_day(matches: list[Any]) -> dt.date | None:
    days = [
        str(match.get("date"))
        for match in matches
        if isinstance(match, dict) and match.get("round") == "Matchday 1"
    ]
    try:
        return dt.date.fromisoformat(min(days)) if days else None
    except ValueError:
        return None


def _scores(score: Any) -> dict[str, tuple[int, int]]:
    """Return the goals by what they are counted after: `ht`, `ft`, `et`, `p`."""
    if isinstance(score, list):
        score = {"ft": score}
    if not isinstance(score or {}, dict):
        raise ValueError(f"{score} is not a score")
    found = {}
    for name, goals in (score or {}).items():
        if goals is None or goals == []:
            continue
        home, away = goals
        if type(home) is not int or type(away) is not int:
            raise ValueError(f"{goals} is not a score")
        found[name] = (home, away)
    return found


def _club(team: Any) -> str:
    name = team["name"] if isinstance(team, dict) else team
    return " ".join(str(name).split())


def _round(match: dict[str, Any]) -> str | None:
    parts = [str(match[key]) for key in ("stage", "round", "group") if match.get(key)]
    return visible(", ".join(parts))[:60] or None
