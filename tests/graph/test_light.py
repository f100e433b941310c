"""What is loaded when: the command line's help and /health cannot wait for LangGraph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("module", ["graph", "graph.errors", "graph.leases", "graph.wording"])
def test_the_vocabulary_loads_no_machinery(module: str) -> None:
    heavy = "langgraph", "langchain_core", "langchain_ollama", "pandas", "sqlalchemy"
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.slow
def test_ollamas_client_loads_with_ollama_alone() -> None:
    code = "import sys, graph.build, graph.gateway; print('langchain_ollama' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout.strip() == "False"
