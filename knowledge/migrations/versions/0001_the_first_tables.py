"""The first tables."""

import sqlalchemy as sa
from alembic import op

from knowledge import schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insights",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=True),
        sa.Column("agent_id", sa.String(length=40), nullable=True),
        sa.Column("match_id", sa.String(length=40), nullable=True),
        sa.Column("team_id", sa.String(length=80), nullable=True),
        sa.Column("league_id", sa.String(length=16), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("as_of", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insights")),
    )
    op.create_index(op.f("ix_insights_agent_id"), "insights", ["agent_id"], unique=False)
    op.create_index(op.f("ix_insights_league_id"), "insights", ["league_id"], unique=False)
    op.create_index(op.f("ix_insights_match_id"), "insights", ["match_id"], unique=False)
    op.create_index(op.f("ix_insights_team_id"), "insights", ["team_id"], unique=False)
    op.create_index(op.f("ix_insights_user_id"), "insights", ["user_id"], unique=False)
    op.create_table(
        "leagues",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("is_cup", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leagues")),
    )
    op.create_index(op.f("ix_leagues_country"), "leagues", ["country"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("updated_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "source_files",
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=True),
        sa.Column("last_modified", sa.String(length=60), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_source_files")),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
    )
    op.create_index(op.f("ix_teams_country"), "teams", ["country"], unique=False)
    op.create_table(
        "threads",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index(op.f("ix_threads_user_id"), "threads", ["user_id"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "matches",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("league_id", sa.String(length=16), nullable=False),
        sa.Column("season", sa.String(length=8), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kickoff", schema.UtcDateTime(timezone=True), nullable=True),
        sa.Column("known_from", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("home_id", sa.String(length=80), nullable=False),
        sa.Column("away_id", sa.String(length=80), nullable=False),
        sa.Column("home_goals", sa.Integer(), nullable=True),
        sa.Column("away_goals", sa.Integer(), nullable=True),
        sa.Column("home_goals_ht", sa.Integer(), nullable=True),
        sa.Column("away_goals_ht", sa.Integer(), nullable=True),
        sa.Column("home_shots", sa.Integer(), nullable=True),
        sa.Column("away_shots", sa.Integer(), nullable=True),
        sa.Column("home_shots_on_target", sa.Integer(), nullable=True),
        sa.Column("away_shots_on_target", sa.Integer(), nullable=True),
        sa.Column("home_corners", sa.Integer(), nullable=True),
        sa.Column("away_corners", sa.Integer(), nullable=True),
        sa.Column("home_yellows", sa.Integer(), nullable=True),
        sa.Column("away_yellows", sa.Integer(), nullable=True),
        sa.Column("home_reds", sa.Integer(), nullable=True),
        sa.Column("away_reds", sa.Integer(), nullable=True),
        sa.Column("home_xg", sa.Double(), nullable=True),
        sa.Column("away_xg", sa.Double(), nullable=True),
        sa.Column("awarded", sa.Boolean(), nullable=False),
        sa.Column("round", sa.String(length=60), nullable=True),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["away_id"], ["teams.id"], name=op.f("fk_matches_away_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["teams.id"], name=op.f("fk_matches_home_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["league_id"],
            ["leagues.id"],
            name=op.f("fk_matches_league_id_leagues"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint(
            "league_id", "date", "home_id", name=op.f("uq_matches_league_id_date_home_id")
        ),
    )
    op.create_index(op.f("ix_matches_away_id_date"), "matches", ["away_id", "date"], unique=False)
    op.create_index(op.f("ix_matches_date"), "matches", ["date"], unique=False)
    op.create_index(op.f("ix_matches_home_id_date"), "matches", ["home_id", "date"], unique=False)
    op.create_index(
        op.f("ix_matches_league_id_season"), "matches", ["league_id", "season"], unique=False
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("thread_id", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("started_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["threads.id"],
            name=op.f("fk_runs_thread_id_threads"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_thread_id"), "runs", ["thread_id"], unique=False)
    op.create_index(op.f("ix_runs_user_id"), "runs", ["user_id"], unique=False)
    op.create_table(
        "team_spellings",
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("spelling", sa.String(length=120), nullable=False),
        sa.Column("team_id", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
            name=op.f("fk_team_spellings_team_id_teams"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("country", "spelling", name=op.f("pk_team_spellings")),
    )
    op.create_index(op.f("ix_team_spellings_team_id"), "team_spellings", ["team_id"], unique=False)
    op.create_table(
        "odds",
        sa.Column("match_id", sa.String(length=40), nullable=False),
        sa.Column("book", sa.String(length=12), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("as_of", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("home", sa.Double(), nullable=True),
        sa.Column("draw", sa.Double(), nullable=True),
        sa.Column("away", sa.Double(), nullable=True),
        sa.Column("over_2_5", sa.Double(), nullable=True),
        sa.Column("under_2_5", sa.Double(), nullable=True),
        sa.Column("handicap", sa.Double(), nullable=True),
        sa.Column("handicap_home", sa.Double(), nullable=True),
        sa.Column("handicap_away", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["match_id"], ["matches.id"], name=op.f("fk_odds_match_id_matches"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("match_id", "book", "moment", name=op.f("pk_odds")),
    )
    op.create_table(
        "predictions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("match_id", sa.String(length=40), nullable=False),
        sa.Column("model_version", sa.String(length=60), nullable=False),
        sa.Column("data_cutoff", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("predicted_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("p_home", sa.Double(), nullable=False),
        sa.Column("p_draw", sa.Double(), nullable=False),
        sa.Column("p_away", sa.Double(), nullable=False),
        sa.Column("p_over_2_5", sa.Double(), nullable=False),
        sa.Column("p_btts", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["matches.id"],
            name=op.f("fk_predictions_match_id_matches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_predictions")),
        sa.UniqueConstraint(
            "match_id", "model_version", name=op.f("uq_predictions_match_id_model_version")
        ),
    )
    op.create_index(op.f("ix_predictions_match_id"), "predictions", ["match_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_predictions_match_id"), table_name="predictions")
    op.drop_table("predictions")
    op.drop_table("odds")
    op.drop_index(op.f("ix_team_spellings_team_id"), table_name="team_spellings")
    op.drop_table("team_spellings")
    op.drop_index(op.f("ix_runs_user_id"), table_name="runs")
    op.drop_index(op.f("ix_runs_thread_id"), table_name="runs")
    op.drop_table("runs")
    op.drop_index(op.f("ix_matches_league_id_season"), table_name="matches")
    op.drop_index(op.f("ix_matches_home_id_date"), table_name="matches")
    op.drop_index(op.f("ix_matches_date"), table_name="matches")
    op.drop_index(op.f("ix_matches_away_id_date"), table_name="matches")
    op.drop_table("matches")
    op.drop_table("users")
    op.drop_index(op.f("ix_threads_user_id"), table_name="threads")
    op.drop_table("threads")
    op.drop_index(op.f("ix_teams_country"), table_name="teams")
    op.drop_table("teams")
    op.drop_table("source_files")
    op.drop_table("preferences")
    op.drop_index(op.f("ix_leagues_country"), table_name="leagues")
    op.drop_table("leagues")
    op.drop_index(op.f("ix_insights_user_id"), table_name="insights")
    op.drop_index(op.f("ix_insights_team_id"), table_name="insights")
    op.drop_index(op.f("ix_insights_match_id"), table_name="insights")
    op.drop_index(op.f("ix_insights_league_id"), table_name="insights")
    op.drop_index(op.f("ix_insights_agent_id"), table_name="insights")
    op.drop_table("insights")
