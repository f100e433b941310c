"""Wrong use of the command line: one line, with what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chat.typed import refusal, typed


@pytest.mark.parametrize(
    ("arguments", "said", "see"),
    [
        (("backtest", "--odds", "maybe"), "'maybe' is not one of", "tippmix backtest --help"),
        (("dance",), "No such command 'dance'", "tippmix --help"),
        (("data", "dance"), "No such command 'dance'", "tippmix data --help"),
        (("predict", "Arsenal"), "Missing argument", "tippmix predict --help"),
        (("ask", "Arsenal?", "--as-of", "then"), "'--as-of': “then” is not", "tippmix ask --help"),
        (("ask", "Arsenal?", "--loud"), "No such option: --loud", "tippmix ask --help"),
    ],
)
def test_wrong_use_ends_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], said: str, see: str
) -> None:
    told = refusal(typed(tmp_path, *arguments), code=2)
    assert said in told
    assert see in told
