"""How alembic runs the steps: on the connection it is given, inside the transaction that is already open."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,  # the transaction is ours: alembic must not end it between two steps
)
context.run_migrations()
