"""Following along: a picture that changes with the events on a terminal, lines elsewhere.

On a terminal the picture is drawn again after each event, and once a second for what no event tells
of (a step that begins). Elsewhere the first picture is followed by a line for each event and, where
the work ends, by the last picture. With `--json` each line is JSON: the pictures as without
`--watch`, and the events as REST tells them. Does not know what is looked at.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from chat.cli.edge import plain, show
from chat.cli.events import event_line

if TYPE_CHECKING:
    from rich.live import Live

    from chat.cli.counter import Counter
    from chat.cli.tables import Listing
    from knowledge.events import EventInfo

#: seconds until a picture on a terminal is drawn again without an event
AGAIN = 1.0
#: events that may come between the last one heard and the end
LATE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """How things stand."""

    listing: Listing
    #: the same as plain JSON
    document: Any
    #: True: nothing more will come
    is_over: bool = False


class Ear(Protocol):
    """What listens for events."""

    def concerns(self, event: EventInfo) -> bool:
        """Tell whether an event is one of those."""


class View(Ear, Protocol):
    """What is followed."""

    async def look(self) -> Picture:
        """Return how things stand now."""


async def follow(counter: Counter, view: View, *, as_json: bool) -> Picture:
    """Show how things stand and what happens, until it is over; return the last picture."""
    async with hearing(counter, view) as heard:
        picture = await view.look()
        with _screen(picture, as_json=as_json) as screen:
            while not picture.is_over:
                events = await _next(heard, screen.patience)
                picture = await view.look()
                if picture.is_over and events:
                    events += await _unheard(counter, view, events[-1].id)
                screen.tell(events, picture)
        return picture


@asynccontextmanager
async def hearing(counter: Counter, ear: Ear) -> AsyncIterator[asyncio.Queue[EventInfo]]:
    """Give the events of the user's that an ear listens for, from here on."""
    from graph.news.tail import Tail

    heard: asyncio.Queue[EventInfo] = asyncio.Queue()

    def hear(event: EventInfo) -> None:
        if event.user_id == counter.user_id and ear.concerns(event):
            heard.put_nowait(event)

    tail = Tail(counter.db)
    await tail.listen(hear)
    try:
        yield heard
    finally:
        await tail.forget(hear)


def show_line(document: Any) -> None:
    """Put one line of JSON on stdout, at once."""
    show(json.dumps(document, ensure_ascii=False, default=plain))
    sys.stdout.flush()


class _Screen(Protocol):
    #: seconds to wait for an event; None: as long as it takes
    patience: float | None

    def tell(self, events: Sequence[EventInfo], picture: Picture) -> None: ...


async def _next(heard: asyncio.Queue[EventInfo], patience: float | None) -> list[EventInfo]:
    """Return the events that have come, waiting for the first so long."""
    events: list[EventInfo] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            events.append(await heard.get())
    while not heard.empty():
        events.append(heard.get_nowait())
    return events


async def _unheard(counter: Counter, ear: Ear, after: int) -> list[EventInfo]:
    """Return what is in the log already and was not heard yet: the end itself, more often than not.

    The end may be written between the last event heard and the look that finds it.
    """
    from knowledge.events import events_after

    async with counter.db.reading() as session:
        found = await events_after(session, after, limit=LATE)
    return [event for event in found if event.user_id == counter.user_id and ear.concerns(event)]


@contextmanager
def _screen(first: Picture, *, as_json: bool) -> Iterator[_Screen]:
    if as_json:
        show_line(first.document)
        yield _JsonLines()
    elif sys.stdout.isatty():
        from rich.console import Console
        from rich.live import Live

        console = Console(highlight=False)
        with Live(first.listing, console=console, auto_refresh=False) as live:
            yield _Redrawn(live)
    else:
        show(str(first.listing))
        sys.stdout.flush()
        yield _Lines()


class _Redrawn:
    patience: float | None = AGAIN

    def __init__(self, live: Live) -> None:
        self._live = live

    def tell(self, _events: Sequence[EventInfo], picture: Picture) -> None:
        self._live.update(picture.listing, refresh=True)


class _Lines:
    patience: float | None = None

    def tell(self, events: Sequence[EventInfo], picture: Picture) -> None:
        for event in events:
            show(event_line(event))
        if picture.is_over:
            show(str(picture.listing))
        sys.stdout.flush()


class _JsonLines:
    patience: float | None = None

    def tell(self, events: Sequence[EventInfo], picture: Picture) -> None:
        from chat.api.agent_shapes import Event

        for event in events:
            show_line(Event.of(event).model_dump(mode="json"))
        if picture.is_over:
            show_line(picture.document)
