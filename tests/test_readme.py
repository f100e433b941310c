"""What the README says is there: its commands, settings, targets and files."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from chat.cli import app
from chat.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: object, before: str = "") -> set[str]:
    """Return every command below a click group, as typed."""
    found: set[str] = set()
    for name, command in getattr(group, "commands", {}).items():
        typed = f"{before} {name}".strip()
        below = commands(command, typed)
        found |= below or {typed}
    return found


def test_the_table_of_commands_is_the_command_line() -> None:
    listed = set(re.findall(r"^\| `tippmix ([a-z]+(?: [a-z]+)?)", README, flags=re.MULTILINE))
    assert listed == commands(get_command(app))


def test_each_command_that_it_shows_exists() -> None:
    shown = re.findall(r"\.venv/bin/tippmix ([a-z]+(?: [a-z]+)?)", README)
    known = commands(get_command(app))
    assert shown
    assert [words for words in shown if words not in known and words.split()[0] not in known] == []


def test_the_table_of_settings_is_the_settings() -> None:
    listed = set(re.findall(r"^\| `TIPPMIX_([A-Z_]+)`", README, flags=re.MULTILINE))
    assert listed == {name.upper() for name in Settings.model_fields}


def test_the_example_of_settings_names_the_same() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = set(re.findall(r"^#? ?TIPPMIX_([A-Z_]+)=", example, flags=re.MULTILINE))
    assert listed == {name.upper() for name in Settings.model_fields}


def test_each_make_target_that_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert {"run", "test", "check"} <= named
    assert {name for name in named if f"\n{name}:" not in makefile} == set()


def test_the_file_tree_is_the_tree() -> None:
    named = set(re.findall(r"^    ([a-z]+(?:/[a-z]+)*)/ {2,}\S", README, flags=re.MULTILINE))
    assert {"graph", "tools", "ml", "chat", "knowledge", "tests"} <= named
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_each_file_that_it_links_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert linked
    assert [name for name in linked if not (ROOT / name).exists()] == []
