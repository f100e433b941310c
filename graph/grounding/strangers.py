"""Names that nobody told: players, coaches, referees, of whom no tool of ours knows anything.

A name is a word with a capital inside a sentence that is no club, no ground, no league and no word
of the house; the user's own names are his to hear again. Knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.grounding.hearsay import is_unknown
from graph.grounding.speech import Speech
from graph.grounding.vocabulary import is_plain
from graph.wording import Language
from graph.wording.folding import fold

_CAPITAL = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-ÞŐŰŠŽČĆ][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: where a sentence begins, or a part that may have a capital of its own
_BEGINS = re.compile(r"(?:^|[.:!?|•()–—/“„\"»«-])[\s*#>\d.)“„\"]*$")
#: letters by which a name is known again, whatever its ending
_STEM = 4


def strangers(
    speech: Speech, written: str, language: Language, told: frozenset[str]
) -> Iterator[str]:
    """Yield names in a sentence about a match that no tool told and the user did not say.

    Parameters
    ----------
    written : the sentence as it is written; as long as `speech.text`.
    told : words of tools, facts and the user, in plain letters.
    """
    if "?" in written or not (speech.clubs or speech.said.named or speech.said.pair):
        return
    if _is_title(written):
        return
    previous = None
    for found in _CAPITAL.finditer(written):
        begins = bool(_BEGINS.search(written[: found.start()]))
        follows = previous is not None and written[previous.end() : found.start()] == " "
        unknown = not any(
            club.start < found.end() and found.start() < club.end for club in speech.clubs
        ) and not _is_known(fold(found.group()), language, told)
        if unknown and (not begins or follows) and not is_unknown(found, speech.text):
            yield f"no tool tells of “{found.group()}”"
            return
        previous = found if unknown else None


def _is_known(word: str, language: Language, told: frozenset[str]) -> bool:
    if is_plain(word, language) or is_plain(word, "en" if language == "hu" else "hu"):
        return True
    return any(name[:_STEM] == word[:_STEM] for name in told)


def _is_title(written: str) -> bool:
    """Tell a heading, whose words may all have capitals: “Key Takeaways”."""
    words = _WORD.findall(written)
    return (
        sum(word[0].isupper() for word in words) > len(words) / 2 and written.rstrip()[-1:] != "."
    )
