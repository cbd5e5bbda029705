"""Merges as people read them, made by hand: for tests of the windows."""

from __future__ import annotations

from typing import Any

from hdplanner.domain.values import ConflictKind
from hdplanner.services.merge_rows import (
    Act,
    Draft,
    ShownChange,
    ShownConflict,
    ShownMerge,
    SideText,
)
from hdplanner.services.record_words import FieldChange
from hdplanner.storage.merge_rows import Answer

VERBS = {
    Answer.MINE: "Take mine",
    Answer.THEIRS: "Take theirs",
    Answer.BOTH: "Take both",
    Answer.EDITED: "Write anew",
}


def conflict(
    key: str, record: str = "Ministry of Finance", title: str = "Mandate", **other: Any
) -> ShownConflict:
    """A conflict of a text, unless told otherwise."""
    values: dict[str, Any] = {
        "table": "stakeholder",
        "row_id": record,
        "kind": ConflictKind.FIELD,
        "noun": "Stakeholder",
        "why": "Both copies changed this, each to something else.",
        "base": SideText("Old"),
        "mine": SideText("Mine", "HD adviser", "20 Nov 2026"),
        "theirs": SideText("Theirs", "Field office", "21 Nov 2026"),
        "verbs": VERBS,
        "draft": Draft("Mine\n\nTheirs", 40),
        **other,
    }
    return ShownConflict(key=key, record=record, title=title, **values)


def change(row_id: str, table: str = "stakeholder", act: Act = Act.CHANGED) -> ShownChange:
    """A row that comes in."""
    line = FieldChange("mandate", "Mandate", "Old", f"New of {row_id}")
    return ShownChange(table, row_id, f"Body {row_id}", table.capitalize(), act, (line,))


def merge(conflicts: tuple[ShownConflict, ...] = (), changes: tuple[ShownChange, ...] = ()) -> ShownMerge:
    """A whole one."""
    return ShownMerge(
        "kesh.hdplan", "Both copies shared everything until 12 Nov 2026.", "", changes, conflicts
    )
