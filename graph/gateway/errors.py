"""What Ollama, its client and httpx raise, in our own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from langchain_core.exceptions import OutputParserException
from ollama import ResponseError
from pydantic import ValidationError

from graph.errors import (
    ModelAway,
    ModelBusy,
    ModelDied,
    ModelError,
    ModelMissing,
    ModelOutOfTime,
    ModelStumbled,
    ModelWithoutTools,
)


@contextmanager
def in_our_words(*, model: str, url: str) -> Iterator[None]:
    """Translate the errors of a call to a model at an address."""
    try:
        yield
    except ResponseError as error:
        raise _of_response(error, model) from error
    # ollama's client turns a refused connection into Python's own error when it does not stream
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise ModelAway(url) from error
    # every connection is taken: too many questions at once
    except httpx.PoolTimeout as error:
        raise ModelBusy from error
    except httpx.TimeoutException as error:
        raise ModelOutOfTime from error
    except (httpx.HTTPError, httpx.StreamError, json.JSONDecodeError) as error:
        raise ModelDied from error
    # arguments as a string, or as broken JSON
    except (ValidationError, OutputParserException) as error:
        raise ModelStumbled from error


def _of_response(error: ResponseError, model: str) -> ModelError:
    """Translate an HTTP status; −1 is an error line in the middle of a stream."""
    status = error.status_code
    if status == 404:
        return ModelMissing(model)
    if status == 400 and "does not support tools" in error.error:
        return ModelWithoutTools(model)
    if status in (429, 503):
        return ModelBusy()
    if status in (-1, 500, 502, 504):
        return ModelDied()
    return ModelError("The language model refused the question: look at Ollama's own log.")
