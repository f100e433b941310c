"""Points that leagues took from clubs, and from which day they did.

Does not know why. Clubs go by their preferred spelling, seasons by their first year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from knowledge.catalogue.rules import first_year

#: stood before the season's first match
_START = ""
#: we do not know the day: counted when the season is over
_END = "end"

#: (day of a decision, points taken as decided then)
_Decision = tuple[str, int]


def deductions(league_id: str, season: str, *, as_of: dt.date) -> Mapping[str, int]:
    """Return points taken from clubs at the table, by preferred spelling; positive numbers.

    As decided before the day `as_of`; empty where none is known to us.
    """
    year = first_year(season)
    day = as_of.isoformat()
    decided = _DEDUCTIONS.get((league_id, year), {})
    standing = {
        club: [points for when, points in decisions if _day(when, year) < day]
        for club, decisions in decided.items()
    }
    return {club: points[-1] for club, points in standing.items() if points and points[-1]}


def _day(when: str, year: int) -> str:
    return f"{year + 1}-06-01" if when == _END else when


def _from_start(**clubs: int) -> dict[str, tuple[_Decision, ...]]:
    return {club.replace("_", " "): ((_START, points),) for club, points in clubs.items()}


def _by_the_end(**clubs: int) -> dict[str, tuple[_Decision, ...]]:
    return {club.replace("_", " "): ((_END, points),) for club, points in clubs.items()}


_DEDUCTIONS: Mapping[tuple[str, int], Mapping[str, tuple[_Decision, ...]]] = {
    ("E0", 1996): {"Middlesbrough": (("1997-01-14", 3),)},
    ("E0", 2009): {"Portsmouth": (("2010-03-17", 9),)},
    ("E0", 2023): {
        "Everton": (("2023-11-17", 10), ("2024-02-26", 6), ("2024-04-08", 8)),
        "Nott'm Forest": (("2024-03-18", 4),),
    },
    ("E1", 2006): {"Leeds": (("2007-05-04", 10),)},
    ("E1", 2009): {"Crystal Palace": (("2010-01-27", 10),)},
    ("E1", 2011): {"Portsmouth": (("2012-02-17", 10),)},
    ("E1", 2018): {"Birmingham": (("2019-03-22", 9),)},
    ("E1", 2019): {"Wigan": (("2020-07-22", 12),)},
    ("E1", 2020): {"Sheffield Weds": ((_START, 12), ("2020-11-04", 6))},
    ("E1", 2021): {
        "Derby": (("2021-09-22", 12), ("2021-11-16", 21)),
        "Reading": (("2021-11-17", 6),),
    },
    ("E1", 2022): {"Reading": (("2023-04-04", 6),), "Wigan": (("2023-03-20", 3),)},
    ("E2", 2004): {"Wrexham": (("2004-12-03", 10),)},
    ("E2", 2006): _from_start(Rotherham=10),
    ("E2", 2007): {
        **_from_start(Leeds=15),
        "Bournemouth": (("2008-02-08", 10),),
        "Luton": (("2007-11-22", 10),),
    },
    ("E2", 2008): {"Stockport": (("2009-04-30", 10),)},
    ("E2", 2009): _from_start(Southampton=10),
    ("E2", 2010): {"Plymouth": (("2011-02-21", 10),)},
    ("E2", 2012): {"Coventry": (("2013-03-28", 10),), **_by_the_end(Portsmouth=10)},
    ("E2", 2013): _from_start(Coventry=10),
    ("E2", 2019): _from_start(Bolton=12),
    ("E2", 2023): {
        **_from_start(Wigan=8),
        "Reading": (("2023-08-16", 1), ("2023-09-13", 4), ("2024-02-27", 6)),
    },
    ("E3", 2004): {"Cambridge": (("2005-04-29", 10),)},
    ("E3", 2007): {"Rotherham": (("2008-03-18", 10),)},
    ("E3", 2008): {
        **_from_start(Bournemouth=17, Luton=30, Rotherham=17),
        "Darlington": (("2009-02-25", 10),),
    },
    ("SC0", 2007): {"Gretna": (("2008-03-12", 10),)},
    ("SC0", 2011): {"Rangers": (("2012-02-14", 10),)},
    ("SC0", 2013): _from_start(Hearts=15),
    ("SC1", 2010): {"Dundee": (("2010-11-01", 25),)},
    ("SC1", 2012): _by_the_end(Dunfermline=15),
    ("D1", 1993): _by_the_end(Dresden=4),
    ("D1", 1999): _by_the_end(Ein_Frankfurt=2),
    ("D1", 2003): _from_start(Kaiserslautern=3),
    ("D2", 2009): _by_the_end(Bielefeld=4),
    ("D2", 2010): _by_the_end(Bielefeld=3),
    ("I1", 2006): {
        **_from_start(Milan=8),
        **_by_the_end(Siena=1),
        "Fiorentina": ((_START, 19), ("2006-10-27", 15)),
        "Lazio": ((_START, 11), ("2006-10-27", 3)),
        "Reggina": ((_START, 15), ("2006-12-12", 11)),
    },
    ("I1", 2010): _by_the_end(Bologna=3),
    ("I1", 2011): _from_start(Atalanta=6),
    ("I1", 2012): _from_start(Atalanta=2, Sampdoria=1, Siena=6, Torino=1),
    ("I1", 2014): _by_the_end(Parma=7),
    ("I1", 2018): {"Chievo": (("2018-09-13", 3),)},
    ("I1", 2022): {"Juventus": (("2023-01-20", 15), ("2023-04-20", 0), ("2023-05-22", 10))},
    ("I2", 2006): {
        **_from_start(Arezzo=6, Triestina=1),
        **_by_the_end(Pescara=1),
        "Juventus": ((_START, 17), ("2006-10-27", 9)),
    },
    ("I2", 2018): {"Palermo": (("2019-05-29", 20),)},
    ("I2", 2022): _by_the_end(Reggina=5),
    ("F1", 2021): {"Lyon": (("2021-12-08", 1),), "Nice": (("2021-09-08", 1),)},
    ("F1", 2023): _by_the_end(Montpellier=1),
    ("N1", 2014): _by_the_end(Twente=6),
    ("N1", 2015): _by_the_end(Twente=3),
    ("N1", 2023): {"Vitesse": (("2024-04-19", 18),)},
    ("G1", 2017): _by_the_end(Olympiakos=3, PAOK=3),
    ("G1", 2018): _from_start(PAOK=2),
}
