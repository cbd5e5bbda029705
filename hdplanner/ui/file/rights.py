"""Data protection: opens its window, and does for a person what is asked for there, on the borrowed file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.common.on_loan import on_loan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hdplanner.progress import Progress
    from hdplanner.services.closure import Certificate, How, Scope
    from hdplanner.services.retention import CarriedOut, Decided, PersonRow
    from hdplanner.services.rights import Erased, ErasurePlan
    from hdplanner.storage import Document
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext
    from hdplanner.ui.file.rights_window import RightsWindow


def show_rights(context: AppContext, window: QWidget) -> RightsWindow:
    """Open the window; the one that is open is used again."""
    from hdplanner.ui.file.rights_window import RightsWindow

    shown = next((one for one in window.findChildren(RightsWindow) if one.isVisible()), None)
    if shown is None:
        shown = RightsWindow(context, window)
        shown.notice_wanted.connect(lambda row: show_notice(context, window, row))
        shown.access_wanted.connect(lambda row: ask_access(context, window, row))
        shown.erase_wanted.connect(lambda rows: ask_erase(context, window, rows))
        shown.retention_wanted.connect(lambda: ask_retention(context, window))
        shown.closure_wanted.connect(lambda: ask_closure(context, window))
        shown.show()
    shown.read()
    shown.activateWindow()
    return shown


def show_notice(context: AppContext, window: QWidget, row: PersonRow | None) -> None:
    """Show the text that informs a person, in any of our languages."""
    from hdplanner.ui.file.rights_notice import NoticeDialog

    NoticeDialog(context, row.id if row else None, window).exec()


def ask_access(context: AppContext, window: QWidget, row: PersonRow) -> Task | None:
    """Ask where to, and write everything on a person."""
    kinds = ";;".join((_("Text to read (*.txt)"), _("Data (*.json)")))
    proposed = documents_dir() / (_("information on a person") + ".txt")
    path = prompts.choose_save(window, _("Give a person their data"), proposed, kinds)
    return None if path is None else give_access(context, row.id, path)


def give_access(context: AppContext, stakeholder_id: str, path: Path) -> Task:
    """Write everything on a person; other persons in it are masked."""

    def work(lent: Document, progress: Progress) -> int:
        return _write_access(lent, stakeholder_id, path, progress)

    def done(count: int) -> None:
        said = ngettext(
            "{count} record was written to {file}. Read it before you hand it over.",
            "{count} records were written to {file}. Read them before you hand them over.",
            count,
        )
        context.tell(said.format(count=format_number(count), file=path.name))

    return on_loan(context, _("Gathering what the file holds"), work, done)


def _write_access(lent: Document, stakeholder_id: str, path: Path, progress: Progress) -> int:
    import json

    from hdplanner.domain.values import AccessKind
    from hdplanner.files import write_atomically
    from hdplanner.services import access_words, rights, subject_access

    subject = lent.read(lambda session: rights.subject_of(session, stakeholder_id))
    found = subject_access.everything_on(lent, subject, progress)
    made_at = datetime.now().astimezone()
    if path.suffix.lower() == ".json":
        data = access_words.as_data(found, made_at)
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    else:
        text = lent.read(lambda session: access_words.as_text(session, found, made_at))
    write_atomically(path, text.encode())
    form = path.suffix.lower()[1:]
    lent.log_access(AccessKind.SUBJECT_ACCESS, ids=[stakeholder_id], records=found.count, form=form)
    return found.count


def ask_erase(context: AppContext, window: QWidget, rows: Sequence[PersonRow]) -> Task:
    """Work out what an erasure would do, show it, and do it where the person says so."""
    ids = [row.id for row in rows]

    def plan(lent: Document, _progress: Progress) -> ErasurePlan:
        from hdplanner.services import rights

        subjects = lent.read(lambda session: [rights.subject_of(session, key) for key in ids])
        return rights.plan_erasure(lent, rights.together(subjects))

    def show(planned: ErasurePlan) -> None:
        from hdplanner.ui.file.erase_dialog import EraseDialog

        if EraseDialog(context.gateway.shown(planned), window).exec():
            erase(context, ids)

    return on_loan(context, _("Looking for what would go"), plan, show)


def erase(context: AppContext, ids: Sequence[str]) -> Task:
    """Erase persons from the file and its versions, for good."""

    def work(lent: Document, progress: Progress) -> Erased:
        from hdplanner.services import rights

        subjects = lent.read(lambda session: [rights.subject_of(session, key) for key in ids])
        return rights.erase(lent, rights.together(subjects), progress)

    def done(erased: Erased) -> None:
        context.gateway.announce(erased.changes)
        said = ngettext("{count} record was erased.", "{count} records were erased.", erased.count)
        context.tell(said.format(count=format_number(erased.count)))

    return on_loan(context, _("Erasing"), work, done)


def ask_retention(context: AppContext, window: QWidget) -> Task | None:
    """Ask person by person what is done with those that are due, and do it."""
    from hdplanner.services import retention
    from hdplanner.services.values import today_here
    from hdplanner.ui.file.retention_dialog import RetentionDialog

    rows = [row for row in context.gateway.read(retention.person_rows, today=today_here()) if row.is_due]
    dialog = RetentionDialog(rows, context.appearance.theme, window)
    return carry_out(context, dialog.decisions()) if dialog.exec() else None


def carry_out(context: AppContext, decisions: Mapping[str, Decided]) -> Task:
    """Keep, put under code names, and erase, as decided."""

    def work(lent: Document, progress: Progress) -> CarriedOut:
        from hdplanner.services import retention

        return retention.carry_out(lent, decisions, progress)

    def done(out: CarriedOut) -> None:
        for changes in out.changes:
            context.gateway.announce(changes)
        said = _("Carried out: {kept} kept, {coded} under a code name, {erased} erased.")
        context.tell(
            said.format(
                kept=format_number(out.kept),
                coded=format_number(out.pseudonymised),
                erased=format_number(out.erased),
            )
        )

    return on_loan(context, _("Carrying out retention"), work, done)


def ask_closure(context: AppContext, window: QWidget) -> Task:
    """Work out what closing the plan would do, ask how, and do it."""
    campaign_id = context.gateway.campaign_id

    def plan(lent: Document, _progress: Progress) -> Scope:
        from hdplanner.services import closure

        return closure.scope(lent, campaign_id)

    def show(scope: Scope) -> None:
        from hdplanner.ui.file.closure_dialog import ClosureDialog

        dialog = ClosureDialog(scope, window)
        if dialog.exec():
            path = _certificate_path(window)
            if path is not None:
                close_plan(context, window, campaign_id, dialog.how(), path)

    return on_loan(context, _("Looking at what belongs to the plan"), plan, show)


def _certificate_path(window: QWidget) -> Path | None:
    return prompts.choose_save(
        window,
        _("Where to keep the certificate"),
        documents_dir() / (_("Certificate of closure") + ".pdf"),
        ";;".join((_("PDF files (*.pdf)"), _("Text (*.txt)"), _("Data (*.json)"))),
    )


def close_plan(context: AppContext, window: QWidget, campaign_id: str, how: How, path: Path) -> Task:
    """Close a plan, and write the certificate when it is done."""

    def work(lent: Document, progress: Progress) -> Certificate:
        from hdplanner.services import closure
        from hdplanner.services.values import today_here

        return closure.close(lent, campaign_id, how, on=today_here(), progress=progress)

    def done(certificate: Certificate) -> None:
        context.gateway.announce(certificate.changes)
        save_certificate(context, window, certificate, path)

    return on_loan(context, _("Closing the plan"), work, done)


def save_certificate(context: AppContext, window: QWidget, certificate: Certificate, path: Path) -> None:
    """Write the certificate; where it cannot be, it can be saved elsewhere."""
    from hdplanner.ui.file.closure_paper import write_certificate

    def again() -> None:
        elsewhere = _certificate_path(window)
        if elsewhere is not None:
            save_certificate(context, window, certificate, elsewhere)

    try:
        write_certificate(certificate, path)
    except PlannerError as error:
        context.tell(str(error), _("Save the certificate elsewhere…"), again)
    else:
        context.tell(_("The plan is closed. The certificate is saved as {file}.").format(file=path.name))
