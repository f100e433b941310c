"""A hundred agents at work at once for five minutes: errors, work done, and memory over time.

A service of our own on loopback; ten users with ten agents each, as programs of theirs would drive
them: every agent gets its next task when an event tells that the one before has ended, of the kinds
in turn. Every ten seconds the table gets a row: tasks ended so far, how long they took, the
service's memory; at last the memory's slope over the second half.

Run: .venv/bin/python -m benchmarks.agents_at_work [HOME] [--minutes 5] [--agents 100] [--users 10]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
import numpy as np
import socketio

from benchmarks.services import a_service, copy_of
from tests.chat.running import Service, signed_in

API = "/api/v1"
KINDS = ("predict_match", "enhanced_prediction", "analyze_match")
ROW = 10.0
#: seconds that a task may take before it counts as lost
LOST = 600.0


@dataclass(slots=True)
class Ledger:
    """What the agents have done."""

    ended: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    #: seconds of the tasks that ended since the last row
    lately: list[float] = field(default_factory=list)


class User:
    """Asks over REST, hears of what has ended over Socket.IO."""

    def __init__(self, http: httpx.AsyncClient, events: socketio.AsyncClient) -> None:
        self.http = http
        self._events = events
        #: by the task: whether it ended well; heard of before or after it is waited for
        self._ends: defaultdict[str, asyncio.Future[bool]] = defaultdict(
            asyncio.get_running_loop().create_future
        )
        events.on("task:completed", self._completed)
        events.on("task:failed", self._failed)

    async def agent(self, name: str) -> str:
        """Make an agent, follow it and start it."""
        new = {"name": name, "type": "analysis"}
        id_ = str((await self.http.post(f"{API}/agents", json=new)).json()["id"])
        heard = await self._events.call("subscribe", {"topics": [f"agent:{id_}"]}, timeout=60)
        assert heard["ok"], heard
        (await self.http.post(f"{API}/agents/{id_}/start")).raise_for_status()
        return id_

    async def has_done(self, agent_id: str, task: dict[str, Any]) -> bool:
        """Give an agent a task; return whether it ended well."""
        asked = await self.http.post(f"{API}/agents/{agent_id}/tasks", json=task)
        asked.raise_for_status()
        id_ = asked.json()["id"]
        async with asyncio.timeout(LOST):
            ended_well = await self._ends[id_]
        del self._ends[id_]
        return ended_well

    async def _completed(self, said: dict[str, Any]) -> None:
        self._ends[said["task_id"]].set_result(True)

    async def _failed(self, said: dict[str, Any]) -> None:
        self._ends[said["task_id"]].set_result(False)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--agents", type=int, default=100)
    parser.add_argument("--users", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of(given.home, Path(folder) / "home")
        with a_service(home) as service:
            async with AsyncExitStack() as stack:
                users = [
                    await stack.enter_async_context(user(service, f"user-{number}"))
                    for number in range(given.users)
                ]
                await work(users, service.process.pid, given.agents, 60 * given.minutes)


@asynccontextmanager
async def user(service: Service, name: str) -> AsyncIterator[User]:
    """Give a user of the service."""
    with service.client() as signing:
        token = signed_in(signing, name)
    events = socketio.AsyncClient(reconnection=False)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=service.url, timeout=120, headers=headers) as http:
        await events.connect(service.url, auth={"token": token}, transports=["websocket"])
        try:
            yield User(http, events)
        finally:
            await events.disconnect()


async def work(users: list[User], pid: int, agents: int, seconds: float) -> None:
    found = await users[0].http.get(f"{API}/matches", params={"status": "scheduled", "limit": 100})
    matches = [match["id"] for match in found.json()["items"]]
    ledger = Ledger()
    end = perf_counter() + seconds
    busy = [
        asyncio.create_task(one_agent(users[number % len(users)], number, matches, ledger, end))
        for number in range(agents)
    ]
    memory: list[float] = []
    print("| s | tasks ended | p50 s | p95 s | resident MB | errors |")
    print("|---|---|---|---|---|---|")
    started = perf_counter()
    while perf_counter() < end:
        await asyncio.sleep(ROW)
        for one in busy:
            if one.done():
                # an agent that broke off must not pass for one that is slow
                one.result()
        memory.append(resident(pid))
        times, ledger.lately = ledger.lately, []
        p50 = statistics.median(times) if times else float("nan")
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
        print(
            f"| {perf_counter() - started:.0f} | {ledger.ended.total()} | {p50:.2f} | {p95:.2f} "
            f"| {memory[-1]:.0f} | {ledger.errors.total()} |",
            flush=True,
        )
    await asyncio.gather(*busy)
    half = memory[len(memory) // 2 :]
    slope = float(np.polyfit(np.arange(len(half)) * ROW, half, 1)[0]) if len(half) > 2 else 0.0
    print(f"\nEnded: {dict(ledger.ended)}; errors: {dict(ledger.errors) or 'none'}.")
    print(
        f"Memory: {memory[0]:.0f} MB at first, {memory[-1]:.0f} MB at last; over the second half "
        f"it grows by {60 * slope:.1f} MB a minute."
    )


async def one_agent(
    user: User, number: int, matches: list[str], ledger: Ledger, end: float
) -> None:
    agent_id = await user.agent(f"agent {number}")
    turn = 0
    while perf_counter() < end:
        kind = KINDS[(number + turn) % len(KINDS)]
        match = matches[(number + 7 * turn) % len(matches)]
        begun = perf_counter()
        if await user.has_done(agent_id, {"type": kind, "input": {"match_id": match}}):
            ledger.ended[kind] += 1
            ledger.lately.append(perf_counter() - begun)
        else:
            ledger.errors[kind] += 1
        turn += 1


def resident(pid: int) -> float:
    """Return the resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    asyncio.run(main())
