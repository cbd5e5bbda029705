"""The shell's own dialogs for a set of pictures, what it says when a file is in trouble, and what hides the names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hdplanner.errors import (
    DamagedFileError,
    DiskFullError,
    FileVanishedError,
    LockedFileError,
    LockHolder,
    WrongPassphraseError,
)
from hdplanner.ui.common.pose import Pose, Poses
from hdplanner.ui.shell.rooms import FIRST_ROOM

if TYPE_CHECKING:
    from pathlib import Path

    from hdplanner.storage.keys import Secret
    from hdplanner.ui.shell.main_window import MainWindow

_HIDDEN = (("stakeholders", ""), ("stakeholders", "table"), ("network", ""), ("messages", ""))


def shell_poses(window: MainWindow) -> Poses:
    """The dialogs around opening and making a file, and the settings."""
    from hdplanner.ui.shell.dialogs import SettingsDialog
    from hdplanner.ui.shell.new_plan import NewPlanDialog

    new = NewPlanDialog("HD adviser", window)
    new.title_field.setText("Protection of volunteers")
    new.office_field.setText("Varenia Red Cross")
    yield Pose("new-plan", new)
    new.encrypt.setChecked(True)
    yield Pose("new-plan-encrypted", new)
    yield Pose("settings", SettingsDialog(window.context.settings, window))
    path = window.context.gateway.document.path
    if path is not None:
        yield from _opening(window, path)
        yield from _trouble(window, path)


def guard_poses(window: MainWindow) -> Poses:
    """An encrypted file with code names on the screen, then locked, then open again."""
    from hdplanner.ui.file.secret_poses import PASSPHRASE

    share = window.actions_by_key["screen_share"]
    share.trigger()
    for room, pose in _HIDDEN:
        window.show_room(room)
        window.page().pose(pose)
        yield Pose("code-names-" + (f"{room}-{pose}" if pose else room))
    share.trigger()
    lock = window.guard.lock
    lock.lock()
    yield Pose("locked")
    lock.screen.refuse(str(WrongPassphraseError(window.context.gateway.locked_file or "")))
    yield Pose("locked-refused")
    window.context.gateway.unlock(PASSPHRASE)
    window.show_room(FIRST_ROOM)


def _opening(window: MainWindow, path: Path) -> Poses:
    from hdplanner.ui.common.prompts import question
    from hdplanner.ui.shell.passphrase import PassphraseDialog
    from hdplanner.ui.shell.taking_over import LockedDialog, last_question

    def refuse(_secret: Secret) -> None:
        raise WrongPassphraseError(path)

    dialog = PassphraseDialog(path, refuse, window)
    yield Pose("passphrase", dialog)
    dialog.field.setText("reading room")
    dialog.attempt()
    yield Pose("passphrase-refused", dialog)
    dialog.show_sheet()
    yield Pose("passphrase-sheet", dialog)
    seen = datetime.now(UTC) - timedelta(hours=3)
    for name, holder in (
        ("in-use", LockHolder(4711, "OFFICE-2", "HD Planner", "Field office", seen, "", seen)),
        ("in-use-unknown", LockHolder(0, "", "", "", None)),
    ):
        error = LockedFileError(path, holder)
        yield Pose(name, LockedDialog(error, window))
        if holder.host:
            yield Pose("take-over", question(window, *last_question(error), cautious=True))


def _trouble(window: MainWindow, path: Path) -> Poses:
    from hdplanner.ui.file.rescue import RescueDialog

    context = window.context
    for name, error in (("disk-full", DiskFullError(path)), ("vanished", FileVanishedError(path))):
        context.tell_error(error)
        yield Pose(name)
    window.banner.hide()
    damaged = DamagedFileError(path, "page 12 is malformed")
    yield Pose("damaged", RescueDialog(damaged, encrypted=False, parent=window))
    yield Pose("damaged-encrypted", RescueDialog(damaged, encrypted=True, parent=window))
