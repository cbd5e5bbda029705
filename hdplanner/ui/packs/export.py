"""Makes a file of a pack in the background: whole or not at all, with Cancel, and a way to the folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.paths import documents_dir
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.preview import gather_for

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.services.plan_rows import PlanView
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


def write_pack(view: PlanView, options: PackOptions, path: Path, progress: Progress) -> Path:
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
