"""The shelf: who serves, who was turned away, an operator's word, and what is taken away."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from ml.contest import UNCONTESTED
from ml.errors import ModelMissing
from ml.model_card import ModelCard
from ml.model_store import ModelStore
from ml.verdicts import NAME, Verdict
from tests.ml.leagues import Country
from tools.pruning import A_MONTH, REFUSED, spare
from tools.shelf import Shelf, Shelved

#: the invented seasons end in December 2021
UNTIL = dt.datetime(2022, 1, 10, tzinfo=dt.UTC)
EARLIER = UNTIL - dt.timedelta(weeks=6)


def instant(minute: int) -> dt.datetime:
    return UNTIL + dt.timedelta(minutes=minute)


@pytest.fixture(scope="module")
def matches() -> pd.DataFrame:
    """Return four seasons of two invented countries."""
    frames = [Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()]
    return pd.concat(frames).sort_values("date", ignore_index=True)


@pytest.fixture(scope="module")
def spoiled(matches: pd.DataFrame) -> pd.DataFrame:
    """Return the same with the past told the other way round: the strong are taken for the weak."""
    past = matches["date"] < pd.Timestamp(UNTIL.date()) - pd.Timedelta(days=130)
    frame = matches.drop(columns=["avg_home", "avg_draw", "avg_away"])
    for league in frame["league"].unique():
        rows = past & (frame["league"] == league)
        won = frame[rows].groupby("home_team")["home_goals"].mean().sort_values().index
        names = dict(zip(won, reversed(won), strict=True))
        for side in ("home_team", "away_team"):
            frame.loc[rows, side] = frame.loc[rows, side].map(names)
    return frame


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(ModelStore(tmp_path / "models"))


def serving(shelf: Shelf, *, before: dt.datetime = UNTIL) -> str | None:
    card = shelf.newest(before=before, is_demo=False)
    return card.version if card else None


def test_newer_data_serve_and_the_card_says_why(shelf: Shelf, matches: pd.DataFrame) -> None:
    first = shelf.fit(matches, until=EARLIER, now=instant(0))
    assert first.admission == UNCONTESTED
    second = shelf.fit(matches, until=UNTIL, now=instant(1))
    assert second.admission.champion == first.version
    assert set(second.admission.bouts) == {"1x2", "over_2_5", "btts"}
    assert serving(shelf) == second.version
    # at the earlier clock the earlier one still does
    assert serving(shelf, before=EARLIER) == first.version


def test_a_worse_model_stays_on_the_shelf_and_does_not_serve(
    shelf: Shelf, matches: pd.DataFrame, spoiled: pd.DataFrame
) -> None:
    champion = shelf.fit(matches, until=EARLIER, now=instant(0))
    refused = shelf.fit(spoiled, until=UNTIL, now=instant(1))
    assert not refused.admission.serves
    assert serving(shelf) == champion.version
    newest = shelf.newest(before=UNTIL, is_demo=False, refused_too=True)
    assert newest is not None
    assert newest.version == refused.version
    shown = shelf.versions()
    assert [each.card.version for each in shown] == [refused.version, champion.version]
    assert [each.may_serve for each in shown] == [False, True]
    assert champion.version in shown[0].reason


def test_an_operator_lets_a_refused_one_serve_and_goes_back(
    shelf: Shelf, matches: pd.DataFrame, spoiled: pd.DataFrame
) -> None:
    champion = shelf.fit(matches, until=EARLIER, now=instant(0))
    refused = shelf.fit(spoiled, until=UNTIL, now=instant(1))
    shelf.serve(refused.version, now=instant(2))
    assert serving(shelf) == refused.version
    shelf.serve(champion.version, now=instant(3))
    assert serving(shelf) == champion.version
    assert "went back" in shelf.versions()[0].reason
    # the word outlives the process
    again = Shelf(ModelStore(refused_folder(shelf)))
    assert serving(again) == champion.version
    # and a sound new model, set against the one that serves, takes its place
    sound = again.fit(matches, until=UNTIL, now=instant(4))
    assert sound.admission.champion == champion.version
    assert serving(again) == sound.version


def refused_folder(shelf: Shelf) -> Path:
    return shelf._store.folder


def test_a_version_that_is_not_there_cannot_serve(shelf: Shelf, matches: pd.DataFrame) -> None:
    shelf.fit(matches, until=UNTIL, now=instant(0))
    with pytest.raises(ModelMissing, match="models list"):
        shelf.serve("20200101-deadbeef", now=instant(1))


def test_a_damaged_champion_is_no_hurdle(
    shelf: Shelf, matches: pd.DataFrame, caplog: pytest.LogCaptureFixture
) -> None:
    folder = refused_folder(shelf)
    first = shelf.fit(matches, until=EARLIER, now=instant(0))
    (folder / first.version / "held_out.npz").write_bytes(b"not a model")
    second = Shelf(ModelStore(folder)).fit(matches, until=UNTIL, now=instant(1))
    assert second.admission == UNCONTESTED
    assert f"model {first.version} is not used" in caplog.text


def test_models_of_before_an_upgrade_are_passed_over_without_a_warning(
    shelf: Shelf, matches: pd.DataFrame, caplog: pytest.LogCaptureFixture
) -> None:
    folder = refused_folder(shelf)
    old = shelf.fit(matches, until=EARLIER, now=instant(0))
    place = folder / old.version / "card.json"
    place.write_text(place.read_text().replace(old.format, "tippmix-model/1"))
    again = Shelf(ModelStore(folder))
    with caplog.at_level(logging.WARNING):
        assert again.versions() == []
    assert caplog.text == ""
    assert again.fit(matches, until=EARLIER, now=instant(1)).admission == UNCONTESTED


def test_an_unreadable_word_is_told_and_the_contests_hold(
    shelf: Shelf, matches: pd.DataFrame, caplog: pytest.LogCaptureFixture
) -> None:
    card = shelf.fit(matches, until=UNTIL, now=instant(0))
    (refused_folder(shelf) / NAME).write_text("{")
    with caplog.at_level(logging.WARNING):
        assert serving(shelf) == card.version
    assert NAME in caplog.text


@pytest.fixture(scope="module")
def card(matches: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    """Return any card."""
    shelf = Shelf(ModelStore(tmp_path_factory.mktemp("card")))
    return shelf.fit(matches, until=UNTIL, now=instant(0))


def shelved(card: ModelCard, day: str, *, serves: bool = True, demo: bool = False) -> Shelved:
    """Return a version of a day."""
    at = dt.date.fromisoformat(day)
    version = f"{at:%Y%m%d}-{serves}{demo}"
    leagues = ["DEMO"] if demo else ["E0"]
    word = None if serves else Verdict(version=version, serves=False, reason="No.", at=instant(0))
    return Shelved(
        card=replace(card, version=version, data_cutoff=at, data={**card.data, "leagues": leagues}),
        verdict=word,
    )


def test_each_month_keeps_its_newest_and_the_refused_their_last(card: ModelCard) -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in (5, 4, 3) for day in (28, 21, 14, 7)]
    serving = [shelved(card, day) for day in days]
    assert spare(serving, fresh="") == [
        f"2024{month}{day}-TrueFalse" for month in ("05", "04", "03") for day in ("14", "07")
    ]
    refused = [shelved(card, day, serves=False) for day in days]
    gone = spare(refused, fresh=refused[-1].card.version)
    assert len(gone) == len(days) - REFUSED - 1
    assert refused[-1].card.version not in gone


def test_the_demo_and_real_leagues_are_kept_apart(card: ModelCard) -> None:
    both = [
        shelved(card, f"2024-05-{day}", demo=demo) for day in (20, 10) for demo in (True, False)
    ]
    assert A_MONTH == 2
    assert spare(both, fresh="") == []


def test_a_fit_takes_away_what_nobody_will_ask(shelf: Shelf, matches: pd.DataFrame) -> None:
    made = [
        shelf.fit(matches, until=UNTIL - dt.timedelta(days=back), now=instant(9 - back)).version
        for back in (6, 4, 2, 0)
    ]
    assert sorted(each.card.version for each in shelf.versions()) == sorted(made[-A_MONTH:])
    assert ModelStore(refused_folder(shelf)).versions() == sorted(made[-A_MONTH:])
