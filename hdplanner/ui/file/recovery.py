"""The command of the File menu that makes the recovery sheet of the open file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext


def ask_sheet(context: AppContext, window: QWidget) -> None:
    """Make the sheet: who asks shows the passphrase, prints the words, and writes two of them back."""
    from hdplanner.ui.file.recovery_dialog import RecoveryDialog

    if not context.gateway.is_open or not context.gateway.document.encrypted:
        return
    if RecoveryDialog(context, window).exec():
        context.tell(_("The recovery sheet counts as made. Put it into the safe of the office."))
