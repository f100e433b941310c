"""A small handmade league in our own CSV: real names, invented scores, the same every time."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

#: the moment that tests stand at: inside the season 2023-24
NOW = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)

#: prices are collected at most so long before a match
OFFERED = dt.timedelta(days=7)

ENGLAND = {
    "Arsenal": 0.35,
    "Liverpool": 0.3,
    "Man United": 0.15,
    "Chelsea": 0.1,
    "Newcastle": 0.0,
    "Tottenham": -0.1,
    "West Ham": -0.2,
    "Everton": -0.4,
}
GERMANY = {"Bayern Munich": 0.5, "Dortmund": 0.2, "Leverkusen": 0.1, "Wolfsburg": -0.3}
HEADER = (
    *("date", "league", "season", "kickoff", "home_team", "away_team", "home_goals", "away_goals"),
    *("avg_home", "avg_draw", "avg_away", "avg_over_2_5", "avg_under_2_5"),
)


def write_matches(folder: Path, *, altered_after: dt.date | None = None) -> Path:
    """Write the league as a CSV; results and prices after a day can be made different ones."""
    path = folder / "handmade.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for league, clubs in (("E0", ENGLAND), ("D1", GERMANY)):
            for year in (2021, 2022, 2023):
                writer.writerows(_season(league, clubs, year, altered_after))
    return path


def _season(
    league: str, clubs: dict[str, float], year: int, altered_after: dt.date | None
) -> Iterator[tuple[object, ...]]:
    draw = random.Random(f"{league} {year}")
    first = dt.date(year, 8, 14)
    days = 40 * 7 // (2 * len(clubs) - 2)
    for number, games in enumerate(_rounds(list(clubs))):
        date = first + dt.timedelta(days=number * days)
        kickoff = dt.datetime.combine(date, dt.time(15), dt.UTC)
        for home, away in games:
            lead = clubs[home] - clubs[away] + 0.25
            goals = (_goals(draw, 1.35 + lead / 2), _goals(draw, 1.35 - lead / 2))
            prices = [2.8 - 1.4 * lead, 3.3, 2.8 + 1.4 * lead, 1.9, 1.85]
            if altered_after and date >= altered_after:
                goals = (9 - goals[0], 8 - goals[1])
            if altered_after and date >= altered_after + OFFERED:
                prices = [5.0, 4.0, 1.6, 1.5, 2.5]
            season = f"{year}-{(year + 1) % 100:02d}"
            odds = [f"{price:.2f}" for price in prices]
            yield date, league, season, kickoff.isoformat(), home, away, *goals, *odds


def _goals(draw: random.Random, mean: float) -> int:
    return sum(draw.random() < mean / 9 for _ in range(9))


def _rounds(clubs: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield a double round robin, the second half with the grounds changed."""
    fixed, turning = clubs[0], list(clubs[1:])
    half = []
    for number in range(len(turning)):
        order = [fixed, *turning[number:], *turning[:number]]
        pairs = list(zip(order[: len(order) // 2], reversed(order[len(order) // 2 :]), strict=True))
        half.append([pair[::-1] if number % 2 else pair for pair in pairs])
    yield from half
    yield from ([(away, home) for home, away in games] for games in half)
