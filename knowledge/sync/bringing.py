"""Brings one file up to date: asked for where it may have changed, checked, imported, noted down.

Knows nothing of the other files of a sync. Errors of the wire and of the disk end here.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import httpx

from knowledge.database import Database
from knowledge.errors import SourceDown, SourceError, StorageFull
from knowledge.importing.importer import import_text
from knowledge.importing.storing import Stored
from knowledge.importing.text import SourceText, load
from knowledge.schema import SourceFile
from knowledge.sync.addresses import SourceAddress
from knowledge.sync.fetching import Fetched, Missing, Patience, Validators, fetch

#: stands for the hash of a file that the source does not have
NO_SUCH_FILE = ""
#: a new file of less than this share of the old one's size was cut on its way
SHRUNK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of one file."""

    #: the source was asked; it is not for a file at rest that was asked for before
    asked: bool = True
    #: the source has it
    there: bool = True
    #: what its rows became; None where it is as we have it
    stored: Stored | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFolder:
    """One source's files: on the wire, on this machine, and in the database."""

    db: Database
    client: httpx.AsyncClient
    #: the source's address, without a slash at its end
    base: str
    #: where its files are kept
    folder: Path
    #: aware; written down beside each file
    now: dt.datetime
    patience: Patience

    async def bring(self, address: SourceAddress) -> Brought:
        """Bring one file up to date.

        Raises
        ------
        SourceDown
            The source does not answer, or not with this file; the message is the reason alone.
        SourceError
            What came cannot be the file that was asked for; what we had is kept.
        StorageError
            Database or disk refuse.
        """
        url, path = f"{self.base}/{address.path}", self.folder / address.path
        known = await self._known(url)
        if known and address.at_rest:
            return Brought(asked=False, there=known.sha256 != NO_SUCH_FILE)
        validators = Validators(known.etag, known.last_modified) if known else Validators()
        try:
            fetched = await fetch(self.client, url, path, validators, self.patience)
            return await self._take(fetched, known, url, path, address) if fetched else Brought()
        except Missing:
            await self._remember(url, Validators(), NO_SUCH_FILE)
            return Brought(there=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceDown(_reason(error)) from error
        except OSError as error:
            raise StorageFull(
                f"{path} cannot be written ({error.strerror}): free some space or check the "
                "rights, then run it again; what came before is kept."
            ) from error

    async def _take(
        self,
        fetched: Fetched,
        known: SourceFile | None,
        url: str,
        path: Path,
        address: SourceAddress,
    ) -> Brought:
        stored = None
        if known is None or known.sha256 != fetched.sha256:
            try:
                text = await asyncio.to_thread(_checked, fetched, path, url, address)
                stored = await import_text(self.db, text, now=self.now)
            except SourceError:
                await asyncio.to_thread(fetched.refuse)
                raise
        await asyncio.to_thread(fetched.accept, path)
        await self._remember(url, fetched.validators, fetched.sha256)
        return Brought(stored=stored)

    async def _known(self, url: str) -> SourceFile | None:
        async with self.db.reading() as session:
            return await session.get(SourceFile, url)

    async def _remember(self, url: str, validators: Validators, sha256: str) -> None:
        async with self.db.writing() as session:
            await session.merge(
                SourceFile(
                    url=url,
                    etag=validators.etag,
                    last_modified=validators.last_modified,
                    sha256=sha256,
                    read_at=self.now,
                )
            )


def _checked(fetched: Fetched, path: Path, url: str, address: SourceAddress) -> SourceText:
    """Read what came, if it can be the file that was asked for.

    Raises
    ------
    SourceError
        It is a web page, was cut short, or is no text.
    """
    text = load(fetched.part, name=url)
    if text.text.lstrip().startswith("<"):
        raise SourceError(f"{url} answered with a web page: try again later.")
    may_be_cut = address.only_grows and path.exists()
    if may_be_cut and fetched.part.stat().st_size < SHRUNK * path.stat().st_size:
        raise SourceError(f"{url} came with less than half of what it had: try again later.")
    return SourceText(path=path, text=text.text, name=path.name)


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code}"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return "no connection" if isinstance(error, httpx.ConnectError) else "the connection broke"
