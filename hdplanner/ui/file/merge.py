"""The way of a merge: pick a copy, plan in the background, decide, merge on the borrowed file, read what was done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from hdplanner.errors import FileError, PassphraseNeededError, PlannerError, WrongPassphraseError
from hdplanner.i18n import _
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdplanner.services.merge_rows import Outcome, ShownMerge
    from hdplanner.storage import Document, Loan
    from hdplanner.storage.merge_rows import Decision, MergePlan, MergeReport


@dataclass(frozen=True, slots=True)
class _Planned:
    """A plan, and how people read it."""

    plan: MergePlan
    shown: ShownMerge


def ask_merge(context: AppContext, window: QWidget) -> None:
    """Let the person pick a copy of the open file, and lead them through the merge."""
    path = prompts.choose_open(window, _("Merge a copy"), prompts.campaign_filter())
    if path is not None:
        MergeCommand(context, window, path).plan()


class MergeCommand(QObject):
    """One merge, from the choice of the copy to its report. The passphrase lives no longer than this."""

    def __init__(self, context: AppContext, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._path = path
        self._passphrase: str | None = None

    def plan(self) -> None:
        """Work out in the background what the merge would do, and show it."""
        document = self._context.gateway.document
        path, passphrase = self._path, self._passphrase
        coded = self._context.gateway.code_names
        loan = self._borrow()
        if loan is None:
            return

        def job(progress: Progress) -> _Planned | PlannerError:
            from hdplanner.services.merge_words import shown_merge

            with loan as lent:
                try:
                    plan = lent.plan_merge(path, passphrase=passphrase, progress=progress)
                except (PassphraseNeededError, WrongPassphraseError) as error:
                    return error
                return _Planned(
                    plan, lent.read(lambda session: shown_merge(session, plan, path.name, coded=coded))
                )

        title = _("Comparing with {file}").format(file=path.name)
        task = self._context.start(title, job, document.interrupt)
        task.succeeded.connect(self._on_planned)
        task.failed.connect(self._on_over)
        task.cancelled.connect(self._on_over)

    def apply(self, planned: _Planned, decisions: Mapping[str, Decision]) -> None:
        """Merge as decided, on the file that is lent to a worker; Cancel takes all back."""
        document = self._context.gateway.document
        path, passphrase = self._path, self._passphrase
        loan = self._borrow()
        if loan is None:
            return

        def job(progress: Progress) -> MergeReport:
            from hdplanner.domain.rules_kept_versions import Why
            from hdplanner.services.duplicates import merge_stakeholders
            from hdplanner.storage import versions

            with loan as lent:
                versions.keep(lent, Why.MERGE, progress=progress)
                return lent.merge(
                    planned.plan,
                    path,
                    decisions,
                    passphrase=passphrase,
                    join=merge_stakeholders,
                    progress=progress,
                )

        title = _("Merging {file}").format(file=path.name)
        task = self._context.start(title, job, document.interrupt)
        task.succeeded.connect(lambda report: self._on_merged(planned.shown, report))
        task.failed.connect(lambda error: self._on_refused(planned, decisions, error))
        task.cancelled.connect(self._on_over)

    def _borrow(self) -> Loan[Document] | None:
        """The file for a worker; None, and a sentence, where other work has it."""
        try:
            return self._context.gateway.document.lend()
        except PlannerError as error:
            self._context.tell(str(error))
            self._on_over()
            return None

    def _on_planned(self, planned: _Planned | PlannerError) -> None:
        if isinstance(planned, PlannerError):
            self._ask_passphrase(planned)
        elif planned.plan.nothing_new:
            self._context.tell(
                _("{file} has nothing that is not here already. Nothing was changed.").format(
                    file=self._path.name
                )
            )
            self._on_over()
        else:
            self._ask_decisions(planned)

    def _ask_passphrase(self, error: PlannerError) -> None:
        from hdplanner.ui.file.merge_passphrase import CopyPassphraseDialog

        wrong = str(error) if isinstance(error, WrongPassphraseError) else ""
        dialog = CopyPassphraseDialog(self._path.name, wrong, self._window)
        if dialog.exec() and self._context.gateway.can_edit:
            self._passphrase = dialog.passphrase()
            self.plan()
        else:
            self._on_over()

    def _on_refused(self, planned: _Planned, decisions: Mapping[str, Decision], error: object) -> None:
        """An answer that does not fit is mended in the window, with all other answers as they were."""
        if isinstance(error, PlannerError) and not isinstance(error, FileError):
            QTimer.singleShot(0, self, lambda: self._ask_decisions(planned, decisions, str(error)))
        else:
            self._on_over()

    def _ask_decisions(
        self, planned: _Planned, decisions: Mapping[str, Decision] | None = None, refusal: str = ""
    ) -> None:
        from hdplanner.ui.file.merge_window import MergeDialog

        dialog = MergeDialog(planned.shown, self._context.appearance.theme, self._window)
        dialog.resume(decisions or {}, refusal)
        if dialog.exec() and self._context.gateway.can_edit:
            self.apply(planned, dialog.decisions)
        else:
            self._on_over()

    def _on_merged(self, shown: ShownMerge, report: MergeReport) -> None:
        from hdplanner.services.merge_rows import Outcome

        self._context.gateway.announce(report.changes)
        self._tell(Outcome(shown, report.decided))
        self._on_over()

    def _tell(self, outcome: Outcome) -> None:
        from hdplanner.services.merge_report import left_open
        from hdplanner.ui.file.conflicts import show_conflicts
        from hdplanner.ui.file.merge_report import MergeReportDialog

        said = _("{file} was merged.").format(file=self._path.name)
        left = len(outcome.shown.conflicts) - len(outcome.decided)
        if left:
            said = _("{merged} {left}").format(merged=said, left=left_open(left))
            self._context.tell(said, _("Decide now"), lambda: show_conflicts(self._context, self._window))
        else:
            self._context.tell(said, _("Undo"), self._context.gateway.undo)
        MergeReportDialog(outcome, self._window).exec()

    def _on_over(self, *_what: object) -> None:
        """Nothing of the merge stays in memory."""
        self._passphrase = None
        self.deleteLater()
