"""Takes out of the phrases that the likeness learns from what comes near a phrase kept apart.

Counts alone are shown, so that nobody learns what is kept apart. A line with alternatives loses
those that lead there; a line without any that are left is dropped.

Run after new phrases: .venv/bin/python -m benchmarks.near_apart
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz, process

from graph.analyst.learning import wordings
from graph.analyst.likeness import PHRASES
from graph.analyst.message import read
from graph.wording.folding import fold
from tests.graph.analyst_phrases import LANGUAGES, phrases
from tests.graph.analyst_world import TODAY, spot

#: per cent of likeness, in any order of the words, from which a phrase is near another
NEAR = 84.0

_WORD = re.compile(r"CLUB|DAY|PRICE|LEAGUE|SCORE|\w+")
_CHOICE = re.compile(r"\(([^()]*)\)")
_LINE = re.compile(r"^    (?P<text>\"(?:[^\"\\]|\\.)*\"),\n", re.MULTILINE)


def main() -> None:
    """Rewrite the phrases and tell how many lines were dropped and cut."""
    path = Path(str(files("graph.analyst").joinpath(PHRASES)))
    apart = _kept_apart()
    dropped = cut = 0

    def kept(line: re.Match[str]) -> str:
        nonlocal dropped, cut
        said = json.loads(line["text"])
        left = without_near(said, apart)
        dropped += left is None
        cut += left not in (None, said)
        return f"    {json.dumps(left, ensure_ascii=False)},\n" if left else ""

    text = _LINE.sub(kept, path.read_text("utf-8"))
    tomllib.loads(text)  # it is still what it was
    path.write_text(text, "utf-8")
    sys.stdout.write(f"{dropped} lines dropped, {cut} lost alternatives\n")


def without_near(line: str, apart: list[str]) -> str | None:
    """Return the line without what leads near a phrase kept apart; None when nothing is left."""
    while _near(line, apart):
        parts = _CHOICE.split(line)
        shorter = [
            (_near(one, apart) / len(wordings(one)), one)
            for place in range(1, len(parts), 2)
            for one in _with_one_less(parts, place)
        ]
        if not shorter:
            return None
        line = min(shorter)[1]
    return line


def _with_one_less(parts: list[str], place: int) -> list[str]:
    choices = parts[place].split("|")
    if len(choices) < 2:
        return []
    return [
        "".join(
            part if at % 2 == 0 else f"({'|'.join(left) if at == place else part})"
            for at, part in enumerate(parts)
        )
        for left in (choices[:at] + choices[at + 1 :] for at in range(len(choices)))
    ]


def _near(line: str, apart: list[str]) -> int:
    """Return how many wordings of a line are near a phrase kept apart."""
    said = [_bare(one) for one in wordings(line)]
    scores = process.cdist(said, apart, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
    return int((scores >= NEAR).any(axis=1).sum())


def _kept_apart() -> list[str]:
    return sorted(
        {
            _bare(read(one.messages[-1], today=TODAY, language=language, spot=spot).masked)
            for language in LANGUAGES
            for one in phrases(language, "apart")
        }
    )


def _bare(masked: str) -> str:
    words = _WORD.findall(masked)
    return " ".join(word if word.isupper() else fold(word) for word in words)


if __name__ == "__main__":
    main()
