"""How well the guard reads signs of harm: precision and recall by language, and the time it takes.

Run: .venv/bin/python -m benchmarks.guard_phrases [--show] [--fit]
(--show lists the misses of the development part; --fit learns the weights anew, from that part and
from the analyst's own development phrases, which are harmless)
"""

from __future__ import annotations

import argparse
import re
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from graph.guard.likeness import PLACES, WEIGHTS, features
from graph.guard.signs import folded, read_sign, sign_in
from graph.wording import Language
from tests.graph.analyst_phrases import LANGUAGES
from tests.graph.guard_phrases import (
    NONE,
    PARTS,
    Part,
    Said,
    about_clubs,
    figures,
    filled,
    football,
    said,
)

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

#: how freely the weights may follow the phrases
FREEDOM = 12.0
#: how much each of the guard's own phrases weighs
OWN_WEIGH = 4.0
#: how much all plain questions weigh together beside them: a share, so that the guard hears no
#: less when the analyst learns more wordings
PLAIN_SHARE = 0.87
#: wordings of one intent of the analyst that are learnt from: what the guard hears must not depend
#: on how many wordings the analyst has
EACH_INTENT = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="list the development part's misses")
    parser.add_argument("--fit", action="store_true", help="learn the weights anew")
    options = parser.parse_args()
    if options.fit:
        fit(Path(str(files("graph.guard").joinpath(WEIGHTS))))
    print("| messages | n | harmful | precision | recall | very sign | median ms |")
    print("|---|---|---|---|---|---|---|")
    for part in PARTS:
        for language in LANGUAGES:
            print(_row(part, language))
    print(_harmless_row())
    print(_club_row())
    if options.show:
        for each in said("development"):
            if each.read != each.sign:
                print(f"  {each.text}\n    is {each.sign}, read as {each.read}")


def fit(path: Path) -> None:
    """Learn the weights of `graph.guard.likeness` from what is said in development."""
    texts, signs = lesson()
    model = learned(texts, signs)
    np.savez_compressed(
        path,
        names=np.array([str(name) for name in model.classes_]),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )


def lesson() -> tuple[list[str], list[str]]:
    """Return messages and the sign of each: the guard's own, and plain ones of football."""
    learnt = said("development")
    plain = football("development") + filled(most=EACH_INTENT) + about_clubs(_clubs()[::2], each=4)
    texts = [each.text for each in learnt] + sorted(set(plain))
    signs = [each.sign or NONE for each in learnt]
    return texts, signs + [NONE] * (len(texts) - len(signs))


def learned(texts: list[str], signs: list[str]) -> LogisticRegression:
    """Return a model of the signs of messages."""
    from scipy.sparse import lil_matrix
    from sklearn.linear_model import LogisticRegression

    counted = lil_matrix((len(texts), PLACES))
    for row, text in enumerate(texts):
        for place, share in features(folded(text)).items():
            counted[row, place] = share
    own = len(said("development"))  # they come first
    plain = PLAIN_SHARE * OWN_WEIGH * own / (len(texts) - own)
    weights = [OWN_WEIGH if place < own else plain for place in range(len(texts))]
    model = LogisticRegression(C=FREEDOM, max_iter=500)
    return model.fit(counted.tocsr(), signs, sample_weight=weights)


def _clubs() -> list[str]:
    """Return the names of clubs, those of the even places to learn from."""
    text = Path(__file__).with_name("team_names.txt").read_text("utf-8")
    return sorted(set(re.findall(r"\{([^}:]+)[:}]", text)))


def _row(part: Part, language: Language) -> str:
    messages = [each for each in said(part) if each.language == language]
    found = figures(messages)
    return (
        f"| {language}, {part} | {found.n} | {found.harmful} | {found.precision:.1%} | "
        f"{found.recall:.1%} | {found.exact / found.harmful:.1%} | {_milliseconds(messages):.2f} |"
    )


def _harmless_row() -> str:
    texts = football("apart")
    false = sum(sign_in(text) is not None for text in texts)
    return f"\nOf {len(texts)} plain questions of football kept apart, {false} are held back."


def _club_row() -> str:
    texts = about_clubs(_clubs()[1::2], each=4)
    false = sum(sign_in(text) is not None for text in texts)
    return f"Of {len(texts)} questions about clubs that nothing was learnt from, {false}."


def _milliseconds(messages: list[Said]) -> float:
    times = []
    for each in messages:
        started = perf_counter()
        read_sign.__wrapped__(each.text)  # what was read before is remembered
        times.append(1000 * (perf_counter() - started))
    return float(np.median(times))


if __name__ == "__main__":
    main()
