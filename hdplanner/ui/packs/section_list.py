"""The sections of a pack as a list to tick and to reorder, by drag or by keyboard, with own texts and annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, pgettext
from hdplanner.ui.common.direction import Menu, TextDelegate, in_own_direction
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.packs.models import section_title
from hdplanner.ui.packs.section_details import SectionDetails

if TYPE_CHECKING:
    from hdplanner.services.attachments import AttachmentRow
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
    file_wanted = Signal()
    """A file is to be chosen as an annex."""
    dropped = Signal(object, str)
    """The SectionChoices that are left, and the key of the annex that was taken out."""
    marked = Signal(str, object)
    """The key of an attachment, and how far it may travel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: dict[str, AttachmentRow] = {}
        self.list = _Ordered()
        named(self.list, _("Sections of the pack"), _("Space ticks; Ctrl with an arrow key moves."))
        self._up = icon_button(theme, "chevron-up", _("Move up"), lambda: self.list.shift(-1))
        self._down = icon_button(theme, "chevron-down", _("Move down"), lambda: self.list.shift(1))
        self.add_text = button(_("Add own text"), self._on_add, "link")
        self.add_file = button(_("Add a file…"), self._on_file, "link")
        self.add_file.setToolTip(_("A PDF or a picture, as an annex"))
        self.details = SectionDetails()
        self._quiet = False
        self._lay_out()
        self.list.itemChanged.connect(self._on_changed)
        self.list.reordered.connect(self._say)
        self.list.currentRowChanged.connect(self._on_row)
        self.details.edited.connect(self._on_edited)
        self.details.remove_wanted.connect(self._on_remove)
        self.details.marked.connect(self.marked)

    def show_choices(self, choices: Sequence[SectionChoice], files: Sequence[AttachmentRow] = ()) -> None:
        """Show what a pack holds, and the files there are; the row that was current stays so."""
        offered = {row.id: row for row in files}
        if list(choices) == self.choices() and offered == self._files:
            return
        self._files = offered
        row = max(0, self.list.currentRow())
        self._quiet = True
        self.list.clear()
        for choice in choices:
            self.list.addItem(self._item(choice))
        self._quiet = False
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._fit()

    def _fit(self) -> None:
        """As high as all rows."""
        self.list.setFixedHeight(self._theme.pixels("row") * self.list.count() + 4)

    def choices(self) -> list[SectionChoice]:
        """What is ticked, in its order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = Qt.CheckState.Checked
        return [replace(item.data(_ROLE), included=item.checkState() == ticked) for item in items]

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for one, name in ((self._up, "chevron-up"), (self._down, "chevron-down")):
            one.setIcon(icon(name, theme, "muted"))
        self._theme = theme
        self._quiet = True
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, theme.pixels("row")))
        self._quiet = False
        self._fit()

    def file_menu(self) -> QMenu:
        """The files of the campaign that are not in the pack yet, and a way to another one."""
        used = {choice.attachment_id for choice in self.choices()}
        menu = Menu(self)
        for row in self._files.values():
            if row.id not in used:
                words = in_own_direction(row.name).replace("&", "&&")
                menu.addAction(words).triggered.connect(partial(self._put_file, row))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(_("Choose a file…")).triggered.connect(lambda _checked=False: self.file_wanted.emit())
        return menu

    def _lay_out(self) -> None:
        adding = WrapLayout(spacing=4)
        adding.addWidget(self.add_text)
        adding.addWidget(self.add_file)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addLayout(adding, 1)
        for one in (self._up, self._down):
            buttons.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addLayout(buttons)
        column.addWidget(self.details)

    def _item(self, choice: SectionChoice) -> QListWidgetItem:
        made = QListWidgetItem(self._title(choice))
        made.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        made.setCheckState(Qt.CheckState.Checked if choice.included else Qt.CheckState.Unchecked)
        made.setData(_ROLE, choice)
        made.setToolTip(made.text())
        made.setSizeHint(QSize(0, self._theme.pixels("row")))
        return made

    def _title(self, choice: SectionChoice) -> str:
        title = section_title(choice, {row.id: row.name for row in self._files.values()})
        return pgettext("section", "{title} (wide)").format(title=title) if choice.landscape else title

    def _say(self) -> None:
        if not self._quiet:
            QTimer.singleShot(0, self, self._say_now)

    def _say_now(self) -> None:
        self.chosen.emit(self.choices())

    def _on_changed(self, _item: Any) -> None:
        self._say()

    def _on_row(self, row: int) -> None:
        choice = self.list.item(row).data(_ROLE) if row >= 0 else None
        self.details.show_choice(choice, self._files.get(choice.attachment_id or "") if choice else None)

    def _on_edited(self, choice: SectionChoice) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() < 0:
            return
        self._quiet = True
        item.setData(_ROLE, choice)
        item.setText(self._title(choice))
        self._quiet = False
        self._say()

    def _on_add(self) -> None:
        from hdplanner.briefing.sections.registry import FREE_TEXT
        from hdplanner.services.packs import SectionChoice

        self._put(SectionChoice(FREE_TEXT, heading=_("Note")), self.list.currentRow() + 1)
        self.details.heading.setFocus()
        self.details.heading.selectAll()

    def _on_file(self) -> None:
        menu = self.file_menu()
        if len(menu.actions()) == 1:
            menu.deleteLater()
            self.file_wanted.emit()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_file.mapToGlobal(QPoint(0, self.add_file.height())))

    def _put_file(self, row: AttachmentRow, _checked: bool = False) -> None:
        """A file that is in the campaign already, once more."""
        from hdplanner.services.annexes import ANNEX
        from hdplanner.services.packs import SectionChoice

        heading = Path(row.name).stem
        self._put(SectionChoice(ANNEX, heading=heading, attachment_id=row.id), self.list.count())

    def _put(self, choice: SectionChoice, place: int) -> None:
        self._quiet = True
        self.list.insertItem(place, self._item(choice))
        self._quiet = False
        self.list.setCurrentRow(place)
        self._fit()
        self._say()

    def _on_remove(self) -> None:
        item = self.list.takeItem(self.list.currentRow())
        choice: SectionChoice = item.data(_ROLE)
        if choice.attachment_id:
            self.dropped.emit(self.choices(), choice.attachment_id)
        else:
            self._say()
