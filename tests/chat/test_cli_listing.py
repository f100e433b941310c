"""What commands are given, and the tables and outlines that they show."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from chat.cli import agent_groups, task_groups, workflow_groups
from chat.cli.given import read_document, read_fields, read_given
from chat.cli.options import listed
from chat.cli.outlines import PREDICTION, outline
from chat.cli.tables import Listing
from chat.errors import BadInput
from knowledge import agents, executions, tasks
from tools.prediction import PredictionObject


def test_fields_are_text_or_json() -> None:
    given = read_fields(
        ["team=Man City", "days_ahead:=3", 'odds={"home": 2.1}', "leagues=[]", "note=a=b", "x=3"]
    )
    assert given == {
        "team": "Man City",
        "days_ahead": 3,
        "odds": {"home": 2.1},
        "leagues": [],
        "note": "a=b",
        "x": "3",
    }


@pytest.mark.parametrize("field", ["team", "=Arsenal", "days:=", "odds={home", ":=3"])
def test_a_field_that_is_none_is_refused(field: str) -> None:
    with pytest.raises(BadInput):
        read_fields([field])


def test_fields_have_the_last_word_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "input.json"
    file.write_text('{"team": "Arsenal", "days": 2}', encoding="utf-8")
    assert read_given(["team=Chelsea"], file) == {"team": "Chelsea", "days": 2}
    for text in ("[]", "{", "\xff"):
        file.write_text(text, encoding="latin-1")
        with pytest.raises(BadInput, match=r"input\.json"):
            read_document(file)
    with pytest.raises(BadInput, match="nowhere"):
        read_document(tmp_path / "nowhere.json")


def test_the_widest_column_gives_way() -> None:
    listing = Listing(
        heads=("id", "name", "why"),
        rows=[("1234", "n" * 30, "w" * 20), ("5678", "short", "")],
        gives_way=(1, 2),
    )
    whole = str(listing).splitlines()
    assert whole[1] == f"1234  {'n' * 30}  {'w' * 20}"
    for width in (57, 40, 30):
        lines = str(listing.fitted(width)).splitlines()
        assert max(map(len, lines)) == min(width, 58)
        assert lines[1].startswith("1234  nnnn")
    # what cannot give way is shown whole
    assert max(map(len, str(listing.fitted(5)).splitlines())) == 20


def test_a_listing_without_rows_says_so() -> None:
    listing = Listing(heads=("id",), rows=[], gives_way=(0,), empty="None.", below=["More."])
    assert str(listing) == "None.\nMore."


def test_a_terminal_shows_colours_and_no_line_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    file = StringIO()
    console = Console(file=file, width=30, force_terminal=True, highlight=False, no_color=False)
    row = ("1234", "a name that is far too long", "active")
    listing = Listing(heads=("id", "name", "status"), rows=[row], gives_way=(1,))
    console.print(listing)
    assert "\x1b[32mactive" in file.getvalue()
    assert len(file.getvalue().splitlines()) == 2
    assert "…" in file.getvalue()


def test_an_outline_is_cut_where_it_is_deep_or_long() -> None:
    deep = {"a_b": {"c": {"d": {"e": {"f": 1}}}}}
    assert list(outline(deep))[-1].strip() == "f: 1"
    assert list(outline({"z": deep}))[-1].strip() == "e: … (--json has it)"
    lines = list(outline({"items": [{"p": 1 / 3}] * 7, "names": ["x", "y"], "ok": True}))
    assert lines[1:3] == ["  -:", "    p: 0.3333"]
    assert lines[-3:] == ["  … and 2 more: --json has them all", "names: x, y", "ok: yes"]
    assert list(outline({"at": "2026-03-04T05:00:00Z"})) == ["at: 2026-03-04 05:00 UTC"]
    words = {"told": {"text": "**Two** matches:\n- one\n- two"}}
    assert list(outline(words)) == [
        "told:",
        "  text:",
        "    Two matches:",
        "    - one",
        "    - two",
    ]


def test_a_list_may_be_given_in_one_option_or_in_several() -> None:
    assert listed(["E0,D1", " SP1 "]) == ["E0", "D1", "SP1"]
    assert listed(None) is None
    assert listed([""]) is None


def test_the_words_of_the_options_are_those_of_the_books() -> None:
    for here, there in (
        (agent_groups.AgentType, agents.AgentType),
        (agent_groups.AgentStatus, agents.AgentStatus),
        (task_groups.TaskType, tasks.TaskType),
        (task_groups.TaskStatus, tasks.TaskStatus),
        (task_groups.Priority, tasks.Priority),
        (workflow_groups.ExecutionStatus, executions.ExecutionStatus),
    ):
        assert get_args(here) == get_args(there)


def test_the_fields_of_a_prediction_are_those_of_the_object() -> None:
    assert {
        field.alias or name for name, field in PredictionObject.model_fields.items()
    } == PREDICTION
