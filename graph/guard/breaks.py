"""A break or an exclusion that a user asks for in his own words, and how long it shall last.

“zárj ki fél évre”, “no tips for 30 days”, “I need a break until 1 June”. Does not know what is in
force, nor where it is kept.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from graph.analyst.spotting.dates import spot_days
from graph.guard.signs import folded
from graph.wording import Language

#: the preference that is set, or that the one in force shall end
Kind = Literal["self_excluded_until", "cooling_off_until", "lift"]

#: a request without a time holds at once for a day; how long it shall be is asked for
AT_ONCE = dt.timedelta(days=1)
#: “for good”: the longest that is set at once, and it can be lengthened
LONGEST_MONTHS = 60

_EXCLUDE = re.compile(
    r"\b(?:self[- ]?)?exclude (?:me|myself)\b|\bself[- ]?exclu(?:de|sion)\b"
    r"|\b(?:ban|block|bar|lock|suspend) (?:me|myself|my account)\b"
    r"|\b(?:extend|lengthen|prolong)\b.{0,15}\b(?:exclusion|ban|block)\b"
    r"|\b(?:no|stop|don'?t|dont|do not|without)\b(?: \w+){0,3} (?:tips?|advice)\b"
    r"(?=.*\b(?:until|till|hours?|days?|weeks?|months?|years?|forever|for good)\b)"
    r"|\bzar(?:j|jal|d|jon|ja)? ?(?:le|ki)\b|\bki ?zar(?:j|jal|ni|om|na|nam|atom)\w*\b"
    r"|\bkizaras(?:t|omat)?\b"
    r"|\bki \w+ zarni (?:magam|engem)\w*|\bonkizaras(?:t|om|omat)?\b|\btilts(?:al)? (?:ki|le)\b"
    r"|\bne (?:adj|mondj|kuldj|mutass)\w*(?: \w+){0,3} "
    r"(?:tipp\w*|tanacs\w*|fogadas\w*)"
)
_BREAK = re.compile(
    r"\b(?:i|i'?d|i'?m|i'?ll|me|my|need|want|taking|take|a|give me|put me on)\b(?: \w+){0,3} "
    r"(?:break|time[- ]?out|breather|pause)\b|\bcool(?:ing)?[- ]?off\b"
    r"|\bszunet(?:et|re)?\b|\bpihen(?:nek|jek|ek|ni|o)\w*|\bleallnek\b|\bhutes\w*"
)
#: a break without a time is one only where he asks for it
_WANTS_ONE = re.compile(
    r"\b(?:i|i'?d|i'?m|i'?ll|me|need|want|let'?s)\b|\b(?:kerek|kerhet\w*|szeretnek|tartok|tartanek"
    r"|kell|kene|legyen|pihennek|leallnek|akarok)\b"
)
#: breaks that are football's
_OF_FOOTBALL = re.compile(
    r"\b(?:international|winter|summer|half[- ]?time|drinks?|water|cooling|world cup|next|last"
    r"|lunch)"
    r" breaks?\b|\b(?:break(?:s|ing)? (?:the|into|down|even|a record)|tie[- ]?break|fast break"
    r"|counter)"
    r"|\b(?:teli|nyari|valogatott\w*|felidei|feli?do\w*|hutesi|vb-|ivo)[- ]?szunet\w*"
    r"|\b(?:liga|bajnoksag|szezon|match|league|season)\w* (?:break|szunet)"
)
_LIFT = re.compile(
    r"\b(?:lift|remove|cancel|undo|end|stop|delete|revoke|drop|shorten|reduce|reverse|take off"
    r"|clear)\b"
    r"(?: \w+){0,3} (?:self[- ]?)?(?:exclusion|ban|break|block|cool\w*|time[- ]?out)\b"
    r"|\b(?:un-?exclude|unban|unblock|let me back|un-?lock) ?(?:me|in|myself)?\b"
    r"|\b(?:vedd|vegyed|vegye|szedd) (?:le|vissza|ki)\b.{0,25}\b(?:kizaras|szunet|tiltas)\w*"
    r"|\b(?:torold|toroljed|oldd|oldja|szuntesd|szuntesse|csokkentsd|roviditsd|fejezd"
    r"|allitsd)\b.{0,30}"
    r"\b(?:on)?(?:kizaras|szunet|tiltas)\w*|\b(?:kizaras|szunet|tiltas)\w*\b.{0,20}"
    r"\b(?:torol|levesz|levenni|felold|megszuntet|csokkent|rovidit|visszavon)\w*"
    r"|\bmegse?m? .{0,15}(?:kizar|szunet)\w*|\bengedj vissza\b"
)
#: a question about breaks is none
_ASKS_ABOUT = re.compile(
    r"^(?:what|how|when|who|why|is|are|does|do|mi|mit|hogy\w*|mikor|ki|miert|van)\b.*\?$"
)
_FOR_GOOD = re.compile(
    r"\b(?:forever|for ever|permanently|for good|for life|indefinitely|orokre|vegleg|vegleges\w*"
    r"|mindorokre|eletem vegeig)\b"
)
_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "egy"), 1.0),
    **dict.fromkeys(("half a", "half", "fel"), 0.5),
    **dict.fromkeys(("two", "ket", "ketto", "couple of", "a couple of"), 2.0),
    **dict.fromkeys(("three", "harom"), 3.0),
    **dict.fromkeys(("four", "negy"), 4.0),
    **dict.fromkeys(("five", "ot"), 5.0),
    **dict.fromkeys(("six", "hat"), 6.0),
    **dict.fromkeys(("seven", "het"), 7.0),
    **dict.fromkeys(("eight", "nyolc"), 8.0),
    **dict.fromkeys(("nine", "kilenc"), 9.0),
    **dict.fromkeys(("ten", "tiz"), 10.0),
    **dict.fromkeys(("twelve", "tizenket"), 12.0),
    **dict.fromkeys(("thirty", "harminc"), 30.0),
    "masfel": 1.5,
}
_UNITS = {
    "hours": r"hours?|hrs?|ora\w*",
    "days": r"days?|nap\w*",
    "weeks": r"weeks?|het(?:re|ig|et|es)?|hetek\w*",
    "months": r"months?|honap\w*|ho(?:ra|ig)?",
    "years": r"years?|yrs?|ev(?:re|ig|et|es|nyi)?|esztendo\w*",
}
_LENGTH = re.compile(
    r"\b(?P<n>\d{1,4}|"
    + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
    + r")[- ]?(?:"
    + "|".join(f"(?P<{name}>{unit})" for name, unit in _UNITS.items())
    + r")\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class BreakSaid:
    """What a user asks for; `until` None: to end what is in force."""

    kind: Kind
    #: aware UTC
    until: dt.datetime | None
    #: whether he said for how long
    timed: bool = True


def break_said(text: str, *, now: dt.datetime, language: Language) -> BreakSaid | None:
    """Return the break that a message asks for, None when it asks for none."""
    said = folded(text)
    if _LIFT.search(said):
        return BreakSaid(kind="lift", until=None)
    excludes = bool(_EXCLUDE.search(said))
    until = _until(said, now, language)
    rests = bool(_BREAK.search(said)) and not _OF_FOOTBALL.search(said)
    if not (excludes or rests) or (until is None and _ASKS_ABOUT.search(said)):
        return None
    if not excludes and not _WANTS_ONE.search(said) and (until is None or said.endswith("?")):
        return None
    return BreakSaid(
        kind="self_excluded_until" if excludes and until is not None else "cooling_off_until",
        until=until or now + AT_ONCE,
        timed=until is not None,
    )


def _until(said: str, now: dt.datetime, language: Language) -> dt.datetime | None:
    """Return when what is asked for ends; None where nothing tells."""
    longest = _months_after(now, LONGEST_MONTHS)
    if _FOR_GOOD.search(said):
        return longest
    if length := _LENGTH.search(said):
        return min(_after(now, length), longest)
    ends = [days.last for days in spot_days(said, today=now.date(), language=language)]
    if not ends:
        return None
    last = max(ends)
    if last < now.date():
        last = _months_after(dt.datetime.combine(last, dt.time()), 12).date()
    # through its last day
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), dt.UTC)


def _after(now: dt.datetime, length: re.Match[str]) -> dt.datetime:
    """Return the instant that is as much later as a match of `_LENGTH` names."""
    text = length["n"]
    number = float(text) if text.isdigit() else _NUMBERS[text]
    unit = next(name for name in _UNITS if length[name])
    if months := {"years": 12, "months": 1}.get(unit):
        whole, part = divmod(min(number * months, LONGEST_MONTHS), 1)
        return _months_after(now, int(whole)) + dt.timedelta(days=round(30 * part))
    return now + dt.timedelta(hours=number * {"hours": 1, "days": 24, "weeks": 7 * 24}[unit])


def _months_after(now: dt.datetime, months: int) -> dt.datetime:
    """Return the same day so many months later, or that month's last."""
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)
