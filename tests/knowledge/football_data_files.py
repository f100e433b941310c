"""Writes files as football-data does, faults included."""

from __future__ import annotations

from pathlib import Path

COLUMNS = (
    "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HS,AS,HST,AST,HC,AC,HY,AY,HR,AR,"
    "AvgH,AvgD,AvgA,MaxH,MaxD,MaxA,Avg>2.5,Avg<2.5,AHh,AvgAHH,AvgAHA,AvgCH,AvgCD,AvgCA"
)
CLUBS = ("Arsenal", "Chelsea", "Everton", "Fulham", "Leeds", "Liverpool", "Man City", "Man United")


def row(**cells: object) -> str:
    """Return one line; a full row of a match unless cells say otherwise."""
    usual: dict[str, object] = {
        "Div": "E0", "Date": "12/08/2023", "Time": "15:00", "HomeTeam": "Arsenal",
        "AwayTeam": "Chelsea", "FTHG": 2, "FTAG": 1, "FTR": "H", "HTHG": 1, "HTAG": 0, "HS": 15,
        "AS": 6, "HST": 7, "AST": 2, "HC": 8, "AC": 3, "HY": 2, "AY": 2, "HR": 0, "AR": 0,
        "AvgH": 1.8, "AvgD": 3.6, "AvgA": 4.5, "MaxH": 1.85, "MaxD": 3.75, "MaxA": 4.8,
        "Avg>2.5": 1.9, "Avg<2.5": 1.9, "AHh": -0.5, "AvgAHH": 1.85, "AvgAHA": 2.0,
        "AvgCH": 1.75, "AvgCD": 3.7, "AvgCA": 4.7,
    }  # fmt: skip
    names = {"over": "Avg>2.5", "under": "Avg<2.5"}
    usual |= {names.get(name, name): value for name, value in cells.items()}
    return ",".join(str(usual[name]) for name in COLUMNS.split(","))


def table(*rows: str, header: str = COLUMNS) -> str:
    """Return a whole file."""
    return "\r\n".join((header, *rows)) + "\r\n"


def season() -> str:
    """Return a file of a round robin, home matches only on different days."""
    rows = []
    for number, home in enumerate(CLUBS):
        for turn, away in enumerate(CLUBS):
            if home != away:
                date = f"{1 + number:02d}/{8 + turn % 5:02d}/2023"
                if turn >= 5:
                    date = f"{10 + number:02d}/{8 + turn % 5:02d}/2023"
                rows.append(row(Date=date, HomeTeam=home, AwayTeam=away, FTHG=turn % 4))
    return table(*rows)


def put(folder: Path, content: str | bytes, path: str = "2324/E0.csv") -> Path:
    """Write a file into a folder; return its path."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file
