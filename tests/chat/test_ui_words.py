"""The page's own words: every tool has a name that a person reads, in both languages."""

from __future__ import annotations

from typing import Any

from chat.ui.words import ARGUMENT_NAMES, TOOL_NAMES, on_one_line, shown_arguments, step_name
from tools.toolbox import build_tools


def test_every_tool_has_a_name_on_the_page() -> None:
    nothing: Any = None
    tools = build_tools(*[nothing] * 6)
    assert {tool.name for tool in tools} == set(TOOL_NAMES)
    assert {name for tool in tools for name in tool.args} <= set(ARGUMENT_NAMES)


def test_a_league_is_told_by_its_name_not_its_code() -> None:
    asked = {"league": "D1", "date_from": "2024-05-11", "date_to": None}
    assert step_name("find_matches", asked, "en") == "looking up matches: Bundesliga"
    assert step_name("league_table", {"league": "H9"}, "hu") == "tabella: H9"
    assert step_name("track_record", {"league": None}, "en") == "track record"
    assert shown_arguments(asked, "en") == ["league: Bundesliga", "from: 2024-05-11"]
    assert shown_arguments({"team": "Arsenal"}, "hu") == ["csapat: Arsenal"]


def test_no_line_ends_before_a_per_cent_sign() -> None:
    assert on_one_line("**75,5 %** eséllyel, 10 % is") == "**75,5\xa0%** eséllyel, 10\xa0% is"
    assert on_one_line("75.5% and a %") == "75.5% and a %"
