"""Handing out a pack: to whom. It leaves the house, so it is asked for in words and recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ProseField, stacked
from hdplanner.ui.common.pieces import button, label


class HandOutDialog(QDialog):
    """Asks for the recipients, one a line. Accepted, `recipients` says who they are."""

    def __init__(self, title: str, first_number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand out"))
        self.setMinimumWidth(420)
        self._first = first_number
        self.names = ProseField(_("Recipients"), _("One recipient a line"), 5)
        self.sentence = label("", "muted", wrap=True)
        self.act = button(_("Hand out"), self.accept, "primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "lead", wrap=True))
        about = _("Each copy gets a number and its recipient on every page, and goes into the register.")
        column.addWidget(label(about, wrap=True))
        column.addWidget(stacked(_("Recipients"), self.names))
        column.addWidget(self.sentence)
        column.addLayout(buttons)
        self.names.textChanged.connect(self._on_names)
        self._on_names()

    def recipients(self) -> list[str]:
        """Who gets a copy, in the order of the lines, nobody twice."""
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def _on_names(self) -> None:
        count = len(self.recipients())
        text = ngettext("{count} copy, number {first}", "{count} copies, numbers {first} to {last}", count)
        numbers = {"count": count, "first": self._first, "last": self._first + count - 1}
        self.sentence.setText(text.format(**numbers) if count else _("Nobody yet"))
        self.act.setEnabled(bool(count))
