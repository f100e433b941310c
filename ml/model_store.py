"""Saved models: one folder a version, with the card that says what it is.

    <folder>/20240510-1f3a9c2e/card.json, parameters.npz, held_out.npz

Nothing is loaded by unpickling. A version is written beside its name and moved there at once, so
a version that can be seen is whole. Knows files; not how models come about.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml.contest import UNCONTESTED, Admission
from ml.errors import ModelDamaged, ModelMissing, ModelNotKept
from ml.held_out import from_arrays as held_out_table
from ml.held_out import scores_of
from ml.held_out import to_arrays as held_out_arrays
from ml.model_card import FORMAT, ModelCard, library_versions
from ml.parameters import from_arrays, to_arrays
from ml.predictor import Predictor

CARD, PARAMETERS, HELD_OUT = "card.json", "parameters.npz", "held_out.npz"

_VERSION = re.compile(r"^\d{8}-[0-9a-f]{8}$")


class ModelStore:
    """The saved models of one folder; it is made when the first is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(
        self, predictor: Predictor, *, trained_at: datetime, admission: Admission = UNCONTESTED
    ) -> ModelCard:
        """Write a fitted predictor as a new version.

        Parameters
        ----------
        trained_at
            Aware instant.
        admission
            Whether it takes the place of the model that served before it.

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
        parameters = _packed(to_arrays(predictor.model_))
        held_out = _packed(held_out_arrays(predictor.held_out_))
        card = ModelCard(
            format=FORMAT,
            version=version,
            data_cutoff=predictor.data_cutoff,
            trained_at=trained_at,
            data=predictor.facts_,
            features=tuple(feature.__name__ for feature in predictor.model_.features),
            hyperparameters=predictor.get_params(),
            scores=scores_of(predictor.held_out_),
            admission=admission,
            libraries=library_versions(),
            parameters_sha256=hashlib.sha256(parameters).hexdigest(),
            held_out_sha256=hashlib.sha256(held_out).hexdigest(),
        ).sealed()
        text = json.dumps(card.to_dict(), indent=2, ensure_ascii=False) + "\n"
        files = {PARAMETERS: parameters, HELD_OUT: held_out, CARD: text.encode()}
        try:
            self._write(version, files)
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
        parameters = self._checked(version, PARAMETERS, card.parameters_sha256)
        held_out = self._checked(version, HELD_OUT, card.held_out_sha256)
        try:
            predictor = Predictor(**card.hyperparameters)
            predictor.model_ = from_arrays(_unpacked(parameters), predictor.plan())
            predictor.held_out_ = held_out_table(_unpacked(held_out))
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise ModelDamaged(f"The files of model {version} cannot be read.") from error
        predictor.facts_ = card.data
        if predictor.version != version:
            raise ModelDamaged(f"The folder {version} holds the model {predictor.version}.")
        return predictor

    def card(self, version: str) -> ModelCard:
        """Return the card of a version, checked."""
        if version not in self.versions():
            raise ModelMissing(f"There is no saved model {version!r} in {self.folder}.")
        return ModelCard.read(self._read(version, CARD), version)

    def versions(self) -> list[str]:
        """Return the names of all versions."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if _VERSION.match(path.name))

    def remove(self, version: str) -> None:
        """Take a version away, at once: nobody sees half of one."""
        if version not in self.versions():
            raise ModelMissing(f"There is no saved model {version!r} in {self.folder}.")
        gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=self.folder))
        (self.folder / version).replace(gone / version)
        shutil.rmtree(gone, ignore_errors=True)

    def _checked(self, version: str, name: str, sha256: str) -> bytes:
        content = self._read(version, name)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ModelDamaged(f"The file {name} of model {version} is not that of its card.")
        return content

    def _read(self, version: str, name: str) -> bytes:
        try:
            return (self.folder / version / name).read_bytes()
        except OSError as error:
            raise ModelDamaged(f"Model {version} has no readable {name}: train again.") from error

    def _write(self, version: str, files: Mapping[str, bytes]) -> None:
        """Write the files beside the version's name, then move the folder there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=self.folder))
        try:
            for name, content in files.items():
                _write_through(draft / name, content)
            draft.chmod(0o755)
            draft.replace(self.folder / version)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _packed(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _unpacked(content: bytes) -> dict[str, NDArray[np.generic]]:
    with np.load(BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
