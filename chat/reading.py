"""Reading what a program sent into a model, with one plain sentence where it does not fit.

Does not know what is asked for.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chat.errors import BadInput

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], data: Any) -> Model:
    """Return the model that data is of.

    Raises
    ------
    BadInput
        When it is not; names the field.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in wrong["loc"]) or "The request"
        said = wrong["msg"].removeprefix("Value error, ").rstrip(".")
        raise BadInput(f"{field}: {said}.") from error
