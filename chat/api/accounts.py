"""Accounts: make one, sign in, see who one is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel, Field

from chat.api.asking import AskerDep, HouseDep
from chat.clock import real_clock
from chat.identity import LOCAL_USER, PROGRAM_USER
from chat.logins import TOKEN_LIFETIME, write_token
from knowledge.accounts import UserInfo, create_user, get_user

router = APIRouter(tags=["accounts"])


class Registration(BaseModel):
    """A new account."""

    username: str = Field(max_length=80, examples=["anna"])
    password: str = Field(max_length=400, examples=["correct horse battery staple"])


class Account(BaseModel):
    """An account, without its secrets."""

    id: str
    username: str
    #: None for the person at this machine and for programs with a key
    created_at: dt.datetime | None = None

    @classmethod
    def of(cls, user: UserInfo) -> Account:
        """Return an account's shape."""
        return cls(id=user.id, username=user.name, created_at=user.created_at)


class Token(BaseModel):
    """A login, to be sent as `Authorization: Bearer …`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the kind of token
    #: seconds
    expires_in: int


@router.post("/auth/register", status_code=201)
async def register(registration: Registration, house: HouseDep) -> Account:
    """Make an account."""
    async with house.db.writing() as session:
        # accounts live in real time, also where the mentor's clock stands still
        user = await create_user(
            session, registration.username, registration.password, now=real_clock()
        )
    return Account.of(user)


@router.post("/auth/token")
async def token(
    form: Annotated[OAuth2PasswordRequestForm, Depends()], house: HouseDep, request: Request
) -> Token:
    """Sign in with name and password; 429 after too many wrong ones."""
    address = request.client.host if request.client else ""
    user = await house.sign_in(form.username, form.password, address=address)
    return Token(
        access_token=write_token(house.signing_key, user.id),
        expires_in=int(TOKEN_LIFETIME.total_seconds()),
    )


@router.get("/users/me")
async def me(asker: AskerDep, house: HouseDep) -> Account:
    """Say who is asking."""
    if asker.user_id in (LOCAL_USER, PROGRAM_USER):
        return Account(id=asker.user_id, username=asker.user_id)
    async with house.db.reading() as session:
        return Account.of(await get_user(session, asker.user_id))
