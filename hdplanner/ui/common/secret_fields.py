"""Fields for a passphrase: dots, which a box turns into letters. Nothing of it is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import named


def secret_field(name: str) -> QLineEdit:
    """A field that shows dots; nothing of it is kept."""
    made = named(QLineEdit(), name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def show_letters(*fields: QLineEdit) -> QCheckBox:
    """A box that shows what is written in the fields."""
    box = QCheckBox(_("Show the letters"))

    def show(on: bool) -> None:
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box


def emptied(*fields: QLineEdit) -> None:
    """Forget what is written: `clear` would keep it for an undo."""
    for field in fields:
        field.setText("")
