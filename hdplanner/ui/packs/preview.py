"""The live preview: builds the chosen pack in the background, the page in view first, a moment after each change.

Gathers what the audience may see on the window's thread (a read), sets the pages on a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.progress import Progress
from hdplanner.ui.common.task import Task
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.page_spots import Spot, page_now, source_boxes, spots

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions
    from hdplanner.briefing.drafts import Draft
    from hdplanner.services.pack_rows import PackView

_PAUSE_MS = 70
_WRITING_PAUSE_MS = 200
_WRITING_MS = 500
"""Who changes something again so soon after the pages were begun is writing: they then wait for a longer pause."""
_KEPT_VIEWS = 8


class InView(NamedTuple):
    """Where somebody looks: the page (from 1, 0 for none), and what can be known again about it."""

    page: int = 0
    near: list[Spot] = []


class Previewer(QObject):
    """Builds the newest choices only: what is older is cancelled."""

    gathered = Signal(object)
    """The PackView that the next pages are made of."""
    drawn = Signal(int, object)
    """The page in view, from 1, as the bytes of a PDF of one page: the whole comes a moment later."""
    built = Signal(object, object)
    """A BuiltPack, and the Draft that it was drawn from."""
    refused = Signal(str)
    """Why there are no pages, as a sentence."""
    _page_made = Signal(object, int, object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._options: PackOptions | None = None
        self._task: Task | None = None
        self._views: dict[Hashable, PackView] = {}
        self._last: Draft | None = None
        self.look: Callable[[], InView] = InView
        """Says what is in view."""
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._build)
        self._writing = QTimer(self, interval=_WRITING_MS, singleShot=True)
        self._page_made.connect(self._on_page_made, Qt.ConnectionType.QueuedConnection)

    def want(self, options: PackOptions | None) -> None:
        """Show a pack with these choices soon; none stops whatever is under way."""
        self._options = options
        self.stop()
        if options is not None:
            self._pause.start(_WRITING_PAUSE_MS if self._writing.isActive() else _PAUSE_MS)

    def forget(self) -> None:
        """Read the plan anew for the next pages: something in it has changed."""
        self._views.clear()

    def stop(self) -> None:
        """Give up what is under way."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _build(self) -> None:
        options, gateway = self._options, self._context.gateway
        if options is None or not gateway.is_open:
            return
        self._writing.start()
        try:
            view = self._view(options)
        except PlannerError as error:
            self.refused.emit(str(error))
            return
        self.gathered.emit(view)
        seen, like = self.look(), self._last
        task: Task = Task(
            _("Preview"), lambda progress: self._work(task, view, options, seen, like, progress)
        )
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        self._task = task
        self._context.tasks.start(task)

    def _view(self, options: PackOptions) -> PackView:
        """What the audience may see; read once, while only the looks of the pack change."""
        key = _reading(options)
        if key not in self._views:
            self._views[key] = gather_for(self._context, options)
            while len(self._views) > _KEPT_VIEWS:
                del self._views[next(iter(self._views))]
        return self._views[key]

    def _work(
        self,
        task: Task,
        view: PackView,
        options: PackOptions,
        seen: InView,
        like: Draft | None,
        progress: Progress,
    ) -> tuple[Draft, BuiltPack]:
        """On the worker: find the pages, draw the one in view and hand it over, then draw them all."""
        from hdplanner.briefing.drafts import draft

        made = draft(view, options, progress, like)
        now = spots(source_boxes(made.places), made.headings)
        number = max(1, min(made.pages, page_now(seen.near, now, seen.page)))
        progress.step(0, 1)
        self._page_made.emit(task, number, made.page(number))
        return made, made.built(progress)

    def _on_page_made(self, task: object, number: int, data: bytes) -> None:
        if task is self._task:
            self.drawn.emit(number, data)

    def _on_succeeded(self, made: tuple[Draft, BuiltPack]) -> None:
        if self.sender() is self._task:
            self._task = None
            self._last, built = made
            self.built.emit(built, self._last)

    def _on_failed(self, error: object) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        if isinstance(error, PlannerError):
            self.refused.emit(str(error))
        else:
            self._context.broke.emit(error)


def gather_for(context: AppContext, options: PackOptions) -> PackView:
    """Read what the audience of these choices may see."""
    from hdplanner.briefing import build

    return context.gateway.read(build.gather, campaign_id=context.gateway.campaign_id, options=options)


def _reading(options: PackOptions) -> Hashable:
    """What the reading depends on: the day, and all choices but those that only change how the same is said."""
    from hdplanner.briefing import build
    from hdplanner.domain.values import Clearance

    files = frozenset(one.attachment_id for one in options.sections if one.included)
    same = replace(
        options,
        title="",
        paper="",
        landscape=False,
        justified=False,
        tlp=None,
        expires_on=None,
        recipient="",
        copy="",
        author="",
        marking=None,
        sections=(),
        clearance=Clearance.DRAFT,
        cleared_by="",
        cleared_on=None,
        cleared_digest="",
    )
    return same, files, build.parts_of(options), build.pack_day()
