"""The tools, ready for a language model."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.tools import BaseTool

from knowledge.database import Database
from knowledge.insight_shelf import InsightShelf
from knowledge.naming import TeamResolver
from tools import (
    comparing,
    composed,
    forgetting,
    leaders,
    matches,
    memory,
    notes,
    odds_maths,
    predicting,
    ranking,
    recommended,
    season,
    slips,
    tables,
    teams,
    track,
)
from tools.boundary import as_tool
from tools.desk import Clock, Desk
from tools.forecasts import Forecaster
from tools.seasons import Seasons


def build_tools(
    db: Database,
    resolver_source: Callable[[], TeamResolver],
    forecaster: Forecaster,
    seasons: Seasons,
    insights: InsightShelf,
    clock: Clock,
) -> list[BaseTool]:
    """Return the tools, the most used first.

    Parameters
    ----------
    resolver_source
        Gives the resolver of the moment: it is built anew after an import.
    clock
        The present, aware UTC; read once a call.

    Notes
    -----
    A tool's message is a short English text; its artifact is `ToolResult.to_dict()`. The asking
    user is `config["configurable"]["user_id"]`, "local" without one.
    """

    def sit_down(user_id: str) -> Desk:
        return Desk(
            db=db,
            clubs=resolver_source(),
            forecaster=forecaster,
            seasons=seasons,
            insights=insights,
            as_of=clock(),
            user_id=user_id,
        )

    return [
        as_tool(predicting.PredictMatch, predicting.predict_match, sit_down),
        as_tool(comparing.CompareOdds, comparing.compare_odds, sit_down),
        as_tool(slips.PriceSlip, slips.price_slip, sit_down),
        as_tool(composed.ComposeSlip, composed.compose_slip, sit_down),
        as_tool(odds_maths.OddsMaths, odds_maths.odds_maths, sit_down),
        as_tool(matches.FindMatches, matches.find_matches, sit_down),
        as_tool(ranking.RankMatches, ranking.rank_matches, sit_down),
        as_tool(recommended.RecommendBets, recommended.recommend_bets, sit_down),
        as_tool(teams.TeamReportOf, teams.team_report, sit_down),
        as_tool(tables.LeagueTableOf, tables.league_table, sit_down),
        as_tool(leaders.LeagueLeadersOf, leaders.league_leaders, sit_down),
        as_tool(season.SeasonOutlookOf, season.season_outlook, sit_down),
        as_tool(matches.HeadToHeadOf, matches.head_to_head, sit_down),
        as_tool(track.TrackRecordOf, track.track_record, sit_down),
        as_tool(memory.GetPreferences, memory.get_preferences, sit_down),
        as_tool(memory.SetPreference, memory.set_preference, sit_down),
        as_tool(notes.SearchInsights, notes.search_insights, sit_down),
        as_tool(notes.SaveInsight, notes.save_insight, sit_down),
        as_tool(forgetting.Forget, forgetting.forget, sit_down),
    ]
