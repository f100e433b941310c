"""What a recording of a run holds: everything that came in from outside, and what came of it.

Plain JSON under a format number. Does not know how a run is recorded, kept or played again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from graph.errors import BadRecording
from graph.persona import Persona
from graph.readers import Reader
from graph.speakers import ANALYST
from graph.wording import Language

#: raised by one whenever older recordings can no longer be read
FORMAT = 1

#: how a reply of a chat model ended: whole; with an error; "unheard": the graph had heard enough
#: in the middle; "stopped": the run was stopped while it spoke
ReplyEnd = Literal["whole", "failed", "unheard", "stopped"]


class _Recorded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordedCall(_Recorded):
    """A tool call as a model wrote it; `args` is text where it was no JSON object."""

    name: str
    args: dict[str, Any] | str
    id: str | None = None


class RecordedMessage(_Recorded):
    """A message of the conversation before the turn, or the question itself."""

    role: Literal["user", "assistant", "tool"]
    text: str
    calls: tuple[RecordedCall, ...] = ()
    #: a tool's: whose call it answers, its name, whether it worked, and the result as plain JSON
    call_id: str | None = None
    name: str | None = None
    ok: bool = True
    artifact: dict[str, Any] | None = None

    @classmethod
    def of(cls, message: AnyMessage) -> RecordedMessage:
        """Return a message as it is recorded."""
        if isinstance(message, ToolMessage):
            artifact = message.artifact if isinstance(message.artifact, dict) else None
            return cls(
                role="tool",
                text=str(message.text),
                call_id=message.tool_call_id,
                name=message.name,
                ok=message.status == "success",
                artifact=artifact,
            )
        if isinstance(message, AIMessage):
            return cls(role="assistant", text=str(message.text), calls=calls_of(message))
        return cls(role="user", text=str(message.text))

    def message(self) -> AnyMessage:
        """Return the message that was recorded."""
        if self.role == "user":
            return HumanMessage(self.text)
        if self.role == "assistant":
            calls = [
                {"name": call.name, "args": call.args, "id": call.id, "type": "tool_call"}
                for call in self.calls
            ]
            return AIMessage(content=self.text, tool_calls=calls)
        return ToolMessage(
            content=self.text,
            tool_call_id=self.call_id or "",
            name=self.name,
            status="success" if self.ok else "error",
            artifact=self.artifact,
        )


class RecordedError(_Recorded):
    """Why something failed: the error's stable name, and its sentence."""

    code: str
    message: str


class RecordedReply(_Recorded):
    """What a chat model said when it was asked once."""

    speaker: str
    text: str
    #: tool calls in order; those whose arguments were no JSON object keep them as text
    calls: tuple[RecordedCall, ...] = ()
    end: ReplyEnd = "whole"
    #: with which it failed
    error: RecordedError | None = None
    #: why this speaker was chosen in place of the one that was asked for
    instead: RecordedError | None = None
    #: it spoke because another had failed earlier in the turn: the gateway was not asked
    took_over: bool = False

    @property
    def by_language_model(self) -> bool:
        """Whether today's code cannot make the same reply by itself."""
        return self.speaker != ANALYST


class RecordedResult(_Recorded):
    """What a tool gave back; `text` None: the run was stopped before it did."""

    name: str
    args: dict[str, Any]
    text: str | None = None
    artifact: dict[str, Any] | None = None
    ok: bool = False
    ms: int = 0


class RecordedOutcome(_Recorded):
    """How the run ended: what the reader saw, whole or up to where it broke off."""

    status: Literal["completed", "failed", "cancelled"]
    error: RecordedError | None = None
    answer: str
    language: Language | None
    model: str | None
    grounded: bool | None
    #: the rule of the house that held something back
    guard: str | None
    facts: tuple[dict[str, Any], ...]
    #: name, args and ok of each call that was made
    tool_calls: tuple[dict[str, Any], ...]


class Recording(_Recorded):
    """One run, ready to be played again."""

    format: int = FORMAT
    run_id: str
    #: version of the code that made it
    version: str
    #: the mentor's own present when the question came
    asked_at: AwareDatetime
    question: str
    #: asked for by the caller; None: the reader's own, or that of the question
    language: Language | None
    reader: Reader
    #: the agent that answered; None, and then not written: the mentor himself
    persona: Persona | None = Field(None, exclude_if=lambda persona: persona is None)
    #: the conversation before the question
    before: tuple[RecordedMessage, ...]
    #: what else the conversation remembered, by channel of the graph's state
    remembered: dict[str, Any]
    replies: tuple[RecordedReply, ...]
    results: tuple[RecordedResult, ...]
    outcome: RecordedOutcome

    @classmethod
    def read(cls, document: object) -> Recording:
        """Return the recording that a JSON document holds.

        Raises
        ------
        BadRecording : it is none, or one of a format that this version does not read.
        """
        if not isinstance(document, Mapping) or "format" not in document:
            raise BadRecording("This is no recording of a run.")
        if document["format"] != FORMAT:
            raise BadRecording(
                f"This recording has format {str(document['format'])[:20]}, and only format "
                f"{FORMAT} can be played: record the run anew."
            )
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            place = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
            raise BadRecording(
                f"This recording is damaged at “{place}”: record the run anew."
            ) from error

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return self.model_dump(mode="json")


def calls_of(message: AIMessage) -> tuple[RecordedCall, ...]:
    """Return the tool calls of a model's message, the broken ones after the others."""
    whole = (
        RecordedCall(name=call["name"], args=call["args"], id=call["id"])
        for call in message.tool_calls
    )
    broken = (
        RecordedCall(name=call["name"] or "", args=call["args"] or "", id=call["id"])
        for call in message.invalid_tool_calls
    )
    return (*whole, *broken)
