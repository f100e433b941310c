"""How the model stands, for doors: what serves and why, how it is doing, what else is there.

Does not know HTTP or the terminal, nor how any of it is measured.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from tools.forecasts import Forecaster
    from tools.health import Health
    from tools.shelf import Shelved


class Drift(BaseModel):
    """Settled forecasts of the version that serves, beside what they promised."""

    model_config = ConfigDict(frozen=True)

    #: settled matches
    matches: int
    #: mean log loss of home, draw and away; None without matches
    log_loss: float | None
    #: what it should have been if the forecasts were true
    expected_log_loss: float | None
    #: log loss of the matches that it held out when it was fitted; None: they were too few
    promised_log_loss: float | None
    #: evidence against the forecasts, 1 at the start
    evidence: float
    #: from here on they are taken to have drifted; true forecasts ever get there with a chance of
    #: at most one in so many
    alarm_at: float
    drifting: bool

    @classmethod
    def of(cls, health: Health) -> Drift:
        """Return a health's shape."""
        from ml.drift import ALARM

        return cls(
            matches=health.drift.matches,
            log_loss=health.drift.log_loss,
            expected_log_loss=health.drift.expected_log_loss,
            promised_log_loss=health.promised_log_loss,
            evidence=health.drift.evidence,
            alarm_at=ALARM,
            drifting=health.drift.is_drifting,
        )


class ModelVersion(BaseModel):
    """A version on the shelf."""

    model_config = ConfigDict(frozen=True)

    version: str
    #: first day of which nothing was learned
    data_cutoff: dt.date
    trained_at: dt.datetime
    matches: int
    #: whether this is the one that speaks about matches to come
    serving: bool
    #: False: it was turned away, or an operator went back behind it
    may_serve: bool
    #: why it may serve or not
    reason: str
    #: log loss of home, draw and away on the matches that it held out; None: they were too few
    log_loss: float | None

    @classmethod
    def of(cls, shelved: Shelved, serving: str | None) -> ModelVersion:
        """Return a version's shape."""
        card = shelved.card
        scores = card.scores["markets"]["1x2"] if card.scores else None
        return cls(
            version=card.version,
            data_cutoff=card.data_cutoff,
            trained_at=card.trained_at,
            matches=card.data["matches"],
            serving=card.version == serving,
            may_serve=shelved.may_serve,
            reason=shelved.reason,
            log_loss=scores["log_loss"] if scores else None,
        )


class Standing(BaseModel):
    """Which version serves, how it is doing, and all versions on the shelf, the newest first."""

    model_config = ConfigDict(frozen=True)

    serving: ModelVersion | None
    #: a fit is due: results came, or the forecasts drifted
    stale: bool
    #: days from its data's end to the newest result known
    days_behind: int | None
    drift: Drift | None
    versions: list[ModelVersion]


async def look_at_models(forecaster: Forecaster) -> Standing:
    """Return how the model stands; nothing is fitted for it."""
    card = await forecaster.serving()
    version = card.version if card else None
    shelved = [ModelVersion.of(each, version) for each in await forecaster.versions()]
    health = await forecaster.health()
    return Standing(
        serving=next((each for each in shelved if each.serving), None),
        stale=await forecaster.is_stale(),
        days_behind=health.days_behind if health else None,
        drift=Drift.of(health) if health else None,
        versions=shelved,
    )
