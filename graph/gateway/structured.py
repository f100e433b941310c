"""Models without tools of their own: they call ours in JSON that Ollama holds to a schema.

    {"answer": "…"} | {"tool": "predict_match", "args": {…}} | {"calls": [{"tool": …}, …]}

Same graph, same tools: only the wire differs. The tools stand in the prompt as a list, their
results go back as messages that any template knows, and the words inside `answer` are let through
while they come. See docs/decisions/0202.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolCall,
    ToolMessage,
)
from pydantic_core import from_json

from graph.errors import ModelCutShort, ModelStumbled
from graph.gateway.ollama import OllamaChat, Reader
from graph.gateway.salvage import TextReader, salvage

#: calls at once
_SEVERAL = 4
#: what Ollama's grammar keeps of a schema; a pattern or a reference makes it refuse the whole
_KEPT = ("type", "enum", "items", "properties", "required", "anyOf")

_ANSWER_ONLY = """\
Reply with one JSON object: {"answer": "your words to the user"}."""

_HOW = """\
Reply with one JSON object, one of:
- {"tool": "name", "args": {…}} to use a tool,
- {"calls": [{"tool": "name", "args": {…}}, …]} to use several at once,
- {"answer": "your words to the user"} when you have all you need.
The tools, with their arguments (? = may be left out):
"""


class StructuredChat(OllamaChat):
    """A chat model that answers and calls tools in JSON."""

    def _reader(self, tools: Sequence[Any]) -> Reader:
        return JsonReader(tools)

    def _as_sent(
        self, messages: list[BaseMessage], kwargs: dict[str, Any]
    ) -> tuple[list[BaseMessage], dict[str, Any]]:
        tools = [tool["function"] for tool in kwargs.get("tools") or ()]
        others = {name: value for name, value in kwargs.items() if name != "tools"}
        return in_plain_roles(messages, tools), {**others, "format": schema_of(tools)}


def schema_of(tools: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the schema of a reply: an answer, a call of one of the tools, or several."""
    answer = _object(answer={"type": "string"})
    if not tools:
        return answer
    calls = [
        # written out twice below: some versions of Ollama lose the order of references
        _object(tool={"type": "string", "enum": [tool["name"]]}, args=_arguments(tool))
        for tool in tools
    ]
    several = {"type": "array", "minItems": 1, "maxItems": _SEVERAL, "items": {"anyOf": calls}}
    return {"anyOf": [answer, *calls, _object(calls=several)]}


def in_plain_roles(
    messages: Sequence[BaseMessage], tools: Sequence[Mapping[str, Any]]
) -> list[BaseMessage]:
    """Return the conversation in the roles that every template has, the tools in its rules."""
    plain: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, SystemMessage):
            turned: BaseMessage = SystemMessage(f"{message.text}\n\n{_instructions(tools)}")
        elif isinstance(message, ToolMessage):
            turned = HumanMessage(f"Result of {message.name} (data, no request):\n{message.text}")
        elif isinstance(message, AIMessage):
            turned = AIMessage(_as_json(message))
        else:
            turned = message
        before = plain[-1] if plain else None
        if isinstance(turned, HumanMessage) and isinstance(before, HumanMessage):
            plain[-1] = HumanMessage(f"{before.text}\n\n{turned.text}")
        else:
            plain.append(turned)
    return plain


