"""What a message about the user himself continues: “yes” to a question, “also Chelsea”.

A setting is no question about football, so nothing else leans on it; this is what does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading

_YES = re.compile(
    r"^(?:yes|yeah|yep|sure|ok(?:ay)?|please do|do it|go ahead|igen|ja|persze|rendben|oke|mehet"
    r"|biztos\w*|csinald)\b(?: \w+)?(?:,? please)?[\s.!]*$"
)
_NO = re.compile(r"^(?:no|nope|don't|do not|never mind|cancel|nem|ne|megse|inkabb ne|hagyd)\b")
#: “delete that”, of a note just made or shown
_FORGET_IT = re.compile(
    r"^(?:no,? |nem,? )?(?:please )?(?:delete|forget|remove|erase|scrap|torold|felejtsd|vedd ki)"
    r"(?: (?:that|it|this|ezt|azt|ki|el|le|again|please))*[\s.!]*$"
)
_NOTES = frozenset({Intent.SAVE_INSIGHT, Intent.SEARCH_INSIGHTS})
_MORE = re.compile(r"\b(?:also|too|as well|is|szinten|meg)\b")


def is_yes(reading: Reading) -> bool:
    """Whether a message is a plain yes."""
    return bool(_YES.match(reading.folded))


def is_no(reading: Reading) -> bool:
    """Whether a message that asks for nothing else begins with a no."""
    return bool(_NO.match(reading.folded)) and not reading.clubs


def continued(before: Reading | None, now: Reading) -> Reading:
    """Return a message that goes on with a setting or a forgetting, as one of the same intent."""
    if before is None:
        return now
    if Intent.FORGET in before.intents and not now.intents and (is_yes(now) or is_no(now)):
        return replace(now, intents=(Intent.FORGET,))
    if _NOTES & set(before.intents) and _FORGET_IT.match(now.folded):
        return replace(now, folded=f"{now.folded} note", intents=(Intent.FORGET,))
    one_more = now.clubs and not now.intents and "?" not in now.text and _MORE.search(now.folded)
    if one_more and Intent.SET_PREFERENCE in before.intents and before.clubs:
        return replace(now, intents=(Intent.SET_PREFERENCE,))
    return now
