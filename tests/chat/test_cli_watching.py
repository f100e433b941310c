"""Following something from the terminal: nothing that was written before its end is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chat.cli.counter import Counter
from chat.cli.events import event_line
from chat.cli.tables import Listing
from chat.cli.watching import Picture, follow
from chat.identity import Asker
from chat.settings import read_settings
from knowledge.database import Database
from knowledge.events import EventDraft, EventInfo, EventName, tell
from tests.chat.sockets.conftest import NOON, desk_over

NOTHING = Listing(heads=(), rows=(), gives_way=())


class Short:
    """Something whose end is written after its step was heard of, and before it is looked at."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._looks = 0

    def concerns(self, event: EventInfo) -> bool:
        return True

    async def look(self) -> Picture:
        self._looks += 1
        await self._write("workflow:step:completed" if self._looks == 1 else "workflow:completed")
        is_over = self._looks > 1
        return Picture(listing=NOTHING, document={"is_over": is_over}, is_over=is_over)

    async def _write(self, name: EventName) -> None:
        async with self._db.writing() as session:
            await tell(session, EventDraft(name=name, user_id="local"), now=NOON)


async def test_an_end_that_was_not_heard_yet_is_told(
    blank_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = await Database.open(None, home=blank_home)
    settings = read_settings(home=blank_home)
    counter = Counter(settings=settings, db=db, asker=Asker("local"), agents=desk_over(db))
    await follow(counter, Short(db), as_json=True)
    await db.close()
    first, *events, last = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["is_over"], last["is_over"]) == (False, True)
    assert [event["name"] for event in events] == ["workflow:step:completed", "workflow:completed"]


def test_what_a_workflow_recommends_is_a_line_that_says_how_much() -> None:
    told = EventInfo(
        id=1,
        name="recommendation:updated",
        user_id="kati",
        agent_id=None,
        match_id=None,
        workflow_id="comprehensive",
        execution_id="exec-0123456789",
        payload={"execution_id": "exec-0123456789", "recommended": 2},
        at=NOON,
    )
    assert event_line(told).endswith("recommendation:updated  01234567  recommendations: 2")
