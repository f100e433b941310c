"""What of a user's message is his own wish: not what he denies, quotes, or tells of somebody else.

“Don't set my risk to high”, “my brother supports Chelsea” and a tip in quotation marks say what he
does not want, what another wants, and what another wrote. Knows no preference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.arguments import plain

_QUOTED = re.compile(r"[“„\"«][^“”„\"«»\n]*[”\"»]")
#: words of a quotation that is somebody's sentence, no name
_SENTENCE = 3
_BREAK = re.compile(
    r"[.;!?\n](?!\d)|,?\s\b(?:but|instead|rather|hanem|ink[aá]bb|viszont)\b"
    r"|,(?!\d|\s*(?:ha|hogy|if|that|to|and|or|vagy|[eé]s|mert|because)\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:don t|do not|doesn t|never|not|isn t|wouldn t|won t|no longer|any ?more|stop|refuse"
    r"|ne|nem|sose\w*|soha|sem|nehogy)\b"
)
#: “I don't mind high risk”
_AGREED = re.compile(
    r"\b(?:don t|do not|wouldn t) mind\b|\bnot only\b|\bnem ba[nj]\w*|\bnem csak\b"
)
_OTHERS = re.compile(
    r"\b(?:brothers?|sisters?|wife|husband|friends?|mates?|dad|father|mum|mom|mother|son|daughter"
    r"|boss|colleagues?|uncle|aunt|girlfriend|boyfriend|neighbou?rs?|partner|he|she|his|her|they"
    r"|batyam\w*|ocsem\w*|apam\w*|anyam\w*|nover\w*|hugom\w*|felesegem\w*|ferjem\w*|haver\w*"
    r"|barat\w*|fiam\w*|lanyom\w*|fonok\w*|kolleg\w*|testver\w*|szomszed\w*|o)\b"
)
_SELF = re.compile(r"\b(?:i|we|en|mi|magam\w*|nekem)\b")


def own_clauses(words: str, *, denials: bool) -> str:
    """Return what of a message is the user's own wish, clause by clause.

    Parameters
    ----------
    denials : keep what he denies: “not more than 2 %” is a limit.
    """
    kept = [clause for clause in _clauses(words) if denials or not _denies(plain(clause))]
    return "\n".join(clause for clause in kept if not _is_of_others(plain(clause)))


def _clauses(words: str) -> Iterator[str]:
    unquoted = _QUOTED.sub(
        lambda found: " " if len(found.group().split()) >= _SENTENCE else found.group(), words
    )
    return (clause for clause in _BREAK.split(unquoted) if clause.strip())


def _denies(clause: str) -> bool:
    return bool(_DENIED.search(clause)) and not _AGREED.search(clause)


def _is_of_others(clause: str) -> bool:
    return bool(_OTHERS.search(clause)) and not _SELF.search(clause)
