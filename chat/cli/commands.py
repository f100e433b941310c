"""The commands and what they take. Their work is in the modules beside this one, imported late."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from chat.cli.agent_groups import agents
from chat.cli.groups import data, insights, models
from chat.cli.options import AsOf, Json, Language, Leagues, Thread, User, listed, run, settings_with
from chat.cli.task_groups import tasks
from chat.cli.usage import Commands
from chat.cli.workflow_groups import workflows

app = typer.Typer(
    name="tippmix",
    cls=Commands,
    help="A football mentor that you talk to, in Hungarian or English, with honest numbers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # plain help is there in half the time
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: tippmix serve, or: tippmix ask “Who wins on Saturday?”",
)
app.add_typer(data, name="data")
app.add_typer(models, name="models")
app.add_typer(insights, name="insights")
app.add_typer(agents, name="agents")
app.add_typer(tasks, name="tasks")
app.add_typer(workflows, name="workflows")


@app.callback(invoke_without_command=True)
def tippmix(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Answer questions about football, in Hungarian or English, with honest numbers."""
    if version:
        from importlib.metadata import version as version_of

        typer.echo(version_of("tippmixmentor"))
        raise typer.Exit


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Run the service: chat at /chat, REST at /api/v1, the API's page at /docs."""
    from chat.cli.serving import serve as work

    work(settings_with(now=as_of), host, port, as_json=as_json)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The question, in English or Hungarian.")],
    user: User = "local",
    thread: Thread = None,
    lang: Language = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Ask one question."""
    from chat.cli.asking import ask as work

    settings = settings_with(now=as_of, lang=lang)
    run(work(settings, text, user=user, thread=thread, as_json=as_json), settings)


@app.command()
def chat(
    user: User = "local",
    thread: Thread = None,
    lang: Language = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Have a conversation in the terminal."""
    from chat.cli.conversing import converse as work

    settings = settings_with(now=as_of, lang=lang)
    run(work(settings, user=user, thread=thread, as_json=as_json), settings)


@app.command()
def train(
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Learn from results before this day. Default: now."),
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Let it serve, also when it is worse than before.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fit a new model; it serves when it is no worse than the one before it."""
    from chat.cli.modelling import train as work

    settings = settings_with()
    run(work(settings, until, serve=serve, as_json=as_json), settings)


@app.command()
def predict(
    home: Annotated[str, typer.Argument(help="The club at home, however you call it.")],
    away: Annotated[str, typer.Argument(help="The club away.")],
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of the match. Default: the next.")
    ] = None,
    league: Annotated[str | None, typer.Option(help="The league, when the names need it.")] = None,
    odds: Annotated[
        str | None, typer.Option(metavar="1.85,3.6,4.2", help="Prices: home, draw, away.")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Predict one match."""
    from chat.cli.forecasting import predict as work

    settings = settings_with(now=as_of)
    call = work(settings, home, away, date=date, league=league, odds=odds, as_json=as_json)
    run(call, settings)


@app.command()
def season(
    league: Annotated[str, typer.Argument(help="The league: E0, Premier League, …")],
    team: Annotated[str | None, typer.Option(help="One club alone.")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Simulate the rest of a season: title, places, who goes up and down."""
    from chat.cli.seasons import season as work

    settings = settings_with(now=as_of)
    run(work(settings, league, team, as_json=as_json), settings)


@app.command()
def backtest(
    date_from: Annotated[str, typer.Option("--from", metavar="DAY", help="First day.")],
    date_to: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv", help="Where to write.")],
    leagues: Leagues = None,
    odds: Annotated[
        Literal["none", "past", "prematch"],
        typer.Option(help="Which prices the model may see: none, those of earlier matches, or "
                          "this match's average before kick-off too."),
    ] = "none",
    refit: Annotated[int, typer.Option(min=1, metavar="DAYS", help="Learn again so often.")] = 7,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="DIR", help="Write a page there: how good they were."),
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Predict past matches, each from what was known before its day."""
    from chat.cli.backtesting import Wanted
    from chat.cli.backtesting import backtest as work

    settings = settings_with()
    wanted = Wanted(
        first=date_from,
        last=date_to,
        leagues=listed(leagues),
        odds=odds,
        refit_days=refit,
        out=out,
        report=report,
    )
    run(work(settings, wanted, as_json=as_json), settings)


@app.command()
def record(
    league: Annotated[str | None, typer.Option(help="Only this league.")] = None,
    date_from: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Matches from this day on.")
    ] = None,
    date_to: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Matches up to this day.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="VERSION", help="Only this model's forecasts.")
    ] = None,
    market: Annotated[
        Literal["1x2", "over_2_5", "btts"], typer.Option(help="Which market is scored.")
    ] = "1x2",
    period: Annotated[
        Literal["month", "season"], typer.Option(help="How the scores over time go.")
    ] = "month",
    user: User = "local",
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Show the track record: settled forecasts and judged prices, beside base rates and market."""
    from chat.cli.recording import Wanted
    from chat.cli.recording import record as work

    settings = settings_with(now=as_of)
    wanted = Wanted(
        league=league,
        first=date_from,
        last=date_to,
        model_version=model,
        market=market,
        period=period,
        user=user,
    )
    run(work(settings, wanted, as_json=as_json), settings)


@app.command()
def replay(
    which: Annotated[
        str | None, typer.Argument(metavar="[RUN|FILE.json]", help="A run's id, or a recording.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the runs recorded.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Play all of the user's runs.")] = False,
    last: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Of --all and --list only the newest N."),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live-tools", help="Ask today's tools what was not asked then.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--todays-data", help="Ask today's tools all of it again.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Write the recording there; play nothing."),
    ] = None,
    user: User = "local",
    as_json: Json = False,
) -> None:
    """Play a recorded run again on today's code; 0: the same, 1: something is different."""
    from chat.cli.replaying import Wanted
    from chat.cli.replaying import replay as work

    settings = settings_with()
    wanted = Wanted(
        which=which,
        listing=listing,
        every=every,
        last=last,
        live=live,
        anew=anew,
        export=export,
        user=user,
    )
    run(work(settings, wanted, as_json=as_json), settings)


@app.command()
def worker(as_of: AsOf = None, as_json: Json = False) -> None:
    """Do queued tasks and workflows, beside a service or on another machine."""
    from chat.cli.working import work

    settings = settings_with(now=as_of)
    run(work(settings, as_json=as_json), settings)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check everything the mentor needs, and say how to mend it."""
    from chat.cli.examining import examine as work

    settings = settings_with()
    run(work(settings, as_json=as_json), settings)
