"""Run the tools that the model called, and number the facts that they found.

Does not know what the tools do. A tool's failure becomes a message `{"error", "retryable"}` with
one plain sentence: no traceback, no raw arguments.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, ToolCall, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, ToolException
from langgraph.config import get_config
from langgraph.errors import GraphBubbleUp
from langgraph.prebuilt import ToolNode
from langgraph.prebuilt.tool_node import ToolCallRequest, ToolInvocationError
from langgraph.runtime import Runtime
from langgraph.types import Command

from graph import events, tracing
from graph.budgets import Budgets
from graph.context import RunContext, config_for_tools
from graph.errors import ModelRepeats
from graph.evidence import add_evidence, is_tool_result
from graph.nodes.handing_over import hand_over
from graph.own_prices import invented
from graph.recording import tape_of
from graph.state import MentorState, ToolCallMade
from knowledge.errors import KnowledgeError, StorageBusy
from ml.errors import MlError
from tools.faults import what_is_wrong

#: marks calls of a language model: what it hands to a tool may be of its own making
BY_MODEL = "by_model"

log = logging.getLogger(__name__)

#: told to a model that calls a tool which its agent may not use
_BARRED = "This agent may not use that tool."

#: told to a model that prices a bet at odds of its own
_INVENTED = (
    "Neither the user nor a tool named {amounts}: leave it out, or ask the user for his odds or "
    "stake."
)

Execute = Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]]


@dataclass(frozen=True, slots=True)
class UseTools:
    """The node that runs tools."""

    tools: Sequence[BaseTool]
    budgets: Budgets
    clock: Callable[[], datetime]
    #: whether another speaker can take over from a model that goes round in circles
    can_hand_over: bool
    _node: ToolNode = field(init=False)

    def __post_init__(self) -> None:
        # the guard turns every exception into a message; what still gets through is a bug
        node = ToolNode(list(self.tools), handle_tool_errors=False, awrap_tool_call=_guarded)
        object.__setattr__(self, "_node", node)

    async def __call__(self, state: MentorState, *, runtime: Runtime[RunContext]) -> MentorState:
        """Return the tools' messages, the facts among them, and the calls made."""
        started = monotonic()
        asked = state["messages"][-1]
        assert isinstance(asked, AIMessage)
        fresh, repeated = _sort(asked.tool_calls, state)
        allowed = fresh[: self.budgets.tools_left(state)]
        config = config_for_tools(
            runtime.context, get_config(), state["messages"], held_back=state.get("held_back")
        )
        persona = runtime.context.persona if runtime.context else None
        barred = [call for call in allowed if persona and not persona.may_use(call["name"])]
        refused = {
            str(call["id"]): error_message(call, _BARRED, retryable=False) for call in barred
        }
        if asked.response_metadata.get(BY_MODEL):
            refused |= _of_own_making(allowed, state)
        trusted = [call for call in allowed if str(call["id"]) not in refused]
        answers = {**await self._run(trusted, state, config), **refused}
        update = self._collect(asked.tool_calls, answers, state, runtime)
        update["spent"] = state["spent"] + monotonic() - started
        if len(allowed) < len(fresh):
            update["last_step"] = True
        if repeated and not fresh:
            update = {**update, **self._circling(state)}
            added = update.get("shown", state["shown"])[len(state["shown"]) :]
            runtime.stream_writer(events.token(added))
        return update

    async def _run(
        self, calls: Sequence[ToolCall], state: MentorState, config: RunnableConfig
    ) -> dict[str, ToolMessage]:
        """Return the tools' answers by call id."""
        if not calls:
            return {}
        asked = AIMessage(content="", tool_calls=list(calls))
        left = max(1.0, self.budgets.seconds_left(state))
        config = {**config, "metadata": {**config.get("metadata", {}), "seconds_left": left}}
        given = {**state, "messages": [*state["messages"][:-1], asked]}
        result = await self._node.ainvoke(given, config)
        return {message.tool_call_id: message for message in result["messages"]}

    def _collect(
        self,
        calls: Sequence[ToolCall],
        answers: dict[str, ToolMessage],
        state: MentorState,
        runtime: Runtime[RunContext],
    ) -> MentorState:
        """Return the update: one message for each call, in the order in which they were asked."""
        facts, made = list(state["facts"]), list(state["tool_calls"])
        messages: list[AnyMessage] = []
        for call in calls:
            message = answers.get(str(call["id"]))
            if message is None:
                messages.append(_not_run(call, state, answers))
                continue
            before = len(facts)
            facts, message = add_evidence(
                facts,
                message,
                state["language"],
                room=self.budgets.tool_text,
                as_of=self.clock().isoformat(),
            )
            for found in facts[before:]:
                runtime.stream_writer(events.fact(found))
            made.append(_made(call, message))
            messages.append(message.model_copy(update={"response_metadata": {}}))
        return {"messages": messages, "facts": facts, "tool_calls": made, "next": "call_model"}

    def _circling(self, state: MentorState) -> MentorState:
        """Say what follows when the model asks only what it has asked before."""
        if self.can_hand_over and state["handed_over"] is None:
            return hand_over(state, ModelRepeats())
        return {"last_step": True}


