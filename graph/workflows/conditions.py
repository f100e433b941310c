"""Conditions: whether a step runs, in a small language that evaluates nothing but comparisons.

    {"value": "$steps.odds.found", "is": true}
    {"value": "$steps.prediction.prediction.match_result.home_win", "at_least": 0.5, "below": 0.8}
    {"any": [{"value": "$input.league", "one_of": ["E0", "D1"]}, {"not": {"value": …}}]}

Several comparisons of one value must all hold. What is not there is null; null and what is no
number is neither above nor below anything. Knows no steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from graph.workflows import references
from graph.workflows.references import Known, Reference

Scalar = str | int | float | bool | None
#: conditions in conditions, so deep and no deeper
DEEPEST = 5
MOST = 20
_FORMS = ("value", "all", "any", "not")


class Condition(BaseModel):
    """One comparison, or several conditions together."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    #: what is compared: a reference
    value: str | None = None
    is_: Scalar = Field(default=None, alias="is")
    is_not: Scalar = None
    one_of: Annotated[list[Scalar], Field(min_length=1, max_length=50)] | None = None
    #: whether the value is there
    exists: StrictBool | None = None
    above: float | str | None = None
    at_least: float | str | None = None
    below: float | str | None = None
    at_most: float | str | None = None

    all_: Annotated[list[Condition], Field(min_length=1, max_length=MOST)] | None = Field(
        default=None, alias="all"
    )
    any_: Annotated[list[Condition], Field(min_length=1, max_length=MOST)] | None = Field(
        default=None, alias="any"
    )
    not_: Condition | None = Field(default=None, alias="not")

    @field_validator("value")
    @classmethod
    def _refers(cls, value: str | None) -> str | None:
        if references.read(value) is None:
            raise ValueError("takes a reference, like $steps.odds.found")
        return value

    @field_validator("is_", "is_not", "one_of")
    @classmethod
    def _refers_rightly(cls, value: Any) -> Any:
        list(references.references(value))
        return value

    @field_validator("above", "at_least", "below", "at_most")
    @classmethod
    def _is_a_number(cls, value: float | str | None) -> float | str | None:
        if not isinstance(value, float) and references.read(value) is None:
            raise ValueError("takes a number, or a reference to one")
        return value

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = {name.rstrip("_") for name in self.model_fields_set}
        forms = given & set(_FORMS)
        compared = given - set(_FORMS)
        if len(forms) != 1 or bool(compared) != ("value" in forms):
            raise ValueError(
                "takes a value with what it is compared with (is, is_not, one_of, exists, above, "
                "at_least, below, at_most), or one of all, any, not"
            )
        if self.depth > DEEPEST:
            raise ValueError(f"conditions stand at most {DEEPEST} deep in each other")
        return self

    @property
    def parts(self) -> list[Condition]:
        """The conditions that this one is made of."""
        return [*(self.all_ or ()), *(self.any_ or ()), *([self.not_] if self.not_ else ())]

    @property
    def depth(self) -> int:
        """How deep conditions stand in each other; 1 for a comparison."""
        return 1 + max((part.depth for part in self.parts), default=0)

    def references(self) -> Iterator[Reference]:
        """Yield every reference in it."""
        for name in self.model_fields_set - {"all_", "any_", "not_"}:
            yield from references.references(getattr(self, name))
        for part in self.parts:
            yield from part.references()

    def holds(self, known: Known) -> bool:
        """Tell whether it holds by what is known; never fails."""
        if self.all_ is not None:
            return all(part.holds(known) for part in self.all_)
        if self.any_ is not None:
            return any(part.holds(known) for part in self.any_)
        if self.not_ is not None:
            return not self.not_.holds(known)
        value = references.resolve(self.value, known)
        return all(
            compare(value, references.resolve(getattr(self, name), known))
            for name, compare in _COMPARE.items()
            if name in self.model_fields_set
        )


def _same(value: Any, other: Any) -> bool:
    """Whether two plain values are one; unlike Python's, true is not 1."""
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _number(compare: Callable[[float, float], bool]) -> Callable[[Any, Any], bool]:
    def compared(value: Any, other: Any) -> bool:
        return all(_is_number(each) for each in (value, other)) and compare(value, other)

    return compared


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "is_": _same,
    "is_not": lambda value, other: not _same(value, other),
    "one_of": lambda value, others: any(_same(value, other) for other in others),
    "exists": lambda value, wanted: (value is not None) == wanted,
    "above": _number(lambda value, other: value > other),
    "at_least": _number(lambda value, other: value >= other),
    "below": _number(lambda value, other: value < other),
    "at_most": _number(lambda value, other: value <= other),
}
