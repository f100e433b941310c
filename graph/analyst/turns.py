"""A turn of the conversation: the last question, what led to it, and what tools have found since.

The bridge between a chat model's messages and the analyst's scripts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from graph.analyst.calls import Call, Found, Made, advance
from graph.analyst.deciding import each_league, wanted
from graph.analyst.follow_ups import completed
from graph.analyst.intents import Intent, IntentOf, by_both
from graph.analyst.memory import Memory
from graph.analyst.own_club import named, own_clubs, speaks_of_own
from graph.analyst.questions import questions
from graph.analyst.reading import Reading, read
from graph.analyst.scripts import SCRIPTS
from graph.analyst.spotting import Spot
from graph.wording import Language, detect_language
from graph.wording.figures import OddsFormat
from graph.wording.phrasebook import Phrasebook

#: rounds of tool calls in one turn, by whichever model: a model that could not stop may have made
#: many before us, and the longest script needs three
ROUNDS = 12
#: earlier messages that a follow-up may lean on
MEMORY = 6
#: questions answered in one turn; the rest is offered
ANSWERS = 3
#: where a paragraph follows a list: without an empty line between, a page takes it into the list
_AFTER_LIST = re.compile(r"^(- [^\n]*\n)(?=[^\s-])", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """All that an answer is made from."""

    #: the questions of the last message, completed from what came before
    readings: tuple[Reading, ...]
    made: tuple[Made, ...]
    bound: frozenset[str]
    #: rounds of tool calls made since the question, by whichever model
    round: int

    @classmethod
    def of(
        cls,
        messages: Sequence[BaseMessage],
        *,
        today: dt.date,
        language: Language | None,
        default_language: Language,
        spot: Spot,
        bound: frozenset[str],
        intent_of: IntentOf = by_both,
        memory: Memory | None = None,
    ) -> Turn:
        """Read a conversation; its last human message is the question.

        A `memory` saves reading a message again that was read before by the same lights.
        """
        asked = [i for i, message in enumerate(messages) if isinstance(message, HumanMessage)]
        texts = [str(messages[i].text) for i in asked[-MEMORY:]] or [""]
        spoken = default_language
        asked_for: list[tuple[Reading, ...]] = []
        for text in texts:
            spoken = language if language and text is texts[-1] else detect_language(text, spoken)
            reads = partial(read, today=today, language=spoken, spot=spot, intent_of=intent_of)
            if memory is None:
                asked_for.append(questions(text, reads))
            else:
                asked_for.append(memory.of((text, spoken, today), partial(questions, text, reads)))
        readings = completed(reading for each in asked_for for reading in each)
        since = list(messages[asked[-1] + 1 :]) if asked else []
        calls = [message for message in since if isinstance(message, AIMessage)]
        return cls(
            readings=tuple(readings[-len(asked_for[-1]) :]),
            made=_made(since),
            bound=bound,
            round=sum(1 for message in calls if message.tool_calls) + 1,
        )


def answer_or_calls(turn: Turn, odds_format: OddsFormat = "decimal") -> str | tuple[Call, ...]:
    """Return the answer, or the tool calls that it still needs."""
    book = Phrasebook(turn.readings[0].language, odds_format)
    bound = turn.bound
    may_call = bool(bound) and turn.round <= ROUNDS
    if not bound and turn.made:  # the last step: tools are switched off, results are there
        bound = frozenset(made.call.tool for made in turn.made)
    readings = turn.readings
    if speaks_of_own(readings):
        clubs = own_clubs(turn.made, bound=bound, may_call=may_call)
        if not clubs:
            return book.say("preference.whose_club")
        if isinstance(clubs[0], Call):
            return clubs
        readings = named(readings, clubs)
    answered, left = _dealt_with(readings)
    parts, missing = [], dict[object, Call]()
    for reading, intent in answered:
        script = SCRIPTS[intent](reading, book)
        reply = advance(script, turn.made, bound=bound, may_call=may_call)
        if isinstance(reply, str):
            parts.append(reply)
        else:
            missing |= {call.key: call for call in reply}
    if missing:
        return tuple(missing.values())
    parts += [book.say("talk.more", question=left[0].text.strip(" ?!.,"))] if left else []
    return _AFTER_LIST.sub(r"\1\n", "\n\n".join(dict.fromkeys(parts)))


def _dealt_with(
    readings: Sequence[Reading],
) -> tuple[list[tuple[Reading, Intent]], list[Reading]]:
    """Return what is answered now, and the questions that are left for another turn."""
    wants = [
        (one, intent)
        for reading in readings
        for intent in wanted(reading)
        for one in each_league(reading, intent)
    ]
    answered = wants[:ANSWERS]
    left = [reading for reading, _ in wants[ANSWERS:] if reading is not answered[-1][0]]
    return answered, list({id(reading): reading for reading in left}.values())


def _made(since: Sequence[BaseMessage]) -> tuple[Made, ...]:
    results = {
        message.tool_call_id: message for message in since if isinstance(message, ToolMessage)
    }
    return tuple(
        Made(
            call=Call(tool=call["name"], arguments=call["args"]),
            found=_found(results[call["id"] or ""]),
        )
        for message in since
        if isinstance(message, AIMessage)
        for call in message.tool_calls
        if call["id"] in results
    )


def _found(message: ToolMessage) -> Found:
    if isinstance(message.artifact, dict) and message.status != "error":
        return Found.of(message.artifact)
    return Found.of_error(message.text)
