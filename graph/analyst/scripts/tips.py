"""Many matches at once: the clearest, a ranking by what is asked, or what is worth a bet."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from graph.analyst.calls import Script, call
from graph.analyst.intents import Intent
from graph.analyst.picks import COMPARED
from graph.analyst.reading import Reading
from graph.analyst.scripts.forecasting import forecast, forecast_of
from graph.analyst.scripts.verdicts import chances
from graph.analyst.slips.unknown import unknown_said
from graph.analyst.spotting.advice import WOULD_YOU
from graph.analyst.spotting.dates import DAY
from graph.analyst.spotting.match_orders import order_said
from graph.analyst.writing.missing import explain, league_name
from graph.analyst.writing.rankings import tell_ranking
from graph.analyst.writing.reasons import tell_why
from graph.analyst.writing.recommendations import tell_recommendations
from graph.analyst.writing.tips import tell_tips
from graph.wording.phrasebook import Phrasebook
from knowledge.catalogue import entries

#: matches looked at for tips: the longest list of the tool
LOOKED_AT = 30
#: without a day, tips are for this many days ahead
AHEAD = 7
#: today's are asked for without a word that is a day of its own
_OF_TODAY = re.compile(r"\b(?:tip|bet|pick|acca|banker|nap)s? of the day\b|\bnap tipp|\bnapi tipp")
#: one of many is asked for: by the outcome that is named
_WHICH = re.compile(
    r"\b(?:which|what|where|melyik\w*|mely|hol|kik)\b|\b\w*gyanus\w*|\bsuspicious\b"
    r"|\bvan(?:nak)? (?:\w+ )?(?:valami|olyan|egy)\b|\bany (?:likely )?(?:draws?|games?)\b"
)
_ADVICE = re.compile(
    rf"{WOULD_YOU.pattern}"
    r"|\brecommend|\bsuggest|\bvalue\b|\bbest bets?\b|\bgood bets?\b|\bworth\b"
    r"|\b(?:should|would|can) (?:i|you) (?:bet|back|put)|\bajanl|\bjavasol|\bertek\w*\b|\bmegeri\b"
    r"|\blong(?:est)? odds\b|\bwhere should (?:it|this|that|my money) go\b|\bmire (?:rak|tedd|tesz)"
    r"|\b(?:van|vannak)(?: \w+)? odds\w*|\bodds(?:od|aid|ok)? (?:van|vannak)\b"
    r"|\b(?:got|have|any) (?:any |the )?(?:odds|prices)\b"
    r"|\berdemes\b|\bmire (?:fogad|tegy)|\bmit (?:fogad|jatssz|tegy)|\bjo fogadas|\blegjobb fogadas"
)


def tips(reading: Reading, book: Phrasebook) -> Script:
    """Tell the clearest matches of some days or a league, or those that are asked for."""
    if reading.prices and (unknown := unknown_said(reading)):
        return book.say("slip.unknown_all", name=", ".join(unknown))
    if order := _order(reading):
        return (yield from _ranking(reading, book, order))
    if _ADVICE.search(reading.folded) and not reading.among:
        return (yield from _recommendations(reading, book))
    first, last = days_meant(reading)
    wanted = call(
        "find_matches",
        league=reading.league,
        date_from=first,
        date_to=last,
        status="scheduled",
        favourites=True,
        limit=LOOKED_AT,
    )
    (found,) = yield (wanted,)
    if not found.found or not found.data.get("matches"):
        return explain(found, wanted, reading, book)
    return tell_tips(found, book)


def _ranking(reading: Reading, book: Phrasebook, order: str) -> Script:
    first, last = days_meant(reading)
    of_all = {"league": reading.league, "date_from": first, "date_to": last}
    wanted = call(
        "rank_matches",
        by=order,
        **{"teams": "; ".join(reading.among)} if reading.among else of_all,
        leave_out="; ".join(reading.without) or None,
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    told = tell_ranking(found, book, with_day=bool(reading.among) or first != last)
    told += _without(reading, book)
    if order != "safest" or Intent.WHY not in reading.intents:
        return told
    safest = yield from forecast_of(found.data["rows"][0])
    return f"{told}\n\n{tell_why(safest.found, book, beside_odds=False)}" if safest.ok else told


def _without(reading: Reading, book: Phrasebook) -> str:
    """Return which leagues were left out, and that this is for now only."""
    gone = [league_name(id_, book) for id_ in reading.without if id_ in _leagues()]
    return "\n" + book.say("tips.without", leagues=book.both(gone)) if gone else ""


@cache
def _leagues() -> frozenset[str]:
    return frozenset(league.id for league in entries())


def _recommendations(reading: Reading, book: Phrasebook) -> Script:
    """Tell what is worth a bet; where nothing is, what is likely at least."""
    first, last = days_meant(reading)
    if len(reading.clubs) > 1:  # the match of these two, whenever it is
        forecasted = yield from forecast(reading)
        if not forecasted.ok:
            return explain(forecasted.found, forecasted.wanted, reading, book)
        team, day = str(forecasted.found.data["home"]), forecasted.found.data["date"]
        wanted = call("recommend_bets", team=team, date_from=day, date_to=day)
    elif reading.clubs:
        span = {"date_from": first, "date_to": last} if reading.days else {}
        wanted = call("recommend_bets", team=reading.clubs[0].name, **span)
    else:
        wanted = call("recommend_bets", league=reading.league, date_from=first, date_to=last)
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    told = tell_recommendations(found, book)
    if found.data.get("recommendations") or found.data.get("reason") == "no_match":
        return told
    if reading.clubs:
        return f"{told}\n{(yield from chances(reading, book))}"
    return f"{told}\n{(yield from _ranking(reading, book, 'safest'))}"


def days_meant(reading: Reading) -> tuple[dt.date, dt.date]:
    """Return the days that are meant: those named, when they are ahead, or the next week."""
    if not reading.days and _OF_TODAY.search(reading.folded):
        return reading.today, reading.today
    days = reading.days if reading.days and reading.days.last >= reading.today else None
    first = max(days.first, reading.today) if days else reading.today
    return first, days.last if days else first + AHEAD * DAY


def _order(reading: Reading) -> str | None:
    """Return what matches are put in order by, as the tool takes it."""
    said = reading.score.score if reading.score else order_said(reading.folded)
    if reading.order and not (said and _WHICH.search(reading.folded)):
        return reading.order
    order = said or ("safest" if reading.among or reading.without else None)
    marked = (one for mark in reading.marks if (one := _compared_by(mark.selection)))
    if (order == "safest" and not reading.without) or (
        order is None and _WHICH.search(reading.folded)
    ):
        return next(marked, order)
    return order


def _compared_by(selection: str) -> str | None:
    """Return what matches are put in order by where an outcome is named; of other lines, goals."""
    if COMPARED.match(selection):
        return selection
    line = re.match(r"(?P<over>over|under)_\d", selection)
    return None if line is None else "most_goals" if line["over"] == "over" else "fewest_goals"
