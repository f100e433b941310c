"""A small league in football-data's layout: eight real clubs, two seasons of made-up results.

Each result follows from the clubs' places in the list, so that the first is the strongest.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

CLUBS = (
    "Man City",
    "Arsenal",
    "Liverpool",
    "Chelsea",
    "Tottenham",
    "Man United",
    "Everton",
    "Burnley",
)
#: the first Saturday of each season
SEASONS = {"2223": dt.date(2022, 8, 6), "2324": dt.date(2023, 8, 5)}

#: a Friday in the second season: its last rounds are still to be played
CLOCK = "2023-11-03"
HEADS = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,AvgH,AvgD,AvgA"


def write_season(folder: Path) -> None:
    """Write both seasons below a folder."""
    for name, first in SEASONS.items():
        (folder / name).mkdir(parents=True)
        rows = [",".join(row) for row in season(first)]
        (folder / name / "E0.csv").write_text("\n".join([HEADS, *rows, ""]), encoding="utf-8")


def season(first: dt.date) -> list[list[str]]:
    """Return a season's rows: a double round robin, a round a week."""
    rows = []
    for week, pairs in enumerate(rounds()):
        day = first + dt.timedelta(weeks=week)
        for home, away in pairs:
            goals = result(home, away, week)
            letter = "H" if goals[0] > goals[1] else "A" if goals[1] > goals[0] else "D"
            rows.append(
                ["E0", f"{day:%d/%m/%Y}", "15:00", CLUBS[home], CLUBS[away],
                 str(goals[0]), str(goals[1]), letter, "2.10", "3.40", "3.60"]
            )  # fmt: skip
    return rows


def rounds() -> list[list[tuple[int, int]]]:
    """Return the rounds of a double round robin, by places in the list of clubs."""
    circle = list(range(1, len(CLUBS)))
    half = []
    for turn in range(len(circle)):
        order = [0, *circle[turn:], *circle[:turn]]
        pairs = [(order[i], order[-1 - i]) for i in range(len(order) // 2)]
        half.append([pair if turn % 2 else pair[::-1] for pair in pairs])
    return half + [[pair[::-1] for pair in pairs] for pairs in half]


def result(home: int, away: int, week: int) -> tuple[int, int]:
    """Return a made-up score that favours the stronger club, and the one at home."""
    edge = away - home + 1
    chance = (7 * home + 5 * away + 3 * week) % 4
    return max(0, min(4, 1 + edge // 3 + (chance == 0))), max(
        0, min(4, 1 - edge // 4 + (chance == 3))
    )
