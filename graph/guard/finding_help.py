"""Where a reader finds help: places by country, ours and those of the house's own file.

The file is `help.toml` beside this module; one of the same shape in the data folder takes the place
of the countries that it names. Knows no rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from graph.errors import BadHelp
from graph.wording import Language

FILE = "help.toml"
#: the country of a reader who has named none, by his language
USUAL: Mapping[Language, str] = {"hu": "HU", "en": ""}

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]


class Place(BaseModel):
    """A place where somebody listens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: by language; one is enough
    name: dict[Language, Line] = Field(min_length=1)
    phone: Line | None = None
    web: Line | None = None

    def named(self, language: Language) -> str:
        """Return its name in a language, or in the other one."""
        return self.name.get(language) or next(iter(self.name.values()))

    def line(self, language: Language) -> str:
        """Return its name and how to reach it."""
        reached = ", ".join(filter(None, (self.phone, self.web)))
        return f"{self.named(language)}: {reached}" if reached else self.named(language)


_PLACES = TypeAdapter(dict[Country, list[Place]])


class Help:
    """The places of every country."""

    def __init__(self, places: Mapping[str, list[Place]]) -> None:
        self._places = dict(places)

    @classmethod
    def read(cls, own: Path | None = None) -> Help:
        """Read the places; those of the file `own`, where there is one, come first.

        Raises
        ------
        BadHelp : that file cannot be read.
        """
        shipped = files("graph.guard").joinpath(FILE).read_text("utf-8")
        places = _PLACES.validate_python(tomllib.loads(shipped))
        if own is not None and own.is_file():
            places |= _read(own)
        return cls(places)

    def places(self, country: str | None, language: Language) -> list[Place]:
        """Return the places of a country, or of the language's usual one; never none."""
        wanted = (country, USUAL[language], "")
        return next(found for name in wanted if name is not None and (found := self._of(name)))

    def _of(self, country: str) -> list[Place]:
        return self._places.get(country, [])


def _read(path: Path) -> dict[str, list[Place]]:
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return _PLACES.validate_python(raw)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadHelp(path.name, str(error)) from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadHelp(path.name, f"{where}: {first['msg']}") from error
