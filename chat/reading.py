"""Reading what a program sent into a model, with one plain sentence where it does not fit.

Does not know what is asked for.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chat.errors import BadInput
from knowledge.plain_json import fault_of_json
from tools.faults import what_is_wrong

Model = TypeVar("Model", bound=BaseModel)


def check_plain(data: Any) -> None:
    """Refuse what no database keeps and no reader could be given again.

    Raises
    ------
    BadInput
        When it is no plain JSON; names the place.
    """
    if why := fault_of_json(data):
        raise BadInput(f"{why[0].upper()}{why[1:]}." if why.startswith("it ") else f"{why}.")


def read(model: type[Model], data: Any) -> Model:
    """Return the model that data is of.

    Raises
    ------
    BadInput
        When it is not; names the field.
    """
    check_plain(data)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in wrong["loc"]) or "The request"
        raise BadInput(f"{field}: {what_is_wrong(wrong)}.") from error
