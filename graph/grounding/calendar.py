"""Whether a match is on the day, and at the hour, that a sentence says.

A sentence about clubs is held against the days of their matches among the facts; any other day
must at least have been spoken of: by the user, by a tool, or earlier in the conversation. Knows no
model.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from langchain_core.messages import AnyMessage

from graph.grounding.days import Told, days_told, times_told
from graph.grounding.mentions import UNCLEAR
from graph.grounding.pieces import Piece
from graph.grounding.reading import Frame
from graph.grounding.topics import FactDict, Topic
from graph.wording.figures import ZONES
from graph.wording.folding import fold

#: words by a day that is not a match's: what was known until then, what somebody asked
_UNTIL = re.compile(
    r"\b(?:until|till|before|by|since|from|after|as of|up to|results?|data)(?: (?:the|on))?"
    r"(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?)? $"
)
_UNTIL_AFTER = re.compile(
    r"^-?\w{0,3}(?:,? \w+)? ?(?:elott\w*|ota\b|utan\w*)|^-?j?e?ig\b|^-?i (?:allapot|adat)\w*"
)
_NOT_THEN = re.compile(
    r"\b(?:not|no|isn't|aren't|never|rather than|instead)\b|n't\b|\byou (?:asked|said|mean|meant)"
    r"|\b(?:nem|nincs\w*|helyett|sem)\b|\b(?:kerdez\w*|irt\w*|gondol\w*|emlit\w*)\b"
)
#: the end of a weekday by which a match is called: “Saturday's”, “a szombati”
_NAMES_A_MATCH = re.compile(r"^(?:'s|.i)\b|^..'s\b")
_COMPARES = re.compile(
    r"\b(?:i can|i could|let me|shall i|tudom|tudok|megnez\w*|compar\w+|than|unlike|whereas"
    r"|while|harder|easier|kepest|szemben|mint|mig|nehezebb\w*"
    r"|konnyebb\w*)\b"
)
#: a weekday that is not the nearest one
_OTHER_WEEK = re.compile(
    r"\b(?:next|last|previous|later|week|jovo|mult|elozo|het|hetre|heten|hetek)\b|\bearlier\b"
)
_WEEK = 7
#: a year by itself or at the head of a season
_YEAR = re.compile(r"(?<![\d.,:/$€£-])(?:19|20)\d\d(?![\d%:]|[.,]\d|-\d\d-)")
#: letters between a weekday and the date that it belongs to
_BESIDE = 3


@dataclass(frozen=True)
class Calendar:
    """The days of a turn."""

    topics: Sequence[Topic]
    messages: Sequence[AnyMessage]
    #: what “tomorrow” counts from
    today: dt.date | None = None

    def faults(self, text: str, pieces: Sequence[Piece], said: Frame) -> Iterator[str]:
        """Yield what a sentence says of days and hours and the facts do not.

        Parameters
        ----------
        text : the sentence, folded.
        said : what came before it.
        """
        days = days_told(text, self.today)
        yield from _torn(days, self._days_known if len(days) > 1 else ())
        for told in days:
            clubs = _clubs(pieces, said, told)
            named = any(piece.clubs for piece in pieces)
            if not self._is_right(told, text, clubs, self._days_known, named=named):
                yield f"“{told.text}” is not the day of the match that this sentence speaks of"
        for told in times_told(text):
            hours = self._hours_of(_clubs(pieces, said, told))
            if told.value not in (hours or self._hours_known):
                yield f"“{told.text}” is no kick-off of any fact"

    def unheard_years(self, text: str) -> Iterator[str]:
        """Yield the years of a sentence that neither a tool nor the user spoke of."""
        for found in _YEAR.finditer(text):
            if found.group() not in self._years_known:
                yield f"“{found.group()}” is a year that nothing tells of"

    @cached_property
    def _years_known(self) -> frozenset[str]:
        facts = (f"{t.fact['subject']} {t.fact['value']} {t.fact['as_of']}" for t in self.topics)
        known = " ".join([*self._texts, *facts])
        seasons = {
            f"{century}{end}" for century, end in re.findall(r"\b(\d\d)\d\d-(\d\d)\b", known)
        }
        years = {str(day.year) for day in self._days_known}
        return frozenset({*re.findall(r"(?:19|20)\d\d", known), *seasons, *years})

    def _is_right(
        self,
        told: Told,
        text: str,
        clubs: frozenset[str],
        known: Sequence[dt.date],
        *,
        named: bool,
    ) -> bool:
        days = self._days_of(clubs)
        if told.kind == "weekday" and self.today is not None and _is_alone(text, self.today):
            days = [day for day in days if abs((day - self.today).days) < _WEEK]
        if any(told.fits(day) for day in days):
            return True
        spoken_of = any(told.fits(day) for day in known)
        if clubs and not days and self._is_of_matches and not _NOT_THEN.search(text):
            # no tool spoke of a match of theirs, but of others'
            return False
        compared = not named and _COMPARES.search(text) is not None
        if compared and told.kind == "weekday" and _NAMES_A_MATCH.match(text[told.end - 2 :]):
            # “Saturday's is harder to call”
            return spoken_of
        aside = _UNTIL.search(text[: told.start]) or _UNTIL_AFTER.match(text[told.end :])
        return spoken_of and (not days or bool(aside) or bool(_NOT_THEN.search(text)))

    def _days_of(self, clubs: frozenset[str]) -> list[dt.date]:
        """Return the days of all that clubs have among the facts."""
        if not clubs:
            return []
        of_clubs = (topic for topic in self.topics if clubs <= topic.clubs)
        return [day for topic in of_clubs for day in _days_of(topic.fact)]

    def _hours_of(self, clubs: frozenset[str]) -> frozenset[str]:
        if not clubs:
            return frozenset()
        facts = (topic.fact for topic in self.topics if clubs <= topic.clubs)
        return frozenset(hour for fact in facts for hour in _hours_of(fact))

    @cached_property
    def _is_of_matches(self) -> bool:
        return any(topic.kind == "kickoff" for topic in self.topics)

    @cached_property
    def _hours_known(self) -> frozenset[str]:
        said = (told.value for text in self._texts for told in times_told(text))
        return frozenset([*said, *(h for topic in self.topics for h in _hours_of(topic.fact))])

    @cached_property
    def _days_known(self) -> tuple[dt.date, ...]:
        """Every day that was spoken of: told ones, today, and the week of the user's weekdays."""
        days = {day for topic in self.topics for day in _days_of(topic.fact)}
        days |= {dt.date.fromisoformat(str(topic.fact["as_of"])[:10]) for topic in self.topics}
        today = self.today or max(days, default=None)
        if today is None:
            return ()
        told = [one for text in self._texts for one in days_told(text, self.today)]
        return tuple(days.union([today], *(_meant(one, today) for one in told)))

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        calls = (call for one in self.messages for call in getattr(one, "tool_calls", ()))
        spoken = (str(one.text) for one in self.messages)
        return tuple(fold(text) for text in (*spoken, *(str(call["args"]) for call in calls)))


