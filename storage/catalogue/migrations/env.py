"""Runs the migrations on the connection that `storage.catalogue.schema` holds open."""

from alembic import context

from storage.catalogue.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
