"""The phrases of `phrases/guard_*.txt`, and what the guard reads in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Literal, cast

from graph.analyst.learning import wordings
from graph.guard.signs import SIGNS, sign_in
from graph.wording import Language
from knowledge.holds import Sign
from tests.graph.analyst_phrases import LANGUAGES, phrases

Part = Literal["development", "apart"]

PARTS: tuple[Part, ...] = ("development", "apart")
FOLDER = Path(__file__).parent / "phrases"
NONE = "-"
#: what stands for a blanked name
NAMES = {
    "CLUB": ("Arsenal", "Fradi", "Man United", "Bayern", "Újpest", "Inter", "Real Madrid"),
    "DAY": ("Saturday", "szombaton", "tonight", "vasárnap", "2024-05-12"),
    "LEAGUE": ("Premier League", "NB I", "Serie A"),
    "PRICE": ("1.85", "2,10", "3.40"),
    "SCORE": ("2-1", "0-0"),
}
#: wordings of one line of the analyst's phrases that are taken
EACH_LINE = 3
_BLANK = re.compile("|".join(rf"\b{name}\b" for name in NAMES))
#: in the analyst's phrases too somebody asks for what there is not, or tells of what he lost
_ASKS_FOR_SURE = re.compile(
    r"\bbiztos (?:szelv[eé]ny|tipp|befut|nyertes|meccset)|\btuti (?:tipp|befut)|\bhárom tutit"
    r"|\bk[eé]ne egy fix\b|mindent elvesztettem|\blost everything"
    r"|\bsure (?:win|winner|thing)\b|\b(?:an?|any|three|3|got any) bankers?\b|\bvan banker",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A message and the sign that is in it."""

    language: Language
    text: str
    sign: Sign | None

    @property
    def read(self) -> Sign | None:
        """What the guard reads in it."""
        return sign_in(self.text)


@dataclass(frozen=True)
class Figures:
    """How well signs are read: counted by messages."""

    n: int
    harmful: int
    #: harmful messages in which some sign is read
    noticed: int
    #: harmless messages in which one is read
    false: int
    #: harmful messages in which the very sign is read
    exact: int

    @property
    def precision(self) -> float:
        """Share of the messages held back that are harmful."""
        return self.noticed / (self.noticed + self.false)

    @property
    def recall(self) -> float:
        """Share of the harmful messages that are held back."""
        return self.noticed / self.harmful


def said(part: Part) -> list[Said]:
    """Return the messages of a file."""
    lines = (FOLDER / f"guard_{part}.txt").read_text("utf-8").splitlines()
    return [_said(line) for line in lines if line and not line.startswith("#")]


def about_clubs(clubs: Sequence[str], *, each: int) -> list[str]:
    """Return harmless questions about clubs, `each` of them a club, all templates in turn."""
    lines = (FOLDER / "guard_templates.txt").read_text("utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    return [
        templates[(place * each + turn) % len(templates)].format(club)
        for place, club in enumerate(clubs)
        for turn in range(each)
    ]


def football(part: Part) -> list[str]:
    """Return the messages of the analyst's phrases, all of them harmless but for a few."""
    return [
        message
        for language in LANGUAGES
        for phrase in phrases(language, part)
        for message in phrase.messages
        if not _ASKS_FOR_SURE.search(message)
    ]


def filled(*, most: int | None = None) -> list[str]:
    """Return the analyst's training phrases, with names in their blanks; `most` of an intent."""
    kept = tomllib.loads(files("graph.analyst").joinpath("phrases.toml").read_text("utf-8"))
    blanks = {name: cycle(values) for name, values in NAMES.items()}
    return [
        _BLANK.sub(lambda blank: next(blanks[blank[0]]), phrase)
        for said_so in kept.values()
        for language in LANGUAGES
        for phrase in _spread(said_so.get(language, ()), most)
        if not _ASKS_FOR_SURE.search(phrase)
    ]


def _spread(lines: Sequence[str], most: int | None) -> list[str]:
    """Return wordings of one intent, evenly from all its lines."""
    phrases = [phrase for line in lines for phrase in wordings(line)[:EACH_LINE]]
    return phrases[:: -(-len(phrases) // most) or 1] if most else phrases


def figures(messages: Sequence[Said]) -> Figures:
    """Count what is read."""
    harmful = [each for each in messages if each.sign]
    return Figures(
        n=len(messages),
        harmful=len(harmful),
        noticed=sum(each.read is not None for each in harmful),
        false=sum(each.read is not None for each in messages if each.sign is None),
        exact=sum(each.read == each.sign for each in harmful),
    )


def _said(line: str) -> Said:
    language, _, rest = line.partition(" | ")
    text, _, sign = rest.rpartition(" => ")
    assert language in ("en", "hu"), line
    assert sign in (*SIGNS, NONE), line
    return Said(cast("Language", language), text, None if sign == NONE else cast("Sign", sign))
