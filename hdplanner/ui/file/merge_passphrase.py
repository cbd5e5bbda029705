"""Asks for the passphrase of a copy that is to be merged. The copy itself is tried in the background, after this."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from hdplanner.i18n import _, pgettext
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.secret_fields import secret_field, show_letters
from hdplanner.ui.common.sheet import sheet

_WIDE = 440


class CopyPassphraseDialog(QDialog):
    """`wrong` is the sentence about a passphrase that did not fit."""

    def __init__(self, name: str, wrong: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Merge a copy"))
        self.field = secret_field(_("Passphrase of the copy"))
        self.wrong = label(wrong, "danger", wrap=True)
        self.wrong.setVisible(bool(wrong))
        hint = _("It may be another one than that of your own file. It is not kept.")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(pgettext("button", "Open"), self.accept, "primary")
        act.setDefault(True)
        row.addWidget(act)
        column = sheet(self, row, _WIDE, 8)
        column.addWidget(label(_("{file} is encrypted").format(file=name), "lead", wrap=True))
        column.addWidget(stacked(_("Passphrase of the copy"), self.field))
        column.addWidget(show_letters(self.field))
        column.addWidget(label(hint, "small", wrap=True))
        column.addWidget(self.wrong)

    def passphrase(self) -> str:
        """What was written."""
        return self.field.text()
