"""Every name of the known clubs, ready for look-ups. Knows exact names only, no typos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.naming.clubs import Club, all_clubs
from knowledge.naming.spelling import bare_name, folded
from knowledge.naming.teams import KnownTeam

#: a club without a match for so long gives way to a living one of the same name
_ASLEEP_AFTER = dt.timedelta(days=5 * 365)
#: where readers' interest goes first when clubs are otherwise level
_COUNTRIES = ("HUN", "E", "SP", "D", "I", "F", "N", "P", "B", "SC", "T", "G")


@dataclass(slots=True)
class NameBook:
    """Folded names and the clubs that bear them; an empty list is a club without matches."""

    #: preferred spellings
    preferred: dict[str, list[KnownTeam]] = field(default_factory=dict)
    #: all spellings, nicknames and grounds
    every: dict[str, list[KnownTeam]] = field(default_factory=dict)
    #: those of them that are grounds
    grounds: set[str] = field(default_factory=set)
    #: names without FC, SV and their like
    bare: dict[str, list[KnownTeam]] = field(default_factory=dict)
    #: folded names of living clubs as sources spell them: what a slip in a text may have meant
    written: set[str] = field(default_factory=set)
    #: single words of names
    parts: dict[str, list[KnownTeam]] = field(default_factory=dict)
    #: place of each team by prominence, by id
    rank: dict[str, int] = field(default_factory=dict)
    #: ids of teams without a match in years
    asleep: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, teams: Iterable[KnownTeam]) -> NameBook:
        """Write the book of these teams; of two with one id the later counts."""
        known = list({team.id: team for team in teams}.values())
        clubs = {club.team_id: club for club in all_clubs()}
        book = cls()
        book._judge(known)
        for team in sorted(known, key=lambda t: book.rank[t.id]):
            book._enter(team, clubs.get(team.id))
        for club in clubs.values():
            for name in (club.name, *club.spellings, *club.nicknames, *club.grounds):
                book.every.setdefault(folded(name), [])
            book.grounds.update(map(folded, club.grounds))
        return book

    def _judge(self, teams: Sequence[KnownTeam]) -> None:
        dates = [t.newest_date for t in teams if t.newest_date]
        limit = max(dates, default=dt.date.min + _ASLEEP_AFTER) - _ASLEEP_AFTER
        self.asleep = {t.id for t in teams if t.newest_date and t.newest_date < limit}
        ranked = sorted(teams, key=self._prominence)
        self.rank = {team.id: place for place, team in enumerate(ranked)}

    def _prominence(self, team: KnownTeam) -> tuple[bool, int, int, str]:
        country = _COUNTRIES.index(team.country) if team.country in _COUNTRIES else 99
        return (team.id in self.asleep, team.tier or 9, country, team.name)

    def _enter(self, team: KnownTeam, club: Club | None) -> None:
        spellings = dict.fromkeys((team.name, *team.spellings, *(club.spellings if club else ())))
        _add(self.preferred, folded(team.name), team)
        for spelling in spellings:
            _add(self.every, folded(spelling), team)
            if team.id not in self.asleep:
                self.written.add(folded(spelling))
            _add(self.bare, bare_name(spelling), team)
            for word in {*folded(spelling).split(), *bare_name(spelling).split()}:
                _add(self.parts, word, team)
        for name in (*club.nicknames, *club.grounds) if club else ():
            _add(self.every, folded(name), team)

    def with_words(self, words: Sequence[str]) -> list[KnownTeam]:
        """Return the clubs that have all these words in their names, the most prominent first."""
        found = [self.parts.get(word, []) for word in words]
        if not found:
            return []
        ids = set.intersection(*({team.id for team in teams} for teams in found))
        return [team for team in found[0] if team.id in ids]


def _add(book: dict[str, list[KnownTeam]], key: str, team: KnownTeam) -> None:
    teams = book.setdefault(key, [])
    if team not in teams:
        teams.append(team)
