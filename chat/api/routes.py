"""All routes of the service, put together. Does not know what they do."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from chat.api import (
    accounts,
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
)

PREFIX = "/api/v1"


def include(app: FastAPI) -> None:
    """Add every route to the application."""
    rest = APIRouter(prefix=PREFIX)
    for subject in (
        *(accounts, conversation, matches, seasons, predictions, slips),
        *(preferences, holds, recommendations, insights),
        *(models, language_models, services),
    ):
        rest.include_router(subject.router)
    app.include_router(rest)
    app.include_router(completions.router)
    app.include_router(metrics.router)
