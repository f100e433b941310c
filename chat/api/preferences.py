"""Preferences: what a user likes and has set as limits."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from chat.api.asking import AskerDep, HouseDep
from chat.house import House
from knowledge.catalogue import league_from_words
from knowledge.preferences import (
    Origin,
    PreferenceSet,
    forget,
    get_origins,
    get_preferences,
    set_preferences,
)

router = APIRouter(tags=["preferences"])

EXAMPLE = {
    "favourite_teams": ["Arsenal"],
    "favourite_leagues": ["E0"],
    "risk": "low",
    "odds_min": 1.5,
    "odds_max": 4.0,
    "odds_format": "decimal",
    "max_stake_share": 0.02,
    "language": "en",
}

#: taken as it is and read by the room that knows preferences, so that each error names its field
Document = Annotated[dict[str, Any], Body(examples=[EXAMPLE])]


@router.get("/users/me/preferences")
async def mine(asker: AskerDep, house: HouseDep) -> PreferenceSet:
    """Give the asker's preferences."""
    return await of_user(asker.user_id, asker, house)


@router.get("/users/me/preferences/origins")
async def origins_of_mine(asker: AskerDep, house: HouseDep) -> dict[str, Origin]:
    """Tell when, and through which door, each of the asker's preferences was set."""
    return await origins_of_user(asker.user_id, asker, house)


@router.put("/users/me/preferences")
async def put_mine(document: Document, asker: AskerDep, house: HouseDep) -> PreferenceSet:
    """Put new preferences in place of the asker's old ones.

    A self-exclusion in force stays, and can only be lengthened.
    """
    return await put_of_user(asker.user_id, document, asker, house)


@router.delete("/users/me/preferences", status_code=204, response_class=Response)
async def forget_mine(asker: AskerDep, house: HouseDep) -> None:
    """Forget the asker's preferences; a self-exclusion in force stays."""
    await forget_of_user(asker.user_id, asker, house)


@router.get("/users/{user_id}/preferences")
async def of_user(user_id: str, asker: AskerDep, house: HouseDep) -> PreferenceSet:
    """Give a user's preferences: one's own, or anybody's with an API key."""
    asker.must_be(user_id)
    async with house.db.reading() as session:
        return await get_preferences(session, user_id)


@router.get("/users/{user_id}/preferences/origins")
async def origins_of_user(user_id: str, asker: AskerDep, house: HouseDep) -> dict[str, Origin]:
    """Tell when, and in whose words, each of a user's preferences was set."""
    asker.must_be(user_id)
    async with house.db.reading() as session:
        return await get_origins(session, user_id)


@router.put("/users/{user_id}/preferences")
async def put_of_user(
    user_id: str, document: Document, asker: AskerDep, house: HouseDep
) -> PreferenceSet:
    """Put new preferences in place of a user's old ones."""
    asker.must_be(user_id)
    spelled = await _spelled(house, document)
    async with house.db.writing() as session:
        return await set_preferences(session, user_id, spelled, now=house.clock())


@router.delete("/users/{user_id}/preferences", status_code=204, response_class=Response)
async def forget_of_user(user_id: str, asker: AskerDep, house: HouseDep) -> None:
    """Forget a user's preferences; a self-exclusion in force stays."""
    asker.must_be(user_id)
    async with house.db.writing() as session:
        await forget(session, user_id, now=house.clock())


async def _spelled(house: House, document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with its clubs and leagues under their one preferred name.

    A name that is no one club's stays as it was given: its league may be imported later.
    """
    spelled = dict(document)
    if isinstance(names := document.get("favourite_teams"), list):
        clubs = await house.clubs.fresh()
        teams = [clubs.resolve(name).team if isinstance(name, str) else None for name in names]
        spelled["favourite_teams"] = [
            team.name if team else name for team, name in zip(teams, names, strict=True)
        ]
    if isinstance(names := document.get("favourite_leagues"), list):
        spelled["favourite_leagues"] = [
            _league(name) if isinstance(name, str) else name for name in names
        ]
    return spelled


def _league(given: str) -> str:
    """Return a league's id (`en.1` is `E0`); its name where it was named, and what is none."""
    meant = league_from_words(given)
    if len(meant) != 1:
        return given
    named = given.casefold() in (meant[0].name.casefold(), meant[0].name_hu.casefold())
    return meant[0].name if named else meant[0].id
