"""What is wrong with a value is said in words that name no class of ours."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError, field_validator

from tools.faults import NO_OBJECT, continuing, what_is_wrong


class Inner(BaseModel):
    size: int


class Outer(BaseModel):
    inner: Inner
    names: dict[str, int]

    @field_validator("names")
    @classmethod
    def has_some(cls, names: dict[str, int]) -> dict[str, int]:
        if not names:
            raise ValueError("There are no names.")
        return names


def faults_of(given: Any, *, by_attributes: bool = False) -> dict[str, Any]:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Outer).validate_python(given, from_attributes=by_attributes)
    return {".".join(map(str, each["loc"])): each for each in refused.value.errors()}


@pytest.mark.parametrize("by_attributes", [False, True])
@pytest.mark.parametrize("given", [5, "text", [1], None])
def test_what_had_to_be_an_object_is_told_so(given: Any, by_attributes: bool) -> None:
    whole = faults_of(given, by_attributes=by_attributes)
    parts = faults_of({"inner": given, "names": given}, by_attributes=by_attributes)
    assert [what_is_wrong(each) for each in whole.values()] == [NO_OBJECT]
    assert {name: what_is_wrong(each) for name, each in parts.items()} == {
        "inner": NO_OBJECT,
        "names": NO_OBJECT,
    }


def test_our_own_words_are_said_as_they_are_and_go_on_a_sentence() -> None:
    faults = faults_of({"inner": {}, "names": {}})
    assert what_is_wrong(faults["names"]) == "There are no names"
    assert continuing(faults["names"]) == "there are no names"
    assert continuing(faults["inner.size"]) == "field required"
