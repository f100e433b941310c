"""Whether a message asks for home or away matches: “at home”, “idegenben”."""

from __future__ import annotations

import re

_HOME = re.compile(
    r"\b(?:at home|home (?:form|record|games?|match(?:es)?|fixtures?|wins?|defeats?|goals)"
    r"|otthon|otthoni|hazai)\b"
)
_AWAY = re.compile(r"\b(?:away|on the road|travels?|idegenben|idegenbeli|vendegkent)\b")
_EITHER = re.compile(
    r"\b(?:home (?:or|and|vs?) away|away (?:or|and|vs?) (?:at )?home"
    r"|otthon (?:vagy|es|meg) idegenben"
    r"|idegenben (?:vagy|es|meg) otthon|hazai (?:vagy|es|meg) idegenbeli)\b"
)


def spot_venue(folded: str) -> str | None:
    """Return the one venue that is named; “at home or away” names none."""
    if _EITHER.search(folded):
        return None
    return "home" if _HOME.search(folded) else "away" if _AWAY.search(folded) else None
