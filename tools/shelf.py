"""Models on the shelf: which of them may speak, loaded once, and new ones put beside the old.

A new model is set against the one that serves; one that is worse stays on the shelf, but does not
speak. An operator's word stands above that. All of it is slow work for a thread: reading, fitting,
saving. Knows no matches but the frame handed in, and no clock but the instants handed in.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.demo.clubs import LEAGUE_ID as DEMO_LEAGUE
from ml.errors import ModelDamaged, ModelMissing, ModelOutdated
from tools.pruning import spare

if TYPE_CHECKING:
    import pandas as pd

    from ml.contest import Admission
    from ml.model_card import ModelCard
    from ml.model_store import ModelStore
    from ml.predictor import Predictor
    from ml.verdicts import Verdict

log = logging.getLogger(__name__)

#: models kept loaded: the one that serves, and one for a match played long ago
LOADED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelved:
    """A version on the shelf."""

    card: ModelCard
    #: the operator's word, where there is one
    verdict: Verdict | None

    @property
    def may_serve(self) -> bool:
        """Whether it may speak."""
        return self.verdict.serves if self.verdict else self.card.admission.serves

    @property
    def reason(self) -> str:
        """Why it may speak or not, one sentence."""
        return self.verdict.reason if self.verdict else self.card.admission.reason


class Shelf:
    """The models of one store. One that is damaged is set aside, with a warning in the log."""

    def __init__(self, store: ModelStore) -> None:
        from ml.verdicts import Verdicts

        self._store = store
        self._verdicts = Verdicts(store.folder)
        #: a version's card never changes
        self._read: dict[str, ModelCard] = {}
        self._loaded: dict[str, Predictor] = {}
        self._loading = threading.Lock()
        self._set_aside: set[str] = set()
        #: warnings that the log has
        self._told: set[str] = set()

    def newest(
        self,
        *,
        before: dt.datetime,
        is_demo: bool,
        league: str | None = None,
        refused_too: bool = False,
    ) -> ModelCard | None:
        """Return the newest model whose data end by `before`, of real leagues or of the demo.

        With `league` it is one that has learned from it. Models that may not serve are passed over,
        but for `refused_too`.
        """
        fitting = [
            each.card
            for each in self.versions()
            if cutoff_of(each.card) <= before
            and is_of_demo(each.card) == is_demo
            and (league is None or league in leagues_of(each.card))
            and (each.may_serve or refused_too)
        ]
        return max(fitting, key=_age, default=None)

    def versions(self) -> list[Shelved]:
        """Return all sound models, the newest first."""
        try:
            spoken = self._verdicts.all()
        except ModelDamaged as error:
            # what the contests said still holds: serving goes on without the operator's word
            if str(error) not in self._told:
                self._told.add(str(error))
                log.warning("%s", error)
            spoken = {}
        shelved = [Shelved(card=card, verdict=spoken.get(card.version)) for card in self._cards()]
        return sorted(shelved, key=lambda each: _age(each.card), reverse=True)

    def card(self, version: str) -> ModelCard:
        """Return the card of a sound version.

        Raises
        ------
        ModelMissing
            When there is no such version, or it is damaged.
        """
        for card in self._cards():
            if card.version == version:
                return card
        raise ModelMissing(f"There is no sound model {version!r}: see tippmix models list.")

    def serve(self, version: str, *, now: dt.datetime) -> ModelCard:
        """Let a version serve on an operator's word, and newer ones of its leagues no more.

        Raises
        ------
        ModelMissing
            When there is no such version, or it is damaged.
        ModelNotKept
            When the word cannot be written down.
        """
        from ml.verdicts import Verdict

        card = self.card(version)
        newer = [
            each.card.version
            for each in self.versions()
            if each.may_serve
            and is_of_demo(each.card) == is_of_demo(card)
            and _age(each.card) > _age(card)
        ]
        chosen = Verdict(version=version, serves=True, reason="The operator chose it.", at=now)
        reason = f"The operator went back to {version}."
        passed = [Verdict(version=each, serves=False, reason=reason, at=now) for each in newer]
        self._verdicts.speak([chosen, *passed])
        return card

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
        """Fit a new model on matches from before `until` and put it on the shelf.

        It is set against the model that would speak at its cut-off without it. Old versions that
        nobody will ask again are taken away.
        """
        from ml import Predictor

        predictor = Predictor().fit(matches, as_of=until)
        return self._put(predictor, self._contest(predictor, before=until), now=now)

    def carry_forward(
        self, version: str, matches: pd.DataFrame, *, until: dt.datetime, now: dt.datetime
    ) -> ModelCard:
        """Put a model beside a version that rates the clubs as of `until`; all else is the same.

        Raises
        ------
        ModelDamaged
            When the version cannot be read.
        UnknownClub
            When there are clubs among the matches that it never saw: a fit is due.
        """
        from ml.contest import Admission

        predictor = self.predictor(version).update(matches, as_of=until)
        reason = f"It is {version} with the results since."
        admission = Admission(serves=True, reason=reason, champion=version, bouts={})
        return self._put(predictor, admission, now=now)

    def _put(self, predictor: Predictor, admission: Admission, *, now: dt.datetime) -> ModelCard:
        """Put a model on the shelf, and take away what nobody will ask again."""
        self._make_room(predictor.version)
        card = self._store.save(predictor, trained_at=now, admission=admission)
        with self._loading:
            self._keep(card.version, predictor)
        self._set_aside.discard(card.version)
        self._prune(card.version)
        return card

    def _contest(self, challenger: Predictor, *, before: dt.datetime) -> Admission:
        """Set a new model against the one that serves."""
        from ml.contest import UNCONTESTED, admit, bouts, champions_forecasts

        is_demo = DEMO_LEAGUE in challenger.facts_["leagues"]
        while card := self.newest(before=before, is_demo=is_demo):
            try:
                champion = self.predictor(card.version)
            except ModelDamaged:
                # it is set aside now: the one before it is the champion
                continue
            theirs = champions_forecasts(champion, challenger.held_out_)
            return admit(card.version, bouts(challenger.held_out_, theirs))
        return UNCONTESTED

    def _prune(self, fresh: str) -> None:
        """Take away what nobody will ask again; see `tools.pruning`."""
        for version in spare(self.versions(), fresh=fresh):
            try:
                self._store.remove(version)
            except (ModelMissing, OSError) as error:
                # another process was quicker, or it may not: an old model too many does no harm
                log.warning("model %s could not be taken away: %s", version, error)

    def _cards(self) -> Iterator[ModelCard]:
        for version in self._store.versions():
            if version in self._set_aside:
                continue
            try:
                if version not in self._read:
                    self._read[version] = self._store.card(version)
                yield self._read[version]
            except ModelMissing:
                # another process took it away meanwhile
                continue
            except ModelDamaged as error:
                self._put_aside(version, error)

    def _make_room(self, version: str) -> None:
        """Move a damaged model out of the way of the sound one of the same version."""
        if version in self._set_aside:
            self._read.pop(version, None)
            damaged = self._store.folder / f"damaged-{version}"
            shutil.rmtree(damaged, ignore_errors=True)
            (self._store.folder / version).rename(damaged)

    def _keep(self, version: str, predictor: Predictor) -> None:
        while len(self._loaded) >= LOADED:
            self._loaded.pop(next(iter(self._loaded)))
        self._loaded[version] = predictor

    def _put_aside(self, version: str, error: ModelDamaged) -> None:
        self._set_aside.add(version)
        # after an upgrade the models of before are as they should be, and need no warning
        level = logging.INFO if isinstance(error, ModelOutdated) else logging.WARNING
        log.log(level, "model %s is not used: %s", version, error)


def cutoff_of(card: ModelCard) -> dt.datetime:
    """Return the instant before which all matches of a model were played, aware UTC."""
    return dt.datetime.combine(card.data_cutoff, dt.time(), dt.UTC)


def leagues_of(card: ModelCard) -> Collection[str]:
    """Return the ids of the leagues that a model has learned from."""
    leagues: Collection[str] = card.data["leagues"]
    return leagues


def is_of_demo(card: ModelCard) -> bool:
    """Tell whether a model is of the demo league: it never serves real ones."""
    return DEMO_LEAGUE in leagues_of(card)


def _age(card: ModelCard) -> tuple[dt.date, dt.datetime]:
    return card.data_cutoff, card.trained_at
