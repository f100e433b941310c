"""Recommendations: what is worth a user's while in one match, or in some days; often nothing."""

from __future__ import annotations

import datetime as dt
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chat.api.asking import AskerDep, HouseDep
from knowledge.matches import MatchInfo, get_match
from tools.coming import coming_matches, read_span
from tools.desk import Desk
from tools.errors import NotThere
from tools.recommended import LOOKED_AT
from tools.recommending import Recommendations, advise

router = APIRouter(tags=["recommendations"])

#: the asker himself, as in `/users/me/preferences`
ME = "me"


class RecommendationRequest(BaseModel):
    """One match, or some days: today and the week after it where neither is named."""

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        json_schema_extra={"examples": [{"from": "2024-05-11", "to": "2024-05-12"}]},
    )

    match_id: str | None = Field(default=None, max_length=60)
    #: days, or the days of instants; those before today are left out
    first: dt.date | dt.datetime | None = Field(default=None, alias="from")
    last: dt.date | dt.datetime | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if self.match_id is not None and (self.first or self.last):
            raise ValueError("give match_id, or from and to")
        return self

    def days(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """Return the first and last day meant."""
        first, last = (day.isoformat() if day else None for day in (self.first, self.last))
        return read_span(first, last, today=today)


@router.post("/users/{user_id}/recommendations")
async def recommendations(
    user_id: str, wanted: RecommendationRequest, house: HouseDep, asker: AskerDep
) -> Recommendations:
    """Recommend bets within a user's own settings, each with its reasons.

    The list is empty, with the reason, where nothing is worth it, and for a user from whom advice
    is kept. One's own (`me`), or anybody's with an API key.
    """
    user_id = asker.user_id if user_id == ME else user_id
    asker.must_be(user_id)
    desk = await house.desk(user_id)
    return await advise(desk, await _matches(desk, wanted))


async def _matches(desk: Desk, wanted: RecommendationRequest) -> list[MatchInfo]:
    if wanted.match_id is not None:
        async with desk.db.reading() as session:
            return [await get_match(session, wanted.match_id, as_of=desk.as_of)]
    first, last = wanted.days(desk.today)
    try:
        return list((await coming_matches(desk, first, last, limit=LOOKED_AT)).matches)
    except NotThere:
        return []
