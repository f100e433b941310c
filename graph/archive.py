"""Where recordings of runs are kept. Does not know how a run is recorded or played again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from graph.answer import Answer
from graph.errors import Cancelled, GraphError
from graph.recorded import RecordedError, RecordedMessage, RecordedOutcome, Recording
from graph.recording import Tape
from knowledge import recordings
from knowledge.errors import NotFound

if TYPE_CHECKING:
    from graph.run import Run
    from knowledge.database import Database

#: recordings between two looks for those that may go
_BETWEEN = 20


class Archive(Protocol):
    """Keeps recordings of runs."""

    def blank(self) -> Tape | None:
        """Return a tape for a run that starts now; None where runs are not recorded."""
        ...

    async def keep(self, run: Run, tape: Tape, outcome: Answer | GraphError) -> None:
        """Keep what is on the tape of a run that has ended."""
        ...


class NoArchive:
    """Records nothing: for graphs used from Python without a database."""

    def blank(self) -> Tape | None:
        """Return None."""
        return None

    async def keep(self, run: Run, tape: Tape, outcome: Answer | GraphError) -> None:
        """Do nothing."""


class KnowledgeArchive:
    """Keeps recordings in the database, beside the runs that they are of.

    Parameters
    ----------
    clock : the mentor's present, in which runs are played again.
    wall : the real present, by which recordings grow old.
    version : of the code that records.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime],
        wall: Callable[[], datetime],
        version: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wall = wall
        self._version = version
        self._kept = count()

    def blank(self) -> Tape | None:
        """Return a tape for a run that starts now."""
        return Tape(asked_at=self._clock())

    async def keep(self, run: Run, tape: Tape, outcome: Answer | GraphError) -> None:
        """Keep what is on the tape; nothing when its thread was deleted meanwhile.

        Raises
        ------
        knowledge.errors.KnowledgeError : the database refuses, or the run was too long to keep.
        """

        def packed_up() -> bytes:
            recording = recording_of(run, tape, outcome, version=self._version)
            return recordings.pack(recording.to_dict())

        # a long conversation takes milliseconds, in which others would wait
        packed = await asyncio.to_thread(packed_up)
        with suppress(NotFound):
            async with self._database.writing() as session:
                await recordings.keep(session, run.id, packed, now=self._wall())
                if next(self._kept) % _BETWEEN == 0:
                    await recordings.let_go(session, now=self._wall())


def recording_of(run: Run, tape: Tape, outcome: Answer | GraphError, *, version: str) -> Recording:
    """Return the recording of a run that has ended."""
    assert tape.asked_at is not None
    return Recording(
        run_id=run.id,
        version=version,
        asked_at=tape.asked_at,
        question=run.question.text,
        language=run.question.language,
        reader=tape.reader,
        persona=run.question.persona,
        before=tuple(map(RecordedMessage.of, tape.before)),
        remembered=tape.remembered,
        replies=tuple(heard.recorded() for heard in tape.replies),
        results=tuple(called.recorded() for called in tape.results),
        outcome=outcome_of(run, outcome),
    )


def outcome_of(run: Run, outcome: Answer | GraphError) -> RecordedOutcome:
    """Return how a run ended; of one that broke off, what its reader had seen by then."""
    if isinstance(outcome, Answer):
        return RecordedOutcome(
            status="completed",
            answer=outcome.answer,
            language=outcome.language,
            model=outcome.model,
            grounded=outcome.grounded,
            guard=outcome.guard["rule"] if outcome.guard else None,
            facts=outcome.facts,
            tool_calls=tuple(_call(dict(call)) for call in outcome.tool_calls),
        )
    told = [(event.kind, event.data) for event in run.told]
    asked = {data["id"]: data["args"] for kind, data in told if kind == "tool_start"}
    return RecordedOutcome(
        status="cancelled" if isinstance(outcome, Cancelled) else "failed",
        error=RecordedError(code=outcome.code, message=str(outcome)),
        answer="".join(data["text"] for kind, data in told if kind == "token"),
        language=None,
        model=None,
        grounded=None,
        guard=None,
        facts=tuple(data for kind, data in told if kind == "fact"),
        tool_calls=tuple(
            _call({**data, "args": asked[data["id"]]}) for kind, data in told if kind == "tool_end"
        ),
    )


def _call(made: dict[str, Any]) -> dict[str, Any]:
    """Return a call without what differs from machine to machine."""
    return {"name": made["name"], "args": made["args"], "ok": made["ok"]}
