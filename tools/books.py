"""The books: each real fixture's prediction, written down once a model before it kicks off."""

from __future__ import annotations

import logging

from knowledge.database import Database
from knowledge.errors import StorageError
from knowledge.predictions import PredictionRow, write_prediction
from tools.pairings import Pairing
from tools.prediction import PredictionObject

log = logging.getLogger(__name__)


class Books:
    """Predictions made, in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        #: (match, model version) known to be there: spares a transaction
        self._written: set[tuple[str, str]] = set()

    async def write_down(self, pairing: Pairing, prediction: PredictionObject) -> None:
        """Keep a real fixture's prediction, once a model, while it has not kicked off."""
        match = pairing.match
        if match is None or pairing.is_demo or prediction.predicted_at >= pairing.starts:
            return
        key = (match.id, prediction.model_version)
        if key in self._written:
            return
        try:
            async with self._db.writing() as session:
                await write_prediction(session, _row(match.id, prediction))
        except StorageError as error:
            # the prediction is as good without its copy in the books: the next one tries again
            log.warning("a prediction could not be written down: %s", error)
        else:
            self._written.add(key)


def _row(match_id: str, prediction: PredictionObject) -> PredictionRow:
    return PredictionRow(
        match_id=match_id,
        model_version=prediction.model_version,
        data_cutoff=prediction.data_cutoff,
        predicted_at=prediction.predicted_at,
        p_home=prediction.match_result.home_win,
        p_draw=prediction.match_result.draw,
        p_away=prediction.match_result.away_win,
        p_over_2_5=prediction.over_under.over_2_5,
        p_btts=prediction.both_teams_score.yes,
    )
