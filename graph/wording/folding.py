"""Text without case and accents, letter for letter, so that places in it stay places.

Knows no language: `Esélye` and `eselye` become one word, for any reader of patterns.
"""

from __future__ import annotations

import unicodedata

_ALIKE = {"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " "}


class _Letters(dict[int, str]):
    """The plain letter of each sign, found once."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = _ALIKE.get(sign) or unicodedata.normalize("NFD", sign)[0].lower()
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


_LETTERS = _Letters()


def fold(text: str) -> str:
    """Return `text` in lower case without accents; same length as its NFC form.

    Dashes and apostrophes become the plain ones.
    """
    return unicodedata.normalize("NFC", text).translate(_LETTERS)
