"""Where DBOS keeps its books, and what all processes that open them agree on.

On one machine a file of its own in the data folder, on many the schema `dbos` of the PostgreSQL
that holds our tables. DBOS is imported when the books are opened: it takes half a second.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import EngineAway

if TYPE_CHECKING:
    from dbos import DBOSClient

FILE_NAME: Final = "work.sqlite"
SCHEMA: Final = "dbos"

APPLICATION: Final = "tippmix"
#: jobs are gone on with by any worker of this version; raised only when jobs under way cannot be
VERSION: Final = "1"
QUEUE: Final = "tippmix"
#: what a worker that is gone had begun: it has places of its own and waits for nobody's new work
INHERITED: Final = "tippmix.inherited"
#: the one function that DBOS runs: a job's whole work
FUNCTION: Final = "tippmix.job"

#: of what DBOS says, this is passed on
LEVEL: Final = "ERROR"
#: seconds between two looks into each queue: a look costs an idle service a few milliseconds
POLLS: Final = {QUEUE: 0.1, INHERITED: 1.0}
#: how long one waits for another process's write
BUSY_SECONDS: Final = 30.0
#: connections to PostgreSQL for who asks, and for who works
ASKING, WORKING = 3, 8


@dataclass(frozen=True, slots=True)
class Books:
    """The address of DBOS's books."""

    url: str

    @classmethod
    def beside(cls, database_url: str | None, home: Path) -> Books:
        """Return the books that belong to our database: see `knowledge.database.Database.open`."""
        if database_url and database_url.startswith("postgres"):
            return cls("postgresql://" + database_url.partition("://")[2])
        return cls(f"sqlite:///{home / FILE_NAME}")

    @property
    def place(self) -> str:
        """Where they are, for messages; never with a password."""
        return self.url.rpartition("@")[2].removeprefix("sqlite:///")

    def make(self) -> None:
        """Make them, or bring them up to date; blocks, and may be called by several at once."""
        from dbos import DBOS

        quieten()
        with self.translated():
            DBOS.migrate(self.url, schema=SCHEMA)
            if self.url.startswith("sqlite"):
                # stays with the file: readers and the writer do not wait for each other
                with closing(sqlite3.connect(self.place, timeout=BUSY_SECONDS)) as connection:
                    connection.execute("PRAGMA journal_mode=WAL")

    def client(self) -> DBOSClient:
        """Open them for asking; blocks."""
        from dbos import DBOSClient, DBOSPortableJSONSerializer

        quieten()
        with self.translated():
            return DBOSClient(
                system_database_url=self.url,
                dbos_system_schema=SCHEMA,
                application_name=APPLICATION,
                # nothing is unpickled that lay in a database
                serializer=DBOSPortableJSONSerializer(),
                system_database_pool_size=ASKING,
                # who asks wants to know at once; our own loops try again
                retry_connection_errors=False,
            )

    def open_queues(self, at_once: int, per_user: int) -> None:
        """Say how many jobs a worker runs at the same time, of all users and of one; blocks.

        It may have inherited as many again. It is said before DBOS is launched, which looks for new
        queues once a second only.
        """
        client = self.client()
        with self.translated():
            for queue, seconds in POLLS.items():
                of_one = min(at_once, per_user) if queue == QUEUE else None
                client.register_queue(
                    queue,
                    worker_concurrency=at_once,
                    partition_worker_concurrency=of_one,
                    polling_interval_sec=seconds,
                    application_name=APPLICATION,
                )
        client.destroy()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn what DBOS and its driver throw into an `EngineAway`."""
        try:
            yield
        # DBOS lets its driver's and its own errors through, which have no base of their own
        except Exception as error:
            raise EngineAway(self.place) from error


def quieten() -> None:
    """Let DBOS say what is wrong through our log, and nothing else.

    It writes to the terminal by itself unless somebody listens already, and tells of every launch
    and every lost connection.
    """
    log = logging.getLogger("dbos")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    log.setLevel(LEVEL)
    log.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    # how a job ended is told by who ran it; one that was stopped is an error to DBOS
    return "asynchronous workflow" not in record.getMessage()
