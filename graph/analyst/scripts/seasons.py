"""How a season may end: for a league, or for the clubs named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.analyst.calls import Script, call
from graph.analyst.figures_asked import asks_most_points
from graph.analyst.reading import Reading
from graph.analyst.scripts.clubs import report, table
from graph.analyst.spotting.counts import COUNTS, PLACES
from graph.analyst.writing.missing import explain
from graph.analyst.writing.seasons import tell_season
from graph.wording.phrasebook import Phrasebook
from knowledge.catalogue import entry

#: what is asked of a season, and the words for it in both languages, folded; each that fits
_ASKED: Mapping[str, re.Pattern[str]] = {
    "title": re.compile(
        r"\btitle|\bchampions?\b|\bwins? (?:the )?(?:LEAGUE|league|championship)\b|\bbajnok(?!sag)"
        r"|\bnyer(?:i|het|heti)\b|\bmegnyer|\bcim(?:et|e|me)\b|\baranyerm|\bfinish(?:es)? first\b"
    ),
    "relegation": re.compile(
        r"\brelegat|\b(?:go|goes|going|gone|went|send|sent) down\b|\bdrop\b|\bstay(?:s|ing)? up\b"
        r"|\bdown(?: already| yet| now)?\W*$|\bsafe\b"
        r"|\bsurviv|\bkies|\bki (?:fog )?es|\bes(?:ik|nek|het) ki\b"
        r"|\bbe(?:nt|nn) ?marad|\bbucsuz|\belso osztaly|\btop flight\b"
    ),
    "promotion": re.compile(
        r"\bpromot|\b(?:go|goes|going|gone|went) up\b|\bCLUB up\b"
        r"|\bjutott\w* fel\b|\bfeljut|\bjut(?:nak|hat)? fel\b"
    ),
}
_CHAMPIONS_LEAGUE = re.compile(r"\bbl\b|\bchampions league\b|\bbajnokok lig")
_TOP = re.compile(
    r"\btop (?:of the )?(?P<en>\d{1,2}|two|three|four|five|six|seven|eight|ten|half)\b"
    r"|\b(?:elso|legjobb|top) ?(?P<hu>\d{1,2}|ketto|harom|negy|ot|hat|het|nyolc|tiz)"
    r"(?:-?(?:be|ben|ba|ban|re|ra))?\b"
    r"|\b(?:az?) (?P<into>negy|ot|hat|harom|nyolc|tiz)-?(?:be|ba|ben|ban)\b"
    r"|\b(?:for|in|finish|end) (?:up )?(?:in )?(?:(?P<place>[2-9]|10)(?:nd|rd|th)"
    r"|(?P<worded>second|third|fourth|fifth|sixth|seventh))\b"
    r"|\b(?P<podium>dobogo\w*)"
)
#: the one club that ends somewhere: “who finishes 4th”, “ki lesz a negyedik”
_PLACE = re.compile(
    r"\b(?:who|which (?:team|club|side))(?: (?:will|would|is|are|'s|going|gonna|to|likely|do you"
    r"|think))* (?:finish(?:es|ing)?|ends?|ending|comes?|be|is) (?:up )?(?:in )?(?P<en>{0})"
    r"|\b(?:exactly|just) (?P<exact>{0})"
    r"|\b(?:ki|melyik csapat|mely csapat) (?:lesz|vegez|fejezi be|fog \w+)(?: majd)?(?: az?)?"
    r" ?(?P<hu>{1})"
    r"|\b(?:pont(?:osan)?|epp(?:en)?) (?:az? )?(?P<hu_exact>{1})".format(
        r"\d{1,2}(?:st|nd|rd|th)\b|second\b|third\b|fourth\b|fifth\b|sixth\b|seventh\b|eighth\b"
        r"|bottom\b|last\b",
        r"\d{1,2}\.|masodik\w*|harmadik\w*|negyedik\w*|otodik\w*|hatodik\w*|hetedik\w*|nyolcadik\w*"
        r"|utolso\w*",
    )
)
_NUMBERS = {**COUNTS, **PLACES, "half": 10}
_NEEDED = re.compile(
    r"\bpoints?\b.*\b(?:need\w*|takes?|enough|required)\b"
    r"|\bpoints? to (?:get|make|reach|win|stay|avoid|finish)\b"
    r"|\b(?:need|enough|takes?)\b.*\bpoints?\b"
    r"|\bpont\w*\b.*\b(?:kell\w*|eleg|szukseg\w*)\b|\b(?:kell\w*|eleg)\b.*\bpont\w*\b"
)
#: the longest table
_MOST = 40
#: clubs told of in one answer
_CLUBS = 3


def season(reading: Reading, book: Phrasebook) -> Script:
    """Tell how a season may end; of one that has been played, how things stood."""
    if reading.season and (reading.leagues or reading.clubs):
        return (yield from (table if reading.league else report)(reading, book))
    league, place = _league(reading), _place(reading)
    top = 0 if place else _top(reading)
    names: list[str | None] = [club.name for club in reading.clubs[:_CLUBS]]
    wanted = tuple(
        call("season_outlook", league=league, team=name, top=top or None, place=place or None)
        for name in names or [None]
    )
    answers = yield wanted
    told = []
    for found, one in zip(answers, wanted, strict=True):
        if found.data.get("reason") == "which_league":
            return book.say("missing.which_league")
        told.append(
            tell_season(
                found,
                book,
                asked=_asked(reading, top, place),
                needed=_asks_points(reading),
                most=asks_most_points(reading),
            )
            if found.found
            else explain(found, one, reading, book)
        )
    return "\n\n".join([*told, *([book.say("season.prices")] if reading.prices else [])])


def _asks_points(reading: Reading) -> bool:
    """Whether it asks how many points something takes."""
    return bool(_NEEDED.search(reading.folded))


def _league(reading: Reading) -> str | None:
    """Return the league meant: a cup that places lead to is none, one that is asked for is."""
    leagues = [one.id for one in reading.leagues if not entry(one.id).is_cup]
    if leagues or reading.clubs or not reading.leagues:
        return leagues[0] if leagues else None
    return None if _top(reading) or _is_way(reading) else reading.league


def _is_way(reading: Reading) -> bool:
    """Whether a cup is named as what a place leads to."""
    return not _ASKED["title"].search(reading.masked)


def _asked(reading: Reading, top: int, place: int) -> tuple[str, ...]:
    """Return what is asked of the season; nothing for all of it."""
    if place:
        return ("place",)
    if top:
        return (f"top_{top}",)
    if _CHAMPIONS_LEAGUE.search(reading.masked) or any(one.id == "UCL" for one in reading.leagues):
        return ("champions_league",)
    return tuple(name for name, words in _ASKED.items() if words.search(reading.masked))


def _place(reading: Reading) -> int:
    """Return the one place that is asked about; the last is beyond every table, 0: none."""
    found = _PLACE.search(reading.folded)
    if found is None:
        return 0
    word = next(filter(None, found.groupdict().values()))
    if digits := re.match(r"\d+", word):
        return min(int(digits.group()), _MOST)
    if word.startswith(("bottom", "last", "utolso")):
        return _MOST
    return next(place for stem, place in PLACES.items() if word.startswith(stem))


def _top(reading: Reading) -> int:
    found = _TOP.search(reading.masked)
    if found is None:
        return 0
    number = found["en"] or found["hu"] or found["into"] or found["place"] or found["worded"]
    if number is None:
        return _NUMBERS["three"]
    return min(_NUMBERS.get(number) or int(number), _MOST)
