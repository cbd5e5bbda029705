"""What merging and people's rights add: conflicts as data, tombstones, the access log, and dates of review and closing."""

from __future__ import annotations

from alembic import op

from hdplanner.storage.upgrade import frozen_statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns, which begin empty, then make the tables and indexes that are new."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE stakeholder ADD COLUMN review_on DATE")
    run("ALTER TABLE campaign ADD COLUMN closed_on DATE")
    run("ALTER TABLE log_group ADD COLUMN compacted INTEGER NOT NULL DEFAULT 0")
    there = set(map(_made_by, frozen_statements(3)))
    for statement in frozen_statements(4):
        if _made_by(statement) not in there:
            run(statement)


def _made_by(statement: str) -> str:
    """Return what a statement makes: "CREATE TABLE tie"."""
    return " ".join(statement.split("(", maxsplit=1)[0].split())
