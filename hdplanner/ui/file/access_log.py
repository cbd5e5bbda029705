"""The access log: opens its window, and writes it as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hdplanner.progress import Progress
    from hdplanner.storage import Document
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext
    from hdplanner.ui.file.access_log_window import AccessLogWindow


def show_access_log(context: AppContext, window: QWidget) -> AccessLogWindow:
    """Open the window; the one that is open is used again."""
    from hdplanner.ui.file.access_log_window import AccessLogWindow

    shown = next((one for one in window.findChildren(AccessLogWindow) if one.isVisible()), None)
    if shown is None:
        shown = AccessLogWindow(context, window)
        shown.export_wanted.connect(lambda: ask_export(context, window))
        shown.show()
    shown.read()
    shown.activateWindow()
    return shown


def ask_export(context: AppContext, window: QWidget) -> Task | None:
    """Ask where to, and write the log as a table."""
    path = prompts.choose_save(
        window,
        _("Export the access log"),
        documents_dir() / (_("access log") + ".csv"),
        _("Table (*.csv)"),
    )
    return None if path is None else export(context, path)


def export(context: AppContext, path: Path) -> Task:
    """Write the whole log, oldest entry first."""
    from hdplanner.ui.common.on_loan import on_loan

    def work(lent: Document, _progress: Progress) -> int:
        from hdplanner.exchange import access_log_file
        from hdplanner.storage import access_log

        entries = lent.on_file(lambda hand: access_log.entries(hand.link.raw))
        access_log_file.write(path, entries)
        return len(entries)

    def done(count: int) -> None:
        said = ngettext(
            "{count} entry was written to {file}.", "{count} entries were written to {file}.", count
        )
        context.tell(said.format(count=format_number(count), file=path.name))

    return on_loan(context, _("Writing {file}").format(file=path.name), work, done)
