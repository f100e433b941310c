"""The model: is there one, what is it made of, fit a new one."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from chat.api.asking import AskerDep, HouseDep
from chat.errors import NotReady
from chat.problems import describe, request_id_of
from chat.standing import Standing, look_at_models
from chat.training import TrainingTask

router = APIRouter(prefix="/models", tags=["models"])


class Fit(BaseModel):
    """What to learn from."""

    #: results before this instant or day; default: all that are known now
    until: dt.datetime | None = None


class Training(BaseModel):
    """A fit that was asked for."""

    id: str
    status: Literal["running", "completed", "failed"]
    started_at: dt.datetime
    ended_at: dt.datetime | None
    #: the version that came of it
    version: str | None
    #: False: it was worse than the one that served at its cut-off, and stays on the shelf
    may_serve: bool | None
    #: why it may serve or not
    reason: str | None
    #: the problem, when none came of it
    error: dict[str, Any] | None

    @classmethod
    def of(cls, task: TrainingTask, request_id: str) -> Training:
        """Return a fit's shape."""
        return cls(
            id=task.id,
            status=task.status,
            started_at=task.started_at,
            ended_at=task.ended_at,
            version=task.card.version if task.card else None,
            may_serve=task.card.admission.serves if task.card else None,
            reason=task.card.admission.reason if task.card else None,
            error=describe(task.error, request_id) if task.error else None,
        )


class ModelStatus(Standing):
    """Which model serves, if any, why, and how it is doing."""

    #: False: the next prediction waits for a fit
    ready: bool
    #: of the version that serves
    version: str | None
    #: only results from before this day were used
    data_cutoff: dt.date | None
    trained_at: dt.datetime | None
    #: the last fit asked for over REST
    training: Training | None


@router.get("/status")
async def status(request: Request, house: HouseDep, _asker: AskerDep) -> ModelStatus:
    """Say which model serves and why, how it is doing, and what else is on the shelf."""
    task = house.training.task
    found = await look_at_models(house.forecaster)
    serving = found.serving
    return ModelStatus(
        **dict(found),
        ready=serving is not None,
        version=serving.version if serving else None,
        data_cutoff=serving.data_cutoff if serving else None,
        trained_at=serving.trained_at if serving else None,
        training=Training.of(task, request_id_of(request)) if task else None,
    )


@router.get("/info")
async def info(house: HouseDep, _asker: AskerDep, version: str | None = None) -> dict[str, Any]:
    """Give a model's card: data cut-off, scores by league and market, calibration, admission.

    Without `version` it is the card of the model that serves.
    """
    if version is None:
        return (await house.forecaster.model()).to_dict()
    return (await house.forecaster.card(version)).to_dict()


@router.get("/card", response_class=HTMLResponse)
async def card(house: HouseDep, _asker: AskerDep, version: str | None = None) -> str:
    """Show a model's card as a page, with calibration plots; by default that which serves."""
    from chat.report.pages import card_page

    forecaster = house.forecaster
    return card_page(await (forecaster.card(version) if version else forecaster.model()))


@router.post("/train", status_code=202)
async def train(
    request: Request,
    house: HouseDep,
    _asker: AskerDep,
    fit: Annotated[Fit | None, Body()] = None,
) -> Training:
    """Fit a new model in the background; `GET /models/status` tells what came of it."""
    if house.settings.worker == "off":
        raise NotReady("No work is done in the background here: run tippmix train.")
    until = fit.until if fit else None
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return Training.of(house.training.start(until), request_id_of(request))
