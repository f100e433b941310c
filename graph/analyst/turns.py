"""A turn of the conversation: the last question, what led to it, and what tools have found since.

The bridge between a chat model's messages and the analyst's scripts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from graph.analyst.calls import Call, Found, Made, advance
from graph.analyst.deciding import each_league, wanted
from graph.analyst.follow_ups.another_club import told_apart
from graph.analyst.follow_ups.conversation import completed
from graph.analyst.follow_ups.spoken_names import with_spoken_of
from graph.analyst.intents import Intent, IntentOf, by_both
from graph.analyst.memory import Found as Remembered
from graph.analyst.memory import Key, Memory
from graph.analyst.message import read
from graph.analyst.own_club import named, own_clubs, speaks_of_own
from graph.analyst.questions import questions
from graph.analyst.reading import Reading
from graph.analyst.scripts import SCRIPTS
from graph.analyst.spotting.names import Spot
from graph.analyst.told import clubs_told, legs_told, listed
from graph.wording import Language, detect_language
from graph.wording.figures import OddsFormat
from graph.wording.phrasebook import Phrasebook

#: rounds of tool calls in one turn, by whichever model: a model that could not stop may have made
#: many before us, and the longest script needs three
ROUNDS = 12
#: earlier messages that a follow-up may lean on
MEMORY = 10
#: clubs spoken of that one word of their names may mean
NAMES = 40
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
        reader = _Reader(today=today, spot=spot, intent_of=intent_of, memory=memory)
        spoken = default_language
        for at, until in pairwise([*asked[-MEMORY:], len(messages)]):
            text, is_last = str(messages[at].text), at == asked[-1]
            spoken = language if language and is_last else detect_language(text, spoken)
            reader.hear(text, spoken, None if is_last else _answer(messages[at + 1 : until]))
        if not asked:
            reader.hear("", spoken, None)
        readings = completed((reading for each in reader.heard for reading in each), intent_of)
        since = list(messages[asked[-1] + 1 :]) if asked else []
        calls = [message for message in since if isinstance(message, AIMessage)]
        return cls(
            readings=tuple(readings[-len(reader.heard[-1]) :]),
            made=_made(since),
            bound=bound,
            round=sum(1 for message in calls if message.tool_calls) + 1,
        )


@dataclass(kw_only=True)
class _Reader:
    """Reads the messages of a conversation one after the other, each by what was spoken of."""

    today: dt.date
    spot: Spot
    intent_of: IntentOf
    memory: Memory | None
    #: the questions of each message
    heard: list[tuple[Reading, ...]] = field(default_factory=list)
    #: the clubs spoken of, those of the last message first
    names: tuple[str, ...] = ()
    #: of them, those that the user spoke of himself
    asked_of: frozenset[str] = frozenset()

    def hear(self, text: str, language: Language, answer: str | None) -> None:
        """Read a message, and what was answered to it; None: that is still to come."""
        reads = partial(
            read,
            today=self.today,
            language=language,
            spot=with_spoken_of(self.spot, self.names, self.asked_of),
            intent_of=self.intent_of,
        )
        key = (text, language, self.today, self.names)
        asked = self._remembered(key, partial(questions, text, reads))
        if answer is not None:
            in_words = self._remembered(answer, partial(clubs_told, answer, self.spot))
            asked = tuple(told_apart(one, in_words) for one in asked)
            told = listed(answer, today=self.today, language=language)
            foremost = in_words[0] if asked[-1].leaders and in_words else None
            last = replace(asked[-1], listed=told, legs=legs_told(answer), foremost=foremost)
            asked = (*asked[:-1], last)
            of_list = [name for match in told for name in (match.home, match.away)]
            asked_of = [club.name for one in asked for club in one.clubs if not club.candidates]
            self.asked_of |= set(asked_of)
            new = (*asked_of, *of_list, *in_words)
            self.names = tuple(dict.fromkeys((*new, *self.names)))[:NAMES]
        self.heard.append(asked)

    def _remembered(self, key: Key | str, make: Callable[[], Remembered]) -> Remembered:
        return make() if self.memory is None else self.memory.of(key, make)


def _answer(messages: Sequence[BaseMessage]) -> str:
    """Return the words that were shown in the end, of all that followed a question."""
    said = [str(one.text) for one in messages if isinstance(one, AIMessage) and one.text]
    return said[-1] if said else ""


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
        # a club does not meet itself: “do we beat Arsenal?” of whose club is Arsenal
        readings = named(readings, clubs) or readings
        if speaks_of_own(readings):
            return book.say("preference.whose_club")
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
    parts += [book.say("talk.more", question=left[0].typed.strip(" ?!.,"))] if left else []
    return _AFTER_LIST.sub(r"\1\n", "\n\n".join(dict.fromkeys(parts)))


def _dealt_with(
    readings: Sequence[Reading],
) -> tuple[list[tuple[Reading, Intent]], list[Reading]]:
    """Return what is answered now, and the questions that are left for another turn."""
    wants = [
        (one, intent)
        for asked in readings
        for reading in asked.again or (asked,)
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
