from __future__ import annotations

import pytest
from sqlalchemy import select

from knowledge.accounts import (
    LOCAL_USER,
    UserInfo,
    check_password,
    create_user,
    ensure_local_user,
    get_user,
)
from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.schema import User
from tests.knowledge.league_book import instant

NOW = instant("2024-05-10")
PASSWORD = "correct horse"


async def create(db: Database, name: str, password: str = PASSWORD) -> UserInfo:
    async with db.writing() as session:
        return await create_user(session, name, password, now=NOW)


async def test_an_account_opens_with_its_password_alone(db: Database) -> None:
    user = await create(db, "Kati")
    async with db.reading() as session:
        assert await get_user(session, user.id) == user
        assert await check_password(session, "kati", PASSWORD) == user
        assert await check_password(session, " KATI ", PASSWORD) == user
        assert await check_password(session, "kati", "wrong horse") is None
        assert await check_password(session, "peti", PASSWORD) is None
        assert await check_password(session, "kati", "x" * 1_000_000) is None
        stored = await session.scalar(select(User.password_hash))
    assert stored
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


async def test_a_name_is_given_once(db: Database) -> None:
    first = await create(db, "Kati")
    for same in ("kati", "KATI", " Kati "):
        with pytest.raises(InvalidValue, match="taken"):
            await create(db, same, "another password")
    async with db.reading() as session:
        assert await check_password(session, "kati", PASSWORD) == first


@pytest.mark.parametrize("name", ["", "x", "a" * 41, "two words", "<b>", "local", "a\nb"])
async def test_a_name_without_form_is_refused(db: Database, name: str) -> None:
    with pytest.raises(InvalidValue, match="A name has"):
        await create(db, name)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
async def test_a_password_without_form_is_refused(db: Database, password: str) -> None:
    with pytest.raises(InvalidValue, match="A password has"):
        await create(db, "kati", password)


async def test_the_person_at_this_machine_has_no_password(db: Database) -> None:
    async with db.writing() as session:
        user = await ensure_local_user(session, now=NOW)
        assert await ensure_local_user(session, now=instant("2025-01-01")) == user
    assert user == UserInfo(id=LOCAL_USER, name="local", created_at=NOW)
    async with db.reading() as session:
        assert await check_password(session, LOCAL_USER, "") is None
        with pytest.raises(NotFound):
            await get_user(session, "user-nobody")
