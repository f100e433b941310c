"""Score grids for Hypothesis: any that can be, empty cells and all."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ml.grid import ScoreGrid


@st.composite
def grids(draw: st.DrawFn) -> ScoreGrid:
    """Draw any grid, with empty cells too."""
    size = draw(st.integers(2, 8))
    weights = draw(arrays(np.float64, (size, size), elements=st.floats(0.0, 1.0)))
    weights[0, 0] += 0.01
    return ScoreGrid(weights / weights.sum())
