"""The prompt of one step: the rules, then as much of the conversation as the model can read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from graph import prompts
from graph.speakers import Speaker
from graph.state import MentorState

#: characters of text that make about one token, on the safe side for Hungarian
_CHARACTERS = 3


def prompt_for(
    state: MentorState, today: datetime, speaker: Speaker, *, last: bool, taken: int = 0
) -> list[AnyMessage]:
    """Return the messages to send.

    The oldest turns are left out when the speaker has no room for them; `taken` tokens of its
    room are the tools'.
    """
    language = state["language"]
    rules = [prompts.system_prompt(language, today)]
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
    room = speaker.room - taken - tokens_of([system])
    return [system, *fitting_turns(state["messages"], room)]


def fitting_turns(messages: Sequence[AnyMessage], room: int) -> list[AnyMessage]:
    """Return the newest whole turns that fit into `room` tokens; the last turn always stays."""
    starts = [i for i, message in enumerate(messages) if isinstance(message, HumanMessage)] or [0]
    fitting = starts[-1]
    for start in reversed(starts):
        if tokens_of(messages[start:]) > room:
            break
        fitting = start
    return list(messages[fitting:])


def tokens_of_tools(tools: Sequence[BaseTool]) -> int:
    """Return about how many tokens the tools' descriptions take."""
    return sum(len(json.dumps(convert_to_openai_tool(tool))) for tool in tools) // _CHARACTERS


def tokens_of(messages: Sequence[AnyMessage]) -> int:
    """Return about how many tokens the messages take, rather too many than too few."""
    return sum(
        4 + (len(message.text) + len(str(getattr(message, "tool_calls", "")))) // _CHARACTERS
        for message in messages
    )
