"""Whether a message is about one figure of a club's season, by itself or by what came before.

“And Chelsea?” after “how many goals have Arsenal scored” asks for Chelsea's; “and conceded?” for
another figure of Arsenal's, “and last year?” for an earlier one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.club_figures import FEW, ClubFigure, asked_figure

#: where a figure of a club's season may be what is meant
_OPEN = frozenset(
    {Intent.CHANCES, Intent.MATCH, Intent.TABLE, Intent.RESULTS, Intent.FIXTURES, Intent.REPORT,
     Intent.TIPS, Intent.OTHER}
)  # fmt: skip

#: “compare them with Villa”
_COMPARED_WITH = re.compile(r"\bcompar\w*|\bhasonlit\w*|^(?:or|vagy|vs|versus)\b")


def figure_of(reading: Reading) -> ClubFigure | None:
    """Return the one figure of a club's season, or of several clubs', that is asked for."""
    narrower = reading.prices or reading.score or reading.days
    if narrower or not _OPEN.issuperset(reading.intents):
        return None
    asked = asked_figure(reading.folded, clubs=len(reading.clubs), selections=reading.selections)
    return asked or reading.figure


def figure_goes_on(before: Reading | None, said: Reading, reading: Reading) -> Reading:
    """Return a reading with the figure that the message before it, or that one's club, stands for.

    Parameters
    ----------
    before : what was spoken of
    said, reading : the message as it stands, and completed from what was spoken of
    """
    if before is None or not before.clubs:
        return reading
    figure = figure_of(before)
    if figure or Intent.REPORT in before.intents:
        if said.season and not (said.clubs or said.leagues):
            own = figure and _bare_figure(said)
            return replace(said, clubs=before.clubs, venue=said.venue or before.venue,
                           figure=own or figure, intents=(Intent.REPORT,))  # fmt: skip
        if len(said.clubs) == 1 and _COMPARED_WITH.search(said.folded):
            both = figure and replace(figure, compares=figure.compares or "more")
            return replace(said, clubs=(*before.clubs, *said.clubs), venue=before.venue,
                           season=before.season, figure=both, intents=(Intent.REPORT,))  # fmt: skip
    if not said.clubs:
        of_club = replace(said, clubs=before.clubs, season=said.season or before.season)
        asked = figure_of(of_club) or (figure and _bare_figure(said))
        if asked and (figure or Intent.REPORT in before.intents):
            return replace(of_club, figure=asked, intents=(Intent.REPORT,))
        if figure and said.venue and _OPEN.issuperset(said.intents):
            return replace(of_club, figure=figure, intents=(Intent.REPORT,))
        return reading
    if figure and said.leans and not (said.intents or said.days or said.marks or said.prices):
        alone = replace(figure, compares=None)
        return replace(said, figure=alone, venue=said.venue or before.venue,
                       season=said.season or before.season, intents=(Intent.REPORT,))  # fmt: skip
    return reading


def _bare_figure(said: Reading) -> ClubFigure | None:
    """Return the figure that a few words name: “and conceded?”."""
    if len(said.folded.split()) > FEW or not _OPEN.issuperset(said.intents):
        return None
    return asked_figure(said.folded, clubs=1, selections=said.selections, goes_on=True)
