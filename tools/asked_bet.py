"""The chance of one bet that somebody asks about, beside a forecast: any market of the price sheet.

Where a stake may be given back, the chance leaves that part out, as its fair price does, and the
part is told. Half-time markets are read from the same score grid. Knows no prices.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from knowledge.naming import TeamResolver
from tools.arguments import plain
from tools.bets import key_of, line_of, name_of_bet, read_bet, read_half_time
from tools.figures import Sheet, listed
from tools.half_goals import read_half_goals, tell_half_goals
from tools.market import SIDES
from tools.pairings import Pairing

if TYPE_CHECKING:
    from ml.grid import ScoreGrid
    from ml.markets import Selection as Bet

#: the outcome against, where a market has just two
AGAINST = {
    "over": "under",
    "under": "over",
    "yes": "no",
    "no": "yes",
    "odd": "even",
    "even": "odd",
    "home": "away",
    "away": "home",
}
_TWO_WAY = {
    *("over_under", "home_goals", "away_goals", "both_teams_score", "odd_even"),
    *("asian_handicap", "draw_no_bet"),
}
_HANDICAPS = {"handicap", "handicaps", "asian handicap", "hendikep", "azsiai hendikep"}
#: words for how many goals there are likeliest to be, and how many numbers are told
_TOTALS = {"number of goals", "exact goals", "total goals", "golok szama"}
LIKELIEST = 4
#: handicaps told where none is named: those on half lines that come nearest to even
LINES = 3
#: pairs of half-time and full-time results that are told
PAIRS = 3


def tell_bet(
    sheet: Sheet, text: str, pairing: Pairing, clubs: TeamResolver, grid: ScoreGrid
) -> tuple[str, dict[str, Any]]:
    """Add the facts of a bet to a forecast's; return its sentence, and its names for a writer.

    Raises
    ------
    BadArgument, BadSelection
        When the text is no bet on the match.
    """
    if plain(text) in _TOTALS:
        return _tell_totals(sheet, grid)
    if goals := read_half_goals(text):
        return tell_half_goals(sheet, *goals, grid)
    if half := read_half_time(text, pairing, clubs):
        return _tell_half(sheet, half, pairing, grid)
    if plain(text) in _HANDICAPS:
        return _tell_handicaps(sheet, pairing, grid)
    return _tell_bet(sheet, read_bet(text, pairing, clubs), pairing, grid)


def _tell_bet(
    sheet: Sheet, bet: Bet, pairing: Pairing, grid: ScoreGrid
) -> tuple[str, dict[str, Any]]:
    market, outcome = key_of(bet)
    key, against = f"{market} {outcome}", _against(bet)
    chance = grid.fair(bet)
    shown = sheet.put(market, outcome, chance, "probability")
    other = sheet.put(market, against, 1 - chance, "probability")
    fair = sheet.put("fair_odds", key, 1 / max(chance, 1e-4), "odds")
    told = f"{name_of_bet(bet, pairing)}: chance {shown}, against it {other}, fair odds {fair}"
    if bet.line is not None:
        sheet.put("line", key, line_of(bet), "text")
        sheet.put("line", f"{market} {against}", line_of(replace(bet, outcome=against)), "text")
    pushed = _given_back(bet, grid)
    if pushed > 1e-9:
        told += f"; the stake comes back with {sheet.put('push', key, pushed, 'probability')}"
    return f"{told}.", {
        "market": bet.market,
        "key": market,
        "outcome": outcome,
        "against": against,
        "pushes": pushed > 1e-9,
    }


def _against(bet: Bet) -> str:
    if bet.market in _TWO_WAY:
        return AGAINST[bet.outcome]
    return f"not_{bet.outcome}"


def _given_back(bet: Bet, grid: ScoreGrid) -> float:
    """Return the part of the stake that comes back on average, wins and losses left out."""
    from ml.markets import Selection

    against = _against(bet)
    if bet.market not in ("over_under", "asian_handicap", "draw_no_bet"):
        return 0.0
    other = Selection(bet.market, against, bet.line)
    won, lost = (float(share) for share in grid.sheet((bet, other)).won[0])
    return max(1.0 - won - lost, 0.0)


def _tell_totals(sheet: Sheet, grid: ScoreGrid) -> tuple[str, dict[str, Any]]:
    """Add the likeliest numbers of goals."""
    from ml.markets import MOST_GOALS, Selection

    totals = [Selection("total_goals", str(goals)) for goals in range(MOST_GOALS + 1)]
    chances = dict(zip(totals, grid.sheet(tuple(totals)).won[0].tolist(), strict=True))
    chosen = sorted(totals, key=lambda one: -chances[one])[:LIKELIEST]
    told = [
        f"{one.outcome} {sheet.put('total_goals', one.outcome, chances[one], 'probability')}"
        for one in chosen
    ]
    data = {"market": "total_goals", "key": "total_goals", "outcome": "likeliest"}
    return f"Likeliest numbers of goals: {listed(told)}.", {
        **data,
        "likeliest": [one.outcome for one in chosen],
    }


def _tell_handicaps(sheet: Sheet, pairing: Pairing, grid: ScoreGrid) -> tuple[str, dict[str, Any]]:
    """Add the half-goal handicaps that come nearest to even."""
    from ml.markets import Selection

    lines = [half / 2 for half in range(-7, 8, 2)]
    fair = {line: grid.asian_handicap(line) for line in lines}
    chosen = sorted(sorted(lines, key=lambda line: abs(fair[line].home - 0.5))[:LINES])
    told = []
    for line in chosen:
        for side, club in (("home", pairing.home.name), ("away", pairing.away.name)):
            market, own = (
                f"asian_handicap_{line:g}",
                line_of(Selection("asian_handicap", side, line)),
            )
            chance = sheet.put(market, side, getattr(fair[line], side), "probability")
            sheet.put("line", f"{market} {side}", own, "text")
            told.append(f"{club} {own} {chance}")
    data = {"market": "asian_handicap", "key": "asian_handicap", "outcome": "all"}
    keys = [f"asian_handicap_{line:g}" for line in chosen]
    return f"Handicaps: {listed(told)}.", {**data, "keys": keys}


def _tell_half(
    sheet: Sheet, half: str, pairing: Pairing, grid: ScoreGrid
) -> tuple[str, dict[str, Any]]:
    """Add the half-time results, or those of half-time and full-time together."""
    pairs = grid.half_time_full_time()
    names = {"home": pairing.home.name, "draw": "draw", "away": pairing.away.name}
    if "/" in half or half == "both":
        asked = pairs if half == "both" else {half: pairs[half]}
        for pair, chance in sorted(asked.items(), key=lambda one: -one[1]):
            sheet.put("half_time_full_time", pair, chance, "probability")
        likeliest = sorted(asked, key=lambda pair: -asked[pair])[:PAIRS]
        told = [
            f"{'/'.join(names[side] for side in pair.split('/'))} "
            f"{sheet.shown('half_time_full_time', pair)}"
            for pair in likeliest
        ]
        data = {"market": "half_time_full_time", "key": "half_time_full_time", "outcome": half}
        return f"Half-time/full-time: {listed(told)}.", {**data, "likeliest": likeliest}
    told = []
    for side in SIDES:
        chance = sum(pairs[f"{side}/{full}"] for full in SIDES)
        told.append(f"{names[side]} {sheet.put('half_time', side, chance, 'probability')}")
    data = {"market": "half_time", "key": "half_time", "outcome": half}
    return f"At half-time ahead (draw: level): {listed(told)}.", data
