"""How the tables came to be: Alembic's revisions, and running them when a database is opened."""
