"""Errors as RFC 9457 problems: the one place where REST renders what went wrong.

A problem says what a person can do next; it never holds a traceback or a foreign exception's text.
Does not know the routes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, params
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from chat import errors as chat_errors
from graph import errors as graph_errors
from graph.workflows.errors import BadDefinition, BadInputData, WorkflowOff
from knowledge import errors as knowledge_errors
from ml import errors as ml_errors
from tools import errors as tool_errors
from tools.faults import what_is_wrong

log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"

#: what the OpenAPI page says of every error
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "description": "urn:tippmix:problem:<what happened>"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that says what to do next."},
        "request_id": {"type": "string"},
        "candidates": {"type": "array", "items": {"type": "string"}},
        "rule": {
            "type": "string",
            "description": "Of 403 held-back: which rule of the house keeps the answer back.",
        },
        "possible": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Statuses that an agent can be brought to from where it is.",
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: its status and its short name in `type`."""

    status: HTTPStatus
    name: str
    headers: Mapping[str, str] | None = None


#: the first class that fits decides, so the narrow ones come first
KINDS: tuple[tuple[type[Exception], Problem], ...] = (
    (knowledge_errors.NotFound, Problem(HTTPStatus.NOT_FOUND, "not-found")),
    (knowledge_errors.Ambiguous, Problem(HTTPStatus.CONFLICT, "ambiguous-name")),
    (knowledge_errors.NameTaken, Problem(HTTPStatus.CONFLICT, "name-taken")),
    (knowledge_errors.IllegalMove, Problem(HTTPStatus.CONFLICT, "illegal-move")),
    (knowledge_errors.KeyReused, Problem(HTTPStatus.CONFLICT, "key-reused")),
    (knowledge_errors.LimitReached, Problem(HTTPStatus.CONFLICT, "limit-reached")),
    (knowledge_errors.Conflict, Problem(HTTPStatus.CONFLICT, "conflict")),
    (knowledge_errors.InvalidValue, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (knowledge_errors.SourceDown, Problem(HTTPStatus.BAD_GATEWAY, "source-down")),
    (knowledge_errors.SourceError, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-source")),
    (
        knowledge_errors.StorageBusy,
        Problem(HTTPStatus.SERVICE_UNAVAILABLE, "storage-busy", {"Retry-After": "2"}),
    ),
    (knowledge_errors.StorageFull, Problem(HTTPStatus.INSUFFICIENT_STORAGE, "storage-full")),
    (knowledge_errors.StorageError, Problem(HTTPStatus.SERVICE_UNAVAILABLE, "storage")),
    (ml_errors.UnknownClub, Problem(HTTPStatus.NOT_FOUND, "unknown-club")),
    (ml_errors.ModelMissing, Problem(HTTPStatus.NOT_FOUND, "not-found")),
    (ml_errors.ModelNotKept, Problem(HTTPStatus.INSUFFICIENT_STORAGE, "storage-full")),
    (ml_errors.BadSelection, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (ml_errors.BadSlip, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (ml_errors.MlError, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "cannot-forecast")),
    (tool_errors.BadArgument, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (tool_errors.HeldBack, Problem(HTTPStatus.FORBIDDEN, "held-back")),
    (tool_errors.NotThere, Problem(HTTPStatus.NOT_FOUND, "not-found")),
    (tool_errors.ToolError, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "cannot-forecast")),
    (graph_errors.Cancelled, Problem(HTTPStatus.CONFLICT, "cancelled")),
    (graph_errors.Busy, Problem(HTTPStatus.TOO_MANY_REQUESTS, "busy", {"Retry-After": "2"})),
    (graph_errors.CheckpointsAway, Problem(HTTPStatus.SERVICE_UNAVAILABLE, "storage")),
    (graph_errors.ThreadBusy, Problem(HTTPStatus.CONFLICT, "thread-busy", {"Retry-After": "2"})),
    (graph_errors.NoModelName, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (graph_errors.ModelUnknown, Problem(HTTPStatus.NOT_FOUND, "not-found")),
    (BadDefinition, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-definition")),
    (BadInputData, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (WorkflowOff, Problem(HTTPStatus.CONFLICT, "workflow-off")),
    (graph_errors.AgentError, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (graph_errors.GraphError, Problem(HTTPStatus.BAD_GATEWAY, "no-answer")),
    (chat_errors.BadInput, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-value")),
    (chat_errors.TrainingBusy, Problem(HTTPStatus.CONFLICT, "training-busy", {"Retry-After": "5"})),
    (
        chat_errors.NotReady,
        Problem(HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", {"Retry-After": "2"}),
    ),
    (
        chat_errors.NotSignedIn,
        Problem(HTTPStatus.UNAUTHORIZED, "not-signed-in", {"WWW-Authenticate": "Bearer"}),
    ),
    (chat_errors.NotAllowed, Problem(HTTPStatus.FORBIDDEN, "not-allowed")),
    (chat_errors.RuleSpoke, Problem(HTTPStatus.FORBIDDEN, "held-back")),
    (chat_errors.TooMany, Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many")),
    (
        chat_errors.GuessedTooOften,
        Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many-guesses", {"Retry-After": "60"}),
    ),
    (chat_errors.NoSuchModel, Problem(HTTPStatus.NOT_FOUND, "model-not-found")),
    (chat_errors.NoSuchThing, Problem(HTTPStatus.NOT_FOUND, "not-found")),
)

#: where a request holds its values: said by no one who means a field
PLACES = ("body", "query", "path", "header")

#: what our own web framework refuses, in our words
HTTP_DETAILS = {
    404: "There is nothing at this address: see /docs for what there is.",
    405: "This address does not take that method: see /docs.",
    413: "The request is too big: send at most 1 MB.",
    415: "That is not what this address reads: send {sent}, and say so as the content-type.",
}
#: what bodies are sent as
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def add_problem_handlers(app: FastAPI) -> None:
    """Render every expected error of the rooms below as a problem."""
    for kind, problem in KINDS:
        app.add_exception_handler(kind, _render(problem))
    app.add_exception_handler(HTTPException, _render_http)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _render_validation)  # type: ignore[arg-type]


def problem_of(error: Exception) -> Problem:
    """Return the kind of problem that an error is; 500 for one that nobody expected."""
    for kind, problem in KINDS:
        if isinstance(error, kind):
            return problem
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected")


def problem_document(
    status: int, name: str, detail: str, request_id: str, **more: Any
) -> dict[str, Any]:
    """Return the document of a problem."""
    return {
        "type": f"urn:tippmix:problem:{name}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "request_id": request_id,
        **more,
    }


def problem_response(
    status: int,
    name: str,
    detail: str,
    request_id: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """Return the answer that carries a problem."""
    document = problem_document(status, name, detail, request_id, **more)
    return JSONResponse(document, int(status), headers, media_type=PROBLEM_TYPE)


def describe(error: Exception, request_id: str) -> dict[str, Any]:
    """Return the problem document of an error, for places that are not a response of their own."""
    problem = problem_of(error)
    return problem_document(
        problem.status, problem.name, _detail(error, problem), request_id, **_more(error)
    )


def request_id_of(request: Request) -> str:
    """Return the id that the doorstep gave to a request."""
    return str(request.scope.get("state", {}).get("request_id", ""))


def _render(problem: Problem) -> Callable[[Request, Exception], JSONResponse]:
    def handler(request: Request, error: Exception) -> JSONResponse:
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("%s: %s (request %s)", problem.name, error, request_id_of(request))
        return problem_response(
            problem.status,
            problem.name,
            _detail(error, problem),
            request_id_of(request),
            problem.headers,
            **_more(error),
        )

    return handler


def _detail(error: Exception, problem: Problem) -> str:
    if problem.name == "unexpected":
        return "Something went wrong here that nobody foresaw: the log has it under this id."
    return str(error)


def _more(error: Exception) -> dict[str, Any]:
    if isinstance(error, BadDefinition | BadInputData):
        return {"errors": [{"field": error.place, "message": str(error)}]}
    if isinstance(error, graph_errors.BadConfiguration):
        return {"errors": [{"field": f"configuration.{error.field}", "message": str(error)}]}
    if isinstance(error, chat_errors.RuleSpoke):
        return {"rule": error.rule}
    if isinstance(error, tool_errors.HeldBack):
        return {"rule": error.data["reason"]}
    if isinstance(error, knowledge_errors.IllegalMove):
        return {"possible": list(error.possible)}
    candidates = getattr(error, "candidates", None)
    return {"candidates": list(candidates)} if candidates else {}


def _render_http(request: Request, error: HTTPException) -> JSONResponse:
    detail = HTTP_DETAILS.get(error.status_code, "This request cannot be answered: see /docs.")
    name = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return problem_response(error.status_code, name, detail, request_id_of(request), error.headers)


def _render_validation(request: Request, error: RequestValidationError) -> JSONResponse:
    if (expected := _other_type(request)) is not None:
        detail = HTTP_DETAILS[415].format(sent=expected)
        return problem_response(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            detail,
            request_id_of(request),
        )
    if any(problem["type"] == "json_invalid" for problem in error.errors()):
        detail = "The body is not JSON: send what /docs shows for this address."
        return problem_response(
            HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", detail, request_id_of(request)
        )
    wrong = [
        {
            "field": _field(problem["loc"]),
            "message": what_is_wrong(problem),
        }
        for problem in error.errors()
    ]
    first = wrong[0] if wrong else {"field": "", "message": ""}
    detail = f"{first['field'] or 'The request'}: {first['message']}."
    return problem_response(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-request",
        detail,
        request_id_of(request),
        errors=wrong,
    )


def _other_type(request: Request) -> str | None:
    """Return what a body had to be sent as that was sent as something else; None: it was right."""
    body = getattr(request.scope.get("route"), "body_field", None)
    if body is None or request.headers.get("content-length") == "0" or not _has_body(request):
        return None
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if isinstance(body.field_info, params.Form):
        return None if sent in (FORM, "multipart/form-data") else FORM
    is_json = sent == JSON or (sent.startswith("application/") and sent.endswith("+json"))
    return None if is_json else JSON


def _has_body(request: Request) -> bool:
    return bool({"content-length", "transfer-encoding"} & set(request.headers.keys()))


def _field(place: Sequence[int | str]) -> str:
    """Return a field's name as its sender knows it: without where in the request it stood."""
    return ".".join(
        str(part) for part in (place[1:] if place[:1] and place[0] in PLACES else place)
    )
