"""The analyst's tools in the tests, over the small world of `analyst_world`.

They are a second implementation of the real ones: same names, arguments and facts, figures from a
table instead of a model.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from tests.graph.analyst_tools.accuracy import track_record
from tests.graph.analyst_tools.clubs import head_to_head, team_report
from tests.graph.analyst_tools.forecasting import predict_match
from tests.graph.analyst_tools.matches import find_matches, rank_matches, recommend_bets
from tests.graph.analyst_tools.memory import (
    forget,
    get_preferences,
    save_insight,
    search_insights,
    set_preference,
)
from tests.graph.analyst_tools.odds import compare_odds, odds_maths
from tests.graph.analyst_tools.seasons import league_leaders, league_table, season_outlook
from tests.graph.analyst_tools.slips import compose_slip, price_slip
from tools.facts import ToolResult

TOOLS: tuple[Callable[..., ToolResult], ...] = (
    predict_match,
    compare_odds,
    price_slip,
    compose_slip,
    odds_maths,
    find_matches,
    rank_matches,
    recommend_bets,
    team_report,
    league_table,
    league_leaders,
    season_outlook,
    head_to_head,
    track_record,
    get_preferences,
    set_preference,
    search_insights,
    save_insight,
    forget,
)


def world_tools() -> list[BaseTool]:
    """Return them as LangChain tools."""
    return [_tool(one) for one in TOOLS]


def _tool(function: Callable[..., ToolResult]) -> BaseTool:
    def call(**given: Any) -> tuple[str, dict[str, Any]]:
        result = function(**given)
        return result.text, result.to_dict()

    call.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    call.__annotations__ = dict(function.__annotations__)
    return StructuredTool.from_function(
        call,
        name=function.__name__,
        description=function.__doc__ or "",
        infer_schema=False,
        args_schema=_schema(function),
        response_format="content_and_artifact",
    )


def _schema(function: Callable[..., ToolResult]) -> Any:
    from pydantic import create_model

    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (parameter.annotation, default)
    return create_model(function.__name__, **fields)
