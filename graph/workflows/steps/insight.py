"""The steps that write insights: what was found, in the mentor's words, in the owner's language.

An insight is kept under an id made of the execution's and the step's, so that a step that is run
again writes once. Its confidence is that of the prediction among what the step waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from graph.keeping import confidence_of, insight_id, keep, kept_before
from graph.questions import MatchQuestions, Topic
from graph.sentences import split_sentences
from graph.spoken import Spoken, ask, language_of
from graph.wording import Language
from graph.workflows.catalogue import BuiltInStep, Inputs
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import FoundMatch
from knowledge.insights import InsightDraft, InsightType


class Subject(Inputs):
    """What an insight is about."""

    match: FoundMatch | None = None
    #: asked in place of our own question
    question: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    type: InsightType = "prediction"
    #: None: the owner's, else English
    language: Language | None = None

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if self.match is None and self.question is None:
            raise ValueError("give match, or question")
        return self

    def questions(self, topics: Sequence[Topic], language: Language) -> list[str]:
        """Return the user's own question, or ours about the match."""
        if self.question is not None or self.match is None:
            return [self.question or ""]
        match = self.match
        about = MatchQuestions(
            language=language, home=match.home_team, away=match.away_team, day=match.day
        )
        return [about.on(topic) for topic in topics]


async def write_insight(asked: Subject, context: StepContext) -> dict[str, Any]:
    """Write down what is to be expected, and why; for a comprehensive one, of the clubs too."""
    whole = asked.type == "comprehensive_analysis"
    return await _write(asked, context, ["expect", "clubs"] if whole else ["expect"], str.strip)


async def write_sentence(asked: Subject, context: StepContext) -> dict[str, Any]:
    """Write down the gist in one sentence."""
    return await _write(asked, context, ["winner"], first_sentence)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return next((each.strip() for each in split_sentences(text) if each.strip()), "")


async def _write(
    asked: Subject, context: StepContext, topics: Sequence[Topic], shorten: Callable[[str], str]
) -> dict[str, Any]:
    """Ask the mentor, and keep his answers as one insight.

    What a rule of the house says in place of an answer is told, and not kept.
    """
    desk, id_ = context.desk, insight_id(context.execution_id, context.step)
    kept = await kept_before(desk, id_)
    if kept is None:
        language = asked.language or await language_of(desk)
        questions = asked.questions(topics, language)
        spoken = await ask(context.mentor, questions, user_id=desk.user_id, language=language)
        if spoken.guard is not None:
            return _put_out(None, asked.type, spoken.guard["text"], None, ())
        draft = _draft(id_, asked, context, spoken, shorten)
        kept = await keep(desk, draft, agent_id=context.agent_id)
    return _put_out(kept.id, kept.type, kept.text, kept.confidence, kept.facts)


def _draft(
    id_: str,
    asked: Subject,
    context: StepContext,
    spoken: Spoken,
    shorten: Callable[[str], str],
) -> InsightDraft:
    text = shorten(spoken.text)
    prediction = next(_predictions(context.before), None)
    return InsightDraft(
        id=id_,
        type=asked.type,
        text=text,
        match_id=asked.match.match_id if asked.match else None,
        confidence=(
            confidence_of(prediction["confidence_score"], context.found) if prediction else None
        ),
        source=f"{'agent' if context.agent_id else 'workflow'}, {spoken.model}",
        facts=spoken.facts_of(text),
    )


def _predictions(before: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for output in before.values():
        if isinstance(output.get("prediction"), Mapping):
            yield output["prediction"]


def _put_out(
    id_: str | None,
    type_: str,
    text: str,
    confidence: float | None,
    facts: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    values = (id_, type_, text, confidence, [dict(fact) for fact in facts])
    return dict(zip(GIVES, values, strict=True))


GIVES = ("insight_id", "type", "text", "confidence", "facts")
INSIGHT = BuiltInStep(
    name="insight",
    does="Writes an insight in the owner's language on what the steps before it found.",
    takes=Subject,
    gives=frozenset(GIVES),
    run=write_insight,
)
SHORT_INSIGHT = BuiltInStep(
    name="short_insight",
    does="Writes an insight of one sentence.",
    takes=Subject,
    gives=frozenset(GIVES),
    run=write_sentence,
)
