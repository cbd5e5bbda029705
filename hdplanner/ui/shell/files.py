"""Opening, making and copying files, with the questions that come up on the way. Knows no room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from hdplanner.domain.values import AccessKind
from hdplanner.errors import DamagedFileError, LockedFileError, PassphraseNeededError, PlannerError
from hdplanner.i18n import _, active_language
from hdplanner.paths import documents_dir, resource
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.storage import Document
    from hdplanner.storage.keys import Secret

SAMPLE, VOTES = "disaster-law", "cross-border-aid"
WORD_EVERY = 5 * 60 * 1000
"""Milliseconds after which the lock shows again that we are here, for those who wonder at another machine."""


class FileCommands(QObject):
    """What the File menu does. Every error is told in its own words, and the file that is open stays open."""

    recent_changed = Signal()

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        context.rescue = self.ask_copy
        self._word = QTimer(self, interval=WORD_EVERY)
        self._word.timeout.connect(self.leave_word)
        self._word.start()

    def leave_word(self) -> None:
        """Let other machines see in the lock that this one still works on the file."""
        if self._context.gateway.is_open:
            self._context.gateway.document.leave_word()

    def has_sample(self, name: str = SAMPLE) -> bool:
        """Whether a worked sample came with this installation."""
        return resource("samples", f"{name}.json").is_file()

    def ask_open(self) -> None:
        """Let the person pick a file, and open it."""
        path = prompts.choose_open(self._window, _("Open a plan"), prompts.campaign_filter())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file, asking for what it needs; False where it stays closed."""
        if self._context.gateway.is_open and self._context.gateway.document.path == path.resolve():
            return True
        try:
            self._context.gateway.open(path)
        except PassphraseNeededError:
            return self._unlock(path, read_only=False)
        except LockedFileError as error:
            return self._offer_reading(path, error)
        except DamagedFileError as error:
            return self._offer_rescue(path, error)
        except PlannerError as error:
            self._context.tell(str(error))
            return False
        return self._opened(path)

    def open_sample(self) -> None:
        """Open the worked sample as a file of the person's own."""
        self._open_sample(SAMPLE, _("HD Planner sample"))

    def open_votes(self) -> None:
        """Open the sample that is made of recorded votes and public statements."""
        self._open_sample(VOTES, _("HD Planner sample of votes"))

    def _open_sample(self, name: str, title: str) -> None:
        path = documents_dir() / (title + prompts.CAMPAIGN_SUFFIX)
        try:
            if path.exists():
                self.open(path)
                return
            self._context.gateway.open_sample(name, path)
        except PlannerError as error:
            self._context.tell(str(error))
            return
        self._opened(path)

    def ask_new(self) -> None:
        """Ask for what a new plan needs, and make it."""
        from hdplanner.ui.shell.new_plan import NewPlanDialog

        dialog = NewPlanDialog(self._context.settings.author_name(), self._window)
        if dialog.exec() and dialog.result_plan is not None:
            plan = dialog.result_plan
            self._context.settings.author = plan.author
            self._context.settings.save()
            self.make(plan.path, title=plan.title, office=plan.office, passphrase=plan.passphrase)

    def make(self, path: Path, *, title: str, office: str, passphrase: str) -> bool:
        """Make a new plan and open it."""
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._context.gateway.create(
                path,
                title=title,
                office=office or _("Our National Society"),
                passphrase=passphrase or None,
                zone=zone,
                language=active_language(),
            )
        except PlannerError as error:
            self._context.tell(str(error))
            return False
        return self._opened(path)

    def ask_copy(self) -> None:
        """Write a copy of the open file, encrypted as it is; the work goes on in the file itself."""
        document = self._context.gateway.document
        name = Path(document.path or documents_dir() / _("Plan"))
        folder = name.parent if name.parent.is_dir() else documents_dir()
        proposed = folder / (_("{file} (copy)").format(file=name.stem) + prompts.CAMPAIGN_SUFFIX)
        path = prompts.choose_save(self._window, _("Save a copy"), proposed, prompts.campaign_filter())
        if path is not None:
            self.copy_to(path)

    def copy_to(self, path: Path) -> None:
        """Write the copy in the background, on the file as it is open, even where that is no longer at its place."""

        def work(lent: Document, _progress: Progress) -> Path:
            lent.backup(path)
            return path

        on_loan(self._context, _("Saving {file}").format(file=path.name), work, self._on_copied)

    def _on_copied(self, path: Path) -> None:
        encrypted = self._context.gateway.document.encrypted
        self._context.gateway.log_access(AccessKind.COPY, whole=True, encrypted=encrypted)
        sentence = _("A copy was saved as {file}.").format(file=path.name)
        self._context.tell(sentence, _("Work in the Copy"), lambda: self.open(path))

    def ask_export(self) -> None:
        """Write the whole plan as the project's own JSON."""
        from hdplanner.services import interchange

        document = self._context.gateway.document
        name = document.path.stem if document.path else _("Plan")
        filters = _("Whole plan, for internal use (*.json)")
        path = prompts.choose_save(
            self._window, _("Export the plan"), documents_dir() / f"{name}.json", filters
        )
        if path is None:
            return
        data = self._context.gateway.read(interchange.dump)

        def job(progress: Progress) -> Path:
            return _write_json(path, data)

        task = self._context.start(_("Exporting the plan"), job)
        task.succeeded.connect(self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self._context.gateway.log_access(AccessKind.EXPORT, what="all", form="json", audience="internal")
        self._context.tell(_("The plan was exported as {file}. It holds everything.").format(file=path.name))

    def _unlock(self, path: Path, *, read_only: bool) -> bool:
        from hdplanner.ui.shell.passphrase import PassphraseDialog

        def attempt(secret: Secret) -> None:
            self._context.gateway.open(path, passphrase=secret, read_only=read_only)

        dialog = PassphraseDialog(path, attempt, self._window)
        if dialog.exec():
            self._opened(path)
            if dialog.recovered is not None:
                from hdplanner.ui.file.protection import ask_after_recovery

                ask_after_recovery(self._context, self._window, dialog.recovered)
            return True
        if isinstance(dialog.error, LockedFileError):
            return self._offer_reading(path, dialog.error)
        if isinstance(dialog.error, DamagedFileError):
            return self._offer_rescue(path, dialog.error)
        if dialog.error is not None:
            self._context.tell(str(dialog.error))
        return False

    def _offer_rescue(self, path: Path, error: DamagedFileError) -> bool:
        """Offer what can be saved of a damaged file, and its last good version."""
        from hdplanner.ui.file.rescue import offer

        offer(self._context, self._window, path, error, self.open)
        return False

    def _offer_reading(self, path: Path, error: LockedFileError) -> bool:
        """Somebody has the file: look at it only, or take it over from a machine that does not have it any more."""
        from hdplanner.ui.shell.taking_over import Choice, ask_about_lock

        choice = ask_about_lock(self._window, error)
        if choice is Choice.LEAVE:
            return False
        if choice is Choice.TAKE_OVER:
            return self._take_over(path, error)
        try:
            self._context.gateway.open(path, read_only=True)
        except PassphraseNeededError:
            return self._unlock(path, read_only=True)
        except PlannerError as failure:
            self._context.tell(str(failure))
            return False
        return self._opened(path)

    def _take_over(self, path: Path, error: LockedFileError) -> bool:
        """Take the lock from another machine, and open the file; whoever has it there is refused from then on."""
        from hdplanner.files import LockFile

        try:
            LockFile(path, author=self._context.settings.author_name()).break_lock(error.holder)
        except LockedFileError as failure:  # another one has it now
            return self._offer_reading(path, failure)
        except PlannerError as failure:
            self._context.tell(str(failure))
            return False
        return self.open(path)

    def _opened(self, path: Path) -> bool:
        from hdplanner.ui.file.conflicts import tell_open

        self._context.settings.remember_file(path.resolve())
        self.recent_changed.emit()
        tell_open(self._context, self._window)
        return True


def _write_json(path: Path, data: object) -> Path:
    import json

    from hdplanner.files import write_atomically

    write_atomically(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    return path
