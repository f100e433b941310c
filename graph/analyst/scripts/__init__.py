"""What the analyst does about each intent: which tool next, and what to say of what it found.

A script reads one message and yields tool calls (see `calls`); its text is an answer, or a part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.analyst.calls import Script
from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.scripts import (
    accuracy,
    clubs,
    composing,
    leaders,
    lookups,
    memory,
    odds,
    seasons,
    side_by_side,
    slips,
    talk,
    tips,
    verdicts,
)
from graph.wording.phrasebook import Phrasebook

ScriptOf = Callable[[Reading, Phrasebook], Script]

SCRIPTS: Mapping[Intent, ScriptOf] = {
    Intent.CHANCES: verdicts.chances,
    Intent.COMPARE: side_by_side.side_by_side,
    Intent.SLIP: slips.slip,
    Intent.COMPOSE: composing.compose,
    Intent.VALUE: verdicts.value,
    Intent.WHY: verdicts.why,
    Intent.TIPS: tips.tips,
    Intent.ODDS_MATHS: odds.odds_maths,
    Intent.FIXTURES: lookups.fixtures,
    Intent.RESULTS: lookups.results,
    Intent.TABLE: clubs.table,
    Intent.SEASON: seasons.season,
    Intent.REPORT: clubs.report,
    Intent.LEADERS: leaders.leaders,
    Intent.HEAD_TO_HEAD: clubs.meetings,
    Intent.SET_PREFERENCE: memory.set_preference,
    Intent.SHOW_PREFERENCES: memory.show_preferences,
    Intent.SAVE_INSIGHT: memory.save_insight,
    Intent.FORGET: memory.forget,
    Intent.SEARCH_INSIGHTS: memory.search_insights,
    Intent.MEANING: talk.meaning,
    Intent.ACCURACY: accuracy.accuracy,
    Intent.AGENTS: talk.agents,
    Intent.ABOUT: talk.about,
    Intent.NO_DATA: talk.no_data,
    Intent.GREETING: talk.greeting,
    Intent.THANKS: talk.thanks,
    Intent.HELP: talk.help_,
    Intent.OTHER: talk.other,
}
