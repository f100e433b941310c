"""Logins: the secret that signs, tokens, and who asks."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import jwt
import pytest
from starlette.requests import Request

from chat import logins
from chat.errors import BadSettings, NotAllowed, NotSignedIn
from chat.identity import LOCAL_USER, Asker, Gatekeeper

KEY = logins.signing_key("a secret", Path("unused"))


def test_the_secret_is_made_once_and_for_one_pair_of_eyes(tmp_path: Path) -> None:
    first = logins.signing_key(None, tmp_path / "home")
    assert logins.signing_key(None, tmp_path / "home") == first
    (secret,) = (tmp_path / "home").iterdir()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert logins.signing_key(None, tmp_path / "another") != first


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(BadSettings, match=r"file/home.*TIPPMIX_SECRET"):
        logins.signing_key(None, tmp_path / "file" / "home")


def test_a_token_comes_back_as_its_user() -> None:
    assert logins.read_token(KEY, logins.write_token(KEY, "user-1")) == "user-1"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "user-1", "iss": "tippmix", "exp": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"sub": "user-1", "iss": "someone", "exp": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
        {"sub": "user-1", "iss": "tippmix"},
        {"iss": "tippmix", "exp": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_a_token_that_is_old_foreign_or_incomplete_is_refused(claims: dict[str, object]) -> None:
    with pytest.raises(NotSignedIn):
        logins.read_token(KEY, jwt.encode(claims, KEY, "HS256"))


def test_a_token_signed_otherwise_is_refused() -> None:
    other = logins.signing_key("another secret", Path("unused"))
    unsigned = jwt.encode({"sub": "user-1", "iss": "tippmix", "exp": 32503680000}, "", "none")
    for token in (logins.write_token(other, "user-1"), unsigned, "nonsense"):
        with pytest.raises(NotSignedIn):
            logins.read_token(KEY, token)


def request(client: str = "127.0.0.1", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw, "client": (client, 5)})


def gatekeeper(*, trusts_loopback: bool) -> Gatekeeper:
    return Gatekeeper(key=KEY, api_keys=["k-one", "k-two"], trusts_loopback=trusts_loopback)


def test_the_person_at_this_machine_needs_no_login() -> None:
    keeper = gatekeeper(trusts_loopback=True)
    assert keeper.asker(request()) == Asker(LOCAL_USER)
    with pytest.raises(NotSignedIn):
        keeper.asker(request(client="192.168.1.7"))
    with pytest.raises(NotSignedIn):
        gatekeeper(trusts_loopback=False).asker(request())


def test_who_shows_a_token_or_a_key_is_who_it_says() -> None:
    keeper = gatekeeper(trusts_loopback=True)
    bearer = f"Bearer {logins.write_token(KEY, 'user-1')}"
    assert keeper.asker(request(authorization=bearer)) == Asker("user-1")
    assert keeper.asker(request(x_api_key="k-two")).is_program
    with pytest.raises(NotSignedIn):
        keeper.asker(request(x_api_key="k-three"))
    with pytest.raises(NotSignedIn):
        # a wrong token is not made good by coming from this machine
        keeper.asker(request(authorization="Bearer nonsense"))


def test_a_programs_key_may_come_as_a_bearer_token() -> None:
    for keeper in (gatekeeper(trusts_loopback=True), gatekeeper(trusts_loopback=False)):
        assert keeper.asker(request(authorization="Bearer k-one")).is_program


def test_a_key_that_says_nothing_is_passed_over_only_where_none_is_needed() -> None:
    at_home, elsewhere = gatekeeper(trusts_loopback=True), gatekeeper(trusts_loopback=False)
    placeholder = request(authorization="Bearer none")
    assert at_home.asker(placeholder, takes_any_key=True) == Asker(LOCAL_USER)
    login = logins.write_token(KEY, "user-1")
    named = at_home.asker(request(authorization=f"Bearer {login}"), takes_any_key=True)
    assert named == Asker("user-1")
    for keeper, asking in (
        (elsewhere, placeholder),
        (at_home, request(client="192.168.1.7", authorization="Bearer none")),
        # a login that is not valid any more does not make its owner the person at this machine
        (at_home, request(authorization=f"Bearer {login}x")),
        (at_home, request(x_api_key="none")),
    ):
        with pytest.raises(NotSignedIn):
            keeper.asker(asking, takes_any_key=True)


def test_what_belongs_to_another_is_refused_but_to_programs() -> None:
    Asker("anna").must_be("anna")
    Asker("program", is_program=True).must_be("anna")
    with pytest.raises(NotAllowed):
        Asker("bela").must_be("anna")
