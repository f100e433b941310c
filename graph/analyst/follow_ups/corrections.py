"""A message that mends the one before: “sorry, 1.54”, “no I meant Sociedad”, “not today, Sunday”.

What it names takes the place of what was named before; the question stays what it was. Knows
readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.analyst.intents import Intent, by_cue
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.prices import Price
from graph.wording.folding import fold

_SORRY = (
    r"(?:sorry|wait|oops|whoops|hang on|hold on|my bad|typo|i mean|bocs\w*|bocsanat|elnezest|hoppa"
    r"|varj|upsz|elirtam|jaj)"
)
#: taken back with a word of its own, or with a “no” that stands by itself
_BEGINS = re.compile(
    rf"^\W*(?:(?:oh|ah|er|hmm+|ja|na|de|but)[,.! ]+)*"
    rf"(?:(?:{_SORRY}\b[,.:! ]*|(?:no|nope|nah|nem)(?:[,.!]+ ?| (?=i me|not |sorry|wait|bocs)))+"
    r"(?:(?:i |it )?(?:meant|mean|was|is|should be)\b[,:]? ?(?:to (?:say|write|type) )?"
    r"|(?:helyesen|ugy ertem|azt akartam)\b,? ?)?"
    r"|i meant (?:to (?:say|write|type) )?|meant |helyesen |ugy ertem,? |azt akartam,? )"
    r"(?=\S)"
)
_ENDS = re.compile(
    rf"[,. ]+(?:{_SORRY}|i meant|akartam (?:irni|mondani)|gondoltam|ertettem|helyesen)\W*$"
)
#: one thing is taken back and another said in its place
_DENIED = (
    re.compile(
        r"^(?:not|nem?) (?P<denied>[^,.;!?]{2,40}?)(?: ?[,;.–-]+ ?| (?=but |hanem |instead ))"
        r"(?:but |hanem |instead |inkabb |rather )?(?P<rest>\S.*)$"
    ),
    re.compile(r"^(?P<rest>\S.*?)[,;]? (?:and |es )?(?:not|nem) (?P<denied>[^,;]{2,40}?)\W*$"),
)
#: a word is broken off and said right: “my team is Ever… er, Liverpool”
_BROKEN_OFF = re.compile(
    r"\b(?P<denied>[^\s.,;]+)[\s.,…–-]+(?:ize+|akarom mondani|azaz nem|jaj nem|na nem|er+m*|i mean"
    r"|sorry,? i mean|no wait|bocs\w*|pardon|helyesebben)[\s,.:…-]+(?P<rest>(?:az? |the )?\S+)"
)
_THAT = re.compile(
    r"(?:that|this|it|az(?:t|ra|on|ok)?|ez(?:t|re|en)?)(?: one| game| match| meccs\w*)?"
)
#: a name and nothing else
_NAME = re.compile(r"(?:(?:the|az?|on|at|for) )?(?:CLUB|DAY|LEAGUE|PRICE)\W*")
#: what it asks is what was asked before
_ASKS_NOTHING = frozenset({Intent.MATCH, Intent.OTHER, Intent.VALUE, Intent.REPORT})

#: reads a piece of a message
Read = Callable[[str], Reading]


def mended(text: str, read: Read) -> tuple[str, bool, tuple[str, ...]]:
    """Return what a message says in the place of something, whether it does, and what it denies."""
    text = _without_false_start(text.strip(), read)
    plain = _without_words(text)
    rest, denied = _without_denied(plain, read)
    corrects = rest != text.strip()
    return (rest, corrects, denied) if corrects else (text, False, ())


def _without_false_start(text: str, read: Read) -> str:
    """Return a message without the name that is broken off for another of its kind."""
    found = _BROKEN_OFF.search(fold(text))
    if found is None:
        return text
    first, then = (read(text[found.start(one) : found.end(one)]) for one in ("denied", "rest"))
    before = text[: found.start("denied")]
    if not _kinds(first) & _kinds(then) or _is_of_another(before, then, read):
        return text
    article = re.search(r"\b(?:az?|the) $", fold(text[: found.start()]))
    return text[: article.start() if article else found.start()] + text[found.start("rest") :]


def _is_of_another(before: str, then: Reading, read: Read) -> bool:
    """Whether it says which of several a name before means: “united v arsenal i mean man utd”."""
    meant = {name for club in then.clubs for name in (club.name, *club.candidates)}
    return any(meant.intersection(club.candidates) for club in read(before).clubs)


def _without_words(text: str) -> str:
    """Return a message without the words that only say that it mends something."""
    begin, end = _BEGINS.match(fold(text)), _ENDS.search(fold(text))
    start, stop = begin.end() if begin else 0, end.start() if end else len(text)
    return text[start:stop] if re.search(r"\w", text[start:stop]) else text


def _without_denied(text: str, read: Read) -> tuple[str, tuple[str, ...]]:
    """Return what is said in the place of another thing of its kind, and the clubs that are not."""
    for pattern in _DENIED:
        if not (match := pattern.match(fold(text))):
            continue
        denied = read(text[match.start("denied") : match.end("denied")])
        rest = text[match.start("rest") : match.end("rest")]
        instead = read(rest)
        if pattern is _DENIED[1] and not _NAME.fullmatch(instead.masked):
            continue  # “Everton are not my club” tells something of Everton
        of_its_kind = _NAME.fullmatch(denied.masked) and _kinds(denied) & _kinds(instead)
        if of_its_kind or _THAT.fullmatch(denied.folded):
            names = [name for club in denied.clubs for name in (club.name, *club.candidates)]
            return rest, tuple(dict.fromkeys(names))
    return text, ()


def _kinds(reading: Reading) -> set[str]:
    named = {
        "club": reading.clubs,
        "day": reading.days,
        "league": reading.leagues,
        "price": reading.prices,
    }
    return {kind for kind, found in named.items() if found}


def corrected(before: Reading, now: Reading) -> Reading | None:
    """Return the message before with what is named now in its place; None where nothing fits."""
    if not now.corrects or not _ASKS_NOTHING.issuperset([*filter(None, [by_cue(now.masked)])]):
        return None
    listed = before.listed or now.listed
    kept = replace(before, language=now.language, corrects=True, listed=listed)
    if now.clubs:
        return _of_other_clubs(kept, now)
    if now.prices and before.prices:
        return replace(kept, prices=_with_price(kept, now.prices[-1].value))
    if now.leagues and not before.clubs:
        return replace(kept, leagues=now.leagues, days=now.days or before.days)
    if now.days:
        return replace(kept, days=now.days)
    if now.marks or now.score:
        return replace(kept, marks=now.marks, score=now.score, inherited=None)
    return None


def _with_price(before: Reading, value: float) -> tuple[Price, ...]:
    """Return the prices with the one nearest to a value replaced by it."""
    nearest = min(before.prices, key=lambda one: abs(one.value - value))
    return tuple(replace(one, value=value) if one is nearest else one for one in before.prices)


def _of_other_clubs(before: Reading, now: Reading) -> Reading | None:
    """Return the question of before about other clubs: one in the place of one, or all."""
    old, new = list(before.clubs), list(now.clubs)
    if not old:
        return None
    if len(new) == 1 and len(old) > 1:
        old = [club for club in old if _is_taken_back(club, new[0], now)]
    if len(old) == len(new):
        return renamed(before, list(zip(old, new, strict=True)), now)
    days = now.days or (before.days if len(new) == 1 else None)
    return replace(now, intents=before.intents, days=days)


def _is_taken_back(club: Club, new: Club, now: Reading) -> bool:
    return club.name in now.denied or may_mean(club, new)


def may_mean(old: Club, new: Club) -> bool:
    """Whether an uncertain name of before may have meant the club that is named now."""
    return new.name in old.candidates or (
        bool(old.candidates) and fold(old.name).strip() in fold(new.name)
    )


def renamed(before: Reading, pairs: Sequence[tuple[Club, Club]], now: Reading) -> Reading:
    """Return the message before with each first club's name replaced by the second one's."""
    new = {old.name: club for old, club in pairs}

    def other(club: Club) -> Club:
        named = new.get(club.name)
        return replace(named, start=club.start, end=club.end) if named else club

    return replace(
        before,
        clubs=tuple(map(other, before.clubs)),
        mentions=tuple(map(other, before.mentions)),
        days=now.days or before.days,
        language=now.language,
    )
