"""Chances, prices and reasons: everything that starts from the forecast of a match."""

from __future__ import annotations

import math
import re
from collections.abc import Generator, Mapping
from typing import Any

from graph.analyst.calls import Call, Found, Script, call
from graph.analyst.deciding import of_a_half
from graph.analyst.lists import is_list
from graph.analyst.offers import Offer, offers
from graph.analyst.picks import COMPARED, OF_GOALS, focus, subject_of, topics
from graph.analyst.reading import Reading
from graph.analyst.scripts.forecasting import Forecasted, each_match, forecast
from graph.analyst.scripts.slips import slip
from graph.analyst.slips.bets import bet_said
from graph.analyst.spotting.markets import Pick
from graph.analyst.writing.chances import tell_chances
from graph.analyst.writing.details import notes
from graph.analyst.writing.missing import explain, reason_of, which_match
from graph.analyst.writing.rankings import tell_ranking
from graph.analyst.writing.reasons import tell_why
from graph.analyst.writing.value import SIDES, tell_market, tell_verdict
from graph.wording.phrasebook import Phrasebook

#: a “why?” that is about the odds
_OF_ODDS = re.compile(
    r"\b(?:odds|bookie|bookmaker|market|price|differ|disagree|fogadoirod|piac|elter)"
    r"|\bter\w* el\b"
)

_Results = Generator[tuple[Call, ...], tuple[Found, ...], list[str]]

_FAVOURITE = re.compile(r"\bfavou?rite\b|\bfavorit\w*|\beselyes(?:ebb|re)?\b")
#: a price so far from the fair odds of a side is none on it
TOO_GOOD, TOO_POOR = 1.35, 0.3


def chances(reading: Reading, book: Phrasebook) -> Script:
    """Tell how likely what is asked about is; of several matches, one after the other."""
    if not reading.clubs:
        return which_match(reading, book)
    if is_list(reading):
        return (yield from _next_of_each(reading, book))
    answer = ""
    for one in each_match(reading):
        answer += "\n\n" + (yield from _chances_of(one, book))
    return answer.strip()


def _chances_of(reading: Reading, book: Phrasebook) -> Script:
    score = reading.score.score if reading.score else None
    told: dict[str, None] = {}
    for pick in topics(reading):
        asked = pick.selection if pick and not score else None
        forecasted = yield from forecast(reading, bet=bet_said(asked, reading))
        if not forecasted.ok:
            return (yield from _no_forecast(forecasted, reading, book))
        told |= dict.fromkeys(tell_chances(forecasted.found, pick, book, score))
    if reading.prices and of_a_half(reading):
        told[book.say("bet.no_price")] = None
    return "\n".join([*told, *notes(forecasted.found, book, reading.days)])


def _no_forecast(forecasted: Forecasted, reading: Reading, book: Phrasebook) -> Script:
    """Say why; of clubs of two countries, what each one's next match is like."""
    obstacle = explain(forecasted.found, forecasted.wanted, reading, book)
    if forecasted.found.data.get("reason") != "two_countries":
        return obstacle
    ranked = yield from _next_of_each(reading, book)
    return f"{obstacle}\n{ranked}"


def _next_of_each(reading: Reading, book: Phrasebook) -> Script:
    """Tell how likely each club's next match is won, the likeliest first."""
    days = reading.days if reading.days and reading.days.last >= reading.today else None
    wanted = call(
        "rank_matches",
        by="safest",
        teams="; ".join(club.name for club in reading.clubs),
        date_from=max(days.first, reading.today) if days else None,
        date_to=days.last if days else None,
    )
    (ranked,) = yield (wanted,)
    if not ranked.found:
        return explain(ranked, wanted, reading, book)
    return tell_ranking(ranked, book, own=True)


def value(reading: Reading, book: Phrasebook) -> Script:
    """Tell the chances, and whether a price pays for them."""
    if not reading.clubs:
        return which_match(reading, book)
    offered, asked = offers(reading), focus(reading)
    if any(one.pick.selection and not COMPARED.match(one.pick.selection) for one in offered):
        return (yield from slip(reading, book))
    if not offered and asked and bet_said(asked.selection, reading):
        return (yield from chances(reading, book))
    forecasted = yield from forecast(reading)
    if not forecasted.ok:
        return explain(forecasted.found, forecasted.wanted, reading, book)
    found = forecasted.found
    if found.fact("1x2", "home") is None:
        return "\n".join(tell_chances(found, None, book, None))
    verdict = yield from _compare(found, offered, reading, book)
    lead = tell_chances(found, _result_asked(reading, offered), book, None)
    return "\n".join([*lead[:1], *verdict, *notes(found, book, reading.days)])


