"""Holds: why betting advice is kept from a user, and until when."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chat.api.asking import AskerDep, HouseDep, Now
from chat.errors import NotAllowed
from knowledge.holds import Rule, clear, holds_of

router = APIRouter(tags=["preferences"])


class Hold(BaseModel):
    """A reason that keeps betting advice from a user."""

    rule: Rule
    #: None: until a program with an API key takes it back
    until: dt.datetime | None


@router.get("/users/me/holds")
async def mine(asker: AskerDep, house: HouseDep, now: Now) -> list[Hold]:
    """Say why betting advice is kept from the asker, the gravest reason first."""
    return await of_user(asker.user_id, asker, house, now)


@router.get("/users/{user_id}/holds")
async def of_user(user_id: str, asker: AskerDep, house: HouseDep, now: Now) -> list[Hold]:
    """Say why betting advice is kept from a user: oneself, or anybody with an API key."""
    asker.must_be(user_id)
    async with house.db.reading() as session:
        found = await holds_of(session, user_id, now=now)
    return [Hold(rule=each.rule, until=each.until) for each in found]


@router.delete("/users/{user_id}/holds/{sign}", status_code=204, response_class=Response)
async def take_back(user_id: str, sign: str, asker: AskerDep, house: HouseDep) -> None:
    """Take back what a sign of harm left behind; an exclusion or break cannot be taken back.

    Only with an API key: nobody clears himself.
    """
    if not asker.is_program:
        raise NotAllowed("Nobody takes back what protects himself: this needs an API key.")
    async with house.db.writing() as session:
        await clear(session, user_id, sign)
