"""How the table is laid out, as JSON with a version: for the settings of a person, and for saved views of a plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Columns with their widths in order, what is sorted by (key, whether it falls), and the row of filters."""

    columns: tuple[tuple[str, int], ...] = ()
    sort: tuple[tuple[str, bool], ...] = (("name", False),)
    filters: Mapping[str, str] = field(default_factory=dict)
    filter_row: bool = False

    def without_filters(self) -> TableLayout:
        """The same for the settings: what is filtered by may be a name, and belongs to the file."""
        return replace(self, filters={}, filter_row=False)

    def to_json(self) -> str:
        """The layout as a text."""
        return json.dumps(
            {
                "version": VERSION,
                "columns": [list(one) for one in self.columns],
                "sort": [list(one) for one in self.sort],
                "filters": dict(self.filters),
                "filter_row": self.filter_row,
            },
            ensure_ascii=False,
        )


def read_layout(text: str) -> TableLayout | None:
    """The layout that a text holds; None for one that this version cannot read."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("version") != VERSION:
        return None
    columns, sort = _pairs(found.get("columns"), int), _pairs(found.get("sort"), bool)
    filters = found.get("filters")
    if columns is None or sort is None or not isinstance(filters, dict):
        return None
    if not all(isinstance(text, str) for text in filters.values()):
        return None
    return TableLayout(columns, sort, filters, found.get("filter_row") is True)


def _pairs(found: Any, kind: type) -> tuple[tuple[str, Any], ...] | None:
    """Pairs of a key and a value of `kind`; None for anything else."""
    if not isinstance(found, list):
        return None
    good = all(
        isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and type(one[1]) is kind
        for one in found
    )
    return tuple((key, value) for key, value in found) if good else None
