"""`tippmix models pull`: get a language model through Ollama."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.cli.edge import show, show_json
from chat.cli.progress import progress

if TYPE_CHECKING:
    from chat.settings import Settings


async def pull_model(settings: Settings, name: str | None, *, as_json: bool) -> None:
    """Get a model; without a name, the one that the settings want."""
    from graph.gateway import DEFAULT_MODEL
    from graph.gateway.pull import PullProgress, pull

    kind, _, chosen = settings.model.partition(":")
    wanted = name or (chosen if kind == "ollama" else DEFAULT_MODEL)
    last = PullProgress(status="")
    with progress(f"Getting {wanted}") as report:
        async for last in pull(settings.ollama_url, wanted):
            report(last.completed, last.total, last.status)
    if as_json:
        show_json({"model": wanted, "status": last.status, "bytes": last.total})
        return
    show(f"{wanted} is there. It answers while TIPPMIX_MODEL is auto or ollama:{wanted}.")
