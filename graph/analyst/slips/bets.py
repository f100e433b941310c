"""Bets as the tools read them: “over 4.5”, “Arsenal -1.5”, “dnb Arsenal”, “half-time/full-time”.

What a message calls a market (`markets`) becomes the tools' words, with the club whose bet it is.
Knows no tool but its way of writing.
"""

from __future__ import annotations

import re

from graph.analyst.owners import whose
from graph.analyst.reading import Reading

#: selections that every forecast tells anyway
USUAL = frozenset(
    {"home", "draw", "away", "btts_yes", "btts_no", "1X", "12", "X2", "double_chance"}
    | {"draw_no_bet", "correct_score", "expected_goals"}
    | {f"{side}_{line}_5" for side in ("over", "under") for line in (1, 2, 3)}
)


_LEVEL = re.compile(r"\bdraw\w*|\blevel\b|\btie\b|\bgoalless\b|\bdontetlen\w*|\biksz\w*")


#: bets of a club that the tools know by words of their own
_OF_A_CLUB = {
    "to_nil": "to nil",
    "or_draw": "or draw",
    "not_win": "not to win",
    "clean_sheet": "clean sheet",
    "concede": "concede",
}


def written(selection: str, club: str) -> str:
    """Return a selection in the tools' words; `club`: whose bet it is, where it is a club's."""
    kind, _, rest = selection.partition("_")
    line = rest.replace("_", ".")
    if selection == "draw_no_bet":
        return f"dnb {club}"
    if kind == "score":
        return rest
    if selection.startswith("own_score_"):
        return f"{club} {selection.removeprefix('own_score_')}"
    if selection == "half_time_full_time":
        return "half-time/full-time"
    if selection == "half_time":
        return f"half-time {club}"
    if selection.startswith(("first_half_", "second_half_")):
        half, _, bet = selection.partition("_half_")
        return f"{half} half {bet.replace('_', ' ', 1).replace('_', '.')}"
    if selection in _OF_A_CLUB:
        return f"{club} {_OF_A_CLUB[selection]}"
    if kind in {"over", "under"}:
        return f"{kind} {line}"
    if kind == "exactly":
        return f"{rest.replace('_', ' to ')} goals" if "_" in rest else f"exactly {rest} goals"
    if selection == "number_of_goals":
        return "number of goals"
    if kind == "team":
        side, _, line = line.partition(".")
        return f"{club} {side} {line}"
    if kind == "handicap" and rest:
        return f"{club} {rest}"
    return f"{club} by {rest}" if kind == "by" else selection


def bet_said(selection: str | None, reading: Reading) -> str | None:
    """Return the bet to ask a forecast for beside its usual markets; None when those tell it."""
    if selection is None or selection in USUAL:
        return None
    if selection == "half_time" and _LEVEL.search(reading.folded):
        return "half-time draw"
    return written(selection, _whose(selection, reading))


def _whose(selection: str, reading: Reading) -> str:
    """Return the club whose bet it is."""
    mark = next((one for one in reading.marks if one.selection == selection), None)
    if selection in {"half_time", "half_time_full_time"} and len(reading.mentions) > 1:
        return reading.clubs[0].name
    return whose(mark, reading.mentions, reading)
