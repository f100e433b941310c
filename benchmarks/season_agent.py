"""The agent that predicts a season: day by day, against the walk-forward of the same days.

    python benchmarks/season_agent.py HOME [--league E0] [--from 2023-08-01] [--to 2024-06-01]

HOME is a data folder with matches imported; it is copied, its models are left out. The clock is run
forward: every morning the agent's schedule sets it to work, it writes predictions down before
kick-off, and counts those whose results have come. Then `tippmix backtest --odds past` is asked for
the same days. It fits where the agent's model was fitted: a stretch for each fit, with no refit in
between. Prints how far both lie apart match by match, and both scores; fails when a match is
missing, or lies further apart than floating point explains.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from graph import build_graph
from graph.agents.configuration import configure
from graph.agents.triggers import Triggers, first_due
from graph.agents.work import AgentWork
from graph.analyst import Analyst
from graph.mentor import Mentor
from knowledge.agents import AgentDraft, AgentInfo, create_agent, get_agent, move_agent, set_due
from knowledge.database import Database
from knowledge.insight_shelf import open_shelf
from knowledge.matches import find_matches
from knowledge.naming.loading import load_resolver
from knowledge.settlement import Which, settled_frame
from knowledge.tasks import begin_task, complete_task, list_tasks
from ml.evaluation import log_loss, outcomes, rps
from ml.model_store import ModelStore
from tools.backtesting import backtest
from tools.desk import Desk
from tools.forecasts import Forecaster
from tools.record import track_record
from tools.seasons import Seasons

CHANCES = ["p_home", "p_draw", "p_away", "p_over_2_5", "p_btts"]
#: what adding numbers in another order may change
ROUNDING = 1e-12
MORNING = dt.time(6, tzinfo=dt.UTC)


class Season:
    """One agent in a copied house, and its clock."""

    def __init__(self, home: Path, db: Database, start: dt.date) -> None:
        self.now = dt.datetime.combine(start, MORNING)
        self.db = db
        self.forecaster = Forecaster(db, ModelStore(home / "models"), self.clock, wall=wall)
        self._shelf = open_shelf(db, home=home)
        self._seasons = Seasons(db, self.forecaster, self.clock)
        analyst = Analyst(spot=lambda _: (), clock=self.clock)
        self.work = AgentWork(self.desk, Mentor(build_graph(analyst, [], clock=self.clock)))
        self.triggers = Triggers(db, wall=wall)

    def clock(self) -> dt.datetime:
        """Return the present of the season."""
        return self.now

    async def desk(self, user_id: str) -> Desk:
        """Return what the tools work with."""
        async with self.db.reading() as session:
            clubs = await load_resolver(session)
        return Desk(
            db=self.db,
            clubs=clubs,
            forecaster=self.forecaster,
            seasons=self._seasons,
            insights=self._shelf,
            as_of=self.now,
            user_id=user_id,
        )

    async def hire(self, league: str) -> AgentInfo:
        """Make the agent and set it to work."""
        told = {"leagues": [league], "days_ahead": 1, "schedule": "0 6 * * *"}
        kept = await configure("prediction", told, desk=await self.desk("season"), tools=())
        draft = AgentDraft(user_id="season", name="Season", type="prediction", configuration=kept)
        async with self.db.writing() as session:
            agent = await create_agent(session, draft, now=wall())
            await move_agent(session, agent.id, "starting", now=wall())
            agent = await move_agent(session, agent.id, "active", now=wall())
            due = first_due(agent, self.now - dt.timedelta(minutes=1))
            await set_due(session, agent.id, due)
        return agent

    async def live(self, agent: AgentInfo) -> list[dict[str, Any]]:
        """Do what a worker does on one morning; return the results."""
        await self.triggers.run(self.now)
        async with self.db.reading() as session:
            agent = await get_agent(session, agent.id, user_id=None)
            waiting = await list_tasks(session, agent_id=agent.id, status="pending")
        results = []
        for task in waiting:
            async with self.db.writing() as session:
                await begin_task(session, task.id, now=wall())
            result = await self.work.do(task, agent, _quiet)
            async with self.db.writing() as session:
                await complete_task(session, task.id, result=result, now=wall())
            results.append(result)
        return results


def wall() -> dt.datetime:
    """Return the machine's time."""
    return dt.datetime.now(dt.UTC)


async def _quiet(done: int, total: int, note: str) -> None:
    """Hear of progress, and say nothing."""


