"""The tool on how a league's season may end: champions, places, who goes up and down, points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from knowledge.standings import TableRow
from tools.arguments import Arguments, Count, OptionalText
from tools.desk import Desk
from tools.facts import ToolResult
from tools.figures import Sheet, listed
from tools.seasons import Reward, SeasonOutlook
from tools.which_season import find_season

#: a chance below this is not worth telling among others
WORTH_TELLING = 0.005
#: clubs told of some places, beyond as many as the places
BEYOND = 3
#: what places lead to, in words; the first so many go by their number
WORDS: Mapping[str, str] = {
    "title": "the title",
    "first_place": "first place",
    "champions_league": "a Champions League place",
    "promotion": "promotion",
    "promotion_play_off": "the promotion play-off",
    "upper_part": "the upper part of the table when it splits",
    "relegation_play_off": "the relegation play-off",
    "relegation": "relegation",
}
#: nine seasons of ten lie between the first and the last
ENDS = ("low", "middle", "high")
NOTES: Mapping[str, str] = {
    "splits": "The matches after the split are simulated too; who is host in them is assumed.",
    "undecided": "This is the table before the play-offs, which decide the rest.",
    "over": "No fixtures of the next season are known yet, or it is more than two months away.",
    "ended_early": "What its places led to was decided by other rules than the table's.",
    "unknown": "What the places of this league lead to is not known.",
}


class SeasonOutlookOf(Arguments):
    """Tell how a league season may end: chances of title, places, promotion, relegation, points.

    Use it when the user asks who wins the league, who goes up or down, or where a club will finish.
    """

    league: OptionalText = Field(
        None, description="the league, like Premier League or E0; leave out when a team is named"
    )
    team: OptionalText = Field(None, description="one club, to see its chances alone")
    top: Count = Field(
        0, ge=0, le=40, description="to tell the chance of ending in the first so many places"
    )
    place: Count = Field(
        0, ge=0, le=40, description="to tell the chance of ending in exactly this place; 40: last"
    )


async def season_outlook(desk: Desk, asked: SeasonOutlookOf) -> ToolResult:
    """Tell how the season of a league, or of one club in it, may end."""
    found, row = await find_season(
        desk.db, desk.clubs, desk.seasons, league=asked.league, team=asked.team
    )
    rewards = found.rewards(asked.top, asked.place)
    season = _season_sheet(found, rewards, desk)
    if row:
        sheets = [_club_sheet(found, row, rewards, desk)]
        told = _tell_club(found, row, rewards, sheets[0])
    else:
        by_name = _sheets_of(found, rewards, desk)
        sheets = list(by_name.values())
        told = _tell_league(found, rewards, by_name)
    told += _bars(found, rewards, season)
    return ToolResult(
        kind="season_outlook",
        text=" ".join([_introduce(found, season), *told, *_reservations(found)]),
        facts=[*season.facts, *(fact for sheet in sheets for fact in sheet.facts)],
        data={
            **_describe(found),
            "team": row.team.name if row else None,
            "rewards": [_describe_reward(reward, row) for reward in rewards],
        },
    )


def likeliest(reward: Reward) -> list[tuple[TableRow, float]]:
    """Return the clubs worth telling, the likeliest first."""
    told = [pair for pair in reward.chances if pair[1] >= WORTH_TELLING]
    told.sort(key=lambda pair: -pair[1])
    return told[: reward.last - reward.first + 1 + BEYOND]


def _season_sheet(found: SeasonOutlook, rewards: Sequence[Reward], desk: Desk) -> Sheet:
    """Return the facts of the season itself."""
    season = found.run_in
    name = f"{season.league.id} {season.season}"
    sheet = Sheet(name, as_of=desk.as_of.isoformat(), source=found.source)
    sheet.add("season", "matches_left", len(season.left), "count", source="results")
    if season.left:
        sheet.add("season", "simulated", found.outlook.seasons, "count")
        sheet.add("season", "error", float(found.outlook.error(0.5)), "probability")
    for reward in rewards:
        sheet.add("places", f"{reward.name}_first", reward.first, "place", source="rules")
        sheet.add("places", f"{reward.name}_last", reward.last, "place", source="rules")
        sheet.add("places", f"{reward.name}_bar", reward.bar, "place", source="rules")
        if season.left:
            for end, points in zip(ENDS, reward.bar_points, strict=True):
                sheet.add("season", f"needs_{reward.name}_{end}", points, "count")
    return sheet


def _club_sheet(
    found: SeasonOutlook, row: TableRow, rewards: Sequence[Reward], desk: Desk
) -> Sheet:
    """Return the facts of one club: where it is, its chances, its likely points and place."""
    outlook, at = found.outlook, row.place - 1
    sheet = Sheet(row.team.name, as_of=desk.as_of.isoformat(), source=found.source)
    sheet.add("table", "place", row.place, "place", source="results")
    sheet.add("table", "points", row.points, "count", source="results")
    if found.run_in.left and not found.run_in.after_split:
        left = sum(row.team.id in (match.home, match.away) for match in found.run_in.left)
        most = row.points + left * found.run_in.rules.points_for_win
        sheet.add("season", "left", left, "count", source="results")
        sheet.add("season", "points_most", most, "count", source="results")
    for reward in rewards:
        sheet.add("season", reward.name, reward.chances[at][1], "probability")
    for name, points in zip(ENDS, outlook.points_at[at], strict=True):
        sheet.add("season", f"points_{name}", int(points), "count")
    place = int(outlook.places[at].argmax())
    sheet.add("season", "likeliest_place", place + 1, "place")
    sheet.add("season", "likeliest_place_chance", float(outlook.places[at, place]), "probability")
    return sheet


def _sheets_of(found: SeasonOutlook, rewards: Sequence[Reward], desk: Desk) -> dict[str, Sheet]:
    """Return the facts of the clubs that are told of, by name."""
    sheets: dict[str, Sheet] = {}
    for reward in rewards:
        for row, chance in likeliest(reward):
            name = row.team.name
            if name not in sheets:
                sheets[name] = Sheet(name, as_of=desk.as_of.isoformat(), source=found.source)
            sheets[name].add("season", reward.name, chance, "probability")
    return sheets


def _introduce(found: SeasonOutlook, sheet: Sheet) -> str:
    season = found.run_in
    demo = " (demo league)" if season.league.is_demo else ""
    name = f"{season.league.name} {season.season}{demo}"
    if season.cut_short:
        return f"{name} was ended early on {season.cut_short}: this is the table as it stood."
    if not season.left:
        return f"{name} is over: this is how it ended."
    return (
        f"{name}, {sheet.shown('season', 'matches_left')} matches left, "
        f"{sheet.shown('season', 'simulated')} simulated seasons, give or take "
        f"{sheet.shown('season', 'error')}."
    )


def _tell_league(
    found: SeasonOutlook, rewards: Sequence[Reward], sheets: Mapping[str, Sheet]
) -> list[str]:
    told = []
    for reward in rewards:
        names = [row.team.name for row, _ in likeliest(reward)]
        if found.run_in.left:
            names = [f"{name} {sheets[name].shown('season', reward.name)}" for name in names]
        said = f"{_words(reward)} ({_places(reward)}): {listed(names)}."
        told.append(f"Chance of {said}" if found.run_in.left else said[0].upper() + said[1:])
    return told


def _tell_club(
    found: SeasonOutlook, row: TableRow, rewards: Sequence[Reward], sheet: Sheet
) -> list[str]:
    def shown(name: str) -> str:
        return sheet.shown("season", name)

    place, points = sheet.shown("table", "place"), sheet.shown("table", "points")
    if not found.run_in.left:
        won = [_words(reward) for reward in rewards if reward.chances[row.place - 1][1] == 1.0]
        led = f": that is {listed(won)}" if won else ""
        return [f"{row.team.name} ended in place {place} with {points} points{led}."]
    chances = [f"{_words(reward)} ({_places(reward)}) {shown(reward.name)}" for reward in rewards]
    return [
        f"{row.team.name}, now in place {place} with {points} points: {listed(chances)}.",
        f"Likeliest end: place {shown('likeliest_place')} ({shown('likeliest_place_chance')}); "
        f"points {shown('points_middle')}, nine times in ten from {shown('points_low')} to "
        f"{shown('points_high')}.",
        *_tell_left(sheet),
    ]


def _tell_left(sheet: Sheet) -> list[str]:
    """Tell the most points that a club can still reach, where that is known."""
    if not any(fact.outcome == "points_most" for fact in sheet.facts):
        return []
    left, most = (sheet.shown("season", name) for name in ("left", "points_most"))
    return [f"Matches left: {left}; all of them won: {most} points."]


def _bars(found: SeasonOutlook, rewards: Sequence[Reward], sheet: Sheet) -> list[str]:
    """Tell the points of the last club that has a reward, or is spared it."""
    if not found.run_in.left:
        return []
    said = [
        f"{_words(one)} place {sheet.shown('places', f'{one.name}_bar')} with "
        f"{sheet.shown('season', f'needs_{one.name}_low')} to "
        f"{sheet.shown('season', f'needs_{one.name}_high')}"
        for one in rewards
    ]
    return [f"Points of the last club to have or escape it, nine times in ten: {listed(said)}."]


def _words(reward: Reward) -> str:
    if reward.name.startswith("place_"):
        return "ending just there"
    return WORDS.get(reward.name) or f"a place among the first {reward.last}"


def _places(reward: Reward) -> str:
    if reward.first == reward.last:
        return f"place {reward.first}"
    return f"places {reward.first} to {reward.last}"


def _reservations(found: SeasonOutlook) -> list[str]:
    note = NOTES.get(_note(found) or "")
    return [note] if note else []


def _note(found: SeasonOutlook) -> str | None:
    """Return what has to be said beside the chances, by its name."""
    season = found.run_in
    if season.after_split:
        return "splits"
    if season.cut_short:
        return "ended_early"
    if season.state == "over":
        return "over"
    if season.decides:
        return None
    return "undecided" if season.stretches else "unknown"


def _describe(found: SeasonOutlook) -> dict[str, Any]:
    season = found.run_in
    return {
        "league": season.league.id,
        "league_name": season.league.name,
        "season": season.season,
        "state": season.state,
        "note": _note(found),
        "is_demo": season.league.is_demo,
        "cut_short": season.cut_short and season.cut_short.isoformat(),
        "newest_result": season.newest and season.newest.isoformat(),
        "model_version": found.model_version,
    }


def _describe_reward(reward: Reward, club: TableRow | None) -> dict[str, Any]:
    told = [club] if club else [row for row, _ in likeliest(reward)]
    return {
        "name": reward.name,
        "first": reward.first,
        "last": reward.last,
        "bar": reward.bar,
        "teams": [row.team.name for row in told],
    }
