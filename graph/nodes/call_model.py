"""Ask the chat model: it calls tools, or answers; what it answers is checked before it is shown.

Does not know which model speaks, nor what its tools do. Any failure, at any moment, ends in
another try, in the fallback, or in a plain sentence.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import cast
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage, ToolCall
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import merge_configs
from langchain_core.tools import BaseTool
from langgraph.config import get_config
from langgraph.runtime import Runtime

from graph import phrases, tracing
from graph.budgets import Budgets
from graph.context import RunContext
from graph.conversation import prompt_for, tokens_of_step
from graph.errors import (
    BudgetSpent,
    ModelCutShort,
    ModelError,
    ModelOutOfTime,
    ModelSilent,
    ModelStumbled,
    ModelUngrounded,
    ModelWrongLanguage,
)
from graph.events import Emit, fact, token
from graph.evidence import with_derived
from graph.grounding import Checked, Checker, Grounding
from graph.grounding.mentions import Spot
from graph.grounding.refusals import REFUSAL
from graph.guard.promises import allows
from graph.nodes.handing_over import give_up, hand_over, join
from graph.nodes.use_tools import BY_MODEL
from graph.plain_text import without_markup
from graph.recording import tape_of
from graph.right_language import WRONG_LANGUAGE
from graph.sentences import BadSentence, SentenceGate
from graph.speakers import ANALYST, NamedSpeakers, Speaker, SpeakerSource, speaker_of
from graph.state import MentorState, Refused

log = logging.getLogger(__name__)

#: seconds that the last step gets although the turn's own are spent
_GRACE = 15.0
#: told to a model whose sentence no reader may see, whatever its figures
_NOT_ALLOWED = "it promises a win, or advises a bet where none may be advised"
#: characters of a model's answer at most: many more than the tokens that it is allowed
_LONGEST_ANSWER = 12_000
#: tries of one step, when nothing of it has been shown and the error may pass
_TRIES = 2


@dataclass(frozen=True, slots=True)
class CallModel:
    """The node that asks the chat model."""

    source: SpeakerSource
    fallback: BaseChatModel | None
    tools: Sequence[BaseTool]
    budgets: Budgets
    clock: Callable[[], datetime]
    #: characters that the tools' descriptions take of a prompt
    tools_size: int
    #: finds any club in a text; None: only those of the facts are known
    spot: Spot | None = None

    async def __call__(self, state: MentorState, *, runtime: Runtime[RunContext]) -> MentorState:
        """Return what the model's step adds to the turn."""
        started = monotonic()
        speaker = await self._speaker(state, runtime.context)
        if speaker.instead is not None and state["handed_over"] is None:
            state = {**state, **_told(hand_over(state, speaker.instead), state, runtime)}
        context = runtime.context or RunContext()
        step = _Step(self, speaker, state, get_config(), runtime.stream_writer, context)
        try:
            with tracing.span("chat", speaker.name):
                update = await step.take()
        except ModelError as error:
            self.source.failed(error)
            update = self._after(error, step)
            _told(update, {**state, "shown": step.shown_so_far}, runtime)
        return {
            "handed_over": state["handed_over"],
            "shown": state["shown"],
            "model_calls": state["model_calls"] + 1,
            "tokens": state["tokens"] + step.tokens,
            "spent": state["spent"] + monotonic() - started,
            **update,
        }

    async def _speaker(self, state: MentorState, context: RunContext | None) -> Speaker:
        wanted = context.persona.model if context and context.persona else None
        by_analyst = wanted == ANALYST or (context is not None and context.by_analyst)
        if self.fallback is not None and (by_analyst or state["handed_over"] is not None):
            return speaker_of(self.fallback)
        if wanted and wanted != ANALYST and isinstance(self.source, NamedSpeakers):
            return await self.source.choose_named(wanted.removeprefix("ollama:"))
        return await self.source.choose()

    def _after(self, error: ModelError, step: _Step) -> MentorState:
        """Decide what follows a failed step."""
        state, shown = step.state, step.gate.shown
        if isinstance(error, ModelStumbled) and not state["stumbles"] and not shown:
            return {"stumbles": 1, "next": "call_model"}
        if isinstance(error, ModelUngrounded):
            update: MentorState = {
                **step.credit(),
                "refused": [*state["refused"], step.refused(error)],
            }
            if step.may_correct:
                return {**update, "shown": step.shown_so_far, "next": "call_model"}
            state = {**state, "refused": update["refused"]}
            if error.faults == (WRONG_LANGUAGE,):
                error = ModelWrongLanguage()
            elif error.faults == (REFUSAL,):
                error = ModelSilent()
        if self.fallback is not None and state["handed_over"] is None:
            handed = hand_over(state, error, shown=shown)
            return {**handed, **step.credit(), "refused": state["refused"]}
        if not state["shown"] and not shown and not state["tool_calls"]:
            raise error
        return {**give_up(state, error, shown=shown), **step.credit()}


