"""A digest: what was played since the last one and how the forecasts did, what comes, the tables.

Its figures are the books', the model's and the tables'; where the last digest ended is remembered.
Does not know who reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from graph.agents.configuration import InsightConfiguration
from graph.agents.errand import Errand
from graph.agents.scope import Scope, between, coming, scope_of
from graph.keeping import insight_id, keep, numbered
from graph.wording.phrasebook import Phrasebook
from knowledge.agent_memory import mark, put_mark
from knowledge.errors import KnowledgeError
from knowledge.insights import InsightDraft
from knowledge.matches import MatchInfo, known_at
from knowledge.predictions import predictions_of
from knowledge.standings import league_table
from knowledge.teams import get_team
from ml.errors import MlError
from tools.competitions import best_known, league_of
from tools.errors import ToolError
from tools.facts import Fact
from tools.figures import Sheet
from tools.prediction import PredictionObject

#: the mark under which it remembers the digest before
LAST = "digest"
#: the first digest looks back so far, none farther than a month
FIRST, FARTHEST = dt.timedelta(days=7), dt.timedelta(days=31)
#: matches told in each part at most, the best known first
MOST = 12


@dataclass(slots=True)
class Page:
    """A digest while it is written."""

    book: Phrasebook
    as_of: str
    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    #: the model's evidence on each coming match that is told
    confidences: list[float] = field(default_factory=list)

    def sheet(self, subject: str, source: str) -> Sheet:
        """Return a sheet for facts of one subject."""
        return Sheet(subject, as_of=self.as_of, source=source)

    def tell(self, key: str, **slots: object) -> None:
        """Add a line."""
        self.lines.append(self.book.say(f"digest.{key}", **slots))


async def write_digest(errand: Errand, told: InsightConfiguration) -> dict[str, Any]:
    """Write the digest of a user's leagues and clubs, and keep it as an insight.

    Its confidence is the mean of the model's evidence on the coming matches it tells of, None
    without any.

    Returns
    -------
    `insight_ids`, and `results`, `coming`: how many matches of each it tells of.
    """
    desk = errand.desk
    await desk.forecaster.refresh()
    scope = await scope_of(desk, told)
    since, before = await _since(errand)
    page = Page(book=Phrasebook(errand.language), as_of=desk.as_of.isoformat())
    played = await _played(errand, scope, since)
    ahead = await coming(desk, scope, days=told.days_ahead)
    page.tell("title", **{"from": page.book.day(since.date()), "to": page.book.day(desk.today)})
    await _tell_played(errand, page, played)
    await _tell_coming(errand, page, ahead, told)
    places = await _tell_places(errand, page, scope, before)
    if not (played or ahead):
        page.tell("nothing")
    kept = await keep(
        errand.desk,
        InsightDraft(
            id=insight_id(errand.agent.id, errand.task_id),
            type="analysis",
            text="\n".join(page.lines),
            source="agent",
            confidence=fmean(page.confidences) if page.confidences else None,
            facts=numbered(page.facts),
        ),
        agent_id=errand.agent.id,
    )
    async with desk.db.writing() as session:
        data = {
            "task": errand.task_id,
            "since": since.isoformat(),
            "before": dict(before),
            "until": desk.as_of.isoformat(),
            "places": places,
        }
        text = f"The last digest went to {desk.as_of:%Y-%m-%d %H:%M} UTC."
        await put_mark(session, errand.agent.id, LAST, text, now=desk.as_of, data=data)
    return {"insight_ids": [kept.id], "results": len(played), "coming": len(ahead)}


async def _since(errand: Errand) -> tuple[dt.datetime, Mapping[str, int]]:
    """Return where the last digest ended, and the places in it by club.

    A task that is done again begins where it had begun.
    """
    now = errand.desk.as_of
    async with errand.desk.db.reading() as session:
        last = await mark(session, errand.agent.id, LAST)
    if last is None:
        return now - FIRST, {}
    again = last.data["task"] == errand.task_id
    until = dt.datetime.fromisoformat(last.data["since" if again else "until"])
    places: Mapping[str, int] = last.data["before" if again else "places"]
    return min(max(until, now - FARTHEST), now), places


async def _played(errand: Errand, scope: Scope, since: dt.datetime) -> list[MatchInfo]:
    """Return the matches whose results came since an instant."""
    desk = errand.desk
    found = await between(desk, scope, since.date(), desk.today, status="finished")
    async with desk.db.reading() as session:
        known_then = await known_at(session, [match.id for match in found], as_of=since)
    return [match for match in found if match.id not in known_then]


async def _tell_played(errand: Errand, page: Page, played: Sequence[MatchInfo]) -> None:
    desk = errand.desk
    if not played:
        return
    page.tell("results")
    hits, forecast = 0, 0
    async with desk.db.reading() as session:
        for match in await best_known(session, played, limit=MOST, day_by_day=False):
            made = await predictions_of(session, match.id, as_of=desk.as_of)
            sheet = page.sheet(match.title, "results")
            score = str(match.score)
            sheet.add("result", "score", score, "score")
            slots = {"match": match.title, "score": page.book.figure(score, "score")}
            if made:
                said = {"home": made[0].p_home, "draw": made[0].p_draw, "away": made[0].p_away}
                outcome = _outcome(match)
                forecast, hits = forecast + 1, hits + (max(said, key=said.__getitem__) == outcome)
                source = f"model {made[0].model_version}"
                sheet.add("1x2", outcome, said[outcome], "probability", source=source)
                what = page.book.say(f"digest.{outcome}", **_names(match))
                chance = page.book.figure(said[outcome], "probability")
                page.tell("result", what=what, chance=chance, **slots)
            else:
                page.tell("result_only", **slots)
            page.facts += sheet.facts
    if forecast:
        sheet = page.sheet("track record", "predictions")
        sheet.add("settled", "hits", hits, "count")
        sheet.add("settled", "matches", forecast, "count")
        page.facts += sheet.facts
        page.tell("tally", hits=hits, count=forecast)


async def _tell_coming(
    errand: Errand, page: Page, ahead: Sequence[MatchInfo], told: InsightConfiguration
) -> None:
    if not ahead:
        return
    desk = errand.desk
    async with desk.db.reading() as session:
        chosen = await best_known(session, ahead, limit=MOST, day_by_day=False)
    page.tell("coming")
    for match in chosen:
        try:
            prediction = await desk.forecaster.predict(match)
        except (ToolError, KnowledgeError, MlError):
            continue  # a match without a forecast has no chances to tell; the others have
        sheet = page.sheet(match.title, f"model {prediction.model_version}")
        parts = [_chance(page, sheet, match, prediction, market) for market in told.markets]
        page.tell(
            "match",
            match=f"{match.home.name} – {match.away.name}",
            day=page.book.short_day(match.date),
            chances="; ".join(parts),
        )
        page.facts += sheet.facts
        page.confidences.append(prediction.confidence_score)
    if len(ahead) > len(chosen):
        sheet = page.sheet("matches", "fixtures")
        sheet.add("listed", "more", len(ahead) - len(chosen), "count")
        page.facts += sheet.facts
        page.tell("more", count=len(ahead) - len(chosen))


def _chance(
    page: Page, sheet: Sheet, match: MatchInfo, prediction: PredictionObject, market: str
) -> str:
    """Add a market's chances to a match's facts; return them in words."""
    result = prediction.match_result
    outcomes = {
        "1x2": {"home": result.home_win, "draw": result.draw, "away": result.away_win},
        "over_under_2.5": {"over": prediction.over_under.over_2_5},
        "both_teams_score": {"yes": prediction.both_teams_score.yes},
    }[market]
    words = []
    for outcome, chance in outcomes.items():
        sheet.add(market, outcome, chance, "probability")
        what = page.book.say(f"digest.{outcome}", **_names(match))
        figure = page.book.figure(chance, "probability")
        words.append(page.book.say("digest.chance", what=what, chance=figure))
    return ", ".join(words)


async def _tell_places(
    errand: Errand, page: Page, scope: Scope, before: Mapping[str, int]
) -> dict[str, int]:
    """Tell where the scope's clubs, and its leagues' leaders, stand; return the places."""
    desk, places = errand.desk, dict[str, int]()
    lines: list[tuple[str, dict[str, object]]] = []
    async with desk.db.reading() as session:
        for league_id, teams in (await _tables(errand, scope)).items():
            try:
                table = await league_table(session, league_id, as_of=desk.as_of)
            except KnowledgeError:
                continue  # a season of which nothing is known yet has no table
            for row in table.rows:
                if row.team.id in teams or (row.place == 1 and league_id in scope.leagues):
                    places[row.team.id] = row.place
                    sheet = page.sheet(row.team.name, "results")
                    sheet.add("table", "place", row.place, "place")
                    lines.append(_moved(row.team.name, row.place, before.get(row.team.id), sheet))
                    page.facts += sheet.facts
    if lines:
        page.tell("places")
    for key, slots in lines:
        page.tell(key, **slots)
    return places


async def _tables(errand: Errand, scope: Scope) -> dict[str, set[str]]:
    """Return the leagues to look at, and the clubs in each that are followed."""
    desk = errand.desk
    found: dict[str, set[str]] = {league: set() for league in scope.leagues}
    async with desk.db.reading() as session:
        for team_id in scope.teams:
            try:
                club = await get_team(session, team_id)
                league = await league_of(session, club.id, as_of=desk.as_of)
            except (ToolError, KnowledgeError):
                continue  # a club without a league match has no place
            found.setdefault(league.id, set()).add(team_id)
    return found


def _moved(
    club: str, place: int, before: int | None, sheet: Sheet
) -> tuple[str, dict[str, object]]:
    if before is None or before == place:
        return "new" if before is None else "stays", {"club": club, "place": place}
    sheet.add("table", "place_before", before, "place")
    return "up" if place < before else "down", {"club": club, "place": place, "before": before}


def _outcome(match: MatchInfo) -> str:
    scored, conceded = match.goals_of(match.home.id)
    return "home" if scored > conceded else "away" if scored < conceded else "draw"


def _names(match: MatchInfo) -> dict[str, str]:
    return {"home": match.home.name, "away": match.away.name}
