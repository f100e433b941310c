"""`tippmix record`: the track record in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chat.cli.edge import show, show_json

if TYPE_CHECKING:
    from chat.settings import Settings
    from tools.record import Market, Period, Tips, TrackRecord
    from tools.scores import CalibrationBin, Interval, PartScores, Rival, TipScores

#: model versions shown: the last ones; a busy house has one a week
VERSIONS = 12
VERDICTS = {"value": "called value", "thin": "called too thin", "no_bet": "called no bet"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which record is asked for; days as the user wrote them."""

    league: str | None = None
    first: str | None = None
    last: str | None = None
    model_version: str | None = None
    market: Market = "1x2"
    period: Period = "month"
    user: str = "local"


async def record(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    """Show how good the predictions made so far were."""
    found = await _record(settings, wanted)
    if as_json:
        show_json(found.model_dump(mode="json"))
        return
    for line in _lines(found):
        show(line)


async def _record(settings: Settings, wanted: Wanted) -> TrackRecord:
    from chat.clock import read_day
    from chat.house import open_stock
    from knowledge.settlement import Which
    from tools.competitions import find_league
    from tools.record import track_record

    async with AsyncExitStack() as stack:
        db = await open_stock(settings, stack)
        async with db.reading() as session:
            league = (await find_league(session, wanted.league)).id if wanted.league else None
            return await track_record(
                session,
                as_of=settings.clock(),
                user_id=wanted.user,
                which=Which(
                    league=league,
                    first=read_day(wanted.first) if wanted.first else None,
                    last=read_day(wanted.last) if wanted.last else None,
                    model_version=wanted.model_version,
                ),
                market=wanted.market,
                period=wanted.period,
            )


def _lines(found: TrackRecord) -> Iterator[str]:
    if found.model is None:
        yield "Nothing is settled yet: a forecast is written down when a coming match is asked"
        yield "about, and scored when its result is imported."
        yield f"Forecasts that wait for a result: {found.waiting}."
    else:
        yield (
            f"{found.n} settled forecasts of {found.scored}, matches from {found.first} to "
            f"{found.last}; {found.waiting} wait for a result."
        )
        yield from _scores(found)
    if found.tips and found.tips.n:
        yield from _tips(found.tips)


def _scores(found: TrackRecord) -> Iterator[str]:
    model = found.model
    assert model is not None
    yield ""
    yield f"{'':24}{'matches':>8}{'Brier':>9}{'RPS':>9}{'log loss':>10}  our RPS less theirs, 95 %"
    yield f"{'our forecasts':24}{model.n:8}{model.brier:9.4f}{model.rps:9.4f}{model.log_loss:10.4f}"
    rivals = {
        "base rates": found.base_rates,
        "market before kick-off": found.market.prematch,
        "market at closing": found.market.closing,
    }
    yield from (_rival(name, rival) for name, rival in rivals.items() if rival)
    yield f"The likeliest outcome came in {model.hit_rate:.1%}; lower scores are better."
    yield from _calibration(found.calibration)
    yield from _parts("league", found.by_league)
    yield from _parts("time", found.by_period)
    yield from _parts("model", dict(list(found.by_model.items())[-VERSIONS:]))


def _rival(name: str, rival: Rival) -> str:
    return (
        f"{name:24}{rival.n:8}{rival.brier:9.4f}{rival.rps:9.4f}{rival.log_loss:10.4f}"
        f"  {_apart(rival.rps_difference)}"
    )


def _apart(difference: Interval) -> str:
    """Return a difference with its interval, and whether it is more than luck."""
    if difference.low is None or difference.high is None:
        return _span(difference)
    verdict = "better" if difference.high < 0 else "worse" if difference.low > 0 else "no telling"
    return f"{_span(difference)} {verdict}"


def _span(difference: Interval | None) -> str:
    if difference is None:
        return ""
    if difference.low is None or difference.high is None:
        return f"{difference.mean:+.4f}"
    return f"{difference.mean:+.4f} ({difference.low:+.4f} … {difference.high:+.4f})"


def _calibration(bins: list[CalibrationBin]) -> Iterator[str]:
    yield "\ncalibration: said, happened (95 %), outcomes"
    for row in bins:
        yield (
            f"  {row.predicted:6.1%} {row.observed:6.1%}"
            f" ({row.observed_low:6.1%} … {row.observed_high:6.1%}) {row.n:7}"
        )


def _parts(name: str, parts: Mapping[str, PartScores]) -> Iterator[str]:
    if len(parts) < 2:
        return
    yield f"\nby {name:21}{'matches':>8}{'RPS':>9}{'log loss':>10}  our RPS less the market's, 95 %"
    for key, part in parts.items():
        # of so many intervals one in twenty misses by luck alone: they are shown, not judged
        apart = _span(part.beside_market)
        yield f"{key:24}{part.n:8}{part.rps:9.4f}{part.log_loss:10.4f}  {apart}".rstrip()


def _tips(tips: Tips) -> Iterator[str]:
    yield f"\n{'prices judged':24}{'tips':>8}  closing-line value, 95 %; beat it; yield, 95 %"
    yield _tip_line("all", tips)
    for verdict, name in VERDICTS.items():
        if verdict in tips.by_verdict:
            yield _tip_line(name, tips.by_verdict[verdict])


def _tip_line(name: str, tips: TipScores) -> str:
    beat = f"{tips.beat_closing:.0%}" if tips.beat_closing is not None else "–"
    return f"{name:24}{tips.n:8}  {_gain(tips.closing_value)}; {beat}; {_gain(tips.profit)}"


def _gain(gain: Interval | None) -> str:
    if gain is None:
        return "not known yet"
    if gain.low is None or gain.high is None:
        return f"{gain.mean:+.1%}"
    return f"{gain.mean:+.1%} ({gain.low:+.1%} … {gain.high:+.1%})"
