"""What was deleted and is not there now, newest first. Says what is to come back, and brings nothing back itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_datetime, format_number, ngettext, pgettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.bin import BinRow
    from hdplanner.ui.context import AppContext

Index = QModelIndex | QPersistentModelIndex
_SIZE = (1040, 560)
_ROW, _NAME = 34, 120


class BinModel(QAbstractTableModel):
    """The rows of the bin that hold the words that are looked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[BinRow] = []
        self._rows: list[BinRow] = []
        self._words = ""

    def set_rows(self, rows: list[BinRow]) -> None:
        """Show others."""
        self._all = rows
        self.look_for(self._words)

    def look_for(self, words: str) -> None:
        """Show those that hold all the words."""
        self._words = words
        self.beginResetModel()
        self._rows = [row for row in self._all if holds_all(words, row.name, row.noun, row.author)]
        self.endResetModel()

    def row_at(self, place: int) -> BinRow:
        """The record on a line."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        return (row.name, row.noun, with_it(row), row.author, format_datetime(row.at))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (_("Deleted"), _("Kind"), _("With it"), _("Deleted by"), _("When"))[section]


def with_it(row: BinRow) -> str:
    """What went with a record, and what it belongs to where that is not there."""
    if row.owner_gone:
        return _("belongs to something that is gone for good")
    if row.owner:
        return _("belongs to {name}, deleted too").format(name=row.owner)
    said = ngettext("{count} part", "{count} parts", row.parts)
    return said.format(count=format_number(row.parts)) if row.parts else ""


class BinWindow(QDialog):
    """Stays open beside the main window, and follows what is done there."""

    restore_wanted = Signal(object)
    """A list of BinRow to bring back."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bin"))
        self._context = context
        theme = context.appearance.theme
        self.model = BinModel(self)
        self.words = FilterField(_("Words in the bin"), theme)
        self.words.filtered.connect(self._on_filtered)
        self.table = self._make_table(theme)
        self.none = label("", "muted", wrap=True)
        self.note = label("", "warning", wrap=True)
        self.restore = button(pgettext("bin", "Bring back"), self._on_restore, "primary")
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.renew)
        self._lay_out()
        self._connect()
        take_room(self, *_SIZE)

    def renew(self) -> None:
        """Read the bin anew."""
        from hdplanner.errors import DocumentLentError
        from hdplanner.services import bin as bin_service

        try:
            self.model.set_rows(self._context.gateway.read(bin_service.bin_rows))
        except DocumentLentError:  # whoever borrowed it says what has changed when it is given back
            return
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show()

    def chosen(self) -> list[BinRow]:
        """The records that are chosen."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row_at(row) for row in rows]

    def _on_filtered(self, words: str) -> None:
        self.model.look_for(words)
        self._show()

    def _on_restore(self) -> None:
        if self.restore.isEnabled():
            self.restore_wanted.emit(self.chosen())

    def _show(self) -> None:
        """Say what there is to say about what is chosen."""
        rows, chosen = self.model.rowCount(), self.chosen()
        lost = any(row.owner_gone for row in chosen)
        owner = next((row.owner for row in chosen if row.owner and not row.owner_gone), "")
        self.none.setText(
            _("No deleted record holds these words.") if self.words.text() else _("Nothing was deleted.")
        )
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        said = ""
        if lost:
            said = _("What this belonged to is gone for good, so it cannot come back. The history holds it.")
        elif owner:
            said = _("“{name}” comes back as well, since this belongs to it.").format(name=owner)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.restore.setEnabled(bool(chosen) and not lost and self._context.gateway.can_edit)

    def _make_table(self, theme: Theme) -> QTableView:
        made = named(QTableView(), _("Deleted records, the newest first"))
        made.setModel(self.model)
        made.setItemDelegate(TextDelegate(made))
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setTabKeyNavigation(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(round(_ROW * theme.scale))
        head = made.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(round(_NAME * theme.scale))
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 130), (2, 200), (3, 130), (4, 160)):
            head.resizeSection(column, round(width * theme.scale))
        return made

    def _connect(self) -> None:
        gateway = self._context.gateway
        gateway.changed.connect(self._on_changed)
        for end in (gateway.closed, gateway.locked, gateway.opened):
            end.connect(self._end)
        self._context.appearance.changed.connect(self.words.wear)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._show())
        self.table.doubleClicked.connect(lambda _index: self._on_restore())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.table)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._on_restore)

    def _on_changed(self, _changes: object) -> None:
        self._later.start()

    def _end(self) -> None:
        """Forget all that was read, as the file is closed or locked, or code names are shown."""
        self.model.set_rows([])
        self.close()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.note, 100)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        foot.addWidget(self.restore)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(_("Bin"), "title"))
        said = _(
            "What was deleted comes back with all that went with it, as one step that can be undone. "
            "The bin is not emptied by hand: it ends where the history is compacted, and nobody who was erased is in it."
        )
        outer.addWidget(label(said, "small", wrap=True))
        outer.addWidget(self.words)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(foot)
