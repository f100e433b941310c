"""Bets as people and models write them: what a stake is on, in one match.

“away”, “over 3.5”, “Arsenal -1”, “dnb home”, “2-1”, “Bayern over 1.5”: what has one meaning is
taken, the rest refused with what is taken. Knows the clubs of the match, no prices.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from knowledge.naming import TeamResolver
from tools.arguments import Selection, read_selection
from tools.errors import BadArgument
from tools.pairings import Pairing

if TYPE_CHECKING:
    from ml.markets import Selection as Bet

Side = str
Args = tuple[str, str] | tuple[str, str, float]

#: the selections that the market has prices on, and what they bet on
BETS: Mapping[Selection, Args] = {
    "home": ("1x2", "home"),
    "draw": ("1x2", "draw"),
    "away": ("1x2", "away"),
    "over_2_5": ("over_under", "over", 2.5),
    "under_2_5": ("over_under", "under", 2.5),
    "btts_yes": ("both_teams_score", "yes"),
    "btts_no": ("both_teams_score", "no"),
    "1X": ("double_chance", "1X"),
    "12": ("double_chance", "12"),
    "X2": ("double_chance", "X2"),
}
_OTHER_SIDE = {"home": "away", "away": "home", "1X": "X2", "X2": "1X"}
_SIDE_WORDS = {
    **dict.fromkeys(("home", "1", "hazai", "home win", "home team"), "home"),
    **dict.fromkeys(("away", "2", "vendeg", "away win", "away team"), "away"),
}

_LINE = r"(?P<line>[+-]?\d+(?:\.\d+)?)"
_MORE, _FEWER = r"over|o|tobb,? mint", r"under|u|kevesebb,? mint|fewer than|less than"
_SIDE = r"(?P<side>.+?)"
#: a score whose goals are in the order of the real fixture already
_OWN_SCORE = "own_score"


def _totals(outcome: str) -> Callable[[re.Match[str], str], Args]:
    return lambda found, _: ("over_under", outcome, float(found["line"]))


def _goals_of(outcome: str) -> Callable[[re.Match[str], str], Args]:
    return lambda found, side: (f"{side}_goals", outcome, float(found["line"]))


def _others_goals(outcome: str) -> Callable[[re.Match[str], str], Args]:
    """Whether the other club scores: a clean sheet is that it does not."""
    return lambda _, side: (f"{_OTHER_SIDE.get(side, side)}_goals", outcome, 0.5)


def _own_score(found: re.Match[str], side: str) -> Args:
    """Return a score told from the side of one club: its own goals first."""
    own, others = int(found["own"]), int(found["others"])
    return _OWN_SCORE, f"{own}-{others}" if side == "home" else f"{others}-{own}"


def _handicap(found: re.Match[str], side: str) -> Args:
    line = float(found["line"])
    return "asian_handicap", side, line if side == "home" else -line


#: first that fits: patterns of folded text, and what they bet on
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Args]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?:{_MORE}) ?{_LINE}(?: gol\w*| goals?)?", _totals("over")),
        (rf"(?:{_FEWER}) ?{_LINE}(?: gol\w*| goals?)?", _totals("under")),
        (rf"{_LINE} (?:gol\w* )?(?:felett|folott)", _totals("over")),
        (rf"{_LINE} (?:gol\w* )?alatt", _totals("under")),
        (r"(?P<h>\d{1,2}) ?[-:] ?(?P<a>\d{1,2})",
         lambda found, _: ("correct_score", f"{int(found['h'])}-{int(found['a'])}")),
        (rf"{_SIDE} (?P<own>\d{{1,2}}) ?[-:] ?(?P<others>\d{{1,2}})", _own_score),
        (r"(?:exactly|pontosan) (?P<n>\d)(?: goals?| gol)?",
         lambda found, _: ("total_goals", found["n"])),
        (r"(?P<a>\d) ?(?:to|-|or|vagy) ?(?P<b>\d) (?:goals|gol)",
         lambda found, _: ("total_goals", "-".join(sorted(found.groups())))),
        (r"odd|paratlan", lambda *_: ("odd_even", "odd")),
        (r"even|paros", lambda *_: ("odd_even", "even")),
        (rf"(?:dnb|draw no bet|dontetlennel vissza)[: ]+{_SIDE}",
         lambda _, side: ("draw_no_bet", side)),
        (rf"{_SIDE} (?:dnb|draw no bet|dontetlennel vissza)",
         lambda _, side: ("draw_no_bet", side)),
        (rf"(?:win to nil[: ]+{_SIDE})|(?:(?P<other>.+?) (?:to nil|kapott gol nelkul))",
         lambda _, side: ("win_to_nil", side)),
        (rf"{_SIDE} (?:win )?(?:or (?:a )?draw|or x|vagy dontetlen|vagy x)",
         lambda _, side: ("double_chance", "1X" if side == "home" else "X2")),
        (rf"{_SIDE} (?:not to win|to not win|nem nyer)",
         lambda _, side: ("double_chance", "X2" if side == "home" else "1X")),
        (rf"{_SIDE} (?:loses?|to lose|kikap)",
         lambda _, side: ("1x2", "away" if side == "home" else "home")),
        (rf"{_SIDE} (?:clean sheet|nem kap golt)", _others_goals("under")),
        (rf"{_SIDE} (?:to )?(?:concedes?|kap golt)", _others_goals("over")),
        (rf"{_SIDE} by (?P<goals>[123]|4\+)",
         lambda found, side: ("winning_margin", f"{side}_{found['goals']}")),
        (rf"{_SIDE} (?:exactly|pontosan) (?P<n>\d)(?: goals?| gol)?",
         lambda found, side: ("club_goals", f"{side}_{found['n']}")),
        (rf"{_SIDE} (?:{_MORE}) ?{_LINE}(?: gol\w*| goals?)?", _goals_of("over")),
        (rf"{_SIDE} (?:{_FEWER}) ?{_LINE}(?: gol\w*| goals?)?", _goals_of("under")),
        (rf"(?:asian handicap|handicap|hendikep|ah)[: ]+{_SIDE} \(?{_LINE}\)?", _handicap),
        (rf"{_SIDE} (?:asian handicap |handicap |hendikep |ah )?"
         r"\(?(?P<line>[+-]\d+(?:\.\d+)?)\)?", _handicap),
    )
)  # fmt: skip

_HALF_TIME = re.compile(
    r"(?:half[- ]?time|ht|1st half|first half|felido(?:ben)?)"
    r"(?P<full> ?/ ?(?:full[- ]?time|ft|vegeredmeny))?[: ]*(?P<sides>.*)"
)

TAKES = (
    "home, draw, away, a club's name, over 2.5, under 3.25, btts_yes, 1X, X2, 12, dnb home, "
    "Arsenal -1.5, Arsenal over 1.5, Arsenal to nil, Arsenal or draw, Arsenal not to win, "
    "Arsenal clean sheet, "
    "Arsenal by 2, exactly 3 goals, 2 to 3 goals, Arsenal exactly 2, odd, even, 2-1, Arsenal 2-1"
)


def read_bet(text: str, pairing: Pairing, clubs: TeamResolver) -> Bet:
    """Return what a text bets on in a match; sides follow the clubs as they were asked for.

    Raises
    ------
    BadArgument
        When it means nothing here.
    BadSelection
        When there is no such line.
    """
    from ml.markets import Selection as Bet

    if selection := read_selection(text):
        mirrored = _OTHER_SIDE.get(selection, selection) if pairing.swapped else selection
        return Bet(*BETS[mirrored])  # type: ignore[index]  # mirroring keeps to the selections
    folded = _folded(text)
    for pattern, reader in _PATTERNS:
        if found := pattern.fullmatch(folded):
            named = found.groupdict()
            who = named.get("side") or named.get("other")
            side = _side(who, pairing, clubs) if who else ""
            if side is not None:
                return Bet(*_turned(reader(found, side), pairing))
    if side := _side(folded, pairing, clubs):
        return Bet("1x2", side)
    raise BadArgument(f"“{text[:40]}” is no bet on this match: take one of {TAKES}.")


def read_half_time(text: str, pairing: Pairing, clubs: TeamResolver) -> str | None:
    """Read "half-time Arsenal", "HT/FT draw/home", "félidő/végeredmény"; None for other bets.

    Returns "home", "draw" or "away" for the half-time result, "draw/home" for a pair of results,
    "both" where none is named.
    """
    found = _HALF_TIME.fullmatch(_folded(text))
    if found is None:
        return None
    named = [part.strip() for part in (found["sides"] or "").split("/") if part.strip()]
    sides = [_result_of(part, pairing, clubs) for part in named]
    if not sides and found["full"]:
        return "both"
    if None in sides or len(sides) != (2 if found["full"] else 1):
        raise BadArgument(
            f"“{text[:40]}” is no half-time bet: write half-time home, or HT/FT draw/home."
        )
    return "/".join(side for side in sides if side)


def _result_of(text: str, pairing: Pairing, clubs: TeamResolver) -> str | None:
    return "draw" if text in ("draw", "x", "dontetlen", "level") else _side(text, pairing, clubs)


def name_of_bet(bet: Bet, pairing: Pairing) -> str:
    """Return a bet in English: "Arsenal win", "over 2.5 goals", "Arsenal -1"."""
    home, away = pairing.home.name, pairing.away.name
    club = {"home": home, "away": away}.get(bet.outcome.partition("_")[0], "")
    line = bet.line or 0.0
    own = line if bet.outcome == "home" else -line
    return {
        "1x2": f"{club} win" if club else "draw",
        "double_chance": {"1X": f"{home} or draw", "12": "no draw", "X2": f"{away} or draw"}.get(
            bet.outcome, ""
        ),
        "draw_no_bet": f"{club}, draw no bet",
        "both_teams_score": f"both teams to score: {bet.outcome}",
        "odd_even": f"{bet.outcome} number of goals",
        "win_to_nil": f"{club} win to nil",
        "winning_margin": f"{club} by {bet.outcome.partition('_')[2]}" if club else "draw",
        "total_goals": f"{'' if '-' in bet.outcome else 'exactly '}{bet.outcome} goals",
        "club_goals": f"{club} exactly {bet.outcome.partition('_')[2]} goals",
        "correct_score": f"score {bet.outcome}",
        "over_under": f"{bet.outcome} {line:g} goals",
        "asian_handicap": f"{club} {own:+g}",
        "home_goals": f"{home} {bet.outcome} {line:g} goals",
        "away_goals": f"{away} {bet.outcome} {line:g} goals",
    }[bet.market]


def line_of(bet: Bet) -> str:
    """Return a bet's line as its backer sees it: "2.5"; a handicap with its sign, "-1"."""
    line = bet.line or 0.0
    if bet.market != "asian_handicap":
        return f"{line:g}"
    return f"{line if bet.outcome == 'home' else -line:+g}"


