"""A sentence without what a page would load, link to or run; its words and emphasis stay.

The page renders Markdown: an image is fetched from wherever its address points, and an address can
carry away what the conversation holds. Knows neither who wrote the sentence nor what is true in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

#: `![words](address "title")`, `[words](address)`, `[words][reference]`
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)|!?\[([^\[\]]*)\]\[(?!\[)[^\[\]]*\]")
#: a comment, or a tag with or without its end: the end may come in a later sentence
_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[A-Za-z!?][^<>]*(?:>|$)", re.DOTALL)
#: what is inside is no word of the sentence
_SCRIPT = re.compile(r"<(script|style|svg|iframe)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
#: what a model's template ends an answer with; some servers let it through
_END_MARK = re.compile(r"<\|(?:im_end|eot_id|eom_id|end|end_of_text|endoftext|end_of_turn)\|>")
_ADDRESS = re.compile(
    r" ?(?:(?:https?|ftps?|file|wss?)://|(?:javascript|data|mailto|vbscript):(?=\S)|www\.)"
    r"[^\s<>)\]]*(?<![.,;:!?*“”\"'])",
    re.IGNORECASE,
)
#: what is left of a link that began or ends in another sentence
_HALF = re.compile(r"\](?=[(\[:])|!(?=\[)")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})


def without_markup(sentence: str) -> str:
    """Return a sentence without links, images, addresses, raw HTML and hidden characters.

    A link keeps its words, an image its description. Emphasis, lists, white space at both ends and
    references to facts (`[[f3]]`) stay as they are.
    """
    text = "".join(s for s in sentence if s.isspace() or unicodedata.category(s) not in _HIDDEN)
    return _until_still(_less, text).replace("<", "‹")


def _less(text: str) -> str:
    text = _TAG.sub("", _SCRIPT.sub("", _END_MARK.sub("", text)))
    return _HALF.sub(_apart, _ADDRESS.sub("", _until_still(_unlinked, text)))


def _unlinked(text: str) -> str:
    return _LINK.sub(lambda link: link[1] or link[2] or "", text)


def _until_still(work: Callable[[str], str], text: str) -> str:
    """Repeat until nothing changes: a link may hold an image, what is left may make a new one."""
    while (less := work(text)) != text:
        text = less
    return text


def _apart(half: re.Match[str]) -> str:
    return "] " if half.group() == "]" else "! "
