"""What can be done with a file that somebody else has open: look at it, or take it over from a machine that is gone."""

from __future__ import annotations

import datetime as dt
import socket
from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from hdplanner.errors import LockedFileError, LockHolder
from hdplanner.i18n import _, format_datetime
from hdplanner.ui.common import prompts
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.sheet import sheet

_WIDE = 480


class Choice(Enum):
    """What the person wants to do."""

    LEAVE = auto()
    READ = auto()
    TAKE_OVER = auto()


def ask_about_lock(parent: QWidget | None, error: LockedFileError) -> Choice:
    """Ask what to do; taking over is asked twice, with the name of who loses the file."""
    dialog = LockedDialog(error, parent)
    dialog.exec()
    if dialog.choice is not Choice.TAKE_OVER:
        return dialog.choice
    sure = prompts.ask(parent, *last_question(error), cautious=True)
    return Choice.TAKE_OVER if sure else Choice.LEAVE


def last_question(error: LockedFileError) -> tuple[str, str, str]:
    """The second question: its title, its sentence, its verb."""
    return _("Take over {file}?").format(file=error.name), warning(error), _("Take Over")


class LockedDialog(QDialog):
    """Says who has the file, and since when. Only the lock of another machine can be taken over."""

    def __init__(self, error: LockedFileError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice.LEAVE
        self.setWindowTitle(_("{file} is in use").format(file=error.name))
        column = sheet(self, self._buttons(may_take_over(error.holder)), _WIDE, 8)
        column.addWidget(label(_("{file} is in use").format(file=error.name), "lead", wrap=True))
        column.addWidget(label(str(error), wrap=True))
        if (seen := error.holder.seen) is not None:
            column.addWidget(
                label(_("Last seen there: {when}.").format(when=_local(seen)), "muted", wrap=True)
            )

    def _buttons(self, may_take_over: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        if may_take_over:
            self.take_over = button(_("Take Over…"), lambda: self._choose(Choice.TAKE_OVER))
            self.take_over.setAutoDefault(False)
            row.addWidget(self.take_over)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.read = button(_("Open read-only"), lambda: self._choose(Choice.READ), "primary")
        self.read.setDefault(True)
        row.addWidget(self.read)
        return row

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def may_take_over(holder: LockHolder) -> bool:
    """Whether the lock is of another machine: a process of this one that holds it is surely there.

    A lock that nobody can read counts as one; a lock without its time is SQLite's own, of a program at work now.
    """
    return holder.seen is not None and holder.host != socket.gethostname()


def warning(error: LockedFileError) -> str:
    """Whose file this is, and what taking it over means."""
    holder = error.holder
    if not holder.host or holder.since is None:
        return _(
            "Nobody can tell who has {file} open. Take it over only if you are sure that no one works on it: "
            "whoever does will be refused at the next change, and can save a copy."
        ).format(file=error.name)
    return _(
        "{who} on {machine} has had {file} open since {when}. Take it over only if you are sure that it is no "
        "longer open there: whoever works on it there will be refused at the next change, and can save a copy."
    ).format(
        who=holder.author or holder.program, machine=holder.host, file=error.name, when=_local(holder.since)
    )


def _local(instant: dt.datetime) -> str:
    return format_datetime(instant.astimezone())
