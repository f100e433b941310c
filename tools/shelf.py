"""Models on the shelf: which of them may speak, loaded once, and new ones put beside the old.

All of it is slow work for a thread: reading, fitting and saving. Knows no matches but the frame
handed in, and no clock but the instants handed in.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

from knowledge.demo.clubs import LEAGUE_ID as DEMO_LEAGUE

if TYPE_CHECKING:
    import pandas as pd

    from ml.model_store import ModelCard, ModelStore
    from ml.predictor import Predictor

#: models kept loaded: the one that serves, and one for a match played long ago
LOADED = 2


class Shelf:
    """The models of one store."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._loaded: dict[str, Predictor] = {}
        self._loading = threading.Lock()

    def newest(self, *, before: dt.datetime, is_demo: bool) -> ModelCard | None:
        """Return the newest model whose data end by `before`, of real leagues or of the demo."""
        fitting = [
            card
            for card in self._store.cards()
            if cutoff_of(card) <= before and (DEMO_LEAGUE in leagues_of(card)) == is_demo
        ]
        return max(fitting, key=lambda card: (card.data_cutoff, card.trained_at), default=None)

    def predictor(self, version: str) -> Predictor:
        """Return a model ready to predict."""
        with self._loading:
            if version not in self._loaded:
                while len(self._loaded) >= LOADED:
                    self._loaded.pop(next(iter(self._loaded)))
                self._loaded[version] = self._store.load(version)
            return self._loaded[version]

    def fit(
        self,
        matches: pd.DataFrame,
        *,
        until: dt.datetime,
        now: dt.datetime,
    ) -> ModelCard:
        """Fit a new model on matches from before `until` and put it on the shelf."""
        from ml import Predictor

        predictor = Predictor().fit(matches, as_of=until)
        return self._store.save(predictor, trained_at=now)


def cutoff_of(card: ModelCard) -> dt.datetime:
    """Return the instant before which all matches of a model were played, aware UTC."""
    return dt.datetime.combine(card.data_cutoff, dt.time(), dt.UTC)


def leagues_of(card: ModelCard) -> Collection[str]:
    """Return the ids of the leagues that a model has learned from."""
    leagues: Collection[str] = card.data["leagues"]
    return leagues
