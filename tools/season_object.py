"""How a season may end, as REST and the command line give it.

Does not know how it was simulated, nor how it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from knowledge.run_in import SeasonState
from knowledge.standings import TableRow
from tools.seasons import Reward, SeasonOutlook


class Places(BaseModel):
    """Places of the table that lead to the same; both ends included, 1 is the top."""

    model_config = ConfigDict(frozen=True)

    #: "title", "champions_league", "promotion", "promotion_play_off", "upper_part" (of a table that
    #: splits), "relegation_play_off", "relegation"; "first_place" where the title is decided later
    name: str
    first: int
    last: int


class ClubOutlook(BaseModel):
    """Where a club stands, and where it may end."""

    model_config = ConfigDict(frozen=True)

    team: str
    team_id: str
    #: as the table stands
    place: int
    played: int
    points: int
    #: points taken away; `points` is what is left
    deducted: int
    #: at the end: the mean, the middle, and the ends of what nine seasons of ten come to
    points_mean: float
    points_low: int
    points_middle: int
    points_high: int
    likeliest_place: int
    #: probability of each place, the first place first; they sum to 1
    places: list[float]
    #: probability of each of the season's `rewards`, by name
    chances: dict[str, float]


class SeasonObject(BaseModel):
    """A league's season as it stands, and how it may end."""

    model_config = ConfigDict(frozen=True, protected_namespaces=())

    league: str
    league_name: str
    season: str
    is_demo: bool
    as_of: dt.datetime
    state: SeasonState
    #: False: a split or play-offs decide the title after the matches simulated here, or it is not
    #: known what the places lead to
    decides: bool
    #: the day on which the league ended the season with matches unplayed
    cut_short: dt.date | None
    matches_left: int
    #: seasons simulated; 0 when nothing is left to play
    simulated: int
    #: the largest standard error that their number leaves on a probability
    standard_error: float
    model_version: str | None
    data_cutoff: dt.datetime
    rewards: list[Places]
    #: in the order of the table
    clubs: list[ClubOutlook]

    @classmethod
    def of(cls, found: SeasonOutlook, club: TableRow | None = None) -> Self:
        """Return the document of an outlook: of all clubs, or of one."""
        season, outlook = found.run_in, found.outlook
        rewards = found.rewards()
        rows = [club] if club else season.table.rows
        return cls(
            league=season.league.id,
            league_name=season.league.name,
            season=season.season,
            is_demo=season.league.is_demo,
            as_of=season.table.as_of,
            state=season.state,
            decides=season.decides,
            cut_short=season.cut_short,
            matches_left=len(season.left),
            simulated=outlook.seasons if season.left else 0,
            standard_error=float(outlook.error(0.5)) if season.left else 0.0,
            model_version=found.model_version,
            data_cutoff=found.data_cutoff,
            rewards=[Places(name=one.name, first=one.first, last=one.last) for one in rewards],
            clubs=[_club(found, row, rewards) for row in rows],
        )

    def to_dict(self) -> Mapping[str, Any]:
        """Return plain JSON."""
        return self.model_dump(mode="json")


def _club(found: SeasonOutlook, row: TableRow, rewards: list[Reward]) -> ClubOutlook:
    at, outlook = row.place - 1, found.outlook
    low, middle, high = outlook.points_at[at].tolist()
    return ClubOutlook(
        team=row.team.name,
        team_id=row.team.id,
        place=row.place,
        played=row.played,
        points=row.points,
        deducted=row.deducted,
        points_mean=float(outlook.points[at]),
        points_low=low,
        points_middle=middle,
        points_high=high,
        likeliest_place=int(outlook.places[at].argmax()) + 1,
        places=outlook.places[at].tolist(),
        chances={one.name: one.chances[at][1] for one in rewards},
    )
