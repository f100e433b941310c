"""Brings the database up to a public source: only what changed, a file at a time."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import httpx

from knowledge.database import Database
from knowledge.errors import SourceDown, SourceError, StorageFull
from knowledge.importing.importer import ImportReport, import_text
from knowledge.importing.records import Refusal
from knowledge.importing.text import SourceText, load
from knowledge.schema import SourceFile
from knowledge.sync import addresses
from knowledge.sync.addresses import SourceAddress
from knowledge.sync.fetching import Fetched, Missing, Patience, Validators, fetch

SourceName = Literal["football-data", "openfootball"]

BASES: dict[SourceName, str] = {
    "football-data": addresses.FOOTBALL_DATA_URL,
    "openfootball": addresses.OPENFOOTBALL_URL,
}
PROBES: dict[SourceName, str] = {
    "football-data": "fixtures.csv",
    "openfootball": "2020-21/en.1.json",
}
USER_AGENT = "TippMixMentor (personal use)"

#: a source that fails at so many files in a row is down
FAILURES = 3
#: stands for the hash of a file that the source does not have
NO_SUCH_FILE = ""
#: a new file of less than this share of the old one's size was cut on its way
SHRUNK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncProgress:
    """How far a sync is."""

    file: str
    #: files dealt with, of `total`
    done: int
    total: int


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """What a sync did."""

    #: files that were asked for
    asked: int = 0
    #: files that came whole and were imported
    downloaded: int = 0
    #: files that are as we have them
    current: int = 0
    #: files that the source does not have: a league without that season
    missing: int = 0
    #: files that could not be had this time, with the reason
    failed: list[Refusal] = field(default_factory=list)
    #: rows of the downloaded files
    imported: ImportReport = field(default_factory=ImportReport)


async def sync(
    db: Database,
    source: SourceName,
    *,
    home: Path,
    now: dt.datetime,
    base_url: str | None = None,
    leagues: Sequence[str] | None = None,
    seasons: Sequence[str] | None = None,
    on_progress: Callable[[SyncProgress], None] | None = None,
    patience: Patience | None = None,
) -> SyncReport:
    """Download what is new at a source and import it.

    Parameters
    ----------
    db
        Where to write.
    source
        Whose layout.
    home
        The data folder; files are kept in its `sources/`.
    now
        Aware; tells which season is under way.
    base_url
        Another place with the same layout.
    leagues, seasons
        Ids ("E0") and seasons ("2023-24"); None for all.
    on_progress
        Called after each file.
    patience
        How long and how hard to try.

    Raises
    ------
    SourceDown
        The source does not answer; whatever came before is kept.
    InvalidValue
        A league or a season that cannot be.
    StorageError
        The database refuses.
    """
    listing = addresses.football_data if source == "football-data" else addresses.openfootball
    listed = listing(now, leagues, seasons)
    patience = patience or Patience()
    base = (base_url or BASES[source]).rstrip("/").removesuffix("/mmz4281")
    async with _client(patience) as client:
        run = _Run(db, client, base, home / "sources" / source, now, patience)
        await run.all(listed, on_progress)
    return run.report


async def reachable(
    source: SourceName,
    base_url: str | None = None,
    timeout: float = 2.0,  # noqa: ASYNC109
) -> bool:
    """Tell whether a source answers within a short time, in seconds."""
    base = (base_url or BASES[source]).rstrip("/")
    try:
        async with (
            asyncio.timeout(timeout),
            httpx.AsyncClient(follow_redirects=True, timeout=timeout) as client,
        ):
            response = await client.head(f"{base}/{PROBES[source]}")
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
        return False
    return response.is_success


def _client(patience: Patience) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        timeout=patience.timeout,
        follow_redirects=True,
        # plain bytes: a cut download goes on at a byte
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
        limits=httpx.Limits(max_connections=patience.connections),
    )


class _Run:
    """One sync under way."""

    def __init__(
        self,
        db: Database,
        client: httpx.AsyncClient,
        base: str,
        folder: Path,
        now: dt.datetime,
        patience: Patience,
    ) -> None:
        self.report = SyncReport()
        self._db = db
        self._client = client
        self._base = base
        self._folder = folder
        self._now = now
        self._patience = patience
        self._failures = 0

    async def all(
        self,
        listed: Sequence[SourceAddress],
        on_progress: Callable[[SyncProgress], None] | None,
    ) -> None:
        queue = iter(listed)
        done = 0

        async def work() -> None:
            nonlocal done
            for address in queue:
                if self._failures >= FAILURES:
                    return
                await self._one(address)
                done += 1
                if on_progress:
                    progress = SyncProgress(file=address.path, done=done, total=len(listed))
                    on_progress(progress)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._patience.connections):
                    group.create_task(work())
        except ExceptionGroup as errors:
            # one reason is enough for a person; the group only carries it
            raise errors.exceptions[0] from errors
        if self._failures >= FAILURES or (self._failures and not self._has_answered):
            raise self._down()

    @property
    def _has_answered(self) -> bool:
        return bool(self.report.downloaded or self.report.current or self.report.missing)

    def _down(self) -> SourceDown:
        kept = f"{self.report.downloaded} files came and are kept" if self._has_answered else ""
        return SourceDown(
            f"{self._base} does not answer ({self.report.failed[-1].reason}). "
            f"Nothing was lost{'; ' + kept if kept else ''}: try again later, or import files that "
            "you have with `tippmix data import PATH`."
        )

    async def _one(self, address: SourceAddress) -> None:
        url = f"{self._base}/{address.path}"
        path = self._folder / address.path
        known = await self._known(url)
        if known and address.at_rest:
            self._count_resting(known)
            return
        self.report.asked += 1
        validators = Validators(known.etag, known.last_modified) if known else Validators()
        try:
            fetched = await fetch(self._client, url, path, validators, self._patience)
        except Missing:
            self.report.missing += 1
            await self._remember(url, Validators(), NO_SUCH_FILE)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._fail(address, _reason(error))
            self._failures += 1
            return
        except OSError as error:
            raise StorageFull(
                f"{path} cannot be written ({error.strerror}): free some space or check the "
                "rights, then run it again; what came before is kept."
            ) from error
        else:
            await self._take(fetched, known, url, path, address)
        self._failures = 0

    def _count_resting(self, known: SourceFile) -> None:
        if known.sha256 == NO_SUCH_FILE:
            self.report.missing += 1
        else:
            self.report.current += 1

    async def _take(
        self,
        fetched: Fetched | None,
        known: SourceFile | None,
        url: str,
        path: Path,
        address: SourceAddress,
    ) -> None:
        if fetched is None or (known and known.sha256 == fetched.sha256):
            self.report.current += 1
            if fetched:
                fetched.accept(path)
                await self._remember(url, fetched.validators, fetched.sha256)
            return
        try:
            text = await asyncio.to_thread(_checked, fetched, path, url)
            self.report.imported.add(await import_text(self._db, text))
        except SourceError as error:
            fetched.refuse()
            self._fail(address, str(error))
            return
        fetched.accept(path)
        await self._remember(url, fetched.validators, fetched.sha256)
        self.report.downloaded += 1

    def _fail(self, address: SourceAddress, reason: str) -> None:
        self.report.failed.append(Refusal(file=address.path, line=0, reason=reason))

    async def _known(self, url: str) -> SourceFile | None:
        async with self._db.reading() as session:
            return await session.get(SourceFile, url)

    async def _remember(self, url: str, validators: Validators, sha256: str) -> None:
        async with self._db.writing() as session:
            await session.merge(
                SourceFile(
                    url=url,
                    etag=validators.etag,
                    last_modified=validators.last_modified,
                    sha256=sha256,
                    read_at=self._now,
                )
            )


def _checked(fetched: Fetched, path: Path, url: str) -> SourceText:
    """Read what came, if it can be the file that was asked for.

    Raises
    ------
    SourceError
        It is a web page, was cut short, or is no text.
    """
    text = load(fetched.part, name=url)
    if text.text.lstrip().startswith("<"):
        raise SourceError(f"{url} answered with a web page: try again later.")
    if path.exists() and fetched.part.stat().st_size < SHRUNK * path.stat().st_size:
        raise SourceError(f"{url} came with less than half of what it had: try again later.")
    return SourceText(path=path, text=text.text, name=path.name)


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code}"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return "no connection" if isinstance(error, httpx.ConnectError) else "the connection broke"
