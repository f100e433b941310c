"""The rows of a query as a data frame, turned round in a thread while the event loop goes on.

Counts and prices become floats, NaN where unknown; days datetime64. Knows no table.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from itertools import starmap
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, text

from knowledge.database import ReadSession
from knowledge.matches import MatchQuery

if TYPE_CHECKING:
    import pandas as pd

TEXTS = (
    *("league", "season", "country", "match_id", "model_version"),
    *("home_team", "away_team", "home_name", "away_name"),
)

#: rows turned into columns at once; bounds the memory taken beside the frame
CHUNK = 20_000


async def read_frame(session: ReadSession, query: MatchQuery) -> pd.DataFrame:
    """Return what a query finds, one row each, its columns by their labels.

    `date` becomes datetime64, `awarded` bool, `tier` int; `TEXTS` stay texts, all else are floats.
    """
    if session.get_bind().dialect.name == "postgresql":
        # all rows are read; a cursor is planned for the first few, which takes twice as long
        await session.execute(text("SET LOCAL cursor_tuple_fraction = 1"))
    # past the object mapper, which looks at every row once more
    result = await (await session.connection()).stream(query)
    labels = list(result.keys())
    parts = [
        await asyncio.to_thread(_part, labels, rows) async for rows in result.partitions(CHUNK)
    ]
    return await asyncio.to_thread(_whole, labels, parts)


def _part(labels: Sequence[str], rows: Sequence[Row[Any]]) -> pd.DataFrame:
    """Return some rows as a frame."""
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else [()] * len(labels)
    return pd.DataFrame(dict(starmap(_column, zip(labels, columns, strict=True))))


def _whole(labels: Sequence[str], parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the parts as one frame."""
    import pandas as pd

    return pd.concat(parts, ignore_index=True) if parts else _part(labels, ())


def _column(label: str, values: Iterable[Any]) -> tuple[str, pd.Series[Any]]:
    import numpy as np
    import pandas as pd

    column: Any = list(values)
    if label == "date":
        column = np.array(column, dtype="datetime64[D]").astype("datetime64[s]")
    elif label == "awarded":
        column = np.array(column, dtype=bool)
    elif label == "tier":
        column = np.array(column, dtype=np.int64)
    elif label not in TEXTS:
        column = np.array(column, dtype=float)  # None becomes NaN
    return label, pd.Series(column, dtype="str" if label in TEXTS else None)
