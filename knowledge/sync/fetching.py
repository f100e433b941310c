"""Fetches one file: asks only for what changed, goes on where it was cut, tries again politely.

Knows nothing of matches; what came is checked by whoever asked for it.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import httpx
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

RETRIED = {408, 425, 429, 500, 502, 503, 504}


def _timeout() -> httpx.Timeout:
    return httpx.Timeout(connect=5.0, read=20.0, write=10.0, pool=60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how hard a source is asked; times in seconds."""

    #: files asked for at once
    connections: int = 3
    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 10.0
    timeout: httpx.Timeout = field(default_factory=_timeout)
    #: one attempt at one file, however slowly it drips
    whole_file: float = 120.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server calls one state of a file."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, response: httpx.Response) -> Validators:
        """Read a response's headers."""
        return cls(response.headers.get("etag"), response.headers.get("last-modified"))

    @property
    def best(self) -> str | None:
        """The one by which a cut download may go on; weak ones do not promise the same bytes."""
        strong = self.etag if self.etag and not self.etag.startswith("W/") else None
        return strong or self.last_modified


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is new or has changed; it lies whole at `part` until it is accepted."""

    part: Path
    validators: Validators
    sha256: str

    def accept(self, path: Path) -> None:
        """Put the file in its place."""
        self.part.replace(path)
        _note(self.part).unlink(missing_ok=True)

    def refuse(self) -> None:
        """Throw the file away: it is not what was asked for."""
        self.part.unlink(missing_ok=True)
        _note(self.part).unlink(missing_ok=True)


class Missing(Exception):
    """The source has no such file: a league without that season."""


async def fetch(
    client: httpx.AsyncClient, url: str, path: Path, known: Validators, patience: Patience
) -> Fetched | None:
    """Fetch a file beside `path`, or return None where it has not changed.

    Parameters
    ----------
    client
        Open connections to the source.
    url
        The file's address.
    path
        Where it will belong; bytes wait in `<name>.part`, also between two runs.
    known
        Of the state that we have.
    patience
        How often to try.

    Raises
    ------
    Missing
        There is no such file.
    httpx.HTTPError
        The source does not answer, or not with this file, after all attempts.
    """
    await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    async for attempt in AsyncRetrying(
        stop=stop_after_attempt(patience.attempts),
        wait=_waiting(patience),
        retry=retry_if_exception(_may_pass),
        reraise=True,
    ):
        with attempt:
            return await _attempt(client, url, part, known, patience)
    raise AssertionError("tenacity raises or returns")


def _waiting(patience: Patience) -> wait_exponential_jitter:
    return _Wait(
        multiplier=patience.first_wait, max=patience.longest_wait, jitter=patience.first_wait
    )


class _Wait(wait_exponential_jitter):
    """Backs off; a server that says how long to wait is believed, within reason."""

    def __call__(self, retry_state: RetryCallState) -> float:
        wait = super().__call__(retry_state)
        error = retry_state.outcome.exception() if retry_state.outcome else None
        if isinstance(error, httpx.HTTPStatusError):
            asked = error.response.headers.get("retry-after", "")
            if asked.isdigit():
                return min(max(wait, float(asked)), self.max)
        return wait


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in RETRIED
    return isinstance(error, httpx.TransportError)


async def _attempt(
    client: httpx.AsyncClient, url: str, part: Path, known: Validators, patience: Patience
) -> Fetched | None:
    headers = await asyncio.to_thread(_headers, part, known)
    try:
        async with (
            asyncio.timeout(patience.whole_file),
            client.stream("GET", url, headers=headers) as response,
        ):
            return await _receive(response, part)
    except TimeoutError as error:
        raise httpx.ReadTimeout(f"{url} took longer than {patience.whole_file:g} s") from error


def _headers(part: Path, known: Validators) -> dict[str, str]:
    note = _note(part)
    if part.exists() and note.exists():
        return {"Range": f"bytes={part.stat().st_size}-", "If-Range": note.read_text("utf-8")}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


async def _receive(response: httpx.Response, part: Path) -> Fetched | None:
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return None
    if response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise Missing(str(response.url))
    if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        # what we have of it is no beginning of what is there: from the start, at once
        await asyncio.to_thread(part.unlink, missing_ok=True)
        raise httpx.RemoteProtocolError("the file has changed while it was fetched")
    response.raise_for_status()
    goes_on = response.status_code == HTTPStatus.PARTIAL_CONTENT
    validators = Validators.of(response)
    plain = "content-encoding" not in response.headers
    await asyncio.to_thread(_begin, part, validators if plain else Validators(), goes_on)
    await _write(response.aiter_bytes(), part)
    digest = await asyncio.to_thread(lambda: hashlib.sha256(part.read_bytes()).hexdigest())
    return Fetched(part, validators, digest)


def _begin(part: Path, validators: Validators, goes_on: bool) -> None:
    if not goes_on:
        part.write_bytes(b"")
    if validators.best:
        _note(part).write_text(validators.best, "utf-8")
    else:
        _note(part).unlink(missing_ok=True)


async def _write(chunks: AsyncIterator[bytes], part: Path) -> None:
    with part.open("ab") as file:
        async for chunk in chunks:
            file.write(chunk)


def _note(part: Path) -> Path:
    """Return where the state that a cut download belongs to is written down."""
    return part.with_name(part.name + ".of")