class _Step:
    """One time that a model is asked."""

    def __init__(
        self,
        node: CallModel,
        speaker: Speaker,
        state: MentorState,
        config: RunnableConfig,
        emit: Emit,
        context: RunContext,
    ) -> None:
        self._node = node
        self._speaker = speaker
        self.state = state
        # tokens reach the reader through the gate alone, never through the model's own callbacks
        self._config = merge_configs(config, {"tags": ["nostream"]})
        self._emit = emit
        self._reader, self._persona = context.reader, context.persona
        self._tools = [
            tool for tool in node.tools if self._persona is None or self._persona.may_use(tool.name)
        ]
        self._tape = tape_of(context)
        #: facts of the turn; those that its own sentences derive are added
        self._facts = list(state["facts"])
        self._left = node.budgets.seconds_left(state)
        self.is_last = state["last_step"] or node.budgets.are_spent(state)
        #: tokens of the prompts and answers of all tries
        self.tokens = 0
        #: characters heard in all tries
        self._heard = 0
        self.gate = self._new_gate()

    @property
    def shown_so_far(self) -> str:
        """What the reader sees of the answer at this moment."""
        return join(self.state["shown"], self.gate.shown)

    def refused(self, error: ModelUngrounded) -> Refused:
        """Return what is kept of a sentence that was refused."""
        return {
            "sentence": error.sentence,
            "faults": list(error.faults),
            "by": self._speaker.name,
        }

    @property
    def may_correct(self) -> bool:
        """Whether the model may write a refused sentence again: once in a turn."""
        return not self.state["refused"] and not self.is_last

    async def take(self) -> MentorState:
        """Ask, again where that may help; return what the answer adds to the turn."""
        for trial in range(1, _TRIES + 1):
            try:
                return self._result(await self._ask())
            except ModelError as error:
                if trial == _TRIES or not error.retryable or self.gate.shown:
                    raise
                log.info("asking the model once more: %s", error.code)
                self.gate = self._new_gate()
        raise AssertionError("a try either returns or raises")

    def credit(self) -> MentorState:
        """Name the model as a writer of the answer, if it has shown anything."""
        models = self.state["models"]
        update: MentorState = {"facts": self._facts}
        if self.gate.shown and self._speaker.name not in models:
            update["models"] = [*models, self._speaker.name]
        return update

    async def _ask(self) -> AIMessage:
        """Return the model's whole message; what it says has passed the gate by then."""
        node = self._node
        prompt = prompt_for(
            self.state,
            node.clock(),
            self._speaker,
            last=self.is_last,
            taken=node.tools_size,
            persona=self._persona,
        )
        try:
            async with asyncio.timeout(max(self._left, _GRACE)):
                return await self._stream(prompt)
        except TimeoutError as error:
            raise ModelOutOfTime from error
        except ModelError:
            raise
        # any chat model may be plugged in, and each raises errors of its own
        except Exception as error:
            log.exception("the model %s failed", self._speaker.name)
            raise ModelError("The language model failed: look at the log.") from error

    async def _stream(self, prompt: list[AnyMessage]) -> AIMessage:
        model = with_tools(self._speaker.model, [] if self.is_last else self._tools)
        if self._speaker.writes_from_facts:
            model = model.bind(
                language=self.state["language"], odds_format=self._reader.odds_format
            )
        whole: AIMessageChunk | None = None
        stream = cast("AsyncGenerator[AIMessageChunk]", model.astream(prompt, self._config))
        took_over = self.state["handed_over"] is not None
        heard = self._tape.listen(self._speaker, stream, took_over=took_over)
        async with aclosing(heard):
            async for chunk in heard:
                whole = chunk if whole is None else whole + chunk
                self._hear(chunk.text)
        if not self._speaker.writes_from_facts:
            self.tokens += tokens_of_step(prompt, whole)
        if whole is None:
            raise ModelSilent
        return whole

    def _hear(self, text: str) -> None:
        """Take a piece of what the model says.

        Raises
        ------
        ModelCutShort : it says more than any answer has; the server that should have stopped it
            did not.
        """
        self._heard += len(text)
        if self._heard > _LONGEST_ANSWER and not self._speaker.writes_from_facts:
            raise ModelCutShort
        self.gate.feed(text)

    def _result(self, message: AIMessage) -> MentorState:
        if message.invalid_tool_calls:
            raise ModelStumbled
        if message.tool_calls:
            return self._calls(message)
        self.gate.finish()
        if not self.gate.shown and not self.gate.bad_sentences and not self.gate.repeated:
            raise ModelSilent
        return self._answer()

    def _calls(self, message: AIMessage) -> MentorState:
        if self.is_last:
            raise BudgetSpent
        self.gate.discard()
        # a new message: what the model said beside its calls is the reader's, not the history's;
        # new ids: not every model's are unique in a conversation
        calls = [ToolCall(**{**call, "id": f"call-{uuid4().hex}"}) for call in message.tool_calls]
        of_whom = {} if self._speaker.writes_from_facts else {BY_MODEL: True}
        asked = AIMessage(content="", tool_calls=calls, response_metadata=of_whom)
        shown = self.shown_so_far
        return {"messages": [asked], "shown": shown, "next": "use_tools", **self.credit()}

    def _answer(self) -> MentorState:
        state, bad = self.state, self.gate.bad_sentences
        update: MentorState = {"shown": self.shown_so_far, "next": "close_turn", **self.credit()}
        if not bad:
            return update
        if self._speaker.writes_from_facts:
            log.warning("the analyst wrote figures that no fact backs: %r", bad)
            return {**update, "grounded": False}
        notice = phrases.left_out(state["language"])
        self._emit(token(f"\n\n{notice}" if update["shown"] else notice))
        return {**update, "shown": join(update["shown"], notice)}

    def _new_gate(self) -> SentenceGate:
        before = bool(self.state["shown"])

        def show(text: str) -> None:
            nonlocal before
            self._emit(token(f"\n\n{text}" if before else text))
            before = False

        return SentenceGate(
            self._new_check(),
            show,
            bad=self._bad_sentences(),
            hold_preamble=not self.state["tool_calls"],
            before=self.state["shown"],
        )

    def _new_check(self) -> Callable[[str], Checked]:
        """Return what sentences must pass; the analyst's: a fact for each figure."""
        if self._speaker.writes_from_facts:
            return Grounding.of_turn(self.state, self._reader.odds_format).check
        language, held_back = self.state["language"], self.state.get("held_back") is not None
        checker = Checker(
            self.state,
            odds_format=self._reader.odds_format,
            spot=self._node.spot,
            today=self._node.clock().date(),
        )

        def check(sentence: str) -> Checked:
            checked = checker.check(without_markup(sentence))
            if not allows(checked.text, language, held_back):
                checked = replace(checked, faults=(*checked.faults, _NOT_ALLOWED))
            if checked.derived and not checked.faults:
                known = len(self._facts)
                self._facts = with_derived(self._facts, checked.derived)
                for found in self._facts[known:]:
                    self._emit(fact(found))
            return checked

        return check

    def _bad_sentences(self) -> BadSentence:
        if self._speaker.writes_from_facts:
            return "show"
        can_hand_over = self._node.fallback is not None and self.state["handed_over"] is None
        return "refuse" if can_hand_over or self.may_correct else "drop"


def with_tools(
    model: BaseChatModel, tools: Sequence[BaseTool]
) -> Runnable[list[AnyMessage], AIMessage]:
    """Return the model with its tools bound; as it is, where there are none or it takes none."""
    if not tools:
        return cast("Runnable[list[AnyMessage], AIMessage]", model)
    try:
        return cast("Runnable[list[AnyMessage], AIMessage]", model.bind_tools(list(tools)))
    except NotImplementedError:
        return cast("Runnable[list[AnyMessage], AIMessage]", model)


def _told(update: MentorState, before: MentorState, runtime: Runtime[RunContext]) -> MentorState:
    """Show the reader what an update adds to the answer."""
    added = update.get("shown", before["shown"])[len(before["shown"]) :]
    if added:
        runtime.stream_writer(token(added))
    return update