def why(reading: Reading, book: Phrasebook) -> Script:
    """Tell what moves the forecast of the match spoken of."""
    if not reading.clubs:
        return which_match(reading, book)
    offered = offers(reading)
    odds = "; ".join(f"{one.price:g}" for one in offered) if _is_series(offered) else None
    forecasted = yield from forecast(reading, odds=odds)
    if not forecasted.ok:
        return explain(forecasted.found, forecasted.wanted, reading, book)
    if forecasted.found.fact("1x2", "home") is None:
        return "\n".join(tell_chances(forecasted.found, None, book, None))
    beside_odds = bool(_OF_ODDS.search(reading.masked))
    of_goals = asks_of_goals(reading)
    asked = focus(reading)
    told = tell_why(
        forecasted.found,
        book,
        beside_odds=beside_odds,
        of_goals=of_goals,
        of_club=asked.club if asked else subject_of(reading),
    )
    return f"{book.say('why.no_certainty')} {told}" if reading.doubted else told


def asks_of_goals(reading: Reading) -> bool:
    """Whether it is about the draw or the goals, not about either side."""
    asked = focus(reading)
    return bool(asked and OF_GOALS.match(asked.selection or ""))


def _result_asked(reading: Reading, offered: tuple[Offer, ...]) -> Pick | None:
    """Return what the chances are told of: what is asked, else what the first price is on."""
    asked = focus(reading)
    if asked and asked.selection and not offered:
        return asked
    return offered[0].pick if len(offered) == 1 and offered[0].pick.selection else None


def _compare(
    found: Found, offered: tuple[Offer, ...], reading: Reading, book: Phrasebook
) -> _Results:
    match = found.data
    date = None if match.get("hypothetical") else match["date"]
    pair = {"home_team": match["home"], "away_team": match["away"], "date": date}
    if _is_series(offered):
        prices = {f"{one.pick.selection}_odds": one.price for one in offered}
        (compared,) = yield (call("compare_odds", **_as_asked(pair, match), **prices),)
        refused = "missing.not_one_match"
        return _told(compared, book, refused) or tell_market(compared, book)
    if not offered:
        selection = _selection_asked(reading, match["home"], match["away"])
        (compared,) = yield (call("compare_odds", **pair, selection=selection),)
        return _told(compared, book) or tell_market(compared, book)
    lines = []
    for one in offered:
        selection = one.pick.for_match(match["home"], match["away"]) or "home"
        if one.assumed and (subject_of(reading) is None or _is_far(one, selection, found, reading)):
            selection = _likely_side(found, one.price, reading)
        (compared,) = yield (call("compare_odds", **pair, selection=selection, price=one.price),)
        if obstacle := _told(compared, book):
            return obstacle
        lines.append(tell_verdict(compared, selection, book))
        if one.assumed:
            lines.append(book.say("value.assumed", who=match[selection]))
    return lines


def _likely_side(found: Found, price: float, reading: Reading) -> str:
    """Return the side that a price is on where nobody says which: the first, if it can be its.

    “The favourite at 1.4” is the likelier one.
    """
    fair = {side: float(found.value("fair_odds", side) or 1.0) for side in ("home", "away")}
    if _FAVOURITE.search(reading.folded):
        return min(fair, key=lambda side: fair[side])
    if TOO_POOR < price / fair["home"] < TOO_GOOD:
        return "home"
    return min(fair, key=lambda side: abs(math.log(fair[side] / price)))


def _is_far(offered: Offer, side: str, found: Found, reading: Reading) -> bool:
    """Whether a price cannot be meant for the side of an earlier message: 1.45 where 8 is fair."""
    fair = float(found.value("fair_odds", side) or offered.price)
    return not reading.mentions and not TOO_POOR < offered.price / fair < 1 / TOO_POOR


def _as_asked(pair: dict[str, Any], match: Mapping[str, Any]) -> dict[str, Any]:
    """Return the clubs in the asker's order: three prices in a row are in that order too.

    The tool turns both round when the clubs really play the other way.
    """
    if not match.get("swapped"):
        return pair
    return {**pair, "home_team": pair["away_team"], "away_team": pair["home_team"]}


def _told(compared: Found, book: Phrasebook, refused: str = "missing.failed") -> list[str]:
    """Return what stands in the way of a comparison, if anything does.

    Parameters
    ----------
    refused : the key of what is said when the tool took none of it.
    """
    if compared.state == "not_bound":
        return [book.say("missing.no_tool", what=book.word("tool", "compare_odds"))]
    return [] if compared.found else [reason_of(compared, book) or book.say(refused)]


def _is_series(offered: tuple[Offer, ...]) -> bool:
    return tuple(one.pick.selection for one in offered) == SIDES


def _selection_asked(reading: Reading, home: str, away: str) -> str | None:
    asked = focus(reading)
    selection = asked.for_match(home, away) if asked else None
    return selection if selection and COMPARED.match(selection) else None
