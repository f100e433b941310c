"""What every route asks first: the house (once it is open), who asks, and which page of a list.

Does not know any route.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel

from chat.errors import NoSuchThing
from chat.house import House
from chat.identity import Asker
from chat.reading import check_plain
from knowledge.cursors import read_cursor, write_cursor

if TYPE_CHECKING:
    from chat.opening import Opening

Item = TypeVar("Item")
Row = TypeVar("Row")

MOST_ROWS = 500
FEW_ROWS = 50


async def plain(request: Request) -> None:
    """Refuse what no database keeps, wherever in the request it stands.

    The framework has read the body before; here it is read no second time.

    Raises
    ------
    BadInput, NoSuchThing
        When it holds a character that cannot be kept, a figure that is none, or has no end.
    """
    if "\x00" in request.scope["path"]:
        raise NoSuchThing("There is nothing at this address: see /docs for what there is.")
    for name, value in request.query_params.multi_items():
        check_plain({name: value})
    if "json" in request.headers.get("content-type", "") and await request.body():
        try:
            body = await request.json()
        except (ValueError, RecursionError):
            return  # of no concern to a route that takes no body; the others have refused it
        check_plain(body)


async def _house(request: Request) -> House:
    opening: Opening = request.app.state.opening
    return await opening.house()


HouseDep = Annotated[House, Depends(_house)]


def _asker(request: Request, house: HouseDep) -> Asker:
    return house.gatekeeper.asker(request)


AskerDep = Annotated[Asker, Depends(_asker)]


def _now(house: HouseDep) -> dt.datetime:
    return house.clock()


#: the moment of the request, by the house's clock: nothing later is seen
Now = Annotated[dt.datetime, Depends(_now)]


def _day_of(given: dt.date) -> dt.date:
    return given.date() if isinstance(given, dt.datetime) else given


#: a day, or an instant, which stands for the day that is written with it
Day = Annotated[dt.date | dt.datetime, AfterValidator(_day_of)]

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows of one page.")]
Cursor = Annotated[
    str | None, Query(max_length=600, description="`next_cursor` of the page before.")
]


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    #: None: this was the last page
    next_cursor: str | None = None


def page_of(
    rows: Sequence[Row], limit: int, shape: Callable[[Row], Item], cursor: Callable[[Row], str]
) -> Page[Item]:
    """Return a page from one row more than it holds: the extra one says that there is a next."""
    kept = rows[:limit]
    more = cursor(kept[-1]) if len(rows) > limit else None
    return Page(items=[shape(row) for row in kept], next_cursor=more)


def page_within(
    rows: Sequence[Row], limit: int, after: str | None, key: Callable[[Row], str],
    shape: Callable[[Row], Item],
) -> Page[Item]:  # fmt: skip
    """Return a page of a list that is short enough to be at hand whole."""
    start = 0
    if after is not None:
        (seen,) = read_cursor(after, 1)
        start = next((place + 1 for place, row in enumerate(rows) if key(row) == seen), len(rows))
    return page_of(
        rows[start : start + limit + 1], limit, shape, lambda row: write_cursor(key(row))
    )
