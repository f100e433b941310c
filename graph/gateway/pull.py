"""Get a model through Ollama, and tell how far it is. Does not know who waits for it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
from ollama import AsyncClient, ResponseError

from graph.errors import ModelAway, ModelError, ModelUnknown, NoModelName, PullFailed
from graph.gateway.errors import in_our_words

#: as Ollama takes them: [host/][namespace/]model[:tag]
_NAME = re.compile(
    r"(?:[a-z0-9][a-z0-9.-]*(?::\d+)?/)?(?:[a-z0-9][\w.-]*/)?[a-z0-9][\w.-]*(?::[\w.-]+)?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_NAME = 200
#: between two lines: checking a digest of gigabytes takes a while
_TIMEOUT = httpx.Timeout(connect=2.0, read=300.0, write=10.0, pool=5.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class PullProgress:
    """How far a download is."""

    #: what Ollama does, in its own words
    status: str
    #: bytes that are here, and of how many that are known of so far
    completed: int = 0
    total: int = 0
    #: True: the model is here
    done: bool = False


def checked_name(name: str) -> str:
    """Return a model's name as Ollama takes it.

    Raises
    ------
    NoModelName : it cannot be one.
    """
    stripped = name.strip()
    if len(stripped) > _LONGEST_NAME or ".." in stripped or not _NAME.fullmatch(stripped):
        raise NoModelName
    return stripped


async def pull(url: str, name: str) -> AsyncIterator[PullProgress]:
    """Get a model; yield how far it is, the last time with `done`.

    Who stops listening stops the download; what is here stays, and the next one goes on there.

    Raises
    ------
    NoModelName, ModelAway, ModelUnknown : before anything is downloaded.
    PullFailed : it stopped before its end.
    """
    name = checked_name(name)
    client = AsyncClient(host=url, timeout=_TIMEOUT, trust_env=False)
    layers: dict[str, tuple[int, int]] = {}
    status = ""
    try:
        with in_our_words(model=name, url=url):
            async for line in await client.pull(name, stream=True):
                status = line.status or status
                if line.digest and line.total:
                    here = max(line.completed or 0, layers.get(line.digest, (0, 0))[0])
                    layers[line.digest] = here, line.total
                yield _progress(status, layers)
    except ModelAway:
        raise
    except ModelError as error:
        raise _why(error, name) from error
    finally:
        await client.close()  # type: ignore[no-untyped-call]
    if status != "success":
        raise PullFailed(name)


def _progress(status: str, layers: dict[str, tuple[int, int]]) -> PullProgress:
    return PullProgress(
        status=status,
        completed=sum(here for here, _ in layers.values()),
        total=sum(total for _, total in layers.values()),
        done=status == "success",
    )


def _why(error: ModelError, name: str) -> ModelError:
    """Tell a model that does not exist from a download that broke off."""
    cause = error.__cause__
    said = cause.error if isinstance(cause, ResponseError) else ""
    if "does not exist" in said or "not found" in said or error.code == "model_missing":
        return ModelUnknown(name)
    return PullFailed(name, disk_is_full="no space left" in said)
