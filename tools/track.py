"""The tool that tells how good the mentor's own forecasts and judged prices were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from knowledge.leagues import LeagueInfo
from knowledge.settlement import Which
from tools import record
from tools.arguments import Arguments, OptionalText, plain, read_day
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import BadArgument
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.record import Market, TrackRecord
from tools.scores import Interval, Rival, TipScores

#: with fewer matches a calibration error is mostly chance
ENOUGH = 200
MARKETS: Mapping[str, Market] = {
    "1x2": "1x2", "result": "1x2", "match result": "1x2",
    "over 2 5": "over_2_5", "over under 2 5": "over_2_5", "goals": "over_2_5", "totals": "over_2_5",
    "btts": "btts", "both teams to score": "btts",
}  # fmt: skip
#: who our forecasts are held against, in the English words of the text
RIVALS = {
    "base_rates": "The base rates of the leagues",
    "prematch": "The bookmakers' average before kick-off",
    "closing": "The bookmakers' average at closing",
}


class TrackRecordOf(Arguments):
    """Tell how good the mentor's own past forecasts were, beside base rates and bookmakers.

    Use it when the user asks how accurate or trustworthy you are, how your tips did, or whether
    you beat the bookmakers.
    """

    league: OptionalText = Field(None, description="only this league, if the user named one")
    date_from: OptionalText = Field(None, description="matches from this day on, like 2024-03-01")
    date_to: OptionalText = Field(None, description="matches up to this day")
    market: OptionalText = Field(
        None, description="which forecasts: 1x2 (default), over_2_5 or btts"
    )


async def track_record(desk: Desk, asked: TrackRecordOf) -> ToolResult:
    """Sum up the settled forecasts, and the prices judged for the user."""
    first = read_day(asked.date_from, today=desk.today) if asked.date_from else None
    last = read_day(asked.date_to, today=desk.today) if asked.date_to else None
    if first and last and last < first:
        raise BadArgument(f"{first} is after {last}: name the first day as date_from.")
    market = read_market(asked.market) if asked.market else "1x2"
    async with desk.db.reading() as session:
        league = await find_league(session, asked.league) if asked.league else None
        found = await record.track_record(
            session,
            as_of=desk.as_of,
            user_id=desk.user_id,
            which=Which(league=league.id if league else None, first=first, last=last),
            market=market,
        )
    return _told(found, league)


def read_market(text: str) -> Market:
    """Return the market that a text means.

    Raises
    ------
    BadArgument
        When it means none that is scored.
    """
    if market := MARKETS.get(plain(text)):
        return market
    raise BadArgument("market takes 1x2, over_2_5 or btts.")


def _told(found: TrackRecord, league: LeagueInfo | None) -> ToolResult:
    subject = f"track record, {league.name}" if league else "track record"
    sheet = Sheet(subject, as_of=found.as_of.isoformat(), source="predictions")
    waiting = sheet.add("settled", "waiting", found.waiting, "count")
    told = [*_tell_scores(sheet, found), *_tell_tips(sheet, found)]
    if found.model is None:
        told.insert(
            0,
            "Nothing is settled yet: a forecast is written down before kick-off when a coming "
            f"match is asked about, and scored when its result arrives. {waiting} wait for theirs.",
        )
    return ToolResult(
        kind="track_record",
        text=" ".join(told),
        facts=sheet.facts,
        data={
            "market": found.scored,
            "league": league.id if league else None,
            "league_name": league.name if league else None,
            "beside": {name: _standing(each.rps_difference) for name, each in _rivals(found)},
        },
    )


def _rivals(found: TrackRecord) -> list[tuple[str, Rival]]:
    against = {
        "base_rates": found.base_rates,
        "prematch": found.market.prematch,
        "closing": found.market.closing,
    }
    return [(name, rival) for name, rival in against.items() if rival]


def _standing(difference: Interval) -> str:
    """Return whether we are better or worse than somebody, as far as that can be told."""
    if difference.low is None or difference.high is None:
        return "unclear"
    return "better" if difference.high < 0 else "worse" if difference.low > 0 else "unclear"


def _tell_scores(sheet: Sheet, found: TrackRecord) -> list[str]:
    model = found.model
    if model is None or found.first is None or found.last is None:
        return []
    count = sheet.add("settled", "matches", model.n, "count")
    first = sheet.add("settled", "first", found.first.isoformat(), "date")
    last = sheet.add("settled", "last", found.last.isoformat(), "date")
    hits = sheet.add("hit_rate", "model", model.hit_rate, "probability")
    rps = sheet.add("rps", "model", model.rps, "loss")
    loss = sheet.add("log_loss", "model", model.log_loss, "loss")
    told = [
        f"{count} forecasts ({found.scored}) are settled, of matches from {first} to {last}; the "
        f"likeliest outcome came in {hits}. Ranked probability score {rps}, log loss {loss} "
        "(lower is better)."
    ]
    told += [_tell_rival(sheet, name, rival) for name, rival in _rivals(found)]
    if found.calibration_error is not None and model.n >= ENOUGH:
        off = sheet.add("calibration_error", "model", found.calibration_error, "probability")
        told.append(f"The chances given were off by {off} on average.")
    return told


def _tell_rival(sheet: Sheet, name: str, rival: Rival) -> str:
    theirs = sheet.add("rps", name, rival.rps, "loss")
    sheet.add("log_loss", name, rival.log_loss, "loss")
    sheet.add("compared", name, rival.n, "count")
    apart = _tell_interval(sheet, "rps_difference", name, rival.rps_difference, "loss")
    standing = {
        "better": "we are better, beyond what luck explains",
        "worse": "they are better, beyond what luck explains",
        "unclear": "nobody can tell the two apart yet",
    }[_standing(rival.rps_difference)]
    return f"{RIVALS[name]}: {theirs}, ours less theirs {apart}: {standing}."


def _tell_tips(sheet: Sheet, found: TrackRecord) -> list[str]:
    if found.tips is None or not found.tips.n:
        return []
    told = [_tell_some_tips(sheet, "tips", "Prices judged for the user", found.tips)]
    if value := found.tips.by_verdict.get("value"):
        told.append(_tell_some_tips(sheet, "value_tips", "Of these, called value", value))
    return told


def _tell_some_tips(sheet: Sheet, market: str, name: str, tips: TipScores) -> str:
    told = f"{name}: {sheet.add(market, 'judged', tips.n, 'count')}"
    if tips.closing_value is not None and tips.beat_closing is not None:
        value = _tell_interval(sheet, market, "closing_value", tips.closing_value, "share")
        beat = sheet.add(market, "beat_closing", tips.beat_closing, "probability")
        told += f"; closing-line value {value}, {beat} paid more than the fair closing price"
    if tips.profit is not None:
        settled = sheet.add(market, "settled", tips.settled, "count")
        gain = _tell_interval(sheet, market, "profit", tips.profit, "share")
        told += f"; {settled} settled, mean profit of one unit {gain}"
    return f"{told}."


def _tell_interval(
    sheet: Sheet, market: str, outcome: str, interval: Interval, unit: Literal["loss", "share"]
) -> str:
    """Add a mean and its interval; return them as a text shows them."""
    mean = sheet.add(market, outcome, interval.mean, unit)
    if interval.low is None or interval.high is None:
        return mean
    low = sheet.add(f"{market}_low", outcome, interval.low, unit)
    high = sheet.add(f"{market}_high", outcome, interval.high, unit)
    return f"{mean} (95 % interval {low} to {high})"
