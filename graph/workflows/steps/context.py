"""What a step works with: the owner's desk, the tools called in his name, what came before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langchain_core.messages import ToolMessage

from graph.workflows.errors import StepFailed
from knowledge.errors import StorageBusy
from tools.boundary import STORAGE_WAITS

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from graph.mentor import Mentor
    from tools.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class StepContext:
    """What one run of a step works with."""

    #: the owner's: whose preferences, insights and rules are meant
    desk: Desk
    tools: Mapping[str, BaseTool]
    mentor: Mentor
    execution_id: str
    #: the step's name in its workflow
    step: str
    agent_id: str | None = None
    #: what the steps that it waits for put out, by name; one without output is not there
    before: Mapping[str, Mapping[str, Any]]
    #: of each of them that looked something up, prices apart, whether it found it
    found: Sequence[bool] = ()

    async def call(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Call a tool as the owner; return its text, facts, candidates, data, and whether it found.

        Raises
        ------
        StepFailed
            When it could not do it; with the tool's own sentence.
        StorageBusy
            When the database was busy or away.
        """
        call = {"name": tool, "args": arguments, "id": self.step, "type": "tool_call"}
        message = await self.tools[tool].ainvoke(
            call, {"configurable": {"user_id": self.desk.user_id}}
        )
        assert isinstance(message, ToolMessage)
        if message.status == "error":
            problem = json.loads(str(message.content))
            if problem.get("reason") == STORAGE_WAITS:
                raise StorageBusy(problem["error"])
            raise StepFailed(problem["error"])
        return {name: value for name, value in message.artifact.items() if name != "kind"}
