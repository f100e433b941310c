"""Recordings of runs, to be played again."""

import sqlalchemy as sa
from alembic import op

from knowledge import schema

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["runs.id"],
            name=op.f("fk_recordings_run_id_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_recordings")),
    )
    op.create_index(
        op.f("ix_recordings_user_id_recorded_at"), "recordings", ["user_id", "recorded_at"]
    )
    op.create_index(op.f("ix_recordings_recorded_at"), "recordings", ["recorded_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_recordings_recorded_at"), table_name="recordings")
    op.drop_index(op.f("ix_recordings_user_id_recorded_at"), table_name="recordings")
    op.drop_table("recordings")
