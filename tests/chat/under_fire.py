"""A house under fire: processes that are killed and come back, who asks them, and who listens.

The asker and the witness are programs as anybody writes them: the one asks again under the same key
until he is answered, the other comes back with the id of the last event that he heard.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any, Protocol

import aiohttp
import httpx
from socketio.exceptions import SocketIOError
from sqlalchemy import func, select

from chat.cli import main
from chat.cli.edge import COULD_NOT
from chat.opening import HEAVY
from graph.work.patience import outlast
from knowledge.database import Database, ReadSession
from knowledge.errors import StorageError
from knowledge.events import last_event_id
from knowledge.schema import Execution, ExecutionStep, Task
from knowledge.workers import list_workers
from tests.chat.running import PATIENCE, environment
from tests.chat.sockets.conftest import calling
from tests.postgres import Server

#: executions and tasks that are under way at the same time
AT_ONCE = 20
#: seconds until who was killed is at work again
BACK = 150.0
#: seconds until who was not answered asks again
AGAIN = 0.3
#: seconds that an answer may take before it is asked for again
ANSWER = 20.0

OWN = {
    "steps": [
        {"name": "found", "step": "validate", "inputs": {"match_id": "$input.match_id"}},
        {
            "name": "home",
            "tool": "team_report",
            "inputs": {"team": "$steps.found.match.home_team"},
        },
        {
            "name": "away",
            "tool": "team_report",
            "inputs": {"team": "$steps.found.match.away_team"},
        },
        {"name": "past", "step": "history", "inputs": {"match": "$steps.found.match"}},
        {
            "name": "never",
            "step": "odds",
            "inputs": {"match": "$steps.found.match"},
            "when": {"value": "$steps.home.found", "is": False},
        },
        {
            "name": "note",
            "step": "insight",
            "inputs": {"match": "$steps.found.match"},
            "needs": ["home", "away", "past"],
        },
    ]
}
#: what a service or a worker imports beside `HEAVY`
ALSO_HEAVY = ("chat.app", "chat.workshop", "dbos", "graph.agents.work", "graph.workflows.execution")
BUILT_IN = ("standard", "comprehensive", "real_time")


class Victim(Protocol):
    """Something that is killed and started again."""

    name: str

    async def kill(self) -> None:
        """Kill it, with a signal that it cannot hear."""

    async def start(self) -> None:
        """Start it; it need not be ready."""


class Command:
    """A command of ours that runs until it is killed; what it says is kept in a file.

    It is forked from a process that has imported everything and done nothing: most of a start is
    importing, and there are many.
    """

    def __init__(self, name: str, home: Path, *arguments: str, **settings: str) -> None:
        self.name = name
        self._as_told = (arguments, environment(home, **settings), home / f"{name}.said")
        self._process: ForkServerProcess | None = None

    @property
    def code(self) -> int | None:
        """How it ended by itself; None while it runs, or when it was killed."""
        return self._process.exitcode if self._process else None

    @property
    def pid(self) -> int | None:
        """The number of the process that runs now."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        self._process = _processes.Process(target=run_command, args=self._as_told)
        self._process.start()

    async def kill(self) -> None:
        process, self._process = self._process, None
        assert process
        process.kill()
        await asyncio.to_thread(process.join)

    async def end(self) -> None:
        """Let nothing of it be left, however it is."""
        if self._process:
            await self.kill()

    async def stop(self) -> int | None:
        """Stop it in order; return its exit code, None when it does not end."""
        process, self._process = self._process, None
        assert process
        process.terminate()
        await asyncio.to_thread(process.join, PATIENCE / 2)
        try:
            return process.exitcode
        finally:
            process.kill()


def run_command(arguments: Sequence[str], settings: Mapping[str, str], said: Path) -> None:
    """Be the console script, in a process of its own."""
    with said.open("ab") as kept:
        for stream in (1, 2):
            os.dup2(kept.fileno(), stream)
    os.environ.clear()
    os.environ.update(settings)
    os.chdir(said.parent.parent)
    sys.argv = ["tippmix", *arguments]
    main()


_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__, *HEAVY, *ALSO_HEAVY])


