"""Runs the desk's migrations on the connection that the store hands over."""

from alembic import context

from agent_desk.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
