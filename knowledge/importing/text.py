"""Files as text and tables: encodings, broken quotes, ragged rows. Knows no layout."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SourceError

#: the longest season file of any source has under 2 MB; more than this is something else
MOST_BYTES = 200_000_000

#: what programs put between cells; the first one where a header has none of them
DELIMITERS = (",", ";", "\t")

#: stands for a byte that is no letter in any encoding
BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that has been read."""

    #: path or address; its last folder may name a season, its stem a league
    path: Path
    text: str
    #: how it is called in messages
    name: str


def load(path: Path, *, name: str | None = None) -> SourceText:
    """Read a file that may be UTF-8 (with or without a mark), UTF-16 with a mark, or cp1252.

    Raises
    ------
    SourceError
        It cannot be read, or is not text.
    """
    name = name or str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(f"{name} is too large to be a table of matches.")
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name} cannot be read ({error.strerror}): check that it is there and its rights."
        ) from error
    return SourceText(path=path, text=decode(content, name), name=name)


def decode(content: bytes, name: str) -> str:
    """Return the text of a file; a byte that is no letter becomes `BROKEN`, and harms no other.

    Raises
    ------
    SourceError
        The bytes are no text.
    """
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = content.decode("utf-16", "replace")
    else:
        # a mark at the start does not say that the rest is UTF-8 too
        text = _letters(content.removeprefix(codecs.BOM_UTF8))
    if "\x00" in text:
        raise SourceError(f"{name} is not a text file: expected CSV or JSON.")
    return text


def _letters(content: bytes) -> str:
    """Return bytes as UTF-8, or as cp1252 where that makes sense of more of them."""
    text = content.decode("utf-8", "replace")
    broken = text.count(BROKEN)
    whole = sum(not letter.isascii() for letter in text) - broken if broken else 0
    return text if broken <= whole else content.decode("cp1252", "replace")


def table(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each line's number (from 1) and its trimmed cells, None where the quotes are broken.

    Empty lines are left out. A line is a row: a broken quote harms no other one.
    """
    lines = text.splitlines()
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    for number, line in enumerate(lines, start=1):
        cells = _cells(line, delimiter)
        if cells is None or any(cells):
            yield number, cells


def _cells(line: str, delimiter: str) -> list[str] | None:
    if '"' not in line:
        return [cell.strip() for cell in line.split(delimiter)]
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for row in rows for cell in row]


class Header:
    """The names of a table's columns, and where they are; capitals tell no columns apart."""

    def __init__(self, names: Sequence[str]) -> None:
        self._places: dict[str, int] = {}
        for place, name in enumerate(names):
            if name:
                self._places.setdefault(name.casefold(), place)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._places

    def place(self, *names: str) -> int | None:
        """Return where the first of these columns is that the table has."""
        return next((self._places[name.casefold()] for name in names if name in self), None)

    def places(self, names: Sequence[str]) -> tuple[int, ...] | None:
        """Return where all these columns are, None when one is missing."""
        found = tuple(self._places[name.casefold()] for name in names if name in self)
        return found if len(found) == len(names) else None


def cell(row: Sequence[str], place: int | None) -> str:
    """Return a cell, empty where the row or the table lacks it."""
    return row[place] if place is not None and place < len(row) else ""


def whole(text: str) -> int | None:
    """Return a whole number ("3", "3.0"), None where it is not one."""
    try:
        return int(text)
    except ValueError:
        number = decimal(text)
        return int(number) if number is not None and number.is_integer() else None


def decimal(text: str) -> float | None:
    """Return a finite number, written with a point or a comma; None where it is not one."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
