"""The sections of a pack as a list to tick and to reorder, by drag or by keyboard, with texts of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.form import LineField, ProseField, stacked
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.models import section_title

if TYPE_CHECKING:
    from hdplanner.services.packs import SectionChoice

_ROLE = Qt.ItemDataRole.UserRole


class _Ordered(QListWidget):
    """A list whose rows are dragged to their places; Ctrl with an arrow does the same."""

    reordered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setItemDelegate(TextDelegate(self))
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.reordered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def shift(self, step: int) -> None:
        """Move the current row up or down by one."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(row + step, item)
        self.setCurrentRow(row + step)
        self.reordered.emit()


class SectionList(QWidget):
    """Says `chosen` with all choices whenever one changes; shows what it is given without an echo."""

    chosen = Signal(object)
    """A list of SectionChoice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = _Ordered()
        named(self.list, _("Sections of the pack"), _("Space ticks; Ctrl with an arrow key moves."))
        self._up = icon_button(theme, "chevron-up", _("Move up"), lambda: self.list.shift(-1))
        self._down = icon_button(theme, "chevron-down", _("Move down"), lambda: self.list.shift(1))
        self._remove = icon_button(theme, "remove", _("Remove this text"), self._on_remove)
        self._heading = LineField(_("Heading of the text"), _("Heading"))
        self._text = ProseField(_("The text"), _("What you want to add"), 3)
        self._own = QWidget()
        self._quiet = False
        self._lay_out()
        self.list.itemChanged.connect(self._on_changed)
        self.list.reordered.connect(self._say)
        self.list.currentRowChanged.connect(self._on_row)
        self._heading.committed.connect(self._on_own_text)
        self._text.committed.connect(self._on_own_text)

    def show_choices(self, choices: tuple[SectionChoice, ...]) -> None:
        """Show what a pack holds; the row that was current stays so."""
        if list(choices) == self.choices():
            return
        row = max(0, self.list.currentRow())
        self._quiet = True
        self.list.clear()
        for choice in choices:
            self.list.addItem(_item(choice, self._theme.pixels("row")))
        self._quiet = False
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._fit()

    def _fit(self) -> None:
        """As high as all rows."""
        self.list.setFixedHeight(self._theme.pixels("row") * self.list.count() + 4)

    def choices(self) -> list[SectionChoice]:
        """What is ticked, in its order."""
        from dataclasses import replace

        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = Qt.CheckState.Checked
        return [replace(item.data(_ROLE), included=item.checkState() == ticked) for item in items]

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for one, name in ((self._up, "chevron-up"), (self._down, "chevron-down"), (self._remove, "remove")):
            one.setIcon(icon(name, theme, "muted"))
        self._theme = theme
        self._quiet = True
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, theme.pixels("row")))
        self._quiet = False
        self._fit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(button(_("Add own text"), self._on_add, "link"))
        buttons.addStretch(1)
        for one in (self._up, self._down):
            buttons.addWidget(one)
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 4, 0, 0)
        own.setSpacing(8)
        first = QHBoxLayout()
        first.addWidget(self._heading, 1)
        first.addWidget(self._remove)
        own.addLayout(first)
        own.addWidget(stacked(_("Text"), self._text))
        self._own.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addLayout(buttons)
        column.addWidget(self._own)

    def _say(self) -> None:
        if not self._quiet:
            QTimer.singleShot(0, self, self._say_now)

    def _say_now(self) -> None:
        self.chosen.emit(self.choices())

    def _on_changed(self, _item: Any) -> None:
        self._say()

    def _on_row(self, row: int) -> None:
        from hdplanner.briefing.sections.registry import FREE_TEXT

        item = self.list.item(row)
        own = row >= 0 and item.data(_ROLE).section == FREE_TEXT
        self._own.setVisible(own)
        if own:
            self._heading.show_value(item.data(_ROLE).heading)
            self._text.show_value(item.data(_ROLE).text)

    def _on_own_text(self) -> None:
        from dataclasses import replace

        item = self.list.currentItem()
        if self.list.currentRow() < 0:
            return
        choice = replace(
            item.data(_ROLE), heading=self._heading.text().strip(), text=self._text.toPlainText().strip()
        )
        self._quiet = True
        item.setData(_ROLE, choice)
        item.setText(section_title(choice.section, choice.heading))
        self._quiet = False
        self._say()

    def _on_add(self) -> None:
        from hdplanner.briefing.sections.registry import FREE_TEXT
        from hdplanner.services.packs import SectionChoice

        place, height = self.list.currentRow() + 1, self._theme.pixels("row")
        self._quiet = True
        self.list.insertItem(place, _item(SectionChoice(FREE_TEXT, heading=_("Note")), height))
        self._quiet = False
        self.list.setCurrentRow(place)
        self._heading.setFocus()
        self._say()

    def _on_remove(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._say()


def _item(choice: SectionChoice, height: int) -> QListWidgetItem:
    made = QListWidgetItem(section_title(choice.section, choice.heading))
    made.setFlags(
        Qt.ItemFlag.ItemIsEnabled
        | Qt.ItemFlag.ItemIsSelectable
        | Qt.ItemFlag.ItemIsUserCheckable
        | Qt.ItemFlag.ItemIsDragEnabled
    )
    made.setCheckState(Qt.CheckState.Checked if choice.included else Qt.CheckState.Unchecked)
    made.setData(_ROLE, choice)
    made.setSizeHint(QSize(0, height))
    return made
