"""Which rows a table shows and in which order: by several columns, filtered by the room and column by column.

Pure Python over frozen rows; what was computed of a row is kept until the row is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        self.keys: SortKeys = ((columns[0].key, False),) if columns else ()
        self.keep: Callable[[R], bool] | None = None
        self.filters: dict[str, str] = {}
        self._cells: dict[str, Callable[[R], bool]] = {}
        self._rows: Sequence[R] = ()
        self._values: dict[str, list[Any]] = {}
        self._texts: dict[str, list[str]] = {}
        self.take_columns(columns)

    def take_columns(self, columns: Sequence[Column[R]]) -> None:
        """Work with these columns from now on."""
        self._columns = {column.key: column for column in columns}
        self.forget()

    def sort_by(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Order by these columns; those that there are not are passed over."""
        self.keys = tuple((key, falls) for key, falls in dict(keys).items() if key in self._columns)

    def filter_cells(self, filters: Mapping[str, str]) -> None:
        """Keep the rows whose cells hold what is written for their column."""
        self.filters = {key: text for key, text in filters.items() if text.strip() and key in self._columns}
        self._cells = {key: cell_filter(self._columns[key], text) for key, text in self.filters.items()}

    def keeps(self, row: R) -> bool:
        """Whether a row is shown."""
        return (self.keep is None or self.keep(row)) and all(keeps(row) for keeps in self._cells.values())

    def ordered(self, rows: Sequence[R]) -> list[R]:
        """The rows that are shown, in order; rows that are equal keep the order in which they come."""
        if rows is not self._rows:
            self._rows = rows
            self.forget()
        keep = self.keep
        shown = list(range(len(rows))) if keep is None else [n for n, row in enumerate(rows) if keep(row)]
        for key in self.filters:
            shown = self._kept(shown, key)
        for key, falls in reversed(self.keys):
            values = self._values_of(key)
            filled = [n for n in shown if values[n] is not None]
            empty = [n for n in shown if values[n] is None] if len(filled) < len(shown) else []
            filled.sort(key=values.__getitem__, reverse=falls)
            shown = filled + empty
        return [rows[n] for n in shown]

    def same_place(self, old: R, row: R) -> bool:
        """Whether a row that was changed is sorted as it was."""
        columns = [self._columns[key] for key, _falls in self.keys]
        return all(column.sort_key(old) == column.sort_key(row) for column in columns)

    def forget(self) -> None:
        """Compute anew what rows are sorted by: what belongs to them has changed outside of them."""
        self._values.clear()
        self._texts.clear()

    def _kept(self, shown: list[int], key: str) -> list[int]:
        words = words_of(self.filters[key])
        if words is None or is_comparison(self._columns[key], self.filters[key]):
            rows, keeps = self._rows, self._cells[key]
            return [n for n in shown if keeps(rows[n])]
        texts = self._texts_of(key)
        for word in words:
            shown = [n for n in shown if word in texts[n]]
        return shown

    def _values_of(self, key: str) -> list[Any]:
        """What each row is sorted by in a column, None for nothing: made once for all rows, in their order."""
        if key not in self._values:
            found = map(self._columns[key].sort_key, self._rows)
            self._values[key] = [None if empty else value for empty, value in found]
        return self._values[key]

    def _texts_of(self, key: str) -> list[str]:
        if key not in self._texts:
            text = self._columns[key].text
            self._texts[key] = [folded(text(row)) for row in self._rows]
        return self._texts[key]


def words_of(text: str) -> list[str] | None:
    """The words that a field of the filter row asks for, folded; None where it asks for a value of a list."""
    return None if text.startswith(IS) else folded(text).split()


def is_comparison(column: Column[Any], text: str) -> bool:
    """Whether a field asks for what is before or after something."""
    text = text.strip()
    return text[:1] in ("<", ">") and _bound(column, text[1:].strip()) is not None


def cell_filter(column: Column[R], text: str) -> Callable[[R], bool]:
    """What one field of the filter row asks: a value of a list, before or after a day, or words in any order."""
    if text.startswith(IS):
        return _is_value(column, text.removeprefix(IS))
    if is_comparison(column, text):
        bound = _bound(column, text.strip()[1:].strip())
        return _beyond(column, bound, below=text.strip()[0] == "<")
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
