"""Somebody's words made fit to be quoted: they stay readable, and can be nothing but words.

A note, a name or a foreign tool's text may look like a fact's reference, a tool call, a role of the
conversation, markup or a link. Here its signs lose that meaning, for the language model that reads
it and for the page that shows it. Pure: knows neither who wrote the text nor who reads it.
"""

from __future__ import annotations

import re

from knowledge.plain_text import visible

#: characters of a quotation
MOST = 400

#: signs of references, links, JSON and tags, and marks that would end the quotation
_SIGNS = str.maketrans(
    {
        "[": "(", "]": ")", "{": "(", "}": ")", "<": "‹", ">": "›", "`": "'", "|": "¦",
        '"': "'", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'",
    }
)  # fmt: skip
_ROLE = re.compile(
    r"\b(human|user|assistant|system|tool|developer|felhasználó|rendszer|asszisztens)\s*[:：]",
    re.IGNORECASE,
)
#: where a page would see an address: “http://”, “www.”, “name@host”
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@\w)", re.IGNORECASE)


def quote(text: str, most: int = MOST) -> str:
    """Return a text as one line of plain words, at most `most` characters; its end says “…”.

    Quoting what is quoted already changes nothing. Who uses it sets the quotation marks.
    """
    line = _ROLE.sub(r"\1 –", " ".join(visible(text).translate(_SIGNS).split()))
    line = " ".join(_ADDRESS.sub(" ", line).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
