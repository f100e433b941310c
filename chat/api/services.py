"""What the service leans on."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from fastapi import APIRouter
from pydantic import BaseModel

from chat.api.asking import AskerDep, HouseDep
from chat.dependencies import Status, look_at_all

router = APIRouter(tags=["service"])


class Service(BaseModel):
    """How one dependency is."""

    name: str
    status: Status
    detail: str
    #: what is done without it
    without_it: str
    #: how to mend it; empty where nothing is wrong
    mend: str
    latency_ms: float
    last_check: dt.datetime


class Services(BaseModel):
    """How every dependency is."""

    items: list[Service]


@router.get("/services")
async def services(house: HouseDep, _asker: AskerDep) -> Services:
    """Say of every dependency how it is, and what is done without it."""
    return Services(items=[Service(**asdict(found)) for found in await look_at_all(house)])
