"""A damaged file: what can be read of it is saved into a new one, or the last good version becomes a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.errors import DamagedFileError, NotFoundError
from hdplanner.i18n import _, format_number, ngettext, pgettext
from hdplanner.ui.common import prompts
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.pieces import button, hairline, label
from hdplanner.ui.common.secret_fields import secret_field, show_letters
from hdplanner.ui.common.sheet import sheet

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.storage.salvage import Salvaged
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext

Opened = Callable[[Path], object]
_WIDE = 540


class RescueDialog(QDialog):
    """Says what is left to do. The damaged file is only read, whatever is chosen."""

    salvage_wanted = Signal(str)
    version_wanted = Signal(str)
    """Each with the passphrase, or "" for a file that is not encrypted."""

    def __init__(self, error: DamagedFileError, *, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("{file} is damaged").format(file=error.name))
        self.field = secret_field(_("Passphrase"))
        self.version = button(
            _("Take the last good version…"), lambda: self._want(self.version_wanted.emit), "primary"
        )
        self.salvage = button(_("Save what can be saved…"), lambda: self._want(self.salvage_wanted.emit))
        self._encrypted = encrypted
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        column = sheet(self, foot, _WIDE)
        column.addWidget(label(self.windowTitle(), "title", wrap=True))
        column.addWidget(label(str(error), wrap=True))
        if encrypted:
            column.addWidget(stacked(_("Passphrase"), self.field))
            column.addWidget(show_letters(self.field))
        column.addWidget(hairline())
        said = _(
            "The last good version is the plan as it was kept last. Open that first: nothing in it is missing "
            "but your newest steps."
        )
        self._add(column, self.version, said)
        said = _(
            "Everything that can still be read is written into a new file. What is lost is counted and named, "
            "so that you know what to look for."
        )
        self._add(column, self.salvage, said)

    def done(self, result: int) -> None:
        """Keep nothing of the passphrase."""
        self.field.clear()
        super().done(result)

    def _add(self, column: QVBoxLayout, act: QWidget, said: str) -> None:
        row = QHBoxLayout()
        row.addWidget(act)
        row.addStretch(1)
        pair = QVBoxLayout()
        pair.setSpacing(6)
        pair.addWidget(label(said, wrap=True))
        pair.addLayout(row)
        column.addLayout(pair)

    def _want(self, emit: Callable[[str], object]) -> None:
        if self._encrypted and not self.field.text():
            self.field.setFocus()
            return
        emit(self.field.text())


def offer(
    context: AppContext, window: QWidget, path: Path, error: DamagedFileError, then: Opened
) -> RescueDialog:
    """Offer what can be done about a damaged file; ``then`` opens the new file that comes of it."""
    dialog = RescueDialog(error, encrypted=_is_encrypted(path), parent=window)

    def take(act: Callable[[AppContext, Path, Path, str, Opened], Task], name: str, secret: str) -> None:
        proposed = path.with_name(name.format(file=path.stem) + prompts.CAMPAIGN_SUFFIX)
        out = prompts.choose_save(dialog, _("Save the new file"), proposed, prompts.campaign_filter())
        if out is not None:
            dialog.accept()
            act(context, path, out, secret, then)

    dialog.salvage_wanted.connect(lambda secret: take(save, _("{file} (saved)"), secret))
    dialog.version_wanted.connect(lambda secret: take(take_version, _("{file} (version)"), secret))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save(context: AppContext, path: Path, out: Path, secret: str, then: Opened) -> Task:
    """Write what can be read into a new file, in the background, and open it."""

    def job(progress: Progress) -> Salvaged:
        from hdplanner.storage.document import default_layout
        from hdplanner.storage.salvage import salvage

        return salvage(path, out, secret or None, default_layout(), progress)

    def done(saved: Salvaged) -> None:
        if then(out):
            context.tell(_told(saved))

    task = context.start(_("Saving what can be read of {file}").format(file=path.name), job)
    task.succeeded.connect(done)
    return task


def take_version(context: AppContext, path: Path, out: Path, secret: str, then: Opened) -> Task:
    """Make a file of the last good version, in the background, and open it."""

    def job(_progress: Progress) -> Path:
        from hdplanner.storage.salvage import copy_version, last_good_version

        found = last_good_version(path, secret or None)
        if found is None:
            raise NotFoundError(_("good version"), path.name)
        copy_version(found, out, path, secret or None)
        return out

    def done(made: Path) -> None:
        if then(made):
            context.tell(
                _("This is the last good version, in a file of its own: {file}.").format(file=made.name)
            )

    task = context.start(_("Looking for the last good version"), job)
    task.succeeded.connect(done)
    return task


def _told(saved: Salvaged) -> str:
    """What was saved, what is lost, and of which kinds."""
    from hdplanner.services.record_words import noun_word

    said = ngettext("{count} record was saved.", "{count} records were saved.", saved.saved)
    sentences = [said.format(count=format_number(saved.saved))]
    lost = pgettext("between names", ", ").join(
        _("{kind} ({count})").format(kind=noun_word(one.table), count=format_number(one.lost))
        for one in saved.tables
        if one.lost
    )
    sentences.append(_("Lost, at least: {kinds}.").format(kinds=lost) if lost else _("None is lost."))
    if not saved.history:
        sentences.append(_("Part of the history is lost: older steps cannot be undone."))
    return " ".join(sentences)


def _is_encrypted(path: Path) -> bool:
    from hdplanner.storage import schema

    return not schema.is_plain(schema.first_bytes(path))
