"""What the objects that the outside sees are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Probability = Annotated[float, Field(ge=0, le=1)]
#: decimal odds
Price = Annotated[float, Field(gt=1, le=1000, allow_inf_nan=False)]


class Frozen(BaseModel):
    """A part of an object: never changed once made."""

    model_config = ConfigDict(frozen=True)


class Line(Frozen):
    """More or fewer goals than a line."""

    over: Probability
    under: Probability
