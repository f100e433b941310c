"""Saved models: one folder a version, with the card that says what it is.

    <folder>/20240510-1f3a9c2e/card.json, parameters.npz

Nothing is loaded by unpickling. A version is written beside its name and moved there at once, so
a version that can be seen is whole. Knows files; not how models come about.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from importlib.metadata import version as version_of
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from ml.errors import ModelDamaged, ModelMissing, ModelNotKept
from ml.parameters import from_arrays, to_arrays
from ml.predictor import Predictor

#: the layout that this program reads and writes
FORMAT = "tippmix-model/2"

_VERSION = re.compile(r"^\d{8}-[0-9a-f]{8}$")
_LIBRARIES = ("numpy", "pandas", "scipy", "scikit-learn", "tippmixmentor")


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelCard:
    """What a saved model is."""

    format: str
    version: str
    #: first day of which nothing was learned
    data_cutoff: date
    trained_at: datetime
    #: matches, leagues, first and last match learned from
    data: Mapping[str, Any]
    features: tuple[str, ...]
    hyperparameters: Mapping[str, Any]
    #: scores of the last weeks before the cut-off, beside base rates; empty when there were few
    scores: Mapping[str, Any]
    libraries: Mapping[str, str]
    #: SHA-256 of parameters.npz, and of the card without this field
    parameters_sha256: str
    card_sha256: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        plain = asdict(self)
        plain["data_cutoff"] = self.data_cutoff.isoformat()
        plain["trained_at"] = self.trained_at.isoformat()
        plain["features"] = list(self.features)
        return plain


class ModelStore:
    """The saved models of one folder; it is made when the first is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, predictor: Predictor, *, trained_at: datetime) -> ModelCard:
        """Write a fitted predictor as a new version.

        Parameters
        ----------
        trained_at
            Aware instant.

        Returns
        -------
        The card. Saving the same model again writes nothing new and returns the card that is there.

        Raises
        ------
        ModelNotKept
            If the folder cannot be written.
        """
        version = predictor.version
        if version in self.versions():
            return self.card(version)
        parameters = _packed(predictor)
        card = _signed(
            ModelCard(
                format=FORMAT,
                version=version,
                data_cutoff=predictor.data_cutoff,
                trained_at=trained_at,
                data=predictor.facts_,
                features=tuple(feature.__name__ for feature in predictor.model_.features),
                hyperparameters=predictor.get_params(),
                scores=dict(predictor.scores_),
                libraries=library_versions(),
                parameters_sha256=hashlib.sha256(parameters).hexdigest(),
            )
        )
        try:
            self._write(version, parameters, card)
        except OSError as error:
            if version in self.versions():
                # another process fitted the same and was quicker
                return self.card(version)
            raise ModelNotKept(
                f"The model cannot be written to {self.folder} ({error.strerror}): free some "
                "space or check the rights of that folder, then train again."
            ) from error
        return card

    def load(self, version: str) -> Predictor:
        """Return a saved predictor, ready to predict.

        Raises
        ------
        ModelMissing
            If there is no such version.
        ModelDamaged
            If it was changed, is incomplete, or was not written by this program.
        """
        card = self.card(version)
        parameters = self._read(version, "parameters.npz")
        if hashlib.sha256(parameters).hexdigest() != card.parameters_sha256:
            raise ModelDamaged(f"The parameters of model {version} are not those of its card.")
        predictor = Predictor(**card.hyperparameters)
        predictor.model_ = from_arrays(_unpacked(parameters, version))
        predictor.facts_, predictor.scores_ = card.data, card.scores
        if predictor.version != version:
            raise ModelDamaged(f"The folder {version} holds the model {predictor.version}.")
        return predictor

    def card(self, version: str) -> ModelCard:
        """Return the card of a version, checked."""
        if version not in self.versions():
            raise ModelMissing(f"There is no saved model {version!r} in {self.folder}.")
        return _card_from(self._read(version, "card.json"), version)

    def versions(self) -> list[str]:
        """Return the names of all versions."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if _VERSION.match(path.name))

    def _read(self, version: str, name: str) -> bytes:
        try:
            return (self.folder / version / name).read_bytes()
        except OSError as error:
            raise ModelDamaged(f"Model {version} has no readable {name}: train again.") from error

    def _write(self, version: str, parameters: bytes, card: ModelCard) -> None:
        """Write both files beside the version's name, then move the folder there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=self.folder))
        try:
            text = json.dumps(card.to_dict(), indent=2, ensure_ascii=False) + "\n"
            _write_through(draft / "parameters.npz", parameters)
            _write_through(draft / "card.json", text.encode())
            draft.chmod(0o755)
            draft.replace(self.folder / version)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _packed(predictor: Predictor) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **to_arrays(predictor.model_))
    return buffer.getvalue()


def _unpacked(parameters: bytes, version: str) -> dict[str, Any]:
    try:
        with np.load(BytesIO(parameters), allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ModelDamaged(f"The parameters of model {version} cannot be read.") from error


def _signed(card: ModelCard) -> ModelCard:
    return replace(card, card_sha256=_card_hash(card.to_dict()))


def _card_hash(plain: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a card's content."""
    content = {name: value for name, value in plain.items() if name != "card_sha256"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _card_from(text: bytes, version: str) -> ModelCard:
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT:
            raise ModelDamaged(
                f"Model {version} is of the format {plain['format']!r}: train again."
            )
        if plain["version"] != version or plain["card_sha256"] != _card_hash(plain):
            raise ModelDamaged(f"The card of model {version} was changed after it was written.")
        return ModelCard(
            **plain
            | {
                "data_cutoff": date.fromisoformat(plain["data_cutoff"]),
                "trained_at": datetime.fromisoformat(plain["trained_at"]),
                "features": tuple(plain["features"]),
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ModelDamaged(f"The card of model {version} cannot be read.") from error


def library_versions() -> dict[str, str]:
    """Return the versions of Python, of what the model is made with, and of this program."""
    return {"python": platform.python_version()} | {name: version_of(name) for name in _LIBRARIES}
