"""The groups of commands: `tippmix data`, `tippmix models`, `tippmix insights`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from chat.cli.options import PLAIN, AsOf, Json, Leagues, listed, run, settings_with

data = typer.Typer(help="Results and fixtures: import, download, look.", **PLAIN)
models = typer.Typer(help="The models on the shelf: list, choose, look at one.", **PLAIN)
insights = typer.Typer(help="What the mentor found out before.", **PLAIN)


@data.command("import")
def data_import(
    path: Annotated[Path, typer.Argument(help="A file, or a folder with files of any depth.")],
    as_json: Json = False,
) -> None:
    """Read match files: football-data, openfootball, or our own CSV."""
    from chat.cli.stocking import import_files as work

    settings = settings_with()
    run(work(settings, path, as_json=as_json), settings)


@data.command("sync")
def data_sync(
    source: Annotated[
        Literal["football-data", "openfootball"], typer.Option(help="Which public source.")
    ] = "football-data",
    leagues: Leagues = None,
    seasons: Annotated[
        list[str] | None,
        typer.Option("--seasons", metavar="2324,2425,…", help="Default: all."),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="A mirror of the source.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Download what is new from a public source."""
    from chat.cli.stocking import sync_source as work

    settings = settings_with(source_url=base_url)
    call = work(settings, source, leagues=listed(leagues), seasons=listed(seasons), as_json=as_json)
    run(call, settings)


@data.command("status")
def data_status(as_of: AsOf = None, as_json: Json = False) -> None:
    """Show what is there: leagues, seasons, matches, what is stale."""
    from chat.cli.stocking import show_status as work

    settings = settings_with(now=as_of)
    run(work(settings, as_json=as_json), settings)


@models.command("list")
def models_list(as_json: Json = False) -> None:
    """Show every version: which serves, which may not and why."""
    from chat.cli.modelling import list_models as work

    settings = settings_with()
    run(work(settings, as_json=as_json), settings)


@models.command("serve")
def models_serve(
    version: Annotated[str, typer.Argument(help="As tippmix models list shows it.")],
    as_json: Json = False,
) -> None:
    """Let a version serve, and newer ones no more: to go back, or against the contest."""
    from chat.cli.modelling import serve_model as work

    settings = settings_with()
    run(work(settings, version, as_json=as_json), settings)


@models.command("card")
def models_card(
    version: Annotated[str | None, typer.Argument(help="Default: the one that serves.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.html", help="Write it as a page.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a version's card: scores by league and market, calibration, what it is made of."""
    from chat.cli.modelling import show_card as work

    settings = settings_with()
    run(work(settings, version, out, as_json=as_json), settings)


@models.command("pull")
def models_pull(
    name: Annotated[
        str | None, typer.Argument(help="As Ollama names it. Default: what TIPPMIX_MODEL wants.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Get a language model through Ollama: it puts answers into words."""
    from chat.cli.pulling import pull_model as work

    settings = settings_with()
    run(work(settings, name, as_json=as_json), settings)


@insights.command("rebuild")
def insights_rebuild(as_json: Json = False) -> None:
    """Build the index of insights again from the database."""
    from chat.cli.stocking import rebuild_insights as work

    settings = settings_with()
    run(work(settings, as_json=as_json), settings)
