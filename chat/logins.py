"""Logins: the secret that signs them, and the tokens that carry them.

Does not know who may do what, nor how passwords are kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
from pathlib import Path

import jwt

from chat.clock import real_clock
from chat.errors import BadSettings, NotSignedIn

SECRET_FILE = "secret"  # noqa: S105
TOKEN_LIFETIME = dt.timedelta(hours=12)
ALGORITHM = "HS256"
ISSUER = "tippmix"


def signing_key(given: str | None, home: Path) -> bytes:
    """Return 32 bytes to sign with: from the setting, else from a secret kept in `home`.

    Raises
    ------
    BadSettings
        When the secret can be neither read nor made there.
    """
    try:
        secret = given or _kept_secret(home / SECRET_FILE)
    except OSError as error:
        raise BadSettings(
            f"The secret in {home} can be neither read nor made: check the folder's rights, or "
            "set TIPPMIX_SECRET."
        ) from error
    return hashlib.blake2b(secret.encode(), digest_size=32, person=b"tippmix-login").digest()


def write_token(key: bytes, user_id: str) -> str:
    """Return a bearer token for a user."""
    # a login ends by the real clock, also where the mentor's own stands still
    now = real_clock()
    claims = {"sub": user_id, "iss": ISSUER, "iat": now, "exp": now + TOKEN_LIFETIME}
    return jwt.encode(claims, key, ALGORITHM)


def read_token(key: bytes, token: str) -> str:
    """Return the user id that a token carries.

    Raises
    ------
    NotSignedIn
        When it is not ours, was changed, or is too old.
    """
    try:
        claims = jwt.decode(
            token, key, [ALGORITHM], issuer=ISSUER, options={"require": ["exp", "sub", "iss"]}
        )
    except jwt.PyJWTError as error:
        raise NotSignedIn("The login is not valid any more: sign in again.") from error
    return str(claims["sub"])


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f"{SECRET_FILE}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            # of two processes that start at once, one secret wins whole
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text(encoding="ascii").strip()
