"""From what a person calls a club to one known club, or to candidates, or to neither.

Knows names, endings and typos; not sentences (see `mentions`) and not the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.catalogue import entry
from knowledge.naming.endings import is_ending, stems
from knowledge.naming.mentions import Spotter
from knowledge.naming.names import NameBook
from knowledge.naming.spelling import bare_name, folded
from knowledge.naming.teams import KnownTeam, Mention, Resolution
from knowledge.naming.typos import TypoIndex, forgiven
from knowledge.naming.words import careful_words

_MOST_CANDIDATES = 5
_UNKNOWN = Resolution()


class TeamResolver:
    """All known clubs under all their names. Frozen once built; safe to share."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._shared = careful_words().shared
        self._typos = TypoIndex(book.every)
        self._spotter = Spotter(book, self.resolve)

    @classmethod
    def build(cls, teams: Iterable[KnownTeam]) -> TeamResolver:
        """Build the resolver of these teams; of two with one id the later counts."""
        return cls(NameBook.of(teams))

    def spot(self, text: str, *, is_name: bool = False) -> list[Mention]:
        """Return the clubs mentioned in running English or Hungarian text, in order.

        The longest name wins, mentions never overlap, words of everyday language are clubs only
        where a capital, a hyphenated ending or an opponent beside them says so. `is_name`: the text
        is nothing but a name, as whoever asks knows from what stood around it; then slips are
        forgiven more freely, and a name that fits no club gives nothing.
        """
        if not is_name:
            return self._spotter.spot(text)
        # a part of a name alone is more often another word: “green” is not Forest Green
        part = self._book.parts.get(folded(text)) and folded(text) not in self._book.every
        found = _UNKNOWN if part else self.resolve(text)
        fits = found.fits and not found.is_unknown
        return [Mention(0, len(text), text, found)] if fits else []

    def resolve(
        self, name: str, *, country: str | None = None, league: str | None = None
    ) -> Resolution:
        """Return the club that is meant, or what may be meant, or nothing.

        Parameters
        ----------
        name
            Any spelling, nickname or Hungarian form; slips of the finger are forgiven.
        country, league
            Where the club plays, when that is known: narrows what the name can mean. A club
            elsewhere is then no more than a candidate.
        """
        key = folded(name)
        for form, teams in self._readings(key):
            if teams:
                return self._decide(form, teams, country, league)
        if not key or key in self._book.every:
            return _UNKNOWN  # a real club of which there are no matches
        found = self._despite_slips(key, country, league)
        if key not in careful_words().everyday:
            return found
        like = (found.team,) if found.team else found.candidates
        return Resolution(candidates=like, fits=False)  # an everyday word is no misspelt name

    def _readings(self, key: str) -> Iterator[tuple[str, list[KnownTeam]]]:
        """Yield what the name means, read ever more freely, with the form that was read."""
        book, forms = self._book, list(_forms(key))
        shared = next((form for form in forms if form in self._shared), None)
        if shared:
            shared = bare_name(shared)  # "Utd" is United
            yield shared, _merged(book.every.get(shared, []), book.parts.get(shared, []))
        yield from ((form, book.every.get(form, [])) for form in forms)
        yield from ((form, book.bare.get(bare_name(form), [])) for form in forms)
        yield from ((form, book.with_words(form.split())) for form in forms if len(form) > 3)

    def _decide(
        self, key: str, teams: list[KnownTeam], country: str | None, league: str | None
    ) -> Resolution:
        within = _within(teams, country, league)
        if not within:
            return _candidates(teams)
        awake = [t for t in within if t.id not in self._book.asleep] or within
        namesakes = [t for t in awake if t in self._book.preferred.get(key, [])]
        meant = namesakes if len(namesakes) == 1 else awake
        is_certain = len(meant) == 1 and (key not in self._shared or league is not None)
        return Resolution(meant[0]) if is_certain else _candidates(_merged(meant, awake))

    def _despite_slips(self, key: str, country: str | None, league: str | None) -> Resolution:
        """Return the one club whose name is a slip away, else what the name is like."""
        near = [found for form in _forms(key) for found in self._typos.near(form, forgiven(form))]
        fewest = min((slips for _, slips in near), default=0)
        nearest = [name for name, slips in near if slips == fewest]
        teams = _merged(*(self._book.every[name] for name in nearest))
        # A real club without matches is a rival as well: it may be the one that is meant.
        is_clear = all(self._book.every[name] for name in nearest)
        if len(set(nearest)) == 1 and is_clear:
            return self.resolve(nearest[0], country=country, league=league)
        if len(teams) == 1 and is_clear:
            return self._decide(nearest[0], teams, country, league)
        like = (self._book.every[name] for name, _ in self._typos.like(key))
        alike = _merged(teams, *like)
        offered = _candidates(_within(alike, country, league) or alike or self._inside(key))
        return replace(offered, fits=bool(teams))

    def _inside(self, key: str) -> list[KnownTeam]:
        """Return the clubs named within a longer phrase: "Arsenal under 21s"."""
        found = [mention.resolution for mention in self._spotter.spot(key)]
        return _merged(*([r.team] if r.team else list(r.candidates) for r in found))


def _forms(key: str) -> Iterator[str]:
    """Yield the folded name as it stands, then without a case ending."""
    yield key
    head, _, last = key.rpartition(" ")
    if head and is_ending(last):
        yield head
    before = f"{head} " if head else ""
    yield from (before + stem for stem in stems(last, shortest=3 if head else 4))


def _within(teams: list[KnownTeam], country: str | None, league: str | None) -> list[KnownTeam]:
    """Return those of the league, or at least of its country; all where neither is given."""
    if league:
        of_league = [team for team in teams if team.league_id == league]
        country = country or entry(league).country
        if of_league:
            return of_league
    return [team for team in teams if not country or team.country == country]


def _merged(*lists: list[KnownTeam]) -> list[KnownTeam]:
    """Return all teams once, in order."""
    return list({team.id: team for teams in lists for team in teams}.values())


def _candidates(teams: list[KnownTeam]) -> Resolution:
    return Resolution(candidates=tuple(teams[:_MOST_CANDIDATES]))
