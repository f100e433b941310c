"""What is asked of the two clubs spoken of: “how many of those had goals?”, “who is better away?”.

And where their match is: “no, Montpellier are at home”. Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading

_PAIR = 2
#: of the meetings just told
_OF_THOSE = re.compile(
    r"\b(?:of (?:those|them|these)|in (?:those|them|these))\b.*|\b(?:ebbol|ezekbol|azokbol|kozuluk"
    r"|ezeken|azokon|ezek kozul)\b"
)
_COUNTS = re.compile(
    r"\b(?:how (?:many|often)|hany\w*|mennyi\w*|mikor|melyik\w*|which|were|volt\w*)\b"
)
#: which of the two is the better one at a venue
_BETTER = re.compile(
    r"^\W*(?:(?:and|so|es|na|akkor|amugy) )*(?:who|which(?: one| team| of them)?|ki|kik|melyik\w*)"
    r"(?: csapat\w*)?\b.*\b(?:better|stronger|worse|best|jobb|erosebb|rosszabb|gyengebb)\b"
)
#: how their last meeting ended
_LAST = re.compile(
    r"\b(?:who|how|what|ki|mi|mennyi|hogy\w*)\b.*\b(?:last|previous|earlier|legutobb\w*|utoljara|elozo\w*"
    r"|mult\w*)\b"
)
#: one of the two is said to play at home
_HOSTS = re.compile(
    r"^\W*(?:(?:no|not so|(?:wrong|other) way (?:a)?round|forditva"
    r"|nem|nem ugy|de|but|hiszen|es)[, ]+)*(?:az? |the )?CLUB\w*"
    r" (?:(?:is |are |play )?(?:at )?home|(?:otthon|hazai palyan) (?:van|jatszik|lesz)|a hazai)\b"
    r"\W*$"
)


def of_the_pair(before: Reading, now: Reading) -> Reading | None:
    """Return what a message asks of the two clubs of the one before; None where of neither."""
    if len(before.clubs) != _PAIR or now.leagues or now.days or now.prices:
        return None
    if now.clubs:
        own = {club.name for club in before.clubs}
        told = len(now.clubs) == 1 and now.clubs[0].name in own and _HOSTS.match(now.masked)
        return replace(now, clubs=before.clubs, intents=(Intent.FIXTURES,)) if told else None
    met = Intent.HEAD_TO_HEAD in before.intents
    if met and _OF_THOSE.search(now.folded) and _COUNTS.search(now.folded):
        return replace(before, language=now.language)
    if not met and now.intents == (Intent.RESULTS,) and _LAST.search(now.folded):
        return replace(now, clubs=before.clubs, intents=(Intent.HEAD_TO_HEAD,))
    if now.venue and _BETTER.search(now.folded):
        return replace(now, clubs=before.clubs, intents=(Intent.REPORT,))
    return None
