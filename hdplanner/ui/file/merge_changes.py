"""One record that comes in by a merge: what it is, what happens to it, and its fields before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.services.merge_report import act_word
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import label
from hdplanner.ui.file.conflict_pane import scrolling
from hdplanner.ui.file.conflict_parts import FieldsGrid, words

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownChange


class ChangePane(QWidget):
    """Shows one row that comes in, at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = words("", "lead")
        self.title = label("", "heading", wrap=True)
        self.fields = FieldsGrid()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        for part in (self.record, self.title, self.fields):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, _("What comes in")))

    def show_change(self, change: ShownChange) -> None:
        """Show a row before and after."""
        self.record.setText(change.record)
        direct(self.record, change.record)
        self.title.setText(_("{noun}, {act}").format(noun=change.noun, act=act_word(change.act)))
        rows = [(line.label, line.before, line.after) for line in change.lines]
        heads = (_("Before"), _("After")) if change.act == "changed" else ("", "")
        self.fields.show_fields(heads, rows)
