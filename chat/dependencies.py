"""What the mentor leans on: is it there, how fast, what is done without it, how to mend it.

`GET /services` and `tippmix doctor` both ask here. A dependency that is away is a finding, never an
error.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from chat.clock import real_clock
from chat.house import House
from chat.settings import Settings

Status = Literal["up", "degraded", "down", "unused"]

#: less free room than this is a finding, bytes
LITTLE_ROOM = 1_000_000_000
#: events that are not told yet are a finding from so many on
FAR_BEHIND = 1000
#: seconds that one look may take
PATIENCE = 20.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """How one dependency is."""

    name: str
    status: Status
    #: what was found, one sentence
    detail: str
    #: what is done without it
    without_it: str
    #: how to mend it; "" where nothing is wrong
    mend: str = ""
    latency_ms: float = 0.0
    last_check: dt.datetime


Look = Callable[[House], Awaitable[tuple[Status, str, str]]]


async def look_at_all(house: House) -> list[Finding]:
    """Look at every dependency, side by side."""
    looks: list[tuple[str, str, Look]] = [
        ("database", "nothing works without it", _database),
        ("ollama", "the built-in analyst answers", _ollama),
        ("insight index", "insights are found by their words", _index),
        ("redis", "events of other processes are looked for in the database", _redis),
        ("worker", "tasks and workflows wait", _worker),
        ("events", "nobody hears of anything: GET /agents/{id}/events tells it later", _events),
        ("data", "a demo league of invented clubs", _data),
        ("model", "the first question waits until one is fitted", _model),
        ("disk", "nothing can be kept", _disk),
    ]
    return list(await asyncio.gather(*(_timed(house, *look) for look in looks)))


async def _timed(house: House, name: str, without_it: str, look: Look) -> Finding:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            status, detail, mend = await look(house)
    except TimeoutError:
        status, detail, mend = "down", "It does not answer.", "Look at its own log."
    except Exception as error:  # noqa: BLE001 - what is wrong with it is what was asked for
        status, detail, mend = "down", _said(error), "See the log."
    return Finding(
        name=name,
        status=status,
        detail=detail,
        without_it=without_it,
        mend=mend,
        latency_ms=round(1000 * (time.perf_counter() - started), 1),
        last_check=real_clock(),
    )


async def _database(house: House) -> tuple[Status, str, str]:
    from knowledge.leagues import list_leagues

    async with house.db.reading() as session:
        leagues = len(await list_leagues(session))
    return "up", f"{house.db.place}: {leagues} leagues.", ""


async def _ollama(house: House) -> tuple[Status, str, str]:
    if house.settings.model == "analyst":
        return "unused", "TIPPMIX_MODEL is analyst.", ""
    found = await house.gateway.status()
    if found.problem is None:
        tried = " It is tried again after it had failed." if found.breaker == "trial" else ""
        return "up", f"{found.speaker} answers.{tried}", ""
    status: Status = "degraded" if found.ollama.reachable else "down"
    mend = found.problem
    if found.missing:
        mend += f" Or: tippmix models pull {found.missing}."
    return status, "The built-in analyst answers in its place.", mend


async def _index(house: House) -> tuple[Status, str, str]:
    found = await house.insights.search("football", user_id=None, as_of=house.clock(), limit=1)
    if found.by == "meaning":
        return "up", "Insights are found by what they mean.", ""
    return "down", found.note or "It does not answer.", "Run tippmix insights rebuild."


async def _redis(house: House) -> tuple[Status, str, str]:
    if house.bell is None:
        return "unused", "TIPPMIX_REDIS_URL is not set.", ""
    if await house.bell.ping():
        return "up", "It tells of other processes' events at once.", ""
    return "down", "It does not answer.", "Start it, or check TIPPMIX_REDIS_URL."


async def _worker(house: House) -> tuple[Status, str, str]:
    from knowledge.tally import tally

    async with house.db.reading() as session:
        counted = await tally(session, now=real_clock())
    if counted.workers:
        return "up", f"Workers alive: {counted.workers}.", ""
    tasks = counted.tasks.get("pending", 0) + counted.tasks.get("running", 0)
    executions = counted.executions.get("running", 0)
    if not (tasks or executions or counted.agents.get("active")):
        return "unused", "No worker is alive, and there is nothing to do for one.", ""
    said = f"No worker is alive; tasks to do: {tasks}, executions: {executions}."
    return "degraded", said, "Run tippmix worker, or tippmix serve without TIPPMIX_WORKER=off."


async def _events(house: House) -> tuple[Status, str, str]:
    from knowledge.events import last_event_id

    async with house.db.reading() as session:
        last = await last_event_id(session)
    behind = last - house.tail.position if house.tail.is_followed else 0
    said = f"The log holds {last} events."
    if behind > FAR_BEHIND:
        return "degraded", f"{said} {behind} of them are not told yet.", "Try again in a moment."
    return "up", said, ""


async def _data(house: House) -> tuple[Status, str, str]:
    from knowledge.status import data_status

    get_more = "Run tippmix data sync, or tippmix data import PATH."
    async with house.db.reading() as session:
        found = await data_status(session, as_of=house.clock())
    if found.is_demo:
        return "degraded", "Only the demo league is there.", get_more
    matches = sum(league.matches for league in found.leagues)
    stale = [league.name for league in found.leagues if league.stale]
    said = f"{len(found.leagues)} leagues, {matches} matches."
    if stale:
        return "degraded", f"{said} {len(stale)} of them are stale.", get_more
    return "up", said, ""


async def _model(house: House) -> tuple[Status, str, str]:
    from chat.standing import look_at_models

    found = await look_at_models(house.forecaster)
    train = "Run tippmix train."
    if found.serving is None:
        return "degraded", "No model is fitted yet.", train
    said = f"Version {found.serving.version}, results until {found.serving.data_cutoff:%Y-%m-%d}."
    if found.drift and found.drift.drifting:
        return "degraded", f"{said} Its forecasts no longer mean what they say.", train
    if found.stale:
        return "degraded", f"{said} Newer results are {found.days_behind} days ahead of it.", train
    return "up", said, ""


async def _disk(house: House) -> tuple[Status, str, str]:
    return room_left(house.settings)


def room_left(settings: Settings) -> tuple[Status, str, str]:
    """Return how much room the data folder has."""
    free = shutil.disk_usage(settings.home).free
    said = f"{free / 1e9:.1f} GB free in {settings.home}."
    if free < LITTLE_ROOM:
        return "degraded", said, "Free some space, or name another folder with TIPPMIX_HOME."
    return "up", said, ""


def _said(error: Exception) -> str:
    from chat.cli.edge import is_expected

    return str(error) if is_expected(error) else f"It failed ({type(error).__name__})."
