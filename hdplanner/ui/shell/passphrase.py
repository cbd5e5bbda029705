"""Asks for the passphrase of an encrypted file, or for the words of its recovery sheet, until it fits or one gives up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError, WrongPassphraseError
from hdplanner.errors_secret import RecoveryWordsError
from hdplanner.i18n import _, pgettext
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.secret_fields import emptied, secret_field, show_letters
from hdplanner.ui.common.sheet import sheet

if TYPE_CHECKING:
    from hdplanner.storage.keys import RecoveredKey, Secret

_WIDE = 480


class PassphraseDialog(QDialog):
    """`attempt` opens the file; another error than a wrong secret closes the dialog and is kept.

    `recovered` is the key, where the words of the sheet opened the file.
    """

    def __init__(self, path: Path, attempt: Callable[[Secret], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error: PlannerError | None = None
        self.recovered: RecoveredKey | None = None
        self._attempt = attempt
        self.setWindowTitle(_("Open {file}").format(file=path.name))
        self.field = secret_field(_("Passphrase"))
        self.words = named(QPlainTextEdit(), _("Words of the recovery sheet"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 6)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self.other = button("", self._on_other, "link")
        self._secret = self._passphrase_part()
        self._sheet = self._sheet_part()
        column = sheet(self, self._buttons(), _WIDE, 8)
        column.addWidget(label(_("{file} is encrypted").format(file=path.name), "lead", wrap=True))
        for part in (self._secret, self._sheet, self.wrong):
            column.addWidget(part)
        self._show_sheet(on=False)

    def attempt(self) -> None:
        """Try what is written."""
        try:
            if self._sheet.isVisibleTo(self):
                self._try_words()
            else:
                self._attempt(self.field.text())
        except (WrongPassphraseError, RecoveryWordsError) as error:
            self._refuse(str(error))
        except PlannerError as error:
            self.error = error
            self.reject()
        else:
            self.accept()

    def show_sheet(self) -> None:
        """Ask for the words of the recovery sheet."""
        self._show_sheet(on=True)

    def done(self, result: int) -> None:
        """Keep nothing of passphrase and words."""
        emptied(self.field)
        self.words.clear()
        super().done(result)

    def _try_words(self) -> None:
        from hdplanner.storage.recovery import read_words

        key = read_words(self.words.toPlainText())
        self._attempt(key)
        self.recovered = key

    def _refuse(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()
        if self._sheet.isVisibleTo(self):
            self.words.setFocus()
        else:
            self.field.selectAll()
            self.field.setFocus()

    def _on_other(self) -> None:
        self._show_sheet(on=not self._sheet.isVisibleTo(self))

    def _show_sheet(self, *, on: bool) -> None:
        self._secret.setVisible(not on)
        self._sheet.setVisible(on)
        self.other.setText(_("Open with the passphrase…") if on else _("Open with the recovery sheet…"))
        self.wrong.hide()
        (self.words if on else self.field).setFocus()

    def _passphrase_part(self) -> QWidget:
        made, column = _part()
        column.addWidget(stacked(_("Passphrase"), self.field))
        column.addWidget(show_letters(self.field))
        return made

    def _sheet_part(self) -> QWidget:
        made, column = _part()
        column.addWidget(stacked(_("Words of the recovery sheet"), self.words))
        said = _("All 24 in their order, with spaces between. Four letters of each are enough.")
        column.addWidget(label(said, "small", wrap=True))
        return made

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(pgettext("button", "Open"), self.attempt, "primary")
        act.setDefault(True)
        row.addWidget(act)
        return row


def _part() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return made, column
