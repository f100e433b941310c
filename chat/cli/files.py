"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from chat.errors import CannotWrite


def write_whole(text: str, place: Path) -> None:
    """Write a file beside its name and move it there at once.

    Raises
    ------
    CannotWrite
        If the folder is not there or cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=place.absolute().parent,
            prefix=f".{place.name}.", delete=False,
        ) as file:  # fmt: skip
            file.write(text)
        # made for one's own eyes, as temporary files are; a result is read by others too
        Path(file.name).chmod(0o644)
        Path(file.name).replace(place)
    except OSError as error:
        raise CannotWrite(
            f"{place} cannot be written ({error.strerror}): name another place."
        ) from error
