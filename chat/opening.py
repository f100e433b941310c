"""Opening the house while the service already answers: what is ready, and what is still starting.

The heavy rooms take seconds to import, the first model seconds to fit. All of it happens in one
background task, so `/health` answers at once and requests wait for what they need. On the first
start with a network it also fetches real results by itself. Does not know HTTP.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from chat.errors import NotReady
from chat.settings import Settings

if TYPE_CHECKING:
    from chat.house import House
    from chat.mcp_door import McpDoor
    from chat.sockets.door import SocketDoor
    from chat.ui.door import ChatDoor

log = logging.getLogger(__name__)

#: seconds that a request waits for the house
PATIENCE = 60.0
#: between looks for results that the model does not know yet
REFRESH_SECONDS = 900
#: seasons that are fetched at the first start, the one under way included
SEASONS = 3
#: the month in which seasons end
LAST_MONTH = 6

#: seconds that the public source has to answer at the first start
PROBE = 2.0

Part = Literal["data", "chat", "mcp", "events", "worker", "model"]
HOW_TO_GET_DATA = (
    "This is a demo league of invented clubs. Real results: tippmix data sync, or "
    "tippmix data import PATH."
)

#: "off": TIPPMIX_WORKER says that nothing is done in the background
State = Literal["starting", "ready", "failed", "off"]

#: imported in a thread, so that the service goes on answering meanwhile
HEAVY = (
    "chat.api.routes",
    "chat.house",
    "graph.build",
    "graph.checkpoints",
    "graph.mentor",
    "graph.gateway",
    "graph.analyst",
    "tools.toolbox",
    "ml.predictor",
    "pandas",
)


@dataclass(slots=True)
class Opening:
    """The house on its way up."""

    settings: Settings
    loopback: bool
    door: ChatDoor
    mcp: McpDoor
    sockets: SocketDoor
    #: told when the house cannot be opened at all
    on_failure: Callable[[Exception], None] | None = None
    parts: dict[Part, State] = field(
        default_factory=lambda: dict[Part, State].fromkeys(get_args(Part), "starting")
    )
    #: why the house could not be opened; None while it may
    failure: Exception | None = None
    _house: asyncio.Future[House] | None = None
    _task: asyncio.Task[None] | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _stopping: asyncio.Future[tuple[None, None]] | None = None
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_ready(self) -> bool:
        """True when every part is up."""
        return all(state in ("ready", "off") for state in self.parts.values())

    def start(self) -> None:
        """Begin to open, in the background."""
        self._loop = asyncio.get_running_loop()
        self._house = self._loop.create_future()
        self._task = asyncio.create_task(self._live())

    async def house(self) -> House:
        """Return the open house; waits for it.

        Raises
        ------
        NotReady
            When it takes too long or failed.
        """
        assert self._house is not None
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(self._house)
        except TimeoutError:
            raise NotReady("The mentor is still starting: try again in a moment.") from None
        # whatever kept the house shut was told in the log; here it only means: not ready
        except Exception as error:
            raise NotReady(
                "The mentor could not start: see its log, or run tippmix doctor."
            ) from error

    def stop_runs(self) -> None:
        """End the runs under way, so that no stream is waited for; may come from a signal."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop_runs)

    def _stop_runs(self) -> None:
        if self._house and self._house.done() and not self._house.exception():
            house = self._house.result()
            self._stopping = asyncio.gather(house.mentor.aclose(), self.sockets.hang_up())

    async def close(self) -> None:
        """Close the house."""
        self._closing.set()
        if self._task:
            if not (self._house and self._house.done()):
                self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _live(self) -> None:
        """Open the house, keep it open until the end, close it: all in one task."""
        assert self._house is not None
        try:
            for name in HEAVY:
                await asyncio.to_thread(importlib.import_module, name)
            from chat.house import open_house

            async with open_house(self.settings, loopback=self.loopback) as house:
                self.parts["data"] = "ready"
                self._house.set_result(house)
                await self._live_in(house)
        except Exception as error:  # noqa: BLE001 - the edge of the task: all must hear of it
            self._fail(error)

    async def _live_in(self, house: House) -> None:
        from graph.work.patience import outlast

        rest = asyncio.create_task(self._open_the_rest(house))
        async with AsyncExitStack() as stack:
            # here and not in the task of the rest: it must end where it began
            await self._bring_up("events", stack.enter_async_context(self.sockets.open(house)))
            await self._bring_up("mcp", stack.enter_async_context(self.mcp.open(house)))

            # not here: a database that is away just now is waited for, but not at closing time
            async def work() -> None:
                workshop = outlast(lambda: stack.enter_async_context(self._workshop(house)))
                await self._bring_up("worker", workshop)

            worker = asyncio.create_task(work())
            await self._closing.wait()
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)
        rest.cancel()
        await asyncio.gather(rest, return_exceptions=True)

    async def _open_the_rest(self, house: House) -> None:
        await self._bring_up("chat", self.door.open(house))
        if self.settings.worker == "off":
            self.parts["model"] = "off"
            return
        await self._bring_up("model", house.forecaster.refresh())
        await bring_real_data(house)
        # the index takes a second to load: not in the first question's time
        await house.insights.search("football", user_id=None, as_of=house.clock(), limit=1)
        while True:
            # results come in all day; without new ones this costs two short queries
            await self._bring_up("model", house.forecaster.refresh())
            await asyncio.sleep(REFRESH_SECONDS)

    @asynccontextmanager
    async def _workshop(self, house: House) -> AsyncIterator[None]:
        if self.settings.worker == "off":
            yield
            return
        from chat.workshop import open_workshop

        async with open_workshop(house):
            yield

    async def _bring_up(self, part: Part, work: Awaitable[object]) -> None:
        try:
            await work
        # one part that fails must not take the others with it; /ready and the log tell of it
        except Exception as error:
            self.parts[part] = "failed"
            log.error("could not start: %s (%s)", part, error, exc_info=error)
        else:
            self.parts[part] = "off" if self._does_nothing(part) else "ready"

    def _does_nothing(self, part: Part) -> bool:
        return part == "worker" and self.settings.worker == "off"

    def _fail(self, error: Exception) -> None:
        self.failure = error
        self.parts["data"] = "failed"
        if self._house is not None and not self._house.done():
            self._house.set_exception(error)
            # requests get a plain sentence; nobody else awaits it
            self._house.exception()
        if self.on_failure:
            self.on_failure(error)


