"""The pages of a backtest and of a model: all inside one file, every figure where it belongs."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.report.drawing import Axis, differences
from chat.report.pages import backtest_page, card_page
from chat.report.run import BacktestRun
from ml.contest import UNCONTESTED
from ml.model_card import ModelCard
from ml.model_store import ModelStore
from ml.scorecard import Scorecard, scorecard
from tests.ml.leagues import Country
from tools.shelf import Shelf

#: elements that have no end
VOID = {"meta", "br", "circle", "line", "rect"}
SIDES = ("home", "draw", "away")


class Reader(HTMLParser):
    """Reads a page: texts, and whether elements open and close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """Return the scores of a hundred made-up forecasts."""
    rng = np.random.default_rng(9)
    chances = rng.dirichlet([5, 3, 3], 100)
    table = pd.DataFrame(
        {
            "league": np.where(np.arange(100) % 2, "E0", "X1"),
            "season": "2023-24",
            **{f"p_{side}": chances[:, at] for at, side in enumerate(SIDES)},
            **{f"avg_{side}": 0.94 / chances[:, at] for at, side in enumerate(SIDES)},
            **{f"close_{side}": 2.8 for side in SIDES},
            **{f"best_{side}": 3.1 for side in SIDES},
            "p_over_2_5": 0.52,
            "p_btts": 0.55,
            "home_goals": rng.poisson(1.5, 100).astype(float),
            "away_goals": rng.poisson(1.2, 100).astype(float),
        }
    )
    return scorecard(table)


@pytest.fixture(scope="module")
def run() -> BacktestRun:
    """Return what was run, with a league whose name is no markup."""
    return BacktestRun(
        first=dt.date(2023, 7, 1),
        last=dt.date(2024, 6, 30),
        odds="past",
        refit_days=7,
        leagues={"E0": "Premier League (E0)", "X1": "<b>X</b> & Co (X1)"},
        forecasts=100,
        cutoffs=("2023-07-01", "2024-06-24"),
        versions=("20230701-aaaaaaaa", "20240624-bbbbbbbb"),
        hyperparameters={"spread": 0.25},
        libraries={"python": "3.11"},
        command="tippmix backtest --odds past",
        made_at=dt.datetime(2024, 7, 1, tzinfo=dt.UTC),
    )


def test_the_page_needs_nothing_from_elsewhere(card: Scorecard, run: BacktestRun) -> None:
    page = backtest_page(card, run)
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert reader.links == []
    assert not {"script", "link", "img", "iframe"} & reader.tags
    assert "url(" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page


def test_the_page_tells_the_scores_and_the_run(card: Scorecard, run: BacktestRun) -> None:
    page = backtest_page(card, run)
    main = card.markets["1x2"]
    assert f"{main.rps:.5f}" in page
    assert f"{main.beside['closing'].their_log_loss:.5f}" in page
    for told in ("20240624-bbbbbbbb", "tippmix backtest --odds past", "spread 0.25"):
        assert told in page
    assert card.closing_line
    assert f"{card.closing_line.picks[0].beat_share:.1%}".replace("%", "") in page


def test_names_are_no_markup(card: Scorecard, run: BacktestRun) -> None:
    page = backtest_page(card, run)
    assert "<b>X</b>" not in page
    assert "&lt;b&gt;X&lt;/b&gt; &amp; Co (X1)" in page


def test_each_bin_and_each_league_is_drawn_once(card: Scorecard, run: BacktestRun) -> None:
    page = backtest_page(card, run)
    bins = sum(len(some) for some in card.calibration.values())
    assert len(re.findall(r'<circle class="dot"', page)) == bins
    # two leagues and one season, each beside two prices; and two figures of each kind of picks
    assert card.closing_line
    spans = 6 + 2 * len(card.closing_line.picks)
    assert len(re.findall(r'<circle class="(?:price|closing)"', page)) == spans


def test_a_page_without_any_price_says_so(card: Scorecard, run: BacktestRun) -> None:
    bare = {name: replace(scores, beside={}) for name, scores in card.by_league.items()}
    page = backtest_page(
        replace(
            card,
            closing_line=None,
            markets={name: replace(each, beside={}) for name, each in card.markets.items()},
            by_league=bare,
            by_season={},
        ),
        run,
    )
    assert "No closing prices" in page
    assert differences(bare, ("price", "closing")) is None


@given(st.floats(-1e3, 1e3), st.floats(1e-4, 1e3), st.floats(-2e3, 2e3), st.integers(2, 8))
def test_an_axis_keeps_to_its_ends(low: float, length: float, value: float, about: int) -> None:
    axis = Axis(low=low, high=low + length, start=10.0, end=90.0)
    assert 10.0 <= axis.at(value) <= 90.0
    ticks = axis.ticks(about)
    assert all(low - 1e-6 <= tick <= low + length + 1e-6 for tick in ticks)
    assert len(ticks) <= about + 2
    assert axis.at(low) == 10.0
    assert axis.at(low + length) == 90.0


@pytest.fixture(scope="module")
def model_card(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    """Return the card of a model of two invented countries that another served before."""
    frames = [Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()]
    shelf = Shelf(ModelStore(tmp_path_factory.mktemp("models")))
    now = dt.datetime(2022, 1, 10, tzinfo=dt.UTC)
    matches = pd.concat(frames).sort_values("date", ignore_index=True)
    shelf.fit(matches, until=now - dt.timedelta(weeks=6), now=now)
    return shelf.fit(matches, until=now, now=now)


def test_a_cards_page_needs_nothing_from_elsewhere(model_card: ModelCard) -> None:
    reader = Reader()
    reader.feed(card_page(model_card))
    assert (reader.open, reader.links) == ([], [])
    assert not {"script", "link", "img", "iframe"} & reader.tags


def test_a_cards_page_tells_scores_contest_and_make(model_card: ModelCard) -> None:
    page = card_page(model_card)
    for league in ("X1", "X2", "Y1", "Y2"):
        assert f"<td>{league}</td>" in page
    main = model_card.scores["markets"]["1x2"]
    assert f"{main['log_loss']:.5f}" in page
    assert f"{main['beside']['price']['their_log_loss']:.5f}" in page
    assert model_card.admission.champion
    assert f"Beside {model_card.admission.champion}" in page
    assert f"{model_card.admission.bouts['btts'].challenger:.5f}" in page
    for told in (model_card.parameters_sha256, model_card.card_sha256, "scikit-learn", "strength"):
        assert told in page
    bins = sum(len(some) for some in model_card.scores["calibration"].values())
    assert len(re.findall(r'<circle class="dot"', page)) == bins


def test_a_card_without_held_out_matches_says_so(model_card: ModelCard) -> None:
    page = card_page(replace(model_card, scores={}, admission=UNCONTESTED))
    assert "Too few matches to hold any out" in page
    assert "Beside" not in page
