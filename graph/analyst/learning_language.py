"""Fits the weights by which `wording.language` tells English from Hungarian.

From the phrases of `phrases.toml`, with clubs and leagues put in for their blanks, and from these
names alone, once as either language: a name then speaks for none. Run it when a language is
taken for the other: .venv/bin/python -m graph.analyst.learning_language
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.resources import files
from itertools import cycle
from pathlib import Path

from graph.analyst.learning import STEPS, wordings
from graph.analyst.likeness import PHRASES
from graph.wording import language
from knowledge.catalogue import entries
from knowledge.naming.clubs import all_clubs

#: how little the weights are held back
LOOSE = 1.0
#: a part that fewer texts have says nothing
SEEN = 8
#: wordings of one line; more would make the line weigh more
WORDINGS = 3
#: names of leagues are few, and come as often as those of clubs
LEAGUES = 20
#: words of the trade that both languages have say nothing, and come as often as names of leagues
JARGON = (
    "btts", "over", "under", "over 2.5", "under 2.5", "value", "odds", "handicap", "gg", "ng",
    "dnb", "1x2", "1x", "x2", "h2h", "xg", "ht ft", "double chance", "draw no bet", "ok", "tip",
    "kelly",
)  # fmt: skip
_BLANK = re.compile(r"CLUB|LEAGUE|DAY|PRICE|SCORE")


def texts() -> list[tuple[str, str]]:
    """Return (text, language) of all that is learnt from."""
    clubs, leagues = _clubs(), [name for one in entries() for name in (one.name, one.name_hu)]
    names = {"CLUB": cycle(clubs), "LEAGUE": cycle(leagues)}
    kept = tomllib.loads(files("graph.analyst").joinpath(PHRASES).read_text("utf-8"))
    said = [
        (_BLANK.sub(lambda blank: next(names.get(blank.group(), cycle(" "))), phrase), spoken)
        for by_language in kept.values()
        for spoken, lines in by_language.items()
        for line in lines
        for phrase in wordings(line)[:WORDINGS]
    ]
    return said + [
        (name, one) for name in clubs + [*leagues, *JARGON] * LEAGUES for one in ("en", "hu")
    ]


def _clubs() -> list[str]:
    return sorted(
        {name for club in all_clubs() for name in (club.name, *club.spellings, *club.nicknames)}
    )


def main() -> None:
    """Fit to the texts, keep the weights and say how it went."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    learnt = texts()
    vectors = CountVectorizer(analyzer=language.parts, binary=True, min_df=SEEN)
    rows = vectors.fit_transform([text for text, _ in learnt])
    model = LogisticRegression(C=LOOSE, max_iter=300)
    model.fit(rows, [spoken for _, spoken in learnt])
    step = float(np.abs(model.coef_).max()) / STEPS
    path = Path(language.__file__).with_name(language.WEIGHTS)
    np.savez_compressed(
        path,
        parts=np.array("\n".join(sorted(vectors.vocabulary_, key=vectors.vocabulary_.__getitem__))),
        weights=np.round(model.coef_[0] / step).astype(np.int8),
        step=np.array(step),
        bias=model.intercept_[0].astype(np.float32),
    )
    sys.stdout.write(f"{len(learnt)} texts → {path.name}, {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
