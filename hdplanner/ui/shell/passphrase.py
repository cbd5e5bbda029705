"""Asks for the passphrase of an encrypted file, and stays until it fits or the person gives up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError, WrongPassphraseError
from hdplanner.i18n import _, pgettext
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.secret_fields import secret_field, show_letters


class PassphraseDialog(QDialog):
    """`attempt` opens the file with a passphrase; another error than a wrong one closes the dialog and is kept."""

    def __init__(self, path: Path, attempt: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error: PlannerError | None = None
        self._attempt = attempt
        self.setWindowTitle(_("Open {file}").format(file=path.name))
        self.field = secret_field(_("Passphrase"))
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(_("{file} is encrypted").format(file=path.name), "lead"))
        column.addWidget(label(_("Passphrase"), "small"))
        column.addWidget(self.field)
        column.addWidget(show_letters(self.field))
        column.addWidget(self.wrong)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        self.setMinimumWidth(420)

    def attempt(self) -> None:
        """Try what is written."""
        try:
            self._attempt(self.field.text())
        except WrongPassphraseError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            self.field.selectAll()
            self.field.setFocus()
        except PlannerError as error:
            self.error = error
            self.reject()
        else:
            self.accept()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(pgettext("button", "Open"), self.attempt, "primary")
        act.setDefault(True)
        row.addWidget(act)
        return row
