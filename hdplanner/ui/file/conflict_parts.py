"""What a conflict is shown with: the two sides as cards, the fields of a whole record, the field for a new value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import at_start, direct
from hdplanner.ui.common.form import ChoiceField, ProseField
from hdplanner.ui.common.pieces import empty, hairline, label, named, with_look
from hdplanner.ui.common.theme import set_look

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import Draft, SideText

_TOP = Qt.AlignmentFlag.AlignTop


def words(text: str, look: str = "") -> QLabel:
    """A text of the person's, in its own direction, wrapped, and never wider than its place."""
    made = label(text, look, wrap=True)
    made.setAlignment(at_start() & ~Qt.AlignmentFlag.AlignVCenter | _TOP)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    direct(made, text)
    return made


class SideCard(QFrame):
    """One side: what it says, who wrote it and when. A click takes it."""

    taken = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._takes = False
        self._head = label(title, "heading", wrap=True)
        self._by = label("", "small", wrap=True)
        self._when = label("", "small", wrap=True)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._by)
        column.addWidget(self._when)
        column.addLayout(self._place)
        column.addStretch(1)
        with_look(self, "record")

    def show_side(self, side: SideText, *, takes: bool) -> None:
        """Show what this side says; ``takes`` where a click can take it."""
        self._takes = takes
        for part, text in ((self._by, side.by), (self._when, side.when)):
            part.setText(text)
            direct(part, text)
            part.setVisible(bool(text))
        empty(self._place)
        self._place.addWidget(words(side.text, "muted" if side.nothing else ""))
        named(self, _("{side}: {value}").format(side=self._title, value=side.text), _who(side.by, side.when))
        self.setCursor(Qt.CursorShape.PointingHandCursor if takes else Qt.CursorShape.ArrowCursor)

    def mark(self, chosen: bool) -> None:
        """Show whether this side is what was taken."""
        self._head.setText(_("{side} – taken").format(side=self._title) if chosen else self._title)
        self.setProperty("chosen", chosen)
        set_look(self, "record")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._takes and self.rect().contains(event.position().toPoint()):
            self.taken.emit()


def _who(by: str, when: str) -> str:
    if by and when:
        return _("{author}, {when}").format(author=by, when=when)
    return by or when


class FieldsGrid(QWidget):
    """The fields of a record that is in conflict as a whole, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for column, stretch in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)

    def show_fields(self, heads: tuple[str, str], fields: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of a field's name and two values, below two headings; no rows hide the grid.

        Without a first heading there is one value only.
        """
        empty(self._grid)
        self.setVisible(bool(fields))
        if not fields:
            return
        both = bool(heads[0])
        for column, head in enumerate(heads, 1) if both else ():
            self._grid.addWidget(label(head, "small"), 0, column)
        for place, (title, first, second) in enumerate(fields):
            row = 2 * place + 1
            self._grid.addWidget(hairline(), row, 0, 1, 3)
            self._grid.addWidget(words(title, "muted"), row + 1, 0, _TOP)
            if both:
                self._grid.addWidget(words(first), row + 1, 1, _TOP)
                self._grid.addWidget(words(second), row + 1, 2, _TOP)
            else:
                self._grid.addWidget(words(second or first), row + 1, 1, 1, 2, _TOP)


class DraftField(QWidget):
    """Where a new value is written, or chosen. ``changed`` comes with the value, or None where it is too long."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self.text = ProseField(_("New wording"), lines=3)
        self.text.textChanged.connect(self._on_written)
        self.choice = ChoiceField(_("New value"), [])
        self.choice.committed.connect(self.changed.emit)
        self.wrong = label("", "danger", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.text, self.choice, self.wrong):
            column.addWidget(part)

    def show_draft(self, draft: Draft, value: object) -> None:
        """Begin with a value; one of a list where the field has one."""
        self._draft = draft
        self.text.setVisible(not draft.options)
        self.choice.setVisible(bool(draft.options))
        self.wrong.hide()
        self.blockSignals(True)
        if draft.options:
            self.choice.set_choices(draft.options)
            self.choice.show_value(value)
        else:
            begun = "" if value is None else str(value)
            self.text.show_value(begun)  # Esc goes back to this
            self.text.setPlainText(begun)
        self.blockSignals(False)

    def begin(self) -> None:
        """Put the cursor where the value is written."""
        field = self.choice if self._draft is not None and self._draft.options else self.text
        field.setFocus()

    def value(self) -> object:
        """What is written now; None for a text that is too long."""
        if self._draft is None:
            return None
        if self._draft.options:
            return self.choice.value()
        written = self.text.toPlainText().strip()
        return None if len(written) > self._draft.limit else written

    def too_long(self) -> bool:
        """Whether more is written than the field holds."""
        written = self.text.toPlainText().strip()
        return self._draft is not None and not self._draft.options and len(written) > self._draft.limit

    def _on_written(self) -> None:
        if self._draft is None or self._draft.options:
            return
        over = self.too_long()
        if over:
            said = ngettext(
                "The text is too long: it may have {limit} character. It is not taken like this.",
                "The text is too long: it may have {limit} characters. It is not taken like this.",
                self._draft.limit,
            )
            self.wrong.setText(said.format(limit=format_number(self._draft.limit)))
        self.wrong.setVisible(over)
        self.changed.emit(self.value())
