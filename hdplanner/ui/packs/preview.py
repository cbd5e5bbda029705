"""The live preview: builds the chosen pack in the background and shows its very pages, a moment after each change.

Gathers what the audience may see on the window's thread (a read), sets the pages on a worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number
from hdplanner.progress import Progress
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, label, named, with_look
from hdplanner.ui.common.task import Task
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.models import MARKING_LOOKS
from hdplanner.ui.packs.pages_view import PagesView

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions
    from hdplanner.services.pack_rows import PackView

_PAUSE_MS = 200


class Previewer(QObject):
    """Builds the newest choices only: what is older is cancelled."""

    gathered = Signal(object)
    """The PackView that the next pages are made of."""
    built = Signal(object)
    """A BuiltPack."""
    refused = Signal(str)
    """Why there are no pages, as a sentence."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._options: PackOptions | None = None
        self._task: Task | None = None
        self._views: dict[object, PackView] = {}
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._build)

    def want(self, options: PackOptions | None) -> None:
        """Show a pack with these choices soon; none stops whatever is under way."""
        self._options = options
        self.stop()
        if options is not None:
            self._pause.start()

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
        try:
            view = self._view(options)
        except PlannerError as error:
            self.refused.emit(str(error))
            return
        self.gathered.emit(view)
        task = Task(_("Preview"), lambda progress: _pages(view, options, progress))
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        self._task = self._context.tasks.start(task)

    def _view(self, options: PackOptions) -> PackView:
        """What the audience may see; read once, while only the choices of the pack change."""
        from hdplanner.briefing import build

        key = (options.kind, options.audience, options.language, build.pack_day())
        if key not in self._views:
            self._views[key] = gather_for(self._context, options)
        return self._views[key]

    def _on_succeeded(self, built: BuiltPack) -> None:
        if self.sender() is self._task:
            self._task = None
            self.built.emit(built)

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


def _pages(view: PackView, options: PackOptions, progress: Progress) -> BuiltPack:
    from hdplanner.briefing import build

    return build.build_pack(view, options, progress)


class PreviewPanel(QFrame):
    """The pages with their marking, where one is, zoom, and the button that makes a file of them."""

    export_wanted = Signal()
    hand_out_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        named(self, _("Preview"))
        self.pages = PagesView(theme)
        self.marking = label("", "marking-internal")
        self.place = label("", "small")
        self.export = button(_("Export PDF…"), self.export_wanted.emit, "primary")
        self.hand_out = button(_("Hand out…"), self.hand_out_wanted.emit)
        self._allow(False)
        self._zoom = [
            icon_button(theme, "zoom-out", _("Smaller"), self.pages.zoom_out),
            icon_button(theme, "zoom-in", _("Larger"), self.pages.zoom_in),
            icon_button(theme, "zoom-fit", _("Fit the width"), self.pages.fit),
        ]
        self.sentence = label(_("The pages come in a moment."), "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._lay_out()
        self.pages.moved.connect(self._on_moved)

    def show_pages(self, built: BuiltPack) -> None:
        """Show a finished pack."""
        self.pages.show_pdf(built.data)
        set_look(self.marking, MARKING_LOOKS[built.marking])
        self.marking.setText(words_for(built.marking).upper())
        self.marking.show()
        self._stack.setCurrentWidget(self.pages)
        self._allow(True)

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.pages.show_pdf(None)
        self.sentence.setText(sentence)
        self.marking.hide()
        self._stack.setCurrentWidget(self._said)
        self._allow(False)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.pages.wear(theme)
        for one, name in zip(self._zoom, ("zoom-out", "zoom-in", "zoom-fit"), strict=True):
            one.setIcon(icon(name, theme, "muted"))

    def _lay_out(self) -> None:
        self._said = QWidget()
        middle = QVBoxLayout(self._said)
        middle.setContentsMargins(48, 24, 48, 24)
        middle.addStretch(2)
        middle.addWidget(self.sentence)
        middle.addStretch(3)
        self._stack.addWidget(self._said)
        self._stack.addWidget(self.pages)
        head = WrapLayout()
        head.setContentsMargins(12, 10, 12, 10)
        head.addWidget(self.marking)
        head.push()
        head.addWidget(_together(self.place, *self._zoom))
        head.addWidget(_together(self.hand_out, self.export))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.marking.hide()
        named(self.export, _("Export this pack as PDF"))

    def set_editable(self, editable: bool) -> None:
        """A file open for reading records no copies."""
        self.hand_out.setVisible(editable)

    def _allow(self, allowed: bool) -> None:
        for one in (self.export, self.hand_out):
            one.setEnabled(allowed)

    def _on_moved(self, page: int, count: int) -> None:
        self.place.setText(_place(page, count) if count else "")
        widest = self.place.fontMetrics().horizontalAdvance(_place(count, count)) + 4
        if widest != self.place.minimumWidth():  # so that turning a page moves nothing else
            self.place.setMinimumWidth(widest)


def _place(page: int, pages: int) -> str:
    return _("Page {page} of {pages}").format(page=format_number(page), pages=format_number(pages))


def _together(*widgets: QWidget) -> QWidget:
    """Widgets that go into the next line together."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for one in widgets:
        row.addWidget(one)
    return made
