"""One figure of a club's season in words, and two clubs' figures side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.spotting.club_figures import ClubFigure
from graph.analyst.writing.clubs import tell_place
from graph.analyst.writing.details import demo, figure
from graph.wording.phrasebook import Phrasebook

_OVER = "over_"
_OF_SEVERAL = {"more": "most", "fewer": "fewest"}


def tell_figure(
    reports: Sequence[Found], book: Phrasebook, asked: ClubFigure, *, venue: str | None = None
) -> str | None:
    """Return the figure that is asked for, of one club or several; None where a tool has none."""
    rows = [_row(found, book, asked, venue) for found in reports]
    if None in rows:
        return None
    lines = [*_verdict(reports, book, asked, venue), *filter(None, rows)]
    if len(reports) == 1:
        lines += tell_place(reports[0], book)
    return "\n".join([*lines, *demo(reports[0].data, book)])


def _row(found: Found, book: Phrasebook, asked: ClubFigure, venue: str | None) -> str | None:
    fact = _fact(found, asked, venue)
    if fact is None:
        return None
    scope, over = f"{venue}_" if venue else "", asked.name.startswith(_OVER)
    share = found.value("record", f"{scope}{asked.name}_share")
    key = _OVER.strip("_") if over else asked.name
    when = "then" if found.data.get("is_over") else "now"
    return book.say(
        f"club_figure.{key}_per_match" if asked.per_match else f"club_figure.{key}",
        team=found.data.get("team"),
        first=found.data.get("first"),
        value=f"{fact['value']:+d}" if asked.name == "goal_difference"
        else book.figure(fact["value"], fact["unit"]),
        played=figure(found, "record" if venue else "table", f"{scope}played", book),
        share="" if share is None else book.figure(share, "probability"),
        line=book.figure(_line(asked), "goals") if over else "",
        where=book.say(f"club_figure.at_{venue}") if venue else "",
        when=book.say(f"club_figure.{when}", season=found.data.get("season")),
    )  # fmt: skip


def _line(asked: ClubFigure) -> float:
    return float(asked.name.removeprefix(_OVER).replace("_", "."))


def _fact(found: Found, asked: ClubFigure, venue: str | None) -> Mapping[str, Any] | None:
    name = f"{venue}_{asked.name}" if venue else asked.name
    if asked.per_match:
        return found.fact("per_match", name)
    return found.fact("table", name) or found.fact("record", name)


def _verdict(
    reports: Sequence[Found], book: Phrasebook, asked: ClubFigure, venue: str | None
) -> list[str]:
    """Return whose figure is the one asked for; nothing of one club alone."""
    if len(reports) < 2 or asked.compares is None:
        return []
    values = {str(one.data.get("team")): (_fact(one, asked, venue) or {})["value"]
              for one in reports}  # fmt: skip
    ranked = sorted(values, key=values.__getitem__, reverse=asked.compares != "fewer")
    if values[ranked[0]] == values[ranked[1]]:
        return [book.say("club_figure.equal")]
    what = book.word("club_figure_name", "over" if asked.name.startswith(_OVER) else asked.name)
    verdict = asked.compares if len(ranked) == 2 else _OF_SEVERAL[asked.compares]
    return [book.say(f"club_figure.{verdict}", team=ranked[0], what=what)]
