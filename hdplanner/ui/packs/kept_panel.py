"""The kept packs as a list, and the way to what all of them share: who holds what, the logo, the markings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, hairline, icon_button, label, named, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.models import columns, kind_words
from hdplanner.ui.packs.two_lines import TwoLines

if TYPE_CHECKING:
    from hdplanner.services.packs import PackRow


class KeptPanel(QFrame):
    """Says which pack somebody picked. The page decides what is shown."""

    picked = Signal(str)
    new_wanted = Signal()
    register_wanted = Signal()
    office_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.model: RowModel[PackRow] = RowModel(columns(), self)
        self.list = named(QListView(), _("Kept packs"))
        self._lines = TwoLines(self.list, theme, lambda index: kind_words(self.model.row_at(index.row())))
        self.new = button(_("New pack…"), self.new_wanted.emit)
        self.register = button(_("Who holds what"), self.register_wanted.emit, "link")
        self.withdrawn = button("", self.register_wanted.emit, "danger")
        self.withdrawn.setToolTip(_("Somebody holds a copy that tells a fact which holds no more."))
        self.office = icon_button(theme, "settings", _("Logo and markings…"), self.office_wanted.emit)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def show_rows(self, rows: Sequence[PackRow]) -> None:
        """Show the packs."""
        self.model.set_rows(rows)

    def select(self, row_id: str) -> None:
        """Mark the pack that is shown."""
        place = self.model.place_of(row_id)
        if place is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(place, 0), flag)

    def show_register(self, out: int, withdrawn: int) -> None:
        """Say how many copies are out, and how many facts that hold no more are told in them."""
        said = _("Who holds what ({count})").format(count=format_number(out))
        self.register.setText(said if out else _("Who holds what"))
        self.withdrawn.setText(_("Withdrawn facts: {count}").format(count=format_number(withdrawn)))
        self.withdrawn.setVisible(bool(withdrawn))
        self.register.setVisible(not withdrawn)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._lines.wear(theme)
        self.office.setIcon(icon("settings", theme, "muted"))
        self.list.scheduleDelayedItemsLayout()

    def _on_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.picked.emit(self.model.row_at(index.row()).id)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._lines)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 4)
        head.addWidget(label(_("Packs"), "lead"))
        head.addStretch(1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(hairline())
        shared = QHBoxLayout()
        shared.setSpacing(4)
        for one in (self.withdrawn, self.register):
            shared.addWidget(one)
        shared.addStretch(1)
        shared.addWidget(self.office)
        column.addLayout(shared)
        self.withdrawn.hide()
        self.list.setMinimumHeight(60)
