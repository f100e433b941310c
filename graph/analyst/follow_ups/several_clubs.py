"""Two clubs spoken of, one after the other or together: “who finished higher?”, “each other”.

Knows readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.club_figures import asked_figure
from graph.analyst.spotting.clubs import Club

_PAIR = 2
_EACH_OTHER = re.compile(r"\b(?:each other|one another|egymas(?:sal|t| ellen)?)\b")
_WHEN = re.compile(r"\b(?:when|what day|next|mikor|hanykor|kovetkezo)\b")
#: one of the two is asked for, or how far apart they are
_WHICH = re.compile(
    r"\b(?:who|which|apart|between (?:them|the two)|the gap|ki|melyik\w*|kettejuk|kozottuk)\b"
)


def each_other(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return “when do they play each other?” as asked of the last two clubs spoken of."""
    if now.clubs or now.leagues or not _EACH_OTHER.search(now.folded):
        return None
    both = next((one.clubs for one in reversed(done) if len(one.clubs) >= _PAIR), None)
    both = both or _one_after_the_other(done)
    if not both:
        return None
    asked = Intent.FIXTURES if _WHEN.search(now.folded) else Intent.HEAD_TO_HEAD
    intents = now.intents if Intent.CHANCES in now.intents else (asked,)
    return replace(now, clubs=both[:_PAIR], intents=intents)


def set_side_by_side(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return “who finished higher?” as asked of the two clubs just reported on."""
    if now.clubs or now.leagues or now.prices or not _WHICH.search(now.folded):
        return None
    both = _one_after_the_other(done)
    figure = asked_figure(now.folded, clubs=_PAIR, selections=now.selections) if both else None
    if figure is None:
        return None
    return replace(now, clubs=both, figure=figure, intents=(Intent.REPORT,))


def _one_after_the_other(done: Sequence[Reading]) -> tuple[Club, ...]:
    """Return the clubs of the last two readings, where each is a look at one club."""
    last = done[-_PAIR:]
    if len(last) < _PAIR or any(len(one.clubs) != 1 for one in last):
        return ()
    if any(wanted(one) not in ((Intent.REPORT,), (Intent.SEASON,)) for one in last):
        return ()
    clubs = tuple(one.clubs[0] for one in last)
    return clubs if clubs[0].name != clubs[1].name else ()
