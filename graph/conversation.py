"""The prompt of one step: the rules, then as much of the conversation as the model can read.

What does not fit is left out here, knowingly: first the oldest turns, whole; then the middle of
the last turn's longest tool texts. The rules and the question always stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from graph import prompts
from graph.persona import Persona
from graph.speakers import Speaker
from graph.state import MentorState

#: characters that a template adds to each message
_MARKS = 12
#: characters of a tool's text that are left of it at the very least
_LEAST = 300
_GAP = "\n[…]\n"


def prompt_for(
    state: MentorState,
    today: datetime,
    speaker: Speaker,
    *,
    last: bool,
    taken: int = 0,
    persona: Persona | None = None,
) -> list[AnyMessage]:
    """Return the messages to send; `taken` characters of the speaker's room are the tools'.

    The house's rules come first, then what a persona's owner wishes.
    """
    language = state["language"]
    rules = [prompts.system_prompt(language, today)]
    if persona is not None and (wish := persona.prompt(language)):
        rules.append(wish)
    if last:
        rules.append(prompts.last_step(language))
    if state["stumbles"]:
        rules.append(prompts.correction(language))
    if state["refused"]:
        newest = state["refused"][-1]
        rules.append(
            prompts.refused(newest["sentence"], newest["faults"], state["shown"], language)
        )
    system = SystemMessage("\n\n".join(rules))
    if speaker.room is None:
        return [system, *state["messages"]]
    room = int(speaker.room * speaker.characters_a_token) - taken - characters_of([system])
    return [system, *shortened(fitting_turns(state["messages"], room), room)]


def fitting_turns(messages: Sequence[AnyMessage], room: int) -> list[AnyMessage]:
    """Return the newest whole turns that fit into `room` characters; the last turn always stays."""
    starts = [i for i, message in enumerate(messages) if isinstance(message, HumanMessage)] or [0]
    fitting = starts[-1]
    for start in reversed(starts):
        if characters_of(messages[start:]) > room:
            break
        fitting = start
    return list(messages[fitting:])


def shortened(messages: Sequence[AnyMessage], room: int) -> list[AnyMessage]:
    """Return the messages with their longest tool texts cut until all fit into `room` characters.

    Every text is cut to the same length, so that the shorter ones stay whole.
    """
    excess = characters_of(messages) - room
    texts = sorted(len(message.text) for message in messages if isinstance(message, ToolMessage))
    if excess <= 0 or not texts:
        return list(messages)
    length = max(_LEAST, _even_length(texts, sum(texts) - excess))
    return [
        message.model_copy(update={"content": without_middle(str(message.text), length)})
        if isinstance(message, ToolMessage)
        else message
        for message in messages
    ]


def without_middle(text: str, length: int) -> str:
    """Return a text of at most `length` characters: its beginning and its end, in whole lines.

    The facts stand at the end of a tool's text, so that twice as much is left there.
    """
    if len(text) <= length:
        return text
    room = length - len(_GAP)
    head, tail = text[: room // 3], text[len(text) - (room - room // 3) :]
    return head[: head.rfind("\n") + 1 or None] + _GAP + tail[tail.find("\n") + 1 :]


def characters_of_tools(tools: Sequence[BaseTool]) -> int:
    """Return how many characters the tools' descriptions take."""
    return sum(len(json.dumps(convert_to_openai_tool(tool))) for tool in tools)


def characters_of(messages: Sequence[BaseMessage]) -> int:
    """Return how many characters the messages take, their marks in the template included."""
    return sum(
        _MARKS + len(message.text) + len(str(getattr(message, "tool_calls", None) or ""))
        for message in messages
    )


def tokens_of_step(prompt: Sequence[AnyMessage], answer: AIMessage | None) -> int:
    """Return the tokens of a prompt and its answer: as the model counted, else about as many."""
    usage = answer.usage_metadata if answer is not None else None
    if usage is not None:
        return usage["total_tokens"]
    return (characters_of(prompt) + len(answer.text if answer is not None else "")) // 3


def _even_length(lengths: Sequence[int], room: int) -> int:
    """Return the length to which each is cut so that all together take `room`.

    `lengths` go upwards: what the short ones leave over is the longer ones'.
    """
    for number, length in enumerate(lengths):
        share = room // (len(lengths) - number)
        if length > share:
            return share
        room -= length
    return lengths[-1]
