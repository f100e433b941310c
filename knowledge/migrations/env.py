"""Alembic's entry: runs the revisions on the connection that it is handed.

Alembic executes this file by its path; it is never imported.
"""

from alembic import context

from knowledge.schema import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    user_module_prefix="schema.",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
