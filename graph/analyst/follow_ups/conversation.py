"""A conversation, read: each message completed from those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.analyst.about_me import continued
from graph.analyst.figures_asked import figure_goes_on
from graph.analyst.follow_ups.another_club import asked_once
from graph.analyst.follow_ups.another_league import in_the_country
from graph.analyst.follow_ups.bare_figures import of_the_goals
from graph.analyst.follow_ups.conditions_changed import conditions_changed, conditions_taken_up
from graph.analyst.follow_ups.handicap_again import handicap_again
from graph.analyst.follow_ups.leaders_changed import (
    leaders_changed,
    run_of_clubs,
    with_foremost,
)
from graph.analyst.follow_ups.leaning import ALONE, lean
from graph.analyst.follow_ups.lines_again import line_again, line_priced
from graph.analyst.follow_ups.matches_compared import compared, priced_apart
from graph.analyst.follow_ups.maths_again import maths_again
from graph.analyst.follow_ups.outcomes_again import of_each, outcomes_again
from graph.analyst.follow_ups.pointing import list_in_mind
from graph.analyst.follow_ups.pure_talk import (
    meaning_again,
    month_again,
    odds_again,
    term_of_clubs,
)
from graph.analyst.follow_ups.record_again import record_again
from graph.analyst.follow_ups.several_clubs import each_other, set_side_by_side
from graph.analyst.follow_ups.slip_changes import slip_changed, unclear
from graph.analyst.follow_ups.slips_begun import (
    slip_of_compared,
    slip_of_conditions,
    slip_of_list,
    slip_taken_up,
)
from graph.analyst.follow_ups.taken_together import taken_together
from graph.analyst.follow_ups.that_score import of_that_score
from graph.analyst.intents import Intent, IntentOf, by_both
from graph.analyst.reading import Reading
from graph.analyst.told import dated

#: asked beside what is spoken of, which goes on after it
_BESIDE = frozenset(
    {Intent.OTHER, Intent.NO_DATA, Intent.MEANING, Intent.ABOUT, Intent.AGENTS, Intent.ACCURACY,
     Intent.SEARCH_INSIGHTS}
)  # fmt: skip

#: said beside clubs, they are no talk of their own: “help me: Napoli Bologna”
_POLITE = frozenset({Intent.GREETING, Intent.THANKS, Intent.HELP})


def in_context(readings: Iterable[Reading]) -> Reading:
    """Return the last reading, completed from those before; at least one is needed."""
    return completed(readings)[-1]


def completed(readings: Iterable[Reading], intent_of: IntentOf = by_both) -> list[Reading]:
    """Return every reading, completed from those before it; at least one is needed."""
    context: Reading | None = None
    done: list[Reading] = []
    for said in readings:
        last, again, several = (done[-1] if done else None), None, None
        said = line_priced(context, in_the_country(last, meaning_again(last, said)))
        said = term_of_clubs(last, month_again(last, odds_again(last, said)))
        said = of_the_goals(context, said)
        if context and last and last.listed:
            context = replace(context, listed=last.listed)
        reading = (
            slip_of_list(context, done, said)
            or slip_of_compared(context, said)
            or conditions_changed(context, said)
            or conditions_taken_up(done, said)
            or slip_of_conditions(context, said)
            or run_of_clubs(context, said)
            or leaders_changed(context, said)
            or record_again(last, said)
            or (again := maths_again(last, said))
            or taken_together(done, said)
            or (
                several := priced_apart(done, said)
                or each_other(done, said)
                or set_side_by_side(done, said)
                or outcomes_again(done, said)
                or of_each(context, said)
            )
            or (again := of_that_score(done[-2:], said))
            or slip_changed(context, said)
            or slip_taken_up(done, said)
            or unclear(last, continued(last, said))
        )
        of_record = Intent.ACCURACY in reading.intents and not (context and context.clubs)
        is_whole = (
            again
            or several
            or reading.slip
            or reading.told_legs
            or reading.conditions
            or reading.leaders
            or of_record
        )
        if not is_whole:
            if context:
                reading = (
                    line_again(context, reading) or handicap_again(context, reading) or reading
                )
                listing = list_in_mind(with_foremost(context), done, reading)
                reading = compared(done, reading) or lean(listing, reading, intent_of)
            reading = figure_goes_on(context, said, reading)
        reading = _oriented(_beside(context, asked_once(said, reading)))
        done.append(replace(reading, listed=dated(said.listed, reading.days) or reading.listed))
        if done[-1].doubted and context is not None:
            continue  # what was doubted is spoken of still
        if not _is_alone(done[-1]) or (context is None and done[-1].listed):
            context = done[-1]
        elif context is None and done[-1].clubs:  # “my club is Liverpool” – “when do they play?”
            context = replace(done[-1], intents=(), prices=(), marks=())
    if not done:
        raise ValueError("no message to read")
    return done


def _beside(context: Reading | None, now: Reading) -> Reading:
    """Return a message that names nothing and asks for nothing with the clubs spoken of."""
    if context is None or now.clubs or not set(now.intents) <= {Intent.OTHER}:
        return now
    return replace(now, spoken_of=tuple(club.name for club in context.clubs if club.known))


def _is_alone(reading: Reading) -> bool:
    if reading.clubs or reading.prices or reading.leagues:
        return bool(ALONE & set(reading.intents)) and not _POLITE & set(reading.intents)
    return ALONE.union(_BESIDE).issuperset(reading.intents) or bool(ALONE & set(reading.intents))


def _oriented(reading: Reading) -> Reading:
    """Return a reading with its score as the match has it, the first club's goals first."""
    score = reading.score
    if score is None or score.owner is None or len(reading.clubs) < 2:
        return reading
    told = score.score
    if score.owner == reading.clubs[1].name:
        told = "-".join(reversed(told.split("-")))
    return replace(reading, score=replace(score, score=told, owner=None))
