"""Insights: keep one, list those on a match, search them by meaning."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from chat.api.asking import (
    FEW_ROWS,
    AskerDep,
    Cursor,
    HouseDep,
    Limit,
    Now,
    Page,
    page_of,
    page_within,
)
from chat.api.languages import Accepted
from chat.api.matches import club_id
from chat.api.predictions import WordsRequest
from chat.errors import RuleSpoke
from chat.house import House
from chat.identity import Asker
from chat.words import keep, tell
from knowledge.errors import NotFound
from knowledge.insight_shelf import InsightHit
from knowledge.insights import InsightDraft, InsightInfo, Severity, advises, list_insights
from knowledge.matches import get_match
from tools.competitions import find_league
from tools.holding_back import is_advice, rule_for

router = APIRouter(tags=["insights"])

#: farther down a search, nothing is near in meaning any more
MOST_FOUND = 100

InsightType = Literal["prediction", "analysis", "recommendation", "comprehensive_analysis"]


class NewInsight(BaseModel):
    """An insight to be kept."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "Both sides press high.", "type": "analysis", "league": "E0"}]
        },
    )

    text: str = Field(min_length=1, max_length=20_000)
    type: InsightType = "analysis"
    #: of the match; `matchId`, as the list asks for it, is understood too
    match_id: str | None = Field(default=None, validation_alias=AliasChoices("match_id", "matchId"))
    #: a club's id, or its name in any spelling
    team: str | None = None
    #: a league's id or name
    league: str | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    #: how much it matters
    severity: Severity | None = None
    #: the agent that shall remember it
    agent_id: str | None = Field(default=None, max_length=60)


class Insight(BaseModel):
    """An insight that is kept."""

    id: str
    type: str
    text: str
    match_id: str | None
    team_id: str | None
    league_id: str | None
    agent_id: str | None
    confidence: float | None
    #: how much it matters: info, warning, critical; null where nobody has judged it
    severity: str | None
    source: str
    facts: list[dict[str, Any]]
    #: up to when its sources go
    as_of: dt.datetime
    created_at: dt.datetime

    @classmethod
    def of(cls, insight: InsightInfo) -> Insight:
        """Return an insight's shape."""
        return cls(
            id=insight.id,
            type=insight.type,
            text=insight.text,
            match_id=insight.match_id,
            team_id=insight.team_id,
            league_id=insight.league_id,
            agent_id=insight.agent_id,
            confidence=insight.confidence,
            severity=insight.severity,
            source=insight.source,
            facts=[dict(fact) for fact in insight.facts],
            as_of=insight.as_of,
            created_at=insight.created_at,
        )


class Found(BaseModel):
    """An insight that a search found."""

    insight: Insight
    #: -1..1, how near in meaning; None when it was found by its words
    similarity: float | None

    @classmethod
    def of(cls, hit: InsightHit) -> Found:
        """Return a hit's shape."""
        return cls(insight=Insight.of(hit.insight), similarity=hit.similarity)


class SearchResult(Page[Found]):
    """What a search found, best first."""

    by: Literal["meaning", "words"]
    #: why it went by words
    note: str | None


@router.post("/agents/insights", status_code=201)
async def add(new: NewInsight, house: HouseDep, asker: AskerDep, now: Now) -> Insight:
    """Keep an insight of the asker's, or of one of his agents."""
    owner = _owner(asker)
    if new.agent_id is not None:
        owner = (await house.agents.status(asker, new.agent_id)).user_id
    team, league = await _about(house, new.team, new.league)
    draft = InsightDraft(
        type=new.type,
        text=new.text,
        user_id=owner,
        agent_id=new.agent_id,
        match_id=new.match_id,
        team_id=team,
        league_id=league,
        confidence=new.confidence,
        severity=new.severity,
    )
    return Insight.of(await house.insights.add(draft, now=now))


@router.get("/agents/insights")
async def listed(
    house: HouseDep,
    asker: AskerDep,
    now: Now,
    match_id: Annotated[str | None, Query(alias="matchId")] = None,
    agent_id: Annotated[str | None, Query(alias="agentId")] = None,
    of_match: Annotated[str | None, Query(alias="match_id", include_in_schema=False)] = None,
    by_agent: Annotated[str | None, Query(alias="agent_id", include_in_schema=False)] = None,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Insight]:
    """List insights, newest first: the asker's own and the shared ones.

    A program with a key reads any agent's.
    """
    # whoever spells them as the insights themselves do means the same
    match_id, agent_id = match_id or of_match, agent_id or by_agent
    viewer = asker.user_id
    if agent_id is not None and asker.is_program:
        viewer = (await house.agents.status(asker, agent_id)).user_id
    return await insights_of(
        house, viewer, now, match_id=match_id, agent_id=agent_id, limit=limit, cursor=cursor
    )


