"""What the page itself says, in both languages: names of steps, notices, errors.

Answers are not written here: they come from the graph. Knows nothing of Chainlit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from knowledge.catalogue import league_from_words

Language = Literal["en", "hu"]

_PERCENT = re.compile(r"(?<=\d) %")

TOOL_NAMES: dict[str, tuple[str, str]] = {
    "predict_match": ("forecast", "előrejelzés"),
    "compare_odds": ("comparing with the odds", "összevetés az oddsokkal"),
    "price_slip": ("pricing the slip", "a szelvény árazása"),
    "compose_slip": ("making up a slip", "szelvény összeállítása"),
    "find_matches": ("looking up matches", "meccsek keresése"),
    "team_report": ("form and place of a club", "egy csapat formája és helye"),
    "league_table": ("league table", "tabella"),
    "league_leaders": ("comparing clubs", "csapatok összevetése"),
    "season_outlook": ("simulating the season", "az idény szimulálása"),
    "head_to_head": ("earlier meetings", "egymás elleni mérleg"),
    "get_preferences": ("your preferences", "a te beállításaid"),
    "set_preference": ("saving a preference", "beállítás mentése"),
    "search_insights": ("searching earlier notes", "korábbi jegyzetek keresése"),
    "save_insight": ("saving a note", "jegyzet mentése"),
    "forget": ("forgetting", "törlés az emlékezetből"),
    "rank_matches": ("comparing matches", "meccsek összevetése"),
    "recommend_bets": ("looking for recommendations", "ajánlások keresése"),
    "odds_maths": ("the maths of odds", "számolás oddsokkal"),
    "track_record": ("track record", "a mérleg"),
}

ARGUMENT_NAMES: dict[str, tuple[str, str]] = {
    "home_team": ("home", "hazai"),
    "away_team": ("away", "vendég"),
    "team": ("club", "csapat"),
    "opponent": ("opponent", "ellenfél"),
    "league": ("league", "bajnokság"),
    "season": ("season", "idény"),
    "date": ("day", "nap"),
    "date_from": ("from", "ettől"),
    "date_to": ("until", "eddig"),
    "status": ("status", "állapot"),
    "limit": ("at most", "legfeljebb"),
    "top": ("among the first", "az elsők között"),
    "place": ("place", "hely"),
    "venue": ("ground", "pálya"),
    "at": ("at the ground of", "kinek a pályáján"),
    "selection": ("selection", "tipp"),
    "price": ("price", "odds"),
    "legs": ("bets", "tippek"),
    "odds_from": ("odds from", "odds ettől"),
    "odds_to": ("odds up to", "odds eddig"),
    "total_from": ("odds of the whole from", "az egész oddsa ettől"),
    "total_to": ("odds of the whole up to", "az egész oddsa eddig"),
    "bets": ("on what", "mire"),
    "without": ("without", "nélküle"),
    "size": ("of each line", "soronként"),
    "stake": ("stake", "tét"),
    "total_odds": ("odds of the whole", "az egész oddsa"),
    "home_odds": ("home odds", "hazai odds"),
    "draw_odds": ("draw odds", "döntetlen odds"),
    "away_odds": ("away odds", "vendég odds"),
    "name": ("name", "név"),
    "value": ("value", "érték"),
    "query": ("search", "keresés"),
    "text": ("text", "szöveg"),
    "change": ("change", "módosítás"),
    "what": ("what", "mit"),
    "score": ("score", "eredmény"),
    "bet": ("bet", "tipp"),
    "odds": ("odds", "odds"),
    "chance": ("chance", "esély"),
    "bankroll": ("bankroll", "tőke"),
    "by": ("in order of", "sorrend"),
    "order": ("from the", "innen kezdve"),
    "leave_out": ("left out", "kihagyva"),
    "last": ("latest matches", "utolsó meccsek"),
    "at_least": ("at least", "legalább"),
    "longest": ("longest of the season", "az idény leghosszabbja"),
    "teams": ("clubs", "csapatok"),
    "favourites": ("with the likeliest results", "a legvalószínűbb eredményekkel"),
    "market": ("market", "piac"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "stopped": ("*Stopped.*", "*Leállítva.*"),
    "waiting": (
        "The question before is still being answered; this one is next.",
        "Az előző kérdésre még készül a válasz; ez a következő.",
    ),
    "failed": (
        "That did not work, and it is not your fault. Ask again, or run `tippmix doctor`.",
        "Ez most nem sikerült, és nem te tehetsz róla. Kérdezd meg újra, vagy futtasd a "
        "`tippmix doctor` parancsot.",
    ),
    "away": (
        "The connection to the mentor's data is lost: try again in a moment.",
        "A mentor adatai most nem érhetők el: próbáld újra egy pillanat múlva.",
    ),
    "busy": (
        "Too many questions at once: try again in a moment.",
        "Túl sok kérdés jött egyszerre: próbáld újra egy pillanat múlva.",
    ),
    "pull": ("Get {name} now", "{name} letöltése most"),
    "pulling": ("Getting the model…", "A modell letöltése folyik…"),
    "pulled": (
        "{name} is there: ask again, and it answers.",
        "{name} megérkezett: kérdezz újra, és ő válaszol.",
    ),
    "not_pulled": (
        "The model could not be downloaded: try again.",
        "A modellt nem sikerült letölteni: próbáld újra.",
    ),
    "refused": (
        "Name and password do not fit: check both.",
        "A név és a jelszó nem illik össze: nézd meg mindkettőt.",
    ),
    "guessed": (
        "Too many wrong passwords: wait a minute, then try again.",
        "Túl sok hibás jelszó: várj egy percet, aztán próbáld újra.",
    ),
}


def page_language(code: str | None) -> Language:
    """Return the page's language for a browser's language code ("hu-HU")."""
    return "hu" if (code or "").lower().startswith("hu") else "en"


def tool_name(name: str, language: Language) -> str:
    """Return what a tool does, as a person would say it."""
    return pick(TOOL_NAMES.get(name, (name, name)), language)


def step_name(name: str, args: Mapping[str, Any], language: Language) -> str:
    """Return what a tool does and about whom: “forecast: Arsenal – Chelsea”."""
    clubs = [args.get(side) for side in ("home_team", "away_team", "team", "opponent")]
    about = " – ".join(str(club) for club in clubs if club) or _league_name(
        args.get("league"), language
    )
    return f"{tool_name(name, language)}: {about}" if about else tool_name(name, language)


def _league_name(league: Any, language: Language) -> str:
    """Return what a league is called: “Premier League” for E0."""
    meant = league_from_words(str(league)) if league else []
    return pick((meant[0].name, meant[0].name_hu), language) if meant else str(league or "")


def sentence(key: str, language: Language) -> str:
    """Return one of the page's own sentences."""
    return pick(SENTENCES[key], language)


def shown_arguments(args: Mapping[str, Any], language: Language) -> list[str]:
    """Return a tool's arguments as a person can read them; those not given are left out."""
    shown = {**args, "league": _league_name(args.get("league"), language) or None}
    return [
        f"{pick(ARGUMENT_NAMES.get(name, (name, name)), language)}: {value}"
        for name, value in shown.items()
        if value is not None
    ]


def on_one_line(text: str) -> str:
    """Return a text in which no line ends between a figure and its per cent sign."""
    return _PERCENT.sub("\N{NO-BREAK SPACE}%", text)


def pick(pair: tuple[str, str], language: Language) -> str:
    """Return the one of (English, Hungarian) that is meant."""
    return pair[1] if language == "hu" else pair[0]
