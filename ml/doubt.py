"""How far a forecast's probabilities may err, measured on the log of their odds.

Knows a probability and how sure the model is of the two clubs; neither match nor price.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.errors import BadChance
from ml.odds import check_chances

Floats = NDArray[np.float64]

#: Root mean square distance of the log odds of home and away wins from the closing line's, two
#: seasons, twenty leagues, walk-forward: of the model alone, and of the model with the match's own
#: average price. The closing line is no truth, but the best that is known before a match.
MODEL_ALONE = 0.19
WITH_PRICE = 0.15
#: mean confidence in those matches; in August, with 0.54, the distance is 0.23, as the root has it
_USUAL_CONFIDENCE = 0.67


def logit_error(confidence: float, *, at_usual: float = MODEL_ALONE) -> float:
    """Return the standard error of log odds; it grows with the root of what is not known.

    Parameters
    ----------
    confidence
        0 to 1, as `Forecast.confidence`.
    at_usual
        The error at the usual confidence: `MODEL_ALONE` or `WITH_PRICE`.
    """
    if not 0.0 <= confidence <= 1.0:
        raise BadChance(f"A confidence lies between 0 and 1, not {confidence:g}.")
    return at_usual * float(np.sqrt((1.0 - confidence) / (1.0 - _USUAL_CONFIDENCE)))


def standard_error(probability: ArrayLike, logit_error: float) -> Floats:
    """Return the standard error of probabilities, same shape, by that of their log odds.

    p (1 - p) carries it over: it is widest at one half.
    """
    chance = check_chances(probability)
    return np.asarray(chance * (1.0 - chance) * logit_error)
