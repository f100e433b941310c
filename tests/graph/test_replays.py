"""Recorded runs of `tests/replays`, played again: the same facts and words as when recorded.

Where an answer has changed on purpose: `python -m tests.graph.record_replays [NAME…]`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from chat.cli.replaying import lines_of
from graph.analyst import Analyst
from graph.recorded import Recording
from graph.replaying import replay
from tests.graph.record_replays import FOLDER, SCENES, open_demo
from tests.tools.conftest import House

FILES = sorted(FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo league; no model is fitted, for none is asked."""
    folder = tmp_path_factory.mktemp("replays")

    async def make() -> None:
        house = await open_demo(folder)
        await house.insights.close()
        await house.db.close()

    asyncio.run(make())
    return folder


@pytest.fixture
async def demo(demo_folder: Path) -> AsyncIterator[House]:
    """Open the demo league."""
    house = await open_demo(demo_folder)
    yield house
    await house.insights.close()
    await house.db.close()


def document_of(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_each_scene_is_recorded_and_nothing_else() -> None:
    assert {file.stem for file in FILES} == set(SCENES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_a_recorded_run_ends_as_it_did(file: Path, demo: House) -> None:
    document = document_of(file)
    recording = Recording.read(document)
    played = await replay(
        recording,
        analyst_at=lambda clock: Analyst(spot=demo.clubs.spot, clock=clock),
        tools=list(demo.tools.values()),
    )
    assert played.same, "\n".join(lines_of(played))
    assert recording.to_dict() == document


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recording_tells_of_no_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not any(part in text for part in ("/home/", "/tmp/", "/root", "Traceback"))
