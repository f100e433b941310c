"""An operator's word is kept, the last one counts, and a foreign file is told as such."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ml.errors import ModelDamaged, ModelNotKept
from ml.verdicts import NAME, Verdict, Verdicts

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)


def verdict(version: str, *, serves: bool) -> Verdict:
    return Verdict(version=version, serves=serves, reason="Because.", at=NOW)


def test_the_last_word_counts(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path)
    assert verdicts.all() == {}
    verdicts.speak([verdict("a", serves=True), verdict("b", serves=False)])
    verdicts.speak([verdict("a", serves=False)])
    assert Verdicts(tmp_path).all() == {
        "a": verdict("a", serves=False),
        "b": verdict("b", serves=False),
    }
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"version": "a"}]', "[", '["\\u0000"]'])
def test_what_is_not_ours_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    with pytest.raises(ModelDamaged, match=NAME):
        Verdicts(tmp_path).all()
    with pytest.raises(ModelDamaged):
        Verdicts(tmp_path).speak([verdict("a", serves=True)])


def test_a_folder_that_is_not_there_cannot_keep_a_word(tmp_path: Path) -> None:
    with pytest.raises(ModelNotKept):
        Verdicts(tmp_path / "none").speak([verdict("a", serves=True)])
