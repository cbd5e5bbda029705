"""Which formats there are, by the ending of a file; the window and the command line both ask here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TABLES: Final = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""What is read as a table. Any other file is tried as one too: what it is, its content says."""

PLAN: Final = ".json"
"""Our own format, which holds a whole file."""

CALENDAR: Final = ".ics"
"""A calendar, whose events are activities."""

EXPORTS: Final = {PLAN: "all", ".csv": "stakeholders", ".xlsx": "plan", CALENDAR: "plan"}
"""What is written, and what it holds."""


def is_plan(path: Path) -> bool:
    """Tell whether a file to import should hold a whole plan in our own format."""
    return path.suffix.lower() == PLAN


def is_calendar(path: Path) -> bool:
    """Tell whether a file to import should be a calendar."""
    return path.suffix.lower() == CALENDAR


def export_of(path: Path) -> str | None:
    """Return what a file of this name holds when we write it, or ``None`` for a format that is not written."""
    return EXPORTS.get(path.suffix.lower())
