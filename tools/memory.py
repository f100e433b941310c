"""The tools of what the user likes and has set: told back, and set from his own words alone.

Whoever calls — a language model that has read a planted note, too —, a new value must stand in what
the user said in this turn, or follow from it. A program of his own has no words to hold it against:
its call is the user's own act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from knowledge.database import WriteSession
from knowledge.errors import InvalidValue
from knowledge.preferences import LISTS, NOTHING, NUMBERS, Origin, PreferenceSet, get_origins
from knowledge.preferences import get_preferences as read_preferences
from knowledge.preferences import set_preference as write_preference
from tools.arguments import Arguments, LongText, OptionalText, Text, plain
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import BadArgument, NotTaken
from tools.facts import FactUnit, ToolResult
from tools.figures import Sheet
from tools.pairings import find_club
from tools.quoting import quote
from tools.said import LESS, MORE
from tools.said_values import has_choices, holds_choice, holds_day, holds_number, leagues_in

#: what people call a preference, beside its own name
NAMES = {
    "favourite_teams": "favourite team|favorite team|favorite teams|team|teams|club|favourite club"
    "|favorite club|favourite clubs|kedvenc csapat|kedvenc csapatok|kedvenc csapatom"
    "|kedvenc csapataim|csapat",
    "favourite_leagues": "favourite league|favorite league|favorite leagues|league|leagues"
    "|kedvenc liga|kedvenc bajnoksag|kedvenc ligam|kedvenc bajnoksagom|liga",
    "favourite_markets": "favourite market|favorite market|favorite markets|market|markets"
    "|kedvenc piac|kedvenc piacom|piac",
    "risk": "risk level|risk tolerance|risk appetite|kockazat|kockazati szint",
    "odds_min": "minimum odds|min odds|lowest odds|legkisebb odds",
    "odds_max": "maximum odds|max odds|highest odds|legnagyobb odds",
    "odds_format": "format|odds formatum",
    "bankroll": "bank|budget|money|tokem|toke|keret|bankrollom",
    "max_stake_share": "max stake|maximum stake|stake share|stake|tet|legnagyobb tet",
    "language": "lang|nyelv",
    "country": "orszag|land",
    "cooling_off_until": "cooling off|cool off|break|break until|szunet",
    "self_excluded_until": "self exclusion|self excluded|exclude me until|onkizaras|kizaras",
}
UNITS: Mapping[str, FactUnit] = {
    "odds_min": "odds",
    "odds_max": "odds",
    "bankroll": "money",
    "max_stake_share": "probability",
}
#: what is not to be passed, and until when nothing is to be told
LIMITS = (*NUMBERS, "cooling_off_until", "self_excluded_until")
#: how a new value meets a list that is there
CHANGES = ("replace", "add", "remove")


class GetPreferences(Arguments):
    """Read what the user likes and has set: favourite clubs, leagues, risk, odds, bankroll.

    Use it when the user asks what you know of him, or before a personal suggestion.
    """


class SetPreference(Arguments):
    """Remember one preference that the user states in this message, and only then.

    Use it when the user states a lasting wish, like a favourite club or how much risk he takes.
    """

    name: Text = Field(description=f"one of: {', '.join(NAMES)}")
    value: LongText = Field(
        description="the new value; several clubs or leagues with commas; none to clear it"
    )
    change: OptionalText = Field(
        None, description="for lists: replace (default), add or remove what value names"
    )


async def get_preferences(desk: Desk, _asked: GetPreferences) -> ToolResult:
    """Read the asking user's preferences, and since when each is so."""
    async with desk.db.reading() as session:
        kept = await read_preferences(session, desk.user_id)
        origins = await get_origins(session, desk.user_id)
    told, sheet = _tell(kept, origins, desk)
    text = f"The user's preferences: {'; '.join(told)}." if told else "The user has set none yet."
    return ToolResult(
        kind="get_preferences", text=text, facts=sheet.facts, data=_data(kept, origins)
    )


