"""Which fixtures a model can speak of: two clubs whose strengths lie on one scale.

Knows names, not ratings.
"""

from __future__ import annotations

from operator import eq

from ml.encoding import Names, club_keys
from ml.errors import BadFrame, NotComparable, UnknownClub
from ml.frame import Columns


def check_comparable(fixtures: Columns, names: Names) -> None:
    """Let a tidy frame of fixtures pass, or say what is wrong with the first bad one.

    A club never seen passes where its league or its opponent is known.

    Raises
    ------
    BadFrame
        If a club plays itself.
    NotComparable
        If the clubs play in two countries, or the fixture is of a cup.
    UnknownClub
        If neither the league nor one of the clubs was ever seen.
    """
    homes, aways = (club_keys(fixtures, side) for side in ("home_team", "away_team"))
    if any(map(eq, homes, aways)):
        raise BadFrame("A club does not play itself: name two clubs.")
    if fixtures["is_cup"].any():
        raise NotComparable("Cup matches are not forecast: only leagues are rated.")
    for league, *keys in zip(fixtures["league"].tolist(), homes, aways, strict=True):
        unseen = [key for key in keys if key not in names.club_at]
        if unseen:
            _check_unseen(unseen, league, names)


def check_known(matches: Columns, names: Names) -> None:
    """Let a tidy frame of matches pass whose leagues and clubs were all seen before.

    Raises
    ------
    UnknownClub
        If one was not.
    """
    for side in ("home_team", "away_team"):
        for key, league in zip(club_keys(matches, side), matches["league"].tolist(), strict=True):
            if key not in names.club_at or league not in names.league_at:
                raise UnknownClub(key.split("|", 1)[1])


def _check_unseen(unseen: list[str], league: str, names: Names) -> None:
    """Check the clubs of one fixture that were not seen in its country."""
    at_home = _countries(names)
    for key in unseen:
        club = key.split("|", 1)[1]
        if club in at_home:
            raise NotComparable(
                f"“{club}” plays in the leagues of {at_home[club]}: its strength and its "
                "opponent's are not known on one scale."
            )
    if len(unseen) == 2 and league not in names.league_at:
        raise UnknownClub(unseen[0].split("|", 1)[1])


def _countries(names: Names) -> dict[str, str]:
    """Return the country of each club's key; of a key in two countries, one of them."""
    pairs = (club.split("|", 1) for club in names.clubs)
    return {key: country for country, key in pairs}
