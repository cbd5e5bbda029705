"""The ways out of the house: a file, or numbered copies for the register. What goes out is approved first.

The work is done in the background: whole or not at all, with Cancel, and a way to the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from hdplanner.domain.values import AccessKind, Audience, PackForm
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.approvals import Approvals, Leaving
from hdplanner.ui.packs.dialogs import ExportDialog, HandOutDialog
from hdplanner.ui.packs.edits import PackEdits
from hdplanner.ui.packs.preview import gather_for
from hdplanner.ui.packs.writing import (
    PLAIN,
    Writing,
    Written,
    copy_name,
    file_name,
    write_copies,
    write_pack,
)

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.services.pack_rows import PackView
    from hdplanner.services.packs import PackRow
    from hdplanner.ui.common.task import Task

__all__ = ["Exporter", "copy_name", "file_name", "open_folder", "write_copies", "write_pack"]


class Exporter(QObject):
    """One export at a time is under way; what goes wrong is told as a sentence."""

    exported = Signal(object)
    """The Path of the finished file."""

    def __init__(self, context: AppContext, page: QWidget, edits: PackEdits, approvals: Approvals) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._edits = edits
        self._approvals = approvals
        self._folder: Path | None = None

    # -- a file

    def ask_and_export(self, options: PackOptions) -> Task | None:
        """Ask what is made, have it approved, ask where it goes, then make it."""
        view = self._view(options)
        if view is None:
            return None
        title = options.title or _("Pack")
        dialog = ExportDialog(title, may_attach=view.audience is Audience.INTERNAL, parent=self._page)
        if dialog.exec() != ExportDialog.DialogCode.Accepted:
            return None
        if not self._approvals.allow([Leaving.of(view, options)]):
            return None
        how = Writing(dialog.chosen_form(), dialog.passphrase())
        path = self._asked_path(options.title, how)
        if path is None:
            return None
        if dialog.attaches():
            how = replace(how, campaign=self._campaign())
        return self._write(view, options, path, how)

    def export(self, options: PackOptions, path: Path, how: Writing = PLAIN) -> Task | None:
        """Make the file without asking; the old one stays where this fails or is cancelled."""
        view = self._view(options)
        return None if view is None else self._write(view, options, path, how)

    def _write(self, view: PackView, options: PackOptions, path: Path, how: Writing) -> Task:
        self._folder = path.parent
        task = self._context.start(
            _("Export"), lambda progress: write_pack(view, options, path, progress, how)
        )
        task.succeeded.connect(lambda written: self._on_exported(written, view, options, how))
        return task

    def _on_exported(self, path: Path, view: PackView, options: PackOptions, how: Writing) -> None:
        self._context.gateway.log_access(
            AccessKind.EXPORT,
            what="pack",
            form=how.form.value,
            kind=options.kind.value,
            audience=view.audience.value,
            encrypted=bool(how.passphrase),
            digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        self._on_succeeded(path)

    def _on_succeeded(self, path: Path) -> None:
        sentence = _("The pack is saved as {name}.").format(name=path.name)
        self._context.tell(sentence, _("Open folder"), lambda: open_folder(path))
        self.exported.emit(path)

    def _asked_path(self, title: str, how: Writing) -> Path | None:
        """Where the file goes. The system asks before one is replaced; where we complete a name, we ask ourselves."""
        filters = {PackForm.PDF: _("PDF files (*.pdf)"), PackForm.DOCX: _("Word files (*.docx)")}
        proposed = (self._folder or documents_dir()) / file_name(title, how.form)
        path = prompts.choose_save(self._page, _("Export"), proposed, filters[how.form])
        if path is None:
            return None
        if path.suffix.lower() == f".{how.form.value}":
            return path
        whole = path.with_name(f"{path.name}.{how.form.value}")
        sentence = _("{file} is there already.").format(file=whole.name)
        if whole.exists() and not prompts.ask(self._page, _("Export"), sentence, _("Replace")):
            return None
        return whole

    def _campaign(self) -> bytes:
        """Everything that the file holds, as our own format."""
        from hdplanner.exchange import json_file
        from hdplanner.services import interchange

        return json_file.to_text(self._context.gateway.read(interchange.dump)).encode()

    # -- copies for the register

    def ask_and_hand_out(self, row: PackRow, options: PackOptions) -> Task | None:
        """Ask to whom and into which folder, then make and record one copy each."""
        from hdplanner.services import handing_out

        view = self._view(options)
        if view is None:
            return None
        first = self._context.gateway.read(handing_out.next_copy_number, pack_id=row.id)
        dialog = HandOutDialog(row.title, first, self._page)
        if dialog.exec() != HandOutDialog.DialogCode.Accepted:
            return None
        if not self._approvals.allow([Leaving.of(view, options)]):
            return None
        start = str(self._folder or documents_dir())
        folder = QFileDialog.getExistingDirectory(self._page, _("Folder for the copies"), start)
        if not folder:
            return None
        how = Writing(dialog.chosen_form(), dialog.passphrase())
        return self._copies(row.id, view, options, dialog.recipients(), Path(folder), how)

    def hand_out(
        self,
        pack_id: str,
        options: PackOptions,
        recipients: Sequence[str],
        folder: Path,
        how: Writing = PLAIN,
    ) -> Task | None:
        """Make one numbered copy each without asking; they are recorded when all of them are written."""
        view = self._view(options)
        return None if view is None else self._copies(pack_id, view, options, recipients, folder, how)

    def _copies(
        self,
        pack_id: str,
        view: PackView,
        options: PackOptions,
        recipients: Sequence[str],
        folder: Path,
        how: Writing,
    ) -> Task:
        from hdplanner.services import handing_out

        first = self._context.gateway.read(handing_out.next_copy_number, pack_id=pack_id)
        self._folder = folder
        task = self._context.start(
            _("Hand out"),
            lambda progress: write_copies(view, options, first, recipients, folder, progress, how),
        )
        task.succeeded.connect(lambda written: self._on_written(pack_id, written))
        return task

    def _on_written(self, pack_id: str, written: Written) -> None:
        path = written.paths[0]
        opened = partial(open_folder, path)
        made = self._edits.hand_out(pack_id, written)
        if made is None:
            told = _(
                "The copies are in the folder, but the register does not know them. Delete them, or try again."
            )
            self._context.tell(told, _("Open folder"), opened)
            return
        self._context.gateway.log_access(
            AccessKind.HAND_OUT,
            ids=made,
            audience=written.audience.value,
            marking=written.marking.value,
            digests=[copy.digest for copy in written.copies],
        )
        count = len(written.copies)
        sentence = ngettext(
            "{count} copy is made and recorded.", "{count} copies are made and recorded.", count
        )
        self._context.tell(sentence.format(count=format_number(count)), _("Open folder"), opened)
        self.exported.emit(path)

    def _view(self, options: PackOptions) -> PackView | None:
        try:
            self._context.gateway.names_for_file()
            return gather_for(self._context, options)
        except PlannerError as error:
            self._context.tell(str(error))
            return None


def open_folder(path: Path) -> None:
    """Show the folder in the system's own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
