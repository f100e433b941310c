"""Saved models: the same forecasts after loading, and nothing loaded that was touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ml.errors import ModelDamaged, ModelMissing, ModelNotKept
from ml.evaluation import log_loss, outcomes
from ml.features import PRICE_FEATURES
from ml.held_out import read_scores
from ml.model_store import ModelStore
from ml.predictor import Predictor

NOW = datetime(2022, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_a_loaded_model_says_the_same(
    store: ModelStore, fitted: Predictor, two_countries: pd.DataFrame
) -> None:
    card = store.save(fitted, trained_at=NOW)
    loaded = store.load(card.version)
    fixtures = two_countries.tail(20)
    pd.testing.assert_frame_equal(loaded.held_out_, fitted.held_out_)
    assert np.array_equal(loaded.predict_proba(fixtures), fitted.predict_proba(fixtures))
    assert loaded.predict(fixtures)[0].explanation == fitted.predict(fixtures)[0].explanation
    assert (loaded.version, loaded.data_cutoff) == (fitted.version, fitted.data_cutoff)
    assert loaded.get_params() == fitted.get_params()


def test_a_loaded_model_can_be_updated(store: ModelStore, two_countries: pd.DataFrame) -> None:
    first = Predictor().fit(two_countries, as_of=datetime(2021, 9, 30, tzinfo=UTC))
    loaded = store.load(store.save(first, trained_at=NOW).version)
    updated = [each.update(two_countries, as_of=NOW).version for each in (first, loaded)]
    assert updated[0] == updated[1] != first.version


def test_the_card_tells_what_it_is(store: ModelStore, fitted: Predictor) -> None:
    card = store.save(fitted, trained_at=NOW)
    assert store.card(card.version) == card
    assert card.version.startswith(f"{card.data_cutoff:%Y%m%d}-")
    assert card.trained_at == NOW
    assert card.data["leagues"] == ["X1", "X2", "Y1", "Y2"]
    assert card.data["seasons"][0] == "2018-19"
    main = card.scores["markets"]["1x2"]
    assert main["rps"] < main["beside"]["base"]["their_rps"]
    assert {"numpy", "scikit-learn", "python"} <= set(card.libraries)
    assert card.features == tuple(feature.__name__ for feature in PRICE_FEATURES)


def test_nothing_is_pickled(store: ModelStore, fitted: Predictor) -> None:
    card = store.save(fitted, trained_at=NOW)
    with np.load(store.folder / card.version / "parameters.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "biufU" for name in arrays.files)


def test_the_card_scores_every_league_and_market_on_held_out_matches(
    store: ModelStore, fitted: Predictor
) -> None:
    scores = store.save(fitted, trained_at=NOW).scores
    held_out = fitted.held_out_
    assert scores["matches"] == len(held_out) > 100
    assert set(scores["leagues"]) == {"X1", "X2", "Y1", "Y2"}
    for markets in (scores["markets"], *scores["leagues"].values()):
        assert set(markets) == {"1x2", "over_2_5", "btts"}
        assert set(markets["1x2"]["beside"]) == {"base", "price"}
    happened = outcomes(held_out["home_goals"], held_out["away_goals"])
    said = held_out[["p_home", "p_draw", "p_away"]].to_numpy()
    assert scores["markets"]["1x2"]["log_loss"] == pytest.approx(log_loss(said, happened).mean())
    markets, calibration = read_scores(scores)
    assert markets["1x2"].beside["price"].log_loss_lead.low < 0.1
    assert sum(each.count for each in calibration["1x2"]) == 3 * len(held_out)


def test_a_removed_version_is_gone_at_once(store: ModelStore, fitted: Predictor) -> None:
    card = store.save(fitted, trained_at=NOW)
    store.remove(card.version)
    assert store.versions() == []
    assert list(store.folder.iterdir()) == []
    with pytest.raises(ModelMissing):
        store.remove(card.version)


def test_saving_again_changes_nothing(store: ModelStore, fitted: Predictor) -> None:
    first = store.save(fitted, trained_at=NOW)
    again = store.save(fitted, trained_at=datetime(2023, 1, 1, tzinfo=UTC))
    assert again == first
    assert [path.name for path in store.folder.iterdir()] == [first.version]


def test_an_empty_store_has_nothing(store: ModelStore) -> None:
    assert store.versions() == []
    with pytest.raises(ModelMissing):
        store.load("20220101-deadbeef")
    with pytest.raises(ModelMissing):
        store.load("../../etc")


def test_a_folder_that_cannot_be_written_is_said(store: ModelStore, fitted: Predictor) -> None:
    store.folder.write_text("in the way")
    with pytest.raises(ModelNotKept, match="train again"):
        store.save(fitted, trained_at=NOW)


class SlowStore(ModelStore):
    """A store that another process is quicker with."""

    def _write(self, version: str, files: Mapping[str, bytes]) -> None:
        if not self.versions():
            ModelStore(self.folder).save(self.other, trained_at=NOW)
        super()._write(version, files)

    other: Predictor


def test_the_same_model_of_a_quicker_process_stands(store: ModelStore, fitted: Predictor) -> None:
    slow = SlowStore(store.folder)
    slow.other = fitted
    card = slow.save(fitted, trained_at=NOW)
    assert store.versions() == [card.version]
    assert store.card(card.version) == card
    assert [path.name for path in store.folder.iterdir()] == [card.version]


@pytest.mark.parametrize("name", ["parameters.npz", "held_out.npz"])
def test_touched_files_are_refused(store: ModelStore, fitted: Predictor, name: str) -> None:
    card = store.save(fitted, trained_at=NOW)
    path = store.folder / card.version / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match="card"):
        store.load(card.version)


@pytest.mark.parametrize(
    "change",
    [
        {"scores": {}},
        {"data_cutoff": "2030-01-01"},
        {"format": "other/1"},
        {"hyperparameters": {"daily": 1}},
        {"admission": {"serves": True, "reason": "", "champion": None, "bouts": {}}},
        {"data": {}},
        {"features": ["strength"]},
        {"libraries": {"numpy": "0"}},
        {"parameters_sha256": "0" * 64},
        {"held_out_sha256": "0" * 64},
        {"trained_at": "2030-01-01T00:00:00+00:00"},
        {"version": "20220101-deadbeef"},
    ],
)
def test_a_touched_card_is_refused(
    store: ModelStore, fitted: Predictor, change: dict[str, object]
) -> None:
    card = store.save(fitted, trained_at=NOW)
    path = store.folder / card.version / "card.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelDamaged):
        store.load(card.version)


@pytest.mark.parametrize("name", ["card.json", "parameters.npz", "held_out.npz"])
@pytest.mark.parametrize("content", [b"", b"not a model", b"\x80\x04K\x01.", b"[]"])
def test_foreign_files_are_refused(
    store: ModelStore, fitted: Predictor, name: str, content: bytes
) -> None:
    card = store.save(fitted, trained_at=NOW)
    (store.folder / card.version / name).write_bytes(content)
    with pytest.raises(ModelDamaged):
        store.load(card.version)


def test_a_missing_file_is_refused(store: ModelStore, fitted: Predictor) -> None:
    card = store.save(fitted, trained_at=NOW)
    (store.folder / card.version / "parameters.npz").unlink()
    with pytest.raises(ModelDamaged, match="train again"):
        store.load(card.version)


def test_half_a_model_is_not_seen(store: ModelStore, fitted: Predictor) -> None:
    """A draft that a killed process left behind is no version."""
    store.folder.mkdir()
    (store.folder / ".draft-left").mkdir()
    assert store.versions() == []
    store.save(fitted, trained_at=NOW)
    assert len(store.versions()) == 1
