"""npm's own socket.io-client lives through an agent's life in a real service."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import tempfile
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from filelock import FileLock

from tests.chat.running import Service

SCRIPT = Path(__file__).with_name("life.mjs")
VERSION = "4.8.4"
PATIENCE = 60

LOGGED = ("agent:created", "agent:status:changed", "agent:deleted")


@pytest.fixture(scope="session")
def socketio_client() -> Path:
    """Return the folder of npm's client, kept from run to run; skip where it cannot be had."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not installed on this machine")
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tippmix-tests"
    folder = kept / f"socket.io-client-{VERSION}"
    kept.mkdir(parents=True, exist_ok=True)
    with FileLock(kept / "npm.lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=kept) as draft:
                _install(Path(draft))
                Path(draft, "node_modules").rename(kept / f"{folder.name}-modules")
            folder.mkdir()
            (kept / f"{folder.name}-modules").rename(folder / "node_modules")
    return folder


def _install(folder: Path) -> None:
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--no-save"]
    try:
        done = subprocess.run(
            [*command, "--prefix", str(folder), f"socket.io-client@{VERSION}"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm does not get socket.io-client: no network?")
    if done.returncode:
        pytest.skip(f"npm cannot get socket.io-client: {done.stderr.strip().splitlines()[-1]}")


async def test_an_agent_lives_as_a_web_page_sees_it(
    service: Service, socketio_client: Path
) -> None:
    node = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), service.url, str(socketio_client), stdout=PIPE, stderr=PIPE
    )
    async with asyncio.timeout(PATIENCE):
        said, complaints = await node.communicate()
    assert node.returncode == 0, complaints.decode()
    told = json.loads(said)
    agent = told["id"]
    topic = f"agent:{agent}"
    assert told["followed"]["topics"] == ["agents", topic]
    assert told["status"]["agent"]["status"] == "inactive"
    first, second = told["first"], told["second"]
    assert [name for name, _ in first] == [
        *("agent:created", "agent:status:update"),
        *["agent:status:changed"] * 3,
    ]
    assert [said["status"] for _, said in first[2:]] == ["starting", "active", "paused"]
    assert [name for name, _ in second] == [
        *["agent:status:changed"] * 3,
        *("agent:deleted", "agent:error"),
    ]
    assert [said["status"] for _, said in second[:3]] == ["active", "stopping", "inactive"]
    assert told["wrong"] == {"ok": False, "error": second[-1][1]["message"]}
    assert {said["agent_id"] for name, said in first + second if name != "agent:error"} == {agent}
    # each once and in order, over the two connections
    ids = [said["event_id"] for name, said in first + second if name in LOGGED]
    assert len(ids) == 8
    assert ids == sorted(set(ids))
    assert told["back"]["event_id"] == first[-1][1]["event_id"]
