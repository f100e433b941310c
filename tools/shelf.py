"""Models on the shelf: which of them may speak, loaded once, and new ones put beside the old.

All of it is slow work for a thread: reading, fitting and saving. Knows no matches but the frame
handed in, and no clock but the instants handed in.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import threading
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from knowledge.demo.clubs import LEAGUE_ID as DEMO_LEAGUE
from ml.errors import ModelDamaged

if TYPE_CHECKING:
    import pandas as pd

    from ml.model_card import ModelCard
    from ml.model_store import ModelStore
    from ml.predictor import Predictor

log = logging.getLogger(__name__)

#: models kept loaded: the one that serves, and one for a match played long ago
LOADED = 2


class Shelf:
    """The models of one store. One that is damaged is set aside, with a warning in the log."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._loaded: dict[str, Predictor] = {}
        self._loading = threading.Lock()
        self._set_aside: set[str] = set()

    def newest(
        self, *, before: dt.datetime, is_demo: bool, league: str | None = None
    ) -> ModelCard | None:
        """Return the newest model whose data end by `before`, of real leagues or of the demo.

        With `league` it is one that has learned from it.
        """
        fitting = [
            card
            for card in self._cards()
            if cutoff_of(card) <= before
            and (DEMO_LEAGUE in leagues_of(card)) == is_demo
            and (league is None or league in leagues_of(card))
        ]
        return max(fitting, key=lambda card: (card.data_cutoff, card.trained_at), default=None)

    def predictor(self, version: str) -> Predictor:
        """Return a model ready to predict.

        Raises
        ------
        ModelDamaged
            When it was changed, or is of another program; from then on it is no longer offered.
        """
        with self._loading:
            if version not in self._loaded:
                try:
                    self._keep(version, self._store.load(version))
                except ModelDamaged as error:
                    self._put_aside(version, error)
                    raise
            return self._loaded[version]

    def fit(self, matches: pd.DataFrame, *, until: dt.datetime, now: dt.datetime) -> ModelCard:
        """Fit a new model on matches from before `until` and put it on the shelf."""
        from ml import Predictor

        predictor = Predictor().fit(matches, as_of=until)
        self._make_room(predictor.version)
        card = self._store.save(predictor, trained_at=now)
        with self._loading:
            self._keep(card.version, predictor)
        self._set_aside.discard(card.version)
        return card

    def _cards(self) -> Iterator[ModelCard]:
        for version in self._store.versions():
            if version in self._set_aside:
                continue
            try:
                yield self._store.card(version)
            except ModelDamaged as error:
                self._put_aside(version, error)

    def _make_room(self, version: str) -> None:
        """Move a damaged model out of the way of the sound one of the same version."""
        if version in self._set_aside:
            damaged = self._store.folder / f"damaged-{version}"
            shutil.rmtree(damaged, ignore_errors=True)
            (self._store.folder / version).rename(damaged)

    def _keep(self, version: str, predictor: Predictor) -> None:
        while len(self._loaded) >= LOADED:
            self._loaded.pop(next(iter(self._loaded)))
        self._loaded[version] = predictor

    def _put_aside(self, version: str, error: ModelDamaged) -> None:
        self._set_aside.add(version)
        log.warning("model %s is not used: %s", version, error)


def cutoff_of(card: ModelCard) -> dt.datetime:
    """Return the instant before which all matches of a model were played, aware UTC."""
    return dt.datetime.combine(card.data_cutoff, dt.time(), dt.UTC)


def leagues_of(card: ModelCard) -> Collection[str]:
    """Return the ids of the leagues that a model has learned from."""
    leagues: Collection[str] = card.data["leagues"]
    return leagues
