"""Tool calls that a model wrote as text: in a fence, in `<tool_call>`, or bare.

They are taken only when the tool is known and its arguments are the tool's. Thinking aloud
(`<think>…</think>`) is no part of an answer either. Does not know which model wrote the text.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import uuid4

from langchain_core.messages import ToolCall

from graph.errors import ModelCutShort, ModelStumbled

_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
#: where a tool call in words may begin
_CALL = re.compile(r"<tool_call>|<function=|```|^[^\S\n]*[\[{]", re.MULTILINE)
#: the longest piece of text that may turn into one of the marks above
_MARKS = ("<tool_call>", "<function=", "<think>", "```")
#: `<function=name>{…}` and `<function=name><parameter=key>value</parameter>…`
_FUNCTION = re.compile(r"<function=(?P<name>\w+)>(?P<inside>.*?)(?:</function>|\Z)", re.DOTALL)
_PARAMETER = re.compile(r"<parameter=(\w+)>\s*(.*?)\s*</parameter>", re.DOTALL)

#: characters that wait for their end at most: a thought, or a call; the rest of it may never come
_LONGEST = 20_000

#: closing parentheses of a call in words at most
_PARENTHESES = 40

_LIST_KEYS = ("tool_calls", "calls")
_NAME_KEYS = ("name", "tool", "tool_name", "function")
_ANSWER_KEYS = ("answer", "response", "content", "text", "message", "final_answer")
_ARGUMENT_KEYS = ("arguments", "parameters", "args", "input")


class TextReader:
    """Lets a model's text through until something that may be a tool call begins.

    Parameters
    ----------
    tools : the bound tools in OpenAI's shape.
    """

    def __init__(self, tools: Sequence[Mapping[str, Any]]) -> None:
        self._parameters = {
            tool["function"]["name"]: tool["function"].get("parameters", {}) for tool in tools
        }
        names = "|".join(map(re.escape, self._parameters)) or r"(?!)"
        self._as_code = re.compile(rf"^[^\S\n]*`?(?:print\()?(?:\w+\.)?(?:{names})\(", re.MULTILINE)
        self._waiting = ""
        self._holding = False
        self._after_thought = False

    def feed(self, text: str) -> str:
        """Take a piece of text; return what can be let through now.

        Raises
        ------
        ModelCutShort : what waits for its end is longer than any thought or call.
        """
        self._waiting += text
        if len(self._waiting) > _LONGEST:
            raise ModelCutShort
        if self._holding:
            return ""
        if "<think>" in self._waiting and "</think>" not in self._waiting:
            return ""
        self._drop_thinking()
        begin = self._begin()
        self._holding = begin is not None
        through = _certain(self._waiting) if begin is None else begin
        if begin is None and self._may_be_code():
            through = min(through, self._waiting.rfind("\n") + 1)
        out, self._waiting = self._waiting[:through], self._waiting[through:]
        return out

    def finish(self) -> tuple[str, list[ToolCall]]:
        """Return the rest: as text, or as the tool calls that it was meant to be.

        Raises
        ------
        ModelStumbled : a tool call was meant, but no tool takes it.
        """
        self._drop_thinking()
        rest, self._waiting = self._waiting, ""
        calls = salvage(rest, self._parameters) if self._holding else []
        return ("", calls) if calls else (_answer_in(rest) or rest, [])

    def _begin(self) -> int | None:
        """Return where a call may begin, None: nowhere yet."""
        found = _CALL.search(self._waiting)
        as_code = self._as_code.search(self._waiting)
        return min((one.start() for one in (found, as_code) if one is not None), default=None)

    def _may_be_code(self) -> bool:
        """Tell whether the last line may become `predict_match(home_team=…)`."""
        line = self._waiting[self._waiting.rfind("\n") + 1 :].strip(" `")
        line = line.removeprefix("print(")
        return "print(".startswith(line) or any(
            f"{name}(".startswith(line) for name in self._parameters
        )

    def _drop_thinking(self) -> None:
        self._waiting, dropped = _THINKING.subn("", self._waiting)
        # the empty lines after a thought belong to it, and may come later than its end
        self._after_thought = self._after_thought or dropped > 0
        if self._after_thought:
            self._waiting = self._waiting.lstrip()
            self._after_thought = not self._waiting


def salvage(text: str, parameters: Mapping[str, Mapping[str, Any]]) -> list[ToolCall]:
    """Return the tool calls that a text is meant to be, none when it is just text.

    Parameters
    ----------
    parameters : the JSON schema of each known tool's arguments, by name.

    Raises
    ------
    ModelStumbled : a tool call was meant, but the tool is unknown, the arguments are not the
        tool's, or the JSON is broken.
    """
    meant = [*_tagged(text), *_coded(text, parameters)]
    if not meant:
        meant = [call for value in _json_values(text) for call in _calls_in(value)]
    if not meant and ("<tool_call>" in text or "<function=" in text):
        raise ModelStumbled
    if not meant and any(f'"{name}"' in text or f"{name}(" in text for name in parameters):
        raise ModelStumbled
    return [_checked(name, arguments, parameters) for name, arguments in meant]


def _certain(text: str) -> int:
    """Return how much of a text cannot be the beginning of a mark."""
    last_line = text.rfind("\n") + 1
    if not text[last_line:].strip():
        # white space at a line's start may be followed by a brace
        return len(text[:last_line].rstrip())
    for length in range(min(len(text), 10), 0, -1):
        if any(mark.startswith(text[-length:]) for mark in _MARKS):
            return len(text) - length
    return len(text)


def _tagged(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the calls that stand in `<function=…>`."""
    for found in _FUNCTION.finditer(text):
        given = dict(_PARAMETER.findall(found["inside"]))
        whole = next((v for v in _json_values(found["inside"]) if isinstance(v, dict)), {})
        yield found["name"], given or whole


