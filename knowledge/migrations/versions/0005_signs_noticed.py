"""Signs of harm that hold betting advice back."""

import sqlalchemy as sa
from alembic import op

from knowledge import schema

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signs_noticed",
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("sign", sa.String(length=24), nullable=False),
        sa.Column("since", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", schema.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("user_id", "sign", name=op.f("pk_signs_noticed")),
    )


def downgrade() -> None:
    op.drop_table("signs_noticed")
