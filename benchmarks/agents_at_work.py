"""A hundred agents at work at once for five minutes: errors, work done, and memory over time.

A service of our own on loopback; every agent gets its next task when the one before has ended, of
all the kinds that agents do. Every ten seconds the table gets a row: tasks ended so far, how long
they took, the service's memory. Flat means: the second half's slope, extrapolated to an hour.

Run: .venv/bin/python -m benchmarks.agents_at_work [HOME] [--minutes 5] [--agents 100]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import httpx
import numpy as np

from benchmarks.services import a_service, copy_of, until

API = "/api/v1"
ROW = 10.0


@dataclass(slots=True)
class Ledger:
    """What the agents have done."""

    ended: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    #: seconds of the tasks that ended since the last row
    lately: list[float] = field(default_factory=list)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--agents", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of(given.home, Path(folder) / "home")
        with a_service(home) as service:
            limits = httpx.Limits(max_connections=200)
            async with httpx.AsyncClient(base_url=service.url, timeout=300, limits=limits) as http:
                await work(http, service.process.pid, given.agents, 60 * given.minutes)


async def work(http: httpx.AsyncClient, pid: int, agents: int, seconds: float) -> None:
    found = await http.get(f"{API}/matches", params={"status": "scheduled", "limit": 100})
    matches = [match["id"] for match in found.json()["items"]]
    ledger = Ledger()
    end = perf_counter() + seconds
    busy = [
        asyncio.create_task(one_agent(http, number, matches, ledger, end))
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
        f"it grows by {3600 * slope:.0f} MB an hour."
    )


async def one_agent(
    http: httpx.AsyncClient, number: int, matches: list[str], ledger: Ledger, end: float
) -> None:
    new = {"name": f"agent {number}", "type": "analysis", "configuration": {"schedule": None}}
    agent_id = (await http.post(f"{API}/agents", json=new)).json()["id"]
    (await http.post(f"{API}/agents/{agent_id}/start")).raise_for_status()
    turn = 0
    while perf_counter() < end:
        match = matches[(number + 7 * turn) % len(matches)]
        kind = ("predict_match", "enhanced_prediction", "analyze_match")[(number + turn) % 3]
        begun = perf_counter()
        task = {"type": kind, "input": {"match_id": match}}
        asked = await http.post(f"{API}/agents/{agent_id}/tasks", json=task)
        if asked.status_code != 202:
            ledger.errors[f"{asked.status_code} when asked"] += 1
            await asyncio.sleep(1)
            continue
        result = f"{API}/agents/{agent_id}/tasks/{asked.json()['id']}/result"

        async def has_ended(result: str = result) -> bool:
            return (await http.get(result)).status_code != 202

        # seldom enough that asking is not what the service is busy with
        await until(has_ended, pause=4.0)
        ended = await http.get(result)
        if ended.status_code == 200 and ended.json()["status"] == "completed":
            ledger.ended[kind] += 1
            ledger.lately.append(perf_counter() - begun)
        else:
            ledger.errors[ended.text[:200]] += 1
        turn += 1


def resident(pid: int) -> float:
    """Return the resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    asyncio.run(main())
