"""`tippmix backtest`: forecasts of past matches as a file, and a page that says how good."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shlex
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chat.cli.edge import show, show_json
from chat.cli.files import write_whole
from chat.cli.progress import progress, waiting
from chat.errors import BadInput, CannotWrite

if TYPE_CHECKING:
    import pandas as pd

    from chat.report.run import BacktestRun
    from chat.settings import Settings
    from knowledge.database import Database
    from ml.scorecard import Scorecard


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is to be forecast, and how; days as they were typed."""

    first: str
    last: str
    leagues: Sequence[str] | None
    odds: Literal["none", "past", "prematch"]
    refit_days: int
    out: Path
    #: folder of the page; None: no page
    report: Path | None

    @property
    def command(self) -> str:
        """The command line that asks for this."""
        leagues = ("--leagues", ",".join(self.leagues)) if self.leagues else ()
        report = ("--report", str(self.report)) if self.report else ()
        return shlex.join(
            [
                *("tippmix", "backtest", "--from", self.first, "--to", self.last, *leagues),
                *("--odds", self.odds, "--refit", str(self.refit_days)),
                *("--out", str(self.out), *report),
            ]
        )


async def backtest(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    """Forecast past matches and write them to a file, and the page, each whole or not at all."""
    from chat.clock import read_day
    from chat.house import open_stock
    from tools.backtesting import backtest as walk_forward

    start, end = read_day(wanted.first), read_day(wanted.last)
    if end < start:
        raise BadInput(f"{start} is after {end}: name the first day with --from.")
    _check_file(wanted.out)
    if wanted.report:
        _make_folder(wanted.report)
    async with AsyncExitStack() as stack:
        db = await open_stock(settings, stack)
        with progress("Predicting") as tell:
            table = await walk_forward(
                db,
                (start, end),
                as_of=settings.clock(),
                leagues=wanted.leagues,
                odds=wanted.odds,
                refit_days=wanted.refit_days,
                on_progress=lambda share: tell(round(1000 * share), 1000, ""),
            )
        write_whole(table.to_csv(index=False), wanted.out)
        said = {"file": str(wanted.out), "matches": len(table)}
        if wanted.report:
            said |= await _report(db, table, wanted, wanted.report, settings.clock())
    if as_json:
        show_json(said)
        return
    show(f"{len(table)} matches are in {wanted.out}.")
    if wanted.report:
        show(f"How good they were is in {said['report']}: open it in a browser.")


async def _report(
    db: Database, table: pd.DataFrame, wanted: Wanted, folder: Path, now: dt.datetime
) -> dict[str, object]:
    """Write the page; return its place and the scores, for programs."""
    from dataclasses import asdict

    from chat.report.pages import backtest_page
    from ml.scorecard import scorecard
    from tools.backtesting import with_yardsticks

    with waiting("Scoring…"):
        scored = await with_yardsticks(db, table, as_of=now)
        card: Scorecard = await asyncio.to_thread(scorecard, scored)
        page = backtest_page(card, await _described(db, table, wanted))
    place = folder / f"{wanted.out.stem}.html"
    write_whole(page, place)
    return {"report": str(place), "scores": asdict(card)}


async def _described(db: Database, table: pd.DataFrame, wanted: Wanted) -> BacktestRun:
    from chat.clock import read_day, real_clock
    from chat.report.run import BacktestRun
    from knowledge.leagues import list_leagues
    from ml import Predictor
    from ml.model_card import library_versions

    async with db.reading() as session:
        leagues = {each.id: f"{each.name} ({each.id})" for each in await list_leagues(session)}
    in_order = table.sort_values("data_cutoff")
    first, last = in_order.iloc[0], in_order.iloc[-1]
    return BacktestRun(
        first=read_day(wanted.first),
        last=read_day(wanted.last),
        odds=wanted.odds,
        refit_days=wanted.refit_days,
        leagues=leagues,
        forecasts=len(table),
        cutoffs=(first["data_cutoff"], last["data_cutoff"]),
        versions=(first["model_version"], last["model_version"]),
        hyperparameters=Predictor(odds=wanted.odds).get_params(),
        libraries=library_versions(),
        command=wanted.command,
        made_at=real_clock(),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror}): name another with --report."
        ) from error
    if not os.access(folder, os.W_OK):
        raise CannotWrite(f"{folder} cannot be written: name another folder with --report.")


def _check_file(out: Path) -> None:
    """Refuse before the work what would fail after it."""
    folder = out.absolute().parent
    if not folder.is_dir():
        raise CannotWrite(f"There is no folder {folder}: make it, or name another file with --out.")
    if out.is_dir() or not os.access(folder, os.W_OK):
        raise CannotWrite(f"{out} cannot be written: name another file with --out.")