def _of_own_making(calls: Sequence[ToolCall], state: MentorState) -> dict[str, ToolMessage]:
    """Return the answers to calls with prices or stakes that nobody named."""
    found = {str(call["id"]): (call, invented(call["args"], state["messages"])) for call in calls}
    return {
        call_id: error_message(call, _INVENTED.format(amounts=", ".join(amounts)), retryable=True)
        for call_id, (call, amounts) in found.items()
        if amounts
    }


def _sort(calls: Sequence[ToolCall], state: MentorState) -> tuple[list[ToolCall], list[ToolCall]]:
    """Return the calls that were not made in this turn, and those that were."""
    seen = {_signature(made["name"], made["args"]) for made in state["tool_calls"]}
    fresh: list[ToolCall] = []
    repeated: list[ToolCall] = []
    for call in calls:
        signature = _signature(call["name"], call["args"])
        (repeated if signature in seen else fresh).append(call)
        seen.add(signature)
    return fresh, repeated


def _signature(name: str, args: dict[str, Any]) -> str:
    return json.dumps([name, args], sort_keys=True, default=str)


def _not_run(call: ToolCall, state: MentorState, answers: dict[str, ToolMessage]) -> ToolMessage:
    """Answer a call that was not run: with the earlier result where it was asked before."""
    earlier = _earlier_answer(call, state)
    if earlier is not None:
        return ToolMessage(
            content=earlier.content,
            artifact=earlier.artifact,
            name=call["name"],
            tool_call_id=call["id"],
            status=earlier.status,
        )
    repeated_now = any(message.name == call["name"] for message in answers.values())
    said = "This was asked twice." if repeated_now else "No more tools can be used in this turn."
    return error_message(call, said, retryable=False)


def _earlier_answer(call: ToolCall, state: MentorState) -> ToolMessage | None:
    wanted = _signature(call["name"], call["args"])
    ids = {
        earlier["id"]
        for message in state["messages"][:-1]
        if isinstance(message, AIMessage)
        for earlier in message.tool_calls
        if _signature(earlier["name"], earlier["args"]) == wanted
    }
    for message in reversed(state["messages"]):
        if isinstance(message, ToolMessage) and message.tool_call_id in ids:
            return message
    return None


def _made(call: ToolCall, message: ToolMessage) -> ToolCallMade:
    ms = int(message.response_metadata.get("ms", 0))
    return {
        "name": call["name"],
        "args": call["args"],
        "ok": message.status == "success",
        "ms": ms,
    }


async def _guarded(request: ToolCallRequest, execute: Execute) -> ToolMessage | Command[Any]:
    """Run one tool; whatever happens, give back one message, and tell when it starts and ends."""
    call, emit = request.tool_call, request.runtime.stream_writer
    emit(events.tool_start(str(call["id"]), call["name"], call["args"]))
    started = monotonic()
    with tracing.span("execute_tool", call["name"]) as opened:
        message = await tape_of(request.runtime.context).call(call, _outcome(request, execute))
        if message.status != "success":
            tracing.failed(opened, "tool_error")
    ms = round(1000 * (monotonic() - started))
    text = message.artifact["text"] if is_tool_result(message.artifact) else str(message.text)
    ok = message.status == "success"
    emit(events.tool_end(str(call["id"]), call["name"], ok=ok, ms=ms, text=text))
    return message.model_copy(update={"response_metadata": {"ms": ms}})


async def _outcome(request: ToolCallRequest, execute: Execute) -> ToolMessage:
    call = request.tool_call
    left = request.runtime.config["metadata"]["seconds_left"]
    try:
        async with asyncio.timeout(left):
            result = await execute(request)
    except ToolInvocationError as error:
        return error_message(call, _wrong_arguments(error), retryable=True)
    except TimeoutError:
        return error_message(call, "The tool took too long.", retryable=False)
    except (KnowledgeError, MlError, ToolException) as error:
        # these messages are written for a person
        return error_message(call, str(error), retryable=isinstance(error, StorageBusy))
    except GraphBubbleUp:
        raise
    # the tool boundary: a foreign tool may raise anything, and the turn goes on without it
    except Exception:
        log.exception("the tool %s failed", call["name"])
        return error_message(call, "The tool failed.", retryable=False)
    if isinstance(result, ToolMessage):
        return result
    return error_message(call, "The tool gave nothing that can be read.", retryable=False)


def _wrong_arguments(error: ToolInvocationError) -> str:
    """Name the arguments that do not fit, without repeating what was given."""
    wrong = [
        f"{'.'.join(map(str, item['loc']))}: {what_is_wrong(item)}"
        for item in error.source.errors(include_input=False, include_context=False)
    ]
    return "The arguments do not fit: " + "; ".join(wrong)


def error_message(call: ToolCall, said: str, *, retryable: bool) -> ToolMessage:
    """Return the message of a call that failed."""
    return ToolMessage(
        content=json.dumps({"error": said, "retryable": retryable}, ensure_ascii=False),
        name=call["name"],
        tool_call_id=call["id"],
        status="error",
    )
