"""What a pack is about, chosen from a list that can be searched: meetings, visits, counterparts, or by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.models import about_line

if TYPE_CHECKING:
    from hdplanner.domain.values import PackKind
    from hdplanner.services.pack_choices import AboutRow
    from hdplanner.services.pack_rows import Subject

_ROLE = Qt.ItemDataRole.UserRole


class AboutList(QWidget):
    """The first entry leaves it to the pack. Meetings come first: those behind us for what is told afterwards."""

    chosen = Signal()
    taken = Signal()
    """Somebody has decided: with Enter, or a double click."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[AboutRow] = ()
        self.words = FilterField(_("Search what it is about"), theme)
        self.list = named(QListWidget(), _("What the pack is about"))
        self.list.setItemDelegate(TextDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        self.words.filtered.connect(self._filter)
        self.list.currentItemChanged.connect(lambda _now, _before: self.chosen.emit())
        self.list.itemActivated.connect(lambda _item: self.taken.emit())

    def offer(self, rows: Sequence[AboutRow], kind: PackKind, subject: Subject) -> None:
        """Offer what a pack of a kind can be about, with what it is about now chosen."""
        from hdplanner.services.pack_subject import AFTERWARDS
        from hdplanner.ui.packs.models import by_itself

        self._rows = rows
        groups = [("to-come", _("Meetings to come")), ("held", _("Meetings held"))]
        if kind in AFTERWARDS:
            groups.reverse()
        self.list.clear()
        self._add(by_itself(kind), None)
        for group, title in (*groups, ("visit", _("Visits")), ("counterpart", _("Counterparts"))):
            of_group = [row for row in rows if row.group == group]
            if of_group:
                self._add_heading(title)
            for row in of_group:
                self._add(about_line(row), row)
        self._choose(subject)
        self._filter(self.words.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.scheduleDelayedItemsLayout()  # it was filled before it had its looks

    def row(self) -> AboutRow | None:
        """What is chosen; None leaves it to the pack."""
        item = self.list.currentItem()
        found: AboutRow | None = item.data(_ROLE) if self.list.currentRow() >= 0 else None
        return found

    def subject(self) -> Subject:
        """What is chosen, by its key."""
        from hdplanner.services.pack_rows import THE_CAMPAIGN

        row = self.row()
        return THE_CAMPAIGN if row is None else row.subject

    def _add(self, text: str, row: AboutRow | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_ROLE, row)
        item.setToolTip(text)
        self.list.addItem(item)

    def _add_heading(self, title: str) -> None:
        """A line that says what comes below it; nobody can choose it."""
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        words = label(title, "small")
        words.setContentsMargins(8, 8, 8, 2)
        words.ensurePolished()
        item.setSizeHint(QSize(0, words.sizeHint().height()))
        self.list.addItem(item)
        self.list.setItemWidget(item, words)

    def _choose(self, subject: Subject) -> None:
        def key(one: Subject) -> tuple[str | None, ...]:
            return one.meeting_id, one.visit_id, one.stakeholder_id

        for place in range(self.list.count()):
            row = self.list.item(place).data(_ROLE)
            if row is not None and key(row.subject) == key(subject):
                self.list.setCurrentRow(place)
                return
        self.list.setCurrentRow(0)

    def _filter(self, words: str) -> None:
        """Headings are there while nothing is searched for."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            heading = item.flags() == Qt.ItemFlag.NoItemFlags
            item.setHidden(bool(words.strip()) and (heading or not holds_all(words, item.text())))


class AboutDialog(QDialog):
    """Asks what a pack is about."""

    def __init__(
        self,
        rows: Sequence[AboutRow],
        kind: PackKind,
        subject: Subject,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About"))
        self.about = AboutList(theme)
        self.about.offer(rows, kind, subject)
        self.about.taken.connect(self.accept)
        self.act = button(_("Choose"), self.accept, "primary")
        self.act.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("What is the pack about?"), "lead"))
        column.addWidget(self.about, 1)
        column.addLayout(foot)
        self.resize(round(460 * theme.scale), round(480 * theme.scale))
        self.about.words.setFocus()


class AboutField(ChoiceField):
    """Looks like a list to choose from, and asks for the dialog instead."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("What the pack is about"), [("", "")])

    def show_text(self, text: str) -> None:
        """Show what the pack is about."""
        self.set_choices([("", text)])
        self.setToolTip(text)

    def showPopup(self) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self, self.wanted.emit)