class Postgres:
    """The database's server, all its processes."""

    name = "PostgreSQL"

    def __init__(self, server: Server) -> None:
        self._server = server

    async def kill(self) -> None:
        await asyncio.to_thread(self._server.kill)

    async def start(self) -> None:
        await asyncio.to_thread(self._server.start)


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Look until something has happened, of which no event of this process tells."""
    while not await happened():  # noqa: ASYNC110 - it happens in other processes
        await asyncio.sleep(0.1)


def free_port() -> int:
    """Return a port on which a service can come back again and again."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Asker:
    """Asks until he is answered, under the same key."""

    def __init__(self, url: str, dice: Random) -> None:
        self.url = url
        self._http = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=ANSWER, trust_env=False)
        self._dice = dice
        self._numbers = itertools.count(1)
        self.matches: list[str] = []
        self.agent = ""
        self.workflow = ""
        #: key → the ids that were answered
        self.executions: dict[str, set[str]] = {}
        self.tasks: dict[str, set[str]] = {}

    async def settle_in(self) -> None:
        """Make an agent and a workflow."""
        found = await self._ask("GET", "/matches?status=scheduled&limit=5")
        self.matches = [match["id"] for match in found["items"]]
        agent = await self._ask("POST", "/agents", {"name": "Under fire", "type": "analysis"})
        self.agent = agent["id"]
        await self._ask("POST", f"/agents/{self.agent}/start")
        own = await self._ask("POST", "/workflows", {"name": "Own", "definition": OWN})
        self.workflow = own["id"]

    async def ask_for_more(self) -> None:
        """Ask for a task or an execution; sometimes twice, sometimes to think better of it."""
        key = f"key-{next(self._numbers)}"
        match = self._dice.choice(self.matches)
        if self._dice.random() < 0.3:
            path, asked = f"/agents/{self.agent}/tasks", self._task(match)
            cancels, ids = f"/agents/{self.agent}/tasks", self.tasks
        else:
            wanted = self._dice.choice([*BUILT_IN, self.workflow])
            path, asked = "/workflows/execute", {"workflow_type": wanted}
            asked["input_data"] = {"match_id": match}
            cancels, ids = "/workflows/executions", self.executions
        twice, regrets = self._dice.random() < 0.3, self._dice.random() < 0.1
        for _ in range(1 + twice):
            answer = await self._ask("POST", path, asked, key)
            ids.setdefault(key, set()).add(answer["id"])
        if regrets:
            await self._ask("POST", f"{cancels}/{answer['id']}/cancel", fine=(200, 409))

    def _task(self, match: str) -> dict[str, Any]:
        kind = self._dice.choice(["predict_match", "analyze_match", "workflow_prediction"])
        given: dict[str, Any] = {"match_id": match}
        if kind == "workflow_prediction":
            given = {"workflow": "real_time", "input": given}
        return {"type": kind, "input": given}

    async def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        fine: tuple[int, ...] = (200, 201, 202),
    ) -> Any:
        headers = {"Idempotency-Key": key} if key else None
        while True:
            with suppress(httpx.TransportError):
                answer = await self._http.request(method, path, json=body, headers=headers)
                if answer.status_code in fine:
                    return answer.json()
                # what it cannot do now it may do later; anything else is an error of ours
                assert answer.status_code >= 500, f"{path}: {answer.text}"
            await asyncio.sleep(AGAIN)

    async def leave(self) -> None:
        await self._http.aclose()


@dataclass
class Witness:
    """Listens to some topics, and comes back whenever the service does."""

    url: str
    topics: list[str] = field(default_factory=list)
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        return [said["event_id"] for _, said in self.heard]

    async def listen(self) -> None:
        """Listen until cancelled."""
        while True:
            with suppress(SocketIOError, aiohttp.ClientError, TimeoutError):
                async with calling(self.url) as caller:
                    # from here on in one list: nothing was heard before he has subscribed
                    caller.heard = self.heard
                    after = self.ids[-1] if self.heard else 0
                    await caller.ask("subscribe", {"topics": self.topics, "after": after})
                    await caller.client.wait()
            await asyncio.sleep(AGAIN)


@dataclass
class Arena:
    """All who are under fire, and those who are not: the test's own look at the database."""

    db: Database
    commands: tuple[Command, Command]
    postgres: Postgres | None
    asker: Asker
    witness: Witness
    is_over: bool = False

    def in_rounds(self, dice: Random) -> Iterator[Victim]:
        """Yield whoever is to be killed next: all in turn, in an order that nobody knows."""
        victims: list[Victim] = [*self.commands, *([self.postgres] if self.postgres else [])]
        while True:
            yield from dice.sample(victims, len(victims))

    async def kill(self, victim: Victim, *, after: float, away: float) -> None:
        """Kill somebody some seconds after he was seen at work; let him come back later."""
        async with asyncio.timeout(BACK):
            await until(lambda: self._is_at_work(victim))
        await asyncio.sleep(after)
        await victim.kill()
        await asyncio.sleep(away)
        await victim.start()

    async def keep_busy(self) -> None:
        """Ask for more as long as there is little to do."""
        while not self.is_over:
            if await self.under_way() < AT_ONCE:
                await self.asker.ask_for_more()
            else:
                await asyncio.sleep(0.1)

    async def supervise(self) -> None:
        """Start again who could not begin while the database was away, as any supervisor does."""
        while True:
            for command in self.commands:
                if command.code is not None:
                    assert (command.code, bool(self.postgres)) == (COULD_NOT, True), command.name
                    await command.start()
            await asyncio.sleep(AGAIN)

    async def under_way(self) -> int:
        """Return how many executions and tasks have not ended."""

        async def count() -> int:
            async with self.db.reading() as session:
                executions = await _count(session, Execution, "running")
                return executions + await _count(session, Task, "pending", "running")

        return await outlast(count)

    async def is_quiet(self) -> bool:
        """Tell whether all has ended, and the witness has heard of it."""
        if await self.under_way():
            return False
        async with self.db.reading() as session:
            return self.witness.ids[-1:] == [await last_event_id(session)]

    async def _is_at_work(self, victim: Victim) -> bool:
        try:
            async with self.db.reading() as session:
                enlisted = {worker.pid for worker in await list_workers(session)}
                steps = await _count(session, ExecutionStep, "running")
        except StorageError:
            return False
        return steps > 0 and (not isinstance(victim, Command) or victim.pid in enlisted)


async def _count(
    session: ReadSession, rows: type[Execution | ExecutionStep | Task], *statuses: str
) -> int:
    count = select(func.count()).select_from(rows).where(rows.status.in_(statuses))
    return (await session.scalars(count)).one()
