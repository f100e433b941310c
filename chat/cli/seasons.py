"""`tippmix season`: how a league's season may end, as a table in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.cli.asking import fit_if_needed
from chat.cli.edge import show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.settings import Settings
    from tools.season_object import ClubOutlook, SeasonObject

#: what places lead to, as heads of columns
HEADS = {
    "title": "title",
    "first_place": "first",
    "champions_league": "Ch. League",
    "promotion": "up",
    "promotion_play_off": "play-off up",
    "upper_part": "upper part",
    "relegation_play_off": "play-off down",
    "relegation": "down",
}


async def season(settings: Settings, league: str, team: str | None, *, as_json: bool) -> None:
    """Simulate the rest of a season and print every club's chances."""
    from chat.house import open_house

    with waiting("Getting ready…"):
        async with open_house(settings) as house:
            # what is heavy loads late: no model is needed where nothing is left to play
            from tools.season_object import SeasonObject
            from tools.which_season import find_season

            await fit_if_needed(house)
            clubs = await house.clubs.fresh()
            found, row = await find_season(house.db, clubs, house.seasons, league=league, team=team)
            document = SeasonObject.of(found, row)
    if as_json:
        show_json(document.to_dict())
    else:
        show(describe(document))


def describe(document: SeasonObject) -> str:
    """Return a season's outlook as lines for a person."""
    names = [reward.name for reward in document.rewards]
    heads = "".join(f"{HEADS[name]:>{_width(name)}}" for name in names)
    lines = [
        _introduction(document),
        f"{'':30}{'now':>5}{'at the end':>16}{heads}",
        *(_line(club, names) for club in document.clubs),
    ]
    if not document.decides:
        lines.append("What the places lead to is decided after these matches, or is not known.")
    return "\n".join(lines)


def _introduction(document: SeasonObject) -> str:
    name = f"{document.league_name} {document.season}"
    if document.cut_short:
        return f"{name} was ended early on {document.cut_short}; the table as it stood:"
    if not document.matches_left:
        return f"{name} is over, and no fixtures of the next one are near; how it ended:"
    return (
        f"{name}: {document.matches_left} matches left, {document.simulated} simulated seasons "
        f"(model {document.model_version}, results until {document.data_cutoff:%Y-%m-%d})"
    )


def _line(club: ClubOutlook, names: list[str]) -> str:
    end = f"{club.points_mean:.1f} ({club.points_low}–{club.points_high})"
    chances = "".join(f"{club.chances[name]:>{_width(name)}.1%}" for name in names)
    return f"{club.place:3}. {club.team:<25}{club.points:5}{end:>16}{chances}"


def _width(name: str) -> int:
    return max(len(HEADS[name]) + 2, 9)
