"""The small dialogs of the table: a value for all that are selected, and the name of a view."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.column_editors import ManyEditor, is_valid, make_editor
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.form import LineField
from hdplanner.ui.common.pieces import button, label


class SetDialog(QDialog):
    """Asks for the value that all selected rows are to have in a column."""

    def __init__(self, column: Column[Any], count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Set for all selected"))
        said = ngettext("{column} of {count} stakeholder", "{column} of {count} stakeholders", count).format(
            column=column.title, count=format_number(count)
        )
        self.editor = make_editor(column)
        if isinstance(self.editor, ManyEditor):
            self.editor.show_value(())
            self.editor.given_up.connect(self.reject)
        self.act = button(_("Set"), self._on_set, "primary")
        self.act.setDefault(True)
        _lay_out(self, said, self.editor, self.act, _("This is one step, which can be undone."))
        self.editor.setFocus()

    def value(self) -> Any:
        """The value that was chosen or written."""
        return self.editor.value()

    def _on_set(self) -> None:
        if is_valid(self.editor):
            self.accept()


class NameDialog(QDialog):
    """Asks for the name of a view."""

    def __init__(self, title: str, verb: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.line = LineField(_("Name of the view"))
        self.line.setText(name)
        self.line.selectAll()
        self.act = button(verb, self.accept, "primary")
        self.act.setDefault(True)
        self.act.setEnabled(bool(name.strip()))
        self.line.textChanged.connect(lambda text: self.act.setEnabled(bool(text.strip())))
        _lay_out(self, title, self.line, self.act, _("Views are kept in the file, with what they filter by."))

    def name(self) -> str:
        """The name that was written."""
        return self.line.text().strip()


def _lay_out(dialog: QDialog, lead: str, field: QWidget, act: QWidget, hint: str) -> None:
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(button(_("Cancel"), dialog.reject))
    foot.addWidget(act)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(10)
    column.addWidget(label(lead, "lead", wrap=True))
    column.addWidget(field)
    column.addWidget(label(hint, "small", wrap=True))
    column.addLayout(foot)
    dialog.setMinimumWidth(360)
