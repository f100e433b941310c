"""The edge of the command line: marks that a terminal does not show."""

from __future__ import annotations

import pytest

from chat.cli.edge import without_marks


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
