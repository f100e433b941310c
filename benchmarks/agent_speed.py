"""How long a user waits for his agents: making and starting one, an insight, an event.

A service of our own on loopback with 100 agents active, and a client that asks as a user does:

- make and start an agent, over REST, until it is active;
- an analysis of a coming match by the built-in analyst, until the task has ended and its insight
  is kept;
- an event, from the commit to a Socket.IO client. Two ways: written by another process, which the
  service finds out from the database, and written by the service itself, timed from the request
  that causes it (so the request's own time is in it).

Each beside its bound: 2 s, 3 s, 1 s (aim: 50 ms).

Run: .venv/bin/python -m benchmarks.agent_speed [HOME]   (HOME: a data folder; default: the demo)
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

from benchmarks.services import a_service, copy_of, events_of, until
from knowledge.database import Database
from knowledge.events import EventDraft, tell

API = "/api/v1"
ACTIVE = 100
TIMES = 100
INSIGHTS = 30


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", nargs="?", type=Path)
    given = parser.parse_args().home
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of(given, Path(folder) / "home")
        with a_service(home) as service:
            async with httpx.AsyncClient(base_url=service.url, timeout=120) as http:
                for number in range(ACTIVE):
                    await agent(http, f"active {number}")
                rows = [
                    ("an agent made and active", 2.0, await made(http)),
                    ("an insight by the analyst", 3.0, await insights(http)),
                ]
            heard = await events(service.url, home)
            rows += [(name, 1.0, times) for name, times in heard.items()]
    print(f"With {ACTIVE} agents active, seconds:")
    print("| what | n | p50 | p95 | most | bound | p95 of the bound |")
    print("|---|---|---|---|---|---|---|")
    for name, bound, times in rows:
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"| {name} | {len(times)} | {statistics.median(times):.3f} | {p95:.3f} "
            f"| {max(times):.3f} | {bound:g} | {p95 / bound:.2f} |"
        )


async def agent(http: httpx.AsyncClient, name: str) -> str:
    """Make and start an agent that waits for tasks; return its id."""
    new = {"name": name, "type": "analysis", "configuration": {"schedule": None}}
    made = await http.post(f"{API}/agents", json=new)
    made.raise_for_status()
    agent_id = str(made.json()["id"])
    started = await http.post(f"{API}/agents/{agent_id}/start")
    started.raise_for_status()

    async def is_active() -> bool:
        return bool((await http.get(f"{API}/agents/{agent_id}")).json()["status"] == "active")

    await until(is_active, pause=0.005)
    return agent_id


async def made(http: httpx.AsyncClient) -> list[float]:
    times = []
    for number in range(TIMES):
        begun = perf_counter()
        agent_id = await agent(http, f"made {number}")
        times.append(perf_counter() - begun)
        # a user has a bounded number of them
        (await http.delete(f"{API}/agents/{agent_id}")).raise_for_status()
    return times


async def insights(http: httpx.AsyncClient) -> list[float]:
    """Ask one agent for analyses of coming matches, each of another match, one after the other."""
    agent_id = await agent(http, "analyst")
    found = await http.get(f"{API}/matches", params={"status": "scheduled", "limit": INSIGHTS})
    times = []
    for match in found.json()["items"]:
        begun = perf_counter()
        task = {"type": "analyze_match", "input": {"match_id": match["id"]}}
        asked = await http.post(f"{API}/agents/{agent_id}/tasks", json=task)
        asked.raise_for_status()
        result = f"{API}/agents/{agent_id}/tasks/{asked.json()['id']}/result"

        async def has_ended(result: str = result) -> bool:
            return (await http.get(result)).status_code == 200

        await until(has_ended, pause=0.02)
        times.append(perf_counter() - begun)
        ended = await http.get(result)
        assert ended.json()["status"] == "completed", ended.text
        assert ended.json()["result"]["insight_id"], ended.text
    return times


async def events(url: str, home: Path) -> dict[str, list[float]]:
    """Time events to a client: written elsewhere, and by the service itself."""
    async with httpx.AsyncClient(base_url=url, timeout=120) as http, events_of(url) as heard:
        agent_id = await agent(http, "heard")
        await heard.subscribe(f"agent:{agent_id}")
        elsewhere = await _from_another_process(home, agent_id, heard)
        by_itself = []
        for number in range(TIMES):
            heard.forget()
            begun = perf_counter()
            answer = await http.patch(f"{API}/agents/{agent_id}", json={"name": f"name {number}"})
            answer.raise_for_status()
            by_itself.append(await heard.at("agent:updated") - begun)
    return {
        "an event of another process": elsewhere,
        "an event of the service, with its request": by_itself,
    }


async def _from_another_process(home: Path, agent_id: str, heard: Any) -> list[float]:
    db = await Database.open(None, home=home)
    times = []
    for number in range(TIMES):
        heard.forget()
        draft = EventDraft(
            name="agent:updated", user_id="local", agent_id=agent_id, payload={"number": number}
        )
        async with db.writing() as session:
            await tell(session, draft, now=dt.datetime.now(dt.UTC))
        begun = perf_counter()
        times.append(await heard.at("agent:updated") - begun)
        await asyncio.sleep(0.01 * (number % 7))
    await db.close()
    return times


if __name__ == "__main__":
    asyncio.run(main())
