"""Importing does nothing, help is there at once, and our names are ours alone."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("chat", "graph", "tools", "ml", "knowledge")

#: each takes a good part of a second to import
HEAVY = {
    *("alembic", "chainlit", "chromadb", "dbos", "fastapi", "langchain_core", "langgraph", "mcp"),
    *("numpy", "pandas", "pydantic_settings", "scipy", "sklearn", "sqlalchemy", "uvicorn"),
}
#: what measures us, and is no part of us
YARDSTICKS = {"penaltyblog", "matplotlib", "plotly"}
#: what a service needs before it answers /health
SERVING = {"fastapi", "pydantic_settings", "uvicorn"}

COMMANDS = (
    "serve", "ask", "chat", "data", "data import", "data sync", "data status", "train", "predict",
    "backtest", "record", "insights", "insights rebuild", "models", "models list",
    "models serve", "models card", "doctor",
    "agents", "agents list", "agents create", "agents show", "agents change", "agents start",
    "agents stop", "agents pause", "agents resume", "agents delete", "agents memory",
    "agents forget", "agents performance", "agents health", "agents events",
    "tasks", "tasks list", "tasks ask", "tasks show", "tasks result", "tasks cancel",
    "workflows", "workflows list", "workflows show", "workflows create", "workflows change",
    "workflows delete", "workflows execute", "workflows executions", "workflows execution",
    "workflows cancel", "workflows parts",
)  # fmt: skip


def modules_after(code: str, cwd: Path) -> set[str]:
    """Return the top-level modules that a fresh Python has after some code."""
    tell = "import sys, json; print('MODULES' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
        cwd=cwd,
        env={**os.environ, "TIPPMIX_HOME": str(cwd / "home"), "PYTHONPATH": str(ROOT)},
    )
    listed = json.loads(done.stdout.partition("MODULES")[2])
    return {name.partition(".")[0] for name in listed}


@pytest.mark.slow
def test_help_needs_nothing_heavy(tmp_path: Path) -> None:
    # the commands of all groups in one Python: each is as light as the whole
    code = "\n".join(
        [
            "import contextlib, io, typer.testing",
            "from chat.cli import app",
            "run = typer.testing.CliRunner()",
            f"for command in {['', *COMMANDS]!r}:",
            "    done = run.invoke(app, [*command.split(), '--help'])",
            "    assert done.exit_code == 0, done.output",
            "    assert 'Usage' in done.output",
        ]
    )
    assert modules_after(code, tmp_path) & HEAVY == set()


def test_a_service_is_made_without_the_heavy_rooms(tmp_path: Path) -> None:
    code = "from chat.app import create_app; create_app()"
    assert modules_after(code, tmp_path) & HEAVY == SERVING - {"uvicorn"}


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    """Every module of ours is imported in an empty folder; nothing is written or connected."""
    names = [
        module.name
        for room in ROOMS
        for module in pkgutil.walk_packages([str(ROOT / room)], f"{room}.")
        # these are Chainlit's and Alembic's to import; the ones write, the other migrates
        if not module.name.startswith(
            ("chat.ui.app", "chat.ui.pulling", "chat.ui.t", "knowledge.migrations")
        )
    ]
    assert len(names) > 50
    code = "\n".join(
        [
            "import socket, importlib, threading",
            "def refuse(*_): raise AssertionError('a connection at import')",
            "socket.socket.connect = refuse",
            f"for name in {names!r}: importlib.import_module(name)",
            "assert threading.active_count() == 1, threading.enumerate()",
        ]
    )
    loaded = modules_after(code, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert loaded & YARDSTICKS == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_dependency_installs_our_names(room: str) -> None:
    assert packages_distributions().get(room, ["tippmixmentor"]) == ["tippmixmentor"]
