"""An operator's word on saved models: which serve, and which do not, whatever their contest said.

One small JSON file in the models' folder. Knows files; not how a model was judged before.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ml.errors import ModelDamaged, ModelNotKept

NAME = "verdicts.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What an operator said of one version."""

    version: str
    serves: bool
    #: one sentence for a person
    reason: str
    #: aware
    at: datetime


class Verdicts:
    """The words spoken about the models of one folder: of each version the last one counts."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def all(self) -> dict[str, Verdict]:
        """Return the last verdict on each version.

        Raises
        ------
        ModelDamaged
            If the file is not of this program's making.
        """
        try:
            spoken = _read(json.loads(self._file.read_bytes()))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelDamaged(
                f"The operator's words in {self._file} cannot be read: mend or delete that file."
            ) from error
        return {verdict.version: verdict for verdict in spoken}

    def speak(self, verdicts: list[Verdict]) -> None:
        """Write verdicts down, in the place of earlier ones on the same versions.

        Raises
        ------
        ModelDamaged
            If what is there cannot be read.
        ModelNotKept
            If the file cannot be written.
        """
        spoken = self.all() | {verdict.version: verdict for verdict in verdicts}
        plain = [asdict(each) | {"at": each.at.isoformat()} for each in spoken.values()]
        draft = self._file.with_name(f".{NAME}-{os.getpid()}")
        try:
            draft.write_text(json.dumps(plain, indent=2, ensure_ascii=False), encoding="utf-8")
            draft.replace(self._file)
        except OSError as error:
            raise ModelNotKept(
                f"{self._file} cannot be written ({error.strerror}): free some space or check the "
                "rights of that folder."
            ) from error


def _read(plain: object) -> list[Verdict]:
    if not isinstance(plain, list):
        raise TypeError("a list of verdicts")
    return [Verdict(**each | {"at": datetime.fromisoformat(each["at"])}) for each in plain]
