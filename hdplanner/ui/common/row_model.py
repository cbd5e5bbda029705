"""A table model over frozen rows with an `id`: rows and an order, columns as objects, updates by difference.

Sort and filter make a new order in Python and announce it; there is no proxy and no reset, so that selection,
current cell and scroll position stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hdplanner.i18n import _
from hdplanner.ui.common.column_kinds import Column, HasId, R
from hdplanner.ui.common.column_order import ColumnOrder, SortKeys

__all__ = ["Column", "HasId", "RowModel", "runs"]

Index = QModelIndex | QPersistentModelIndex
_FEW_RUNS: Final = 40
# As plain numbers: a view asks for ten roles of every cell that it paints.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ANSWERED: Final = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
# Combined once: a view asks for the flags of every cell that it selects.
_READ: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED: Final = _READ | Qt.ItemFlag.ItemIsEditable


class RowModel(QAbstractTableModel, Generic[R]):
    """Shows `rows` in an order of its own. `edited` asks for a change; the model waits for the new rows."""

    edited = Signal(str, str, object)
    """Row id, column key, new value."""
    shown_changed = Signal(int, int)
    """How many rows are shown, of how many."""
    order_changed = Signal()
    """The columns that the rows are sorted by, or the filters of the columns, are others."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.can_edit = True
        self._all: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._place: dict[str, int] = {}
        self._order: ColumnOrder[R] = ColumnOrder(self.columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == _DISPLAY:
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return column.value_of(row)
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
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].title
        return self._said(section) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _said(self, section: int) -> str:
        """What a screen reader says of a heading: how it is sorted and filtered, too."""
        column = self.columns[section]
        said = [column.title]
        keys = dict(self._order.keys)
        if column.key in keys:
            said.append(_("sorted descending") if keys[column.key] else _("sorted ascending"))
        return ", ".join([*said, _("filtered")] if column.key in self._order.filters else said)

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
            self.sort_by([(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)])

    def sort_by(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Order by several columns, the first weighs most: key, and whether it falls. Empty cells come last."""
        self._order.sort_by(keys)
        self._relayout(self._order.ordered(self._all))
        self._tell_order()

    def sort_keys(self) -> SortKeys:
        """The columns that the rows are sorted by."""
        return self._order.keys

    def filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows that `keep` lets through; None shows all."""
        self._order.keep = keep
        self._show(self._order.ordered(self._all))

    def filter_cells(self, filters: Mapping[str, str]) -> None:
        """Of these, show only the rows whose cells hold what is written for their column."""
        self._order.filter_cells(filters)
        self._show(self._order.ordered(self._all))
        self._tell_order()

    def cell_filters(self) -> dict[str, str]:
        """What is written for which column."""
        return dict(self._order.filters)

    def renew(self, ids: Collection[str] | None) -> None:
        """What belongs to rows without being in them is another: sort, filter and paint these anew; None for all."""
        self._order.forget()
        self._show(self._order.ordered(self._all))
        places = (
            range(len(self._shown))
            if ids is None
            else sorted(self._place[one] for one in ids if one in self._place)
        )
        for first, last in runs(places):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _tell_order(self) -> None:
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.order_changed.emit()

    def set_rows(self, rows: Iterable[R]) -> None:
        """Take the rows as they are now, and announce only what differs."""
        before, self._all = self._all, tuple(rows)
        if not self._stays_in_order(before):
            self._show(self._order.ordered(self._all))

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Take the same columns anew: in the colours of another theme."""
        self.columns = tuple(columns)
        self._order.take_columns(self.columns)
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
            shown = self._order.keeps(row)
            if shown != (row.id in self._place) or (shown and not self._order.same_place(old, row)):
                return False
        self._put([row for _old, row in pairs if row.id in self._place])
        return True

    def _put(self, rows: list[R]) -> None:
        for row in rows:
            self._shown[self._place[row.id]] = row
        for first, last in runs(sorted(self._place[row.id] for row in rows)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.shown_changed.emit(len(self._shown), len(self._all))

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
