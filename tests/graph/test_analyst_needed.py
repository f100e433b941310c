"""How many points a place takes: those of the last club to have it, or to be spared it."""

from __future__ import annotations

import pytest

from tests.graph.test_with_the_analyst import asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("how many points do brighton need to stay up", "the 17th club, the last that escapes it, "
         "ends with **28** to **34** points"),
        ("how many points are needed for the title in the premier league", "Title: the 1st club "
         "ends with **92** to **98** points"),
        ("how many points do arsenal need for second", "Among the first 2: the 2nd club ends with "
         "**88** to **94** points"),
        ("hány pont kell a bajnoki címhez a Premier League-ben", "Bajnoki cím: az 1. helyezett tíz "
         "szimulált idényből kilencben **92** és **98** pont"),
        ("hány pont elég a bennmaradáshoz a Brightonnak", "a 17. helyezett, az utolsó, aki "
         "megússza, tíz szimulált idényből kilencben **28** és **34** pont"),
    ],
)  # fmt: skip
async def test_the_points_that_it_takes_come_first(text: str, told: str) -> None:
    state = await asked(text)
    assert told in state["shown"].splitlines()[0]
    assert state["grounded"]
