"""What the books must say when all is over: how things ended, what was kept and told, each once."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import select, text

from graph.work.working import UNEXPECTED
from knowledge.database import Database
from knowledge.events import EventInfo, events_after, last_event_id
from knowledge.schema import Execution, ExecutionStep, Insight, Task

log = logging.getLogger(__name__)

#: notes each write of a step's output, whoever writes it and however often
WITNESS_IN_SQLITE = (
    "CREATE TRIGGER keep_track AFTER UPDATE OF output ON execution_steps BEGIN "
    "INSERT INTO outputs_written VALUES (NEW.execution_id, NEW.name); END",
)
WITNESS_IN_POSTGRESQL = (
    "CREATE FUNCTION keep_track() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "INSERT INTO outputs_written VALUES (NEW.execution_id, NEW.name); RETURN NULL; END $$",
    "CREATE TRIGGER keep_track AFTER UPDATE OF output ON execution_steps "
    "FOR EACH ROW EXECUTE FUNCTION keep_track()",
)
INSIGHT_STEPS = ("insight", "short_insight", "note")
LIMIT = 100_000


@dataclass(frozen=True)
class Books:
    """All rows, as they are at the end."""

    executions: Mapping[str, Execution]
    steps: Sequence[ExecutionStep]
    tasks: Mapping[str, Task]
    insights: Sequence[Insight]
    events: Sequence[EventInfo]
    #: (execution, step), as often as its output was written
    written: Counter[tuple[str, str]]
    last: int

    @staticmethod
    async def keep_track(db: Database) -> None:
        """Let the database itself note every output that is written."""
        async with db.writing() as session:
            on_sqlite = session.get_bind().dialect.name == "sqlite"
            for statement in (
                "CREATE TABLE outputs_written (execution_id TEXT, name TEXT)",
                *(WITNESS_IN_SQLITE if on_sqlite else WITNESS_IN_POSTGRESQL),
            ):
                await session.execute(text(statement))

    @classmethod
    async def of(cls, db: Database) -> Self:
        """Read them."""
        async with db.reading() as session:
            written = await session.execute(text("SELECT execution_id, name FROM outputs_written"))
            return cls(
                {row.id: row for row in await session.scalars(select(Execution))},
                (await session.scalars(select(ExecutionStep))).all(),
                {row.id: row for row in await session.scalars(select(Task))},
                (await session.scalars(select(Insight))).all(),
                await events_after(session, 0, limit=LIMIT),
                Counter((execution, name) for execution, name in written),
                await last_event_id(session),
            )

    @property
    def begun_again(self) -> int:
        """Steps and tasks that were cut off and done by somebody else, or later."""
        begun: list[ExecutionStep | Task] = [*self.steps, *self.tasks.values()]
        return sum(work.attempts > 1 for work in begun)

    @property
    def work(self) -> list[Execution | Task]:
        """All that was asked for."""
        return [*self.executions.values(), *self.tasks.values()]

    def show(self) -> None:
        """Say how it went."""
        ends = Counter(execution.status for execution in self.executions.values())
        tasks = Counter(task.status for task in self.tasks.values())
        log.warning("executions: %s, tasks: %s", dict(ends), dict(tasks))
        log.warning(
            "%d steps, %d events; %d steps and tasks begun again",
            *(len(self.steps), len(self.events), self.begun_again),
        )
        for work in self.work:
            if work.status == "failed":
                log.warning("%s failed: %s", work.id, work.error)

    def check_ends(self) -> None:
        """Everything has ended, well or with a reason that a person understands."""
        assert self.work
        for work in self.work:
            assert work.status in ("completed", "failed", "cancelled"), work.id
            assert work.ended_at, work.id
            assert (work.error is None) == (work.status == "completed"), (work.id, work.error)
            assert UNEXPECTED not in (work.error or ""), work.id
        for step in self.steps:
            assert step.status != "running", (step.execution_id, step.name)
            if self.executions[step.execution_id].status == "completed":
                assert step.status in ("completed", "skipped"), (step.execution_id, step.name)

    def check_outputs(self) -> None:
        """Each completed step's output was written once, no other's at all."""
        completed = [step for step in self.steps if step.status == "completed"]
        assert all(step.output is not None for step in completed)
        assert self.written == Counter((step.execution_id, step.name) for step in completed)

    def check_events(self) -> None:
        """The log has no gap, and tells each beginning and end once."""
        assert [event.id for event in self.events] == list(range(1, self.last + 1))
        told = Counter(key for event in self.events if (key := _said_once(event)))
        tasks = self.tasks.values()
        expected: Counter[tuple[str | None, ...]] = Counter(
            [
                *(("workflow:started", id_) for id_ in self.executions),
                *(("ended", each.id, each.status) for each in self.executions.values()),
                *(
                    ("step", step.execution_id, step.name, step.status)
                    for step in self.steps
                    # one that was cut off ends with its execution, untold
                    if step.status != "cancelled"
                ),
                *(("task:created", task.id) for task in tasks),
                *(("task begun", task.id) for task in tasks if task.started_at),
                *(("task ended", task.id, task.status) for task in tasks),
                *(("insight:generated", insight.id) for insight in self.insights),
            ]
        )
        too_often, too_seldom = told - expected, expected - told
        assert not too_often
        assert not too_seldom

    def check_insights(self) -> None:
        """Each step that writes an insight wrote one."""
        writers = [step for step in self.steps if step.name in INSIGHT_STEPS]
        completed = [step for step in writers if step.output is not None]
        of_steps = {insight.id for insight in self.insights if insight.source == "workflow"}
        ids = [step.output["insight_id"] for step in completed if step.output]
        assert len(set(ids)) == len(ids)
        assert len(of_steps) <= len(writers)

    def check_keys(self, executions: Mapping[str, set[str]], tasks: Mapping[str, set[str]]) -> None:
        """One key is one execution or task, however often it was asked for."""
        for asked, rows in ((executions, self.executions), (tasks, self.tasks)):
            kept = Counter(row.idempotency_key for row in rows.values())
            for key, ids in asked.items():
                assert len(ids) == kept[key] == 1, key
                assert rows[next(iter(ids))].idempotency_key == key


def _said_once(event: EventInfo) -> tuple[str | None, ...] | None:
    """Return what an event says that may be said once; None where it may be said again."""
    said = event.payload
    match event.name:
        case "workflow:started":
            return event.name, event.execution_id
        case "workflow:completed" | "workflow:failed":
            return "ended", event.execution_id, said["status"]
        case "workflow:step:completed":
            return "step", event.execution_id, said["step"], said["status"]
        case "insight:generated":
            return event.name, said["insight_id"]
        case "task:created":
            return event.name, said["task_id"]
        case "task:updated" if said["status"] == "running":
            # who goes on with a task may tell again how far it is
            return None if said["progress"] else ("task begun", said["task_id"])
        case "task:updated" | "task:completed" | "task:failed":
            return "task ended", said["task_id"], said["status"]
    return None
