"""What a message takes for granted: “since they lost yesterday, will they win on Sunday?”.

The day, the score and the words of such a clause are no part of the question, and nothing says
that they are true. Knows no football.
"""

from __future__ import annotations

import re

from graph.analyst.spotting.spans import Span

_PREMISE = re.compile(
    r"^(?:(?:but|so|and|well|hat|na|de|szoval) )?"
    r"(?:since|because|given(?: that)?|after|now that|seeing (?:that|as)|considering(?: that)?"
    r"|mivel|miutan|mert|ha mar|tekintve,? hogy|azok utan,? hogy|azutan,? hogy)\b"
    r"(?P<said>[^?!;]*?),\s(?=\S)"
    r"|^(?:az? )?[^?!,;]{2,30} elleni (?:\w+ )?(?:vereseg|gyozelem|siker|dontetlen|kudarc|bukas)\w*"
    r" utan,?\s(?=\S)"
)


def spot_premise(folded: str) -> list[Span]:
    """Return the clause that a folded message takes for granted, if it begins with one."""
    found = _PREMISE.match(folded)
    return [Span(start=found.start(), end=found.end())] if found else []


def without_premise(masked: str) -> str:
    """Return the question of a masked message."""
    return _PREMISE.sub("", masked)
