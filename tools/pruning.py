"""Which models are kept: enough for any day that somebody may ask about, and no more.

Of each month in which data were cut off the two newest that may serve are kept, of the demo and of
real leagues apart: the one that serves and the one before it, and for any match of the past, or any
clock, a model that is at most a month older than it could be. Of those that may not serve the last
few stay, so that one can see what was refused. Knows cards; takes nothing away itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.shelf import Shelved

#: kept of each month
A_MONTH = 2
#: kept of those that may not serve
REFUSED = 3


def spare(shelved: Sequence[Shelved], *, fresh: str) -> list[str]:
    """Return the versions that can go.

    Parameters
    ----------
    shelved
        All versions, the newest first.
    fresh
        The one made just now: it stays, whatever it is.
    """
    from tools.shelf import is_of_demo

    counted: Counter[tuple[object, ...]] = Counter()
    gone = []
    for each in shelved:
        is_demo, day = is_of_demo(each.card), each.card.data_cutoff
        group = (is_demo, day.year, day.month) if each.may_serve else (is_demo,)
        counted[group] += 1
        most = A_MONTH if each.may_serve else REFUSED
        if counted[group] > most and each.card.version != fresh:
            gone.append(each.card.version)
    return gone
