"""Habits of Qt and of desktops that would tell outside the file which plans somebody works on, and how we leave them out.

Qt's file dialog writes down the folders it was in; a desktop's own dialog keeps a list of recent documents.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QSettings, Qt

_FOLDERS: Final = ("FileDialog/history", "FileDialog/lastVisited")


def leave_none(app: QCoreApplication) -> None:
    """Keep the folders of file dialogs out of Qt's settings, which all programs of this person share."""
    if sys.platform in ("win32", "darwin"):  # there it cannot be kept from writing: put back what was there
        shared = _shared()
        before = {key: shared.value(key) for key in _FOLDERS}
        app.aboutToQuit.connect(lambda: _put_back(before))
    else:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def use_dialogs(*, remembered: bool) -> None:
    """Use the desktop's dialogs for files, which may keep a list of them, only where recent files may be kept."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, not remembered)


def _shared() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _put_back(before: dict[str, object]) -> None:
    shared = _shared()
    for key, value in before.items():
        if value is None:
            shared.remove(key)
        else:
            shared.setValue(key, value)
    shared.sync()
