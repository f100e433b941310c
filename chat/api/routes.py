"""All routes of the service, put together. Does not know what they do."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI

from chat.api import (
    accounts,
    agents,
    analytics,
    completions,
    conversation,
    holds,
    insights,
    language_models,
    matches,
    metrics,
    models,
    predictions,
    preferences,
    recommendations,
    seasons,
    services,
    slips,
    tasks,
    workflows,
)
from chat.api.asking import plain

PREFIX = "/api/v1"


def include(app: FastAPI) -> None:
    """Add every route to the application."""
    rest = APIRouter(prefix=PREFIX, dependencies=[Depends(plain)])
    for subject in (
        *(accounts, conversation, matches, seasons, predictions, slips),
        # the fixed addresses under /agents come before /agents/{id}
        *(preferences, holds, recommendations, insights),
        *(agents, tasks, workflows, analytics),
        *(models, language_models, services),
    ):
        rest.include_router(subject.router)
    app.include_router(rest)
    app.include_router(completions.router)
    app.include_router(metrics.router)
