"""The matches spoken of so far, held against each other: “which would you rather back?”.

Each was asked about in a message of its own; one of them may be pointed at (“back to the first
one”), or each club priced in its own match. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.pointing import OF_ONE
from graph.analyst.intents import Intent
from graph.analyst.picks import COMPARED, focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Pick

_PAIR = 2
#: words of a message that only names what matches are compared by
_FEW = 4
#: matches that one answer compares
_MOST = 4
_BACKS = (
    r"(?:back|bet|pick|take|choose|go (?:for|with)|play|prefer|fancy|trust|tenn\w*|rakn\w*"
    r"|fogadn\w*|valasztan\w*|jatszan\w*|tegy\w*|rakj\w*|fogadj\w*|tipp\w*|bizn\w*|ajanl\w*|inkabb)"
)
#: several matches are held against each other: “which of them is the safest?”
_COMPARES = re.compile(
    r"\b(?:which|what|who|melyik\w*)\b.*\b(?:of (?:them|those|these|all)|safe(?:st|r)|better|best"
    r"|likel\w+|(?:leg)?biztos\w*bb?|(?:leg)?jobb|(?:leg)?eselyesebb|(?:leg)?valoszinubb"
    r"|(?:leg)?nagyobb|bigger|higher|more (?:goals|value|likely)|most (?:goals|value)"
    r"|(?:leg)?tobb (?:gol|ertek)\w*"
    r"|(?:of the |the )?two\b|ketto\w*|both)\b"
    rf"|\b(?:which|melyik\w*)\b.*\b{_BACKS}\b"
    r"|\b(?:first|elso)\w*\b.*\b(?:or|vagy)\b.*\b(?:second|masodik)"
    r"|\b(?:compare|hasonlits\w*)\b.*\b(?:it|that|azt|ezt|them|those|both|ossze|oket"
    r"|the (?:two|three)|ketto\w*)\b"
)
_TWO = re.compile(r"\b(?:two|both|either|kett\w*|mindket\w*)\b")
_WITH = re.compile(
    r"\b(?:it|that|this|azt|ezt)\b.*\b(?:with|to|against)\b.*CLUB|CLUB\w*(?: \w+)?(?:val|vel)\b"
)
_OVER = re.compile(r"\b(?:over|goals?|tobb gol|gol)\w*\b")
_COMPARE = re.compile(r"\b(?:compare|hasonlits\w*)\b")
_GOALS = re.compile(r"^(?P<side>over|under)_|^expected_goals|^number_of")
_SPOKEN_OF = OF_ONE | {Intent.FIXTURES}


def matches_spoken_of(done: Sequence[Reading]) -> list[tuple[str, ...]]:
    """Return the matches asked about, each once, by its clubs, the one spoken of last at the end.

    A club alone is its next match, or the one that was told of it.
    """
    found: list[tuple[str, ...]] = []
    for one in done:
        names = tuple(club.name for club in one.clubs if not club.candidates)
        if one.slip or one.among or not names or not _SPOKEN_OF.issuperset(wanted(one)):
            continue
        if one.corrects and found:
            found.pop()
        for at in range(0, len(names), _PAIR):
            match = names[at : at + _PAIR]
            known = next((old for old in found[::-1] if _is_one(match, old)), ())
            if known:
                found.remove(known)
            found.append(max(match, known, key=len))
    return found


def _is_one(match: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of matches may be one match's: a club has several."""
    return {*match} <= {*other} or {*other} <= {*match}


def compared(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return “which of them is the safest?” as asked of the matches of the last messages.

    Of one match alone, its two clubs are compared.
    """
    if now.leagues or now.days or now.prices:
        return None
    if again := _compared_otherwise(done[-1], now):
        return again
    if not _COMPARES.search(now.folded):
        return None
    told = matches_spoken_of(done)
    if beside := _compared_with(told, now):
        return beside
    if now.clubs:
        return None
    if len(told) < _PAIR:
        of_clubs = told and len(told[0]) == _PAIR and _COMPARE.search(now.folded)
        clubs = tuple(_named(name) for name in told[0]) if of_clubs else ()
        return replace(now, clubs=clubs, intents=(Intent.REPORT,)) if clubs else None
    told = told[-_PAIR:] if _TWO.search(now.folded) else told[-_MOST:]
    names = tuple(name for match in told for name in match)
    if len(set(names)) < len(names):  # a club in two of them: each is told, none is its next
        each = tuple(
            replace(now, clubs=tuple(_named(name) for name in match), intents=(Intent.CHANCES,))
            for match in told
        )
        return replace(now, clubs=each[0].clubs, again=each, intents=(Intent.CHANCES,))
    return replace(now, intents=(Intent.TIPS,), among=names, order=_order(done[-1], now))


def _compared_otherwise(before: Reading, now: Reading) -> Reading | None:
    """Return “and in goals?” as a comparison of the same matches by something else."""
    plain = len(now.folded.split()) <= _FEW or _COMPARES.search(now.folded)
    if not before.among or now.clubs or not plain:
        return None
    by = next((one for one in now.selections if COMPARED.match(one)), None)
    by = by or ("most_goals" if _OVER.search(now.folded) else None)
    return replace(before, language=now.language, order=by) if by else None


def _compared_with(told: Sequence[tuple[str, ...]], now: Reading) -> Reading | None:
    """Return “compare it with Newcastle Brighton” as of that match and the one spoken of last."""
    with_it = _WITH.search(now.masked) and _COMPARE.search(now.folded)
    names = tuple(club.name for club in now.clubs if not club.candidates)
    if not (with_it and told and names):
        return None
    both = (*told[-1], *names)
    return replace(now, clubs=(), mentions=(), intents=(Intent.TIPS,), among=both)


def _order(before: Reading, now: Reading) -> str | None:
    """Return what the matches are compared by: the outcome that was spoken of in the last one."""
    if not now.marks and _OVER.search(now.folded):
        return "most_goals"
    pick = None if now.marks or Intent.CHANCES in now.intents else focus(before)
    asked = (pick.selection if pick else None) or ""
    if goals := _GOALS.match(asked):
        return "fewest_goals" if goals["side"] == "under" else "most_goals"
    return asked if COMPARED.match(asked) and asked not in ("home", "away") else None


def priced_apart(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return two clubs of different matches spoken of, each with its price in its own match.

    “Which is better, Madrid at 1.2 or Girona at 2.1?” is of no match between the two.
    """
    if len(now.clubs) != _PAIR or len(now.prices) != _PAIR or now.marks:
        return None
    if Intent.SLIP in now.intents:
        return None
    matches = matches_spoken_of(done)
    own = [next((one for one in matches[::-1] if club.name in one), None) for club in now.mentions]
    if len(own) != _PAIR or None in own or own[0] == own[1]:
        return None
    each = tuple(
        replace(
            now, clubs=tuple(_named(name) for name in match or ()), mentions=(), prices=(price,),
            inherited=Pick(club=club.name), intents=(Intent.VALUE,),
        )
        for match, club, price in zip(own, now.mentions, now.prices, strict=True)
    )  # fmt: skip
    return replace(now, again=each, intents=(Intent.VALUE,))


def _named(name: str) -> Club:
    return Club(start=0, end=0, name=name)
