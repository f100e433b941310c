"""One reader's language: sentences from `texts/<language>.toml` with names and figures put in.

A slot may ask for the article of its name: `{club:the}` is “az Arsenal” in Hungarian and
“Arsenal” in English, where `{league:the}` is “the Premier League”; `{club:The}` begins a sentence.
`{price:os}` is “1,60-as” in Hungarian.
Knows how to say things, not what to say.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from graph.wording import days, grammar
from graph.wording.figures import OddsFormat, shown
from graph.wording.language import Language

Texts = Mapping[str, Mapping[str, str]]


@cache
def texts_of(language: Language) -> Texts:
    """Return every sentence of a language: section → key → text with slots."""
    raw = files("graph.wording").joinpath(f"texts/{language}.toml").read_text("utf-8")
    return tomllib.loads(raw)


class Phrasebook:
    """Speaks one language."""

    def __init__(self, language: Language, odds_format: OddsFormat = "decimal") -> None:
        self.language = language
        self._odds_format = odds_format
        self._texts = texts_of(language)
        self._formatter = _WithArticles(language)

    def in_language(self, language: Language) -> Phrasebook:
        """Return the book of another language for the same reader."""
        return Phrasebook(language, self._odds_format)

    def say(self, key: str, **slots: object) -> str:
        """Return the sentence `section.key` with its slots filled.

        Raises
        ------
        KeyError
            No such sentence, or a slot without a value: a fault in the house.
        """
        section, _, name = key.partition(".")
        text = self._formatter.vformat(self._texts[section][name], (), slots)
        return _tidied(text) if "" in slots.values() else text

    def word(self, section: str, name: str) -> str:
        """Return a name from a section, or `name` itself where the section lacks it."""
        return self._texts[section].get(name, name)

    def section(self, name: str) -> Mapping[str, str]:
        """Return all texts of a section."""
        return self._texts[name]

    def figure(self, value: float | int | str, unit: str) -> str:
        """Return a fact's value as this language shows it."""
        return shown(value, unit, self.language, self._odds_format)

    def day(self, date: dt.date) -> str:
        """Return “Sunday 12 May 2024”."""
        return days.day(date, self.language)

    def short_day(self, date: dt.date) -> str:
        """Return “Sun 12 May”."""
        return days.short_day(date, self.language)

    def on_day(self, date: dt.date) -> str:
        """Return “on Sunday 12 May 2024”."""
        return days.on_day(date, self.language)

    def either(self, names: Sequence[str]) -> str:
        """Return “A, B or C”."""
        return grammar.either(names, self.language)

    def both(self, names: Sequence[str]) -> str:
        """Return “A, B and C”."""
        return grammar.both(names, self.language)


def _tidied(text: str) -> str:
    """Close the gaps that an empty slot leaves: “beat Chelsea .”, “Inter – Milan, : …”."""
    return re.sub(r"[ ,]+(?=[.:;),])", "", text)


class _WithArticles(Formatter):
    def __init__(self, language: Language) -> None:
        self._hungarian = language == "hu"

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec not in {"the", "The", "os"}:
            return str(super().format_field(value, format_spec))
        if not self._hungarian:
            return grammar.in_english(str(value)) if format_spec == "the" else str(value)
        if format_spec == "os":
            return grammar.as_adjective(str(value))
        name = str(value)
        word = grammar.article(name.replace("*", ""))
        return f"{word.capitalize() if format_spec == 'The' else word} {name}"
