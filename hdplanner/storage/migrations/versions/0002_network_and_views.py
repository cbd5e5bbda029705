"""What the network, the planner and its checks add: tables, and columns that begin empty."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from hdplanner.storage.upgrade import frozen_statements

revision = "0002"
down_revision = "0001"

_COLUMNS: dict[str, list[sa.Column[Any]]] = {
    "activity": [
        sa.Column("days_until", sa.Integer),
        sa.Column("signed_off_by", sa.Text, nullable=False, server_default=""),
        sa.Column("signed_off_on", sa.Date),
        sa.Column("private_exhausted", sa.Text, nullable=False, server_default=""),
    ],
    "involvement": [sa.Column("contact_days", sa.Integer)],
    "stakeholder": [sa.Column("expects_level", sa.String(60))],
}


def upgrade() -> None:
    """Make the tables and indexes that are new in version 2, and add its columns to the tables that were there."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    there = set(map(_made_by, frozen_statements(1)))
    for statement in frozen_statements(2):
        if _made_by(statement) not in there:
            op.get_bind().exec_driver_sql(statement)


def _made_by(statement: str) -> str:
    """Return what a statement makes: "CREATE TABLE tie"."""
    return " ".join(statement.split("(", maxsplit=1)[0].split())