@router.get("/insights/match/{match_id}")
async def of_match(
    match_id: str,
    house: HouseDep,
    asker: AskerDep,
    now: Now,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Insight]:
    """List the insights on a match, newest first."""
    async with house.db.reading() as session:
        await get_match(session, match_id, as_of=now)
    return await insights_of(
        house, asker.user_id, now, match_id=match_id, limit=limit, cursor=cursor
    )


@router.post("/insights/prediction", status_code=201)
async def write(
    wanted: WordsRequest, house: HouseDep, asker: AskerDep, accepted: Accepted
) -> Insight:
    """Put a prediction into words, and keep them as an insight of the asker's.

    What a rule of the house says in place of the words is told as a problem, and not kept.
    """
    told = await tell(
        house,
        wanted.wanted(),
        user_id=asker.user_id,
        language=wanted.language,
        accepted=accepted,
    )
    if (said := told.spoken.guard) is not None:
        raise RuleSpoke(said["text"], rule=said["rule"])
    return Insight.of(await keep(house, told, user_id=_owner(asker)))


@router.delete("/insights/{insight_id}", status_code=204, response_class=Response)
async def forget(insight_id: str, house: HouseDep, asker: AskerDep) -> None:
    """Forget an insight of the asker's own; a program with a key forgets those of nobody."""
    if not await house.insights.remove([insight_id], user_id=_owner(asker)):
        raise NotFound("There is no such insight of yours.")


@router.get("/insights/search")
async def search(
    house: HouseDep,
    asker: AskerDep,
    now: Now,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    limit: Annotated[int, Query(ge=1, le=MOST_FOUND)] = 10,
    cursor: Cursor = None,
    match: Annotated[str | None, Query(description="A match's id.")] = None,
    of_match: Annotated[str | None, Query(alias="match_id", include_in_schema=False)] = None,
    match_too: Annotated[str | None, Query(alias="matchId", include_in_schema=False)] = None,
    team: str | None = None,
    league: str | None = None,
    type: InsightType | None = None,  # noqa: A002 - the parameter's name outside
) -> SearchResult:
    """Find insights by what they mean, not by their words: the hundred nearest, a page at a time.

    The match may be named as in any other list of insights.
    """
    team_id, league_id = await _about(house, team, league)
    found = await house.insights.search(
        q,
        user_id=asker.user_id,
        as_of=now,
        limit=MOST_FOUND,
        match_id=match or of_match or match_too,
        team_id=team_id,
        league_id=league_id,
        type=type,
    )
    held_back = await _is_held_back(house, asker.user_id, now)
    hits = [hit for hit in found.hits if not (held_back and is_advice(hit.insight))]
    page = page_within(hits, limit, cursor, lambda hit: hit.insight.id, Found.of)
    return SearchResult(
        items=page.items, next_cursor=page.next_cursor, by=found.by, note=found.note
    )


async def insights_of(
    house: House,
    viewer: str,
    now: dt.datetime,
    *,
    match_id: str | None = None,
    agent_id: str | None = None,
    limit: int,
    cursor: str | None,
) -> Page[Insight]:
    """Return a page of what a user may see: his own and what is shared, no advice kept from him."""
    async with house.db.reading() as session:
        found = await list_insights(
            session,
            user_id=viewer,
            as_of=now,
            match_id=match_id,
            agent_id=agent_id,
            limit=limit + 1,
            after=cursor,
        )
    page = page_of(found, limit, Insight.of, lambda insight: insight.cursor)
    if await _is_held_back(house, viewer, now):
        page.items = [each for each in page.items if not advises(each.type, each.facts)]
    return page


async def _about(
    house: House, team: str | None, league: str | None
) -> tuple[str | None, str | None]:
    async with house.db.reading() as session:
        league_id = (await find_league(session, league)).id if league else None
        return await club_id(house, session, team, league) if team else None, league_id


async def _is_held_back(house: House, user_id: str, now: dt.datetime) -> bool:
    rule, _ = await rule_for(house.db, user_id, now=now)
    return rule is not None


def _owner(asker: Asker) -> str | None:
    # what a program with a key keeps is for everybody
    return None if asker.is_program else asker.user_id
