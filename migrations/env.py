"""Runs migrations on the connection that the program hands over, inside its transaction."""

from alembic import context

connection = context.config.attributes["connection"]
# SQLite can move a table only by rebuilding it (batch mode); the caller has switched foreign keys off for that.
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("target_metadata"),
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
