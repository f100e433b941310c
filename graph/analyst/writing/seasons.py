"""How a season may end, in words: a league's favourites, or one club's chances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.clubs import league_name, ordinal
from graph.analyst.writing.details import demo, figure
from graph.wording.phrasebook import Phrasebook

#: what belongs together where one of them was asked for
_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "first_place"),
    "relegation": ("relegation", "relegation_play_off"),
    "promotion": ("promotion", "promotion_play_off"),
}

#: a club's chance below this is left out where nobody asked for it
WORTH_TELLING = 0.005

Reward = Mapping[str, Any]


def tell_season(
    found: Found,
    book: Phrasebook,
    *,
    asked: Sequence[str] = (),
    needed: bool = False,
    most: bool = False,
) -> str:
    """Return a season's outlook; `asked` is what places lead to, nothing for all.

    `needed`: how many points it takes is told first; `most`: how many the club can still reach.
    """
    rewards = _chosen(found, asked)
    if found.data.get("state") == "over":
        lines = _tell_ended(found, rewards, book)
    elif found.data.get("team"):
        lines = _tell_club(found, rewards, book)
    else:
        lines = [book.say("season.head", **_head(found, book))]
        lines += [_row(found, reward, book) for reward in rewards]
    if needed:
        lines = [*_tell_needed(found, rewards, book), *lines]
    if most:
        lines = [*_tell_most(found, book), *lines]
    return "\n".join([*lines, *_reservations(found, book), *demo(found.data, book)])


def _tell_most(found: Found, book: Phrasebook) -> list[str]:
    """Return the points that a club has when it wins all that is left, where that is known."""
    if not found.fact("season", "points_most"):
        return []
    team, points = str(found.data["team"]), figure(found, "table", "points", book)
    names = ("left", "points_most")
    left, most = (figure(found, "season", name, book) for name in names)
    return [book.say("season.most", team=team, points=points, left=left, most=most)]


def _tell_needed(found: Found, rewards: Sequence[Reward], book: Phrasebook) -> list[str]:
    """Return the points of the last club to have each reward, or to be spared it."""
    return [
        book.say(
            f"season_needed.{'spared' if reward['name'].startswith('relegation') else 'last'}",
            place=ordinal(int(reward["bar"]), book),
            what=_what(reward, book),
            low=figure(found, "season", f"needs_{reward['name']}_low", book),
            high=figure(found, "season", f"needs_{reward['name']}_high", book),
        )
        for reward in rewards
        if found.fact("season", f"needs_{reward['name']}_low")
    ]


def _chosen(found: Found, asked: Sequence[str]) -> list[Reward]:
    """Return the rewards that were asked for; where there are none of these, what may happen."""
    rewards: Sequence[Reward] = found.data.get("rewards") or ()
    by_name = {_kind(one) if _kind(one) == "place" else one["name"]: one for one in rewards}
    names = [name for one in asked for name in _TOGETHER.get(one, (one,))]
    if chosen := [by_name[name] for name in names if name in by_name]:
        return chosen
    return [
        one for one in rewards if not found.data.get("team") or _value(found, one) >= WORTH_TELLING
    ]


def _head(found: Found, book: Phrasebook) -> dict[str, str]:
    return {
        "league": league_name(found.data, book),
        "season": str(found.data.get("season")),
        "left": figure(found, "season", "matches_left", book),
        "simulated": figure(found, "season", "simulated", book),
    }


def _row(found: Found, reward: Reward, book: Phrasebook) -> str:
    chances = [
        book.say("season.club", team=team, chance=_chance(found, reward, team, book))
        for team in reward["teams"]
    ]
    return book.say("season.row", what=_what(reward, book), list=", ".join(chances))


def _tell_club(found: Found, rewards: Sequence[Reward], book: Phrasebook) -> list[str]:
    team = str(found.data["team"])
    chances = [
        book.say(
            f"season_chance.{_kind(reward)}",
            team=team,
            chance=_chance(found, reward, team, book),
            last=reward["last"],
            place=ordinal(int(reward["last"]), book),
        )
        for reward in rewards
    ]
    place, likeliest = found.value("table", "place"), found.value("season", "likeliest_place")
    now = book.say(
        "season.club_now",
        team=team,
        place=ordinal(int(place), book),
        likeliest=ordinal(int(likeliest), book),
        points=figure(found, "table", "points", book),
        chance=figure(found, "season", "likeliest_place_chance", book),
        low=figure(found, "season", "points_low", book),
        high=figure(found, "season", "points_high", book),
        **_head(found, book),
    )
    return [" ".join(chances), now] if chances else [now]


def _tell_ended(found: Found, rewards: Sequence[Reward], book: Phrasebook) -> list[str]:
    day = found.data.get("cut_short")
    head = book.say(
        "season.cut_short" if day else "season.over",
        league=league_name(found.data, book),
        season=found.data.get("season"),
        on=book.day(dt.date.fromisoformat(day)) if day else "",
    )
    team = found.data.get("team")
    if not team:
        rows = (
            book.say("season.row", what=_what(one, book), list=", ".join(one["teams"]))
            for one in rewards
        )
        return [head, *rows]
    won = [_what(one, book) for one in rewards if _value(found, one) == 1.0]
    ended = book.say(
        "season.ended",
        team=team,
        place=ordinal(int(found.value("table", "place")), book),
        points=figure(found, "table", "points", book),
    )
    return [head, ended, *(book.say("season.earned", what=what) for what in won)]


def _reservations(found: Found, book: Phrasebook) -> list[str]:
    note = found.data.get("note")
    return [book.say(f"season_note.{note}")] if note else []


def _chance(found: Found, reward: Reward, team: str, book: Phrasebook) -> str:
    fact = found.fact("season", reward["name"], team)
    return "–" if fact is None else book.figure(fact["value"], fact["unit"])


def _value(found: Found, reward: Reward) -> float:
    return float(found.value("season", reward["name"]) or 0.0)


def _what(reward: Reward, book: Phrasebook) -> str:
    first, last = reward["first"], reward["last"]
    key = "one" if first == last else "top" if first == 1 else "span"
    places = book.say(f"season_places.{key}", first=first, last=last)
    place = ordinal(int(last), book)
    return book.say(f"season_what.{_kind(reward)}", places=places, last=last, place=place)


def _kind(reward: Reward) -> str:
    name = str(reward["name"])
    return next((kind for kind in ("top", "place") if name.startswith(f"{kind}_")), name)
