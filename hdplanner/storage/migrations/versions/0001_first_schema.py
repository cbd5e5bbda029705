"""The first schema: every table of version 1, as `frozen/0001.sql` holds it. New files are made without it."""

from __future__ import annotations

from alembic import op

from hdplanner.storage.upgrade import frozen_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables in an empty database."""
    connection = op.get_bind()
    for statement in frozen_statements(1):
        connection.exec_driver_sql(statement)
