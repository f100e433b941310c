"""What people give a command to pass on: fields on the command line, or a file of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chat.errors import BadInput

HOW = "write it as name=text, or name:=JSON for a number, a list or an object"


def read_fields(fields: Sequence[str] | None) -> dict[str, Any]:
    """Return fields such as `team=Arsenal`, `days_ahead:=3`, `leagues=["E0"]`.

    What begins like a list or an object is one.

    Raises
    ------
    BadInput
        When one cannot be read; names it.
    """
    return dict(map(_field, fields or ()))


def read_document(file: Path) -> dict[str, Any]:
    """Return the object in a file of JSON.

    Raises
    ------
    BadInput
        When there is none.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{file} cannot be read ({error.strerror}): name another file.") from None
    except ValueError as error:
        raise BadInput(f"{file} is not JSON ({error}): mend it, or name another file.") from None
    if not isinstance(document, dict):
        raise BadInput(f"{file} holds no JSON object: write {{…}} around its fields.")
    return document


def read_given(fields: Sequence[str] | None, file: Path | None) -> dict[str, Any]:
    """Return what a file and fields say together; the fields have the last word."""
    return (read_document(file) if file else {}) | read_fields(fields)


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    is_json = name.endswith(":") or value.lstrip().startswith(("{", "["))
    name = name.removesuffix(":").strip()
    if not equals or not name:
        raise BadInput(f"“{text}” is no field: {HOW}.")
    try:
        return name, json.loads(value) if is_json else value
    except ValueError:
        raise BadInput(f"“{value}” is no JSON, in the field {name}: {HOW}.") from None
