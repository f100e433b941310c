"""Predictions: one, many, the one of a match, and the track record."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from chat.api.asking import AskerDep, Day, HouseDep, Now
from chat.api.conversation import Fact, Guard
from chat.api.languages import Accepted
from chat.forecasting import predict
from chat.house import House
from chat.problems import describe, problem_of, request_id_of
from chat.reading import read
from chat.words import tell
from knowledge.settlement import Which
from tools.competitions import find_league
from tools.enhanced import EnhancedPrediction, enhance
from tools.prediction import PredictionObject
from tools.record import Market, Period, TrackRecord, track_record
from tools.wanted import NamedMatch, Wanted

router = APIRouter(prefix="/predictions", tags=["predictions"])

MOST_AT_ONCE = 500


class PredictionRequest(NamedMatch):
    """A match: by its id, or by the names of its clubs in any spelling."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"home_team": "Man United", "away_team": "Arsenal"}]},
    )


class WordsRequest(PredictionRequest):
    """A match to be spoken about; with odds, whether they are value too."""

    #: default: the asker's own, else that of `Accept-Language`, else English
    language: Literal["hu", "en"] | None = None


class Words(BaseModel):
    """The words about a prediction; every number in them is one of `facts`."""

    insight: str
    facts: list[Fact]
    #: who wrote it: "analyst", "ollama:<name>", or both
    model: str
    match_id: str | None
    language: Literal["hu", "en"]
    #: what a rule of the house said in place of an answer
    guard: Guard | None


class BatchRequest(BaseModel):
    """Many matches; each item is read on its own."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"matches": [{"home_team": "Man United", "away_team": "Arsenal"}]}]
        }
    )

    matches: list[Any] = Field(min_length=1, max_length=MOST_AT_ONCE)


class BatchItem(BaseModel):
    """What became of one item: a prediction, or the problem with it."""

    index: int
    prediction: PredictionObject | None = None
    error: dict[str, Any] | None = None


class BatchResult(BaseModel):
    """What became of all items, in their order."""

    predictions: list[BatchItem]
    succeeded: int
    failed: int


@router.post("/predict")
async def predict_one(
    wanted: PredictionRequest, house: HouseDep, asker: AskerDep
) -> PredictionObject:
    """Predict one match."""
    return await predict(house, wanted.wanted(), user_id=asker.user_id)


@router.post("/batch-predict")
async def predict_many(
    batch: BatchRequest, request: Request, house: HouseDep, asker: AskerDep
) -> BatchResult:
    """Predict many matches; one that cannot be predicted fails alone."""
    request_id = request_id_of(request)
    items = [
        await _predict_item(house, index, item, request_id, asker.user_id)
        for index, item in enumerate(batch.matches)
    ]
    failed = sum(item.error is not None for item in items)
    return BatchResult(predictions=items, succeeded=len(items) - failed, failed=failed)


@router.post("/enhanced-predict")
async def enhanced(
    wanted: PredictionRequest, house: HouseDep, asker: AskerDep
) -> EnhancedPrediction:
    """Predict one match, with what agents found beside it; the probabilities are the model's."""
    return await enhance(await house.desk(asker.user_id), wanted.wanted())


@router.get("/agent-enhanced/{match_id}")
async def agent_enhanced(match_id: str, house: HouseDep, asker: AskerDep) -> EnhancedPrediction:
    """Predict a match by its id, with what agents found beside it."""
    return await enhance(await house.desk(asker.user_id), Wanted(match_id=match_id))


@router.post("/ai-insights")
async def ai_insights(
    wanted: WordsRequest, house: HouseDep, asker: AskerDep, accepted: Accepted
) -> Words:
    """Put a prediction into words."""
    told = await tell(
        house,
        wanted.wanted(),
        user_id=asker.user_id,
        language=wanted.language,
        accepted=accepted,
    )
    return Words.model_validate(
        {
            "insight": told.spoken.text,
            "facts": told.spoken.facts_of(told.spoken.text),
            "model": told.spoken.model,
            "match_id": told.prediction.match_id,
            "language": told.spoken.language,
            "guard": told.spoken.guard,
        }
    )


@router.get("/record")
async def record(
    house: HouseDep,
    asker: AskerDep,
    now: Now,
    league: Annotated[str | None, Query(max_length=120)] = None,
    first: Annotated[Day | None, Query(alias="from", description="First day.")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Last day.")] = None,
    model_version: Annotated[str | None, Query(max_length=80)] = None,
    market: Annotated[Market, Query(description="Which market is scored.")] = "1x2",
    period: Annotated[Period, Query(description="How `by_period` goes.")] = "month",
) -> TrackRecord:
    """Give the track record: predictions made before kick-off, beside what happened.

    With the asker's own tips: the prices that were judged for him, and what became of them.
    """
    async with house.db.reading() as session:
        league_id = (await find_league(session, league)).id if league else None
        which = Which(league=league_id, first=first, last=last, model_version=model_version)
        return await track_record(
            session, as_of=now, user_id=asker.user_id, which=which, market=market, period=period
        )


@router.get("/{match_id}")
async def predict_match(match_id: str, house: HouseDep, asker: AskerDep) -> PredictionObject:
    """Predict a match by its id; one already played as it stood before kick-off."""
    return await predict(house, Wanted(match_id=match_id), user_id=asker.user_id)


async def _predict_item(
    house: House, index: int, item: Any, request_id: str, user_id: str
) -> BatchItem:
    try:
        wanted = read(PredictionRequest, item).wanted()
        prediction = await predict(house, wanted, user_id=user_id)
        return BatchItem(index=index, prediction=prediction)
    except Exception as error:
        # an item's own problem is told in its place; what nobody foresaw stops the request
        if problem_of(error).name == "unexpected":
            raise
        return BatchItem(index=index, error=describe(error, request_id))
