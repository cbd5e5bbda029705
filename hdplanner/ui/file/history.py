"""The history of the file: opens its window, and does what is asked for there on the borrowed file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.common.on_loan import on_loan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hdplanner.progress import Progress
    from hdplanner.services.history import HistoryFilter
    from hdplanner.services.history_trail import Trail
    from hdplanner.storage import Document
    from hdplanner.storage.undo_back import WentBack
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext
    from hdplanner.ui.file.history_trail import TrailDialog
    from hdplanner.ui.file.history_window import HistoryWindow


def show_history(
    context: AppContext, window: QWidget, record: tuple[str, str] | None = None
) -> HistoryWindow:
    """Open the history of the file, or of one record (table and id); the window that is open is used again."""
    from hdplanner.ui.file.history_window import HistoryWindow

    shown = next((one for one in window.findChildren(HistoryWindow) if one.isVisible()), None)
    if shown is None:
        shown = HistoryWindow(context, window)
        shown.undo_wanted.connect(lambda number: undo_back(context, number))
        shown.export_wanted.connect(lambda wanted: ask_export(context, window, wanted))
        shown.trail_wanted.connect(lambda *field: show_trail(context, window, *field))
        shown.show()
    shown.show_record(record)
    shown.activateWindow()
    shown.list.setFocus()
    return shown


def show_trail(context: AppContext, window: QWidget, table: str, key: str, field: str) -> TrailDialog:
    """Show how one field of one record came about."""
    from hdplanner.services import history_trail

    return _open(
        context, window, context.gateway.read(history_trail.field_trail, table=table, key=key, field=field)
    )


def show_rating(
    context: AppContext, window: QWidget, stakeholder_id: str, field: str, objective_id: str | None = None
) -> TrailDialog:
    """Show how a rating of a stakeholder came about, over all its assessments in the plan."""
    from hdplanner.services import history_trail

    trail = context.gateway.read(
        history_trail.rating_trail,
        campaign_id=context.gateway.campaign_id,
        stakeholder_id=stakeholder_id,
        field=field,
        objective_id=objective_id,
    )
    return _open(context, window, trail)


def undo_back(context: AppContext, number: int) -> Task:
    """Undo a step and all that was done after it, in the background: all of it, or nothing where it is cancelled."""

    def work(lent: Document, progress: Progress) -> WentBack:
        from hdplanner.errors import NothingToUndoError
        from hdplanner.storage.history_log import steps_back_to
        from hdplanner.storage.undo_back import undo_back_to

        count = lent.read(lambda session: steps_back_to(session, number))
        if count is None:
            raise NothingToUndoError
        return lent.on_file(lambda hand: undo_back_to(hand, number, count, progress), writing=True)

    def done(went: WentBack) -> None:
        context.gateway.announce(went.changes)
        said = ngettext("{count} step was taken back.", "{count} steps were taken back.", went.steps)
        verb = ngettext("Bring it back", "Bring them back", went.steps)
        context.tell(
            said.format(count=format_number(went.steps)), verb, lambda: redo_again(context, went.steps)
        )

    return on_loan(context, _("Going back"), work, done)


def redo_again(context: AppContext, count: int) -> Task:
    """Make so many steps again that were taken back last, in the background."""

    def work(lent: Document, progress: Progress) -> WentBack:
        from hdplanner.storage import undo_back

        return lent.on_file(lambda hand: undo_back.redo_again(hand, count, progress), writing=True)

    def done(went: WentBack) -> None:
        context.gateway.announce(went.changes)
        said = ngettext("{count} step was made again.", "{count} steps were made again.", went.steps)
        context.tell(said.format(count=format_number(went.steps)))

    return on_loan(context, _("Making the steps again"), work, done)


def ask_export(context: AppContext, window: QWidget, wanted: HistoryFilter) -> Task | None:
    """Let the person say where the history goes, as a table or as JSON, and write it there."""
    from hdplanner.services.values import today_here

    name = context.gateway.state().path
    stem = _("history") if name is None else _("{file} history").format(file=name.stem)
    proposed = documents_dir() / f"{stem} {today_here().isoformat()}.csv"
    kinds = ";;".join((_("Table (*.csv)"), _("JSON (*.json)")))
    path = prompts.choose_save(window, _("Export the history"), proposed, kinds)
    return None if path is None else export(context, path, wanted)


def export(context: AppContext, path: Path, wanted: HistoryFilter) -> Task:
    """Write what is wanted of the history into a file, in the background. It is for internal use."""
    context.gateway.names_for_file()

    def work(lent: Document, progress: Progress) -> int:
        from hdplanner.domain.values import AccessKind
        from hdplanner.exchange import history_file
        from hdplanner.services.history import told_whole

        steps = lent.read(lambda session: history_file.write(path, told_whole(session, wanted, progress)))
        form = path.suffix.lower()[1:]
        lent.log_access(AccessKind.EXPORT, form=form, what="history", audience="internal", rows=steps)
        return steps

    def done(steps: int) -> None:
        said = ngettext(
            "{count} step was written to {file}. It is for internal use only.",
            "{count} steps were written to {file}. They are for internal use only.",
            steps,
        )
        context.tell(said.format(count=format_number(steps), file=path.name))

    return on_loan(context, _("Writing {file}").format(file=path.name), work, done)


def _open(context: AppContext, window: QWidget, trail: Trail) -> TrailDialog:
    from hdplanner.ui.file.history_trail import TrailDialog

    dialog = TrailDialog(trail, context.appearance.theme, window)
    for end in (context.gateway.closed, context.gateway.locked, context.gateway.opened):
        end.connect(dialog.reject)
    dialog.open()
    return dialog
