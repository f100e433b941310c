"""Tips: priced selections as they were judged."""

import sqlalchemy as sa
from alembic import op

from knowledge import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tips",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("match_id", sa.String(length=40), nullable=False),
        sa.Column("selection", sa.String(length=16), nullable=False),
        sa.Column("price", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("model_version", sa.String(length=60), nullable=False),
        sa.Column("p_model", sa.Double(), nullable=False),
        sa.Column("p_together", sa.Double(), nullable=True),
        sa.Column("p_consensus", sa.Double(), nullable=True),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("as_of", schema.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["matches.id"],
            name=op.f("fk_tips_match_id_matches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tips")),
        sa.UniqueConstraint(
            "user_id",
            "match_id",
            "selection",
            "price",
            "model_version",
            name=op.f("uq_tips_user_id_match_id_selection_price_model_version"),
        ),
    )
    op.create_index(op.f("ix_tips_match_id"), "tips", ["match_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_tips_match_id"), table_name="tips")
    op.drop_table("tips")
