"""What a step can be: the built-in steps and the tools, with what each takes.

Tools that write are not among them: a step may be run again after a crash, and what it does must
then be done once. Knows no workflow.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from graph.workflows.steps.context import StepContext

#: they change what is kept of a user
WRITING = frozenset({"set_preference", "save_insight", "forget"})
#: what every tool puts out
OF_A_TOOL = frozenset({"text", "facts", "found", "candidates", "data"})


class Inputs(BaseModel):
    """What a built-in step takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltInStep:
    """A step of the house's own."""

    name: str
    #: what it does, one sentence
    does: str
    takes: type[BaseModel]
    #: the names in what it puts out
    gives: frozenset[str]
    run: Callable[[Any, StepContext], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The built-in steps and the tools of this house, by name."""

    steps: Mapping[str, BuiltInStep]
    tools: Mapping[str, BaseTool]

    @classmethod
    def of(cls, steps: Iterable[BuiltInStep], tools: Iterable[BaseTool]) -> Catalogue:
        """Return the catalogue of all steps, and of those tools that only look."""
        looking = {tool.name: tool for tool in tools if tool.name not in WRITING}
        return cls({step.name: step for step in steps}, looking)

    def describe(self) -> list[dict[str, Any]]:
        """Return each with its kind, name, what it does, what it takes (a schema) and gives."""
        built_in = [
            ("step", step.name, step.does, step.takes.model_json_schema(), sorted(step.gives))
            for step in self.steps.values()
        ]
        tools = [
            ("tool", tool.name, tool.description, tool.get_input_jsonschema(), sorted(OF_A_TOOL))
            for tool in self.tools.values()
        ]
        keys = ("kind", "name", "does", "takes", "gives")
        return [dict(zip(keys, row, strict=True)) for row in (*built_in, *tools)]
