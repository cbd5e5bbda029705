"""An encrypted file in the real window, and hands that lock and unlock it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hdplanner.ui.file.lock_screen import LockScreen, LockWindow
from hdplanner.ui.shell.main_window import MainWindow
from tests.ui.conftest import fill

PASSPHRASE = "a road beside the river"
RADIO = "Radio Varenia"


def make_secret(window: MainWindow, path: Path) -> None:
    """An encrypted file with three stakeholders, open in its first room."""
    assert window.files.make(path, title="Disaster law", office="Varenia", passphrase=PASSPHRASE)
    fill(window.context)
    window.show_room("stakeholders")


def settle(app: QApplication) -> None:
    """Let everything happen that waits."""
    for _round in range(3):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def lock(window: MainWindow, app: QApplication) -> None:
    """Press the command."""
    window.actions_by_key["lock"].trigger()
    settle(app)


def screen_of(window: MainWindow) -> LockScreen:
    """The lock screen that has the keyboard: the window's own, or the one before open dialogs."""
    over = [one for one in window.findChildren(LockWindow) if one.isVisible()]
    return over[0].screen_ if over else window.guard.lock.screen


def is_locked(window: MainWindow) -> bool:
    """Whether a file waits behind the lock screen."""
    return window.context.gateway.locked_file is not None


def unlock(window: MainWindow, app: QApplication, passphrase: str = PASSPHRASE) -> None:
    """Write the passphrase and press the button."""
    screen = screen_of(window)
    screen.field.setText(passphrase)
    screen.unlock.click()
    settle(app)


def page_of(window: MainWindow) -> Any:
    """The page that is shown, with what only its own room knows of."""
    return window.page()


def choose(window: MainWindow, name: str) -> str:
    """Select a stakeholder by name; returns its id."""
    page = page_of(window)
    found = next(row.id for row in page.source.rows if row.name == name)
    page.select([found])
    return str(found)


def names(window: MainWindow) -> list[str]:
    """The stakeholders as the file holds them."""
    from hdplanner.services import profiles

    return sorted(window.context.gateway.read(profiles.stakeholder_names))