async def run_season(
    season: Season, league: str, end: dt.date
) -> tuple[list[dt.date], dict[str, int]]:
    """Live through all days; return those of fits, and what the agent counted."""
    agent = await season.hire(league)
    fits: list[dt.date] = []
    learned = ""
    counted = {"predicted": 0, "settled": 0, "failed": 0, "tasks": 0}
    while season.now.date() <= end:
        for result in await season.live(agent):
            card = await season.forecaster.card(result["model_version"])
            if card.data["learned_until"] != learned:
                learned = card.data["learned_until"]
                fits.append(season.now.date())
            counted["tasks"] += 1
            counted["predicted"] += result["predicted"]
            counted["settled"] += result["settled"]
            counted["failed"] += len(result["failed"])
        season.now += dt.timedelta(days=1)
    return fits, counted


async def walked(
    db: Database, fits: list[dt.date], end: dt.date, league: str, as_of: dt.datetime
) -> pd.DataFrame:
    """Return the walk-forward of the same days, fitted on the same ones."""
    rows = []
    for first, after in zip(fits, [*fits[1:], end], strict=True):
        days = (first, after - dt.timedelta(days=1))
        async with db.reading() as session:
            found = await find_matches(
                session, as_of=as_of, league=league, date_from=days[0], date_to=days[1],
                status="finished", limit=1,
            )  # fmt: skip
        if found:
            rows.append(
                await backtest(
                    db, days, as_of=as_of, leagues=[league], odds="past", refit_days=1000
                )
            )
    return pd.concat(rows, ignore_index=True)


async def settled(db: Database, which: Which, as_of: dt.datetime) -> pd.DataFrame:
    """Return what the record scores, with the clubs' names."""
    async with db.reading() as session:
        frame = await settled_frame(session, as_of=as_of, which=which, priced=())
        played = await find_matches(
            session, as_of=as_of, league=which.league, date_from=which.first,
            date_to=which.last, status="finished", limit=1000,
        )  # fmt: skip
    names = {match.id: (match.home.name, match.away.name) for match in played}
    frame["home_team"] = [names[id_][0] for id_ in frame["match_id"]]
    frame["away_team"] = [names[id_][1] for id_ in frame["match_id"]]
    return frame.assign(date=frame["date"].dt.strftime("%Y-%m-%d"))


async def main() -> None:
    """Run the season and hold it against the walk-forward."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("home", type=Path)
    asked.add_argument("--league", default="E0")
    asked.add_argument("--from", dest="first", default="2023-08-01")
    asked.add_argument("--to", dest="last", default="2024-06-01")
    args = asked.parse_args()
    first, end = (dt.date.fromisoformat(day) for day in (args.first, args.last))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(args.home, home, ignore=shutil.ignore_patterns("models", "chroma"))
        db = await Database.open(None, home=home)
        began = time.monotonic()
        season = Season(home, db, first)
        fits, counted = await run_season(season, args.league, end)
        print(f"{args.league}, {first} to {end}: {counted} in {time.monotonic() - began:.0f} s")
        print(f"{len(fits)} fits: {', '.join(map(str, fits))}")
        which = Which(league=args.league, first=first, last=end - dt.timedelta(days=1))
        await compare(db, which, fits, end, season.now)
        await db.close()


async def compare(
    db: Database, which: Which, fits: list[dt.date], end: dt.date, as_of: dt.datetime
) -> None:
    """Print both, and fail when they are not the same."""
    assert which.league is not None
    lived = await settled(db, which, as_of)
    rows = await walked(db, fits, end, which.league, as_of)
    both = rows.merge(lived, on=["date", "home_team", "away_team"], suffixes=("_walked", "_lived"))
    apart = np.abs(
        both[[f"{name}_walked" for name in CHANCES]].to_numpy()
        - both[[f"{name}_lived" for name in CHANCES]].to_numpy()
    ).max(axis=1)
    print(f"{len(lived)} settled, {len(rows)} walked, {len(both)} in both")
    print(f"match by match: at most {apart.max():.2g} apart, on average {apart.mean():.2g}")
    happened = outcomes(both["home_goals"], both["away_goals"])
    for kind in ("lived", "walked"):
        chances = both[[f"{name}_{kind}" for name in CHANCES[:3]]].to_numpy()
        brier = ((chances - np.eye(3)[happened]) ** 2).sum(axis=1).mean()
        scores = rps(chances, happened).mean(), log_loss(chances, happened).mean(), brier
        print(f"{kind}: RPS {scores[0]:.6f}, log loss {scores[1]:.6f}, Brier {scores[2]:.6f}")
    async with db.reading() as session:
        record = await track_record(session, as_of=as_of, which=which)
    assert record.model is not None
    print(f"the record: {record.n} matches, RPS {record.model.rps:.6f}")
    if not len(lived) == len(rows) == len(both) or apart.max() > ROUNDING:
        raise SystemExit("The agent and the walk-forward do not say the same.")


if __name__ == "__main__":
    asyncio.run(main())
