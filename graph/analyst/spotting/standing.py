"""Where in a sentence a club stands, whatever it is called: “when do … play”, “a …-nak mikor”.

The words around a name tell it, on both sides: one may be an edge of the sentence, the other has to
speak of what clubs do. Knows no clubs; who is handed the places asks the resolver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analyst.likeness import vocabulary
from graph.analyst.spelling import written_out
from graph.analyst.spotting.spans import Span
from graph.wording import Language
from graph.wording.folding import fold
from knowledge.naming.endings import stems

#: words of a name at most
_LONGEST = 3
_WORD = re.compile(r"[^\W_][\w'’]*(?:[-.]\w+)*")
_OWNER = re.compile(r"['’]s$")
_LETTERS = re.compile(r"[^\W\d_]+")
#: letters of a known word that a longer one may begin with: “focimeccsek”
_SHORTEST_BEGINNING = 5
_GAP = re.compile(r" |-")
#: numbers, “can't”, “definitely”, any form of “derby”
_NO_NAME = re.compile(r"\d|.*'|.*[^a-z0-9.'-]|\w+ly$|derb[iy]")

_WHEN = (
    r"(?:today|tonight|tomorrow|now|next|this|on|at|in|again|please|pls|ma|most|holnap|megint|majd"
    r"|hetvegen|(?:mon|tues|wednes|thurs|fri|satur|sun)day|hetfon|kedden|szerdan|csutortokon"
    r"|penteken|szombaton|vasarnap)\b"
)
_LAST = re.compile(rf"\s*(?:[?!.,;)]|$)| {_WHEN}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Frame:
    """What stands before and behind a club."""

    #: a club follows, whatever comes then
    before: re.Pattern[str]
    #: a club may follow, if what clubs do comes then
    opening: re.Pattern[str]
    #: what clubs do and have
    behind: re.Pattern[str]
    #: what is theirs alone: nothing else plays, and no adjective stands before it
    theirs: re.Pattern[str]
    #: the same as `before`, where a word that nobody knows is a club
    surely: re.Pattern[str]

    def holds(self, before: str, behind: str, *, surely: bool = False) -> bool:
        """Whether a club stands between these; `surely`: whatever is between them."""
        told = (self.surely if surely else self.before).search(before)
        if told and _LAST.match(behind):
            return True
        follows = (self.theirs if surely else self.behind).match(behind)
        return bool(follows and (told or self.opening.search(before)))


_VERBS = (
    r"wins?|winning|won|los(?:e|es|ing|t)|beats?|beating|draw(?:s|ing)?(?! no)|drew"
    r"|plays?|playing|played"
    r"|scor(?:e|es|ing|ed)|concedes?|go(?:ing)? (?:up|down)|stay(?:ing)? up|survive|qualify"
    r"|any good"
    r"|get (?:promoted|relegated|a (?:win|point|result)|any\w*|something)|favou?rites?|unbeaten"
    r"|in form|(?:at home|away)\b(?! from)|doing|performing|worth (?:backing|a bet)"
    r"|to (?:win|beat|lose|draw|score|qualify|go (?:up|down)|stay)|vs?|versus|against"
)
_THEIRS = (
    r"form|fixtures?|results?|schedule|standings?"
    r"|(?:next|last|previous|upcoming|recent|latest) (?:match|game|fixture|opponent|result|\d+|two"
    r"|three|four|five|six|ten)\w*"
)
_NO_THING = r"(?! (?:a |some |any )?(?:money|cash|points|lottery|car|book|pay|prize))"
_ON = r"(?:for|on|of|from|about|with)"
_THEIRS_HU = (
    r"mikor|hol|kivel|ki ellen|hogy all\w*|hanyadik|nyer\w*|gyoz\w*|kikap\w*|veszit\w*|jatsz\w*"
    r"|szerepel\w*|formaja\w*|meccsei?t?|ellen|elleni"
    r"|(?:kovetkezo|utolso|legutobbi) (?:\d+ )?(?:meccse|merkozese|ellenfele|eredmenye)\w*"
    r"|kies\w*|feljut\w*|eredmenyei?|helyezese|megver\w*|eselyei?"
)
_ASKED_HU = (
    r"mikor|hol|kivel|ki ellen|hogyan?|hanyadik|nyer(?!i)\w*|gyoz\w*|kikap\w*|jatsz\w*|all"
    r"|szerepel\w*|teljesit\w*|formaban (?:van|vannak)|helyzet\w*|ujsag|velsz|gondolsz|szolsz"
    r"|kies\w*|feljut\w*|megver\w*|elver\w*|mi (?:van|lesz)|szerinted|vajon|formaja"
)
_FRAMES: Mapping[Language, _Frame] = {
    "en": _Frame(
        before=re.compile(
            r"\b(?:vs?\.?|versus|against|beat|beats|beating|facing|back|backing|fancy|support"
            r"|supporting|(?:what|how) about|tell me about|show me"
            r"|(?:win|victory|goal|bet|odds|chances?|prediction|form|stats|results?|fixtures?|match"
            rf"|game|report|price|money|tips?|info\w*|news) {_ON}) (?:the )?$"
        ),
        opening=re.compile(
            r"(?:^|[?!.;,] |\b(?:do|does|did|will|would|wont|won't|can|could|should|are|is|were|was"
            r"|has|have|had|when|if|how's|hows|what's|whats|when's|whens|and|so|or|ok|okay|but|hey|hi"
            r"|then|that|think|reckon|say|(?:likely|probable) (?:is|are)(?: an?)?) )(?:the )?$"
        ),
        behind=re.compile(
            rf"(?:['’]s)? (?:{_VERBS}|{_THEIRS}|over|under|btts|odds|chances?|table|position|h2h"
            rf"|stats|predictions?|tips?|match(?:es)?|games?)\b{_NO_THING}"
        ),
        theirs=re.compile(rf"(?:['’]s)? (?:{_VERBS}|{_THEIRS})\b{_NO_THING}"),
        surely=re.compile(
            r"\b(?:vs?\.?|versus|against|beating|facing|(?:what|how) about"
            rf"|(?:win|victory|form|stats|results?|fixtures?) {_ON}) (?:the )?$"
        ),
    ),
    "hu": _Frame(
        before=re.compile(rf"\b(?:{_ASKED_HU}|eselye\w*) (?:{_WHEN} )?(?:az? )?$"),
        opening=re.compile(
            r"(?:^|[?!.;,] |\b(?:es|na|de|ok|hogy|akkor|szia|hello|vagy|meg|mikor|hol|kivel) )"
            r"(?:az? )?$| az? $"
        ),
        behind=re.compile(
            rf" (?:{_THEIRS_HU}|esely\w*|forma\w*|meccs\w*|merkozes\w*|eredmeny\w*|helyez\w*"
            r"|szorzo\w*|odds\w*|tipp\w*|tabella\w*|bajnok)\b"
        ),
        theirs=re.compile(rf" (?:{_THEIRS_HU})\b"),
        surely=re.compile(rf"\b(?:{_ASKED_HU}) (?:{_WHEN} )?az? $"),
    ),
}


def unknown_names(
    text: str, taken: Sequence[Span], language: Language, *, surely: bool = False
) -> Iterator[Span]:
    """Yield the words that stand where a club does and that the analyst's phrases do not have.

    Parameters
    ----------
    text
        The message as typed.
    taken
        What has been read in it already.
    language
        Whose sentences count.
    surely
        Only where nothing but a club can stand.
    """
    folded = fold(text)
    frame = _FRAMES[language]
    for run in unknown_runs(text, taken):
        sure = surely and not is_capital(text, run)
        if frame.holds(folded[: run.start], folded[run.end :], surely=sure):
            yield run


def stands(span: Span, text: str, language: Language) -> bool:
    """Whether a club can be what stands at a place of a text."""
    folded = fold(text)
    return _FRAMES[language].holds(folded[: span.start], folded[span.end :])


def is_capital(text: str, span: Span) -> bool:
    """Whether a capital shows a name: not the first of a sentence, nor in a text full of them."""
    words = [one.group() for one in _WORD.finditer(text)]
    rare = sum(word[0].isupper() for word in words) * 2 <= len(words)
    return rare and span.start > 0 and text[span.start].isupper()


def is_nobodys_word(words: str) -> bool:
    """Whether each word is like none that the phrases have: no form, part or slip of one."""
    known, letters = vocabulary(), _LETTERS.findall(fold(words))
    return bool(letters) and not any(
        stem in known
        for word in letters
        for stem in (
            word,
            known.mended(word),
            *stems(word),
            *(word[:size] for size in range(_SHORTEST_BEGINNING, len(word))),
        )
    )


def unknown_runs(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the runs of neighbouring words that the phrases of the analyst do not have."""
    folded = fold(text)
    run: Span | None = None
    size = 0
    for match in _WORD.finditer(text):
        owner = _OWNER.search(match.group())
        word = Span(start=match.start(), end=match.end() - len(owner.group() if owner else ""))
        if not _is_unknown(folded[word.start : word.end], word, taken):
            if run:
                yield run
            run = None
        elif run and size < _LONGEST and _GAP.fullmatch(text[run.end : word.start]):
            run, size = Span(start=run.start, end=word.end), size + 1
        else:
            if run:
                yield run
            run, size = word, 1
    if run:
        yield run


def _is_unknown(word: str, place: Span, taken: Sequence[Span]) -> bool:
    return (
        len(word) > 1
        and not _NO_NAME.match(word)
        and word not in vocabulary()
        and written_out(word) == word
        and not any(place.touches(other) for other in taken)
    )
