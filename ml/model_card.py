"""The card of a saved model: what it is, what it learned from, how good it was, why it serves.

Knows the card's fields and its seal; not files.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from importlib.metadata import version as version_of
from typing import Any

from ml.contest import Admission, Bout
from ml.errors import ModelDamaged, ModelOutdated
from ml.intervals import Interval

#: the layout that this program reads and writes
FORMAT = "tippmix-model/4"

_LIBRARIES = ("numpy", "pandas", "scipy", "scikit-learn", "tippmixmentor")


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelCard:
    """What a saved model is."""

    format: str
    version: str
    #: first day of which nothing was learned
    data_cutoff: date
    trained_at: datetime
    #: matches, leagues, seasons, first and last match learned from
    data: Mapping[str, Any]
    features: tuple[str, ...]
    hyperparameters: Mapping[str, Any]
    #: scores of held-out matches by market and league, with calibration; as `held_out.scores_of`
    #: gives them, empty when there were few
    scores: Mapping[str, Any]
    #: whether it took the place of the model that served before, and why
    admission: Admission
    libraries: Mapping[str, str]
    #: SHA-256 of parameters.npz, of held_out.npz, and of the card without this field
    parameters_sha256: str
    held_out_sha256: str
    card_sha256: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        plain = asdict(self)
        plain["data_cutoff"] = self.data_cutoff.isoformat()
        plain["trained_at"] = self.trained_at.isoformat()
        plain["features"] = list(self.features)
        return plain

    def sealed(self) -> ModelCard:
        """Return the card with the hash of its own content."""
        return replace(self, card_sha256=_hash_of(self.to_dict()))

    @classmethod
    def read(cls, text: bytes, version: str) -> ModelCard:
        """Read the card of a version.

        Raises
        ------
        ModelDamaged
            If it is of another format or version, or was changed after it was written.
        """
        try:
            plain = json.loads(text)
            if plain["format"] != FORMAT:
                raise ModelOutdated(
                    f"Model {version} is of the format {plain['format']!r}: train again."
                )
            if plain["version"] != version or plain["card_sha256"] != _hash_of(plain):
                raise ModelDamaged(f"The card of model {version} was changed after it was written.")
            return cls(
                **plain
                | {
                    "data_cutoff": date.fromisoformat(plain["data_cutoff"]),
                    "trained_at": datetime.fromisoformat(plain["trained_at"]),
                    "features": tuple(plain["features"]),
                    "admission": _admission(plain["admission"]),
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelDamaged(f"The card of model {version} cannot be read.") from error


def library_versions() -> dict[str, str]:
    """Return the versions of Python, of what the model is made with, and of this program."""
    return {"python": platform.python_version()} | {name: version_of(name) for name in _LIBRARIES}


def _hash_of(plain: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a card's content."""
    content = {name: value for name, value in plain.items() if name != "card_sha256"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _admission(plain: Mapping[str, Any]) -> Admission:
    fought = {
        market: Bout(**{**bout, "difference": Interval(**bout["difference"])})
        for market, bout in plain["bouts"].items()
    }
    return Admission(**{**plain, "bouts": fought})
