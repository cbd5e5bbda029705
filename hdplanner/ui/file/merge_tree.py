"""A tree of two floors for long lists: records and what is in conflict in them, kinds and the records that come in.

Lines are plain values; nothing is made per row. What stands at the end of a line is asked for when it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate, at_end
from hdplanner.ui.common.pieces import named
from hdplanner.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = 0
_NOTE_WIDTH, _ROW = 124, 28
"""Pixels at 100 % text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its key, and what it is called."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry with others below it."""

    key: str
    text: str
    lines: tuple[Line, ...]


Noted = Callable[[str], str]
"""The words at the end of the line of a key."""


class TreeModel(QAbstractItemModel):
    """Branches and their lines. The internal id is 0 for a branch, and the place of the branch + 1 for a line."""

    def __init__(self, note_of_branch: Noted, note_of_line: Noted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note_of_branch = note_of_branch
        self._note_of_line = note_of_line
        self._branches: tuple[Branch, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}

    def set_branches(self, branches: Sequence[Branch]) -> None:
        """Show others."""
        self.beginResetModel()
        self._branches = tuple(branches)
        self._places = {
            line.key: (above, place)
            for above, branch in enumerate(self._branches)
            for place, line in enumerate(branch.lines)
        }
        self.endResetModel()

    def keys(self) -> list[str]:
        """The keys of all lines, in their order."""
        return list(self._places)

    def keys_below(self, index: Index) -> list[str]:
        """The keys of the lines of a branch, or of the branch that a line belongs to."""
        if not index.isValid():
            return []
        return [line.key for line in self._branch_of(index).lines]

    def key_of(self, index: Index) -> str:
        """The key of a line; "" for a branch."""
        if not index.isValid() or index.internalId() == _TOP:
            return ""
        return self._branch_of(index).lines[index.row()].key

    def index_of(self, key: str) -> QModelIndex:
        """Where a line stands; invalid where it is not there."""
        if key not in self._places:
            return QModelIndex()
        above, place = self._places[key]
        return self.createIndex(place, 0, above + 1)

    def renew(self) -> None:
        """What stands at the ends of the lines is other. Said once: a view paints all that it shows anew."""
        if self._branches:
            self.dataChanged.emit(
                self.createIndex(0, 1, _TOP), self.createIndex(len(self._branches) - 1, 1, _TOP)
            )

    def renew_line(self, key: str) -> None:
        """What stands at the end of one line is other, and so for its branch."""
        above, place = self._places[key]
        for index in (self.createIndex(above, 1, _TOP), self.createIndex(place, 1, above + 1)):
            self.dataChanged.emit(index, index)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, _TOP) if 0 <= row < len(self._branches) else QModelIndex()
        inside = 0 <= row < self.rowCount(parent)
        return self.createIndex(row, column, parent.row() + 1) if inside else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._branches)
        top = parent.internalId() == _TOP and parent.column() == 0
        return len(self._branches[parent.row()].lines) if top else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._note(index) if index.column() else self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole and not index.column():
            return self._text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(at_end())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = self._note(index)
            text = self._text(index)
            return _("{text}: {note}").format(text=text, note=note) if note else text
        return None

    def _branch_of(self, index: Index) -> Branch:
        top = index.internalId() == _TOP
        return self._branches[index.row() if top else index.internalId() - 1]

    def _text(self, index: Index) -> str:
        branch = self._branch_of(index)
        return branch.text if index.internalId() == _TOP else branch.lines[index.row()].text

    def _note(self, index: Index) -> str:
        branch = self._branch_of(index)
        if index.internalId() == _TOP:
            return self._note_of_branch(branch.key)
        return self._note_of_line(branch.lines[index.row()].key)


class _LineDelegate(TextDelegate):
    """Lines of one height, whatever stands in them, also while the list is not seen yet."""

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._height)


class MergeTree(QTreeView):
    """Shows a TreeModel. `current_changed` comes with every step of the arrow keys."""

    current_changed = Signal()

    def __init__(self, model: TreeModel, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.lines = model
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_LineDelegate(round(_ROW * theme.scale), self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(round(16 * theme.scale))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(1, round(_NOTE_WIDTH * theme.scale))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def current_key(self) -> str:
        """The key of the line that is looked at; "" on a branch."""
        return self.lines.key_of(self.currentIndex())

    def go_to(self, key: str) -> None:
        """Look at a line."""
        index = self.lines.index_of(key)
        if index.isValid():
            self.expand(index.parent())
            self.setCurrentIndex(index)
            self.scrollTo(index)
