"""The windows about who can open the file for a set of pictures. The open file is encrypted on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hdplanner.ui.common.pose import Pose, Poses
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.ui.file.recovery_dialog import RecoveryDialog

PASSPHRASE = "reading room orchard winter lantern seven"
"""Of the sample in the pictures."""


def secret_poses(context: AppContext, window: QWidget) -> Poses:
    """Each window on the way from a plain file to an encrypted one."""
    from hdplanner.domain.values import Sensitivity
    from hdplanner.ui.file.protection_parts import ChangeDialog, EncryptDialog, RemoveDialog
    from hdplanner.ui.file.send_copy import SendCopyDialog

    send = SendCopyDialog([("first", "Disaster law"), ("second", "Volunteers")], window)
    yield Pose("send-copy", send)
    send.part.setChecked(True)
    send.marking.show_value(Sensitivity.INTERNAL)
    yield Pose("send-copy-part", send)
    name = context.gateway.state().name
    encrypt = EncryptDialog(context, name, lambda: ["Disaster law"], window)
    yield Pose("encrypt", encrypt)
    encrypt.secrets.first.setText("disasterlaw")
    encrypt.secrets.second.setText("disasterlaw")
    encrypt.attempt()
    yield Pose("encrypt-weak", encrypt)
    encrypt.secrets.suggest()
    encrypt.secrets.use_suggestion()
    yield Pose("encrypt-words", encrypt)
    encrypt.reject()
    _encrypt(context)
    yield Pose("change-passphrase", ChangeDialog(context, name, tuple, None, window))
    yield Pose("remove-encryption", RemoveDialog(context, name, 12, window))
    yield from _recovery(context, window)


def _encrypt(context: AppContext) -> None:
    from hdplanner.storage.protection import Change

    with context.gateway.document.lend() as lent:
        lent.protect(Change(None, PASSPHRASE))
    context.gateway.state_changed.emit()


def _recovery(context: AppContext, window: QWidget) -> Poses:
    from hdplanner.ui.file.recovery_dialog import RecoveryDialog

    dialog = RecoveryDialog(context, window)
    yield Pose("recovery", dialog)
    dialog.field.setText(PASSPHRASE)
    dialog.attempt()
    yield Pose("recovery-words", dialog)
    dialog.with_title.setChecked(True)
    yield Pose("recovery-paper", paper=_sheet(dialog))
    dialog.attempt()
    dialog.answers[0].setText("perhaps")
    dialog.attempt()
    yield Pose("recovery-check", dialog)
    dialog.reject()


def _sheet(dialog: RecoveryDialog) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QPdfWriter

    from hdplanner.ui.file.recovery_paper import draw, set_page

    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    set_page(writer)
    draw(dialog.sheet(), writer)
    buffer.close()
    return bytes(held.data())
