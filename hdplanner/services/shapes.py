"""How rows that a lens let through become frozen rows: field by field, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hdplanner.services.disclosure import SeenRow

Made = TypeVar("Made")


def made(kind: Callable[..., Made], row: SeenRow, **more: Any) -> Made:
    """Make a view from the columns of a row that have its fields' names, and from ``more``."""
    names = [name for name in kind.__dataclass_fields__ if name not in more]  # type: ignore[attr-defined]
    return kind(**{name: getattr(row, name) for name in names}, **more)
