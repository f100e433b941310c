"""Agents, their tasks and workflows, the event log, and the workers."""

import sqlalchemy as sa
from alembic import op

from knowledge import schema

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("configuration", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agents")),
    )
    op.create_index(op.f("ix_agents_status_due_at"), "agents", ["status", "due_at"], unique=False)
    op.create_index(
        op.f("ix_agents_user_id_created_at"), "agents", ["user_id", "created_at"], unique=False
    )
    op.create_table(
        "event_count",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_count")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=True),
        sa.Column("agent_id", sa.String(length=40), nullable=True),
        sa.Column("match_id", sa.String(length=40), nullable=True),
        sa.Column("workflow_id", sa.String(length=40), nullable=True),
        sa.Column("execution_id", sa.String(length=40), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_agent_id_id"), "events", ["agent_id", "id"], unique=False)
    op.create_index(
        op.f("ix_events_execution_id_id"), "events", ["execution_id", "id"], unique=False
    )
    op.create_index(op.f("ix_events_match_id_id"), "events", ["match_id", "id"], unique=False)
    op.create_index(op.f("ix_events_user_id_id"), "events", ["user_id", "id"], unique=False)
    op.create_index(op.f("ix_events_workflow_id_id"), "events", ["workflow_id", "id"], unique=False)
    op.create_table(
        "executions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=True),
        sa.Column("task_id", sa.String(length=40), nullable=True),
        sa.Column("workflow_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("output", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("launch", sa.Integer(), nullable=False),
        sa.Column("timeout_seconds", sa.Double(), nullable=True),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_executions")),
        sa.UniqueConstraint(
            "user_id", "idempotency_key", name=op.f("uq_executions_user_id_idempotency_key")
        ),
    )
    op.create_index(
        op.f("ix_executions_agent_id_created_at"),
        "executions",
        ["agent_id", "created_at"],
        unique=False,
    )
    op.create_index(op.f("ix_executions_status"), "executions", ["status"], unique=False)
    op.create_index(
        op.f("ix_executions_user_id_created_at"),
        "executions",
        ["user_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_executions_workflow_id_created_at"),
        "executions",
        ["workflow_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("heir_id", sa.String(length=40), nullable=True),
        sa.Column("inherited_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    op.create_table(
        "workflows",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workflows")),
    )
    op.create_index(
        op.f("ix_workflows_user_id_created_at"),
        "workflows",
        ["user_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "agent_moves",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=10), nullable=True),
        sa.Column("after", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"],
            ["agents.id"],
            name=op.f("fk_agent_moves_agent_id_agents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_moves")),
    )
    op.create_index(
        op.f("ix_agent_moves_agent_id_at"), "agent_moves", ["agent_id", "at"], unique=False
    )
    op.create_table(
        "agent_notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"],
            ["agents.id"],
            name=op.f("fk_agent_notes_agent_id_agents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_notes")),
        sa.UniqueConstraint("agent_id", "key", name=op.f("uq_agent_notes_agent_id_key")),
    )
    op.create_index(
        op.f("ix_agent_notes_agent_id_at"), "agent_notes", ["agent_id", "at"], unique=False
    )
    op.create_table(
        "execution_steps",
        sa.Column("execution_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("output", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("started_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["execution_id"],
            ["executions.id"],
            name=op.f("fk_execution_steps_execution_id_executions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("execution_id", "name", name=op.f("pk_execution_steps")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=True),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("launch", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("timeout_seconds", sa.Double(), nullable=True),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.Column("started_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", schema.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name=op.f("fk_tasks_agent_id_agents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint(
            "agent_id", "idempotency_key", name=op.f("uq_tasks_agent_id_idempotency_key")
        ),
    )
    op.create_index(
        op.f("ix_tasks_agent_id_created_at"), "tasks", ["agent_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_tasks_status"), "tasks", ["status"], unique=False)
    op.create_index(
        op.f("ix_tasks_user_id_created_at"), "tasks", ["user_id", "created_at"], unique=False
    )
    op.create_table(
        "workflow_versions",
        sa.Column("workflow_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", schema.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workflow_id"],
            ["workflows.id"],
            name=op.f("fk_workflow_versions_workflow_id_workflows"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workflow_id", "version", name=op.f("pk_workflow_versions")),
    )
    op.add_column("insights", sa.Column("severity", sa.String(length=10), nullable=True))
    op.execute("INSERT INTO event_count (id, last) VALUES (1, 0)")


def downgrade() -> None:
    op.drop_column("insights", "severity")
    op.drop_table("workflow_versions")
    op.drop_index(op.f("ix_tasks_user_id_created_at"), table_name="tasks")
    op.drop_index(op.f("ix_tasks_status"), table_name="tasks")
    op.drop_index(op.f("ix_tasks_agent_id_created_at"), table_name="tasks")
    op.drop_table("tasks")
    op.drop_table("execution_steps")
    op.drop_index(op.f("ix_agent_notes_agent_id_at"), table_name="agent_notes")
    op.drop_table("agent_notes")
    op.drop_index(op.f("ix_agent_moves_agent_id_at"), table_name="agent_moves")
    op.drop_table("agent_moves")
    op.drop_index(op.f("ix_workflows_user_id_created_at"), table_name="workflows")
    op.drop_table("workflows")
    op.drop_table("workers")
    op.drop_index(op.f("ix_executions_workflow_id_created_at"), table_name="executions")
    op.drop_index(op.f("ix_executions_user_id_created_at"), table_name="executions")
    op.drop_index(op.f("ix_executions_status"), table_name="executions")
    op.drop_index(op.f("ix_executions_agent_id_created_at"), table_name="executions")
    op.drop_table("executions")
    op.drop_index(op.f("ix_events_workflow_id_id"), table_name="events")
    op.drop_index(op.f("ix_events_user_id_id"), table_name="events")
    op.drop_index(op.f("ix_events_match_id_id"), table_name="events")
    op.drop_index(op.f("ix_events_execution_id_id"), table_name="events")
    op.drop_index(op.f("ix_events_agent_id_id"), table_name="events")
    op.drop_table("events")
    op.drop_table("event_count")
    op.drop_index(op.f("ix_agents_user_id_created_at"), table_name="agents")
    op.drop_index(op.f("ix_agents_status_due_at"), table_name="agents")
    op.drop_table("agents")
