"""Fits the weights of `likeness` to `phrases.toml` and keeps them as plain numbers.

Run after the phrases have changed: .venv/bin/python -m graph.analyst.learning
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.resources import files
from itertools import product
from math import prod
from pathlib import Path

from graph.analyst.likeness import PHRASES, WEIGHTS, Likeness, digest_of_phrases, pieces

#: how little the weights are held back; chosen by cross-validation on the phrases
LOOSE = 40.0
#: a piece that fewer phrases have says nothing
SEEN = 2
#: weights are kept as whole steps, of one byte
STEPS = 127
#: wordings that one line of the phrases stands for at most
WORDINGS = 24
#: no count of wordings is a multiple of it, so that steps of it reach every alternative
_STRIDE = 7919
_CHOICE = re.compile(r"\(([^()]*)\)")


def phrases() -> list[tuple[str, str]]:
    """Return (phrase, intent) of the phrases that are shipped, names blanked."""
    kept = tomllib.loads(files("graph.analyst").joinpath(PHRASES).read_text("utf-8"))
    return [
        (phrase, intent)
        for intent, by_language in kept.items()
        for said in by_language.values()
        for line in said
        for phrase in wordings(line)
    ]


def wordings(line: str) -> list[str]:
    """Return what a line stands for: “(show|list) my notes” are two phrases, `WORDINGS` at most."""
    parts = [part.split("|") for part in _CHOICE.split(line)]
    every = list(product(*parts)) if prod(map(len, parts)) <= WORDINGS else _some(parts)
    return list(dict.fromkeys(" ".join("".join(one).split()) for one in every))


def _some(parts: list[list[str]]) -> list[tuple[str, ...]]:
    """Return as many combinations as are wanted, spread over all of them."""
    count = prod(map(len, parts))
    places = (number * _STRIDE % count for number in range(WORDINGS))
    return [_combination(parts, place) for place in places]


def _combination(parts: list[list[str]], place: int) -> tuple[str, ...]:
    said = []
    for part in reversed(parts):
        place, at = divmod(place, len(part))
        said.append(part[at])
    return tuple(reversed(said))


def fitted(said: list[tuple[str, str]]) -> Likeness:
    """Return the model of these phrases: a logistic regression on tf-idf weighted pieces."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(analyzer=pieces, binary=True, min_df=SEEN)
    rows = vectors.fit_transform([phrase for phrase, _ in said])
    model = LogisticRegression(C=LOOSE, max_iter=1000, tol=1e-6)
    model.fit(rows, [intent for _, intent in said])
    step = float(np.abs(model.coef_).max()) / STEPS
    return Likeness(
        places=vectors.vocabulary_,
        intents=tuple(str(intent) for intent in model.classes_),
        rarity=vectors.idf_,
        weights=np.round(model.coef_.T / step) * step,
        bias=model.intercept_,
        digest=digest_of_phrases(),
    )


def keep(model: Likeness, path: Path) -> None:
    """Write a model to a file of plain numbers."""
    import numpy as np

    step = float(np.abs(model.weights).max()) / STEPS
    np.savez_compressed(
        path,
        pieces=np.array("\n".join(sorted(model.places, key=model.places.__getitem__))),
        intents=np.array("\n".join(model.intents)),
        rarity=model.rarity.astype(np.float32),
        weights=np.round(model.weights / step).astype(np.int8),
        step=np.array(step),
        bias=model.bias.astype(np.float32),
        digest=np.array(model.digest),
    )


def main() -> None:
    """Fit to the phrases and say how it went."""
    said = phrases()
    path = Path(__file__).with_name(WEIGHTS)
    keep(fitted(said), path)
    sys.stdout.write(f"{len(said)} phrases → {path.name}, {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
