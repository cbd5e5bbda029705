"""Scenarios, hand-placed networks, saved views, and pairs that were said to be two: tables only."""

from __future__ import annotations

from alembic import op

from hdplanner.storage.upgrade import frozen_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and indexes that version 2 adds to version 1."""
    connection = op.get_bind()
    there = set(frozen_statements(1))
    for statement in frozen_statements(2):
        if statement not in there:
            connection.exec_driver_sql(statement)