def key_of(bet: Bet) -> tuple[str, str]:
    """Return a bet's market, its line included, and outcome, as facts name them."""
    return bet.market if bet.line is None else f"{bet.market}_{bet.line:g}", bet.outcome


def selection_of(bet: Bet) -> Selection | None:
    """Return the selection that the market may have prices on; None for all other bets."""
    args = (bet.market, bet.outcome) if bet.line is None else (bet.market, bet.outcome, bet.line)
    return next((name for name, wanted in BETS.items() if wanted == args), None)


def _turned(args: Args, pairing: Pairing) -> Args:
    """Turn an exact score round with the clubs; other sides are read with the clubs at hand."""
    if args[0] == _OWN_SCORE:
        return "correct_score", args[1]
    if args[0] == "correct_score" and pairing.swapped:
        home, _, away = args[1].partition("-")
        return args[0], f"{away}-{home}"
    return args


def _side(text: str, pairing: Pairing, clubs: TeamResolver) -> Side | None:
    """Return "home" or "away" for a word or a club's name; None when it is neither."""
    if word := _SIDE_WORDS.get(text.strip()):
        return _OTHER_SIDE[word] if pairing.swapped else word
    club = clubs.resolve(text.removesuffix(" win"))
    if not club.fits:  # “corners” is like a club's name, and none
        return None
    meant = {team.id for team in ([club.team] if club.team else club.candidates)}
    sides = [name for name, team in _teams(pairing) if team in meant]
    return sides[0] if len(sides) == 1 else None


def _teams(pairing: Pairing) -> tuple[tuple[Side, str], tuple[Side, str]]:
    return ("home", pairing.home.id), ("away", pairing.away.id)


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.sub(r"(?<=\d),(?=\d)", ".", bare).replace("–", "-").split())
