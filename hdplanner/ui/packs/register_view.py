"""Who holds what of ours: every copy that left the house, and first of all the facts in them that hold no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_date, format_number, ngettext, pgettext
from hdplanner.ui.common.direction import Menu
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, empty, label, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.packs.panels import scrolling
from hdplanner.ui.packs.register_columns import register_columns

if TYPE_CHECKING:
    from hdplanner.services.handing_out import HandOutRow, WithdrawnRow

_HIGHEST, _SHARE = 190, 0.35
"""Pixels at 100 % text, and share of the height, that withdrawn facts take at most: the table stays in sight."""


class RegisterView(QWidget):
    """A table to filter by recipient. That a copy came back is one step of undo."""

    back_wanted = Signal()
    return_wanted = Signal(object, bool)
    """The ids of copies, and whether they came back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from hdplanner.services.values import today_here

        self.model: RowModel[HandOutRow] = RowModel(register_columns(today_here), self)
        self.model.can_edit = False
        self._theme = theme
        self.back = button(_("Packs"), self.back_wanted.emit)
        self.words = FilterField(_("Filter by recipient"), theme)
        self.words.setPlaceholderText(_("Recipient"))
        self.returned = button(_("Came back or destroyed"), lambda: self._say(back=True))
        self.still_out = button(_("Still out"), lambda: self._say(back=False))
        self.count = label("", "small")
        self.table = TableView(self.model, theme, _("Who holds what"))
        self.none = label(_("No copy was handed out yet."), "muted")
        self._withdrawn = QVBoxLayout()
        self._editable = False
        self._lay_out()
        self._connect()
        self.wear(theme)
        self.table.arrangement.show(self.table.arrangement.standard())
        self.model.sort_by([("handed_on", True)])
        self._on_selected()

    def show_rows(self, rows: Sequence[HandOutRow], withdrawn: Sequence[WithdrawnRow]) -> None:
        """Show the register."""
        self.model.set_rows(rows)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        empty(self._withdrawn)
        for fact in withdrawn:
            self._withdrawn.addWidget(_card(fact))
        self._withdrawn.addStretch(1)
        self._facts.setVisible(bool(withdrawn))
        self._on_selected()
        self._show_count()

    def set_editable(self, editable: bool) -> None:
        """A file open for reading: the register is seen, not changed."""
        self._editable = editable
        self._on_selected()

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.table.wear(theme)
        self.words.wear(theme)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.back.setIcon(icon("arrow-right" if mirrored else "arrow-left", theme, "muted"))
        self._theme = theme
        self._limit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit()

    def _limit(self) -> None:
        self._facts.setMaximumHeight(round(min(_HIGHEST * self._theme.scale, self.height() * _SHARE)))

    def selected(self) -> list[HandOutRow]:
        """The copies that are chosen."""
        found = (self.model.row_of(one) for one in self.table.selected_ids())
        return [row for row in found if row is not None]

    def _say(self, *, back: bool) -> None:
        ids = [row.id for row in self.selected() if (row.returned_on is None) == back]
        if ids:
            self.return_wanted.emit(ids, back)

    def _on_selected(self) -> None:
        rows = self.selected()
        self.returned.setEnabled(self._editable and any(row.returned_on is None for row in rows))
        self.still_out.setEnabled(self._editable and any(row.returned_on is not None for row in rows))

    def _on_menu(self, place: QPoint) -> None:
        menu = Menu(self)
        for act in (self.returned, self.still_out):
            entry: QAction = menu.addAction(act.text())
            entry.setEnabled(act.isEnabled())
            entry.triggered.connect(lambda _checked=False, act=act: act.click())
        menu.addAction(_("Copy")).triggered.connect(lambda _checked=False: self.table.copy())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _filter(self, words: str) -> None:
        self.model.filter((lambda row: holds_all(words, row.recipient)) if words.strip() else None)
        self._show_count()

    def _show_count(self) -> None:
        out = sum(row.returned_on is None for row in self.model.shown_rows())
        said = ngettext("{count} copy is still out", "{count} copies are still out", out)
        self.count.setText(said.format(count=format_number(out)))

    def _connect(self) -> None:
        self.words.filtered.connect(self._filter)
        self.table.selected.connect(self._on_selected)
        self.table.menu_wanted.connect(self._on_menu)

    def _lay_out(self) -> None:
        head = WrapLayout()
        head.setContentsMargins(12, 10, 12, 4)
        head.addWidget(self.back)
        head.addWidget(label(_("Who holds what"), "lead"))
        head.addWidget(self.count)
        head.push()
        head.addWidget(self.words)
        head.addWidget(self.still_out)
        head.addWidget(self.returned)
        self.words.setMinimumWidth(140)
        self.words.setMaximumWidth(280)
        inside = QWidget()
        inside.setLayout(self._withdrawn)
        self._withdrawn.setContentsMargins(12, 4, 12, 4)
        self._withdrawn.setSpacing(6)
        self._facts = scrolling(inside)
        panel = with_look(QFrame(), "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self.none, 1, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.table, 4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)


def _card(fact: WithdrawnRow) -> QFrame:
    """A fact that holds no more, and who still has it."""
    made = with_look(QFrame(), "card")
    column = QVBoxLayout(made)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(3)
    if fact.withdrawn_on is None:
        said = _("This fact is deleted. These copies still tell it:")
    else:
        said = _("This fact was withdrawn on {date}. These copies still tell it:").format(
            date=format_date(fact.withdrawn_on)
        )
    column.addWidget(label(said, "danger", wrap=True))
    column.addWidget(label(" ".join(fact.text.split()), wrap=True))
    for copy in fact.held:
        column.addWidget(label(_holder(copy), "small", wrap=True))
    return made


def _holder(copy: HandOutRow) -> str:
    words = pgettext("register", "{recipient}: {title}, copy {number}")
    if not copy.copy_number:
        words = pgettext("register", "{recipient}: {title}")
    number = format_number(copy.copy_number) if copy.copy_number else ""
    return words.format(recipient=copy.recipient, title=copy.title, number=number)
