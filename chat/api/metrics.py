"""Figures for a Prometheus server, with the same login as everything else."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from chat.api.asking import AskerDep, HouseDep
from chat.clock import real_clock
from chat.metrics import Metrics
from knowledge.tally import tally

router = APIRouter(tags=["service"])


@router.get("/metrics", response_class=Response)
async def metrics(request: Request, house: HouseDep, _asker: AskerDep) -> Response:
    """Give this process's requests and the house's counts, in Prometheus' text format.

    Where a login is needed, Prometheus sends an API key as its bearer token.
    """
    kept: Metrics = request.app.state.metrics
    async with house.db.reading() as session:
        counted = await tally(session, now=real_clock())
    page = kept.page(counted, turns_under_way=house.mentor.under_way)
    return Response(page, media_type=CONTENT_TYPE_LATEST)
