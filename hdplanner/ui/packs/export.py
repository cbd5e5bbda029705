"""Makes a file of a pack in the background: whole or not at all, with Cancel, and a way to the folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from hdplanner.domain.values import Audience, Sensitivity
from hdplanner.errors import FileExistsRefusedError, PlannerError
from hdplanner.i18n import _, ngettext
from hdplanner.paths import documents_dir
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.dialogs import HandOutDialog
from hdplanner.ui.packs.preview import gather_for

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.services.handing_out import Copy
    from hdplanner.services.pack_rows import PackView
    from hdplanner.services.packs import PackRow
    from hdplanner.ui.common.task import Task

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Exporter(QObject):
    """One export at a time is under way; what goes wrong is told as a sentence."""

    exported = Signal(object)
    """The Path of the finished file."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._folder: Path | None = None

    def ask_and_export(self, options: PackOptions) -> Task | None:
        """Ask where the file goes (an existing one is asked about there), then make it."""
        proposed = (self._folder or documents_dir()) / file_name(options.title)
        path = prompts.choose_save(self._page, _("Export PDF"), proposed, _("PDF files (*.pdf)"))
        return None if path is None else self.export(options, path)

    def export(self, options: PackOptions, path: Path) -> Task | None:
        """Make the file; the old one stays where this fails or is cancelled."""
        try:
            view = gather_for(self._context, options)
        except PlannerError as error:
            self._context.tell(str(error))
            return None
        self._folder = path.parent
        task = self._context.start(
            _("Export PDF"), lambda progress: write_pack(view, options, path, progress)
        )
        task.succeeded.connect(self._on_succeeded)
        return task

    def _on_succeeded(self, path: Path) -> None:
        sentence = _("The pack is saved as {name}.").format(name=path.name)
        self._context.tell(sentence, _("Open folder"), lambda: open_folder(path))
        self.exported.emit(path)

    def ask_and_hand_out(self, row: PackRow, options: PackOptions) -> None:
        """Ask to whom and into which folder, then make and record one copy each."""
        from hdplanner.services import handing_out

        first = self._context.gateway.read(handing_out.next_copy_number, pack_id=row.id)
        dialog = HandOutDialog(row.title, first, self._page)
        if dialog.exec() != HandOutDialog.DialogCode.Accepted:
            return
        start = str(self._folder or documents_dir())
        folder = QFileDialog.getExistingDirectory(self._page, _("Folder for the copies"), start)
        if folder:
            self.hand_out(row.id, options, dialog.recipients(), Path(folder))

    def hand_out(
        self, pack_id: str, options: PackOptions, recipients: Sequence[str], folder: Path
    ) -> Task | None:
        """Make one numbered copy each in a folder; they are recorded when all of them are written."""
        from hdplanner.services import handing_out

        try:
            view = gather_for(self._context, options)
            first = self._context.gateway.read(handing_out.next_copy_number, pack_id=pack_id)
        except PlannerError as error:
            self._context.tell(str(error))
            return None
        self._folder = folder
        task = self._context.start(
            _("Hand out"), lambda progress: write_copies(view, options, first, recipients, folder, progress)
        )
        task.succeeded.connect(lambda written: self._on_written(pack_id, written))
        return task

    def _on_written(self, pack_id: str, written: Written) -> None:
        from hdplanner.services import handing_out
        from hdplanner.services.values import today_here

        self._context.gateway.run(
            "pack.hand_out",
            handing_out.hand_out,
            pack_id=pack_id,
            copies=written.copies,
            on=today_here(),
            by=self._context.settings.author_name(),
            audience=written.audience,
            marking=written.marking,
        )
        count = len(written.copies)
        sentence = ngettext(
            "{count} copy is made and recorded.", "{count} copies are made and recorded.", count
        )
        path = written.paths[0]
        self._context.tell(sentence.format(count=count), _("Open folder"), lambda: open_folder(path))
        self.exported.emit(path)


@dataclass(frozen=True, slots=True)
class Written:
    """The copies that were made, with their files."""

    copies: tuple[Copy, ...]
    paths: tuple[Path, ...]
    audience: Audience
    marking: Sensitivity


def write_copies(
    view: PackView,
    options: PackOptions,
    first: int,
    recipients: Sequence[str],
    folder: Path,
    progress: Progress,
) -> Written:
    """Build all copies, then write them. Raises ``FileExistsRefusedError`` before anything is written."""
    from hdplanner.briefing import build
    from hdplanner.files import write_atomically
    from hdplanner.services.handing_out import Copy

    paths = [folder / copy_name(options.title, first + place) for place in range(len(recipients))]
    for path in paths:
        if path.exists():
            raise FileExistsRefusedError(path)
    built = []
    for place, recipient in enumerate(recipients):
        progress.step(place, len(recipients), recipient)
        numbered = replace(options, recipient=recipient, copy=str(first + place))
        built.append(build.build_pack(view, numbered))
    progress.step(len(recipients), len(recipients))
    for path, one in zip(paths, built, strict=True):
        write_atomically(path, one.data)
    copies = (
        Copy(first + place, recipient, built[place].digest) for place, recipient in enumerate(recipients)
    )
    return Written(tuple(copies), tuple(paths), built[0].audience, built[0].marking)


def copy_name(title: str, number: int) -> str:
    """The name of a copy's file: no recipient in it."""
    stem = file_name(title).removesuffix(".pdf")
    return _("{title}, copy {number}").format(title=stem, number=number) + ".pdf"


def write_pack(view: PackView, options: PackOptions, path: Path, progress: Progress) -> Path:
    """Build and write. Raises the PlannerErrors of both, and Cancelled; then nothing is written."""
    from hdplanner.briefing import build
    from hdplanner.files import write_atomically

    built = build.build_pack(view, options, progress)
    progress.step(1, 1)
    write_atomically(path, built.data)
    return path


def file_name(title: str) -> str:
    """A file's name from a pack's title, on any system."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:80].strip(" .")
    return f"{clean or _('Pack')}.pdf"


def open_folder(path: Path) -> None:
    """Show the folder in the system's own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
