"""A table model over frozen rows with an `id`: rows and an order, columns as objects, updates by difference.

Sort and filter make a new order in Python and announce it; there is no proxy and no reset, so that selection,
current cell and scroll position stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hdplanner.i18n import _

Index = QModelIndex | QPersistentModelIndex
_FEW_RUNS: Final = 40
# Combined once: a view asks for the flags of every cell that it selects.
_READ: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED: Final = _READ | Qt.ItemFlag.ItemIsEditable


class HasId(Protocol):
    """A frozen row of a service."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: how a row's value is shown, sorted, edited.

    `choices` are (value, text) pairs for a list editor; without them a line of text is edited. `value` is what
    an editor starts from; without `editable` nothing is edited. `decorate` gives an icon.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    value: Callable[[R], Any] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    editable: bool = False
    decorate: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None
    width: int = 120
    number: bool = False

    def sort_key(self, row: R) -> Any:
        """What rows are sorted by; empty ones come last."""
        found = self.sort(row) if self.sort else self.text(row).casefold()
        return (found is None or found == "", found if found is not None else "")


class RowModel(QAbstractTableModel, Generic[R]):
    """Shows `rows` in an order of its own. `edited` asks for a change; the model waits for the new rows."""

    edited = Signal(str, str, object)
    """Row id, column key, new value."""
    shown_changed = Signal(int, int)
    """How many rows are shown, of how many."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.can_edit = True
        self._all: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._place: dict[str, int] = {}
        self._keep: Callable[[R], bool] | None = None
        self._sorted_by = 0
        self._sort_keys: dict[str, tuple[R, Any]] = {}
        self._descending = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return column.value(row) if column.value else column.text(row)
        if role == Qt.ItemDataRole.DecorationRole:
            return column.decorate(row) if column.decorate else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tip(row) if column.tip else column.text(row)) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {value}").format(column=column.title, value=column.text(row))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITED if self.can_edit and self.columns[index.column()].editable else _READ

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not self.can_edit:
            return False
        column = self.columns[index.column()]
        if value != self.data(index, Qt.ItemDataRole.EditRole):
            self.edited.emit(self._shown[index.row()].id, column.key, value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; rows that are equal keep the order of their names."""
        if 0 <= column < len(self.columns):
            if column != self._sorted_by:
                self._sort_keys.clear()
            self._sorted_by, self._descending = column, order == Qt.SortOrder.DescendingOrder
            self._show(self._ordered())

    def filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows that `keep` lets through; None shows all."""
        self._keep = keep
        self._show(self._ordered())

    def set_rows(self, rows: Iterable[R]) -> None:
        """Take the rows as they are now, and announce only what differs."""
        before, self._all = self._all, tuple(rows)
        if not self._stays_in_order(before):
            self._show(self._ordered())

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Take the same columns anew: in the colours of another theme."""
        self.columns = tuple(columns)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(columns) - 1))

    def all_rows(self) -> tuple[R, ...]:
        """Every row, shown or not."""
        return self._all

    def shown_rows(self) -> list[R]:
        """The rows in the order in which they are shown."""
        return self._shown

    def row_at(self, place: int) -> R:
        """The row shown at a place."""
        return self._shown[place]

    def place_of(self, row_id: str) -> int | None:
        """Where a row is shown, or None."""
        return self._place.get(row_id)

    def row_of(self, row_id: str) -> R | None:
        """The row of an id, whether it is shown or not."""
        place = self._place.get(row_id)
        if place is not None:
            return self._shown[place]
        return next((row for row in self._all if row.id == row_id), None)

    def _ordered(self) -> list[R]:
        keep = self._keep
        rows = list(self._all) if keep is None else [row for row in self._all if keep(row)]
        if not self.columns:
            return rows
        key = self._sort_key
        if not self._descending:
            rows.sort(key=key)
            return rows
        empty = [row for row in rows if key(row)[0]]
        filled = [row for row in rows if not key(row)[0]]
        filled.sort(key=key, reverse=True)
        return filled + empty

    def _stays_in_order(self, before: tuple[R, ...]) -> bool:
        """Whether the new rows are the old ones with other values that neither the order nor the filter minds.

        They are then shown in place: this is what an edit of a few among many comes to.
        """
        if len(before) != len(self._all):
            return False
        pairs = [
            (old, row) for old, row in zip(before, self._all, strict=True) if old is not row and old != row
        ]
        if len(pairs) > _FEW_RUNS or any(old.id != row.id for old, row in pairs):
            return False
        for old, row in pairs:
            shown = self._keep is None or self._keep(row)
            if shown != (row.id in self._place) or (shown and self._sort_key(old) != self._sort_key(row)):
                return False
        self._put([row for _old, row in pairs if row.id in self._place])
        return True

    def _put(self, rows: list[R]) -> None:
        for row in rows:
            self._shown[self._place[row.id]] = row
        for first, last in runs(sorted(self._place[row.id] for row in rows)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.shown_changed.emit(len(self._shown), len(self._all))

    def _sort_key(self, row: R) -> Any:
        """The key of a row in the column that is sorted by, made once for each row."""
        held = self._sort_keys.get(row.id)
        if held is not None and held[0] is row:
            return held[1]
        key = self.columns[self._sorted_by].sort_key(row)
        self._sort_keys[row.id] = (row, key)
        return key

    def _show(self, new: list[R]) -> None:
        """Go from what is shown to `new`: removals, moves, insertions, then changed cells."""
        old = self._shown
        new_ids = [row.id for row in new]
        kept = set(new_ids)
        gone = runs([place for place, row in enumerate(old) if row.id not in kept])
        come = runs([place for place, row_id in enumerate(new_ids) if row_id not in self._place])
        if len(gone) + len(come) > _FEW_RUNS:
            self._relayout(new)
        else:
            self._step_by_step(new, gone, come)
        self.shown_changed.emit(len(new), len(self._all))

    def _step_by_step(self, new: list[R], gone: list[tuple[int, int]], come: list[tuple[int, int]]) -> None:
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self._renumber()
            self.endRemoveRows()
        stays = set(self._place)
        middle = [row for row in new if row.id in stays]
        if [row.id for row in middle] != [row.id for row in self._shown]:
            self._relayout(middle)
        else:
            self._refresh(middle)
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._shown[first:first] = new[first : last + 1]
            self._renumber()
            self.endInsertRows()

    def _relayout(self, new: list[R]) -> None:
        """Another order: whoever holds a persistent index (selection, editor) is led to the new place."""
        self.layoutAboutToBeChanged.emit()
        old = self._shown
        indexes = self.persistentIndexList()
        ids = [old[index.row()].id for index in indexes]
        self._shown = new
        self._renumber()
        moved = [
            QModelIndex() if (place := self._place.get(row_id)) is None else self.index(place, index.column())
            for index, row_id in zip(indexes, ids, strict=True)
        ]
        self.changePersistentIndexList(indexes, moved)
        self.layoutChanged.emit()

    def _refresh(self, new: list[R]) -> None:
        """The same rows in the same order: announce those that differ."""
        pairs = enumerate(zip(self._shown, new, strict=True))
        differing = [place for place, (old, row) in pairs if old is not row and old != row]
        self._shown = new
        for first, last in runs(differing):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _renumber(self) -> None:
        self._place = {row.id: place for place, row in enumerate(self._shown)}


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs of neighbours: [1, 2, 5] gives (1, 2), (5, 5)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
