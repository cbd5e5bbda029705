"""What briefing packs add: audiences and markings of the office's own, what a copy told, and what a pack is about."""

from __future__ import annotations

from alembic import op

from hdplanner.storage.upgrade import frozen_statements

revision = "0003"
down_revision = "0002"

_CODE = "TEXT DEFAULT '' NOT NULL"
_NO = "BOOLEAN DEFAULT 0 NOT NULL"

_COLUMNS: dict[str, dict[str, str]] = {
    "pack": {
        "visit_id": "visit",
        "stakeholder_id": "stakeholder",
        "profile_id": "audience_profile",
        "second_language": _CODE,
        "tlp": "VARCHAR(60)",
        "expires_on": "DATE",
        "since_on": "DATE",
        "landscape": _NO,
        "justified": _NO,
    },
    "pack_section": {"attachment_id": "attachment", "landscape": _NO},
    "hand_out": {
        "meeting_id": "meeting",
        "kind": "VARCHAR(60) DEFAULT 'campaign' NOT NULL",
        "language": "TEXT DEFAULT 'en' NOT NULL",
        "form": "VARCHAR(60) DEFAULT 'pdf' NOT NULL",
        "encrypted": _NO,
        "expires_on": "DATE",
        "returned_on": "DATE",
    },
    "attachment": {"is_logo": _NO},
    "office": {"marking_scheme": "VARCHAR(60) DEFAULT 'house' NOT NULL"},
}
"""The new columns of older tables: their type, or the table that they point to."""


def upgrade() -> None:
    """Add the columns, which begin empty or as they were, then make the tables and indexes that are new."""
    run = op.get_bind().exec_driver_sql
    for table, columns in _COLUMNS.items():
        for name, kind in columns.items():
            if name.endswith("_id"):
                kind = f"VARCHAR(36) REFERENCES {kind} (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"
            run(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    there = set(map(_made_by, frozen_statements(2)))
    for statement in frozen_statements(3):
        if _made_by(statement) not in there:
            run(statement)


def _made_by(statement: str) -> str:
    """Return what a statement makes: "CREATE TABLE tie"."""
    return " ".join(statement.split("(", maxsplit=1)[0].split())
