"""Frames and a fitted predictor that the tests of this room share."""

from __future__ import annotations

import pandas as pd
import pytest

from ml.predictor import Predictor
from tests.ml.leagues import Country


@pytest.fixture(scope="session")
def two_countries() -> pd.DataFrame:
    """Return four seasons of two invented countries, with shots and prices."""
    frames = [Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()]
    return pd.concat(frames).sort_values("date", ignore_index=True)


@pytest.fixture(scope="session")
def fitted(two_countries: pd.DataFrame) -> Predictor:
    """Return a predictor fitted to all of it; tests must not fit it again."""
    return Predictor().fit(two_countries)
