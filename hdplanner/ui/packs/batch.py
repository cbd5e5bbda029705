"""Several packs at once: one for each meeting of a visit, one card for each principal; in the background, with Cancel.

All are built before the first is written, so that nothing half-done lies in the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from hdplanner.errors import FileExistsRefusedError, PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.progress import Progress
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.approvals import Leaving
from hdplanner.ui.packs.batch_dialog import BatchDialog, BatchSource
from hdplanner.ui.packs.export import file_name, open_folder
from hdplanner.ui.packs.preview import gather_for

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.domain.values import PackKind
    from hdplanner.services.batches import BatchRow
    from hdplanner.services.pack_rows import PackView
    from hdplanner.ui.common.task import Task


@dataclass(frozen=True, slots=True)
class Job:
    """A pack to make, and the file that it goes into."""

    view: PackView
    options: PackOptions
    path: Path


Allow = Callable[[Sequence[Leaving]], bool]
"""Says whether packs may leave the house, and asks for that where nobody has yet."""


def allow_all(_packs: Sequence[Leaving]) -> bool:
    """Where nobody is to be asked."""
    return True


class BatchCommand(QObject):
    """Asks which packs and where to, then makes them."""

    made = Signal(object)
    """The Paths of the files."""

    def __init__(self, context: AppContext, page: QWidget, allow: Allow = allow_all) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._allow = allow

    def ask(self, options: PackOptions) -> Task | None:
        """Ask for what and where to; the other choices are those of the pack that is shown."""
        from hdplanner.domain.values import PackKind

        sources = self.sources()
        if not sources:
            self._context.tell(
                _("There is no visit with meetings, and no principal of ours in a meeting to come.")
            )
            return None
        dialog = BatchDialog(sources, (options.kind, PackKind.MEETING_BRIEF), self._page)
        if dialog.exec() != BatchDialog.DialogCode.Accepted:
            return None
        found = QFileDialog.getExistingDirectory(self._page, _("Folder for the packs"), str(documents_dir()))
        jobs = self._tried(dialog.rows(), dialog.kind(), options, Path(found)) if found else None
        if jobs is None or not self._allow([Leaving.of(job.view, job.options) for job in jobs]):
            return None
        return self._start(jobs)

    def sources(self) -> list[BatchSource]:
        """What packs can be made of now."""
        from hdplanner.briefing import build
        from hdplanner.domain.values import PackKind
        from hdplanner.services import batches
        from hdplanner.services.pack_subject import ABOUT_A_COUNTERPART

        gateway = self._context.gateway
        campaign = gateway.campaign_id
        kinds = tuple(kind for kind in PackKind if kind in ABOUT_A_COUNTERPART)
        found = [
            BatchSource(
                _("Meetings of a visit: {visit}").format(visit=visit.title or _("Untitled")),
                kinds,
                tuple(gateway.read(batches.packs_of_visit, campaign_id=campaign, visit_id=visit.id)),
            )
            for visit in gateway.read(batches.visits, campaign_id=campaign)
        ]
        cards = gateway.read(batches.cards_of_principals, campaign_id=campaign, today=build.pack_day())
        found.append(
            BatchSource(_("Our principals in meetings to come"), (PackKind.SPEAKING_CARD,), tuple(cards))
        )
        return [one for one in found if one.rows]

    def make(
        self, rows: Sequence[BatchRow], kind: PackKind, options: PackOptions, folder: Path
    ) -> Task | None:
        """Make a pack of each row in a folder; existing files are asked about once, before anything is done."""
        jobs = self._tried(rows, kind, options, folder)
        return None if jobs is None else self._start(jobs)

    def _tried(
        self, rows: Sequence[BatchRow], kind: PackKind, options: PackOptions, folder: Path
    ) -> list[Job] | None:
        try:
            self._context.gateway.names_for_file()
            return self._jobs(rows, kind, options, folder)
        except PlannerError as error:
            self._context.tell(str(error))
            return None

    def _start(self, jobs: Sequence[Job]) -> Task | None:
        there = [job.path for job in jobs if job.path.exists()]
        if there and not self._may_replace(len(there)):
            return None
        task = self._context.start(_("Batch"), lambda progress: write_batch(jobs, progress, replacing=there))
        task.succeeded.connect(self._on_written)
        return task

    def _jobs(
        self, rows: Sequence[BatchRow], kind: PackKind, options: PackOptions, folder: Path
    ) -> list[Job]:
        """What is to be made. A file is called as its audience may call the meeting, and nobody's name is in it."""
        jobs: list[Job] = []
        taken: set[str] = set()
        for row in rows:
            chosen = _for_row(options, kind, row)
            view = gather_for(self._context, chosen)
            name = _free_name(view.meeting.title if view.meeting else "", taken)
            jobs.append(Job(view, chosen, folder / name))
        return jobs

    def _may_replace(self, count: int) -> bool:
        sentence = ngettext(
            "{count} of these files is there already.", "{count} of these files are there already.", count
        )
        return prompts.ask(self._page, _("Batch"), sentence.format(count=format_number(count)), _("Replace"))

    def _on_written(self, paths: list[Path]) -> None:
        from hdplanner.domain.values import AccessKind

        count = len(paths)
        self._context.gateway.log_access(AccessKind.EXPORT, what="packs", form="pdf", count=count)
        sentence = ngettext("{count} pack is saved.", "{count} packs are saved.", count)
        self._context.tell(
            sentence.format(count=format_number(count)), _("Open folder"), lambda: open_folder(paths[0])
        )
        self.made.emit(paths)


