"""The steps that write insights: what was found, in words, kept under an id of its own making.

The id is made of the execution's and the step's, so that a step that is run again writes once. The
words are the mentor's, in the owner's language; the confidence is that of the prediction among what
the step waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Self
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field, model_validator

from graph.assessment import confidence
from graph.sentences import split_sentences
from graph.wording import Language
from graph.workflows.catalogue import BuiltInStep, Inputs
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import FoundMatch
from graph.workflows.words import Told
from knowledge.errors import NotFound
from knowledge.insights import WEIGHS, InsightDraft, InsightInfo, InsightType, get_insight
from knowledge.preferences import get_preferences

#: what the mentor is asked about a match; he takes three questions at a time
EXPECT: Mapping[Language, str] = {
    "en": "What do you expect of {home} – {away}{on}, and why?",
    "hu": "{home} – {away}{on}: mire számítasz, és miért?",
}
CLUBS: Mapping[Language, str] = {
    "en": "How is {home} doing? How is {away} doing? How did {home} do against {away}?",
    "hu": "Hogy áll: {home}? Hogy áll: {away}? Egymás ellen: {home} – {away}?",
}
WHO_WINS: Mapping[Language, str] = {
    "en": "Who wins {home} – {away}{on}?",
    "hu": "{home} – {away}{on}: ki nyer?",
}


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

    def ask(self, *questions: Mapping[Language, str], language: Language) -> list[str]:
        """Return the user's own question, or ours about the match."""
        if self.question is not None or self.match is None:
            return [self.question or ""]
        match = self.match
        on = f" ({match.day})" if match.day else ""
        return [
            each[language].format(home=match.home_team, away=match.away_team, on=on)
            for each in questions
        ]


async def write_insight(asked: Subject, context: StepContext) -> dict[str, Any]:
    """Write down what is to be expected, and why; for a comprehensive one, of the clubs too."""
    whole = asked.type == "comprehensive_analysis"
    return await _write(asked, context, [EXPECT, CLUBS] if whole else [EXPECT], whole_of)


async def write_sentence(asked: Subject, context: StepContext) -> dict[str, Any]:
    """Write down the gist in one sentence."""
    return await _write(asked, context, [WHO_WINS], first_sentence)


def whole_of(text: str) -> str:
    """Return a text as it is."""
    return text.strip()


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return next((each.strip() for each in split_sentences(text) if each.strip()), "")


async def _write(
    asked: Subject,
    context: StepContext,
    questions: list[Mapping[Language, str]],
    shorten: Callable[[str], str],
) -> dict[str, Any]:
    insight_id = f"insight-{uuid5(NAMESPACE_URL, f'{context.execution_id}/{context.step}').hex}"
    kept = await _kept(insight_id, context)
    if kept is None:
        language = asked.language or await _language(context)
        told = [
            await context.words(question, owner=context.desk.user_id, language=language)
            for question in asked.ask(*questions, language=language)
        ]
        draft = _draft(insight_id, asked, context, told, shorten)
        kept = await context.desk.insights.add(draft, now=context.desk.as_of)
    return {
        "insight_id": kept.id,
        "type": kept.type,
        "text": kept.text,
        "confidence": kept.confidence,
        "facts": [dict(fact) for fact in kept.facts],
    }


async def _kept(insight_id: str, context: StepContext) -> InsightInfo | None:
    """Return the insight that a run of this step before it broke off has written."""
    desk = context.desk
    try:
        async with desk.db.reading() as session:
            return await get_insight(session, insight_id, user_id=desk.user_id, as_of=desk.as_of)
    except NotFound:
        return None


async def _language(context: StepContext) -> Language:
    async with context.desk.db.reading() as session:
        return (await get_preferences(session, context.desk.user_id)).language or "en"


def _draft(
    insight_id: str,
    asked: Subject,
    context: StepContext,
    told: Iterable[Told],
    shorten: Callable[[str], str],
) -> InsightDraft:
    told = list(told)
    found = [_lasting(output.get("facts", ())) for output in context.before.values()]
    prediction = next(_predictions(context.before), None)
    return InsightDraft(
        id=insight_id,
        type=asked.type,
        text="\n\n".join(shorten(each.text) for each in told),
        user_id=context.desk.user_id,
        agent_id=context.agent_id,
        match_id=asked.match.match_id if asked.match else None,
        confidence=confidence(prediction) if prediction else None,
        source="agent" if context.agent_id else "workflow",
        facts=list(_numbered([*(each.facts for each in told), *found])),
    )


def _lasting(facts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the facts that may be shown whatever rule comes to hold: none on what to bet."""
    return [fact for fact in facts if fact["market"] not in WEIGHS]


def _predictions(before: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for output in before.values():
        if isinstance(output.get("prediction"), Mapping):
            yield output["prediction"]


def _numbered(lists: Iterable[Iterable[Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Yield each fact once, those of the words first, under ids of this insight."""
    seen: list[dict[str, Any]] = []
    for facts in lists:
        for fact in facts:
            bare = {**fact, "id": ""}
            if bare not in seen:
                seen.append(bare)
                yield {**bare, "id": f"f{len(seen)}"}


GIVES = frozenset({"insight_id", "type", "text", "confidence", "facts"})
INSIGHT = BuiltInStep(
    name="insight",
    does="Writes an insight in the owner's language on what the steps before it found.",
    takes=Subject,
    gives=GIVES,
    run=write_insight,
)
SHORT_INSIGHT = BuiltInStep(
    name="short_insight",
    does="Writes an insight of one sentence.",
    takes=Subject,
    gives=GIVES,
    run=write_sentence,
)
