"""Versions of the open file: keep one under a name, list them, look into one, go back to one, delete one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.ui.common import prompts
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import sheet
from hdplanner.ui.file.versions_words import VersionRow, version_row, when

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.storage import Changes, Document
    from hdplanner.storage.versions import Listing, Source, Version
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext
    from hdplanner.ui.file.versions_window import VersionsWindow

_LONGEST_NAME, _WIDE = 120, 480


class NameDialog(QDialog):
    """Asks what a version is to be called; no name is a name as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keep a version"))
        self._name = named(QLineEdit(), _("Name of the version"))
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setPlaceholderText(_("Such as: before the meeting in March"))
        act = button(_("Keep this version"), self.accept, "primary")
        act.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(act)
        column = sheet(self, foot, _WIDE)
        column.addWidget(label(_("Keep a version"), "title"))
        said = _(
            "Every step is saved already. A version with a name stays until you delete it, "
            "and you can go back to it at any time."
        )
        column.addWidget(label(said, "small", wrap=True))
        column.addWidget(stacked(_("Name (may be left empty)"), self._name))

    def name(self) -> str:
        """The name as it is to be kept."""
        return " ".join(self._name.text().split())

    def write(self, name: str) -> None:
        """Put a name into the field."""
        self._name.setText(name)


def save_version(context: AppContext, window: QWidget) -> NameDialog:
    """Ask for a name, and keep the file as it is now."""
    dialog = NameDialog(window)
    dialog.accepted.connect(lambda: keep(context, window, dialog.name()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def keep(context: AppContext, window: QWidget, name: str) -> Task | None:
    """Keep the file as it is now, in the background and while work goes on."""
    source = source_of(context)
    if source is None:
        return None

    def job(progress: Progress) -> Version:
        from hdplanner.storage import versions

        return versions.make(source, Why.NAMED, name, progress)

    def done(_version: object) -> None:
        shown = _shown_in(window)
        if shown is not None:
            renew(context, shown)
        said = _("The version “{name}” was kept.").format(name=name) if name else _("A version was kept.")
        context.tell(said, _("Versions…"), lambda: show_versions(context, window))

    task = context.start(_("Keeping a version"), job)
    task.succeeded.connect(done)
    return task


def source_of(context: AppContext) -> Source | None:
    """What versions are listed for: the open file, or the one whose version is looked at."""
    from hdplanner.storage import versions
    from hdplanner.storage.versions_open import VersionDocument

    document = context.gateway.document
    return document.of if isinstance(document, VersionDocument) else document.on_file(versions.source_of)


def show_versions(context: AppContext, window: QWidget) -> VersionsWindow:
    """List the versions of the file; the window that is open is used again."""
    from hdplanner.ui.file.versions_window import VersionsWindow

    shown = _shown_in(window)
    if shown is None:
        shown = VersionsWindow(context, window)
        shown.look_wanted.connect(lambda version: look(context, window, version))
        shown.restore_wanted.connect(lambda version: go_back(context, version))
        shown.delete_wanted.connect(lambda version: ask_delete(context, window, version))
        shown.keep_wanted.connect(lambda: save_version(context, window))
        shown.folder_wanted.connect(lambda: show_folder(context))
        shown.show()
    shown.activateWindow()
    renew(context, shown)
    return shown


def renew(context: AppContext, shown: VersionsWindow) -> Task | None:
    """Read the versions anew in the background, and show them."""
    source = source_of(context)
    if source is None:
        return None

    def job(progress: Progress) -> Listing:
        from hdplanner.storage import versions

        return versions.listed(source, progress)

    def done(listing: Listing) -> None:
        if context.gateway.is_open and shown.isVisible():
            shown.show_versions(listing, _rows(context, listing))

    task = context.start(_("Reading the versions"), job)
    task.succeeded.connect(done)
    return task


def look(context: AppContext, window: QWidget, version: Version) -> bool:
    """Open a version to be read, in the place of the file."""
    from hdplanner.storage.versions_open import look_at

    source = source_of(context)
    if source is None:
        return False
    try:
        document = look_at(source, version)
    except PlannerError as error:
        context.tell(str(error))
        return False
    context.gateway.take(document)
    said = _("You are looking at the version of {when}. It can be read, not changed.")
    context.tell(said.format(when=when(version)), _("Back to the plan"), lambda: leave(context))
    return True


def leave(context: AppContext) -> bool:
    """Open the file again whose version was looked at."""
    from hdplanner.storage.versions_open import VersionDocument, file_again

    document = context.gateway.document
    if not isinstance(document, VersionDocument):
        return False
    try:
        context.gateway.take(file_again(document))
    except PlannerError as error:
        context.tell(str(error))
        return False
    return True


def go_back(context: AppContext, version: Version) -> Task:
    """Make the content what it was in a version, on the borrowed file; Cancel leaves all as it is."""

    def work(lent: Document, progress: Progress) -> Changes:
        from hdplanner.storage.versions_restore import restore

        return restore(lent, version, progress)

    def done(changes: Changes) -> None:
        context.gateway.announce(changes)
        if changes:
            said = _("The plan is as it was on {when}.").format(when=when(version))
            context.tell(said, _("Undo"), context.gateway.undo)
        else:
            context.tell(_("The plan holds the same as this version already."))

    return on_loan(context, _("Going back to a version"), work, done)


def ask_delete(context: AppContext, window: QWidget, version: Version) -> None:
    """Delete a version, once the person has said so: it cannot be brought back."""
    from hdplanner.storage import versions

    said = _("The version of {when} is deleted for good. The plan itself stays as it is.")
    if not prompts.ask(window, _("Delete a version"), said.format(when=when(version)), _("Delete")):
        return
    try:
        versions.delete(version)
    except PlannerError as error:
        context.tell(str(error))
    shown = _shown_in(window)
    if shown is not None:
        renew(context, shown)


def show_folder(context: AppContext) -> None:
    """Show where the versions are, in whatever the system shows folders with."""
    source = source_of(context)
    if source is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(source.folder)))


def _rows(context: AppContext, listing: Listing) -> list[VersionRow]:
    """The versions with the names of what was done after each, as far as there is a log to tell."""
    from hdplanner.services import edit_labels
    from hdplanner.storage.versions_between import steps_after

    gateway = context.gateway
    told = gateway.document.on_file(lambda hand: steps_after(hand, listing.versions))
    rows = []
    for version in listing.versions:
        between = told[version.id]
        steps = [gateway.read(edit_labels.sentence, label=one) for one in between.labels]
        rows.append(version_row(version, between, steps))
    return rows


def _shown_in(window: QWidget) -> VersionsWindow | None:
    from hdplanner.ui.file.versions_window import VersionsWindow

    return next((one for one in window.findChildren(VersionsWindow) if one.isVisible()), None)
