"""Whether a message is about one figure of a club's season, by itself or by what came before.

“And Chelsea?” after “how many goals have Arsenal scored” asks for Chelsea's; “and conceded?” for
another figure of Arsenal's, “and last year?” for an earlier one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.picks import subject_of
from graph.analyst.reading import Reading
from graph.analyst.spotting.club_figures import FEW, SO_FAR, ClubFigure, asked_figure
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.latest import latest_of_kind

#: where a figure of a club's season may be what is meant
_OPEN = frozenset(
    {Intent.CHANCES, Intent.MATCH, Intent.TABLE, Intent.RESULTS, Intent.FIXTURES, Intent.REPORT,
     Intent.TIPS, Intent.OTHER}
)  # fmt: skip

#: tell how clubs stand
_OF_CLUBS = frozenset({Intent.REPORT, Intent.TABLE, Intent.SEASON})
#: “compare them with Villa”
_THEY = re.compile(r"\b(?:they|them|their|it|its)\b")
#: points that nobody has yet: “how many points would they have”, “hány pontja lehet”
_REACHED = re.compile(
    r"\bhow many points\b.*\b(?:can|could|would|will|might|still|if)\b"
    r"|\bmax\w* (?:\w+ )?points\b|\bmost points\b.*\b(?:can|could|possible)\b"
    r"|\bpoints\b.*\bif\b.*\bwin\b"
    r"|\b(?:hany|mennyi) pont\w*\b.*\b(?:lehet\w*|lenne\w*|lesz|erhet\w*|gyujthet\w*|maximum|ha)\b"
    r"|\bha\b.*\b(?:hany|mennyi) pont\w*|\b(?:max\w*|legfeljebb|legtobb) (?:hany )?pont\w*"
)
#: how many points there are between the two
_APART = re.compile(
    r"\b(?:mennyivel|hany ponttal|how (?:far|many points)|(?:hany|mennyi) pont\w*)\b.*"
    r"\b(?:elott\w*|mogott\w*|ahead|behind|clear|off)\b"
    r"|\b(?:hany|mennyi) pont\w* (?:van|vannak)\b.*tol\b"
)
_COMPARED_WITH = re.compile(r"\bcompar\w*|\bhasonlit\w*|^(?:or|vagy|vs|versus)\b")


def figure_of(reading: Reading) -> ClubFigure | None:
    """Return the one figure of a club's season, or of several clubs', that is asked for."""
    narrower = reading.prices or reading.score or reading.days
    if narrower or not _OPEN.issuperset(reading.intents):
        return None
    asked = asked_figure(reading.folded, clubs=len(reading.clubs), selections=reading.selections)
    return asked or reading.figure


def asks_most_points(reading: Reading) -> bool:
    """Whether it asks how many points a club can still have."""
    return bool(reading.clubs and not reading.season and _REACHED.search(reading.folded))


def figure_goes_on(before: Reading | None, said: Reading, reading: Reading) -> Reading:
    """Return a reading with the figure that the message before it, or that one's club, stands for.

    Parameters
    ----------
    before : what was spoken of
    said, reading : the message as it stands, and completed from what was spoken of
    """
    if before is None or not before.clubs or (latest_of_kind(said.folded) and not said.leagues):
        return reading
    figure = figure_of(before)
    if len(said.clubs) == len(before.clubs) == 1 and _APART.search(said.folded):
        points = ClubFigure(name="points", compares="more")
        return replace(said, clubs=(*before.clubs, *said.clubs), season=before.season,
                       figure=points, intents=(Intent.REPORT,))  # fmt: skip
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
        season = said.season or before.season
        of_club = replace(said, clubs=_spoken_of(before, said), season=season)
        asked = figure_of(of_club) or (figure and _bare_figure(said))
        if asked and (figure or _OF_CLUBS & set(before.intents) or _is_of_a_season(before, said)):
            return replace(of_club, figure=asked, intents=(Intent.REPORT,))
        if figure and said.venue and _OPEN.issuperset(said.intents):
            return replace(of_club, figure=figure, intents=(Intent.REPORT,))
        return reading
    if figure and said.leans and not (said.intents or said.days or said.marks or said.prices):
        alone = replace(figure, compares=None)
        return replace(said, figure=alone, venue=said.venue or before.venue,
                       season=said.season or before.season, intents=(Intent.REPORT,))  # fmt: skip
    return reading


def _spoken_of(before: Reading, said: Reading) -> tuple[Club, ...]:
    """Return the clubs spoken of; of the two of a match, the one that “they” are."""
    subject = subject_of(before) if _THEY.search(said.folded) else None
    return tuple(club for club in before.clubs if subject in (None, club.name)) or before.clubs


def _is_of_a_season(before: Reading, said: Reading) -> bool:
    """Whether a season so far is asked about, though a match to come was spoken of."""
    over = Intent.RESULTS in before.intents or (before.days and before.days.last < before.today)
    return not over and bool(SO_FAR.search(said.folded))


def _bare_figure(said: Reading) -> ClubFigure | None:
    """Return the figure that a few words name: “and conceded?”."""
    if len(said.folded.split()) > FEW or not _OPEN.issuperset(said.intents):
        return None
    return asked_figure(said.folded, clubs=1, selections=said.selections, goes_on=True)
