"""The page's own words: every tool has a name that a person reads, in both languages."""

from __future__ import annotations

from typing import Any

from chat.ui.words import TOOL_NAMES
from tools.toolbox import build_tools


def test_every_tool_has_a_name_on_the_page() -> None:
    nothing: Any = None
    assert {tool.name for tool in build_tools(*[nothing] * 6)} == set(TOOL_NAMES)