async def set_preference(desk: Desk, asked: SetPreference) -> ToolResult:
    """Set one preference of the asking user, from his own words."""
    name = preference_called(asked.name)
    if name is None:
        raise BadArgument(
            f"No preference is called “{asked.name[:40]}”: take one of {', '.join(NAMES)}."
        )
    value, change = await _spelled(desk, name, asked.value), _change(name, asked.change)
    return await change_preference(desk, name, value, change, kind="set_preference")


async def change_preference(
    desk: Desk, name: str, value: str, change: str, *, kind: str
) -> ToolResult:
    """Change a preference and tell what it was and what it is now.

    Raises
    ------
    NotTaken
        When the user did not say so, or the preference does not take it.
    """
    try:
        async with desk.db.writing() as session:
            old = await read_preferences(session, desk.user_id)
            value, change = await _as_said(desk, session, old, name, value, change)
            kept = await write_preference(
                session,
                desk.user_id,
                name,
                _whole(getattr(old, name), value, change) if name in LISTS else value,
                now=desk.as_of,
                words=desk.said.words if desk.said else None,
            )
            origins = await get_origins(session, desk.user_id)
    except InvalidValue as error:
        raise NotTaken(str(error), reason="preference_refused", preference=name) from error
    return _tell_change(kind, name, old, kept, origins, desk)


def preference_called(text: str) -> str | None:
    """Return the preference that people call so, None when there is none."""
    asked = plain(text).removeprefix("my ").removeprefix("the ").removeprefix("a ")
    called = (
        name for name, words in NAMES.items() if asked == plain(name) or asked in words.split("|")
    )
    return next(called, None)


async def _as_said(
    desk: Desk, session: WriteSession, old: PreferenceSet, name: str, value: str, change: str
) -> tuple[str, str]:
    """Return the value and the change as the user's own words have them.

    Raises
    ------
    NotTaken
        When they do not support the value.
    """
    said = desk.said
    if said is None:
        return value, change
    # a limit is told by what is not wanted: “no more than 2 %”
    own = said.own_evidence(denials=name in LIMITS or change == "remove")
    words = plain(own)
    less, more = name in LISTS and LESS.search(words), name in LISTS and MORE.search(words)
    cleared = value.strip().casefold() in NOTHING
    if cleared or change == "remove":
        supported = said.wants_forgotten() and (
            said.is_about(name) or said.wants_all_forgotten() or change == "remove"
        )
    else:
        supported = said.is_about(name) and not (less and not more and len(_parts(value)) == 1)
        change = "add" if more and change == "replace" else change
    if cleared:
        own = said.evidence
    fresh = () if cleared else _fresh(old, name, value, change)
    if not supported or not await _stand_in(own, desk, session, name, fresh):
        raise NotTaken(
            "Not kept: I only keep what the user said himself in this message. Ask him what he "
            "wants to set.",
            reason="not_said",
            preference=name,
        )
    return value, change


def _fresh(old: PreferenceSet, name: str, value: str, change: str) -> Sequence[str]:
    """Return the parts of a value that were not kept before: those must have been said now."""
    if name not in LISTS:
        return (value,)
    return [part for part in _parts(value) if change == "remove" or part not in getattr(old, name)]


async def _stand_in(
    words: str, desk: Desk, session: WriteSession, name: str, values: Sequence[str]
) -> bool:
    """Whether each of the values stands in words of the user's own."""
    if name == "favourite_teams":
        spotted = [mention.resolution for mention in desk.clubs.spot(words)]
        meant = {team.name for one in spotted for team in filter(None, (one.team, *one.candidates))}
        return all(value in meant or _is_in(value, words) for value in values)
    if name == "favourite_leagues":
        ids = leagues_in(words)
        leagues = [await find_league(session, value) for value in values]
        return all(league.id in ids or _is_in(league.name, words) for league in leagues)
    return all(_says(words, name, value, desk.today) for value in values)


