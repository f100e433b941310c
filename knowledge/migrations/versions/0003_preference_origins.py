"""When and in whose words each preference was set."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # what was set before has no origin: nobody wrote it down
    op.add_column(
        "preferences", sa.Column("origins", sa.JSON(), server_default="{}", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("preferences", "origins")
