"""A fitted model as plain arrays, and back: nothing in it can run.

Knows every part's fields; not where the arrays are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Names
from ml.errors import ModelDamaged
from ml.features import PRICE_FEATURES
from ml.goal_model import GoalModel
from ml.match_model import GridModel, MatchModel, Pools
from ml.opinion_pool import OpinionPool
from ml.tracker import Plan, Tracker, under

Arrays = dict[str, NDArray[np.generic]]

_FEATURES = {feature.__name__: feature for feature in PRICE_FEATURES}


def to_arrays(model: MatchModel) -> Arrays:
    """Return all that a model holds, by name."""
    arrays: Arrays = {
        "names/clubs": np.array(model.names.clubs, np.str_),
        "names/leagues": np.array(model.names.leagues, np.str_),
        "names/countries": np.array(model.names.countries, np.str_),
        "names/tiers": np.array(model.names.tiers, np.int64),
        "features": np.array([feature.__name__ for feature in model.features], np.str_),
    }
    arrays |= {f"tracker/{name}": array for name, array in model.tracker.state().items()}
    return arrays | learned_arrays(model.grid_model)


def learned_arrays(grid_model: GridModel) -> Arrays:
    """Return what was learned of how far features can be trusted, by name."""
    arrays = _fields_of("goal_model", grid_model.goal_model)
    for pool in fields(Pools):
        arrays |= _fields_of(f"pools/{pool.name}", getattr(grid_model.pools, pool.name))
    return arrays


def from_arrays(arrays: Mapping[str, NDArray[Any]], plan: Plan) -> MatchModel:
    """Return the model of a plan that `to_arrays` took apart.

    Raises
    ------
    ModelDamaged
        If something is missing or is not of this program's making.
    """
    try:
        return _build(arrays, plan)
    except (KeyError, ValueError, TypeError) as error:
        raise ModelDamaged(f"The saved model lacks or garbles a part: {error}.") from error


def digest(arrays: Mapping[str, NDArray[np.generic]]) -> str:
    """Return the SHA-256 of arrays and their names, in hex."""
    total = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        total.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        total.update(np.ascontiguousarray(array).tobytes())
    return total.hexdigest()


def _fields_of(prefix: str, part: object) -> Arrays:
    return {
        f"{prefix}/{item.name}": np.asarray(getattr(part, item.name))
        for item in fields(part)  # type: ignore[arg-type]
    }


def _build(arrays: Mapping[str, NDArray[Any]], plan: Plan) -> MatchModel:
    names = Names(
        clubs=tuple(arrays["names/clubs"].tolist()),
        leagues=tuple(arrays["names/leagues"].tolist()),
        countries=tuple(arrays["names/countries"].tolist()),
        tiers=tuple(arrays["names/tiers"].tolist()),
    )
    pools = {
        pool.name: OpinionPool(**_part(arrays, f"pools/{pool.name}")) for pool in fields(Pools)
    }
    return MatchModel(
        names=names,
        features=tuple(_FEATURES[str(name)] for name in arrays["features"]),
        tracker=Tracker.restored(names, plan, under("tracker/", arrays)),
        grid_model=GridModel(
            goal_model=GoalModel(**_part(arrays, "goal_model")), pools=Pools(**pools)
        ),
    )


def _part(arrays: Mapping[str, NDArray[np.generic]], prefix: str) -> dict[str, Any]:
    """Return the fields under a prefix; single numbers as Python's own."""
    part = {
        name: array.item() if array.ndim == 0 else array
        for name, array in under(f"{prefix}/", arrays).items()
    }
    if not part:
        raise KeyError(prefix)
    return part