def _says(words: str, name: str, value: str, today: dt.date) -> bool:
    """Whether words hold a value; what is no value at all is refused where it is read."""
    if has_choices(name):
        return holds_choice(words, name, value)
    try:
        if name in NUMBERS:
            number = float(value.replace(" ", "").replace(",", ".").rstrip("%"))
            return holds_number(words, number / 100 if value.rstrip().endswith("%") else number)
        return holds_day(words, dt.date.fromisoformat(value.strip()[:10]), today=today)
    except ValueError:
        return True


def _is_in(name: str, words: str) -> bool:
    return f" {plain(name)} " in f" {plain(words)} "


def _change(name: str, asked: str | None) -> str:
    change = plain(asked or "replace")
    if change not in CHANGES or (change != "replace" and name not in LISTS):
        raise BadArgument(f"change takes {', '.join(CHANGES)}; add and remove are for lists.")
    return change


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _whole(old: Sequence[str], value: str, change: str) -> str:
    """Return a whole list in text: the old one with the value added, removed, or in its place."""
    parts = _parts(value)
    if change == "add":
        parts = [*old, *parts]
    elif change == "remove":
        parts = [one for one in old if one not in parts]
    return ", ".join(dict.fromkeys(parts))


async def _spelled(desk: Desk, name: str, value: str) -> str:
    """Return names of clubs and leagues in their preferred spelling, other values as they are."""
    if value.strip().casefold() in NOTHING:
        return value
    if name == "favourite_teams":
        return ", ".join([find_club(desk.clubs, part).name for part in _parts(value)])
    if name == "favourite_leagues":
        async with desk.db.reading() as session:
            return ", ".join([(await find_league(session, part)).name for part in _parts(value)])
    return value


def _tell(
    kept: PreferenceSet, origins: Mapping[str, Origin], desk: Desk
) -> tuple[list[str], Sheet]:
    """Return what is set, a phrase each, with its facts."""
    sheet = Sheet("you", as_of=desk.as_of.isoformat(), source="preferences")
    told = []
    for name, value in kept.model_dump(mode="json", exclude_defaults=True).items():
        origin = origins.get(name)
        shown = sheet.add(
            "preference",
            name,
            *_as_fact(name, value),
            as_of=origin.set_at.isoformat() if origin else None,
        )
        since = f" (since {origin.set_at.date().isoformat()})" if origin else ""
        told.append(f"{name} = {shown}{since}")
    return told, sheet


def _tell_change(
    kind: str,
    name: str,
    old: PreferenceSet,
    kept: PreferenceSet,
    origins: Mapping[str, Origin],
    desk: Desk,
) -> ToolResult:
    _, sheet = _tell(kept, origins, desk)
    before, after = _plain(old).get(name), _plain(kept).get(name)
    was = Sheet("you", as_of=desk.as_of.isoformat(), source="preferences")
    shown_before = was.add("preference_before", name, *_as_fact(name, before)) if before else ""
    shown = sheet.shown("preference", name) if after else "not set any more"
    text = f"{name}: {shown} (before: {shown_before or 'not set'})."
    return ToolResult(
        kind=kind,
        text=text,
        facts=[*sheet.facts, *was.facts],
        data={**_data(kept, origins), "preference": name, "old": before, "new": after},
    )


def _plain(kept: PreferenceSet) -> dict[str, Any]:
    return {
        name: [quote(one) for one in value] if isinstance(value, list) else value
        for name, value in kept.model_dump(mode="json", exclude_defaults=True).items()
    }


def _data(kept: PreferenceSet, origins: Mapping[str, Origin]) -> dict[str, Any]:
    return {
        "preferences": _plain(kept),
        "origins": {
            name: {
                "set_at": origin.set_at.isoformat(),
                "door": origin.door,
                "words": quote(origin.words) if origin.words else None,
            }
            for name, origin in origins.items()
        },
    }


def _as_fact(name: str, value: Any) -> tuple[float | int | str, FactUnit]:
    if isinstance(value, list):
        return ", ".join(quote(str(one)) for one in value), "text"
    unit = UNITS.get(name, "text")
    return (value if unit != "text" else str(value)), unit
