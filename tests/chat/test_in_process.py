"""The service as a program has it that makes the application and asks it itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.chat.running import DEMO_DAY, PATIENCE, environment

CODE = """
from starlette.testclient import TestClient
from chat.app import create_app

with TestClient(create_app()) as client:
    assert client.get("/api/v1/users/me").json()["id"] == "local"
    answer = client.post("/api/v1/chat", json={"message": "What is on this weekend?"})
    assert answer.json()["facts"], answer.text
"""


def test_an_application_just_made_answers_without_a_socket(home: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=tmp_path,
        env=environment(home, now=DEMO_DAY) | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    assert "never awaited" not in done.stderr
