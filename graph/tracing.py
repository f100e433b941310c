"""Spans of a turn for OpenTelemetry: the turn, each step of a model, each tool.

Named and labelled as OpenTelemetry's conventions for generative models say. Where nobody has set a
provider they cost next to nothing and go nowhere. No words of users, models or tools are in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from opentelemetry import trace
from opentelemetry.trace import Span, StatusCode

Operation = Literal["invoke_agent", "chat", "execute_tool", "invoke_workflow"]

_WHOSE: dict[Operation, str] = {
    "invoke_agent": "gen_ai.agent.name",
    "chat": "gen_ai.request.model",
    "execute_tool": "gen_ai.tool.name",
    "invoke_workflow": "gen_ai.workflow.name",
}


@contextmanager
def span(operation: Operation, name: str, **attributes: str | int) -> Iterator[Span]:
    """Give a span around some work; an error that leaves it marks it, by its type alone."""
    tracer = trace.get_tracer("tippmix")
    labels = {"gen_ai.operation.name": operation, _WHOSE[operation]: name, **attributes}
    with tracer.start_as_current_span(
        f"{operation} {name}",
        attributes=labels,
        record_exception=False,
        set_status_on_exception=False,
    ) as opened:
        try:
            yield opened
        except BaseException as error:
            failed(opened, type(error).__name__)
            raise


def failed(opened: Span, error_type: str) -> None:
    """Mark a span as failed."""
    opened.set_attribute("error.type", error_type)
    opened.set_status(StatusCode.ERROR)
