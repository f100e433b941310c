"""The page of a model in a browser: nothing is asked of a network, and a phone can read it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from chat.report.pages import card_page
from ml.model_store import ModelStore
from tests.browser.conftest import Open
from tests.ml.leagues import Country
from tools.shelf import Shelf

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a model of two invented countries."""
    folder = tmp_path_factory.mktemp("page")
    frames = [Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()]
    now = dt.datetime(2022, 1, 10, tzinfo=dt.UTC)
    matches = pd.concat(frames).sort_values("date", ignore_index=True)
    card = Shelf(ModelStore(folder)).fit(matches, until=now, now=now)
    page = folder / "card.html"
    page.write_text(card_page(card), encoding="utf-8")
    return page


def paper(page: Page) -> str:
    """Return the page's background."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return str(colour)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_it_without_a_network(opened: Open, place: Path, scheme: str) -> None:
    page = opened(viewport=PHONE, color_scheme=scheme)
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(place.as_uri())
    assert asked == [place.as_uri()]
    assert told == []
    # tables scroll within themselves, the page does not
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll('svg text')].map(
             text => text.getBoundingClientRect().height))"""
    )
    assert smallest >= 10


def test_light_and_dark_are_two_pages(opened: Open, place: Path) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = opened(color_scheme=scheme)
        page.goto(place.as_uri())
        colours.add(paper(page))
    assert len(colours) == 2
