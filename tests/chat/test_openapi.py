"""What /openapi.json says: each operation by one name and one sentence, with examples that fit."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter

from chat.api import agents, insights, tasks, workflows
from chat.app import create_app


@pytest.fixture(scope="module")
def operations() -> dict[str, dict[str, Any]]:
    paths = create_app().openapi()["paths"]
    return {
        f"{method.upper()} {path}": operation
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def test_every_operation_has_a_name_of_its_own(operations: dict[str, dict[str, Any]]) -> None:
    names = Counter(operation["operationId"] for operation in operations.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_shapes_are_named_for_readers_not_by_where_they_are_written() -> None:
    names = create_app().openapi()["components"]["schemas"]
    assert [name for name in names if "__" in name] == []


def test_every_operation_says_what_it_does(operations: dict[str, dict[str, Any]]) -> None:
    for name, operation in operations.items():
        assert operation["summary"], name
        assert operation["description"].rstrip().endswith("."), name
        assert operation["responses"].keys() & {"200", "201", "202", "204"}, name
        assert "default" in operation["responses"], name


def test_every_example_is_taken() -> None:
    found = 0
    for router in (agents.router, tasks.router, workflows.router, insights.router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            model = route.body_field and route.body_field.field_info.annotation
            if not (isinstance(model, type) and issubclass(model, BaseModel)):
                continue
            extra = model.model_config.get("json_schema_extra")
            examples = extra.get("examples") if isinstance(extra, dict) else None
            assert isinstance(examples, list), f"{route.path} shows no example"
            for example in examples:
                TypeAdapter(model).validate_python(example)
                found += 1
    assert found