def _coded(
    text: str, parameters: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the calls that are written as Python: `predict_match("Arsenal", league="E0")`.

    Gemma writes them in a fence `tool_code`, inside `print(…)` and with `default_api.` before them.
    """
    names = "|".join(map(re.escape, parameters)) or r"(?!)"
    begins = re.compile(rf"^[ \t]*`?(?:\w+ ?= ?)?(?:print\()?(?:\w+\.)?(?:{names})\(", re.MULTILINE)
    for found in begins.finditer(text):
        call = _call_at(text[found.start() :].lstrip("` \t"))
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        given = dict(zip(parameters[name].get("properties", {}), call.args, strict=False))
        given |= {str(word.arg): word.value for word in call.keywords}
        try:
            yield name, {key: ast.literal_eval(value) for key, value in given.items()}
        except ValueError as error:
            raise ModelStumbled from error


def _call_at(text: str) -> ast.Call:
    """Return the call that a text begins with, which may go on over several lines."""
    for end in islice((found.end() for found in re.finditer(r"\)+", text)), _PARENTHESES):
        try:
            statement = ast.parse(text[:end]).body[0]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        value = getattr(statement, "value", None)
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "print" and value.args:
            value = value.args[0]
        if isinstance(value, ast.Call):
            return value
    raise ModelStumbled


def _answer_in(text: str) -> str | None:
    """Return the words of `{"answer": "…"}`, where a text is nothing else."""
    bare = text.strip().removeprefix("```json").strip("`").strip()
    try:
        found = json.loads(bare, strict=False)
    except ValueError:
        return None
    if not isinstance(found, dict) or len(found) != 1:
        return None
    ((name, words),) = found.items()
    return words if name in _ANSWER_KEYS and isinstance(words, str) else None


def _json_values(text: str) -> Iterator[Any]:
    """Yield the JSON objects and lists of a text, from left to right."""
    decoder, at = json.JSONDecoder(), 0
    while (begin := re.compile(r"[\[{]").search(text, at)) is not None:
        try:
            value, at = decoder.raw_decode(text, begin.start())
        except json.JSONDecodeError:
            at = begin.start() + 1
        else:
            yield value


def _calls_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield (name, arguments) of what has the shape of a tool call."""
    if isinstance(value, list):
        for item in value:
            yield from _calls_in(item)
    if not isinstance(value, dict):
        return
    several = next((value[key] for key in _LIST_KEYS if isinstance(value.get(key), list)), None)
    if several is not None:
        yield from _calls_in(several)
    elif isinstance(value.get("function"), dict):
        yield from _calls_in(value["function"])
    else:
        name = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
        arguments = next((value[key] for key in _ARGUMENT_KEYS if key in value), None)
        if name is not None and arguments is not None:
            yield name, arguments


def _checked(name: str, arguments: Any, parameters: Mapping[str, Mapping[str, Any]]) -> ToolCall:
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except json.JSONDecodeError as error:
            raise ModelStumbled from error
    schema = parameters.get(name)
    if schema is None or not isinstance(arguments, dict):
        raise ModelStumbled
    missing = set(schema.get("required", ())) - set(arguments)
    unknown = set(arguments) - set(schema.get("properties", {}))
    if missing or unknown:
        raise ModelStumbled
    return ToolCall(name=name, args=arguments, id=f"call-{uuid4().hex}", type="tool_call")
