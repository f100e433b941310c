"""The shapes of OpenAI's chat completions, as far as they are ours.

What would change the form of an answer (several answers, tools of the caller's, sound, JSON) is
refused; what only tunes a language model (temperature, length, seed) has nothing to tune here and
is passed over, as are fields that nobody knows. Does not know how an answer is made.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from chat.api.conversation import LONGEST_QUESTION, Answer
from graph.run import Said

#: the model that is whoever speaks in this house
ANYBODY = "tippmix"

#: what may stand in a field that would change the form of an answer, and why nothing else may
ONLY: dict[str, tuple[tuple[Any, ...], str]] = {
    "n": ((None, 1), "a question has one answer here: send 1"),
    "tools": ((None, []), "the mentor uses tools of its own and calls none of the caller's"),
    "functions": ((None, []), "the mentor uses tools of its own and calls none of the caller's"),
    "tool_choice": ((None, "none", "auto"), "the mentor chooses among tools of its own"),
    "audio": ((None,), "answers are text"),
    "modalities": ((None, ["text"]), "answers are text"),
    "response_format": ((None, {"type": "text"}), "answers are plain text; their facts as JSON are "
                        "in the field tippmix"),
    "logprobs": ((None, False), "an answer is made from facts and has no such figures"),
}  # fmt: skip


def _only(name: str) -> Any:
    taken, why = ONLY[name]
    return Field(
        default=None,
        description=f"{why[0].upper()}{why[1:]}.",
        json_schema_extra={"enum": [*taken]},
    )


def _text_of(content: Any) -> str:
    """Return the text of a message's content: a string, or parts that are all text."""
    parts = [] if content is None else content if isinstance(content, list) else [content]
    texts = []
    for part in parts:
        kind = part.get("type") if isinstance(part, dict) else "text"
        text = part.get("text") if isinstance(part, dict) else part
        if kind != "text" or not isinstance(text, str):
            raise ValueError("is no text, and only text is read here")
        texts.append(text)
    said = "\n".join(texts)
    if "\x00" in said:
        raise ValueError("is no text: it holds a null character")
    return said


_CONTENT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"type": {"const": "text"}, "text": {"type": "string"}},
                "required": ["type", "text"],
            },
        },
        {"type": "null"},
    ]
}
Content = Annotated[str, BeforeValidator(_text_of), WithJsonSchema(_CONTENT_SCHEMA)]


class Message(BaseModel):
    """Something said in the conversation."""

    #: `system` and `developer` messages are not passed on: the rules here are the house's own
    role: Literal["system", "developer", "user", "assistant"]
    content: Content = ""

    @field_validator("content")
    @classmethod
    def _is_short_enough(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("role") == "user" and len(value) > LONGEST_QUESTION:
            raise ValueError(f"is too long: at most {LONGEST_QUESTION} characters")
        return value


class StreamOptions(BaseModel):
    """How a stream is told."""

    #: tell in a last piece what language models counted
    include_usage: bool = False


class CompletionRequest(BaseModel):
    """A conversation whose last message is the question."""

    #: one of `GET /v1/models`
    model: str = Field(max_length=200, examples=[ANYBODY])
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Any = _only("n")
    tools: Any = _only("tools")
    functions: Any = _only("functions")
    tool_choice: Any = _only("tool_choice")
    audio: Any = _only("audio")
    modalities: Any = _only("modalities")
    response_format: Any = _only("response_format")
    logprobs: Any = _only("logprobs")

    @field_validator(*ONLY)
    @classmethod
    def _leaves_the_form(cls, value: Any, info: ValidationInfo) -> Any:
        taken, why = ONLY[info.field_name or ""]
        # True is 1 to Python, but no number of answers
        if not any(value == each and type(value) is type(each) for each in taken):
            raise ValueError(why)
        return value

    @field_validator("messages")
    @classmethod
    def _ends_with_a_question(cls, value: list[Message]) -> list[Message]:
        if value[-1].role != "user" or not value[-1].content.strip():
            raise ValueError("the last one must be the user's, with the question")
        return value

    @property
    def tells_usage(self) -> bool:
        """Whether a stream ends with what was counted."""
        return self.stream_options is not None and self.stream_options.include_usage

    @property
    def question(self) -> str:
        """What is asked."""
        return self.messages[-1].content

    @property
    def history(self) -> tuple[Said, ...]:
        """What was said before, oldest first."""
        return tuple(
            Said("user" if message.role == "user" else "mentor", message.content)
            for message in self.messages[:-1]
            if message.role in ("user", "assistant") and message.content.strip()
        )


class AssistantMessage(BaseModel):
    """The answer's words."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: AssistantMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """What language models counted themselves in this run; the analyst reads no tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """An answer in OpenAI's shape; our own answer object is in `tippmix`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    #: seconds since 1970
    created: int
    #: as asked for; who really wrote the answer is in `tippmix.model`
    model: str
    choices: list[Choice]
    usage: Usage
    tippmix: Answer


class Model(BaseModel):
    """Somebody who may be asked."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: Literal["tippmixmentor"] = "tippmixmentor"


class Models(BaseModel):
    """Everybody who may be asked."""

    object: Literal["list"] = "list"
    data: list[Model]


class ErrorDetail(BaseModel):
    """What went wrong, as OpenAI's clients read it."""

    #: one sentence that says what to do next
    message: str
    type: str
    #: the field of the request that is at fault
    param: str | None
    #: what happened, for programs
    code: str


class ErrorAnswer(BaseModel):
    """An error in OpenAI's shape."""

    error: ErrorDetail
