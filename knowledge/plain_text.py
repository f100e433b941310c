"""Texts from outside, made plain: what cannot be seen is taken out, what is no name is refused.

A club's name, a title or a note may come from any file or program. Nothing in it may hide from the
reader (controls, bidirectional overrides, zero-width signs) or pass for markup. Does not know who
reads it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: controls, formats (zero-width, bidirectional), private use, halves of pairs, line separators
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
#: selects a glyph's variant, and can carry a whole hidden text behind any letter
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: signs of markup, addresses, shares and of whoever speaks: no club's or league's name has one
_NO_NAME = re.compile(
    r"[<>\[\]{}|`*#=\\:@%~^]|\bwww\.|__|\bper ?cent\b|\bsz[aá]zal[eé]k", re.IGNORECASE
)


def visible(text: str) -> str:
    """Return a text without what cannot be seen; every kind of line end becomes a new line."""
    lines = _LINE_END.sub("\n", _VARIANTS.sub("", text))
    return "".join(
        sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in _HIDDEN
    )


def is_text(text: str) -> bool:
    """Tell whether every database keeps a text: it has no null and no half of a character."""
    if text.isascii():
        return "\x00" not in text
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=4096)
def fault_of_name(name: str) -> str | None:
    """Return why a text is nobody's name, for a person; None when it may be one."""
    if visible(name) != name or "\n" in name or "\t" in name:
        return "it holds characters that cannot be seen"
    if sign := _NO_NAME.search(name):
        return f"it holds “{sign.group()}”"
    if not any(sign.isalpha() for sign in name):
        return "it has no letter"
    return None
