"""The edge of the command line: marks that a terminal does not show."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from chat.cli.edge import ending, without_marks
from tools.errors import NotThere


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("**64.2%** to win", "64.2% to win"),
        ("_These are demo matches._", "These are demo matches."),
        ("set odds_min to 1.5", "set odds_min to 1.5"),
        ("nothing _here at_ all", "nothing here at all"),
    ],
)
def test_marks_are_left_out_and_names_are_whole(said: str, shown: str) -> None:
    assert without_marks(said) == shown


def test_an_error_says_what_may_have_been_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit), ending(tmp_path):
        raise NotThere("No match of A and B on 2024-05-13 is known.", ["A – B, 2024-05-12"])
    said = capsys.readouterr().err
    assert said == (
        "tippmix: No match of A and B on 2024-05-13 is known. Known: A – B, 2024-05-12.\n"
    )
