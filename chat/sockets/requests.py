"""What clients ask for: the one object that does it, and what each request holds.

Does not know the wire, nor how it is done: REST asks the same object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from chat.identity import Asker
from chat.sockets.topics import MAX_TOPICS
from knowledge.agents import AgentInfo
from knowledge.insights import InsightInfo
from knowledge.tasks import TaskInfo


class Agency(Protocol):
    """Where an asker's agents are made and asked."""

    async def create(self, asker: Asker, data: Mapping[str, Any]) -> AgentInfo:
        """Make an agent of the asker's."""

    async def status(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Return an agent as it is."""

    async def insights(self, asker: Asker, agent_id: str) -> list[InsightInfo]:
        """Return what an agent found, newest first."""

    async def analyze(self, asker: Asker, agent_id: str, data: Mapping[str, Any]) -> TaskInfo:
        """Ask an agent for an analysis of a match or a team."""


class OfAgent(BaseModel):
    """`agent:status`, `agent:insights`, `agent:analyze`: of which agent; the last says more."""

    model_config = ConfigDict(extra="allow", frozen=True)

    agent_id: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        # JavaScript's own way to write it is understood
        validation_alias=AliasChoices("agent_id", "agentId")
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_id(cls, data: Any) -> Any:
        return {"agent_id": data} if isinstance(data, str) else data


class Following(BaseModel):
    """`subscribe` and `unsubscribe`: which topics; the former may say after which event."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: Annotated[
        list[Annotated[str, StringConstraints(max_length=100)]],
        Field(min_length=1, max_length=MAX_TOPICS),
    ]
    after: Annotated[int, Field(ge=0)] | None = None
