"""What can be computed: ratings, goal model, score grid, markets, odds maths, evaluation.

`from ml import Predictor` loads pandas and scikit-learn; nothing does before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ml.predictor import Predictor as Predictor

__all__ = ["Predictor"]


def __getattr__(name: str) -> Any:
    if name == "Predictor":
        from ml.predictor import Predictor

        return Predictor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
