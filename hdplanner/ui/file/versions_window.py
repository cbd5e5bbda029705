"""The versions of the file, the newest first. Says what is wanted of one, and does nothing to any itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_number, ngettext, pgettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.file.versions_words import VersionRow, size_words

if TYPE_CHECKING:
    from hdplanner.storage.versions import Listing
    from hdplanner.ui.context import AppContext

Index = QModelIndex | QPersistentModelIndex
_SIZE = (980, 560)
_ROW = 34
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class VersionsModel(QAbstractTableModel):
    """One line a version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[VersionRow] = ()

    def set_rows(self, rows: Sequence[VersionRow]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> VersionRow:
        """The version on a line."""
        return self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _SHOWN:
            return None
        row = self._rows[index.row()]
        texts = (row.when, row.why, row.version.author, row.done, size_words(row.version.bytes))
        return texts[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        titles = (
            _("When"),
            _("Kept"),
            pgettext("who did it", "By"),
            _("Done after it"),
            pgettext("of a file", "Size"),
        )
        return titles[section]


class VersionsWindow(QDialog):
    """Stays open beside the main window until the file is closed."""

    look_wanted = Signal(object)
    restore_wanted = Signal(object)
    delete_wanted = Signal(object)
    """Each with the Version that is chosen."""
    folder_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Versions"))
        self._context = context
        theme = context.appearance.theme
        self.model = VersionsModel(self)
        self.table = self._make_table(theme)
        self.total = label("", "small", wrap=True)
        self.none = label(_("Reading the versions…"), "muted", wrap=True)
        self.look = button(_("Open read-only"), lambda: self._want(self.look_wanted))
        self.restore = button(
            _("Go back to this version"), lambda: self._want(self.restore_wanted), "primary"
        )
        self.delete = button(_("Delete…"), lambda: self._want(self.delete_wanted))
        self.keep = button(_("Keep a version now…"), self.keep_wanted.emit)
        self.folder = button(_("Show the folder"), self.folder_wanted.emit)
        self._lay_out()
        self._connect()
        self._enable()
        take_room(self, *_SIZE)

    def show_versions(self, listing: Listing, rows: Sequence[VersionRow]) -> None:
        """Show what is there, and say where it was looked for."""
        place = self.table.currentIndex().row()
        self.model.set_rows(rows)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(max(place, 0), len(rows) - 1), 0))
            self.table.setFocus()
        said = ngettext("{count} version, {size}.", "{count} versions, {size}.", len(rows)).format(
            count=format_number(len(rows)), size=size_words(sum(row.version.bytes for row in rows))
        )
        if listing.unreadable:
            strange = len(listing.unreadable)
            said += " " + ngettext(
                "{count} more file in the folder is no version of this plan, or needs another passphrase.",
                "{count} more files in the folder are no versions of this plan, or need another passphrase.",
                strange,
            ).format(count=format_number(strange))
        self.total.setText(said)
        self.none.setText(
            _(
                "There is no version in {folder}. If the file was renamed, rename its folder of versions alike."
            ).format(folder=listing.folder.name)
        )
        self._show(bool(rows))
        self.folder.setEnabled(listing.folder.is_dir())

    def _show(self, there: bool) -> None:
        self.none.setVisible(not there)
        self.table.setVisible(there)
        self.total.setVisible(there)
        self._enable()

    def _want(self, signal: SignalInstance) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            signal.emit(self.model.row_at(rows[0].row()).version)

    def _enable(self) -> None:
        chosen = bool(self.table.selectionModel().selectedRows())
        self.look.setEnabled(chosen)
        self.delete.setEnabled(chosen)
        edits = self._context.gateway.can_edit
        self.restore.setEnabled(chosen and edits)
        self.keep.setEnabled(edits)

    def _make_table(self, theme: Theme) -> QTableView:
        made = named(QTableView(), _("Versions, the newest first"))
        made.setModel(self.model)
        made.setItemDelegate(TextDelegate(made))
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setTabKeyNavigation(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(round(_ROW * theme.scale))
        head = made.horizontalHeader()
        head.setHighlightSections(False)
        for column, width in ((0, 150), (1, 290), (2, 120), (4, 80)):
            head.resizeSection(column, round(width * theme.scale))
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return made

    def _connect(self) -> None:
        gateway = self._context.gateway
        for end in (gateway.closed, gateway.locked, gateway.opened):
            end.connect(self._end)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._enable())
        self.table.doubleClicked.connect(lambda _index: self.look.click())
        for key, act in ((Qt.Key.Key_Return, self.look), (Qt.Key.Key_Delete, self.delete)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act.click)

    def _end(self) -> None:
        """Forget all that was read, as the file is closed or locked."""
        self.model.set_rows(())
        self.close()

    def _lay_out(self) -> None:
        acts = WrapLayout()
        for act in (self.keep, self.folder, self.delete):
            acts.addWidget(act)
        acts.push()
        for act in (button(_("Close"), self.close), self.look, self.restore):
            acts.addWidget(act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(_("Versions"), "title"))
        said = _(
            "A version is kept when the plan is opened, after every hour of work and before each large change. "
            "Going back to one is a step that can be undone. Those kept by hand stay until you delete them."
        )
        outer.addWidget(label(said, "small", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.total)
        outer.addLayout(acts)
        self._show(False)
