"""Which rows a table shows and in which order: by several columns, filtered by the room and column by column.

Pure Python over frozen rows; what was computed of a row is kept until the row is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, Generic

from hdplanner.ui.common.column_kinds import Column, R, plain
from hdplanner.ui.common.filter import folded

SortKeys = tuple[tuple[str, bool], ...]
"""Keys of columns, the first one weighs most; with each whether it falls."""

IS: Final = "is:"
"""Begins a filter that wants one value of a list; what follows is `plain` of it, "" for none."""


class ColumnOrder(Generic[R]):
    """Sorts and filters rows by the columns of a table."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        self._columns: dict[str, Column[R]] = {}
        self.take_columns(columns)
        self.keys: SortKeys = ((columns[0].key, False),) if columns else ()
        self.keep: Callable[[R], bool] | None = None
        self.filters: dict[str, str] = {}
        self._cells: tuple[Callable[[R], bool], ...] = ()
        self._made: dict[str, dict[str, tuple[R, Any]]] = {}

    def take_columns(self, columns: Sequence[Column[R]]) -> None:
        """Work with these columns from now on."""
        self._columns = {column.key: column for column in columns}

    def sort_by(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Order by these columns; those that there are not are passed over."""
        self.keys = tuple((key, falls) for key, falls in dict(keys).items() if key in self._columns)

    def filter_cells(self, filters: Mapping[str, str]) -> None:
        """Keep the rows whose cells hold what is written for their column."""
        self.filters = {key: text for key, text in filters.items() if text.strip() and key in self._columns}
        self._cells = tuple(cell_filter(self._columns[key], text) for key, text in self.filters.items())

    def keeps(self, row: R) -> bool:
        """Whether a row is shown."""
        return (self.keep is None or self.keep(row)) and all(keeps(row) for keeps in self._cells)

    def ordered(self, rows: Sequence[R]) -> list[R]:
        """The rows that are shown, in order; rows that are equal keep the order in which they come."""
        shown = list(rows) if self.keep is None else [row for row in rows if self.keep(row)]
        for keeps in self._cells:
            shown = [row for row in shown if keeps(row)]
        for key, falls in reversed(self.keys):
            shown = self._sorted(shown, key, falls)
        return shown

    def same_place(self, old: R, row: R) -> bool:
        """Whether a row that was changed is sorted as it was."""
        return all(self._key(key, old) == self._key(key, row) for key, _falls in self.keys)

    def forget(self, ids: Collection[str] | None) -> None:
        """Compute anew what some rows are sorted by: what belongs to them has changed outside of them."""
        if ids is None:
            self._made.clear()
            return
        for made in self._made.values():
            for row_id in ids:
                made.pop(row_id, None)

    def _sorted(self, rows: list[R], key: str, falls: bool) -> list[R]:
        pairs = [(self._key(key, row), row) for row in rows]
        filled = [pair for pair in pairs if not pair[0][0]]
        filled.sort(key=_first, reverse=falls)
        return [row for _key, row in filled] + [row for found, row in pairs if found[0]]

    def _key(self, key: str, row: R) -> Any:
        made = self._made.setdefault(key, {})
        held = made.get(row.id)
        if held is not None and held[0] is row:
            return held[1]
        found = self._columns[key].sort_key(row)
        made[row.id] = (row, found)
        return found


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def cell_filter(column: Column[R], text: str) -> Callable[[R], bool]:
    """What one field of the filter row asks: a value of a list, before or after a day, or words in any order."""
    if text.startswith(IS):
        return _is_value(column, text.removeprefix(IS))
    text = text.strip()
    if text[:1] in ("<", ">") and (bound := _bound(column, text[1:].strip())) is not None:
        return _beyond(column, bound, below=text[0] == "<")
    words = folded(text).split()

    def holds(row: R) -> bool:
        whole = folded(column.text(row))
        return all(word in whole for word in words)

    return holds


def _is_value(column: Column[R], wanted: str) -> Callable[[R], bool]:
    def holds(row: R) -> bool:
        value = column.value_of(row)
        if isinstance(value, tuple):
            return wanted in map(plain, value) if wanted else not value
        return plain(value) == wanted

    return holds


def _beyond(column: Column[R], bound: Any, *, below: bool) -> Callable[[R], bool]:
    """Rows before or after a bound; those without a value are neither."""

    def holds(row: R) -> bool:
        found = column.sort(row) if column.sort else None
        return found is not None and (found < bound if below else found > bound)

    return holds


def _bound(column: Column[Any], text: str) -> Any:
    """The day or number that a comparison names; None where it names none, and is words then."""
    if column.sort is None:
        return None
    if column.day:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return int(text) if text.removeprefix("-").isdecimal() and column.choices is not None else None
