"""The chances of a match in words: the outcome asked about first, then the rest.

Knows the markets of a forecast, no prices.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.analyst.calls import Found
from graph.analyst.spotting.markets import Pick
from graph.analyst.writing.bets import tell_bet
from graph.analyst.writing.details import figure, on, title
from graph.analyst.writing.missing import why_no_forecast
from graph.wording.phrasebook import Phrasebook

#: a lead smaller than this is told as nearly even
EVEN = 0.03


def tell_chances(found: Found, pick: Pick | None, book: Phrasebook, score: str | None) -> list[str]:
    """Return the sentences about what is asked; `pick` None: the match as a whole."""
    if found.fact("1x2", "home") is None:
        return _without_forecast(found, book)
    if found.data.get("bet"):
        return tell_bet(found, book)
    if score:
        return _one_score(found, book, str(found.data.get("asked_score") or score))
    match = found.data
    asked = pick.for_match(match["home"], match["away"]) if pick else None
    told = _market(asked)(found, asked or "", book)
    played = found.fact("result", "score")
    if played:
        return [book.say("chances.played", score=book.figure(played["value"], "score")), *told]
    return told


def _without_forecast(found: Found, book: Phrasebook) -> list[str]:
    slots = _only(_slots(found, book), "match", "on")
    why = why_no_forecast(found, book)
    score = found.value("result", "score")
    if score is None:
        return [book.say("chances.no_forecast", why=why, **slots)]
    return [book.say("matches.met_last", score=book.figure(score, "score"), **slots), why]


def fair(found: Found, selection: str, book: Phrasebook) -> list[str]:
    """Return the fair odds of a result, where the forecast has them."""
    if found.fact("fair_odds", selection) is None:
        return []
    return [book.say("chances.fair", odds=figure(found, "fair_odds", selection, book))]


_Writer = Callable[[Found, str, Phrasebook], list[str]]


def _market(selection: str | None) -> _Writer:
    if selection in {None, "home", "away"}:
        return _result
    if selection and selection.startswith(("over_", "under_")):
        return _over_under
    return _MARKETS[selection or ""]


def _slots(found: Found, book: Phrasebook) -> dict[str, str]:
    match = found.data
    return {
        "match": title(match),
        "home": match["home"],
        "away": match["away"],
        "on": on(match, book),
        "p_home": figure(found, "1x2", "home", book),
        "p_draw": figure(found, "1x2", "draw", book),
        "p_away": figure(found, "1x2", "away", book),
        "g_home": figure(found, "expected_goals", "home", book),
        "g_away": figure(found, "expected_goals", "away", book),
    }


def _result(found: Found, selection: str, book: Phrasebook) -> list[str]:
    slots = _slots(found, book)
    p_home, p_away = found.value("1x2", "home"), found.value("1x2", "away")
    if not selection and abs(p_home - p_away) < EVEN:
        return [book.say("chances.close", **slots), *_goals(found, slots, book)]
    side = selection or ("home" if p_home > p_away else "away")
    other = "away" if side == "home" else "home"
    kind = "win" if selection else "favourite"
    lead = book.say(
        f"chances.{kind}_{side}",
        who=slots[side],
        other=slots[other],
        chance=slots[f"p_{side}"],
        on=slots["on"],
    )
    rest = book.say(
        "chances.rest", draw=slots["p_draw"], other=slots[other], chance=slots[f"p_{other}"]
    )
    return [f"{lead} {rest}", *_goals(found, slots, book)]


def _goals(found: Found, slots: dict[str, str], book: Phrasebook) -> list[str]:
    scores = found.of_market("correct_score")
    if not scores or found.fact("expected_goals", "home") is None:
        return []
    likeliest = max(scores, key=lambda fact: float(fact["value"]))
    return [
        book.say(
            "chances.goals",
            score=book.figure(likeliest["outcome"], "score"),
            chance=book.figure(likeliest["value"], likeliest["unit"]),
            **_only(slots, "home", "away", "g_home", "g_away"),
        )
    ]


def _draw(found: Found, _: str, book: Phrasebook) -> list[str]:
    slots = _slots(found, book)
    lead = book.say("chances.draw", chance=slots["p_draw"], **_only(slots, "match", "on"))
    rest = book.say("chances.rest_of_draw", **_only(slots, "home", "away", "p_home", "p_away"))
    return [f"{lead} {rest}", *fair(found, "draw", book)]


def _over_under(found: Found, selection: str, book: Phrasebook) -> list[str]:
    side, _, asked = selection.partition("_")
    line = asked.replace("_", ".")
    market, other = f"over_under_{line}", "under" if side == "over" else "over"
    told = book.say(
        f"chances.{side}",
        chance=figure(found, market, side, book),
        other=figure(found, market, other, book),
        line=book.figure(float(line), "goals"),
        **_only(_slots(found, book), "match", "on"),
    )
    return [told]


def _both_score(found: Found, selection: str, book: Phrasebook) -> list[str]:
    side = selection.removeprefix("btts_")
    return [
        book.say(
            f"chances.{selection}",
            chance=figure(found, "both_teams_score", side, book),
            other=figure(found, "both_teams_score", "no" if side == "yes" else "yes", book),
            **_only(_slots(found, book), "match", "on"),
        )
    ]


def _double(found: Found, selection: str, book: Phrasebook) -> list[str]:
    slots = _only(_slots(found, book), "home", "away", "on")
    pairs = ["1X", "12", "X2"] if selection == "double_chance" else [selection]
    told = []
    for pair in pairs:
        chance = figure(found, "double_chance", pair, book)
        told.append(book.say(f"chances.double_{pair}", chance=chance, **slots))
        slots["on"] = ""  # the day is said once
    return told


def _draw_no_bet(found: Found, _: str, book: Phrasebook) -> list[str]:
    slots = _only(_slots(found, book), "match", "on", "home", "away")
    slots["p_home"] = figure(found, "draw_no_bet", "home", book)
    slots["p_away"] = figure(found, "draw_no_bet", "away", book)
    return [book.say("chances.draw_no_bet", **slots)]


def _goals_asked(found: Found, _: str, book: Phrasebook) -> list[str]:
    slots = _only(_slots(found, book), "match", "on", "home", "away", "g_home", "g_away")
    return [book.say("chances.goals_ask", **slots), *_over_under(found, "over_2_5", book)]


def _likeliest(found: Found, _: str, book: Phrasebook) -> list[str]:
    slots = _only(_slots(found, book), "match", "on")
    return [book.say("chances.scores", list=_score_list(found, book), **slots)]


def _one_score(found: Found, book: Phrasebook, score: str) -> list[str]:
    slots = _only(_slots(found, book), "match", "on")
    shown = book.figure(score, "score")
    chance = figure(found, "correct_score", score, book)
    return [
        book.say("chances.one_score", score=shown, chance=chance, **slots),
        *fair(found, f"correct_score {score}", book),
        book.say("chances.others", list=_score_list(found, book, but=score)),
    ]


def _score_list(found: Found, book: Phrasebook, *, but: str = "") -> str:
    return book.both(
        [
            f"{book.figure(fact['outcome'], 'score')} ({book.figure(fact['value'], fact['unit'])})"
            for fact in found.of_market("correct_score")
            if fact["outcome"] != but
        ]
    )


def _only(slots: dict[str, str], *names: str) -> dict[str, str]:
    return {name: slots[name] for name in names}


_MARKETS: dict[str, _Writer] = {
    "draw": _draw,
    "btts_yes": _both_score,
    "btts_no": _both_score,
    "1X": _double,
    "12": _double,
    "X2": _double,
    "double_chance": _double,
    "draw_no_bet": _draw_no_bet,
    "correct_score": _likeliest,
    "expected_goals": _goals_asked,
}
