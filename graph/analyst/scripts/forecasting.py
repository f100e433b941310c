"""Which match a message means, and the forecast of it: the first step of every verdict."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.analyst.calls import Call, Found, call
from graph.analyst.reading import Reading
from graph.analyst.scripts.venues import AHEAD, at_ground, only_at
from graph.analyst.writing.missing import MATCH

PAIR = 2
#: matches forecast in one answer, each in a round of calls of its own
MATCHES = 3

#: “and to win 2-1?” is a score of the club spoken of; “and 2-1?” one as matches are told
_WINS = re.compile(r"\b(?:win|wins|winning|lose|loses|nyer\w*|gyoz\w*|kikap\w*|veszit\w*)\b")

Step = Generator[tuple[Call, ...], tuple[Found, ...], "Forecasted"]


@dataclass(frozen=True, kw_only=True)
class Forecasted:
    """The forecast of the match that was meant, or the call that found none."""

    found: Found
    wanted: Call

    @property
    def ok(self) -> bool:
        """Whether there is a match with its data."""
        return self.found.found and bool(self.found.data.get("home"))


def each_match(reading: Reading) -> tuple[Reading, ...]:
    """Return a reading for each match: four clubs are two of them."""
    clubs = reading.clubs
    if len(clubs) < 2 * PAIR or len(clubs) % PAIR:
        return (reading,)
    pairs = [clubs[at : at + PAIR] for at in range(0, len(clubs), PAIR)]
    return tuple(replace(reading, clubs=pair, mentions=pair) for pair in pairs[:MATCHES])


def forecast(reading: Reading, *, bet: str | None = None, odds: str | None = None) -> Step:
    """Forecast the match of the clubs named; one club alone means its next match.

    Parameters
    ----------
    bet
        One more bet to tell the chance of, as the tool reads it.
    odds
        The user's own three prices, in the order of the clubs.
    """
    beside = {"score": _score(reading), "bet": bet, "odds": odds}
    found = yield from _forecast(reading, beside)
    if found.ok or not reading.days_kept:
        return found
    # not on the day of the match spoken of before: then whenever it is
    return (yield from _forecast(replace(reading, days=None), beside))


def _forecast(reading: Reading, beside: dict[str, str | None]) -> Step:
    if len(reading.clubs) > 1:
        home, away = reading.clubs[0].name, reading.clubs[1].name
        on = reading.days.first if reading.days and reading.days.single else None
        found = yield from _predict(home, away, on, reading.league, beside)
        other = None if found.ok or reading.mentions or not on else _on_that_day(found, on)
        return (yield from _predict(*other, on, None, beside)) if other else found
    return (yield from _of_one_club(reading, beside))


def _on_that_day(forecasted: Forecasted, day: dt.date) -> tuple[str, str] | None:
    """Return the match of one of the two on a day when they do not meet: “the one on Tuesday”."""
    matches = (told for one in forecasted.found.candidates if (told := MATCH.match(one)))
    return next(((one["home"], one["away"]) for one in matches if one["date"] == f"{day}"), None)


def _of_one_club(reading: Reading, beside: dict[str, str | None]) -> Step:
    days, side = reading.days, at_ground(reading)
    wanted = call(
        "find_matches",
        team=reading.clubs[0].name,
        league=reading.league,
        date_from=days.first if days else reading.today,
        date_to=days.last if days else None,
        status=None if days and days.last < reading.today else "scheduled",
        limit=AHEAD if side else 1,
    )
    (found,) = yield (wanted,)
    found = only_at(found, reading.clubs[0].name, side, limit=1)
    matches = found.data.get("matches") or ()
    if not found.found or not matches:
        return Forecasted(found=found, wanted=wanted)
    match = matches[0]
    score, own = beside["score"], reading.mentions or _WINS.search(reading.folded)
    if score and own and match["away"] == reading.clubs[0].name:  # its own goals are told first
        beside = {**beside, "score": "-".join(reversed(score.split("-")))}
    return (yield from _predict(match["home"], match["away"], match["date"], None, beside))


def forecast_of(match: Mapping[str, Any]) -> Step:
    """Forecast a match that a tool told of."""
    return (yield from _predict(match["home"], match["away"], match["date"], None, {}))


def _score(reading: Reading) -> str | None:
    return reading.score.score if reading.score else None


def _predict(
    home: str, away: str, on: object, league: str | None, beside: dict[str, str | None]
) -> Step:
    wanted = call("predict_match", home_team=home, away_team=away, date=on, league=league, **beside)
    (found,) = yield (wanted,)
    return Forecasted(found=found, wanted=wanted)
