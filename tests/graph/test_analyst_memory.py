"""What messages were read as is remembered, until the clubs are others."""

from __future__ import annotations

import datetime as dt

from langchain_core.messages import HumanMessage

from graph.analyst import Analyst
from graph.analyst.memory import MOST, Memory
from graph.analyst.reading import Reading
from tests.graph.analyst_world import clock, spot

DAY = dt.date(2024, 5, 10)


def read_of(text: str) -> tuple[Reading, ...]:
    return (Reading(typed=text, text=text, folded=text, language="en", today=DAY),)


def test_a_message_is_read_once_until_the_edition_changes() -> None:
    seen: list[str] = []

    def counting(text: str) -> object:
        seen.append(text)
        return spot(text)

    edition: list[object] = ["old"]
    analyst = Analyst(spot=counting, clock=clock, edition=lambda: edition[0])
    plain = Analyst(spot=spot, clock=clock)
    asked = [HumanMessage("Who wins Arsenal v Chelsea?"), HumanMessage("and the draw?")]
    answers = [analyst.invoke(asked[: number + 1]).text for number in (0, 1, 1)]
    assert answers == [plain.invoke(asked[: number + 1]).text for number in (0, 1, 1)]
    read = len(seen)
    analyst.invoke(asked)
    assert len(seen) == read
    edition[0] = "new"
    analyst.invoke(asked)
    assert len(seen) > read


def test_the_day_and_the_language_are_part_of_a_message() -> None:
    memory = Memory().at("clubs")
    first = memory.of(("tomorrow", "en", DAY, ()), lambda: read_of("a"))
    assert memory.of(("tomorrow", "en", DAY, ()), lambda: read_of("b")) is first
    later = DAY + dt.timedelta(days=1)
    assert memory.of(("tomorrow", "en", later, ()), lambda: read_of("b")) != first
    assert memory.of(("tomorrow", "hu", DAY, ()), lambda: read_of("b")) != first


def test_it_forgets_the_oldest() -> None:
    memory = Memory().at("clubs")
    for number in range(MOST + 1):
        memory.of((str(number), "en", DAY, ()), lambda: read_of("x"))
    again = read_of("again")
    assert memory.of(("0", "en", DAY, ()), lambda: again) is again
    assert memory.of((str(MOST), "en", DAY, ()), lambda: again) is not again
