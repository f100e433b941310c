"""The boundary between the language model and the tools: arguments in, text and facts out.

Here, and only here, every error becomes words. Not finding something is a result (`found` is
False); being unable is a tool error `{"error", "retryable"}`. Both carry the error's own data:
`reason` and names, for writers in other languages. Knows no subject.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import ValidationError
from pydantic.v1 import ValidationError as OldValidationError

from knowledge.errors import (
    Ambiguous,
    KnowledgeError,
    NotFound,
    StorageAway,
    StorageBusy,
)
from ml.errors import MlError
from tools.arguments import Arguments
from tools.desk import Desk
from tools.errors import BadArgument, HeldBack, NoForecast, NotThere, ToolError, offering
from tools.facts import ToolResult
from tools.faults import continuing, what_is_wrong
from tools.said import Said

log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=Arguments)
#: the person at this machine
LOCAL_USER = "local"

NOT_FOUND = (NotThere, NotFound, Ambiguous, NoForecast, HeldBack)
KNOWN = (ToolError, KnowledgeError, MlError)
#: the reason of a failure that may pass by itself: the database is busy, or away
STORAGE_WAITS = "storage_waits"
UNEXPECTED = "Something went wrong inside this tool; it has been noted. Answer without it."


def as_tool(
    arguments: type[Asked],
    run: Callable[[Desk, Asked], Awaitable[ToolResult]],
    sit_down: Callable[[str], Desk],
) -> BaseTool:
    """Return a LangChain tool named after `run`, described by the docstring of `arguments`.

    Its message is the result's text, its artifact the result as plain JSON. `sit_down` makes the
    desk for a user id, which comes from `config["configurable"]["user_id"]` and never from the
    language model; so do the user's own words (`said`: {"words", "asked"}) and `held_back`, the
    rule that the conversation has set off, which a run of the graph hands down. Without them the
    call is no part of a conversation.
    """
    name = run.__name__

    async def call(config: RunnableConfig, **given: Any) -> tuple[str, dict[str, Any]]:
        known = config.get("configurable") or {}

        def desk() -> Desk:
            seated = sit_down(known.get("user_id") or LOCAL_USER)
            said, rule = Said.of(known.get("said")), known.get("held_back")
            return replace(seated, said=said, held_back=rule) if said or rule else seated

        result = await _answer(name, run, desk, arguments.model_validate(given))
        return result.text, result.to_dict()

    return StructuredTool.from_function(
        coroutine=call,
        name=name,
        description=" ".join((arguments.__doc__ or "").split()),
        args_schema=arguments,
        response_format="content_and_artifact",
        handle_tool_error=True,
        handle_validation_error=_say_what_is_wrong,
    )


async def _answer(
    name: str,
    run: Callable[[Desk, Asked], Awaitable[ToolResult]],
    desk: Callable[[], Desk],
    asked: Asked,
) -> ToolResult:
    try:
        return await run(desk(), asked)
    except NOT_FOUND as error:
        return ToolResult(
            kind=name,
            text=offering(error),
            found=False,
            candidates=getattr(error, "candidates", ()),
            data=getattr(error, "data", {}),
        )
    except KNOWN as error:
        retryable = isinstance(error, StorageBusy | BadArgument)
        passing = isinstance(error, StorageBusy | StorageAway)
        data = {"reason": STORAGE_WAITS} if passing else getattr(error, "data", {})
        raise ToolException(_failure(str(error), retryable=retryable, **data)) from error
    except Exception as error:  # the tool boundary: nothing of it may reach the model
        log.exception("the tool %s failed", name)
        raise ToolException(_failure(UNEXPECTED, retryable=False)) from error


def _say_what_is_wrong(error: ValidationError | OldValidationError) -> str:
    """Return what is wrong with arguments in words of ours: pydantic's echo what was sent."""
    wrong = [_complaint(detail) for detail in error.errors()]
    return _failure("; ".join(wrong) + ".", retryable=True)


def _complaint(detail: Mapping[str, Any]) -> str:
    place, kind = detail["loc"], detail["type"]
    name = str(place[0]) if place else "the arguments"
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"there is no argument {name[:40]}"
    if kind == "value_error":
        return f"{name} {what_is_wrong(detail)}"
    return f"{name} is not right: {continuing(detail)}"


def _failure(sentence: str, *, retryable: bool, **data: str) -> str:
    return json.dumps({"error": sentence, "retryable": retryable, **data}, ensure_ascii=False)
