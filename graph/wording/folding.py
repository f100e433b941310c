"""Text without case and accents, letter for letter, so that places in it stay places.

Knows no language: `Esélye` and `eselye` become one word, for any reader of patterns.
"""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " "})


def fold(text: str) -> str:
    """Return `text` in lower case without accents; same length as its NFC form.

    Dashes and apostrophes become the plain ones.
    """
    return "".join(_letter(sign) for sign in unicodedata.normalize("NFC", text).translate(_ALIKE))


def _letter(sign: str) -> str:
    plain = unicodedata.normalize("NFD", sign)[0].lower()
    return plain if len(plain) == 1 else sign
