"""The clubs' files: one club under all its names.

A section a country (football-data's letters), one club a line::

    [E]
    Man United = Manchester United, Manchester United FC | Red Devils, MU @ Old Trafford

First the preferred spelling (football-data's newest), after `=` its other spellings in sources,
after `|` what people call it, after `@` where it is at home. Spellings identify a club in an
import; nicknames and grounds only when a person uses them, and one may belong to several clubs.
`#` starts a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.naming.spelling import slug


@dataclass(frozen=True, slots=True)
class Club:
    """One line of the file."""

    country: str
    #: the preferred spelling
    name: str
    #: how sources spell it; each belongs to this club alone within the country
    spellings: tuple[str, ...] = ()
    #: how people call it; may be shared
    nicknames: tuple[str, ...] = ()
    #: how people call its ground; may be shared
    grounds: tuple[str, ...] = ()

    @property
    def team_id(self) -> str:
        """The club's id."""
        return team_id(self.country, self.name)


def team_id(country: str, name: str) -> str:
    """Return the id of the club of this preferred spelling: ("E", "Man United") → e-man-united."""
    return f"{country.lower()}-{slug(name)}"


@cache
def all_clubs() -> tuple[Club, ...]:
    """Return every club of the files."""
    folder = resources.files(__name__)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    return tuple(club for file in files for club in _read(file.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Club]:
    country = ""
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            country = entry.strip("[]")
        elif entry:
            called, _, grounds = entry.partition("@")
            names, _, nicknames = called.partition("|")
            name, _, spellings = names.partition("=")
            yield Club(country, name.strip(), *map(_split, (spellings, nicknames, grounds)))


def _split(names: str) -> tuple[str, ...]:
    return tuple(n.strip() for n in names.split(",") if n.strip())
