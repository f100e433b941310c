"""What clients ask for: the one object that does it, and what each request holds.

Does not know the wire, nor how it is done: REST asks the same desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from chat.identity import Asker
from knowledge.agents import AgentInfo
from knowledge.insights import InsightInfo
from knowledge.tasks import TaskInfo

class Desk(Protocol):
    """Where an asker's agents are made and asked."""

    async def create(self, asker: Asker, data: Mapping[str, Any]) -> AgentInfo:
        """Make an agent of the asker's."""

    async def status(self, asker: Asker, agent_id: str) -> Mapping[str, Any]:
        """Return how an agent is."""

    async def insights(self, asker: Asker, agent_id: str) -> list[InsightInfo]:
        """Return what an agent found, newest first."""

    async def analyze(self, asker: Asker, agent_id: str, data: Mapping[str, Any]) -> TaskInfo:
        """Ask an agent for an analysis of a match or a team."""
