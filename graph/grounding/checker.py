"""Checks a language model's sentences, one after another, before a reader sees them.

Each figure must be a fact of this turn, of the club, market and side that the sentence gives it;
the user's own numbers, dates, list numbers and names of markets are free. What comes out is the
sentence as the reader gets it, with its references put in. Does not know what happens to a
sentence that fails.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from langchain_core.messages import AnyMessage, HumanMessage

from graph.grounding.backing import Backing
from graph.grounding.calendar import Calendar
from graph.grounding.causes import Causes
from graph.grounding.claims import Claims
from graph.grounding.comparisons import Comparisons
from graph.grounding.deeds import Deeds
from graph.grounding.degrees import Degrees
from graph.grounding.drafts import drafted
from graph.grounding.evidence import Evidence
from graph.grounding.favours import Favours
from graph.grounding.form import Form
from graph.grounding.gaps import Gaps
from graph.grounding.grounds import Grounds
from graph.grounding.hearsay import Hearsay
from graph.grounding.judgements import judges
from graph.grounding.labels import read_amounts, read_labels
from graph.grounding.leads import Leads
from graph.grounding.likelihoods import Likelihoods
from graph.grounding.listed import Listed
from graph.grounding.membership import QUOTED, Checked, Grounding
from graph.grounding.mentions import ClubFinder, Spot
from graph.grounding.numerals import vague_percent, with_digits
from graph.grounding.past import Past
from graph.grounding.pieces import Piece, pieces_of
from graph.grounding.prices import Prices
from graph.grounding.prospects import Prospects
from graph.grounding.rankings import Rankings
from graph.grounding.reading import Frame, frames, topic_after
from graph.grounding.references import FactDict
from graph.grounding.refusals import REFUSAL, refuses
from graph.grounding.rivals import Rivals
from graph.grounding.rows import Rows
from graph.grounding.runs import Runs
from graph.grounding.shares import Shares
from graph.grounding.speech import Speech
from graph.grounding.standings import Standings
from graph.grounding.strangers import strangers
from graph.grounding.thresholds import Thresholds
from graph.grounding.topics import Topic, topics_of
from graph.grounding.totals import Totals
from graph.grounding.vocabulary import strange_words
from graph.grounding.wishes import Wishes
from graph.right_language import WRONG_LANGUAGE, speaks
from graph.sentences import split_sentences
from graph.state import MentorState
from graph.wording import Language
from graph.wording.figures import OddsFormat
from graph.wording.folding import fold

#: emphasis that is no word
_MARKS = re.compile(r"\*+|`+|__+|~~+")
#: a reference without its end, and marks of a model's template: “<|im_start|>system”
_STRAY = re.compile(r"\[\[\s*[\w*/+. -]{0,20}|\]\]|[<‹]\|[^|\n]{1,30}\|>|\[/?INST\]")
_LIST = re.compile(r":\s*$|^\s*(?:[-*•|]|\d{1,2}[.)])\s")
#: results as letters, newest first or last: “WWDLW”, “W-W-D”
_LETTERS = re.compile(r"\b[WDL](?:[ ,-]?[WDL]){2,}\b")
#: earlier questions that an answer may lean on
_TURN = 4


class Checker:
    """Reads the sentences of one turn in their order.

    Parameters
    ----------
    state : the turn so far: its facts, the question, what the reader has been shown.
    odds_format : how the reader writes prices.
    spot : knows every club (`TeamResolver.spot`); None: only the facts' clubs are known.
    today : what “tomorrow” counts from; None: such words are passed over.
    """

    def __init__(
        self,
        state: MentorState,
        *,
        odds_format: OddsFormat = "decimal",
        spot: Spot | None = None,
        today: dt.date | None = None,
    ) -> None:
        self._facts: Sequence[FactDict] = tuple(state["facts"])
        self._language: Language = state["language"]
        self._odds_format = odds_format
        self._membership = Grounding.of_turn(state)
        self._has_looked = bool(state.get("tool_calls"))
        self._messages = tuple(state["messages"])
        self._spot = spot
        self._backing = Backing(self._topics, self._membership)
        self._claims = Claims.of_turn(state, self._topics)
        self._likelihoods = Likelihoods(self._topics)
        self._calendar = Calendar(self._topics, self._messages, today)
        evidence = Evidence(self._topics)
        leads, past, rankings = Leads(evidence), Past(evidence), Rankings(evidence)
        prices, comparisons = Prices(evidence), Comparisons(evidence)
        gaps, listed = Gaps(evidence), Listed(evidence, today)
        self._counted = (
            leads, past, rankings, Rows(evidence), Runs(evidence), Totals(evidence),
            Shares(evidence), gaps, Thresholds(evidence), comparisons, prices, listed,
        )  # fmt: skip
        self._hearsay = Hearsay(self._membership.quotations)
        self._in_words = (
            Standings(evidence), leads, past, Form(evidence), rankings, comparisons,
            Degrees(evidence), Grounds(evidence, today), Prospects(evidence), Favours(evidence),
            prices, Deeds(evidence, self._told), gaps, listed, Causes(evidence), Rivals(evidence),
            Wishes(evidence),
        )  # fmt: skip
        self._said = Frame()
        for text in _questions(state["messages"]):
            self._remember(text)
        for text in split_sentences(state.get("shown", "")):
            self._remember(text)

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        facts = (fact for fact in self._facts if fact["market"] not in QUOTED)
        topics = tuple(topic for fact in facts for topic in topics_of(fact))
        if not any(topic.kind == "implied" for topic in topics):
            # nobody took the margin out: what a price implies is what it needs
            needed = (topic for topic in topics if topic.kind == "break_even")
            topics += tuple(replace(topic, kind="implied") for topic in needed)
        counted = {topic.scope for topic in topics if topic.unit == "count"}
        if counted == {"meetings"}:
            # nothing else is told of: “Arsenal won 3” needs no word more
            return tuple(replace(topic, scope="") for topic in topics)
        return topics

    @cached_property
    def _told(self) -> frozenset[str]:
        """Return the words of the tools' own texts, and of the facts' names."""
        texts = [str(message.text) for message in self._messages if message.type == "tool"]
        names = (f"{one['subject']} {one['outcome']} {one['value']}" for one in self._facts)
        return _words_of([*texts, *names])

    @cached_property
    def _heard(self) -> frozenset[str]:
        """Return those words and the user's."""
        asked = (str(one.text) for one in self._messages if one.type == "human")
        return self._told | _words_of(asked)

    @cached_property
    def _clubs(self) -> ClubFinder:
        return ClubFinder((name for topic in self._topics for name in topic.clubs), self._spot)

    def check(self, sentence: str) -> Checked:
        """Return the sentence with its references put in, and what is wrong with it."""
        draft = drafted(sentence, self._facts, self._language, self._odds_format)
        read = self._read(draft.text)
        faults = list(draft.faults)
        speech = Speech(read.folded, read.pieces, self._said)
        backed = self._backed(speech)
        stands = bool(backed or draft.pinned)
        for amount, frame in frames(read.pieces, self._said):
            if any(start <= amount.start < end for start, end in backed):
                continue
            stands = stands or not self._backing.is_users_own(amount, frame, read.folded)
            if fault := self._backing.fault(amount, frame, read.folded, draft):
                faults.append(fault)
        if (vague := vague_percent(read.folded)) is not None:
            faults.append(f"“{vague}” is no figure of any fact")
        faults += self._wrong_letters(draft.text, speech)
        faults += (f"“{stray.group()}” is no word" for stray in _STRAY.finditer(draft.text))
        faults += self._likelihoods.faults(read.folded, read.pieces, self._said)
        faults += self._calendar.faults(read.folded, read.pieces, self._said)
        faults += self._calendar.unheard_years(read.folded)
        if not speech.defines:
            faults += self._claims.faults(read.folded, read.pieces, self._said)
        verdicts = [one for claims in self._in_words for one in claims.verdicts(speech)]
        faults += filter(None, verdicts)
        faults += self._hearsay.faults(speech)
        faults += strange_words(speech, self._language, self._told)
        faults += strangers(speech, read.written, self._language, self._heard)
        if not stands and "" not in verdicts:
            faults += judges(speech)
        if not speaks(draft.text, self._language):
            faults.append(WRONG_LANGUAGE)
        if not faults and not self._has_looked and refuses(read.folded):
            faults.append(REFUSAL)
        if not faults:
            self._said = topic_after(read.pieces, self._said, announces=_announces(sentence))
        return Checked(text=draft.text, faults=tuple(faults), derived=tuple(draft.derived))

    def _backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where figures stand that words or rows back: gaps, runs, ratios, legs."""
        text, pieces = speech.text, speech.pieces
        return [
            *(span for counts in self._counted for span in counts.backed(speech)),
            *self._likelihoods.backed(text, pieces),
            *self._claims.backed(text, pieces),
        ]

    def _wrong_letters(self, text: str, speech: Speech) -> Iterator[str]:
        """Yield runs of results that are no club's form, or another's: “WWDL”."""
        named = {club.name for club in speech.clubs}
        forms = [
            str(fact["value"])
            for fact in self._facts
            if fact["unit"] == "text" and (not named or str(fact["subject"]) in named)
        ]
        for found in _LETTERS.finditer(text):
            letters = re.sub(r"[^WDL]", "", found.group())
            if not any(letters in form for form in forms):
                yield f"“{found.group()}” is no form of any fact"

    def _remember(self, text: str) -> None:
        pieces = self._read(text).pieces
        self._said = topic_after(pieces, self._said, announces=_announces(text))

    def _read(self, text: str) -> _Read:
        written = _MARKS.sub(lambda found: " " * len(found.group()), text)
        folded = fold(written)
        # signs that fold to more letters than one: both texts in plain letters then
        folded, written = with_digits(folded, written if len(folded) == len(written) else folded)
        clubs = self._clubs.find(written, folded)
        # digits of names and of quotations are no figures
        plain = self._membership.without_names(written)
        folded = fold(plain)
        labels = read_labels(folded, clubs)
        amounts, more = read_amounts(plain, folded, labels)
        labels = sorted([*labels, *more], key=lambda one: one.start)
        return _Read(folded, written, pieces_of(folded, labels, clubs, amounts))


@dataclass(frozen=True)
class _Read:
    folded: str
    #: with its capitals; of the same length
    written: str
    pieces: list[Piece]


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", fold(text)))


def _announces(sentence: str) -> bool:
    """Tell the head of a list, and a row of one."""
    return bool(_LIST.search(sentence))


def _questions(messages: Sequence[AnyMessage]) -> Iterator[str]:
    asked = [str(message.text) for message in messages if isinstance(message, HumanMessage)]
    return iter(asked[-_TURN:])
