"""What words rest on: the facts whose figures stand in them as wholes, however they are written."""

from __future__ import annotations

from typing import Any

import pytest

from graph.spoken import rested_on
from graph.wording import Language


def fact(market: str, value: float | int | str, unit: str) -> dict[str, Any]:
    return {"subject": "A – B", "market": market, "outcome": "home", "value": value, "unit": unit}


@pytest.mark.parametrize("text", ["35% of them", "at 1.3", "in 13 matches", "3.5 goals"])
def test_a_part_of_a_figure_backs_nothing(text: str) -> None:
    assert rested_on(text, [fact("table", 3, "count")], "en") == []
    assert rested_on(f"{text}, 3 in all.", [fact("table", 3, "count")], "en")


@pytest.mark.parametrize("price", ["1.85", "17/20", "-118"])
def test_a_price_is_found_however_its_reader_writes_prices(price: str) -> None:
    found = rested_on(f"They pay {price}.", [fact("price", 1.85, "odds")], "en")
    assert [each["market"] for each in found] == ["price"]


@pytest.mark.parametrize(("language", "shown"), [("en", "**62.3%**"), ("hu", "62,3 %-os")])
def test_each_fact_is_there_once_and_numbered_anew(language: Language, shown: str) -> None:
    chance = {**fact("1x2", 0.623, "probability"), "id": "f7"}
    [found] = rested_on(f"It is {shown}.", [chance, {**chance, "id": "f9"}], language)
    assert found == {**chance, "id": "f1"}
