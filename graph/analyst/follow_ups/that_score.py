"""The score that was just said, asked about again: “odds of exactly that?”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Mark, spot_score

#: the score that was just said
_THAT_SCORE = re.compile(
    r"\bexact(?:ly)?\b|\b(?:that|this) (?:exact )?(?:score|result|scoreline)\b"
    r"|\b(?:pont(?:osan)?|epp(?:en)?) (?:er\w*|ar\w*|ez\w*|az\w*)\b"
    r"|\b(?:ez|erre|ennek)\b.*\b(?:pontos|eredmeny)\w*"
)


def of_that_score(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a question about the score that was just said: “odds of exactly that?”."""
    if now.mentions or now.score or not set(now.selections) <= {"correct_score"}:
        return None
    scores = [(one, spot_score(one.folded)) for one in done if len(one.clubs) > 1]
    before, score = next(((one, score) for one, score in scores[::-1] if score), (now, None))
    if not score or not _THAT_SCORE.search(now.folded):
        return None
    kept = replace(now, clubs=before.clubs, days=before.days, marks=())
    if not now.prices:
        return replace(kept, score=score, intents=(Intent.CHANCES,))
    bet = Mark(start=0, end=0, selection=f"score_{score.score}")
    return replace(kept, marks=(bet,), intents=(Intent.VALUE,))
