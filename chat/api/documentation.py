"""/docs: the API's page, from files that come with the service. No request leaves the machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from chat.api.late import LateRoutes
from chat.problems import PROBLEM_SCHEMA, PROBLEM_TYPE

FILES_URL = "/docs/files"

#: how one may say who one is
WAYS_IN: dict[str, Any] = {
    "password": {
        "type": "oauth2",
        "flows": {"password": {"tokenUrl": "/api/v1/auth/token", "scopes": {}}},
    },
    "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def add_documentation(app: FastAPI, late: LateRoutes) -> None:
    """Serve /docs, and describe errors as they are."""
    app.mount(FILES_URL, StaticFiles(directory=_files()), name="docs-files")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=app.openapi_url or "/openapi.json",
            title=app.title,
            swagger_js_url=f"{FILES_URL}/swagger-ui-bundle.js",
            swagger_css_url=f"{FILES_URL}/swagger-ui.css",
            swagger_favicon_url=f"{FILES_URL}/favicon.png",
            swagger_ui_parameters={"docExpansion": "none", "tagsSorter": "alpha"},
        )

    describe = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            late.load()
            app.openapi_schema = _with_problems(describe())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _files() -> Path:
    found = importlib.util.find_spec("fastapi_offline")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "static"


def _with_problems(document: dict[str, Any]) -> dict[str, Any]:
    """Say of every operation that its errors are problems, in place of the framework's own."""
    document["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    document["components"]["securitySchemes"] = WAYS_IN
    document["security"] = [{}, *({name: []} for name in WAYS_IN)]
    answer = {
        "description": "A problem (RFC 9457).",
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"].setdefault("default", answer)
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused, None)
    return document