def newest_seasons(today: dt.date) -> list[str]:
    """Return the season under way and those before it that a first model learns from."""
    started = today.year if today.month > LAST_MONTH else today.year - 1
    return [f"{year}-{(year + 1) % 100:02}" for year in range(started, started - SEASONS, -1)]


async def bring_real_data(house: House) -> bool:
    """Fetch the current seasons when there is only the demo and the public source answers.

    Returns whether anything came; says in one line how to get data when nothing did.
    """
    from knowledge.errors import KnowledgeError
    from knowledge.status import data_status
    from knowledge.sync import SourceName, reachable, sync

    async with house.db.reading() as session:
        is_demo = (await data_status(session, as_of=house.clock())).is_demo
    # a clock that stands still asks for a day in the past: today's results are not wanted
    if not is_demo or house.settings.now is not None:
        return False
    source: SourceName = "football-data"
    url = house.settings.source_url
    try:
        if not await reachable(source, base_url=url, timeout=PROBE):
            log.warning(HOW_TO_GET_DATA)
            return False
        log.warning("Fetching real results; the demo league answers meanwhile.")
        report = await sync(
            house.db,
            source,
            home=house.settings.home,
            now=house.clock(),
            base_url=url,
            seasons=newest_seasons(house.clock().date()),
        )
    except KnowledgeError as error:
        log.warning("%s %s", error, HOW_TO_GET_DATA)
        return False
    log.warning(
        "Real results are here: %s matches. Earlier seasons: tippmix data sync.",
        report.imported.new,
    )
    return bool(report.imported.new)