def _clubs(pieces: Sequence[Piece], said: Frame, told: Told) -> frozenset[str]:
    """Return the clubs that a day is told of: its piece's, those before it, those after it."""
    places = [n for n, piece in enumerate(pieces) if piece.start <= told.start < piece.end]
    at = places[0] if places else 0
    while at + 1 < len(pieces) and _leads_on(pieces[at]):
        # “április 20-án pedig 2-0-ra a Wolvest”
        at += 1
    for piece in (*reversed(pieces[: at + 1]), *pieces[at + 1 :]):
        if piece.clubs:
            return frozenset(club.name for club in piece.clubs) - {UNCLEAR}
    return frozenset(name for name in said.clubs if not name.startswith("<")) - {UNCLEAR}


def _leads_on(piece: Piece) -> bool:
    """Tell a part without a club that no comma ends."""
    return not piece.clubs and piece.text[: piece.end].rstrip()[-1:] not in ",;:.)"


def _torn(days: Sequence[Told], known: Sequence[dt.date]) -> Iterator[str]:
    """Yield weekdays that are not those of the date beside them."""
    for one, other in pairwise(days):
        kinds = {one.kind, other.kind}
        if other.start - one.end > _BESIDE or "weekday" not in kinds or kinds == {"weekday"}:
            continue
        if not any(one.fits(day) and other.fits(day) for day in (*known, *_exact(one, other))):
            yield f"“{one.text}” and “{other.text}” are not one day"


def _exact(*days: Told) -> Iterator[dt.date]:
    return (day for told in days if told.kind == "date" for day in _dates(told.value))


def _meant(told: Told, today: dt.date) -> set[dt.date]:
    """Return the days that are meant: of the coming week, or of this year and those beside it."""
    if told.kind == "weekday":
        week = (today + dt.timedelta(days=n) for n in range(7))
        return {day for day in week if told.fits(day)}
    if told.kind == "date":
        return _dates(told.value)
    years = range(today.year - 1, today.year + 2)
    return {day for year in years for day in _dates(f"{year}-{told.value}")}


def _dates(value: str) -> set[dt.date]:
    try:
        return {dt.date.fromisoformat(value)}
    except ValueError:
        return set()


def _days_of(fact: FactDict) -> Iterator[dt.date]:
    if found := re.search(r", (\d{4}-\d\d-\d\d)$", str(fact["subject"])):
        yield dt.date.fromisoformat(found[1])
    if fact["unit"] == "date":
        yield dt.date.fromisoformat(str(fact["value"])[:10])
    if fact["unit"] == "time":
        moment = dt.datetime.fromisoformat(str(fact["value"]))
        yield from (moment.astimezone(zone).date() for zone in ZONES.values())


def _hours_of(fact: FactDict) -> Iterator[str]:
    if fact["unit"] == "time":
        moment = dt.datetime.fromisoformat(str(fact["value"]))
        yield from (moment.astimezone(zone).strftime("%H:%M") for zone in ZONES.values())


def _is_alone(text: str, today: dt.date) -> bool:
    """Tell “on Sunday”, with no date beside it: the nearest one is meant."""
    dated = any(one.kind != "weekday" for one in days_told(text, today))
    return not dated and not _OTHER_WEEK.search(text)
