"""Calls over all tools on the handmade league, for laws that hold for each of them."""

from __future__ import annotations

from typing import Any

Question = tuple[str, dict[str, Any]]

QUESTIONS: tuple[Question, ...] = (
    ("predict_match", {"home_team": "Arsenal", "away_team": "Chelsea"}),
    ("predict_match", {"home_team": "Man Utd", "away_team": "Bayern"}),
    ("predict_match", {"home_team": "Everton", "away_team": "Liverpool", "date": "2023-09-23"}),
    ("predict_match", {"home_team": "Arsenal", "away_team": "Chelsea", "date": "2024-03-02"}),
    ("predict_match", {"home_team": "United", "away_team": "Arsenal"}),
    ("compare_odds", {"home_team": "Arsenal", "away_team": "Chelsea"}),
    (
        "compare_odds",
        {"home_team": "Wolfsburg", "away_team": "Bayern", "selection": "X", "price": "4,20"},
    ),
    (
        "compare_odds",
        {
            "home_team": "Newcastle",
            "away_team": "Everton",
            "home_odds": 2.05,
            "draw_odds": 3.4,
            "away_odds": 3.9,
        },
    ),
    ("compare_odds", {"home_team": "Liverpool", "away_team": "Everton", "selection": "btts"}),
    ("price_slip", {"legs": "Arsenal v Chelsea: home @1,60; Wolfsburg v Bayern: over 3.25 @2"}),
    ("price_slip", {"legs": "Arsenal @4.6; Dortmund @4.2; Liverpool -1 @4", "size": "2"}),
    ("price_slip", {"legs": "Arsenal: 2-1 @9; Arsenal: dnb home @1.4", "stake": "5.000 Ft"}),
    ("price_slip", {"legs": "Arsenal to nil"}),
    ("price_slip", {"legs": "Arsenal @4; Dortmund @1.1", "size": 1}),
    ("price_slip", {"legs": "Arsenal: home @2; Arsenal: draw @3"}),
    ("find_matches", {}),
    ("find_matches", {"team": "Arsenal"}),
    ("find_matches", {"team": "Dortmund", "status": "finished", "limit": 3}),
    ("find_matches", {"league": "Premier League", "date_from": "2024-02-01"}),
    ("find_matches", {"team": "Arsenal", "opponent": "Chelsea", "status": "played"}),
    ("team_report", {"team": "Arsenal"}),
    ("team_report", {"team": "Bayern München", "venue": "away"}),
    ("league_table", {"league": "Premier League"}),
    ("league_table", {"league": "D1", "season": "2022/23"}),
    ("season_outlook", {"league": "Premier League", "top": "4"}),
    ("season_outlook", {"team": "Wolfsburg"}),
    ("season_outlook", {"team": "Arsenal", "league": "D1"}),
    ("head_to_head", {"team": "Liverpool", "opponent": "Everton"}),
    ("head_to_head", {"team": "Liverpool", "opponent": "Dortmund"}),
    ("track_record", {}),
    ("track_record", {"league": "Premier League", "market": "over 2.5", "date_from": "2024-01-01"}),
    ("set_preference", {"name": "favourite team", "value": "Man Utd, Fradi"}),
    ("set_preference", {"name": "favourite team", "value": "Man Utd, Dortmund"}),
    ("set_preference", {"name": "odds_min", "value": "1,5"}),
    ("get_preferences", {}),
    ("save_insight", {"text": "Saka is back after 3 weeks", "team": "Arsenal"}),
    ("search_insights", {"query": "who is back"}),
    ("search_insights", {}),
    ("forget", {"what": "odds_min"}),
    ("forget", {"what": "Isak injured"}),
    ("forget", {"what": "everything"}),
    ("search_insights", {"query": "who is back", "team": "Chelsea"}),
)
