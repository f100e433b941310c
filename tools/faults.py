"""What is wrong with a value that was sent, in words that name no class of ours.

Pydantic says of what had to be an object of which class it had to be, or from what it could have
been read in Python; nobody outside knows either. Does not know what the value was for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NO_OBJECT = "Input should be an object"
#: kinds of pydantic's errors for what had to be an object with fields
OF_OBJECTS = frozenset({"dataclass_type", "dict_type", "model_attributes_type", "model_type"})


def what_is_wrong(error: Mapping[str, Any]) -> str:
    """Return what one of pydantic's errors says, with a capital letter and without a full stop."""
    if error["type"] in OF_OBJECTS:
        return NO_OBJECT
    return str(error["msg"]).removeprefix("Value error, ").rstrip(".")


def continuing(error: Mapping[str, Any]) -> str:
    """Return the same as the second half of a sentence."""
    said = what_is_wrong(error)
    return said[:1].lower() + said[1:]
