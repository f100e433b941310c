"""One task under way: for whom, with what, and whom it tells how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graph.agents.configuration import Configuration
from graph.agents.voice import Voice
from graph.wording import Language
from graph.work.task_work import Progress
from knowledge.agents import AgentInfo
from tools.desk import Desk


class Starts(Protocol):
    """Starts workflows. Whoever runs them stands behind it."""

    async def __call__(
        self,
        workflow_id: str,
        input_data: Mapping[str, Any],
        agent: AgentInfo,
        *,
        task_id: str,
    ) -> str:
        """Start a workflow of the agent's owner's, or a built-in one; return the execution's id.

        The same task starts it once. Raises `knowledge.errors.NotFound` when there is none.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """What the work of one task has at hand."""

    task_id: str
    agent: AgentInfo
    configuration: Configuration
    #: the owner's
    desk: Desk
    voice: Voice
    language: Language
    tell: Progress
    #: None: nobody runs workflows here
    starts: Starts | None = None