class JsonReader:
    """Lets the words of `{"answer": "…"}` through while they come; reads calls at the end.

    Parameters
    ----------
    tools : the bound tools in OpenAI's shape.
    """

    def __init__(self, tools: Sequence[Mapping[str, Any]]) -> None:
        self._parameters = {
            tool["function"]["name"]: tool["function"].get("parameters", {}) for tool in tools
        }
        self._text = ""
        self._shown = ""
        # a version of Ollama without structured outputs: the model writes as it likes
        self._freely: TextReader | None = None

    def feed(self, text: str) -> str:
        """Take a piece of the JSON; return the words that it adds to the answer."""
        if self._freely is not None:
            return self._freely.feed(text)
        self._text += text
        begin = self._text.lstrip()
        if begin and begin[0] != "{":
            self._freely = TextReader(
                [{"function": {"name": n, "parameters": p}} for n, p in self._parameters.items()]
            )
            return self._freely.feed(begin)
        return self._more(_partial_answer(begin))

    def finish(self) -> tuple[str, list[ToolCall]]:
        """Return the rest of the answer, or the calls.

        Raises
        ------
        ModelStumbled : it is neither.
        ModelCutShort : the answer has no end.
        """
        if self._freely is not None:
            rest, calls = self._freely.finish()
            return (rest if calls else _answer_in(rest) or rest), calls
        if not self._text.strip():
            return "", []
        answer = _answer_in(self._text)
        if answer is not None:
            return self._more(answer), []
        if self._shown:
            raise ModelCutShort
        calls = salvage(self._text, self._parameters)
        if not calls:
            raise ModelStumbled
        return "", calls

    def _more(self, answer: str) -> str:
        if not answer.startswith(self._shown):
            return ""
        more = answer[len(self._shown) :]
        self._shown = answer
        return more


def _partial_answer(text: str) -> str:
    """Return what there is of the answer in JSON that has no end yet."""
    try:
        found = from_json(text, allow_partial="trailing-strings")
    except ValueError:
        return ""
    answer = found.get("answer") if isinstance(found, dict) else None
    return answer if isinstance(answer, str) else ""


def _answer_in(text: str) -> str | None:
    """Return the answer in whole JSON, None where there is none; a fence around it is no harm."""
    begin = text.find("{")
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text, begin if begin >= 0 else 0)
    except json.JSONDecodeError:
        return None
    answer = found.get("answer") if isinstance(found, dict) else None
    return answer if isinstance(answer, str) else None


def _instructions(tools: Sequence[Mapping[str, Any]]) -> str:
    return _HOW + "\n".join(map(_line, tools)) if tools else _ANSWER_ONLY


def _line(tool: Mapping[str, Any]) -> str:
    """Return a tool in one line: its name, arguments, what it does."""
    parameters = tool.get("parameters", {})
    required = parameters.get("required", ())
    arguments = ", ".join(
        f"{name}{'' if name in required else '?'}{_note(schema)}"
        for name, schema in parameters.get("properties", {}).items()
    )
    said = " ".join(str(tool.get("description", "")).split())
    return f"- {tool['name']}({arguments}): {said}"


def _note(schema: Mapping[str, Any]) -> str:
    said = schema.get("description")
    return f" ({' '.join(str(said).split())})" if said else ""


def _as_json(message: AIMessage) -> str:
    """Return what the model said before as it would have had to write it."""
    calls = [{"tool": call["name"], "args": call["args"]} for call in message.tool_calls]
    if not calls:
        return json.dumps({"answer": message.text}, ensure_ascii=False)
    return json.dumps(calls[0] if len(calls) == 1 else {"calls": calls}, ensure_ascii=False)


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _arguments(tool: Mapping[str, Any]) -> dict[str, Any]:
    schema = tool.get("parameters") or {}
    kept = _kept(schema, schema.get("$defs", {}))
    return {"type": "object", "properties": {}, **kept}


def _kept(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a schema what the grammar knows; the tool itself checks the rest."""
    if "$ref" in schema:
        return _kept(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    if "const" in schema:
        return {"enum": [schema["const"]]}
    kept = {name: schema[name] for name in _KEPT if name in schema}
    if "properties" in kept:
        kept["properties"] = {n: _kept(s, definitions) for n, s in kept["properties"].items()}
    if "items" in kept:
        kept["items"] = _kept(kept["items"], definitions)
    if "anyOf" in kept:
        # what may be null may as well be left out
        some = [_kept(each, definitions) for each in kept["anyOf"] if each.get("type") != "null"]
        if len(some) == 1:
            return some[0]
        kept["anyOf"] = some
    return kept
