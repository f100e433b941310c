"""What a tool was asked and what it found, as a few lines for the reader of a step.

Facts of one subject and market share a line: “result: home 35.2%, draw 30.0%, away 34.8%”. Knows
the names of markets and outcomes in both languages, and nothing of Chainlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chat.ui.words import Language, on_one_line, pick, shown_arguments
from graph.wording.figures import fact_shown, shown

#: lines that a step shows
MOST_LINES = 14

MARKETS: dict[str, tuple[str, str]] = {
    "1x2": ("result", "végeredmény"),
    "both_teams_score": ("both teams score", "mindkét csapat lő gólt"),
    "double_chance": ("double chance", "dupla esély"),
    "draw_no_bet": ("draw no bet", "döntetlennél visszajár"),
    "expected_goals": ("expected goals", "várható gólok"),
    "correct_score": ("score", "pontos eredmény"),
    "fair_odds": ("fair odds", "reális odds"),
    "confidence": ("confidence", "megbízhatóság"),
    "price": ("price", "odds"),
    "break_even": ("breaks even at", "ennyitől éri meg"),
    "implied": ("the market says", "a piac szerint"),
    "margin": ("the book's margin", "az iroda árrése"),
    "expected_value": ("expected value", "várható érték"),
    "our_price": ("our price", "a mi árunk"),
    "their_price": ("their price", "az ő áruk"),
    "settled": ("settled", "kiértékelve"),
    "hit_rate": ("likeliest came in", "a legvalószínűbb jött be"),
    "calibration_error": ("chances off by", "az esélyek eltérése"),
    "compared": ("compared on", "ennyi meccsen"),
    "log_loss": ("log loss", "log-veszteség"),
    "rps": ("RPS", "RPS"),
    "rps_difference": ("RPS, ours less theirs", "RPS, a miénk és az övék különbsége"),
    "rps_difference_low": ("at least", "legalább"),
    "rps_difference_high": ("at most", "legfeljebb"),
    "tips": ("prices judged", "megítélt árak"),
    "value_tips": ("called value", "értékesnek mondva"),
    "table": ("table", "tabella"),
    "form": ("form", "forma"),
    "record": ("record", "mérleg"),
    "next_match": ("next match", "következő meccs"),
    "result": ("result", "eredmény"),
    "kickoff": ("kick-off", "kezdés"),
    "date": ("day", "nap"),
    "head_to_head": ("earlier meetings", "egymás elleni mérleg"),
    "preference": ("preference", "beállítás"),
    "half_time": ("at half-time", "a félidőben"),
    "half_time_full_time": ("half-time/full-time", "félidő/végeredmény"),
    "win_to_nil": ("win to nil", "győzelem kapott gól nélkül"),
    "push": ("stake comes back", "a tét visszajár"),
    "line": ("line", "vonal"),
    "streak": ("in a row", "sorozatban"),
    "explanation": ("what moves it", "mi mozgatja"),
    "gap": ("ours less theirs", "a miénk és az övék különbsége"),
    "edge": ("above break-even", "ennyivel több a szükségesnél"),
    "own_chance": ("your chance", "a te esélyed"),
    "stake": ("stake", "tét"),
    "stake_amount": ("stake", "tét"),
    "slip": ("slip", "szelvény"),
    "season": ("season", "idény"),
    "places": ("places", "helyek"),
    "ranking": ("matches", "meccsek"),
    "favourites": ("matches", "meccsek"),
    "recommendations": ("matches", "meccsek"),
    "insight": ("note", "jegyzet"),
}
OUTCOMES: dict[str, tuple[str, str]] = {
    "home": ("home", "hazai"),
    "draw": ("draw", "döntetlen"),
    "away": ("away", "vendég"),
    "over": ("over", "felette"),
    "under": ("under", "alatta"),
    "yes": ("yes", "igen"),
    "no": ("no", "nem"),
    "place": ("place", "hely"),
    "points": ("points", "pont"),
    "played": ("played", "lejátszott"),
    "won": ("won", "győzelem"),
    "drawn": ("drawn", "döntetlen"),
    "lost": ("lost", "vereség"),
    "goals_for": ("scored", "lőtt gól"),
    "goals_against": ("conceded", "kapott gól"),
    "goal_difference": ("goal difference", "gólkülönbség"),
    "biggest_win": ("biggest win", "legnagyobb győzelem"),
    "biggest_defeat": ("biggest defeat", "legnagyobb vereség"),
    **{
        f"{run}_{when}": (f"{english} {en}", f"{hungarian} {hu}")
        for run, english, hungarian in (
            ("winning", "won", "győzelem"),
            ("unbeaten", "unbeaten", "veretlen"),
            ("losing", "lost", "vereség"),
            ("winless", "without a win", "nyeretlen"),
            ("scoring", "scored", "gólt szerzett"),
            ("scoreless", "without a goal", "gól nélkül"),
            ("clean_sheet", "clean sheets", "kapott gól nélkül"),
        )
        for when, en, hu in (("now", "now", "most"), ("longest", "at the longest", "legfeljebb"))
    },
    "matches": ("matches", "meccs"),
    "waiting": ("waiting", "várakozik"),
    "first": ("from", "ettől"),
    "last": ("to", "eddig"),
    "base_rates": ("base rates", "alapgyakoriság"),
    "prematch": ("bookmakers before kick-off", "fogadóirodák kezdés előtt"),
    "closing": ("bookmakers at closing", "fogadóirodák záráskor"),
    "judged": ("count", "darab"),
    "closing_value": ("closing-line value", "előny a záró árhoz képest"),
    "beat_closing": ("better than closing", "jobb a zárónál"),
    "profit": ("profit a unit", "egységnyi téten"),
}
#: outcomes that say nothing beside their market
BARE = ("score", "time", "date", "model", "letters", "text")

_GOALS = re.compile(r"over_under_(\d+(?:\.\d+)?)\Z")


def told(args: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return a step's text in Markdown: what was asked, then what was found."""
    asked = " · ".join(shown_arguments(args, language))
    lines = list(_lines(facts, language))
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], "…"]
    return on_one_line("\n".join([*([f"*{asked}*"] if asked else []), *lines]))


def _lines(facts: Iterable[Mapping[str, Any]], language: Language) -> Iterable[str]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for fact in facts:
        groups.setdefault((fact["subject"], fact["market"]), []).append(fact)
    one_subject = len({subject for subject, _ in groups}) == 1
    for (subject, market), group in groups.items():
        figures = ", ".join(_figure(fact, language) for fact in group)
        about = "" if one_subject else f"{subject} – "
        yield f"{about}{_market(market, language)}: {figures}"


def _figure(fact: Mapping[str, Any], language: Language) -> str:
    value = fact_shown(fact, language)
    outcome = fact["outcome"]
    if outcome in BARE:
        return value
    name = pick(OUTCOMES.get(outcome, (outcome.replace("_", " "),) * 2), language)
    return f"{name} {value}"


def _market(market: str, language: Language) -> str:
    if line := _GOALS.match(market):
        goals = shown(float(line[1]), "goals", language)
        return f"gólok száma {goals}" if language == "hu" else f"goals {goals}"
    return pick(MARKETS.get(market, (market.replace("_", " "),) * 2), language)
