"""Homes and services that the tests of the doors share: making one takes seconds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.chat.running import PROGRAM_KEY, Service, serving, tippmix
from tests.chat.small_league import CLOCK, write_season


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all test processes share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def _made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            draft = folder.with_name(folder.name + "-draft")
            make(draft)
            draft.rename(folder)
    return folder


@pytest.fixture(scope="session")
def fitted_demo(shared: Path) -> Path:
    """Return a data folder with the demo league and a model; to be copied, not used."""

    def make(home: Path) -> None:
        done = tippmix(home, "train", afresh=True)
        assert done.returncode == 0, done.stderr

    return _made_once(shared / "fitted-demo", make)


@pytest.fixture(scope="session")
def fitted_league(shared: Path) -> Path:
    """Return a data folder with a small imported league and a model of it; to be copied."""

    def make(home: Path) -> None:
        files = shared / "small-league"
        write_season(files)
        for command in (("data", "import", str(files)), ("train",)):
            done = tippmix(home, *command, now=CLOCK)
            assert done.returncode == 0, done.stderr

    return _made_once(shared / "fitted-league", make)


@pytest.fixture
def home(fitted_demo: Path, tmp_path: Path) -> Path:
    """Return a data folder of one's own with the demo league and a model."""
    return shutil.copytree(fitted_demo, tmp_path / "home")


@pytest.fixture
def league_home(fitted_league: Path, tmp_path: Path) -> Path:
    """Return a data folder of one's own with the small league and a model."""
    return shutil.copytree(fitted_league, tmp_path / "home")


@pytest.fixture(scope="module")
def service(fitted_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service over the demo league, with the analyst.

    It ends with its module: it is soon there, and one that waits until all tests are through takes
    a tenth of a processor meanwhile.
    """
    home = shutil.copytree(fitted_demo, tmp_path_factory.mktemp("service") / "home")
    with serving(home) as running:
        yield running


@pytest.fixture(scope="module")
def service_for_others(
    fitted_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Give a service over the demo league where everybody signs in."""
    home = shutil.copytree(fitted_demo, tmp_path_factory.mktemp("for-others") / "home")
    with serving(home, auth="on", api_keys=PROGRAM_KEY) as running:
        yield running