class _Within:
    """The progress of one pack of several: it counts the packs, and Cancel is heard at each step."""

    def __init__(self, progress: Progress, place: int, count: int) -> None:
        self._progress, self._place, self._count = progress, place, count

    def step(self, done: int, total: int, label: str = "") -> None:
        words = _("pack {number} of {count}")
        share = done / max(1, total)
        self._progress.step(
            round((self._place + share) * 100),
            self._count * 100,
            words.format(number=format_number(self._place + 1), count=format_number(self._count)),
        )


def write_batch(jobs: Sequence[Job], progress: Progress, *, replacing: Collection[Path] = ()) -> list[Path]:
    """Build all packs, then write them. Raises `FileExistsRefusedError` for a file that came in the meantime."""
    from hdplanner.briefing import build
    from hdplanner.files import write_atomically

    built = [
        build.build_pack(job.view, job.options, _Within(progress, place, len(jobs)))
        for place, job in enumerate(jobs)
    ]
    progress.step(len(jobs), len(jobs))
    for job in jobs:
        if job.path not in replacing and job.path.exists():
            raise FileExistsRefusedError(job.path)
    for job, one in zip(jobs, built, strict=True):
        write_atomically(job.path, one.data)
    return [job.path for job in jobs]


def _for_row(options: PackOptions, kind: PackKind, row: BatchRow) -> PackOptions:
    """The choices of the shown pack for another meeting; what was cleared was cleared for that pack alone."""
    from hdplanner.domain.values import Clearance

    return replace(
        options,
        kind=kind,
        subject=row.subject,
        title="",
        recipient=row.recipient,
        sections=options.sections if kind is options.kind else (),
        clearance=Clearance.DRAFT,
        cleared_by="",
        cleared_on=None,
        cleared_digest="",
    )


def _free_name(title: str, taken: set[str]) -> str:
    """A file's name that no other of the batch has, whatever the case of its letters."""
    stem = file_name(title).removesuffix(".pdf")
    name, number = f"{stem}.pdf", 1
    while name.casefold() in taken:
        number += 1
        name = _("{title}, {number}").format(title=stem, number=number) + ".pdf"
    taken.add(name.casefold())
    return name
