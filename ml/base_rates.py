"""Base rates: how often each outcome came in each league, in matches before those that are scored.

Knows a table of results; not which matches are early enough: the caller hands in the past alone.
"""

from __future__ import annotations

import pandas as pd

#: columns that are added to a table
COLUMNS = ("base_home", "base_draw", "base_away", "base_over_2_5", "base_btts")
#: results below which a league's own rates are a matter of chance
FEWEST = 100


def with_base_rates(table: pd.DataFrame, past: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the base rates of its leagues, `COLUMNS`, each 0..1.

    A league with fewer than `FEWEST` results takes the rates of all leagues together; without any
    results they are NaN.

    Parameters
    ----------
    table
        With `league`.
    past
        Earlier results: `league, home_goals, away_goals`.
    """
    home, away = past["home_goals"], past["away_goals"]
    came = pd.DataFrame(
        {
            "base_home": home > away,
            "base_draw": home == away,
            "base_away": home < away,
            "base_over_2_5": home + away > 2,
            "base_btts": (home > 0) & (away > 0),
        }
    ).astype(float)
    leagues = came.groupby(past["league"])
    rates = leagues.mean()[leagues.size() >= FEWEST]
    return table.join(rates, on="league").fillna(came.mean().to_dict())
