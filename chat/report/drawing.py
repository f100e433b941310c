"""Where things stand in a figure: numbers become places on an SVG canvas.

Knows scales and places; colours and words are the templates'.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ml.closing_line import ClosingLine
    from ml.intervals import Interval
    from ml.scorecard import CalibrationBin
    from ml.trials import MarketScores

#: steps between ticks that a reader counts in
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """A linear scale: values from `low` to `high` lie from `start` to `end` on the canvas."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; one beyond the ends lies at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self, about: int = 5) -> list[float]:
        """Return round values from `low` to `high`."""
        rough = (self.high - self.low) / about
        size = 10.0 ** math.floor(math.log10(rough))
        step = next(size * each for each in _STEPS if size * each >= rough * (1 - 1e-9))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliability:
    """What was said beside what happened, each bin a dot with its interval and count."""

    title: str
    bins: Sequence[CalibrationBin]
    #: 0..1 along the said and, upwards, the happened
    across: Axis
    up: Axis
    #: counts, upwards from the foot of the figure
    counts: Axis


def reliability(title: str, bins: Sequence[CalibrationBin]) -> Reliability:
    """Lay out a reliability figure on a canvas of 320 by 380."""
    most = max((each.count for each in bins), default=1)
    return Reliability(
        title=title,
        bins=bins,
        across=Axis(low=0.0, high=1.0, start=38.0, end=308.0),
        up=Axis(low=0.0, high=1.0, start=284.0, end=14.0),
        counts=Axis(low=0.0, high=float(most), start=364.0, end=314.0),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of a figure of intervals: a name, and an interval of each kind."""

    name: str
    #: canvas units from the top of the canvas
    top: float
    spans: Mapping[str, Interval]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spans:
    """Intervals beside zero, a row for each group, on a canvas 400 wide."""

    rows: Sequence[Row]
    across: Axis
    height: float
    #: what it means to lie left and right of zero
    left: str
    right: str


#: names stand above their intervals: beside them they would be too small to read on a phone
_ROW = 40.0
_TOP = 10.0


def differences(groups: Mapping[str, MarketScores], yardsticks: Iterable[str]) -> Spans | None:
    """Lay out our ranked probability scores minus theirs; None where nobody is beside us."""
    wanted = tuple(yardsticks)
    return _spans(
        {
            name: {each: scores.beside[each].rps_lead for each in wanted if each in scores.beside}
            for name, scores in groups.items()
        },
        ("we are better", "they are better"),
    )


def values(line: ClosingLine) -> Spans | None:
    """Lay out what the picks above each threshold were worth, in per cent of the stake."""
    return _spans(
        {
            f"worth more than {picks.threshold:.0%}: {picks.count} picks": {
                "closing": _per_cent(picks.closing_value),
                "price": _per_cent(picks.profit),
            }
            for picks in line.picks
        },
        ("the price was too low", "the price was worth it"),
    )


def _per_cent(share: Interval) -> Interval:
    return replace(share, mean=100 * share.mean, low=100 * share.low, high=100 * share.high)


def _spans(groups: Mapping[str, Mapping[str, Interval]], sides: tuple[str, str]) -> Spans | None:
    shown = {name: spans for name, spans in groups.items() if spans}
    if not shown:
        return None
    ends = [
        end for spans in shown.values() for each in spans.values() for end in (each.low, each.high)
    ]
    room = max(max(ends), -min(ends), 1e-6) * 0.05
    return Spans(
        rows=[
            Row(name=name, top=_TOP + _ROW * place, spans=spans)
            for place, (name, spans) in enumerate(shown.items())
        ],
        across=Axis(low=min(*ends, 0.0) - room, high=max(*ends, 0.0) + room, start=10.0, end=390.0),
        height=_TOP + _ROW * len(shown) + 40.0,
        left=sides[0],
        right=sides[1],
    )
