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
from knowledge.errors import SourceDown, SourceError
from knowledge.importing.importer import ImportReport
from knowledge.importing.records import Refusal
from knowledge.sync import addresses
from knowledge.sync.addresses import SourceAddress
from knowledge.sync.bringing import Brought, SourceFolder
from knowledge.sync.fetching import Patience

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

    def count(self, brought: Brought) -> None:
        """Count one more file in."""
        self.asked += brought.asked
        if brought.stored is not None:
            self.downloaded += 1
            self.imported.add(brought.stored)
        elif brought.there:
            self.current += 1
        else:
            self.missing += 1


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
        folder = home / "sources" / source
        run = _Run(
            SourceFolder(db=db, client=client, base=base, folder=folder, now=now, patience=patience)
        )
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

    def __init__(self, files: SourceFolder) -> None:
        self.report = SyncReport()
        self._files = files
        #: files in a row that the source did not answer with
        self._failures = 0
        self._has_answered = False

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
                for _ in range(self._files.patience.connections):
                    group.create_task(work())
        except ExceptionGroup as errors:
            # one reason is enough for a person; the group only carries it
            raise errors.exceptions[0] from errors
        if self._failures >= FAILURES or (self._failures and not self._has_answered):
            raise self._down()

    async def _one(self, address: SourceAddress) -> None:
        try:
            brought = await self._files.bring(address)
        except SourceDown as error:
            self._fail(address, error)
            self._failures += 1
            return
        except SourceError as error:
            self._fail(address, error)
        else:
            self.report.count(brought)
            if not brought.asked:
                return
        self._has_answered = True
        self._failures = 0

    def _fail(self, address: SourceAddress, error: SourceError) -> None:
        self.report.asked += 1
        self.report.failed.append(Refusal(file=address.path, line=0, reason=str(error)))

    def _down(self) -> SourceDown:
        came = self.report.downloaded
        kept = f"; {came} files came and are kept" if came else ""
        return SourceDown(
            f"{self._files.base} does not answer ({self.report.failed[-1].reason}). "
            f"Nothing was lost{kept}: try again later, or import files that you have with "
            "`tippmix data import PATH`."
        )
